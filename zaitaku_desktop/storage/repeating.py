"""A step that was made in memory, made once more in the file: the same row images, log rows, ids and token."""

from __future__ import annotations

import sqlite3

from zaitaku_desktop.storage.contents import PUT
from zaitaku_desktop.storage.history import (
    DROP_UNDONE,
    INSERT_ROW,
    INSERT_STEP,
    REMOVE_STEP,
    SET_STATE,
    SET_TOKEN,
    Logged,
    RowChange,
    put,
    stamp,
)
from zaitaku_desktop.storage.row_hash import hash_of, quoted


class Diverged(Exception):
    """The file does not hold what the step started from."""


def repeat(connection: sqlite3.Connection, logged: Logged) -> None:
    """Write the step. Inside a transaction, foreign keys off: memory has kept them.

    Raises Diverged where a row to be replaced is not there; the caller rolls back.
    """
    step = logged.step
    if logged.contents:
        connection.executemany(PUT, logged.contents)
    # All go before any comes, as in an undo: so no unique key stands in the way of two rows that change places.
    for change in step.changes:
        if change.before is not None:
            _take_away(connection, change)
    for change in step.changes:
        if change.after is not None:
            row_hash = hash_of(change.table, list(change.after.values()))
            put(connection, change.table, {**change.after, "row_hash": row_hash})
    run = connection.execute
    if step.kind == "edit":
        run(DROP_UNDONE)
    else:
        run(SET_STATE, ("undone" if step.kind == "undo" else "done", logged.target))
    if logged.instead_of is not None:
        for command in REMOVE_STEP:
            run(command, (logged.instead_of,))
    run(INSERT_STEP, (step.id, step.kind, step.name, stamp(step.at), logged.target, logged.digest))
    connection.executemany(INSERT_ROW, logged.rows)
    run(SET_TOKEN, (logged.token,))
    _use_up(connection, logged)


def _take_away(connection: sqlite3.Connection, change: RowChange) -> None:
    gone = connection.execute(f"DELETE FROM main.{quoted(change.table)} WHERE id = ?", (change.row_id,))
    if gone.rowcount != 1:
        raise Diverged(f"{change.table} {change.row_id}")


def _use_up(connection: sqlite3.Connection, logged: Logged) -> None:
    """No id is used twice: also not one that came and went within the step."""
    known = dict(connection.execute("SELECT name, seq FROM main.sqlite_sequence"))
    for name, used in logged.counters:
        if name not in known:
            connection.execute("INSERT INTO main.sqlite_sequence (name, seq) VALUES (?, ?)", (name, used))
        elif known[name] != used:
            connection.execute("UPDATE main.sqlite_sequence SET seq = ? WHERE name = ?", (used, name))
