"""What tests of the data file share."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.model.plan import Entry, PlanItem
from zaitaku_desktop.storage.workspace import Workspace

HOLD = """
import sys
from pathlib import Path
from zaitaku_desktop.storage.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
"""


class Holder:
    """Another process that has a data file open."""

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"

    def __enter__(self) -> Holder:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()


def set_title(item_id: int, title: str) -> Any:
    """A change for `perform`: the name of an item."""

    def change(session: Session) -> None:
        item = session.get(PlanItem, item_id)
        assert item is not None
        item.title = title

    return change


def add_entry(item_id: int, field: str, year: int, text: str) -> Any:
    """A change for `perform`: one new entry."""

    def change(session: Session) -> None:
        session.add(Entry(item_id=item_id, field=field, year=year, text=text))

    return change


def content(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """Every record of an open file, hashes included."""
    with workspace.read() as connection:
        names = [
            row[0]
            for row in connection.exec_driver_sql(
                "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql LIKE '%row_hash%' ORDER BY name"
            )
        ]
        return {
            name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY id")]
            for name in names
        }


def disk_connection(workspace: Workspace) -> sqlite3.Connection:
    """The writer's connection to the file, to look at or to make trouble with while it rests."""
    assert workspace._writer is not None
    taken = workspace._writer._disk._taken
    assert taken is not None
    return taken.connection


def everything(connection: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, the log, the token and the used-up ids included."""
    names = [
        name for (name,) in connection.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY name")
    ]
    return {name: connection.execute(f"SELECT * FROM main.{name} ORDER BY 1").fetchall() for name in names}


def outside(path: Path, *statements: str) -> None:
    """Change a closed data file behind the program's back."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
