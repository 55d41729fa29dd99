"""Making a new data file: whole, checked and on the disk before it gets its name."""

from __future__ import annotations

import contextlib
import secrets
import sqlite3
import uuid
from collections.abc import Callable
from functools import cache
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from zaitaku_desktop.base import files
from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.municipality import Municipality
from zaitaku_desktop.storage import connection as connections
from zaitaku_desktop.storage.header import journal_of
from zaitaku_desktop.storage.history import ChangeLog
from zaitaku_desktop.storage.migrate import Schema, upgrade


def put_new(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` make a file beside `path` and give it that name.

    KnownError if there is one already, or the folder is not there or cannot be written.
    """
    if path.exists():
        raise KnownError(
            "同じ名前のファイルがあります。",
            safe="そのファイルはそのままです。",
            todo="別の名前にしてください。",
            place=path.name,
        )
    if not path.parent.is_dir():
        raise KnownError(
            "保存先のフォルダーが見つかりません。",
            safe="",
            todo="別の場所を選んでください。",
            place=str(path.parent),
        )
    part = path.with_name(f"~{uuid.uuid4().hex[:12]}{path.suffix}")
    try:
        write(part)
        files.sync_file(part)
        files.move_new(part, path)
    except OSError as error:
        if (shown := files.known(error, path)) is not None:
            raise shown from error
        raise
    except (sqlite3.Error, DBAPIError) as error:
        if (shown := connections.known(error, path)) is not None:
            raise shown from error
        raise
    finally:
        for left in (part, journal_of(part)):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


@cache
def _blank(schema: Schema) -> bytes:
    """The content of a file with all tables and no record: running every revision takes as long as a small import."""
    connection = connections.in_memory()
    try:
        upgrade(connection, schema)
        return connection.serialize()
    finally:
        connection.close()


def write_new(path: Path, name: str, fill: Callable[[Session], object] | None, schema: Schema) -> None:
    """The file of the municipality `name` with its first contents, which are not an undo step."""
    with path.open("xb") as file:
        file.write(_blank(schema))
    connection = connections.connect(path)
    try:
        engine = connections.engine_of(connection)
        log = ChangeLog(connection)
        log.watch()
        with engine.connect() as sqlalchemy_connection, sqlalchemy_connection.begin():
            connection.execute(
                "INSERT INTO file_state (id, file_id, token) VALUES (1, ?, ?)",
                (uuid.uuid4().hex, secrets.token_hex(16)),
            )
            with Session(sqlalchemy_connection, join_transaction_mode="rollback_only") as session:
                session.add(Municipality(id=1, name=name))
                session.flush()
                if fill is not None:
                    fill(session)
                session.commit()
            log.collect()
    finally:
        connection.close()
