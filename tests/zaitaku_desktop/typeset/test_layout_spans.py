"""Cells over several rows and columns, within and across each other, and over page breaks."""

from __future__ import annotations

import sys
from dataclasses import replace
from types import FrameType
from typing import Any

import pytest

from zaitaku_desktop.typeset.blocks import Cell, Grid, Paragraph, PrintJob, Run, Sheet, TextBlock, TextStyle
from zaitaku_desktop.typeset.boxes import Layout, Page, Region, TextBox
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

MM = 72 / 25.4
SHEET = Sheet(width=210.0, height=148.0, top=20.0, right=15.0, bottom=20.0, left=15.0, page_number="none")
FOOT = (148.0 - 20.0) * MM
LINE, PAD = 13.5, 2.7 * MM
NOTE = 10 + 0.5 * MM  # （続き） and the space above it


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def lines(count: int, sign: str = "文") -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(sign),)) for _ in range(count))


def cell(row: int, col: int, count: int, rowspan: int = 1, colspan: int = 1, **more: Any) -> Cell:
    return Cell(row, col, lines(count), rowspan, colspan, ident=(row, col), **more)


def grid(rows: int, *body: Cell) -> Grid:
    header = tuple(Cell(0, col, lines(1, "頭"), ident=("head", col)) for col in range(4))
    return Grid((30.0, 50.0, 50.0, 50.0), header, 1, body, rows)


def laid(faces: Faces, rows: int, *body: Cell) -> Layout:
    return lay_out(PrintJob(SHEET, (grid(rows, *body),)), faces)


def place(page: Page, ident: object) -> Region:
    return next(region for region in page.regions if region.ident == ident)


def shown(page: Page, ident: object) -> list[TextBox]:
    return [box for box in page.texts if box.source == ident]


def words(page: Page, ident: object) -> str:
    return "".join(box.text for box in shown(page, ident))


def heights(page: Page, column: int, *rows: int) -> list[float]:
    return [place(page, (row, column)).height for row in rows]


def test_that_a_cell_over_rows_and_columns_asks_its_rows_for_height(faces: Faces) -> None:
    page = laid(faces, 2, cell(0, 0, 1), cell(1, 0, 1), cell(0, 1, 9, 2, 2), cell(0, 3, 1), cell(1, 3, 1)).pages[0]
    assert heights(page, 0, 0, 1) == pytest.approx([(9 * LINE + PAD) / 2] * 2)
    wide = place(page, (0, 1))
    assert (wide.x, wide.width) == pytest.approx((45 * MM, 100 * MM))


def test_that_a_wide_cell_longer_than_a_page_flows_on_over_its_whole_width(faces: Faces) -> None:
    text = (Paragraph((Run("在宅医療と介護の連携" * 150),)),)
    body = [Cell(0, 1, text, 3, 3, ident="wide"), *(cell(row, 0, 1) for row in range(3))]
    layout = laid(faces, 3, *body)
    assert len(layout.pages) > 1
    assert "".join(words(page, "wide") for page in layout.pages) == text[0].text
    for page in layout.pages:
        fragment = place(page, "wide")
        assert (fragment.x, fragment.width) == pytest.approx((45 * MM, 150 * MM))
        full = [box for box in shown(page, "wide") if box.width > 150 * MM - PAD - 2 * 9]
        assert len(full) >= len(shown(page, "wide")) - 1
        within = [rule for rule in page.rules if fragment.x < rule.x0 == rule.x1 < fragment.x + fragment.width]
        assert all(rule.y1 <= fragment.y + 0.01 for rule in within)


def test_that_inner_spans_are_satisfied_before_the_outer_one(faces: Faces) -> None:
    body = [cell(0, 0, 6, 4), cell(0, 1, 5, 2), cell(2, 1, 1, 2), *(cell(row, 2, 1, 1, 2) for row in range(4))]
    page = laid(faces, 4, *body).pages[0]
    inner, least = (5 * LINE + PAD) / 2, LINE + PAD
    # The outer cell (6 lines) has enough from what the inner one (5 lines in two rows) made of them.
    assert heights(page, 2, 0, 1, 2, 3) == pytest.approx([inner, inner, least, least])


def test_that_spans_may_lie_across_each_other(faces: Faces) -> None:
    body = [cell(0, 0, 6, 2), cell(2, 0, 1), cell(0, 1, 1), cell(1, 1, 6, 2)]
    page = laid(faces, 3, *body, *(cell(row, 2, 1, 1, 2) for row in range(3))).pages[0]
    first, second, third = heights(page, 2, 0, 1, 2)
    assert first + second >= 6 * LINE + PAD - 0.01
    assert second + third >= 6 * LINE + PAD - 0.01


