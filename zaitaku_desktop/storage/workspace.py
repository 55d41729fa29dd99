"""An open data file: session and history. Passed in everywhere, never global.

Everything works on a copy of the file in memory, at once; each step then goes to the file on a thread of its own
(writer.py), so that nobody who types or reads waits for the disk. `disk` says how far the file is, `flush` waits.

Used by one thread at a time; an inner lock makes the others wait (the window reads from a worker thread). Whoever
holds it must not wait for the writer, which needs it to rescue the work.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as TimeIsUp
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from zaitaku_desktop.base import files
from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model import records as _records  # noqa: F401  # writing a row asks for all tables it names
from zaitaku_desktop.storage import backup as backups
from zaitaku_desktop.storage import connection as connections
from zaitaku_desktop.storage.creating import put_new, write_new
from zaitaku_desktop.storage.disk import DiskFile, FileGone, NotSaved
from zaitaku_desktop.storage.history import ChangedSince, ChangeLog, Edit, Logged, RowChange, Step, merged
from zaitaku_desktop.storage.migrate import CURRENT, Schema
from zaitaku_desktop.storage.opening import (
    Opened,
    Taken,
    must_be_a_file,
    open_copy,
    open_for_editing,
    why_read_only,
)
from zaitaku_desktop.storage.verify import problems_of
from zaitaku_desktop.storage.writer import DiskState, Writer

__all__ = ["ChangedSince", "DiskState", "Done", "Edit", "FileGone", "NotSaved", "RowChange", "Step", "Workspace"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What `perform` did. `step` None = nothing changed, nothing was logged."""

    step: Step | None
    result: T


