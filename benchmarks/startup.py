"""From the start of the process to the window, to its first paint, to the sample's grid; and the memory then."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import ROOT, Row, print_table, process, timed

ROUNDS = 5
STEPS = ("window imported", "first paint", "grid of the sample usable")
SETTLE = 3.0  # seconds until the preview is there


def run() -> None:
    """Measure and print."""
    from zaitaku_desktop.operations.sample import fill_sample  # noqa: PLC0415  # the watched process must not load it
    from zaitaku_desktop.storage.workspace import Workspace  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.zaitaku"
        Workspace.create(path, name="", fill=fill_sample).close()
        pythons, runs = [], []
        for _ in range(ROUNDS):
            pythons.append(timed(lambda: process("-c", "pass"))())
            runs.append(_watched(path))
    rows = [Row("start Python", statistics.median(pythons))]
    rows += [Row(step, statistics.median(one[step] for one in runs)) for step in STEPS]
    memory = statistics.median(one["memory"] for one in runs)
    notes = ["ratios are to starting Python; times from the start of the process, drawn offscreen"]
    print_table("startup", rows, rows[0], [*notes, f"memory with the file and its preview: {memory:.0f} MB"])


def _watched(path: Path) -> dict[str, float]:
    """One window, in a process of its own: seconds at each step, MB at the end."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "benchmarks.startup", str(path), str(time.monotonic())]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, cwd=ROOT)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def watch(path: str, begin: float) -> None:
    """In the process of the window: go through the steps and print when each was reached."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # its time counts
    from zaitaku_ui.app import make_window  # noqa: PLC0415

    reached = [time.monotonic()]
    application = QApplication([sys.argv[0]])
    window = make_window(application)
    window.show()
    application.processEvents()
    reached.append(time.monotonic())
    window.open_path(path)
    while window.page is None:
        application.processEvents()
    application.processEvents()
    reached.append(time.monotonic())
    until = time.monotonic() + SETTLE
    while time.monotonic() < until:
        application.processEvents()
        time.sleep(0.01)
    found = {step: moment - begin for step, moment in zip(STEPS, reached, strict=True)}
    print(json.dumps(found | {"memory": _memory()}))
    sys.stdout.flush()
    os._exit(0)  # the window's own leave-taking is not measured


def _memory() -> float:
    """MB of this process in memory; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return 0.0
    rows = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines())
    return int(rows["VmRSS"].split()[0]) / 1024


if __name__ == "__main__":
    if len(sys.argv) == 3:  # file and time of the start
        watch(sys.argv[1], float(sys.argv[2]))
    else:
        run()
