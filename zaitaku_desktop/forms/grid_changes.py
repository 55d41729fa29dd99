"""Which cells of a grid a change can have touched; all others are taken over as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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


def exchanged(
    before: GridView, touched: Touched, make: Callable[[int, Column, int, int], list[GridCell]]
) -> GridView | None:
    """The grid with the cells anew that the change can have touched; `make` = those of a column from a row up to
    another. None where cells are merged otherwise now: then they have other places too."""
    anew: list[GridCell] = []
    for col, column in enumerate(before.columns):
        if not touched.fields.intersection(column.fields):
            continue
        for start, stop in _ranges(before, col, before.rows_of(touched.items)):
            known = list(_cells(before, col, start, stop))
            made = make(col, column, start, stop)
            if [(cell.row, cell.rowspan) for cell in made] != [(cell.row, cell.rowspan) for cell in known]:
                return None
            anew += [cell for cell, old in zip(made, known, strict=True) if cell != old]
    return before.exchange(anew)


def _ranges(view: GridView, col: int, rows: Sequence[int]) -> list[Range]:
    """The cells in these rows with those above and below, which may be merged with them now; what touches is one."""
    found: list[Range] = []
    for row in rows:
        cell = view.cell_at(row, col)
        start, stop = cell.row, cell.row + cell.rowspan
        if start > 0:
            start = view.cell_at(start - 1, col).row
        if stop < len(view.rows):
            after = view.cell_at(stop, col)
            stop = after.row + after.rowspan
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        else:
            found.append((start, stop))
    return found


def _cells(view: GridView, col: int, start: int, stop: int) -> Iterator[GridCell]:
    row = start
    while row < stop:
        cell = view.cell_at(row, col)
        yield cell
        row = cell.row + cell.rowspan
