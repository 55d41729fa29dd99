"""An open data file: session and history. Passed in everywhere, never global.

Used by one thread at a time; an inner lock makes the others wait (the window reads from a worker thread).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from zaitaku_desktop.base import files
from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.municipality import Municipality
from zaitaku_desktop.storage import backup as backups
from zaitaku_desktop.storage import connection as connections
from zaitaku_desktop.storage import lock
from zaitaku_desktop.storage.header import journal_of
from zaitaku_desktop.storage.history import ChangedSince, ChangeLog, RowChange, Step
from zaitaku_desktop.storage.migrate import CURRENT, Schema, upgrade
from zaitaku_desktop.storage.opening import (
    Opened,
    must_be_a_file,
    open_copy,
    open_for_editing,
    why_read_only,
)
from zaitaku_desktop.storage.verify import problems_of

__all__ = ["ChangedSince", "Done", "FileGone", "RowChange", "Step", "Workspace"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What `perform` did. `step` None = nothing changed, nothing was logged."""

    step: Step | None
    result: T


class FileGone(KnownError):
    """The file was moved, deleted or overwritten while open. `rescued` = where the work was saved, or None."""

    def __init__(self, path: Path, trouble: str, rescued: Path | None) -> None:
        self.rescued = rescued
        what = (
            "開いているファイルが移動または削除されました。"
            if trouble == "moved"
            else "開いているファイルが外から上書きされました。"
        )
        if rescued is None:
            safe, todo = "これ以上は書き込みません。", "控えから戻してください。"
        else:
            safe = f"ここまでの内容は「{rescued}」に保存しました。"
            todo = "このファイルを閉じ、保存したほうを開いてください。"
        super().__init__(what, safe=safe, todo=todo, place=path.name)


