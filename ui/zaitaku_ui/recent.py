"""What the start page says of a recent file: asked beside the window, for a share may take its time. No Qt."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from zaitaku_desktop.base.files import file_can_be_written
from zaitaku_desktop.storage.lock import is_in_use

SAMPLE_NAME = "みなと野市"


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A file of the list. `saved` None = not known (yet). `level` "" or warn. `state` = a few words, "" = nothing."""

    path: str
    saved: dt.datetime | None = None
    state: str = ""
    level: str = ""
    sample: bool = False

    @property
    def name(self) -> str:
        """What it is called in the list."""
        return f"見本　{SAMPLE_NAME}" if self.sample else Path(self.path).stem

    @property
    def place(self) -> str:
        """Its path as shown."""
        return "この端末の見本" if self.sample else self.path


def sample_folder() -> Path:
    """Where the sample of this user stands."""
    return platformdirs.user_data_path("zaitaku-desktop", appauthor=False) / "sample"


def sample_path() -> Path:
    """The sample's file."""
    return sample_folder() / f"見本_{SAMPLE_NAME}.zaitaku"


def unseen(path: str) -> RecentFile:
    """What can be said without touching the disk."""
    return RecentFile(path, sample=Path(path) == sample_path())


def look(path: str) -> RecentFile:
    """What the disk says of it."""
    seen = unseen(path)
    file = Path(path)
    try:
        saved = dt.datetime.fromtimestamp(file.stat().st_mtime)
    except OSError:
        return RecentFile(path, None, "見つかりません", "warn", seen.sample)
    if is_in_use(file):
        return RecentFile(path, saved, "使用中", "warn", seen.sample)
    if not file_can_be_written(file) or not os.access(file.parent, os.W_OK):
        return RecentFile(path, saved, "読み取り専用", "", seen.sample)
    return RecentFile(path, saved, "見本" if seen.sample else "", "", seen.sample)


def look_at_all(paths: Iterable[str]) -> list[RecentFile]:
    """All of them, in order."""
    return [look(path) for path in paths]


def when(moment: dt.datetime | None, today: dt.date) -> str:
    """`きょう 14:32`, `きのう 9:05`, `9月30日 17:08`, `2023年9月30日`; "" for None."""
    if moment is None:
        return ""
    day = moment.date()
    clock = f"{moment.hour}:{moment.minute:02}"
    if day == today:
        return f"きょう {clock}"
    if day == today - dt.timedelta(days=1):
        return f"きのう {clock}"
    if day.year == today.year:
        return f"{day.month}月{day.day}日 {clock}"
    return f"{day.year}年{day.month}月{day.day}日"
