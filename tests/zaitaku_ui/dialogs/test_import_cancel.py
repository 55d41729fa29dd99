"""Leaving while a workbook is read: the reading process is ended, and the window has never stood still."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile.frame import good, put
from hostile.sizes import as_many_cells_as_are_allowed
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.import_dialog import ImportDialog
from zaitaku_ui.theme import Theme

from zaitaku_desktop.base import own_process
from zaitaku_desktop.operations.new_file import fill_new
from zaitaku_desktop.storage.workspace import Workspace

pytestmark = pytest.mark.own_process

Started = list["subprocess.Popen[bytes]"]


@pytest.fixture
def bridge(tmp_path: Path) -> Iterator[Bridge]:
    workspace = Workspace.create(tmp_path / "a.zaitaku", name="みなと野市", fill=fill_new)
    yield Bridge(workspace)
    workspace.close()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """The processes that have been started."""
    found: Started = []
    start = own_process.start

    def remember(arguments: list[str]) -> subprocess.Popen[bytes]:
        found.append(start(arguments))
        return found[-1]

    monkeypatch.setattr(own_process, "start", remember)
    return found


class Pulse:
    """Counts the longest time for which the window did nothing."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.monotonic()
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.monotonic()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def left_while_reading(qtbot: QtBot, bridge: Bridge, path: Path, started: Started) -> tuple[float, float]:
    """Open the dialog, leave it in the middle of the reading: (seconds until all has ended, longest standstill)."""
    dialog = ImportDialog(bridge, Theme(), path)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(started), timeout=10_000)
    pulse = Pulse()
    qtbot.wait(400)
    assert started[0].poll() is None, "the reading was over before it could be left"
    began = time.monotonic()
    qtbot.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.isVisible() and started[0].poll() is not None, timeout=10_000)
    return time.monotonic() - began, pulse.longest


def test_that_leaving_ends_a_process_that_hangs(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path, started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "import time; time.sleep(600)"
    monkeypatch.setattr(own_process, "command", lambda *_: [sys.executable, "-I", "-S", "-c", code])
    path = tmp_path / "表.xlsx"
    put(path, good())
    seconds, standstill = left_while_reading(qtbot, bridge, path, started)
    assert seconds < 0.5
    assert standstill < 0.5
    assert bridge.workspace.undo_name is None


def test_that_leaving_ends_the_real_process_in_the_middle_of_a_large_book(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path, started: Started
) -> None:
    path = tmp_path / "表.xlsx"
    as_many_cells_as_are_allowed(path)
    seconds, standstill = left_while_reading(qtbot, bridge, path, started)
    assert started[0].returncode != 0
    assert seconds < 0.5
    assert standstill < 0.5