class Workspace:
    """An open data file. Made by `create` or `open`; close it, or use it in a `with`."""

    def __init__(self, path: Path, opened: Opened) -> None:
        """Not for callers: use `create` or `open`."""
        self.path = path
        self.read_only = opened.watch is None
        self.read_only_reason = opened.reason
        self._watch = opened.watch
        self._lock = threading.RLock()
        self._engine: Engine = connections.engine_of(opened.connection)
        self._connection: Connection = self._engine.connect()
        self._raw = opened.connection
        self._log = ChangeLog(opened.connection)
        if not self.read_only:
            self._log.watch()
        self._stopped: FileGone | None = None
        self._closed = False
        self._changed = False
        self.undo_name: str | None = None
        self.redo_name: str | None = None
        self.saved_at: dt.datetime | None = self._log.last_at()
        self._refresh_names()

    # -- opening and closing -----------------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        name: str,
        fill: Callable[[Session], object] | None = None,
        schema: Schema = CURRENT,
    ) -> Workspace:
        """Make a new data file of the municipality `name` and open it.

        `fill` writes first contents, which are not an undo step. KnownError if the file exists already or
        its folder cannot be written.
        """
        path = Path(path).absolute()
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
            _write_new(part, name, fill, schema)
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
        return cls.open(path, schema=schema)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, schema: Schema = CURRENT) -> Workspace:
        """Open a data file; KnownError per the table in STORAGE.

        With `read_only` (or where file or folder cannot be written) it is shown as it is at this moment,
        from a copy in memory: that works while another window or PC has it.
        """
        path = Path(path).absolute()
        if path.is_symlink():  # journal and side file stand beside the file itself
            path = path.resolve()
        must_be_a_file(path)
        if read_only:
            return cls(path, open_copy(path, schema, "閲覧専用で開いています。"))
        if reason := why_read_only(path):
            return cls(path, open_copy(path, schema, reason))
        opened = open_for_editing(path, schema)
        try:
            workspace = cls(path, opened)
        except BaseException:
            _give_back(path, opened)
            raise
        workspace._changed = workspace._differs_from_newest_backup()
        return workspace

    def _differs_from_newest_backup(self) -> bool:
        """Whether an earlier run ended without its copy (a crash), or the file came from elsewhere."""
        newest = next(iter(backups.list_backups(self.path)), None)
        (token,) = self._raw.execute("SELECT token FROM file_state").fetchone()
        return newest is None or backups.token_of(newest) != token

    def close(self) -> None:
        """Write a verified copy if anything changed, and let the file go. A second call does nothing.

        KnownError if the copy could not be written; the file itself is saved and let go all the same.
        """
        with self._lock:
            if self._closed:
                return
            try:
                if self._changed and self._stopped is None and not self.read_only:
                    self._must_be_there()
                    self.back_up("終了時")
            finally:
                self._closed = True
                self._connection.close()
                self._engine.dispose()
                _give_back(self.path, Opened(self._raw, self._watch))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- reading -----------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading; writing through it is refused by SQLite. Short: edits wait meanwhile."""
        with self._lock:
            self._must_be_open()
            if self._connection.in_transaction():  # inside another read, or inside perform
                yield self._connection
                return
            connections.reading(self._connection, True)
            try:
                with self._connection.begin():
                    yield self._connection
            except (sqlite3.Error, DBAPIError) as error:
                if (shown := connections.known(error, self.path)) is not None:
                    raise shown from error
                raise
            finally:
                connections.reading(self._connection, False)

    def steps(self, limit: int = 100) -> list[Step]:
        """The last steps (edits, undos, redos), the newest first."""
        with self._lock:
            self._must_be_open()
            return self._log.recent(limit)

    def verify(self) -> list[str]:
        """What is wrong with the open file, [] = nothing."""
        with self._lock:
            self._must_be_open()
            return problems_of(self._raw)

    # -- writing -----------------------------------------------------------------------------------------

    def perform(self, name: str, change: Callable[[Session], T]) -> Done[T]:
        """Do one operation: one transaction, one undo step called `name` (Japanese, 「実績の入力」).

        Whatever `change` raises takes all of it back. What it returns may be records: they stay readable.
        """
        with self._lock, self._writing():
            session = Session(self._connection, expire_on_commit=False, join_transaction_mode="rollback_only")
            with contextlib.closing(session):
                result = change(session)
                session.commit()  # flushes; the transaction is the connection's
            changes = self._log.collect()
            step = self._log.write(name, changes) if changes else None
            self._finish(step)
            return Done(step, result)

    def undo(self) -> Step:
        """Take the last edit back. The step returned holds the changes now made.

        KnownError when there is none, or when its rows are no longer as the log says (ChangedSince).
        """
        return self._replay(undo=True)

    def redo(self) -> Step:
        """Do again what was last undone. As `undo`."""
        return self._replay(undo=False)

    def _replay(self, *, undo: bool) -> Step:
        with self._lock:
            self._must_be_writable()
            found = self._log.next_undo() if undo else self._log.next_redo()
            if found is None:
                what = "元に戻す操作がありません。" if undo else "やり直す操作がありません。"
                raise KnownError(what, todo="そのまま続けられます。")
            self._raw.execute("PRAGMA foreign_keys=OFF")
            try:
                with self._writing():
                    step = self._log.replay(found[0], undo=undo)
                    self._finish(step)
            finally:
                self._raw.execute("PRAGMA foreign_keys=ON")
            return step

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction that `_finish` ends; rolled back if it is not ended, and on whatever is raised."""
        self._must_be_writable()
        if self._connection.in_transaction():
            raise RuntimeError("perform inside perform or read")
        self._must_be_there()
        try:
            transaction = self._connection.begin()
            try:
                yield
            finally:
                transaction.close()  # rolls back what was not committed
                if self._raw.in_transaction:  # a COMMIT that did not go through leaves it open
                    self._raw.rollback()
        except (sqlite3.Error, DBAPIError) as error:
            if (shown := connections.known(error, self.path)) is not None:
                raise shown from error
            raise

    def _finish(self, step: Step | None) -> None:
        transaction = self._connection.get_transaction()
        assert transaction is not None
        if step is None:
            transaction.rollback()
            return
        self._log.new_token()
        transaction.commit()
        assert self._watch is not None
        self._watch.remember()
        self._changed = True
        self.saved_at = step.at
        self._refresh_names()
        self._must_be_there()

    def _refresh_names(self) -> None:
        undo, redo = self._log.next_undo(), self._log.next_redo()
        self.undo_name = undo[1] if undo and not self.read_only else None
        self.redo_name = redo[1] if redo and not self.read_only else None

    # -- safety ------------------------------------------------------------------------------------------

    def back_up(self, reason: str) -> Path:
        """Write a verified copy beside the file (storage/backup.py) and return its path.

        Reasons other than 終了時, 開いたとき and 定期 pin it. KnownError if it cannot be written.
        """
        with self._lock:
            self._must_be_writable()
            path = backups.make_backup(self._raw, self.path, reason)
            self._changed = False
            return path

    def check_file(self) -> None:
        """Raise FileGone if the file was moved or overwritten (asked when the window gets the focus)."""
        with self._lock:
            self._must_be_open()
            if not self.read_only:
                self._must_be_there()

    def _must_be_open(self) -> None:
        if self._closed:
            raise RuntimeError("the workspace is closed")

    def _must_be_writable(self) -> None:
        self._must_be_open()
        if self.read_only:
            raise KnownError(
                self.read_only_reason,
                todo="編集するには、書き込める場所に写してから開いてください。",
                place=self.path.name,
            )

    def _must_be_there(self) -> None:
        if self._stopped is not None:
            raise self._stopped
        assert self._watch is not None
        if not (trouble := self._watch.trouble()):
            return
        self._stopped = FileGone(self.path, trouble, self._rescue())
        raise self._stopped

    def _rescue(self) -> Path | None:
        """Save what is in memory elsewhere. None if no whole copy could be made."""
        folder = backups.rescue_folder()
        target = folder / f"{dt.datetime.now():%Y%m%dT%H%M%S}_{uuid.uuid4().hex[:4]}_{self.path.name}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            backups.copy_out(self._raw, target)
            files.sync_file(target)
        except (OSError, sqlite3.Error, KnownError):
            with contextlib.suppress(OSError):
                target.unlink(missing_ok=True)
            return None
        return target


def _give_back(path: Path, opened: Opened) -> None:
    """SQLite's handle first, the watch's after it (lock.py says why), then the side file."""
    opened.connection.close()
    if opened.watch is not None:
        opened.watch.close()
        lock.unsign(path)


def _write_new(path: Path, name: str, fill: Callable[[Session], object] | None, schema: Schema) -> None:
    path.touch(exist_ok=False)
    connection = connections.connect(path)
    try:
        upgrade(connection, schema)
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
