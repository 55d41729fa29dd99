"""Row hashes: what the database's own checks do not see.

`integrity_check` missed 365 of 381 flipped bits that changed what is read back (STORAGE). So each record
carries a hash of its table's name and all its other columns, the id included, in the order of the table.
It is filled at the end of each transaction from what then stands in the file, whoever wrote it: mapper,
statement or ON DELETE SET NULL. Columns are taken from the file, not from the classes, so that a file of an
older version can be checked before it is migrated; a migration fills all hashes anew.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

Stored = str | int | float | bytes | None


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A table of records as it is in the file. `columns` = all but row_hash, id first as in the table."""

    name: str
    columns: tuple[str, ...]

    @property
    def selected(self) -> str:
        """The columns as a list for SELECT."""
        return ", ".join(quoted(column) for column in self.columns)


def quoted(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def record_tables(connection: sqlite3.Connection) -> tuple[RecordTable, ...]:
    """The tables whose rows carry a hash."""
    names = [
        name for (name,) in connection.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY name")
    ]
    found = []
    for name in names:
        columns = [row[1] for row in connection.execute(f"PRAGMA main.table_info({quoted(name)})")]
        if "row_hash" in columns and "id" in columns:
            found.append(RecordTable(name, tuple(column for column in columns if column != "row_hash")))
    return tuple(found)


def _encoded(value: object) -> object:
    if isinstance(value, bytes):
        return {"hex": value.hex()}
    raise TypeError(type(value))


def to_json(value: object) -> str:
    """The one way values are written for hashing and logging: no spaces, bytes as {"hex": …}."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, default=_encoded)


def from_json(text: str) -> dict[str, Stored]:
    """A row image written by `to_json`."""
    image: dict[str, Stored] = {}
    for name, value in json.loads(text).items():
        image[name] = bytes.fromhex(value["hex"]) if isinstance(value, dict) else value
    return image


def hash_of(table: str, values: Sequence[Stored]) -> str:
    """32 hex digits."""
    return hash_text(to_json([table, *values]))


def hash_text(text: str) -> str:
    """32 hex digits."""
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def fill_all(connection: sqlite3.Connection) -> None:
    """Fill every row's hash (after a migration; the caller has checked the old ones before)."""
    for table in record_tables(connection):
        rows = connection.execute(f"SELECT {table.selected} FROM main.{quoted(table.name)}").fetchall()
        place = table.columns.index("id")
        connection.executemany(
            f"UPDATE main.{quoted(table.name)} SET row_hash = ? WHERE id = ?",
            [(hash_of(table.name, row), row[place]) for row in rows],
        )


def wrong_rows(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """(table, id) of every row whose hash is not that of its columns."""
    found: list[tuple[str, int]] = []
    for table in record_tables(connection):
        place = table.columns.index("id")
        for *row, kept in connection.execute(f"SELECT {table.selected}, row_hash FROM main.{quoted(table.name)}"):
            if hash_of(table.name, row) != kept:
                found.append((table.name, row[place]))
    return found
