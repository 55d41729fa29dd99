"""The body of a grid, set for layout: its cells broken into lines, the slots they cover, the height each row needs.
Points.

After an edit nearly all cells are those of the layout before: `BodyStore` keeps the body from one to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from zaitaku_desktop.typeset.blocks import Cell, Grid
from zaitaku_desktop.typeset.grid_arrows import arrow_from
from zaitaku_desktop.typeset.grid_cells import CellSetter, SetCell, cover
from zaitaku_desktop.typeset.pieces import MM

REPORTED = 64
"""Cells between two reports of how far the setting is."""


class RowMeasures(NamedTuple):
    """`pad` = above and below a text together, `line` = a blank row, `least` = a row of its own at least, `full` =
    what a page has room for."""

    pad: float
    line: float
    least: float
    full: float

    @classmethod
    def of(cls, grid: Grid, leading: float, full: float) -> RowMeasures:
        """Of a grid whose lines are `leading` high."""
        pad = 2 * grid.padding_v * MM
        line = leading + pad
        return cls(pad, line, grid.min_row * MM if grid.min_row else line, full)


class GridBody:
    """Raises ValueError unless the cells cover every slot exactly once. `report` is told a fraction 0…1."""

    def __init__(self, grid: Grid, setter: CellSetter, measures: RowMeasures, report: Callable[[float], None]) -> None:
        self._source: Sequence[Cell] = grid.body
        self.measures = measures
        self.slots = cover(grid.body, grid.body_rows, len(grid.widths))
        self.cells: list[SetCell] = []
        for index, cell in enumerate(grid.body):
            if index % REPORTED == 0:
                report(index / len(grid.body))
            self.cells.append(setter.set(cell))
        self.own = [self.own_height(row) for row in range(grid.body_rows)]
        """Height each row needs by itself."""
        self.merged_from: list[list[SetCell]] = [[] for _ in range(grid.body_rows)]
        """The cells over several rows, by their first."""
        for set_cell in self.cells:
            if set_cell.cell.rowspan > 1:
                self.merged_from[set_cell.first].append(set_cell)
        self.arrows = {index: at for index, cell in enumerate(grid.body) if (at := arrow_from(cell))}
        """By the index of the cell, the first boundary that its arrow crosses."""

    def renew(self, grid: Grid, setter: CellSetter) -> bool:
        """Be the body of `grid`, whose measures are the same: only cells that are not the very ones of before are set.

        False = it has another shape, and nothing has been done.
        """
        if len(grid.body) != len(self._source):
            return False
        changed = [
            place for place, (was, now) in enumerate(zip(self._source, grid.body, strict=True)) if was is not now
        ]
        if any(_extent(self._source[place]) != _extent(grid.body[place]) for place in changed):
            return False
        for cell in self.cells:
            cell.used, cell.started, cell.part = 0, False, -1
        for place in changed:
            self._exchange(place, setter.set(grid.body[place]))
        for row in {self.cells[place].first for place in changed if self.cells[place].cell.rowspan == 1}:
            self.own[row] = self.own_height(row)
        self._source = grid.body
        return True

    def _exchange(self, place: int, cell: SetCell) -> None:
        if cell.cell.rowspan > 1:
            beside = self.merged_from[cell.first]
            beside[beside.index(self.cells[place])] = cell
        self.cells[place] = cell
        self.arrows.pop(place, None)
        if at := arrow_from(cell.cell):
            self.arrows[place] = at

    def row_cells(self, row: int) -> Iterator[SetCell]:
        """The cells that cover a row, from left to right, each once."""
        last = -1
        for index in self.slots[row]:
            if index != last:
                last = index
                yield self.cells[index]

    def own_height(self, row: int, *, split: bool = False) -> float:
        """Height the row needs by itself; of a row already begun (`split`) what is left of it."""
        pad, line, least, full = self.measures
        own = [cell.need() for cell in self.row_cells(row) if cell.cell.rowspan == 1]
        return max(min(line if split else least, full), max(own, default=0.0) + pad)


class BodyStore:
    """Lends the body of the last layout to the next, to one at a time: its cells remember how far they are printed."""

    def __init__(self) -> None:
        self._body: GridBody | None = None

    def lend(self, make: Callable[[], GridBody], renew: Callable[[GridBody], bool]) -> GridBody:
        """The body kept, if `renew` can bring it up to date, else what `make` makes. Nobody else has it."""
        body, self._body = self._body, None
        return body if body is not None and renew(body) else make()

    def give_back(self, body: GridBody) -> None:
        """It has been printed."""
        self._body = body


def _extent(cell: Cell) -> tuple[int, int, int, int]:
    return cell.row, cell.col, cell.rowspan, cell.colspan
