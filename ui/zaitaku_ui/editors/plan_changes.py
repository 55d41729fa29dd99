"""Where in a grid a logged change shows."""

from __future__ import annotations

from typing import Any

from zaitaku_desktop.forms.grid import CellAddress, GridCell, GridView
from zaitaku_desktop.storage.workspace import RowChange


def place_of(cell: GridCell) -> tuple[int, int]:
    """Row and column, for the order of reading."""
    return cell.row, cell.col


def changed_cell(view: GridView, change: RowChange) -> GridCell | None:
    """The cell that shows the record of a change, None if this grid shows it nowhere."""
    record: dict[str, Any] = change.after or change.before or {}
    if change.table == "entry":
        item, field, year = record.get("item_id"), record.get("field"), record.get("year")
        for column in view.columns:
            same_year = column.year is None or column.year.start == year
            if field in column.fields and same_year and item is not None:
                found = view.find(CellAddress(item, column.key))
                if found is not None:
                    return found
    if change.table == "plan_item":
        for column in view.columns:
            if column.definition.role in ("group", "title"):
                found = view.find(CellAddress(change.row_id, column.key))
                if found is not None:
                    return found
    return None
