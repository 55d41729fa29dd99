"""The schema: making it in a new file, and bringing an older file up to it.

`user_version` of a file is the number of its schema: 1 for the first revision of Alembic's chain, 2 for the
second … so that an unknown one is refused before the file is opened.
"""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from zaitaku_desktop.storage import connection as connections
from zaitaku_desktop.storage.header import APPLICATION_ID
from zaitaku_desktop.storage.row_hash import fill_all
from zaitaku_desktop.storage.verify import problems_of, row_counts


@dataclass(frozen=True, slots=True)
class Schema:
    """A chain of revisions, the oldest first; `folder` holds Alembic's env.py and versions/."""

    folder: Path
    revisions: tuple[str, ...]

    @property
    def number(self) -> int:
        """The schema number of a file that is up to date."""
        return len(self.revisions)


CURRENT = Schema(Path(__file__).resolve().parent / "migrations", tuple(f"{number:04d}" for number in range(1, 15)))


class MigrationTrouble(Exception):
    """A migrated copy is not what it must be. The file it was made from is untouched."""


def upgrade(connection: sqlite3.Connection, schema: Schema) -> None:
    """Run all revisions that the file lacks, in one transaction, and fill the row hashes.

    With foreign keys off, set before BEGIN (inside it SQLite ignores it): Alembic's batch mode drops the old
    table, and that deleted all child rows with them on (STORAGE).
    """
    from alembic import command  # noqa: PLC0415  (slow to import, seldom needed)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(schema.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    connection.execute("PRAGMA foreign_keys=OFF")
    engine = connections.engine_of(connection)
    with engine.connect() as sqlalchemy_connection, sqlalchemy_connection.begin():
        counters = _counters(connection)
        config.attributes["connection"] = sqlalchemy_connection
        command.upgrade(config, "head")
        _keep_counters(connection, counters)
        fill_all(connection)
        connection.execute(f"PRAGMA user_version={schema.number}")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute("PRAGMA foreign_keys=ON")


def _counters(connection: sqlite3.Connection) -> dict[str, int]:
    known = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'").fetchone()
    return dict(connection.execute("SELECT name, seq FROM sqlite_sequence")) if known else {}


def _keep_counters(connection: sqlite3.Connection, before: dict[str, int]) -> None:
    """A table made anew forgets which ids were used; undo relies on none being used twice."""
    now = _counters(connection)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for name, used in before.items():
        if name not in tables or now.get(name, -1) >= used:
            continue
        connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
        connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, used))


def _counted_tables(connection: sqlite3.Connection) -> set[str]:
    """Those with AUTOINCREMENT, which Alembic's batch mode drops unless it is told table_kwargs."""
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE sql LIKE '%AUTOINCREMENT%'")
    return {name for (name,) in rows}


def upgrade_copy(copy: Path, schema: Schema) -> None:
    """Bring a *copy* of an older file up to date and check it. Raises MigrationTrouble or what SQLite raises.

    Steps of the older schema stay as history, but can no longer be undone: their images lack columns.
    """
    connection = connections.connect(copy)
    try:
        before, counted = row_counts(connection), _counted_tables(connection)
        connection.execute("UPDATE change_step SET state = 'closed' WHERE state IN ('done', 'undone')")
        upgrade(connection, schema)
        after = row_counts(connection)
        lost = {name: count for name, count in before.items() if after.get(name, 0) < count}
        if lost:
            raise MigrationTrouble(f"rows lost: {lost}")
        if forgetful := counted - _counted_tables(connection):
            raise MigrationTrouble(f"AUTOINCREMENT lost: {sorted(forgetful)}")
        if problems := problems_of(connection):
            raise MigrationTrouble(f"{len(problems)} problems")
    finally:
        connection.close()
