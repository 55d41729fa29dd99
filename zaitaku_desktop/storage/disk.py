"""The data file on the disk, as the writer thread sees it: steps go into it, and what keeps them from it is told.

After an error of the medium (a share that was gone, a stick pulled out) its handles are worth nothing: the file is
given back and taken again, recovered if need be. The write token says which steps have reached it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from zaitaku_desktop.base import files
from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.storage import connection as connections
from zaitaku_desktop.storage import lock
from zaitaku_desktop.storage.header import NewerFile, NotOurFile
from zaitaku_desktop.storage.history import Logged
from zaitaku_desktop.storage.migrate import Schema
from zaitaku_desktop.storage.opening import Taken, take_again
from zaitaku_desktop.storage.repeating import repeat
from zaitaku_desktop.storage.verify import DamagedFile

T = TypeVar("T")
_KEPT = "入力した内容は、このアプリの中に残っています。"
_PASSING = (  # the file's handles are still good after these
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
)
_GONE = {
    "moved": "開いているファイルが移動または削除されました。",
    "overwritten": "開いているファイルが外から上書きされました。",
    "damaged": "開いているファイルが壊れていて、書き込めません。",
}


class NotSaved(KnownError):
    """What was entered is not in the file yet; it is still in the program. `retries` = trying again may help."""

    retries = True


class FileGone(NotSaved):
    """The file was moved, deleted, overwritten or damaged while open. `rescued` = where the work was saved, or None."""

    retries = False

    def __init__(self, path: Path, trouble: str, rescued: Path | None) -> None:
        self.rescued = rescued
        if rescued is None:
            safe, todo = _KEPT, "「別名で保存」で、別の場所に保存してください。"
        else:
            safe = f"ここまでの内容は「{rescued}」に保存しました。"
            todo = "「別名で保存」で、続けて使う場所を選んでください。"
        super().__init__(_GONE[trouble], safe=safe, todo=todo, place=path.name)


class Unforeseen(NotSaved):
    """A bug kept the steps from the file; `__cause__` is what happened."""

    retries = False

    def __init__(self, path: Path) -> None:
        what = "思いがけないことが起きたため、保存できませんでした。"
        super().__init__(what, safe=_KEPT, todo="「別名で保存」で、別のファイルに保存してください。", place=path.name)


class DiskFile:
    """A file that has been taken. Every method is called by one thread, the writer's.

    `rescue` saves elsewhere all that is in memory, and says where.
    """

    def __init__(self, taken: Taken, schema: Schema, rescue: Callable[[], Path | None]) -> None:
        self.path = taken.path
        self._schema = schema
        self._rescue = rescue
        self._taken: Taken | None = None
        self._lost = False
        self.gone = False
        self._told: FileGone | None = None
        self._adopt(taken)
        self._token = self._token_now(taken)  # that of the newest step that is known to be in the file

    def _adopt(self, taken: Taken) -> None:
        # The images of a step come in any order, and what they say about each other was checked in memory.
        taken.connection.execute("PRAGMA foreign_keys=OFF")
        self._taken = taken
        self._lost = False

    @staticmethod
    def _token_now(taken: Taken) -> str:
        (token,) = taken.connection.execute("SELECT token FROM file_state").fetchone()
        return str(token)

    def write(self, steps: Sequence[Logged]) -> None:
        """Bring these steps into the file, as one transaction. With none: only look whether the file is there.

        NotSaved: try again with the same steps and those that came since.
        """
        try:
            self._write(steps)
        except NotSaved:
            raise
        except (sqlite3.Error, OSError) as error:
            raise self._understood(error) from error
        except KnownError as error:
            raise _not_saved(error) from error
        except Exception as error:
            raise Unforeseen(self.path) from error

    def _write(self, steps: Sequence[Logged]) -> None:
        taken = self._reached()
        left = self._not_yet_there(taken, steps)
        self.gone, self._told = False, None
        if not left:
            self._token = steps[-1].token if steps else self._token
            return
        connection = taken.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            for step in left:
                repeat(connection, step)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        taken.watch.remember()
        self._token = left[-1].token

    def _understood(self, error: sqlite3.Error | OSError) -> NotSaved:
        if isinstance(error, OSError):
            self._lost = True
            known = files.known(error, self.path)
        else:
            self._lost = connections.code_of(error) not in _PASSING
            known = connections.known(error, self.path)
        return Unforeseen(self.path) if known is None else _not_saved(known)

    def _not_yet_there(self, taken: Taken, steps: Sequence[Logged]) -> Sequence[Logged]:
        """Those that the file lacks: a commit may have reached it although it was reported as not made."""
        token = self._token_now(taken)
        if token == self._token:
            return steps
        for number, step in enumerate(steps):
            if step.token == token:
                taken.watch.remember()
                return steps[number + 1 :]
        raise self._gone_as("overwritten")

    def _reached(self) -> Taken:
        """The file, looked at: it is there, and it is the same."""
        if self._taken is None or self._lost or self.gone:  # if it is back, its token says that it is the same
            self._take_again()
        assert self._taken is not None
        trouble = self._taken.watch.trouble()
        if trouble == "unreachable":
            self._lost = True
            raise _not_saved(_cut_off(self.path))
        if trouble:
            raise self._gone_as(trouble)
        return self._taken

    def _take_again(self) -> None:
        self.give_back()
        if not self.path.exists():
            if self.path.parent.is_dir():
                raise self._gone_as("moved")
            raise _not_saved(_cut_off(self.path))
        lock.unsign(self.path)  # it could not be taken away while the medium was gone
        try:
            self._adopt(take_again(self.path, self._schema))
        except DamagedFile as error:
            raise self._gone_as("damaged") from error
        except (NotOurFile, NewerFile) as error:
            raise self._gone_as("overwritten") from error

    def _gone_as(self, trouble: str) -> FileGone:
        """What to raise; the work is saved elsewhere once."""
        self.gone = True
        if self._told is None:
            self._told = FileGone(self.path, trouble, self._rescue())
        return self._told

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """The answer to a question about the file; after `write`, so that all is in it."""
        assert self._taken is not None
        return question(self._taken.connection)

    def give_back(self) -> None:
        """Let the file go. A second call does nothing."""
        taken, self._taken = self._taken, None
        if taken is not None:
            with contextlib.suppress(sqlite3.Error, OSError):  # of a medium that is gone
                taken.give_back()


def _not_saved(error: KnownError) -> NotSaved:
    return NotSaved(error.what, safe=_KEPT, todo=error.todo, place=error.place)


def _cut_off(path: Path) -> KnownError:
    what = "保存先との接続が切れたため、保存できませんでした。"
    return KnownError(what, todo="接続を確かめて、もう一度お試しください。", place=path.name)