def test_that_every_label_around_a_break_is_printed_again(faces: Faces) -> None:
    labels = [cell(0, 0, 1, 12, label=True), cell(0, 1, 2, 6, label=True), cell(6, 1, 2, 6, label=True)]
    rows = [cell(row, 2, 3, 1, 2) for row in range(12)]
    layout = laid(faces, 12, *labels, *rows)
    first, second, *_ = layout.pages
    assert words(second, (0, 0)) == "文（続き）"
    assert {words(first, (0, 1)), words(second, (0, 1))} == {"文文", "文文（続き）"}
    assert words(second, (6, 1)) == "文文"


def test_that_each_fragment_of_a_label_has_room_for_it(faces: Faces) -> None:
    for count in range(8, 16):  # the page has room for 12 rows
        labels = [cell(0, 0, 4, count, label=True), cell(count, 0, 4, 24 - count, label=True)]
        layout = laid(faces, 24, *labels, *(cell(row, 1, 1, 1, 3) for row in range(24)))
        for page in layout.pages:
            for label in labels:
                fragments = [region for region in page.regions if region.ident == label.ident]
                again = NOTE if "（続き）" in words(page, label.ident) else 0.0
                assert all(fragment.height >= 4 * LINE + again + PAD - 0.01 for fragment in fragments)


def test_that_a_row_higher_than_a_page_repeats_its_label_on_each(faces: Faces) -> None:
    layout = laid(faces, 1, cell(0, 0, 1, label=True), cell(0, 1, 60, 1, 2), cell(0, 3, 1))
    assert len(layout.pages) > 2
    assert [words(page, (0, 0)) for page in layout.pages[1:]] == ["文（続き）"] * (len(layout.pages) - 1)
    assert [words(page, (0, 3)) for page in layout.pages[1:]] == ["（前ページ参照）"] * (len(layout.pages) - 1)
    assert sum(len(shown(page, (0, 1))) for page in layout.pages) == 60
    assert all(place(page, (0, 1)).y + place(page, (0, 1)).height <= FOOT + 0.01 for page in layout.pages)


def test_that_each_fragment_is_struck_out_from_lower_left_to_upper_right(faces: Faces) -> None:
    struck = Cell(0, 2, rowspan=8, colspan=2, slashed=True, ident="struck")
    layout = laid(faces, 8, struck, *(cell(row, 0, 4, 1, 2) for row in range(8)))
    assert len(layout.pages) > 1
    for page in layout.pages:
        fragment = place(page, "struck")
        (slash,) = (rule for rule in page.rules if rule.x0 != rule.x1 and rule.y0 != rule.y1)
        assert slash.weight == 0.5
        assert (slash.x0, slash.y0) == pytest.approx((fragment.x, fragment.y + fragment.height))
        assert (slash.x1, slash.y1) == pytest.approx((fragment.x + fragment.width, fragment.y))


def test_that_a_heading_waits_for_room_for_the_labels_of_the_first_row(faces: Faces) -> None:
    heading = TextBlock((Paragraph((Run("見出し"),), TextStyle(bold=True)),), 5.0, ident="heading", space_after=2.5)
    below = grid(9, cell(0, 0, 5, 9, label=True), *(cell(row, 1, 1, 1, 3) for row in range(9)))
    for count in range(1, 20):
        above = grid(1, cell(0, 0, count, 1, 4))
        above = replace(above, body=(replace(above.body[0], ident="above"),))
        layout = lay_out(PrintJob(SHEET, (above, heading, below)), faces)
        (page,) = (page for page in layout.pages if shown(page, "heading"))
        assert shown(page, (0, 0)), count


# ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────


def steps(job: PrintJob, faces: Faces) -> int:
    """Lines of Python run while a grid is laid out, in the modules about grids."""
    count = 0

    def local(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        count += 1
        return local

    def watch(frame: FrameType, event: str, argument: object) -> Any:
        return local if "grid_" in frame.f_code.co_filename.rpartition("/")[2] else None

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        lay_out(job, faces)
    finally:
        sys.settrace(before)
    return count


def many(kind: str, rows: int) -> PrintJob:
    """A grid with merged cells over hundreds of rows."""
    body: list[Cell] = []
    if kind == "one over all":
        body += [cell(0, 0, 2, rows, label=True), cell(0, 1, 4 * rows, rows, 2)]
    if kind == "all but one over all":
        body += [cell(0, column, (column + 2) * rows, rows) for column in range(3)]
    if kind == "within each other":
        for column, size in enumerate((rows, 50, 5)):
            body += [cell(row, column, 3, size, label=column == 0) for row in range(0, rows, size)]
    if kind == "none":
        body += [cell(row, column, 1) for row in range(rows) for column in range(3)]
    body += [cell(row, 3, 1) for row in range(rows)]
    return PrintJob(SHEET, (grid(rows, *body),))


@pytest.mark.parametrize("kind", ["none", "one over all", "all but one over all", "within each other"])
def test_that_five_times_the_rows_take_at_most_six_times_the_steps(kind: str, faces: Faces) -> None:
    few, lots = (steps(many(kind, rows), faces) for rows in (200, 1000))
    assert few > 5000
    assert lots <= 6 * few
