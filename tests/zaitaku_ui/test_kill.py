"""A window that is killed while somebody types: what the status bar called saved is in the file."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from killed import lines_until_killed

from zaitaku_desktop.storage.opening import verify_file
from zaitaku_desktop.storage.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
CLERK = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from zaitaku_ui.app import make_window

application = QApplication([])
window = make_window(application)
window.show()
window.open_path(sys.argv[1])
window.activateWindow()
workspace = window.page.workspace
sheet = window.page.editor.sheet

def press(key, *more):
    QTest.keyClick(application.focusWidget() or sheet.main, key, *more)

def told():
    if window.status.saved().startswith("保存済み") and workspace.disk.saved:
        print(len(workspace.steps(100000)), flush=True)

window.page.bridge.disk_changed.connect(told)
while not window.page.editor.isAncestorOf(application.focusWidget() or window):
    application.processEvents()
while True:
    for words in ("a", "shita", "kaigi"):
        for letter in words:
            press(letter)
        press(Qt.Key.Key_Return)
        application.processEvents()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    application.processEvents()
    press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
"""


def _kill_rounds(path: Path, rounds: int, seed: int = 4) -> None:
    chance = random.Random(seed)
    variables = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'ui'}", "PYTHONIOENCODING": "utf-8"}
    for _ in range(rounds):
        lines = lines_until_killed(CLERK, [str(path)], after=chance.uniform(0, 1.0), variables=variables)
        with Workspace.open(path) as workspace:
            assert len(workspace.steps(100000)) >= max(int(line) for line in lines)
        assert verify_file(path) == []


@pytest.mark.timeout(300)
def test_that_a_kill_loses_nothing_that_was_called_saved(sample: Path) -> None:
    _kill_rounds(sample, 1)


# Groups, each in a file of its own: what is read again after each kill stays short.
@pytest.mark.soak
@pytest.mark.timeout(600)
@pytest.mark.parametrize("group", range(6))
def test_that_many_kills_lose_nothing_that_was_called_saved(sample: Path, group: int) -> None:
    _kill_rounds(sample, 10, seed=group)
