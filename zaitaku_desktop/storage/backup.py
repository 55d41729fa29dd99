"""Verified copies of a data file (控え), which of them are kept, and going back to one.

A copy stands in the folder `みなと野市.zaitaku の控え` beside the data file (where that cannot be written, in
this user's data folder on the PC). Its name says all:
`000012_20251123T143205_取り込み前_固定_3f…9a.zaitaku` = sequence number, time, reason, pinned, the first 16
hex digits of the SHA-256 of its bytes. Order is by number, since a PC's clock may be wrong.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import re
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from zaitaku_desktop.base import files
from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.storage import connection as connections
from zaitaku_desktop.storage import contents, lock
from zaitaku_desktop.storage.header import LENGTH, SUFFIX, journal_is_hot, journal_of, read_header
from zaitaku_desktop.storage.migrate import CURRENT
from zaitaku_desktop.storage.verify import DamagedFile, problems_of, row_counts
from zaitaku_desktop.storage.watch import FileWatch

APP = "zaitaku-desktop"
ROUTINE = ("終了時", "開いたとき", "定期")  # every other reason pins the copy
NEWEST, DAILY, WEEKLY, MONTHLY, PINNED = 10, 14, 8, 12, 5
_NAME = re.compile(r"(\d{6,})_(\d{8}T\d{6})_(.+?)(_固定)?_([0-9a-f]{16})" + re.escape(SUFFIX))


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy. `digest` = what its bytes must hash to (first 16 hex digits)."""

    path: Path
    number: int
    at: dt.datetime
    reason: str
    pinned: bool
    digest: str

    @property
    def size(self) -> int:
        """Length in bytes."""
        return self.path.stat().st_size

    def is_whole(self) -> bool:
        """Whether its bytes are those that were verified when it was made."""
        try:
            return _digest(self.path) == self.digest
        except OSError:
            return False


def backup_folder(path: Path) -> Path:
    """Beside the data file."""
    return path.with_name(path.name + " の控え")


def local_folder(path: Path) -> Path:
    """On this PC, for a data file in a folder that takes no files. One per path of a data file."""
    own = hashlib.sha256(str(path).encode()).hexdigest()[:8]
    return platformdirs.user_data_path(APP, appauthor=False) / "控え" / f"{path.name}-{own}"


def rescue_folder() -> Path:
    """Where work is saved when the data file is gone or overwritten."""
    return platformdirs.user_data_path(APP, appauthor=False) / "救出"


def list_backups(path: Path) -> list[Backup]:
    """Every copy of a data file, the newest first."""
    found = []
    for folder in (backup_folder(path), local_folder(path)):
        if folder.is_dir():
            found += [backup for file in folder.iterdir() if (backup := _read_name(file)) is not None]
    return sorted(found, key=lambda backup: backup.number, reverse=True)


