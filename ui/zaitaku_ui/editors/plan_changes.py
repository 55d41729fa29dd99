"""Where in a grid a change shows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.forms.grid import CellAddress, GridCell, GridView
from zaitaku_desktop.storage.workspace import RowChange

PLAN_TABLES = {"plan", "plan_item", "entry", "item_tag", "axis", "axis_value"}
TABLES = frozenset(PLAN_TABLES | {"document", "municipality", "own_field", "stored_form"})


def touches_plan(changes: Iterable[RowChange]) -> bool:
    """Whether any of these changes can be seen in the grid or on the page of a plan."""
    return any(change.table in TABLES for change in changes)


def place_of(cell: GridCell) -> tuple[int, int]:
    """Row and column, for the order of reading."""
    return cell.row, cell.col


def printed_near(view: GridView, row: int, col: int) -> CellAddress | None:
    """What a preview shows for a slot: its cell, or, where that is a computed heading or is not on paper, the nearest
    cell of the row that is. None = the row has none."""
    for near in sorted(range(len(view.columns)), key=partial(_distance, col)):
        cell, definition = view.cell_at(row, near), view.columns[near].definition
        if cell.address is not None and definition.printed and definition in view.form.columns:
            return cell.address
    return None


def _distance(col: int, other: int) -> int:
    return abs(other - col)


def changed_cell(view: GridView, change: RowChange) -> GridCell | None:
    """The cell that shows the record of a change, None if this grid shows it nowhere."""
    record: dict[str, Any] = change.after or change.before or {}
    if change.table == "entry" and record.get("item_id") is not None:
        found = entry_cell(view, record["item_id"], str(record.get("field")), record.get("year"))
        if found is not None:
            return found
    if change.table in ("plan_item", "item_tag"):
        item = change.row_id if change.table == "plan_item" else record.get("item_id")
        return cell_of_role(view, item, _roles(change)) if item else None
    return None


def entry_cell(view: GridView, item: int, field: str, year: int | None) -> GridCell | None:
    """The cell in which that field and 年度 of an item stands, None if this grid has none."""
    for column in view.columns:
        same_year = column.year is None or column.year.start == year
        if field in column.fields and same_year:
            found = view.find(CellAddress(item, column.key))
            if found is not None:
                return found
    return None


def cell_of_role(view: GridView, item: int, roles: Iterable[str]) -> GridCell | None:
    """The first cell of an item in a column of one of these roles, the likeliest role first."""
    for role in roles:
        for column in view.columns:
            found = view.find(CellAddress(item, column.key)) if column.definition.role == role else None
            if found is not None:
                return found
    return None


def cell_of_place(view: GridView, place: Place) -> GridCell | None:
    """The cell in which a finding stands, None if this grid does not show it (or it is on a 資料)."""
    if place.item_id is None:
        return None
    if place.field.startswith("#"):
        return cell_of_role(view, place.item_id, ("title", "group"))
    return entry_cell(view, place.item_id, place.field, place.year)


def _roles(change: RowChange) -> tuple[str, ...]:
    """In columns of which role a change of an item shows, the likeliest first."""
    if change.table == "item_tag":
        return ("tags", "title", "group")
    before, after = change.before or {}, change.after or {}
    numbered = before.get("number") != after.get("number") and bool(before) and bool(after)
    return ("number", "group", "title", "fields") if numbered else ("group", "title", "fields")


def slot_of_new(view: GridView, item_id: int, role: str, key: str) -> tuple[int, int] | None:
    """Row and column in which to go on writing in a new item: the column `key`, else the first of `role`; in a form
    without either the first that takes words."""
    row = next((i for i, line in enumerate(view.rows) if item_id in (line.item_id, line.group_id)), None)
    if row is None:
        return None
    roles = [column.definition.role for column in view.columns]
    named = next((i for i, column in enumerate(view.columns) if column.key == key), None)
    if named is not None:
        return row, named
    for wanted in (role, "title", "fields"):
        if wanted in roles:
            return row, roles.index(wanted)
    return row, 0
