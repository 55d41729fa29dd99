"""Where the cursor goes in a grid of merged cells, and what a range covers. Plain functions on a Table."""

from __future__ import annotations

from dataclasses import dataclass

from zaitaku_desktop.forms.grid import GridCell
from zaitaku_ui.tables.table import Table


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of slots, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


def next_slot(view: Table, row: int, col: int, down: int, right: int) -> tuple[int, int]:
    """One step from a slot, over the whole of a merged cell; at the edge the cursor stays.

    Sideways the row is kept, so that the way back leads to where it came from.
    """
    cell = view.cell_at(row, col)
    if down > 0:
        row = min(cell.row + cell.rowspan, len(view.rows) - 1) if cell.row + cell.rowspan < len(view.rows) else row
    elif down < 0:
        row = cell.row - 1 if cell.row else row
    col = max(0, min(col + right, len(view.columns) - 1))
    return row, col


def tab(view: Table, row: int, col: int, forward: bool) -> tuple[int, int]:
    """The next (or last) cell in reading order, into the next row at the end of one."""
    if forward:
        if col + 1 < len(view.columns):
            return row, col + 1
        return (row + 1, 0) if row + 1 < len(view.rows) else (row, col)
    if col:
        return row, col - 1
    return (row - 1, len(view.columns) - 1) if row else (row, col)


def grown(view: Table, area: Area) -> Area:
    """The smallest area around `area` that tears no merged cell."""
    top, bottom = area.top, area.bottom
    while True:
        cells = [view.cell_at(row, col) for row in (top, bottom) for col in range(area.left, area.right + 1)]
        new_top = min(cell.row for cell in cells)
        new_bottom = max(cell.row + cell.rowspan - 1 for cell in cells)
        if (new_top, new_bottom) == (top, bottom):
            return Area(top, area.left, bottom, area.right)
        top, bottom = new_top, new_bottom


def cells_in(view: Table, area: Area) -> list[GridCell]:
    """The cells of an area, each once, in reading order; not those that reach beyond it (of whole rows, `grown` has
    none)."""
    found: dict[tuple[int, int], GridCell] = {}
    for row in range(area.top, area.bottom + 1):
        for col in range(area.left, area.right + 1):
            cell = view.cell_at(row, col)
            if cell.row >= area.top and cell.row + cell.rowspan - 1 <= area.bottom:
                found.setdefault((cell.row, cell.col), cell)
    return list(found.values())