def _read_name(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    number, at, reason, pinned, digest = match.groups()
    try:
        time = dt.datetime.strptime(at, "%Y%m%dT%H%M%S").astimezone()
    except ValueError:
        return None
    return Backup(path, int(number), time, reason, pinned is not None, digest)


def newest_whole(path: Path) -> Backup | None:
    """The newest copy whose bytes are still those that were verified."""
    return next((backup for backup in list_backups(path) if backup.is_whole()), None)


def token_of(backup: Backup) -> str:
    """The write token in a copy, "" if it cannot be read."""
    try:
        connection = connections.connect(backup.path, "ro")
        try:
            row = connection.execute("SELECT token FROM file_state").fetchone()
        finally:
            connection.close()
    except sqlite3.Error:
        return ""
    return "" if row is None else str(row[0])


def make_backup(connection: sqlite3.Connection, path: Path, reason: str) -> Path:
    """Write a verified copy of an open data file and thin out the older ones. Outside a transaction.

    KnownError (disk full …) leaves no half copy behind.
    """
    folder = _usable_folder(path)
    part = folder / f"~{uuid.uuid4().hex[:12]}.tmp"
    try:
        copy_out(connection, part)
        _move_contents_out(part, folder)
        files.sync_file(part)
        earlier = list_backups(path)
        number = earlier[0].number + 1 if earlier else 1
        pinned = "" if reason in ROUTINE else "_固定"
        word = re.sub(r'[\\/:*?"<>|\x00-\x1f_]', " ", reason).strip()[:40] or "控え"
        now = dt.datetime.now()
        target = folder / f"{number:06d}_{now:%Y%m%dT%H%M%S}_{word}{pinned}_{_digest(part)}{SUFFIX}"
        files.move_over(part, target)
    except sqlite3.Error as error:
        if (shown := connections.known(error, path)) is not None:
            raise shown from error
        raise
    except OSError as error:
        if (shown := files.known(error, part)) is not None:
            raise shown from error
        raise
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    thin_out(path)
    return target


def _move_contents_out(part: Path, folder: Path) -> None:
    """Attached PDFs stand once beside all copies, not in each."""
    copy = connections.connect(part)
    try:
        copy.execute("PRAGMA journal_mode=OFF")  # nobody else has it; if this is broken off it is thrown away
        copy.execute("PRAGMA synchronous=OFF")
        if contents.keeps_contents(copy):
            contents.move_out(copy, folder)
    finally:
        copy.close()


def _usable_folder(path: Path) -> Path:
    for folder in (backup_folder(path), local_folder(path)):
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            if files.folder_takes_files(folder):
                return folder
    raise KnownError(
        "控えを保存できる場所がありません。",
        todo="データのあるフォルダーに書き込めるか確かめてください。",
        place=str(path.parent),
    )


def copy_out(connection: sqlite3.Connection, target: Path) -> None:
    """VACUUM INTO a new file, checked: structure, references, hashes, the same rows.

    Raises KnownError if what was written is not whole, sqlite3.Error if it cannot be written.
    """
    connection.execute("VACUUM INTO ?", (str(target),))
    copy = connections.connect(target)
    try:
        whole = row_counts(copy) == row_counts(connection) and not problems_of(copy)
    finally:
        copy.close()
    if not whole:
        raise KnownError(
            "控えを確かめたところ、内容が元と合いませんでした。",
            todo="別の媒体に控えを取り、情報システム担当に相談してください。",
            place=target.parent.name,
        )


def thin_out(path: Path) -> None:
    """Delete what the keeping rule does not keep. A copy that cannot be deleted now stays."""
    backups = list_backups(path)
    kept = to_keep(backups)
    if not any(backup.is_whole() for backup in backups if backup.number in kept):
        # every kept one is damaged: the newest whole one stays, whatever its age
        kept |= {backup.number for backup in backups if backup.is_whole()}
    for backup in backups:
        if backup.number not in kept:
            with contextlib.suppress(OSError):
                backup.path.unlink()
    for folder in (backup_folder(path), local_folder(path)):
        if (folder / contents.STORE).is_dir():
            _thin_out_contents(folder)


def _thin_out_contents(folder: Path) -> None:
    """Delete attached PDFs that no copy in this folder names; none, if one of the copies cannot be read."""
    copies: list[sqlite3.Connection] = []
    try:
        copies += [connections.connect(file, "ro") for file in folder.glob(f"*{SUFFIX}")]
        contents.drop_unnamed(folder, copies)
    except sqlite3.Error:
        return
    finally:
        for copy in copies:
            copy.close()


def to_keep(backups: Iterable[Backup]) -> set[int]:
    """The numbers of those to keep: 10 newest, then the newest of each of 14 days, 8 weeks, 12 months, and
    5 pinned ones. "Newest" is by number."""
    ordered = sorted(backups, key=lambda backup: backup.number, reverse=True)
    kept = {backup.number for backup in ordered[:NEWEST]}
    rules: tuple[tuple[int, Callable[[Backup], Hashable]], ...] = (
        (DAILY, lambda backup: backup.at.date()),
        (WEEKLY, lambda backup: backup.at.isocalendar()[:2]),
        (MONTHLY, lambda backup: (backup.at.year, backup.at.month)),
    )
    for count, period in rules:
        firsts: dict[Hashable, int] = {}
        for backup in ordered:
            firsts.setdefault(period(backup), backup.number)
        kept |= set(list(firsts.values())[:count])
    kept |= set([backup.number for backup in ordered if backup.pinned][:PINNED])
    return kept


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def keep_as_met(path: Path, reason: str) -> Path | None:
    """Copy a damaged file with its journal aside, byte by byte; None if there is no room for it."""
    now = f"{dt.datetime.now():%Y%m%dT%H%M%S}"
    try:
        folder = _usable_folder(path)
        kept = folder / f"{reason}_{now}_{uuid.uuid4().hex[:4]}_{path.name}"
        shutil.copyfile(path, kept)
        journal = journal_of(path)
        if journal.exists():
            shutil.copyfile(journal, journal_of(kept))
        files.sync_file(kept)
    except (OSError, KnownError):
        return None
    return kept


def restore_backup(path: Path, backup: Path) -> Path | None:
    """Give `path` the content of a copy; returns where what stood there was kept, None if nothing did.

    The data file must be closed. KnownError, and nothing changed, if the copy is not whole, the file is in
    use, or what stands there cannot be kept first.
    """
    path, backup = Path(path).absolute(), Path(backup).absolute()
    _must_be_whole(backup)
    kept = None
    if path.exists():
        _must_be_free(path)
        kept = _keep_present(path)
        if kept is None:
            raise KnownError(
                "今のデータの控えを取れないため、戻すのをやめました。",
                todo="空き容量を確かめて、もう一度お試しください。",
                place=path.name,
            )
    _put_in_place(backup, path)
    _must_be_whole(path)
    return kept


def _must_be_whole(path: Path) -> None:
    """Header, digest in the name, structure, references and hashes of a file that is not open."""
    try:
        with path.open("rb") as file:
            read_header(file.read(LENGTH), path, CURRENT.number)
    except OSError as error:
        raise KnownError("控えを開けませんでした。", todo="場所と名前を確かめてください。", place=path.name) from error
    named = _read_name(path)
    problems = [] if named is None or named.is_whole() else ["控えの中身が取ったときと違います。"]
    if not problems:
        try:
            connection = connections.connect(path, "ro")
        except sqlite3.Error:
            problems = ["読み取れません。"]
        else:
            try:
                problems = problems_of(connection)
            finally:
                connection.close()
    if problems:
        raise DamagedFile(path, problems)


def _must_be_free(path: Path) -> None:
    lock.must_not_be_ours(path)
    try:
        watch = FileWatch(path)
    except OSError as error:
        if (shown := files.known(error, path)) is not None:
            raise shown from error
        raise
    try:
        if watch.held_elsewhere():
            raise lock.DataFileInUse(path, lock.owner_of(path))
    finally:
        watch.close()


def _keep_present(path: Path) -> Path | None:
    """A verified copy if the file is whole, else its bytes as they are."""
    if not journal_is_hot(path):
        try:
            _must_be_whole(path)
            connection = connections.connect(path, "ro")
            try:
                return make_backup(connection, path, "復元前")
            finally:
                connection.close()
        except (KnownError, sqlite3.Error):
            return keep_as_met(path, "復元前")
    return keep_as_met(path, "復元前")


def _put_in_place(backup: Path, path: Path) -> None:
    """Make `path` a copy of `backup`. A journal beside `path` goes first: SQLite would play it into the
    new file and destroy it (STORAGE)."""
    journal = journal_of(path)
    if journal.exists():
        aside = _usable_folder(path) / f"外した記録_{dt.datetime.now():%Y%m%dT%H%M%S}_{uuid.uuid4().hex[:4]}"
        try:
            shutil.move(journal, aside)
        except OSError as error:
            if (shown := files.known(error, path)) is not None:
                raise shown from error
            raise

    def write(part: Path) -> None:
        shutil.copyfile(backup, part)
        if _digest(part) != _digest(backup):
            raise KnownError("控えを正しく写せませんでした。", todo="もう一度お試しください。", place=path.name)
        copy = connections.connect(part)
        try:
            contents.bring_in(copy, contents_folders(backup, path))
        finally:
            copy.close()

    files.replace_file(path, write)


def contents_folders(*paths: Path) -> list[Path]:
    """Where attached PDFs that a data file or a copy lacks may stand: beside it as a copy, and with its copies."""
    return [folder for path in paths for folder in (path.parent, backup_folder(path), local_folder(path))]
