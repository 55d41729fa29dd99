"""Every record as JSON, readable without the program, and a data file rebuilt from it."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, get_args

from sqlalchemy import Connection, insert, inspect, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.dump_older import as_of_now
from zaitaku_desktop.forms.definition import Continues
from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.fields import Level
from zaitaku_desktop.model.municipality import DigitStyle
from zaitaku_desktop.model.plan import EntryState, ItemKind, Mark
from zaitaku_desktop.model.records import ALL
from zaitaku_desktop.operations.plan_rows import PARENTS
from zaitaku_desktop.storage.contents import PUT, contents_of, digest_of

FORMAT = "zaitaku-dump"
VERSION = 1

Row = Mapping[str, Any]

# Columns whose values the program has names for; anything else would only be found when it is shown.
_WORDS: Mapping[tuple[str, str], frozenset[str]] = {
    ("plan_item", "kind"): frozenset(ItemKind),
    ("plan_item", "mark"): frozenset(Mark),
    ("entry", "state"): frozenset(EntryState),
    ("municipality", "digit_style"): frozenset(DigitStyle),
    ("document", "digit_style"): frozenset(DigitStyle) | {""},
    ("document", "continues"): frozenset(get_args(Continues)) | {""},
    ("own_field", "level"): frozenset(get_args(Level)),
}
_YEARS = frozenset({"year", "first_year", "last_year", "fiscal_year", "ended_year", "valid_from", "valid_to"})
_LISTS = {"actual_years": int, "lead": str, "notes": str, "scheme": str}
_NAMED = frozenset({"header_notes", "options"})
"""Columns that hold words by name."""
_TO_JSON: Mapping[type, Callable[[Any], str]] = {
    dt.date: dt.date.isoformat,
    dt.time: lambda value: str(value.isoformat("minutes")),
    bytes: lambda value: base64.b64encode(value).decode("ascii"),
    Decimal: lambda value: format(value, "f"),
}
_FROM_JSON: Mapping[type, Callable[[str], Any]] = {
    dt.date: dt.date.fromisoformat,
    dt.time: dt.time.fromisoformat,
    bytes: lambda text: base64.b64decode(text, validate=True),
    Decimal: lambda text: _finite(Decimal(text)),
}
"""What JSON has no word for, by the type of its column."""


def _table(record: type[Record]) -> Any:
    return inspect(record).local_table


def _columns(record: type[Record]) -> list[Any]:
    return [column for column in _table(record).columns if column.key != "row_hash"]


def dump_records(connection: Connection) -> dict[str, Any]:
    """{"format", "version", "records": {table: [{column: value}…]}, "contents": {sha256: base64}}, by id.

    `contents` = those of attached and fixed PDFs and of 版 that are in the file.
    """
    records = {}
    for record in ALL:
        table = _table(record)
        rows = connection.execute(select(*_columns(record)).order_by(table.c.id)).mappings()
        records[table.name] = [{name: _written(value) for name, value in row.items()} for row in rows]
    contents = {digest: _written(content) for digest, content in contents_of(connection)}
    return {"format": FORMAT, "version": VERSION, "records": records, "contents": contents}


def _written(value: Any) -> Any:
    write = _TO_JSON.get(type(value))
    if isinstance(value, StrEnum):
        return value.value
    return value if write is None else write(value)


def _values(record: type[Record], row: Row) -> dict[str, Any]:
    """A checked row as it is inserted."""
    types = {column.key: column.type.python_type for column in _columns(record)}
    return {
        name: _FROM_JSON[types[name]](value) if value is not None and types[name] in _FROM_JSON else value
        for name, value in row.items()
    }


def _refuse(why: str, place: str = "") -> KnownError:
    return KnownError(
        f"書き出したデータを読み取れませんでした。{why}",
        safe="何も取り込んでいません。",
        todo="dump で書き出したままのファイルを選んでください。",
        place=place,
    )


def load_dump(session: Session, data: Mapping[str, Any]) -> None:
    """Put all records of a dump, with their ids, in place of what a new file holds.

    Raises KnownError, naming the place, for anything `dump_records` does not write; the caller's transaction
    is then to be rolled back.
    """
    if data.get("format") != FORMAT or data.get("version") != VERSION:
        raise _refuse("この形式のデータではありません。")
    data = as_of_now(data)
    records = _checked(data.get("records"))
    session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for record in reversed(ALL):
        session.execute(_table(record).delete())
    for record in ALL:
        name = _table(record).name
        for index, row in enumerate(records[name]):
            try:
                session.execute(insert(_table(record)).values(**_values(record, row), row_hash=""))
            except SQLAlchemyError as trouble:
                raise _refuse("番号か組合せが重なっています。", _place(name, index)) from trouble
    for digest, content in _checked_contents(data.get("contents", {})).items():
        session.connection().exec_driver_sql(PUT, (digest, content))
    session.flush()
    for table, row_id, *_ in session.connection().exec_driver_sql("PRAGMA foreign_key_check"):
        raise _refuse("指している相手がありません。", f"{table} id={row_id}")


def _place(table: str, index: int) -> str:
    return f"{table} {index + 1}件目"


def _checked(records: object) -> dict[str, list[Row]]:
    if not isinstance(records, dict):
        raise _refuse("records がありません。")
    known = {_table(record).name: record for record in ALL}
    for name in records:
        if name not in known:
            raise _refuse("知らない表です。", str(name))
    tables: dict[str, list[Row]] = {}
    for name, record in known.items():
        rows = records.get(name, [])
        if not isinstance(rows, list):
            raise _refuse("行の並びではありません。", name)
        for index, row in enumerate(rows):
            _check_row(record, row, _place(name, index))
        tables[name] = rows
    if [row["id"] for row in tables["municipality"]] != [1]:
        raise _refuse("自治体設定は、id が 1 のものが一つだけ要ります。", "municipality")
    _check_items(tables["plan_item"])
    _check_sharing(tables["plan_item"], tables["entry"])
    _check_agenda(tables["agenda_item"])
    _check_kinds(tables["participant_kind"])
    return tables


def _checked_contents(contents: object) -> dict[str, bytes]:
    if not isinstance(contents, dict):
        raise _refuse("contents が表ではありません。", "contents")
    read = {}
    for digest, text in contents.items():
        if not _is_text(text) or not _is_readable(text, _FROM_JSON[bytes]):
            raise _refuse("添付ファイルの中身を読み取れません。", str(digest))
        read[digest] = _FROM_JSON[bytes](text)
        if digest_of(read[digest]) != digest:
            raise _refuse("添付ファイルの中身が違います。", digest)
    return read


def _check_row(record: type[Record], row: object, place: str) -> None:
    if not isinstance(row, dict):
        raise _refuse("行ではありません。", place)
    columns = {column.key: column for column in _columns(record)}
    for name in row:
        if name not in columns:
            raise _refuse(f"知らない項目「{name}」があります。", place)
    for name, column in columns.items():
        if name not in row:
            if name == "id" or (column.default is None and not column.nullable):
                raise _refuse(f"「{name}」がありません。", place)
            continue
        value = row[name]
        if value is None and column.nullable:
            continue
        if not _fits(record, name, value, column.type.python_type):
            raise _refuse(f"「{name}」の値が合いません。", place)


def _fits(record: type[Record], name: str, value: object, kind: type) -> bool:
    if name in _LISTS:
        return isinstance(value, list) and all(type(one) is _LISTS[name] for one in value)
    if name in _NAMED:
        return isinstance(value, dict) and all(_is_text(words) for words in (*value, *value.values()))
    if kind in _FROM_JSON:
        return _is_text(value) and _is_readable(value, _FROM_JSON[kind])
    if issubclass(kind, StrEnum):
        return isinstance(value, str) and value in frozenset(kind)
    if type(value) is not kind:  # JSON's true is no number here
        return False
    if isinstance(value, str):
        words = _WORDS.get((_table(record).name, name))
        return (words is None or value in words) and _is_text(value)
    if isinstance(value, int) and kind is int:
        return 1926 <= value <= 2200 if name in _YEARS else 0 <= value < 2**53
    return True


def _is_readable(text: Any, read: Callable[[str], Any]) -> bool:
    try:
        read(text)
    except (ValueError, binascii.Error, InvalidOperation):
        return False
    return True


def _finite(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise ValueError(value)
    return value


def _is_text(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:  # half a surrogate pair, which SQLite cannot take
        return False
    return True


def _check_agenda(items: list[Row]) -> None:
    by_id = {item["id"]: item for item in items}
    for index, item in enumerate(items):
        seen = {item["id"]}
        above = item.get("parent_id")
        while above is not None:
            parent = by_id.get(above)
            if parent is None or above in seen or parent["meeting_id"] != item["meeting_id"]:
                raise _refuse("次第の並びに合いません。", _place("agenda_item", index))
            seen.add(above)
            above = parent.get("parent_id")


def _check_kinds(kinds: list[Row]) -> None:
    groups = {kind["id"] for kind in kinds if kind.get("parent_id") is None}
    for index, kind in enumerate(kinds):
        if kind.get("parent_id") is not None and kind["parent_id"] not in groups:
            raise _refuse("職種の並びに合いません。", _place("participant_kind", index))


def _check_items(items: list[Row]) -> None:
    by_id = {item["id"]: item for item in items}
    for index, item in enumerate(items):
        parent = by_id.get(item.get("parent_id"))
        if item.get("parent_id") is not None and parent is None:
            raise _refuse("上の行がありません。", _place("plan_item", index))
        if (parent["kind"] if parent else None) not in PARENTS[item["kind"]]:
            raise _refuse("項目、取組、実施行の並びに合いません。", _place("plan_item", index))
        if parent and parent["plan_id"] != item["plan_id"]:
            raise _refuse("上の行が別の計画にあります。", _place("plan_item", index))


def _check_sharing(items: list[Row], entries: list[Row]) -> None:
    plans = {item["id"]: item["plan_id"] for item in items}
    by_id = {entry["id"]: entry for entry in entries}
    for index, entry in enumerate(entries):
        if entry.get("shared_from_id") is None:
            continue
        holder = by_id.get(entry["shared_from_id"])
        if (
            holder is None
            or holder.get("shared_from_id") is not None
            or plans.get(holder["item_id"]) != plans.get(entry["item_id"])
        ):
            raise _refuse("共有している相手が合いません。", _place("entry", index))
