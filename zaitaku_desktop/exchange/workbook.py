"""Reads an xlsx into plain sheets. Whatever cannot be read is said in one Japanese message.

The parsing runs in a process of its own (`reading_process`), which is ended when it takes too long or is no longer
wanted. Here only the first bytes of the file are looked at.
"""

from __future__ import annotations

import queue
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from zaitaku_desktop.base import own_process
from zaitaku_desktop.exchange.package_xml import MAX_FILE
from zaitaku_desktop.exchange.refusal import EXCEL, WORD, TooLarge, kind_of, refuse, told, too_large
from zaitaku_desktop.exchange.sheet import SheetTable
from zaitaku_desktop.exchange.sheet_messages import Receiver

SECONDS = 90
"""Until the reading process is ended, whatever it does; it ends itself earlier if it is computing."""
_POLL = 0.05  # seconds between two looks whether the clerk has had enough
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Progress = Callable[[float], None]
"""Called with 0…1 now and then, on the thread that works; may raise base.errors.Cancelled to stop."""


def read_workbook(path: Path, *, progress: Progress | None = None) -> list[SheetTable]:
    """Every sheet of the workbook, hidden ones too. The file is only read. KnownError says why it cannot be.

    `progress` is called every 0.05 s or so; what it raises ends the reading at once.
    """
    return read_in_process(path, progress=progress)


def read_in_process(path: Path, *, progress: Progress | None = None) -> list[SheetTable]:
    """What the reading process makes of a workbook, a Word document or a PDF (their lines as rows of one sheet)."""
    with told(path):
        _check_file(path)
    return _Reading(path, progress).run()


def _check_file(path: Path) -> None:
    """What the first bytes tell. Raises KnownError, TooLarge, OSError."""
    try:
        status = path.stat()
    except ValueError as trouble:  # a name with a NUL
        raise FileNotFoundError(str(path)) from trouble
    kind = kind_of(path)
    choose = "取り込む Excel のファイルを選んでください。" if kind is EXCEL else "取り込むファイルを選んでください。"
    if stat.S_ISDIR(status.st_mode):
        raise refuse("これはフォルダーです。", choose, path.name)
    if not stat.S_ISREG(status.st_mode):  # opening a pipe or a device may never return
        raise refuse(kind.other, choose, path.name)
    if status.st_size > MAX_FILE:
        raise TooLarge(f"{MAX_FILE // 1024 // 1024}MB を超えています")
    with path.open("rb") as stream:
        start = stream.read(8)
        if start == _OLE:
            if "EncryptedPackage".encode("utf-16-le") in stream.read():
                raise refuse(
                    "パスワードが付いているため、読み取れませんでした。",
                    f"{kind.program} でパスワードを外して保存してから、取り込んでください。",
                    path.name,
                )
            old = ".doc" if kind is WORD else ".xls"
            raise refuse(f"古い形式の {kind.program} ファイル（{old}）です。", kind.save_as, path.name)
    if not start:
        raise refuse("中身が空のファイルです。", "別のファイルを選んでください。", path.name)
    if not start.startswith(kind.start):
        raise refuse(kind.other, kind.save_as, path.name)


class _Reading:
    """One reading process and what comes from it."""

    def __init__(self, path: Path, progress: Progress | None) -> None:
        self._path = path
        self._progress = progress
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()  # b"" = nothing more will come

    def run(self) -> list[SheetTable]:
        """Start it, take what it says, and never leave it behind."""
        try:
            process = own_process.start(own_process.command(own_process.READING, str(self._path)))
        except OSError as trouble:
            raise refuse(
                "読み取りのためのプログラムを動かせませんでした。",
                "ほかのプログラムを閉じてから、もう一度お試しください。",
                self._path.name,
            ) from trouble
        assert process.stdout is not None
        listener = threading.Thread(target=self._listen, args=(process.stdout,), daemon=True)
        listener.start()
        try:
            return self._receive()
        finally:
            process.kill()
            process.wait()
            listener.join()
            process.stdout.close()

    def _listen(self, stream: IO[bytes]) -> None:
        for line in stream:
            self._lines.put(line)
        self._lines.put(b"")

    def _receive(self) -> list[SheetTable]:
        receiver = Receiver()
        end = time.monotonic() + SECONDS
        while True:
            if self._progress:
                self._progress(receiver.progress)
            if time.monotonic() > end:
                raise too_large(self._path, "時間がかかりすぎます")
            try:
                line = self._lines.get(timeout=_POLL)
            except queue.Empty:
                continue
            if not line:
                break
            try:
                receiver.take(line)
            except ValueError:  # cut off in the middle, or not ours
                break
        if receiver.whole:
            return receiver.tables()
        # The system stopped it (memory, processor time) or the parser crashed.
        raise too_large(self._path, "読み取りが途中で止まりました")
