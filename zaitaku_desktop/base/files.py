"""Files: replacing, locking and asking whether one is in use. The one place with Windows branches.

Every function with such a branch takes `platform` (a `sys.platform` value), so that both are tested anywhere.
Sources: STORAGE "Export files"; Windows error codes 5 ACCESS_DENIED, 32 SHARING_VIOLATION, 33 LOCK_VIOLATION,
19 WRITE_PROTECT, 39 / 112 DISK_FULL; of a share 53 BAD_NETPATH, 59 UNEXP_NET_ERR, 64 NETNAME_DELETED,
67 BAD_NET_NAME, 121 SEM_TIMEOUT.
"""

from __future__ import annotations

import contextlib
import errno
import os
import struct
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from zaitaku_desktop.base.errors import KnownError

DENIED = (5, 19)
IN_USE = (32, 33)
FULL = (39, 112)
CUT_OFF = (53, 59, 64, 67, 121)
_TRIES, _PAUSE = 10, 0.05  # a virus scanner or an indexer holds a fresh file for some tens of milliseconds


class FileInUse(KnownError):
    """Another program or PC has the file open."""


def known(error: OSError, path: Path, *, platform: str = sys.platform) -> KnownError | None:
    """What an OSError met while writing `path` means to the user; None if it is not one of the usual ones.

    On Windows ACCESS_DENIED for a file that may be written means that it is open elsewhere.
    """
    code = getattr(error, "winerror", None) if platform == "win32" else None
    if code in IN_USE or error.errno in (errno.EBUSY, errno.ETXTBSY):
        return _in_use(path)
    if code in FULL or error.errno in (errno.ENOSPC, errno.EDQUOT):
        return KnownError(
            "保存先の空き容量が足りません。",
            safe="元のファイルはそのまま残っています。",
            todo="不要なファイルを片付けるか、別の場所に保存してください。",
            place=path.name,
        )
    if code in DENIED or error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return KnownError(
            "この場所には書き込めません（読み取り専用です）。",
            safe="元のファイルはそのまま残っています。",
            todo="別の場所を選んでください。",
            place=str(path.parent),
        )
    if code in CUT_OFF or error.errno in (errno.EIO, errno.ENXIO, errno.ESTALE, errno.ENOTCONN, errno.ETIMEDOUT):
        return KnownError(
            "保存先との接続が切れたか、媒体を読み書きできません。",
            safe="元のファイルには手を付けていません。",
            todo="接続を確かめて、もう一度お試しください。",
            place=str(path.parent),
        )
    here = error.filename is not None and Path(error.filename).parent == path.parent
    if error.errno == errno.ENOENT and here:  # the folder went away meanwhile: a share, a stick
        return KnownError(
            "保存先が見つかりません。",
            safe="元のファイルには手を付けていません。",
            todo="場所と接続を確かめて、もう一度お試しください。",
            place=str(path.parent),
        )
    if error.errno == errno.ENAMETOOLONG:
        return KnownError("ファイルの名前が長すぎます。", todo="短い名前にしてください。", place=path.name)
    return None


def _in_use(path: Path) -> FileInUse:
    program = "Excel" if path.suffix.lower() in (".xlsx", ".xls", ".csv") else "別のプログラム"
    return FileInUse(
        f"{program}で開いています。",
        safe="元のファイルはそのまま残っています。",
        todo="閉じてから、もう一度お試しください。",
        place=path.name,
    )


def replace_file(
    target: Path,
    write: Callable[[Path], None],
    *,
    verify: Callable[[Path], None] | None = None,
    durable: bool = True,
    platform: str = sys.platform,
) -> None:
    """Write `target` so that it is either the old file or the whole new one, never something between.

    `durable` = it is on the disk when this returns; without, nobody waits for the disk, and a power cut may cost it.

    `write` fills the path it is given (same folder, same suffix), `verify` reads it again and raises if
    it is not what was meant. KnownError for a read-only folder, a full disk, a file in use; whatever
    `write` and `verify` raise themselves passes through. The old file is untouched in every such case.
    """
    folder = target.parent
    if not folder.is_dir():
        raise KnownError("保存先のフォルダーが見つかりません。", todo="別の場所を選んでください。", place=str(folder))
    if target.is_dir():
        raise KnownError("同じ名前のフォルダーがあります。", todo="別の名前にしてください。", place=str(target))
    part = folder / f"~{uuid.uuid4().hex[:12]}{target.suffix}"
    try:
        must_be_replaceable(target, platform=platform)
        part.touch(exist_ok=False)
        write(part)
        if verify is not None:
            verify(part)
        if durable:
            sync_file(part)
        move_over(part, target, durable=durable, platform=platform)
    except OSError as error:
        if (shown := known(error, target, platform=platform)) is not None:
            raise shown from error
        raise
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def must_be_replaceable(target: Path, *, platform: str = sys.platform) -> None:
    """Raise KnownError before any work if an existing `target` is open elsewhere or write-protected.

    POSIX would replace a write-protected file without asking; nobody protects a file for that.
    """
    if not target.exists():
        return
    if not os.access(target, os.W_OK):
        raise KnownError(
            "読み取り専用のファイルです。",
            safe="元のファイルはそのまま残っています。",
            todo="別の名前で保存してください。",
            place=target.name,
        )
    if is_in_use(target, platform=platform):
        raise _in_use(target)


