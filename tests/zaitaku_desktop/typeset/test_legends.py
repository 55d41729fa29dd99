"""The box that explains signs above a grid (PAGES 2 P4)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zaitaku_desktop.typeset.blocks import (
    Block,
    Cell,
    Grid,
    Legend,
    Paragraph,
    PrintJob,
    Run,
    Sheet,
    TextBlock,
    TextStyle,
)
from zaitaku_desktop.typeset.boxes import Layout, Page, Region, TextBox
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

MM = 72 / 25.4
SHEET = Sheet(width=297.0, height=210.0, top=20.0, right=14.0, bottom=15.0, left=14.0, page_number="none")
STYLE = TextStyle("mincho", 9.0, 13.0)


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def entry(text: str) -> Paragraph:
    return Paragraph((Run(text),), STYLE)


TITLE = entry("※　評価基準")
ROWS = (
    (entry("Ａ：おおむね実施できた。"), entry("Ｂ：実施したが、進め方に改善の余地がある。")),
    (entry("Ｃ：一部の実施にとどまった。"), entry("Ｄ：実施できなかった。"), entry("―：廃止")),
)
LEGEND = Legend(TITLE, ROWS, ident="legend")


def grid(rows: int = 1) -> Grid:
    header = tuple(Cell(0, col, (entry("頭"),), ident=("head", col)) for col in (0, 1))
    body = tuple(Cell(row, col, (entry("文"),), ident=(row, col)) for row in range(rows) for col in (0, 1))
    return Grid((100.0, 169.0), header, 1, body, rows)


def laid(faces: Faces, *blocks: Block, sheet: Sheet = SHEET) -> Layout:
    return lay_out(PrintJob(sheet, blocks), faces)


def place(page: Page, ident: object) -> Region:
    return next(region for region in page.regions if region.ident == ident)


def words(layout: Layout) -> list[TextBox]:
    return [box for page in layout.pages for box in page.texts if box.source == "legend"]


def test_that_the_box_is_as_wide_as_its_words_and_at_the_left(faces: Faces) -> None:
    layout = laid(faces, LEGEND, grid())
    page = layout.pages[0]
    (frame,) = page.frames
    widest = max(box.xs[0] + box.width for box in words(layout))
    assert (frame.x, frame.y, frame.weight) == pytest.approx((14 * MM, 20 * MM, 0.5))
    assert frame.x + frame.width == pytest.approx(widest + 2.5 * MM)
    assert frame.height == pytest.approx(3 * 13 + 2 * MM)
    assert words(layout)[0].xs[0] == pytest.approx(14 * MM + 2.5 * MM)
    assert place(page, ("head", 0)).y == pytest.approx(frame.y + frame.height + 2.5 * MM)


def test_that_entries_stand_in_columns_two_characters_apart(faces: Faces) -> None:
    _, first, second, third, fourth, fifth = words(laid(faces, LEGEND, grid()))
    assert first.xs[0] == third.xs[0] and second.xs[0] == fourth.xs[0]
    assert second.xs[0] == pytest.approx(third.xs[0] + third.width + 2 * 9)
    # What ends the row above reaches over the third column.
    assert fifth.xs[0] == pytest.approx(fourth.xs[0] + fourth.width + 2 * 9)
    assert second.xs[0] + second.width > fifth.xs[0]


def test_that_too_wide_a_legend_has_fewer_columns(faces: Faces) -> None:
    rows = tuple(tuple(entry(f"{sign}：同じ長さの言葉") for sign in row) for row in ("ＡＢＣ", "ＤＥ"))
    columns = []
    for measure in (104.0, 103.0, 68.0, 30.0):
        layout = laid(faces, Legend(TITLE, rows, ident="legend"), sheet=replace(SHEET, left=283.0 - measure))
        texts = words(layout)
        assert "".join(box.text for box in texts) == TITLE.text + "".join(p.text for row in rows for p in row)
        assert all(box.xs[0] + box.width <= (283 - 2.5) * MM + 0.01 for box in texts)
        columns.append(len({box.xs[0] for box in texts}))
    assert columns == [3, 2, 1, 1]


def test_that_a_legend_stays_with_the_first_row_and_is_whole(faces: Faces) -> None:
    for rows in range(16, 26):
        layout = laid(
            faces,
            grid(rows),
            replace(LEGEND, space_before=4.0),
            replace(grid(), body=(Cell(0, 0, ident="below"), Cell(0, 1))),
        )
        (page,) = (page for page in layout.pages if any(region.ident == "legend" for region in page.regions))
        assert place(page, "below").y > place(page, "legend").y
        assert len([box for box in page.texts if box.source == "legend"]) == 6


def test_that_a_legend_stands_once_above_a_grid_of_several_pages(faces: Faces) -> None:
    layout = laid(faces, LEGEND, grid(60))
    assert len(layout.pages) > 1
    assert [len(page.frames) for page in layout.pages] == [1] + [0] * (len(layout.pages) - 1)


def test_that_a_legend_higher_than_a_page_goes_on_in_another_box(faces: Faces) -> None:
    rows = tuple((entry(f"{number}：言葉"),) for number in range(60))
    layout = laid(faces, Legend(None, rows, ident="legend"), grid())
    assert "".join(box.text for box in words(layout)) == "".join(row[0].text for row in rows)
    for page in layout.pages[:2]:
        (frame,) = page.frames
        assert frame.y + frame.height <= (210 - 15) * MM
        inside = [box for box in page.texts if box.source == "legend"]
        assert all(frame.y < box.baseline < frame.y + frame.height for box in inside)


def test_that_an_empty_legend_draws_nothing(faces: Faces) -> None:
    page = laid(faces, Legend(None, ((), ())), grid()).pages[0]
    assert not page.frames


def test_that_text_keeps_its_distance_from_the_grid_below(faces: Faces) -> None:
    note = TextBlock((Paragraph((Run("（単位：件）"),), replace(STYLE, align="right")),), ident="unit", space_after=1.5)
    page = laid(faces, note, grid()).pages[0]
    above, head = place(page, "unit"), place(page, ("head", 0))
    assert head.y == pytest.approx(above.y + above.height + 1.5 * MM)
    (box,) = (box for box in page.texts if box.source == "unit")
    assert box.xs[0] + box.width == pytest.approx((297 - 14) * MM)
