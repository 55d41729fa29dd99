"""One record of every kind, each column filled with something: what a new kind of record must go through as well."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.fields import standard_fields
from zaitaku_desktop.model.records import ALL

ID = 77
_WORDS = {
    ("plan_item", "kind"): "group",
    ("plan_item", "mark"): "new",
    ("entry", "state"): "text",
    ("entry", "field"): next(iter(standard_fields())),
    ("own_field", "level"): "initiative",
    ("municipality", "digit_style"): "half",
    ("document", "digit_style"): "full",
    ("document", "continues"): "",
}
_OTHER: dict[str, Any] = {
    "actual_years": [2024, 2025],
    "scheme": ["1", "(1)", "ア"],
    "lead": ["前"],
    "notes": ["注１", "注２"],
    "header_notes": {"plan:1": "注"},
    "options": {"edition": "summary"},
}


def values_of(record: type[Record]) -> dict[str, Any]:
    """A value that is no default in every column, with the id `ID` (of 自治体設定: 1). A row of a tree is on top."""
    table = inspect(record).local_table
    found: dict[str, Any] = {}
    for column in table.columns:
        if column.key != "row_hash":
            found[column.key] = _value(table.name, column)
    return found


def _value(table: str, column: Any) -> Any:
    if column.key == "id":
        return 1 if table == "municipality" else ID
    if column.foreign_keys:
        (key,) = column.foreign_keys
        return None if key.column.table.name == table else ID
    kind = column.type.python_type
    if (table, column.key) in _WORDS:
        return _WORDS[table, column.key]
    if column.key in _OTHER:
        return _OTHER[column.key]
    if issubclass(kind, StrEnum):
        return list(kind)[-1]
    if kind is int and (column.key.endswith("year") or column.key in ("valid_from", "valid_to")):
        return 2025
    if kind is Decimal:
        return Decimal("86.50")
    made = {int: 3, bool: True, str: f"𠮷{column.key}", bytes: b"%PDF\x00\xff", dt.date: dt.date(2026, 3, 31)}
    return dt.time(19, 30) if kind is dt.time else made[kind]


def fill_with_one_of_each(session: Session) -> None:
    """Put one record of each kind into an empty file, in the order of `ALL`."""
    session.execute(text("DELETE FROM municipality"))
    for record in ALL:
        session.add(record(**values_of(record)))
        session.flush()
