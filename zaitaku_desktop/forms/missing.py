"""未入力: the cells that a form needs and the plan does not have (LAYOUTS, "Columns and fields")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from zaitaku_desktop.forms.cells import MARK
from zaitaku_desktop.forms.grid_view import CellAddress, GridCell, GridRow, GridView, Heading
from zaitaku_desktop.model.snapshot import PlanSnapshot


@dataclass(frozen=True, slots=True)
class Missing:
    """A blank that should not be. `row` counts the rows of the grid from 0; `column` = its heading, `item` = the
    取組's name ("" if that is what is missing), `year` = start year of the column or None. `address` = where it
    is written, None for a heading that is no cell of the plan."""

    address: CellAddress | None
    row: int
    column: str
    item: str
    year: int | None = None


def missing_cells(view: GridView, snapshot: PlanSnapshot) -> tuple[Missing, ...]:
    """Every blank cell of a `required` column, from top to bottom; cells after the end of a 取組, and in a 年度 that
    the plan does not have, are none.

    A heading counts as blank where the form groups by an axis and the 取組 has no value on it. Where all 取組 under
    a heading are printed in one row, a column is blank there if all their cells are: one is enough to fill it.
    """
    found: list[Missing] = []
    for cell in view.cells:
        column = view.columns[cell.col]
        row = view.rows[cell.row]
        role = column.definition.role
        if not column.definition.required or cell.closed or (row.initiative_id is None and role != "group"):
            continue
        if role != "group" and _is_listed_again(view, snapshot, row):
            continue
        if role == "group":
            found += _without_heading(view, snapshot, cell)
        elif _is_blank(cell) and (column.year is None or column.year in view.years):
            found.append(_missing(view, snapshot, cell, cell.row))
    if view.form.rows == "group":
        found = _once_for_each_heading(view, found)
    return tuple(sorted(found, key=lambda missing: missing.row))


def _once_for_each_heading(view: GridView, found: Iterable[Missing]) -> list[Missing]:
    """Of the blanks in one column under one heading the first, and none where another cell there is filled."""
    keys = {column.key: place for place, column in enumerate(view.columns)}
    filled: set[tuple[Heading, int]] = set()
    for cell in view.cells:
        if not _is_blank(cell):
            filled.update((row.heading, cell.col) for row in view.rows[cell.row : cell.row + cell.rowspan])
    kept: list[Missing] = []
    for one in found:
        col = None if one.address is None else keys[one.address.column]
        if col is None or view.columns[col].definition.role == "group":
            kept.append(one)
            continue
        place = view.rows[one.row].heading, col
        if place not in filled:
            filled.add(place)
            kept.append(one)
    return kept


def _is_listed_again(view: GridView, snapshot: PlanSnapshot, row: GridRow) -> bool:
    """Whether a row is a 再掲, which only a list of points has a place for."""
    item = snapshot.items.get(row.initiative_id or 0)
    return view.form.layout != "pdca" and item is not None and item.relisted_from_id is not None


def _is_blank(cell: GridCell) -> bool:
    return not any(value.text or value.state not in (None, "text") for value in cell.values if value.field != MARK)


def _without_heading(view: GridView, snapshot: PlanSnapshot, cell: GridCell) -> Iterable[Missing]:
    """One for each 取組 under a heading that is not of the form's axis, else one for a heading without words."""
    axis = view.form.group_axis
    if not axis:
        return [_missing(view, snapshot, cell, cell.row)] if not cell.text else []
    found = []
    seen: set[int] = set()
    for row in range(cell.row, cell.row + cell.rowspan):
        initiative = view.rows[row].initiative_id
        if initiative is None or initiative in seen or _is_listed_again(view, snapshot, view.rows[row]):
            continue
        seen.add(initiative)
        if not snapshot.tagged(snapshot.items[initiative], axis):
            found.append(_missing(view, snapshot, cell, row))
    return found


def _missing(view: GridView, snapshot: PlanSnapshot, cell: GridCell, row: int) -> Missing:
    column = view.columns[cell.col]
    initiative = view.rows[row].initiative_id
    heading = "".join(column.heading[-1].split())
    return Missing(
        cell.address,
        row,
        heading,
        "" if initiative is None else snapshot.items[initiative].title.replace("\n", ""),
        column.year.start if column.year else None,
    )


def summary(missing: Iterable[Missing]) -> list[tuple[str, int]]:
    """(heading, how many), in the order in which the headings are first met."""
    return list(Counter(one.column for one in missing).items())
