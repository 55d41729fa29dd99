"""The program with a watch on its event loop: `python watched_window.py BEATS FILE…` appends a line to the file BEATS
for each beat: how long the loop was held since the one before, in milliseconds by the clock and of its own work.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication
from zaitaku_ui.app import run

BEAT = 5
"""Milliseconds."""
TOLD = 40
"""Beats are written together: at a kill the last ones are lost."""


class Watch(QObject):
    """Beats while the event loop runs."""

    def __init__(self, target: Path) -> None:
        super().__init__()
        self._target = target
        self._beats: list[str] = []
        self._last = (time.perf_counter(), time.thread_time())
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._beat)
        timer.start(BEAT)

    def _beat(self) -> None:
        now = (time.perf_counter(), time.thread_time())
        held, worked = (1000 * (late - early) for late, early in zip(now, self._last, strict=True))
        self._beats.append(f"{max(held - BEAT, 0):.2f} {worked:.2f}\n")
        if len(self._beats) >= TOLD:
            with self._target.open("a", encoding="utf-8") as stream:
                stream.writelines(self._beats)
            self._beats.clear()
        self._last = (time.perf_counter(), time.thread_time())


def main(target: str, *arguments: str) -> int:
    """Run the window until it is closed."""
    begin = QApplication.exec

    def watched(*_application: QApplication) -> int:
        watch = Watch(Path(target))
        code = begin()
        watch.deleteLater()
        return code

    QApplication.exec = watched  # type: ignore[assignment]
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
