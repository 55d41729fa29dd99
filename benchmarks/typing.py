"""Typing into the real window while every flush of the disk takes 200 ms longer, and without that."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.big_plan import big_plan
from benchmarks.measure import ROOT, Row, print_table
from benchmarks.slow_disk import environment, slow_down_python

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from zaitaku_ui.main_window import MainWindow

SLOW = 200
"""Milliseconds added to each flush."""
ROUNDS = int(os.environ.get("TYPING_ROUNDS", "3"))
ENTRIES = 25
WORDS = "kaigi"
PACE = 0.05
"""Seconds between two keys: twenty a second."""
Times = dict[str, list[float]]


def run() -> None:
    """Measure in turns and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        big_plan(folder / "big.zaitaku").close()
        found: tuple[Times, ...] = tuple({} for _ in _KINDS)
        for _ in range(ROUNDS):
            for all_of, kind in zip(found, _KINDS, strict=True):
                for key, times in _child(folder, *kind).items():
                    all_of.setdefault(key, []).extend(times)
        how = environment(SLOW, folder)[1]
    _print(*found, how)


_KINDS = ((0, False), (SLOW, False), (SLOW, True))


def _child(folder: Path, wait: int, patient: bool) -> Times:
    """One window in a process of its own. `patient` = as if each entry waited for the disk."""
    shutil.copyfile(folder / "big.zaitaku", folder / "now.zaitaku")
    own = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CONFIG", "STATE", "DATA", "CACHE")}
    more = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'ui'}", **own}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.typing", str(folder / "now.zaitaku"), "patient" if patient else "quick"],
        env={**os.environ, **more, **environment(wait, folder)[0]},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    times: Times = json.loads(done.stdout.splitlines()[-1])
    return times


def _print(fast: Times, slow: Times, waiting: Times, how: str) -> None:
    def row(name: str, times: list[float], base: list[float], high: bool = False) -> Row:
        value, before = (_p95(times), _p95(base)) if high else (statistics.median(times), statistics.median(base))
        return Row(name, value, f"{value / before:.2f} × as it is")

    rows = []
    for key, name in (("letter", "a letter"), ("enter", "Enter: written, next cell")):
        for high, word in ((False, "median"), (True, "p95")):
            rows.append(row(f"{name}, {word}", fast[key], fast[key], high))
            rows.append(row(f"  with {SLOW} ms a flush", slow[key], fast[key], high))
    rows.append(row("  as if it waited for the disk, median", waiting["enter"], fast["enter"]))
    notes = [
        f"{len(fast['letter'])} letters and {len(fast['enter'])} entries each, {ROUNDS} windows in turns",
        f"slowed: {how}; one step then reaches the disk in {statistics.median(slow['disk']):.2f} s"
        f" (as it is: {statistics.median(fast['disk']) * 1000:.0f} ms)",
        f"not yet on the disk after the last entry: {max(slow['left']):.0f} of {ENTRIES}; nothing was lost",
    ]
    print_table("typing", rows, rows[0], notes)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[18]


# ── the child process ────────────────────────────────────────────────────────────────────────────────────


def main(path: Path, patient: bool) -> None:
    """Type into the window of that file and print what each key took."""
    slow_down_python()
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # Qt is loaded when it is measured
    from zaitaku_ui.app import make_window  # noqa: PLC0415

    application = QApplication([])
    window = make_window(application)
    window.show()
    window.open_path(str(path))
    window.activateWindow()
    times: Times = {"letter": [], "enter": [], "disk": [], "left": []}
    _rest(application, 1.5)
    for _ in range(ENTRIES):
        _type_one(application, window, times, patient)
    assert window.page is not None
    workspace = window.page.workspace
    times["left"].append(workspace.disk.waiting)
    workspace.flush()
    began = time.perf_counter()
    workspace.undo()
    workspace.flush()
    times["disk"].append(time.perf_counter() - began)
    steps = len(workspace.steps(1000))
    window.close()
    _must_be_there(path, steps)
    print(json.dumps(times))


def _type_one(application: QApplication, window: MainWindow, times: Times, patient: bool) -> None:
    from PySide6.QtCore import Qt  # noqa: PLC0415
    from PySide6.QtTest import QTest  # noqa: PLC0415

    assert window.page is not None
    sheet = window.page.editor.sheet
    for letter in WORDS:
        began = time.perf_counter()
        QTest.keyClick(application.focusWidget(), letter)
        sheet.main.viewport().repaint()
        times["letter"].append(time.perf_counter() - began)
        _rest(application, PACE)
    began = time.perf_counter()
    QTest.keyClick(application.focusWidget(), Qt.Key.Key_Return)
    if patient:
        window.page.workspace.flush()
    sheet.main.viewport().repaint()
    times["enter"].append(time.perf_counter() - began)
    _rest(application, PACE)


def _rest(application: QApplication, seconds: float) -> None:
    """Let the window go on with what it does between keys."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        application.processEvents()
        time.sleep(0.002)


def _must_be_there(path: Path, steps: int) -> None:
    from zaitaku_desktop.storage.workspace import Workspace  # noqa: PLC0415

    with Workspace.open(path, read_only=True) as again:
        assert len(again.steps(1000)) == steps > ENTRIES


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] == "patient")
