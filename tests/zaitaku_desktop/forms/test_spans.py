"""Texts that go on over years: one merged cell, an arrow, a sign in each year, or the word (LAYOUTS P3)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plans import text
from shapes import Shapes, go_on, read

from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_plan import plan_job
from zaitaku_desktop.forms.printable import read_printable
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import plan_cells
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.blocks import Cell, Grid

Opened = tuple[Workspace, Shapes]


def year_cells(opened: Opened, continues: str = "", row: int = 0) -> list[Cell]:
    workspace, shapes = opened
    snapshot, document = read(workspace, shapes.plan, shapes.p3)
    job = plan_job(load_form("p3"), replace(document, continues=continues), snapshot)
    (grid,) = [block for block in job.blocks if isinstance(block, Grid)]
    return [cell for cell in grid.body if cell.row == row and cell.col >= 3]


def words(cells: list[Cell]) -> list[list[str]]:
    return [[block.text for block in cell.blocks] for cell in cells]


def test_that_an_arrow_runs_on_after_the_text_of_the_first_year(opened_shapes: Opened) -> None:
    (cell,) = year_cells(opened_shapes, row=1)
    assert words([cell]) == [["○作る"]]
    assert (cell.colspan, cell.text_columns, cell.arrow) == (3, 1, True)


def test_that_merged_the_text_stands_over_all_its_years(opened_shapes: Opened) -> None:
    (cell,) = year_cells(opened_shapes, "merge", row=1)
    assert (cell.colspan, cell.text_columns, cell.arrow) == (3, 0, False)


@pytest.mark.parametrize(("continues", "sign"), [("sign", "→"), ("word", "継続")])
def test_that_each_year_has_its_sign_where_cells_stay_apart(opened_shapes: Opened, continues: str, sign: str) -> None:
    assert words(year_cells(opened_shapes, continues, row=1)) == [["○作る"], [sign], [sign]]


def test_that_something_new_in_a_year_begins_a_run_of_its_own(opened_shapes: Opened) -> None:
    first, second = year_cells(opened_shapes, row=0)
    assert words([first, second]) == [["○更新"], ["・継続", "・配布"]]
    assert (first.colspan, second.colspan, second.arrow) == (1, 2, True)


def test_that_two_lines_have_spans_of_their_own(opened_shapes: Opened) -> None:
    assert [cell.colspan for cell in year_cells(opened_shapes, row=1)] == [3]
    assert words(year_cells(opened_shapes, row=2)) == [[], ["○配る"], []]


def test_that_nothing_goes_on_from_a_blank_or_from_none(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes
    second = shapes.lines[1]
    none = replace(text("plan", "", 2024), state=EntryState.NONE)
    workspace.perform("入力", lambda s: plan_cells.write_values(s, second, [none, go_on("plan", 2025)]))
    assert words(year_cells(opened_shapes, row=2)) == [["―"], ["継続"], []]


def test_that_years_after_the_end_are_struck_through(opened_shapes: Opened) -> None:
    cells = year_cells(opened_shapes, row=3)
    assert [cell.slashed for cell in cells] == [False, True, True]


def test_that_the_name_of_a_row_stands_over_its_purpose(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes
    snapshot, document = read(workspace, shapes.plan, shapes.p3)
    job = plan_job(load_form("p3"), document, snapshot)
    (grid,) = [block for block in job.blocks if isinstance(block, Grid)]
    purposes = [[block.text for block in cell.blocks] for cell in grid.body if cell.col == 1]
    assert purposes == [["地図"], ["カード", "知らせる。"], ["講座"]]


def test_that_a_cell_of_the_screen_is_found_on_paper_in_its_run_or_rolled_up_row(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes
    first, second = shapes.lines
    with workspace.read() as connection:
        spans, rolled = read_printable(connection, shapes.p3), read_printable(connection, shapes.p4)
    assert spans.printed_at(CellAddress(first, "plan:2026")) == CellAddress(first, "plan:2024")
    assert spans.printed_at(CellAddress(second, "plan:2026")) == CellAddress(second, "plan:2026")
    assert rolled.printed_at(CellAddress(second, "actual:2024")) == CellAddress(first, "actual:2024")
    assert rolled.printed_at(CellAddress(first, "plan:2024")) is None
    placed = {cell.ident for block in spans.job().blocks if isinstance(block, Grid) for cell in block.body}
    assert spans.printed_at(CellAddress(first, "plan:2026")) in placed
