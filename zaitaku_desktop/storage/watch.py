"""Is the file at the path still the file that is open?

The EXCLUSIVE lock lets SQLite keep its pages in memory and never look at the file again: when somebody moves
or overwrites it, edits would vanish. So its identity, its length and two of its pages (the first, and the one
with the write token that changes at each commit) are compared around commits.

One handle is held as long as the file is open: on POSIX, closing a second one would drop SQLite's lock.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

from zaitaku_desktop.base.files import byte_is_locked, hold_byte
from zaitaku_desktop.storage.lock import HELD_BYTE, RESERVED_BYTE


class FileWatch:
    """A handle to a data file, opened before SQLite opens it and closed after."""

    def __init__(self, path: Path, *, platform: str = sys.platform) -> None:
        """OSError if the file cannot be opened for reading and writing."""
        self.path = path
        self._platform = platform
        flags = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0)
        self._handle = os.open(path, flags)
        self._seen: tuple[int, bytes] | None = None
        self._token_page = 1
        self._page_size = 4096

    def close(self) -> None:
        """Give the handle back. After SQLite's own."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def start(self, length: int = 100) -> bytes:
        """The first bytes of the file."""
        return self._bytes(0, length)

    def size(self) -> int:
        """Its length in bytes."""
        return os.fstat(self._handle).st_size

    def held_elsewhere(self) -> bool:
        """Whether another process has it open for writing; if not, it is held from now on until `close`.

        Only before this process opens it with SQLite.
        """
        if byte_is_locked(self._handle, RESERVED_BYTE, platform=self._platform):
            return True
        return not hold_byte(self._handle, HELD_BYTE, platform=self._platform)

    def begin(self, connection: sqlite3.Connection) -> None:
        """Learn where the write token stands, and what the file looks like now."""
        (self._page_size,) = connection.execute("PRAGMA page_size").fetchone()
        (self._token_page,) = connection.execute(
            "SELECT rootpage FROM main.sqlite_schema WHERE name = 'file_state'"
        ).fetchone()
        self.remember()

    def remember(self) -> None:
        """Take what is in the file now for its right state (after a commit)."""
        self._seen = self._state()

    def trouble(self) -> str:
        """ "" while all is well, else `moved`, `overwritten` or `unreachable` (a share that may come back)."""
        try:
            there = self.path.stat()
            mine = os.fstat(self._handle)
        except FileNotFoundError:
            return "moved" if self.path.parent.is_dir() else "unreachable"
        except OSError:
            return "unreachable"
        if (there.st_dev, there.st_ino) != (mine.st_dev, mine.st_ino):
            return "moved"
        try:
            return "overwritten" if self._seen is not None and self._state() != self._seen else ""
        except OSError:
            return "unreachable"

    def _state(self) -> tuple[int, bytes]:
        size = self._page_size
        pages = self._bytes(0, size) + self._bytes((self._token_page - 1) * size, size)
        return self.size(), pages

    def _bytes(self, offset: int, length: int) -> bytes:
        os.lseek(self._handle, offset, os.SEEK_SET)
        return os.read(self._handle, length)
