"""The body of a grid goes from one layout to the next; what is in it has to be set but once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from zaitaku_desktop.typeset.blocks import Cell, Grid, Paragraph, PrintJob, Run, Sheet
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.grid_body import BodyStore, GridBody
from zaitaku_desktop.typeset.grid_cells import CellSetter, SetCell
from zaitaku_desktop.typeset.layout import lay_out

ROWS = 30


def written(row: int, words: str, **more: int) -> Cell:
    return Cell(row, 0, (Paragraph((Run(words),)),), **more)


def job_of(cells: Sequence[Cell]) -> PrintJob:
    return PrintJob(Sheet(), (Grid((100.0,), (), 0, tuple(cells), ROWS),))


@pytest.fixture
def set_rows(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The rows of the cells that are set, as they are."""
    rows: list[int] = []
    real = CellSetter.set

    def noted(self: CellSetter, cell: Cell) -> SetCell:
        rows.append(cell.row)
        return real(self, cell)

    monkeypatch.setattr(CellSetter, "set", noted)
    return rows


def test_that_only_the_cell_that_is_another_is_set(set_rows: list[int]) -> None:
    faces = Faces.load()
    cells = [written(row, f"第{row}回の記録") for row in range(ROWS)]
    lay_out(job_of(cells), faces)
    set_rows.clear()
    cells[7] = written(7, "書き直した記録")
    lay_out(job_of(cells), faces)
    assert set_rows == [7]


def test_that_cells_merged_otherwise_are_all_set_anew(set_rows: list[int]) -> None:
    faces = Faces.load()
    cells = [written(row, f"第{row}回の記録") for row in range(ROWS)]
    lay_out(job_of(cells), faces)
    set_rows.clear()
    merged = [*cells[:3], replace(cells[3], rowspan=2), *cells[5:]]
    lay_out(job_of(merged), faces)
    assert set_rows == [cell.row for cell in merged]


def test_that_a_body_is_lent_to_one_layout_at_a_time() -> None:
    store, made = BodyStore(), []

    def make() -> GridBody:
        made.append(object.__new__(GridBody))
        return made[-1]

    def renewed(_body: GridBody) -> bool:
        return True

    first = store.lend(make, renewed)
    assert store.lend(make, renewed) is not first
    store.give_back(first)
    assert store.lend(make, renewed) is first