class Workspace:
    """An open data file. Made by `create` or `open`; close it, or use it in a `with`."""

    def __init__(self, path: Path, opened: Opened, schema: Schema) -> None:
        """Not for callers: use `create` or `open`."""
        self.path = path
        self.read_only = opened.file is None
        self.read_only_reason = opened.reason
        self._schema = schema
        self._lock = threading.RLock()
        self._memory = opened.memory
        self._engine: Engine = connections.engine_of(opened.memory)
        self._connection: Connection = self._engine.connect()
        self._log = ChangeLog(opened.memory)
        self._listener: Callable[[], None] | None = None
        self._listening = threading.RLock()
        self._closed = False
        self.undo_name: str | None = None
        self.redo_name: str | None = None
        self._refresh_names()
        self._copied = self._token_of_newest_backup()
        self._writer: Writer | None = None
        if opened.file is not None:
            self._log.watch()
            self._writer = self._writer_for(opened.file)

    def _writer_for(self, taken: Taken) -> Writer:
        disk = DiskFile(taken, self._schema, self._rescue)
        return Writer(disk, self._log.last_at(), self._tell)

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
        put_new(path, partial(write_new, name=name, fill=fill, schema=schema))
        return cls.open(path, schema=schema)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, schema: Schema = CURRENT) -> Workspace:
        """Open a data file; KnownError per the table in STORAGE.

        With `read_only` (or where file or folder cannot be written) it is shown as it is at this moment,
        and nothing is held: that works while another window or PC has it.
        """
        path = Path(path).absolute()
        if path.is_symlink():  # journal and side file stand beside the file itself
            path = path.resolve()
        must_be_a_file(path)
        if read_only:
            return cls(path, open_copy(path, schema, "閲覧専用で開いています。"), schema)
        if reason := why_read_only(path):
            return cls(path, open_copy(path, schema, reason), schema)
        opened = open_for_editing(path, schema)
        try:
            return cls(path, opened, schema)
        except BaseException:
            assert opened.file is not None
            opened.file.give_back()
            raise

    def close(self, *, give_up: bool = False) -> None:
        """Wait for the disk, write a verified copy if anything changed, let the file go. A second call does nothing.

        NotSaved, and it stays open, if something cannot be written; with `give_up` that is lost. Any other KnownError:
        the copy could not be written; the file itself is saved and let go all the same.
        """
        if self._closed:
            return
        copied: KnownError | None = None
        if not self.read_only and not give_up:
            try:
                self.flush()
            except FileGone as gone:
                if gone.rescued is None:
                    raise
            else:
                copied = self._back_up_at_the_end()
        with self._lock:
            self._closed = True
            self._connection.close()
            self._engine.dispose()
            self._memory.close()
        if self._writer is not None:
            self._writer.end(give_up=give_up)
        if copied is not None:
            raise copied

    def _back_up_at_the_end(self) -> KnownError | None:
        """Why the copy could not be written; None = it was, or none was due."""
        try:
            if self._token() != self._copied:
                self.back_up("終了時")
        except NotSaved:
            raise
        except KnownError as error:
            return error
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.close()
        except NotSaved:
            self.close(give_up=True)
            if error is None:
                raise

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

    # -- writing -----------------------------------------------------------------------------------------

    def perform(self, name: str, change: Callable[[Session], T], *, onto: int | None = None) -> Done[T]:
        """Do one operation: one transaction, one undo step called `name` (Japanese, 「実績の入力」).

        `onto` = the id of the step that this one goes on with (somebody who is still typing): if it is the last one,
        both are undone at once. Whatever `change` raises takes all of it back. What it returns may be records: they
        stay readable.
        """
        with self._lock, self._writing():
            session = Session(self._connection, expire_on_commit=False, join_transaction_mode="rollback_only")
            with contextlib.closing(session):
                result = change(session)
                session.commit()  # flushes; the transaction is the connection's
            changes = self._log.collect()
            logged = self._log.write(name, changes, onto) if changes else None
            self._finish([] if logged is None else [logged])
        if logged is None:
            return Done(None, result)
        self._tell()
        return Done(logged.step, result)

    def edits(self, limit: int = 300) -> list[Edit]:
        """The edits that undo and redo go through, the newest first: those undone, then those done."""
        with self._lock:
            self._must_be_open()
            return self._log.edits(limit)

    def undo(self, down_to: int | None = None) -> Step:
        """Take the last edit back, or all down to that one (its id) at once. The step returned holds all changes made.

        KnownError when there is none, or when rows are no longer as the log says (ChangedSince): then none is undone.
        """
        return self._replay(down_to, undo=True)

    def redo(self, up_to: int | None = None) -> Step:
        """Do again what was last undone, or all up to that edit. As `undo`."""
        return self._replay(up_to, undo=False)

    def _replay(self, last: int | None, *, undo: bool) -> Step:
        with self._lock:
            self._must_be_writable()
            if last is None:
                found = self._log.next_undo() if undo else self._log.next_redo()
                last = 0 if found is None else found[0]
            edits = self._log.between(last, undo=undo)
            if not edits:
                what = "元に戻す操作がありません。" if undo else "やり直す操作がありません。"
                raise KnownError(what, todo="そのまま続けられます。")
            self._memory.execute("PRAGMA foreign_keys=OFF")
            try:
                with self._writing():
                    logged = self._log.replay(edits, undo=undo)
                    self._finish(logged)
            finally:
                self._memory.execute("PRAGMA foreign_keys=ON")
        self._tell()
        return merged([one.step for one in logged])

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction that `_finish` ends; rolled back if it is not ended, and on whatever is raised."""
        self._must_be_writable()
        if self._connection.in_transaction():
            raise RuntimeError("perform inside perform or read")
        try:
            transaction = self._connection.begin()
            try:
                yield
            finally:
                transaction.close()  # rolls back what was not committed
                if self._memory.in_transaction:  # a COMMIT that did not go through leaves it open
                    self._memory.rollback()
        except (sqlite3.Error, DBAPIError) as error:
            if (shown := connections.known(error, self.path)) is not None:
                raise shown from error
            raise

    def _finish(self, steps: Sequence[Logged]) -> None:
        """Commit in memory, and hand the steps on to the writer."""
        transaction = self._connection.get_transaction()
        assert transaction is not None
        if not steps:
            transaction.rollback()
            return
        transaction.commit()
        assert self._writer is not None
        self._writer.put(steps)
        self._refresh_names()

    def _refresh_names(self) -> None:
        undo, redo = self._log.next_undo(), self._log.next_redo()
        self.undo_name = undo[1] if undo and not self.read_only else None
        self.redo_name = redo[1] if redo and not self.read_only else None

    # -- the disk ----------------------------------------------------------------------------------------

    @property
    def disk(self) -> DiskState:
        """How far the file on the disk is."""
        if self._writer is None:
            return DiskState(0, 0, self._log.last_at(), None)
        return self._writer.state

    def listen(self, listener: Callable[[], None] | None) -> None:
        """Have `listener` called, on any thread, whenever `disk` has changed; None = nobody, from now on for sure."""
        with self._listening:
            self._listener = listener

    def _tell(self) -> None:
        with self._listening:
            if self._listener is not None:
                self._listener()

    def flush(self, seconds: float | None = None) -> bool:
        """Wait until all that was done is in the file. False = the time is up. NotSaved if it cannot be written."""
        if self.read_only:
            return True
        try:
            self._ask(_nothing, seconds)
        except TimeIsUp:
            return False
        return True

    def _ask(self, question: Callable[[sqlite3.Connection], T], seconds: float | None = None) -> T:
        """Ask the file, once everything is in it, and wait."""
        self._must_be_open()
        assert self._writer is not None
        return self._writer.ask(question).result(seconds)

    def retry(self) -> None:
        """Try now to write what could not be written; `disk` says what came of it."""
        if self._writer is not None:
            self._writer.retry()

    def check_file(self) -> None:
        """Have the writer look whether the file is still there and the same (when the window gets the focus)."""
        self._must_be_open()
        if self._writer is not None:
            self._writer.ask(_nothing)

    def verify(self) -> list[str]:
        """What is wrong with the file on the disk, [] = nothing. Waits; NotSaved if something cannot be written."""
        return problems_of(self._memory) if self.read_only else self._ask(problems_of)

    # -- safety ------------------------------------------------------------------------------------------

    def back_up(self, reason: str) -> Path:
        """Write a verified copy beside the file (storage/backup.py) and return its path. Waits.

        Reasons other than 終了時, 開いたとき and 定期 pin it. KnownError if it cannot be written.
        """
        self._must_be_writable()
        path, self._copied = self._ask(partial(_copy, path=self.path, reason=reason))
        return path

    def save_copy(self, path: Path) -> None:
        """Write all that is in memory into a new file, whatever the disk of this one does. Waits for the new one.

        KnownError if there is a file at `path` already, or it cannot be written.
        """
        with self._lock:
            self._must_be_open()
            put_new(Path(path).absolute(), partial(backups.copy_out, self._memory))

    def _token(self) -> str:
        with self._lock:
            return _token_in(self._memory)

    def _token_of_newest_backup(self) -> str:
        """Not that of the file after a run that ended without its copy (a crash), or if the file is from elsewhere."""
        newest = None if self.read_only else next(iter(backups.list_backups(self.path)), None)
        return "" if newest is None else backups.token_of(newest)

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
        if self._writer is not None and self._writer.file_gone:
            raise KnownError(
                "開いているファイルに保存できなくなったため、ここから先は入力できません。",
                safe="ここまでの内容は残っています。",
                todo="「別名で保存」で、続けて使う場所を選んでください。",
                place=self.path.name,
            )

    def _rescue(self) -> Path | None:
        """Save what is in memory elsewhere. None if no whole copy could be made."""
        folder = backups.rescue_folder()
        target = folder / f"{dt.datetime.now():%Y%m%dT%H%M%S}_{uuid.uuid4().hex[:4]}_{self.path.name}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with self._lock:
                self._must_be_open()
                backups.copy_out(self._memory, target)
            files.sync_file(target)
        except (OSError, sqlite3.Error, KnownError, RuntimeError):
            with contextlib.suppress(OSError):
                target.unlink(missing_ok=True)
            return None
        return target


def _nothing(_: sqlite3.Connection) -> None:
    """The question that only waits."""


def _token_in(connection: sqlite3.Connection) -> str:
    (token,) = connection.execute("SELECT token FROM file_state").fetchone()
    return str(token)


def _copy(connection: sqlite3.Connection, *, path: Path, reason: str) -> tuple[Path, str]:
    """The copy written, and the write token in it."""
    return backups.make_backup(connection, path, reason), _token_in(connection)
