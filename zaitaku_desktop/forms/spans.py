"""Texts that go on over several years: which cells of a printed row are one run (LAYOUTS P3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zaitaku_desktop.forms.grid_view import GridCell, GridView
from zaitaku_desktop.model.plan import EntryState


@dataclass(frozen=True, slots=True)
class Run:
    """A text and the columns it reaches over; `columns` = 1 where nothing goes on."""

    cell: GridCell
    columns: int = 1


def find_runs(view: GridView) -> Iterator[Run]:
    """Every cell once, in the order of the grid; the cells that only continue are part of the run before them."""
    at = {(cell.row, cell.col): cell for cell in view.cells}
    taken: set[tuple[int, int]] = set()
    for cell in view.cells:
        if (cell.row, cell.col) in taken:
            continue
        col = cell.col + 1
        while _begins(cell) and (after := at.get((cell.row, col))) and _goes_on(view, cell, after):
            taken.add((cell.row, col))
            col += 1
        yield Run(cell, col - cell.col)


def _begins(cell: GridCell) -> bool:
    return any(
        value.year is not None and value.state in (EntryState.TEXT, EntryState.CONTINUES) for value in cell.values
    )


def _goes_on(view: GridView, first: GridCell, cell: GridCell) -> bool:
    """Whether `cell` says nothing but that the text of the same column kind before it goes on."""
    same = view.columns[cell.col].definition is view.columns[first.col].definition
    only = bool(cell.values) and all(v.state is EntryState.CONTINUES and not v.text for v in cell.values)
    return same and only and cell.rowspan == first.rowspan
