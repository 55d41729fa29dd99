"""Opening a data file: each row of STORAGE's table "what is met". Nothing is written to a file that is refused."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from zaitaku_desktop.base import files
from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.storage import backup as backups
from zaitaku_desktop.storage import connection as connections
from zaitaku_desktop.storage import contents, lock
from zaitaku_desktop.storage.header import (
    Header,
    NotOurFile,
    journal_is_hot,
    journal_of,
    read_header,
)
from zaitaku_desktop.storage.migrate import CURRENT, Schema, upgrade, upgrade_copy
from zaitaku_desktop.storage.verify import DamagedFile, missing_words, problems_of
from zaitaku_desktop.storage.watch import FileWatch

_TRIES, _PAUSE = 40, 0.05  # waiting for a moment in which the other one is not writing


@dataclass(slots=True)
class Taken:
    """A file taken for writing: SQLite's connection to it, and the watch that stands beside."""

    path: Path
    connection: sqlite3.Connection
    watch: FileWatch

    def give_back(self) -> None:
        """SQLite's handle first, the watch's after it (lock.py says why), then the side file."""
        self.connection.close()
        self.watch.close()
        lock.unsign(self.path)


@dataclass(slots=True)
class Opened:
    """What opening gives: the whole content in memory, and the file it came from (None = only to look at)."""

    memory: sqlite3.Connection
    file: Taken | None
    reason: str = ""


