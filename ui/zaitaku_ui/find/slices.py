"""Long searches in slices between what the user does, so that the window is never held."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator

from PySide6.QtCore import QObject, QTimer

SLICE = 0.006
"""Seconds of a slice."""
Steps = Generator[None, None, object]


class Slices(QObject):
    """Runs one generator at a time, a slice whenever nothing else is to be done. A new one takes the old one's place.

    The first slice is run at once: what is small is done before `start` returns.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Steps | None = None
        self._done: Callable[[object], None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._run)

    @property
    def busy(self) -> bool:
        """Whether something is still to be done."""
        return self._steps is not None

    def start(self, steps: Steps, done: Callable[[object], None]) -> None:
        """Run `steps` to its end, then tell `done` what it returned."""
        self._steps, self._done = steps, done
        self._run()
        if self._steps is not None:
            self._timer.start()

    def stop(self) -> None:
        """Do no more of it; nobody is told."""
        self._timer.stop()
        self._steps = self._done = None

    def _run(self) -> None:
        steps, done = self._steps, self._done
        if steps is None:
            return
        until = time.perf_counter() + SLICE
        while True:
            try:
                next(steps)
            except StopIteration as end:
                self.stop()
                if done is not None:
                    done(end.value)
                return
            if time.perf_counter() >= until:
                return
