"""Every record as JSON, readable without the program, and a data file rebuilt from it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, inspect, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.records import ALL

FORMAT = "zaitaku-dump"
VERSION = 1


def _table(record: type[Record]) -> Any:
    return inspect(record).local_table


def _columns(record: type[Record]) -> list[str]:
    return [column.key for column in _table(record).columns if column.key != "row_hash"]


def dump_records(connection: Connection) -> dict[str, Any]:
    """{"format", "version", "records": {table: [{column: value}…]}}, each table in the order of ids."""
    records = {}
    for record in ALL:
        table = _table(record)
        columns = [table.c[name] for name in _columns(record)]
        rows = connection.execute(select(*columns).order_by(table.c.id)).mappings()
        records[table.name] = [dict(row) for row in rows]
    return {"format": FORMAT, "version": VERSION, "records": records}


def _refuse(why: str, place: str = "") -> KnownError:
    return KnownError(
        f"書き出したデータを読み取れませんでした。{why}",
        safe="何も取り込んでいません。",
        todo="dump で書き出したままのファイルを選んでください。",
        place=place,
    )


def load_dump(session: Session, data: dict[str, Any]) -> None:
    """Put all records of a dump, with their ids, in place of what a new file holds.

    Raises KnownError, naming the place, for anything `dump_records` does not write.
    """
    if data.get("format") != FORMAT or data.get("version") != VERSION:
        raise _refuse("この形式のデータではありません。")
    records = data.get("records")
    if not isinstance(records, dict):
        raise _refuse("records がありません。")
    known = {_table(record).name: record for record in ALL}
    for name in records:
        if name not in known:
            raise _refuse("知らない表です。", str(name))
    session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for record in reversed(ALL):
        session.execute(_table(record).delete())
    for record in ALL:
        name = _table(record).name
        for index, row in enumerate(records.get(name, [])):
            place = f"{name} {index + 1}件目"
            if not isinstance(row, dict) or not set(row) <= set(_columns(record)):
                raise _refuse("知らない項目があります。", place)
            try:
                session.execute(insert(_table(record)).values(**row, row_hash=""))
            except (SQLAlchemyError, TypeError, ValueError) as trouble:
                raise _refuse("値が合いません。", place) from trouble