def is_in_use(path: Path, *, platform: str = sys.platform) -> bool:
    """Whether another program has `path` open: on Windows the sharing violation, elsewhere the owner file
    which Excel (`~$name`) and LibreOffice (`.~lock.name#`) keep beside an open document."""
    if platform == "win32":
        try:
            with path.open("r+b"):
                return False
        except PermissionError as error:
            return getattr(error, "winerror", None) in IN_USE
    return any((path.parent / name).exists() for name in (f"~${path.name}", f".~lock.{path.name}#"))


def move_over(source: Path, target: Path, *, durable: bool = True, platform: str = sys.platform) -> None:
    """`os.replace`, and (`durable`) the folder synced. On Windows a scanner may hold the file: a few more tries."""
    for attempt in range(_TRIES):
        try:
            source.replace(target)
            break
        except PermissionError as error:
            passing = platform == "win32" and getattr(error, "winerror", None) in (*DENIED, *IN_USE)
            if not passing or attempt == _TRIES - 1:
                raise
            time.sleep(_PAUSE)
    if durable:
        sync_folder(target.parent, platform=platform)


def move_new(source: Path, target: Path, *, platform: str = sys.platform) -> None:
    """Give `source` the name `target`; FileExistsError if there is one already, which stays as it is."""
    if platform == "win32":
        source.rename(target)
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links (FAT, some shares)
        if target.exists():
            raise FileExistsError(errno.EEXIST, "exists", str(target)) from None
        source.rename(target)
    else:
        source.unlink()
    sync_folder(target.parent, platform=platform)


def sync_file(path: Path) -> None:
    """Have the system write the file's bytes to the disk now."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path, *, platform: str = sys.platform) -> None:
    """The same for a folder's list of names. Windows has no such call (and NTFS journals names itself)."""
    if platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):  # shares that cannot
            raise
    finally:
        os.close(handle)


def folder_takes_files(folder: Path) -> bool:
    """Whether a file can be made in `folder`. Tried, since Windows' own answer about folders is not reliable."""
    probe = folder / f"~{uuid.uuid4().hex[:12]}.tmp"
    try:
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError:
        return False
    return True


def file_can_be_written(path: Path) -> bool:
    """Whether `path` opens for writing. Tried without changing a byte."""
    return os.access(path, os.W_OK)


def byte_is_locked(handle: int, offset: int, *, platform: str = sys.platform) -> bool:
    """Whether another process holds a lock on one byte of an open file (`handle` open for writing).

    Must not be asked of a file on which this process itself holds locks: POSIX would give them up.
    """
    if platform == "win32":
        return _byte_is_locked_windows(handle, offset)
    import fcntl  # noqa: PLC0415  (POSIX only)

    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, offset)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN):
            return True
        if error.errno in (errno.ENOLCK, errno.EINVAL, errno.ENOTSUP):  # a share without locks
            return False
        raise
    fcntl.lockf(handle, fcntl.LOCK_UN, 1, offset)
    return False


def hold_byte(handle: int, offset: int, *, platform: str = sys.platform) -> bool:
    """Hold one byte of an open file until `handle` is closed. False = another handle holds it.

    POSIX drops SQLite's locks when any part of the process closes the file, as Qt's file dialog does after looking
    what kind of file it is. A lock of the open file description (Linux) stays. Elsewhere nothing is done: True.
    """
    if platform != "linux":
        return True
    import fcntl  # noqa: PLC0415  (POSIX only)

    wanted = struct.pack("@hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, offset, 1, 0)
    try:
        fcntl.fcntl(handle, fcntl.F_OFD_SETLK, wanted)
    except OSError as error:  # anything else: a share or a kernel without such locks
        return error.errno not in (errno.EACCES, errno.EAGAIN)
    return True


def _byte_is_locked_windows(handle: int, offset: int) -> bool:
    import importlib  # noqa: PLC0415  (msvcrt exists on Windows only; so type checkers pass on both)

    msvcrt = importlib.import_module("msvcrt")
    os.lseek(handle, offset, os.SEEK_SET)
    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EDEADLK) or getattr(error, "winerror", None) in IN_USE:
            return True
        raise
    os.lseek(handle, offset, os.SEEK_SET)
    msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
    return False
