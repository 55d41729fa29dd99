"""Which cells of a grid a change can have touched; all others are taken over as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zaitaku_desktop.forms.cells import Column
from zaitaku_desktop.forms.grid_view import GridCell, GridRow, GridView

Range = tuple[int, int]
"""Rows from the first up to, not including, the second."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Entries of these `fields` on these `items` are others now, or share their text with others; nothing else is."""

    fields: frozenset[str]
    items: frozenset[int]


@dataclass(frozen=True, slots=True)
class Part:
    """Of one column: the cells that stay, and the rows whose cells are made anew."""

    kept: tuple[GridCell, ...]
    anew: tuple[Range, ...]


def parts_of(
    columns: Sequence[Column], rows: Sequence[GridRow], before: GridView | None, touched: Touched | None
) -> list[Part]:
    """One for each column. Everything is made anew without a grid `before`, or where its rows or columns differ."""
    whole = Part((), ((0, len(rows)),))
    if before is None or touched is None or tuple(columns) != before.columns or tuple(rows) != before.rows:
        return [whole] * len(columns)
    cells: list[list[GridCell]] = [[] for _ in columns]
    for cell in before.cells:
        cells[cell.col].append(cell)
    hit = [bool(touched.items.intersection((*row.items, row.initiative_id or 0))) for row in rows]
    return [
        _part(mine, hit) if touched.fields.intersection(column.fields) else Part(tuple(mine), ())
        for column, mine in zip(columns, cells, strict=True)
    ]


def _part(cells: Sequence[GridCell], hit: Sequence[bool]) -> Part:
    """Cells in touched rows are made anew, with those above and below, which may be merged with them now."""
    direct = {place for place, cell in enumerate(cells) if any(hit[cell.row : cell.row + cell.rowspan])}
    wide = direct | {place + 1 for place in direct} | {place - 1 for place in direct}
    kept: list[GridCell] = []
    anew: list[Range] = []
    for place, cell in enumerate(cells):
        if place not in wide:
            kept.append(cell)
        elif anew and anew[-1][1] == cell.row:
            anew[-1] = (anew[-1][0], cell.row + cell.rowspan)
        else:
            anew.append((cell.row, cell.row + cell.rowspan))
    return Part(tuple(kept), tuple(anew))