class MissingFile(KnownError):
    """There is no file at that path."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "ファイルが見つかりません。",
            safe="",
            todo="場所や名前が変わっていないか確かめてください。",
            place=path.name,
        )


def must_be_a_file(path: Path) -> None:
    """MissingFile or NotOurFile for a path at which no file stands."""
    if path.is_dir():
        raise NotOurFile(path)
    try:
        exists = path.exists()
    except OSError:
        exists = False
    if not exists:
        raise MissingFile(path)


def why_read_only(path: Path) -> str:
    """ "" or the reason why the file cannot be edited where it is."""
    if not files.file_can_be_written(path):
        return "ファイルが読み取り専用のため、閲覧専用で開いています。"
    if not files.folder_takes_files(path.parent):
        return "フォルダーに書き込めないため、閲覧専用で開いています。"
    return ""


def open_for_editing(path: Path, schema: Schema) -> Opened:
    """Take the file: checked, recovered, brought up to date, verified, locked. KnownError if not to be had."""
    taken, memory, header = _take_whole(path, schema)
    try:
        if header.schema < schema.number:
            _bring_up_to_date(taken, schema)
            lock.unsign(path)
            memory.close()
            return open_for_editing(path, schema)
        _settle_contents(taken.connection, memory, path)
        taken.watch.begin(taken.connection)
    except BaseException:
        memory.close()
        taken.give_back()
        raise
    return Opened(memory, taken)


def _settle_contents(on_disk: sqlite3.Connection, memory: sqlite3.Connection, path: Path) -> None:
    """Drop the contents that nothing names any more, and fill those of a copy that was opened as it is."""
    for connection in (on_disk, memory):
        connection.execute("BEGIN IMMEDIATE")
        try:
            contents.drop_unused(connection)
            contents.bring_in(connection, backups.contents_folders(path))
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def take_again(path: Path, schema: Schema) -> Taken:
    """The file, once more, after it could not be reached; its content is not compared. KnownError as in opening."""
    taken, memory, header = _take_whole(path, schema)
    memory.close()
    if header.schema != schema.number:
        taken.give_back()
        raise NotOurFile(path)
    taken.watch.begin(taken.connection)
    return taken


def _take_whole(path: Path, schema: Schema) -> tuple[Taken, sqlite3.Connection, Header]:
    """The file, locked, and a copy of it in memory that has been verified."""
    lock.must_not_be_ours(path)
    try:
        watch = FileWatch(path)
    except OSError as error:
        if (shown := files.known(error, path)) is not None:
            raise shown from error
        raise
    connection: sqlite3.Connection | None = None
    try:
        header = read_header(watch.start(), path, schema.number)
        if watch.held_elsewhere():
            raise lock.DataFileInUse(path, lock.owner_of(path))
        if journal_is_hot(path):
            _judge_journal(path)
        else:
            _must_have_its_length(path, header, watch.size())
        connection = _take(path)
        lock.sign(path)
        memory = _verified_copy(path, connection)
    except BaseException:
        if connection is not None:
            connection.close()
            lock.unsign(path)
        watch.close()
        raise
    return Taken(path, connection, watch), memory, header


def _verified_copy(path: Path, connection: sqlite3.Connection) -> sqlite3.Connection:
    """All of the file in memory, read once and checked there. DamagedFile if it is not whole."""
    try:
        memory = connections.copied(connection)
    except sqlite3.DatabaseError as error:
        raise _damaged(path, ["データの一部が壊れていて、読み取れません。"]) from error
    if problems := _problems(memory):
        memory.close()
        raise _damaged(path, problems)
    return memory


def _take(path: Path) -> sqlite3.Connection:
    connection: sqlite3.Connection | None = None
    try:
        connection = connections.connect(path)
        connections.take_exclusive(connection)
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        if connections.is_busy(error):
            raise lock.DataFileInUse(path, lock.owner_of(path)) from error
        if connections.code_of(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise _damaged(path, ["データの一部が壊れていて、読み取れません。"]) from error
        if (shown := connections.known(error, path)) is not None:
            raise shown from error
        raise
    return connection


def _problems(connection: sqlite3.Connection) -> list[str]:
    problems = problems_of(connection)
    if not problems and connection.execute("SELECT count(*) FROM file_state").fetchone() != (1,):
        problems = ["ファイルの管理情報がありません。"]
    return problems


def _must_have_its_length(path: Path, header: Header, size: int) -> None:
    if header.pages * header.page_size > size:
        raise _damaged(path, ["ファイルが途中で切れています。"])


def _damaged(path: Path, problems: list[str], *, keep: bool = True) -> DamagedFile:
    """What to raise for a file that is not whole. `keep` = copy it aside first (not when only looking)."""
    newest = backups.newest_whole(path)
    lost = ""
    if newest is not None:
        at = newest.at
        lost = f"{at.month}月{at.day}日{at:%H:%M}より後の入力は失われます。"
    return DamagedFile(
        path,
        problems,
        kept=backups.keep_as_met(path, "破損") if keep else None,
        newest=None if newest is None else newest.path,
        lost=lost,
    )


def _judge_journal(path: Path) -> None:
    """A journal left by a crash is tried on a private copy first; one of another file is set aside.

    SQLite plays whatever journal it finds into the file, and one that belongs elsewhere destroys it.
    """
    with tempfile.TemporaryDirectory(prefix="zaitaku-") as folder:
        copy = Path(folder) / "copy.zaitaku"
        shutil.copyfile(path, copy)
        if not _problems_of_file(copy, with_journal=path):
            return
        shutil.copyfile(path, copy)
        if _problems_of_file(copy):
            raise _damaged(path, ["途中で終わった書き込みを元に戻せません。"])
    kept = backups.keep_as_met(path, "外した記録")
    if kept is None:
        raise KnownError(
            "別のファイルの書き込み途中の記録が隣にあり、片付けられません。",
            safe="ファイルには手を付けていません。",
            todo="空き容量を確かめて、もう一度開いてください。",
            place=path.name,
        )
    journal_of(path).unlink()


def _problems_of_file(copy: Path, *, with_journal: Path | None = None) -> list[str]:
    journal = journal_of(copy)
    journal.unlink(missing_ok=True)
    if with_journal is not None:
        shutil.copyfile(journal_of(with_journal), journal)
    try:
        connection = connections.connect(copy)
    except sqlite3.Error:
        return ["読み取れません。"]
    try:
        return _problems(connection)
    except sqlite3.Error:
        return ["読み取れません。"]
    finally:
        connection.close()


def _bring_up_to_date(taken: Taken, schema: Schema) -> None:
    """Pinned backup → copy → migrate the copy → replace. The file is untouched unless all went well.

    Closes what is open: Windows replaces no file that somebody has open.
    """
    path, connection = taken.path, taken.connection
    kept = backups.make_backup(connection, path, "更新前")
    part = path.with_name(f"~{uuid.uuid4().hex[:12]}{path.suffix}")
    try:
        backups.copy_out(connection, part)
        upgrade_copy(part, schema)
        files.sync_file(part)
        connection.close()
        taken.watch.close()
        files.move_over(part, path)
    except KnownError:
        raise
    except Exception as error:  # whatever a revision stumbles over: the file is as it was
        raise KnownError(
            "データを新しい形に直せませんでした。",
            safe=f"元のファイルはそのままです。控え「{kept.name}」もあります。",
            todo="空き容量を確かめて、もう一度お試しください。続くときは情報システム担当に相談してください。",
            place=path.name,
        ) from error
    finally:
        for left in (part, journal_of(part)):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def open_copy(path: Path, schema: Schema, reason: str) -> Opened:
    """The file as it is at this moment, in memory: needs no lock and writes nothing beside the file.

    Works while another process has it. An older version is brought up to date in memory only.
    """
    lock.must_not_be_ours(path)
    connection = _stable_copy(path, schema)
    try:
        connections.set_pragmas(connection)
        (number,) = connection.execute("PRAGMA user_version").fetchone()
        problems = _problems(connection)
        if problems:
            raise _damaged(path, problems, keep=False)
        if number < schema.number:
            upgrade(connection, schema)
        contents.bring_in(connection, backups.contents_folders(path))
    except BaseException:
        connection.close()
        raise
    return Opened(connection, None, reason)


def _stable_copy(path: Path, schema: Schema) -> sqlite3.Connection:
    """Bytes read while nobody was writing; or recovered on a private copy, when the writer is gone."""
    for attempt in range(_TRIES):
        try:
            before = (journal_is_hot(path), path.stat().st_mtime_ns)
            content = path.read_bytes()
            after = (journal_is_hot(path), path.stat().st_mtime_ns)
        except OSError as error:
            if (shown := files.known(error, path)) is not None:
                raise shown from error
            raise
        header = read_header(content[:100], path, schema.number)
        if before == after and not after[0]:
            if header.pages * header.page_size > len(content):
                raise _damaged(path, ["ファイルが途中で切れています。"], keep=False)
            connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            connection.deserialize(content)
            return connection
        if attempt < _TRIES - 1:
            time.sleep(_PAUSE)
    return _recovered_copy(path)


def _recovered_copy(path: Path) -> sqlite3.Connection:
    with tempfile.TemporaryDirectory(prefix="zaitaku-") as folder:
        copy = Path(folder) / "copy.zaitaku"
        shutil.copyfile(path, copy)
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(journal_of(path), journal_of(copy))
        on_disk = connections.connect(copy)
        try:
            return connections.copied(on_disk)
        except sqlite3.Error as error:
            raise _damaged(path, ["途中で終わった書き込みを元に戻せません。"], keep=False) from error
        finally:
            on_disk.close()


def verify_file(path: Path, schema: Schema = CURRENT) -> list[str]:
    """What is wrong with a data file or a copy, each a Japanese sentence; [] = nothing. Writes nothing.

    KnownError if there is no such file, or it is not one of ours.
    """
    must_be_a_file(path)
    try:
        memory = open_copy(path, schema, "").memory
    except DamagedFile as damaged:
        return damaged.problems
    try:
        return missing_words(memory)
    finally:
        memory.close()
