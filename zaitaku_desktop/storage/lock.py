"""Who has a data file open. SQLite's lock is the truth; a side file only tells who and since when."""

from __future__ import annotations

import contextlib
import datetime as dt
import getpass
import json
import platform
import uuid
from dataclasses import dataclass
from pathlib import Path

from zaitaku_desktop.base.files import FileInUse, byte_is_locked

RESERVED_BYTE = 0x40000001  # held by whoever has the file open (https://sqlite.org/src/file/src/os.h)
HELD_BYTE = 0x40000400  # ours, outside SQLite's bytes: stays held when SQLite's locks are given up by accident
# POSIX gives up all locks of a process on a file when the process closes any handle to it. So a process must
# know that it has the file open already, before it looks into it; it marks its side files with this word.
_THIS_PROCESS = uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has the file. `since` None = the side file does not say; `file` = which file it was written for."""

    user: str
    machine: str
    since: dt.datetime | None
    process: str = ""
    file: str = ""

    @property
    def is_this_process(self) -> bool:
        """Whether this very program has the file open."""
        return self.process == _THIS_PROCESS


class DataFileInUse(FileInUse):
    """The data file is open in another window or on another PC; it can be opened for reading."""

    def __init__(self, path: Path, owner: Owner | None) -> None:
        self.owner = owner
        super().__init__(
            f"{_who(owner)}使っています。",
            safe="ファイルはそのままです。",
            todo="閉じてもらうか、閲覧専用で開いてください。",
            place=path.name,
        )


def _who(owner: Owner | None) -> str:
    if owner is None:
        return "別のウィンドウまたは別のPCが"
    if owner.is_this_process:
        return "このアプリの別のウィンドウが"
    since = ""
    if owner.since is not None:
        since = f"{owner.since.month}月{owner.since.day}日{owner.since:%H:%M}から"
    return f"{owner.machine}の{owner.user}さんが{since}"


def side_file(path: Path) -> Path:
    """`みなと野市.zaitaku.使用中`."""
    return path.with_name(path.name + ".使用中")


def sign(path: Path) -> None:
    """Say that this process has the file. Not being able to say so is no reason not to work."""
    now = dt.datetime.now().astimezone().isoformat(timespec="seconds")
    content = {"user": _user(), "machine": platform.node(), "since": now, "process": _THIS_PROCESS}
    content["file"] = _identity(path)
    with contextlib.suppress(OSError):
        side_file(path).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _identity(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_dev}-{found.st_ino}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name
        return "利用者"


def unsign(path: Path) -> None:
    """Take the side file away, if it is still this process's."""
    owner = owner_of(path)
    if owner is not None and owner.is_this_process:
        with contextlib.suppress(OSError):
            side_file(path).unlink()


def owner_of(path: Path) -> Owner | None:
    """What the side file says; None if there is none or it cannot be read."""
    try:
        content = json.loads(side_file(path).read_text(encoding="utf-8"))
        return Owner(
            str(content["user"]),
            str(content["machine"]),
            dt.datetime.fromisoformat(content["since"]),
            str(content["process"]),
            str(content["file"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def must_not_be_ours(path: Path) -> None:
    """Raise DataFileInUse if this process has the file open already (and it is not a copy of that one, made
    together with its side file)."""
    owner = owner_of(path)
    if owner is not None and owner.is_this_process and owner.file == _identity(path):
        raise DataFileInUse(path, owner)


def is_in_use(path: Path) -> bool:
    """Whether somebody has the file open now. A side file left by a crash alone does not count."""
    owner = owner_of(path)
    if owner is None:
        return False
    if owner.is_this_process:
        return True
    try:
        with path.open("r+b") as file:
            return byte_is_locked(file.fileno(), HELD_BYTE)
    except OSError:  # it cannot be asked, so what the side file says stands
        return True
