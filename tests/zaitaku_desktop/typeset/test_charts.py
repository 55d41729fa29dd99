"""Charts: where bars, lines, signs, values and gridlines stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zaitaku_desktop.typeset.axis import axis_for
from zaitaku_desktop.typeset.blocks import Paragraph, PrintJob, Run, Sheet, TextBlock
from zaitaku_desktop.typeset.boxes import ASCENT, FillBox, Page, TextBox
from zaitaku_desktop.typeset.chart_blocks import Chart, Charts, Series
from zaitaku_desktop.typeset.chart_grid import chart_grid
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

MM = 72 / 25.4
SHEET = Sheet(210.0, 297.0, 25.0, 18.0, 20.0, 25.0, page_number="none")
BARS = Chart(
    ("病院", "診療所", "薬局"),
    (Series("令和5年度（79件）", (30.0, 9.0, 0.0), "white"), Series("令和6年度（130件）", (46.0, 16.0, 4.0))),
    (("医療", 2), ("薬", 1)),
    ident="chart",
)


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def page_of(chart: Chart, faces: Faces) -> Page:
    (page,) = lay_out(PrintJob(SHEET, (Charts((chart,)),)), faces).pages
    return page


def said(page: Page, text: str) -> TextBox:
    """The one text box of these words."""
    (found,) = [box for box in page.texts if box.text == text]
    return found


def test_that_the_axis_has_round_steps_and_five_lines_at_most() -> None:
    assert [text for _, text in axis_for(46).ticks] == ["0", "10", "20", "30", "40", "50"]
    assert [text for _, text in axis_for(3).ticks] == ["0", "1", "2", "3"]
    assert [text for _, text in axis_for(0).ticks] == ["0", "1"]
    assert [text for _, text in axis_for(1203).ticks] == ["0", "500", "1,000", "1,500"]
    assert [text for _, text in axis_for(0.32, whole=False).ticks][:3] == ["0.0", "0.1", "0.2"]
    assert axis_for(84.6, 68.4, whole=False).base == 65  # lines far above 0 are seen


@settings(max_examples=30, deadline=None)
@given(st.floats(0.001, 1e9), st.floats(-3, 1), st.booleans())
def test_that_every_value_is_within_its_axis(largest: float, share: float, whole: bool) -> None:
    axis = axis_for(largest, largest * share, whole=whole)
    assert axis.base <= largest * share + 1e-6 * largest and axis.top >= largest - 1e-6
    assert 2 <= len(axis.ticks) <= 9 and (not 0 <= share <= 0.5 or axis.base == 0)


def test_that_bars_are_as_high_as_their_values_and_side_by_side(faces: Faces) -> None:
    page = page_of(BARS, faces)
    dark = [fill for fill in page.fills if fill.height > 8.0]
    foot = dark[0].y + dark[0].height
    assert {round(fill.y + fill.height, 3) for fill in dark} == {round(foot, 3)}
    assert [fill.height / dark[0].height for fill in dark] == pytest.approx([1, 16 / 46, 4 / 46])
    white = [frame for frame in page.frames if frame.height > 8.0]
    assert len(white) == 2  # nothing stands where the value is 0
    assert white[0].x + white[0].width == pytest.approx(dark[0].x, abs=0.7)
    assert dark[0].width == pytest.approx(5 * MM)


def test_that_each_value_stands_over_its_bar_and_gridlines_stop_before_both(faces: Faces) -> None:
    page = page_of(BARS, faces)
    value, bar = said(page, "46"), max(page.fills, key=_height)
    assert value.left >= bar.x - 0.1 and value.left + value.width <= bar.x + bar.width + 0.1
    assert value.baseline < bar.y
    for rule in (one for one in page.rules if one.dash is not None):
        for fill in page.fills:
            if fill.y < rule.y0 < fill.y + fill.height:
                assert rule.x1 <= fill.x or rule.x0 >= fill.x + fill.width


def _height(fill: FillBox) -> float:
    return fill.height


def test_that_all_words_stand_apart_and_within_the_chart(faces: Faces) -> None:
    values = tuple(float(value) for value in (1203, 1203, 1190, 1150, 8, 1203, 1180, 1203, 1199, 1203, 1100, 1203))
    months = tuple(f"{month}月" for month in range(1, 13))
    for line in (False, True):
        chart = Chart(
            months,
            (Series("令和6年度", values, line=line), Series("令和5年度", values[::-1], "white", line=line)),
            title="1　相談（件）",
            ident="chart",
        )
        page = page_of(chart, faces)
        (region,) = page.regions
        boxes = [(box.left, box.baseline - ASCENT * box.size, box.width, box.size, box.text) for box in page.texts]
        boxes = [box for box in boxes if box[4] not in "●○"]
        for left, top, width, height, text in boxes:
            assert region.x - 0.1 <= left and left + width <= region.x + region.width + 1.5, text
            assert region.y - 0.1 <= top and top + height <= region.y + region.height + 0.1, text
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                apart = one[0] + one[2] <= other[0] + 0.1 or other[0] + other[2] <= one[0] + 0.1
                assert apart or one[1] + one[3] <= other[1] + 0.1 or other[1] + other[3] <= one[1] + 0.1, (one, other)


def test_that_lines_differ_by_signs_and_dashes_and_are_named_at_their_end(faces: Faces) -> None:
    lines = (Series("実績", (68.4, None, 81.3), line=True), Series("目標", (None, 75.0, 79.0), "white", line=True))
    page = page_of(Chart(("R4", "R5", "R6"), lines), faces)
    assert sorted(box.text for box in page.texts if box.text in "●○") == ["○", "○", "●", "●"]
    slanted = [rule for rule in page.rules if rule.y0 != rule.y1 and rule.x0 != rule.x1]
    assert sorted(rule.dash is not None for rule in slanted) == [False, True]
    last = max(box.left for box in page.texts if box.text in "●○")
    assert said(page, "実績").left > last and said(page, "目標").left > last
    assert said(page, "81.3").baseline < said(page, "79").baseline


def test_that_a_third_series_is_hatched_and_a_missing_value_leaves_no_gap(faces: Faces) -> None:
    series = tuple(
        Series(look, (None if look == "dark" else 5.0,), look)  # type: ignore[arg-type]
        for look in ("white", "hatched", "dark")
    )
    page = page_of(Chart(("病院",), series), faces)
    assert len([frame for frame in page.frames if frame.height > 8.0]) == 2
    assert len([rule for rule in page.rules if rule.x0 != rule.x1 and rule.y0 != rule.y1]) > 5
    left, right = sorted(frame.x for frame in page.frames if frame.height > 8.0)
    assert right - left == pytest.approx(5 * MM)


def test_that_a_long_title_stands_whole_and_takes_no_room_from_the_plot(faces: Faces) -> None:
    title = "6　退院前カンファレンスに介護支援専門員が参加した人の割合（回復期リハビリテーション病棟を含む）（％）"
    line = (Series("実績", (90.0, 95.0), line=True),)
    short, long = (page_of(Chart(("R5", "R6"), line, title=words, ident=1), faces) for words in ("6", title * 2))
    assert "".join(box.text for box in long.texts if box.baseline < said(long, "95").baseline - 1).startswith(title)
    assert long.regions[0].height > short.regions[0].height
    height = [max(rule.y0 for rule in page.rules) - said(page, "95").baseline for page in (short, long)]
    assert height[0] == pytest.approx(height[1])


def test_that_bars_below_zero_hang_from_it(faces: Faces) -> None:
    page = page_of(Chart(("R5", "R6"), (Series("実績", (-5.0, 2.5)),)), faces)
    up, down = sorted((fill for fill in page.fills if fill.width == pytest.approx(5 * MM)), key=_top)
    assert up.y + up.height == pytest.approx(down.y) and down.height == pytest.approx(up.height * 2)
    assert said(page, "-5").baseline > down.y + down.height and said(page, "2.5").baseline < up.y
    assert down.y + down.height <= said(page, "R5").baseline
    assert axis_for(-3, -4).top == 0


def _top(fill: FillBox) -> float:
    return fill.y


def test_that_a_page_ends_between_two_rows_of_charts(faces: Faces) -> None:
    text = TextBlock((Paragraph((Run("前"),)),))
    layout = lay_out(PrintJob(SHEET, (text, Charts((BARS,) * 9, columns=2, space_before=3.0))), faces)
    rows = [sorted({round(region.y, 2) for region in page.regions}) for page in layout.pages]
    assert [len(page.regions) for page in layout.pages] == [6, 3]
    assert [len(row) for row in rows] == [3, 2]
    for page in layout.pages:
        assert all(region.y + region.height <= (297 - 20) * MM for region in page.regions)
    assert layout.pages[1].regions[0].y == pytest.approx(25 * MM)


def test_that_its_numbers_are_a_table_for_who_draws_no_chart() -> None:
    grid = chart_grid(BARS, 160.0)
    assert sum(grid.widths) == pytest.approx(160.0)
    texts = [cell.blocks[0].text for cell in grid.body if isinstance(cell.blocks[0], Paragraph)]
    assert texts == ["令和5年度（79件）", "30", "9", "0", "令和6年度（130件）", "46", "16", "4"]


def test_that_a_series_without_a_value_for_each_label_is_refused() -> None:
    with pytest.raises(ValueError, match="each label"):
        Chart(("病院", "薬局"), (Series("R6", (1.0,)),))
