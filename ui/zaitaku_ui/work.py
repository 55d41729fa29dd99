"""Long work beside the window: one thread per job, with progress and a way to stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from zaitaku_desktop.base.errors import Cancelled, KnownError

Progress = Callable[[float], None]
Job = Callable[[Progress], object]


class Work(QThread):
    """One job. Connect the signals, then `start()`; all of them arrive in the window's thread.

    `done(result)`, `refused(KnownError)` or `stopped()` comes once; a bug in the job is `crashed(exception)`.
    `progressed(0…1)` in between. `cancel()` stops it at its next report of progress.
    """

    progressed = Signal(float)
    done = Signal(object)
    refused = Signal(object)
    stopped = Signal()
    crashed = Signal(object)

    def __init__(self, job: Job, parent: QObject) -> None:
        super().__init__(parent)
        self._job = job
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop."""
        self._cancelled.set()

    def run(self) -> None:
        """The thread's life. Not for callers: `start()`."""
        try:
            result = self._job(self._report)
        except Cancelled:
            self.stopped.emit()
        except KnownError as error:
            self.refused.emit(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the window's hook logs and shows it
            self.crashed.emit(error)
        else:
            self.done.emit(result)

    def _report(self, part: float) -> None:
        if self._cancelled.is_set():
            raise Cancelled
        self.progressed.emit(part)


def wait_for(work: Work, milliseconds: int = 10_000) -> bool:
    """Stop the work and wait until its thread has ended (before the window goes). False = it still runs."""
    work.cancel()
    return work.wait(milliseconds)
