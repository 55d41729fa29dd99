"""Page breaks within a grid, furniture, and what `lay_out` refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zaitaku_desktop.base.errors import Cancelled, KnownError
from zaitaku_desktop.typeset.blocks import (
    Cell,
    Chip,
    Grid,
    Paragraph,
    PrintJob,
    Run,
    Sheet,
    TextBlock,
    TextStyle,
)
from zaitaku_desktop.typeset.boxes import Layout, Page, Region, RuleBox, TextBox
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

MM = 72 / 25.4
SHEET = Sheet(width=210.0, height=148.0, top=20.0, bottom=20.0, page_number="none")
LINE = 13.5


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def lines(count: int, sign: str = "文") -> tuple[Paragraph, ...]:
    """So many lines of one character each."""
    return tuple(Paragraph((Run(sign),)) for _ in range(count))


def cell(row: int, col: int, count: int, rowspan: int = 1, *, label: bool = False) -> Cell:
    return Cell(row, col, lines(count), rowspan, label=label, ident=(row, col))


HEADER = (Cell(0, 0, lines(1, "頭"), ident="h0"), Cell(0, 1, lines(1, "頭"), ident="h1"))


def job(*body: Cell, rows: int, sheet: Sheet = SHEET, **grid: object) -> PrintJob:
    made = Grid((40.0, 140.0), HEADER, 1, body, rows)
    return PrintJob(sheet, (replace(made, **grid),))  # type: ignore[arg-type]


def shown(page: Page, ident: object) -> list[TextBox]:
    return [box for box in page.texts if box.source == ident]


def words(page: Page, ident: object) -> str:
    return "".join(box.text for box in shown(page, ident))


def place(page: Page, ident: object) -> Region:
    return next(region for region in page.regions if region.ident == ident)


def on_pages(layout: Layout, ident: object) -> list[int]:
    return [len(shown(page, ident)) for page in layout.pages]


def test_that_a_row_that_does_not_fit_moves_whole(faces: Faces) -> None:
    layout = lay_out(job(*(cell(row, col, 7) for row in range(3) for col in (0, 1)), rows=3), faces)
    assert on_pages(layout, (1, 0)) == [7, 0]
    assert on_pages(layout, (2, 0)) == [0, 7]


def test_that_a_row_is_split_when_moving_it_would_waste_much_of_the_page(faces: Faces) -> None:
    layout = lay_out(job(cell(0, 0, 10), cell(0, 1, 10), cell(1, 0, 14), cell(1, 1, 2), rows=2), faces)
    first, second = on_pages(layout, (1, 0))
    assert first >= 2 and second >= 2 and first + second == 14
    assert words(layout.pages[1], (1, 1)) == "（前ページ参照）"
    assert all(box.artifact for box in shown(layout.pages[1], (1, 1)))


def test_that_two_lines_stay_on_either_side_of_a_break(faces: Faces) -> None:
    for count in range(12, 60):
        layout = lay_out(job(cell(0, 0, 9), cell(0, 1, 1), cell(1, 0, count), cell(1, 1, 1), rows=2), faces)
        parts = [part for part in on_pages(layout, (1, 0)) if part]
        assert sum(parts) == count
        assert min(parts) >= 2


def test_that_a_cell_higher_than_a_page_goes_on_and_on(faces: Faces) -> None:
    layout = lay_out(job(cell(0, 0, 100), cell(0, 1, 1), rows=1), faces)
    assert sum(on_pages(layout, (0, 0))) == 100
    assert len(layout.pages) > 4


def test_that_a_long_row_does_not_begin_with_one_line(faces: Faces) -> None:
    for count in range(8, 22):
        layout = lay_out(job(cell(0, 0, count), cell(0, 1, 1), cell(1, 0, 100), cell(1, 1, 1), rows=2), faces)
        assert min(part for part in on_pages(layout, (1, 0)) if part) >= 2


def test_that_a_chip_is_not_parted_from_its_name(faces: Faces) -> None:
    entry = (Chip("新規", "filled"), *lines(3))
    layout = lay_out(job(Cell(0, 0, entry * 14, ident=(0, 0)), cell(0, 1, 1), rows=1), faces)
    assert len(layout.pages) > 2
    for page in layout.pages:
        assert shown(page, (0, 0))[-1].role == "cell"


def test_that_a_label_too_long_to_repeat_flows_on(faces: Faces) -> None:
    body = [cell(0, 0, 30, 3, label=True), *(cell(row, 1, 6) for row in range(3))]
    layout = lay_out(job(*body, rows=3), faces)
    texts = [box for page in layout.pages for box in shown(page, (0, 0))]
    assert len(texts) == 30
    assert not any(box.artifact for box in texts)


def test_that_a_label_is_printed_again_with_continued(faces: Faces) -> None:
    body = [cell(0, 0, 1, 4, label=True), *(cell(row, 1, 6) for row in range(4))]
    layout = lay_out(job(*body, rows=4), faces)
    assert [words(page, (0, 0)) for page in layout.pages] == ["文", "文（続き）"]
    again = shown(layout.pages[1], (0, 0))
    assert all(box.artifact and box.part == -1 for box in again)
    assert (again[-1].face, again[-1].size) == ("gothic", 7.5)
    label_foot = again[0].baseline + LINE - (LINE - 9) / 2 - 0.88 * 9
    assert again[-1].baseline == pytest.approx(label_foot + 0.5 * MM + (10 - 7.5) / 2 + 0.88 * 7.5)


def test_that_continued_stands_under_the_name_where_more_is_repeated_below_it(faces: Faces) -> None:
    name = Paragraph((Run("(ア) 名"),), TextStyle(size=9.0), 0.0, 2.5)
    label = Cell(0, 0, (name, *lines(2, "場")), 4, label=True, ident=(0, 0), continued_after=1)
    layout = lay_out(job(label, *(cell(row, 1, 6) for row in range(4)), rows=4), faces)
    assert [words(page, (0, 0)) for page in layout.pages] == ["(ア) 名場場", "(ア) 名（続き）場場"]
    again = shown(layout.pages[1], (0, 0))
    assert all(box.artifact for box in again)
    note = next(box for box in again if "続き" in box.text)
    left = note.origin + note.span.left - again[0].origin - again[0].span.left
    assert (note.size, left) == (7.5, pytest.approx(2.5 * 9))


def test_that_a_label_may_be_repeated_plainly(faces: Faces) -> None:
    body = [cell(0, 0, 1, 4, label=True), *(cell(row, 1, 6) for row in range(4))]
    layout = lay_out(job(*body, rows=4, continued=""), faces)
    assert [words(page, (0, 0)) for page in layout.pages] == ["文", "文"]


def test_that_a_fragment_is_high_enough_for_its_label(faces: Faces) -> None:
    body = [cell(0, 0, 5, 9, label=True), *(cell(row, 1, 2) for row in range(9))]
    layout = lay_out(job(*body, rows=9), faces)
    assert len(layout.pages) == 2
    for page, note in zip(layout.pages, (0.0, 10 + 0.5 * MM), strict=True):
        assert place(page, (0, 0)).height >= 5 * LINE + note


def test_that_merged_text_flows_on_and_leaves_no_gap(faces: Faces) -> None:
    body = [cell(0, 0, 30, 3), *(cell(row, 1, 3) for row in range(3))]
    layout = lay_out(job(*body, rows=3), faces)
    assert sum(on_pages(layout, (0, 0))) == 30
    last = layout.pages[-1]
    lowest = max(box.baseline for box in shown(last, (0, 0)))
    region = place(last, (0, 0))
    assert region.y + region.height - lowest < LINE


def test_that_a_row_stays_when_only_flowing_text_makes_it_too_high(faces: Faces) -> None:
    body = [cell(0, 0, 50, 3), *(cell(row, 1, 3) for row in range(3))]
    layout = lay_out(job(*body, rows=3), faces)
    assert on_pages(layout, (1, 1))[0] == 3
    foot = place(layout.pages[0], (1, 1)).y + place(layout.pages[0], (1, 1)).height
    assert foot == pytest.approx((SHEET.height - SHEET.bottom) * MM)


def test_that_a_merged_text_over_several_pages_is_spread_over_all_its_rows(faces: Faces) -> None:
    body = [cell(0, 0, 90, 40), *(cell(row, 1, 1) for row in range(40))]
    layout = lay_out(job(*body, rows=40), faces)
    heights = [place(page, (row, 1)).height for page in layout.pages[:2] for row in range(40) if on(page, (row, 1))]
    assert min(heights[:-1]) > LINE + 2.7 * MM + 1


def on(page: Page, ident: object) -> bool:
    return any(region.ident == ident for region in page.regions)


def test_that_merged_text_that_ended_says_so(faces: Faces) -> None:
    body = [cell(0, 0, 2, 4), *(cell(row, 1, 6) for row in range(4))]
    layout = lay_out(job(*body, rows=4), faces)
    assert [words(page, (0, 0)) for page in layout.pages] == ["文文", "（前ページ参照）"]


def test_that_a_blank_cell_stays_blank_on_the_next_page(faces: Faces) -> None:
    body = [Cell(0, 0, rowspan=4, ident=(0, 0)), *(cell(row, 1, 6) for row in range(4))]
    layout = lay_out(job(*body, rows=4), faces)
    assert on_pages(layout, (0, 0)) == [0, 0]


def test_that_what_a_merged_cell_lacks_is_spread_over_its_rows(faces: Faces) -> None:
    body = [cell(0, 0, 9, 3), *(cell(row, 1, 1) for row in range(3))]
    page = lay_out(job(*body, rows=3), faces).pages[0]
    heights = [place(page, (row, 1)).height for row in range(3)]
    assert heights == pytest.approx([(9 * LINE + 2.7 * MM) / 3] * 3)


def test_that_header_rows_repeat_as_artifacts(faces: Faces) -> None:
    layout = lay_out(job(*(cell(row, col, 7) for row in range(3) for col in (0, 1)), rows=3), faces)
    first, second = (shown(page, "h0") for page in layout.pages)
    assert [box.artifact for box in (*first, *second)] == [False, True]


def test_that_every_fragment_is_closed_by_the_outer_rule(faces: Faces) -> None:
    layout = lay_out(job(*(cell(row, col, 7) for row in range(3) for col in (0, 1)), rows=3), faces)
    for page in layout.pages:
        heavy = [rule for rule in page.rules if rule.weight == 1.0]
        bottom = max(region.y + region.height for region in page.regions)
        assert len(heavy) == 4
        assert max(rule.y0 for rule in heavy) == pytest.approx(bottom)


def horizontal(page: Page) -> list[RuleBox]:
    return sorted((rule for rule in page.rules if rule.y0 == rule.y1), key=_y)


def _y(rule: RuleBox) -> float:
    return rule.y0


def test_that_rules_tell_header_group_and_row(faces: Faces) -> None:
    body = [cell(0, 0, 1, 2), cell(0, 1, 1), cell(1, 1, 1), cell(2, 0, 1), cell(2, 1, 1)]
    page = lay_out(job(*body, rows=3, group_starts=frozenset({0, 2})), faces).pages[0]
    across = horizontal(page)
    assert [rule.weight for rule in across] == [1.0, 0.75, 0.5, 1.0, 1.0]
    left, right = SHEET.left * MM, (SHEET.width - SHEET.right) * MM
    assert (across[2].x0, across[2].x1) == pytest.approx((left + 40 * MM, right))  # not through the merged cell
    assert (across[3].x0, across[3].x1) == pytest.approx((left, right))


def test_that_no_rule_runs_through_a_wide_cell(faces: Faces) -> None:
    body = [Cell(0, 0, lines(1), colspan=2, ident="wide"), cell(1, 0, 1), cell(1, 1, 1)]
    page = lay_out(job(*body, rows=2), faces).pages[0]
    wide = place(page, "wide")
    uprights = sorted((rule.y0, rule.y1) for rule in page.rules if rule.x0 == rule.x1 and rule.weight == 0.5)
    assert uprights == [
        pytest.approx((SHEET.top * MM, wide.y)),
        pytest.approx((wide.y + wide.height, place(page, (1, 1)).y + place(page, (1, 1)).height)),
    ]


def test_that_no_row_is_lower_than_asked(faces: Faces) -> None:
    page = lay_out(job(cell(0, 0, 1), cell(0, 1, 1), rows=1, min_row=20.0), faces).pages[0]
    assert place(page, (0, 0)).height == pytest.approx(20 * MM)


@pytest.mark.parametrize(
    "body",
    [
        (cell(0, 0, 1),),
        (cell(0, 0, 1), cell(0, 1, 1), cell(0, 1, 1)),
        (cell(0, 0, 1, 2), cell(0, 1, 1)),
        (Cell(0, 0, colspan=3),),
    ],
)
def test_that_every_slot_is_covered_once(body: tuple[Cell, ...], faces: Faces) -> None:
    with pytest.raises(ValueError, match=r"slot|outside"):
        lay_out(job(*body, rows=1), faces)


def test_that_a_header_that_leaves_no_room_is_refused_in_words(faces: Faces) -> None:
    tall = (Cell(0, 0, lines(40)), Cell(0, 1))
    with pytest.raises(KnownError, match="見出し"):
        lay_out(job(cell(0, 0, 1), cell(0, 1, 1), rows=1, header=tall), faces)


def test_that_the_work_can_be_stopped(faces: Faces) -> None:
    told: list[float] = []

    def stop(fraction: float) -> None:
        told.append(fraction)
        if fraction > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        lay_out(job(*(cell(row, col, 3) for row in range(300) for col in (0, 1)), rows=300), faces, progress=stop)
    assert told == sorted(told)
    assert 0.4 < told[-1] < 0.6


# ── furniture ────────────────────────────────────────────────────────────────────────────────────────────────

A3 = Sheet(tag="資料１", title="取組進捗管理表（案）", title_ident="title", tag_ident="tag")


def test_that_the_box_is_flush_right_and_on_the_first_page_only(faces: Faces) -> None:
    rows = [cell(row, col, 20) for row in range(6) for col in (0, 1)]
    layout = lay_out(job(*rows, rows=6, sheet=A3), faces)
    box = place(layout.pages[0], "tag")
    assert box.x + box.width == pytest.approx(405 * MM)
    assert (box.y, box.width, box.height) == pytest.approx((20 * MM, 22 * MM, 7.5 * MM))
    assert not [region for page in layout.pages[1:] for region in page.regions if region.ident in ("tag", "title")]


def test_that_the_title_is_centred_on_the_text_area_and_clear_of_the_box(faces: Faces) -> None:
    sheet = replace(A3, left=30.0)
    for title in ("表", "在宅医療・介護連携推進の取組進捗管理表" * 2, "在宅医療・介護連携推進の取組進捗管理表" * 5):
        page = lay_out(PrintJob(replace(sheet, title=title)), faces).pages[0]
        box = place(page, "tag")
        for line in shown(page, "title"):
            middle = line.xs[0] + line.width / 2
            assert middle == pytest.approx((30 + 405) / 2 * MM, abs=4.0)
            assert line.xs[0] + line.width < box.x


def test_that_pages_are_numbered_only_when_there_are_several(faces: Faces) -> None:
    rows = [cell(row, col, 20) for row in range(6) for col in (0, 1)]
    layout = lay_out(job(*rows, rows=6, sheet=A3), faces)
    numbers = [[box for box in page.texts if box.role == "page-number"] for page in layout.pages]
    total = len(layout.pages)
    assert total > 1
    assert [box.text for (box,) in numbers] == [f"{page}／{total}" for page in range(1, total + 1)]
    for (box,) in numbers:
        assert (box.face, box.size, box.artifact) == ("mincho", 10.0, True)
        assert box.xs[0] + box.width / 2 == pytest.approx(210 * MM)
        assert box.baseline + 0.12 * 10 == pytest.approx((297 - 9) * MM)
    single = lay_out(job(cell(0, 0, 1), cell(0, 1, 1), rows=1, sheet=A3), faces)
    assert not [box for box in single.pages[0].texts if box.role == "page-number"]


def test_that_notes_below_a_grid_stay_together(faces: Faces) -> None:
    style = TextStyle("mincho", 9.5, 14.5)
    notes = TextBlock(tuple(Paragraph((Run("注"),), style) for _ in range(4)), 4.0, ident="notes")
    base = job(cell(0, 0, 18), cell(0, 1, 1), rows=1)
    layout = lay_out(replace(base, blocks=(*base.blocks, notes)), faces)
    assert on_pages(layout, "notes") == [0, 4]


def test_that_text_above_a_grid_is_not_left_alone(faces: Faces) -> None:
    heading = TextBlock(lines(1), 0.0, ident="heading")
    first = job(cell(0, 0, 15), cell(0, 1, 1), rows=1)
    second = job(cell(0, 0, 6), cell(0, 1, 1), rows=1).blocks[0]
    layout = lay_out(replace(first, blocks=(*first.blocks, heading, second)), faces)
    assert on_pages(layout, "heading") == [0, 1]


def test_that_baselines_follow_the_face(faces: Faces) -> None:
    page = lay_out(job(cell(0, 0, 1), cell(0, 1, 1), rows=1), faces).pages[0]
    (box,) = shown(page, (0, 0))
    top = place(page, (0, 0)).y + 1.35 * MM
    assert box.baseline == pytest.approx(top + (13.5 - 9) / 2 + 0.88 * 9)
