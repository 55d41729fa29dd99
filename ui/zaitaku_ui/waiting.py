"""Waiting where there is no way around it: for the disk (closing, a copy by hand, another file), for a long change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from zaitaku_ui.dialogs.frame import section
from zaitaku_ui.theme import Theme
from zaitaku_ui.work import Progress, Work

T = TypeVar("T")
QUIET = 400
"""Milliseconds without a word: most disks are done by then."""


class WaitingDialog(QDialog):
    """What is waited for. It goes by itself; nothing in it can be pressed."""

    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(
            parent, Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint | Qt.WindowType.WindowTitleHint
        )
        self.setWindowTitle("お待ちください")
        self.setModal(True)
        column = QVBoxLayout(self)
        edge = theme.pixels(24)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.pixels(12))
        column.addWidget(section(words))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(words)
        column.addWidget(self.bar)
        self.setMinimumWidth(theme.pixels(420))

    def reject(self) -> None:
        """Esc does nothing."""


class StoppableDialog(WaitingDialog):
    """The same with how far it is, and やめる."""

    stopped = Signal()

    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(theme, words, parent)
        self.bar.setRange(0, 1000)
        self.bar.setValue(0)
        row = QHBoxLayout()
        row.addStretch(1)
        self.leave = QPushButton("やめる")
        self.leave.clicked.connect(self.reject)
        row.addWidget(self.leave)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(row)

    def advance(self, part: float) -> None:
        """Show 0…1."""
        self.bar.setValue(round(part * 1000))

    def reject(self) -> None:
        """やめる and Esc: it stops as soon as it can."""
        self.leave.setEnabled(False)
        self.stopped.emit()


class _Outcome(Generic[T]):
    """Does the job on the thread and keeps what came of it."""

    def __init__(self, job: Callable[[Progress], T]) -> None:
        self._job = job
        self._results: list[T] = []
        self._error: BaseException | None = None

    def run(self, progress: Progress) -> None:
        """Called on the thread."""
        try:
            self._results.append(self._job(progress))
        except BaseException as error:  # noqa: BLE001 - raised again by whoever waits
            self._error = error

    def get(self) -> T:
        """Called when the thread has ended."""
        if self._error is not None:
            raise self._error
        return self._results[0]


def wait_beside(window: QWidget, theme: Theme, words: str, job: Callable[[], T]) -> T:
    """What `job` returns, done on a thread of its own. Raises what it raises.

    Nothing happens in the window for a moment; then `words` are shown and it is painted, but takes no keys and clicks.
    """

    def alone(_progress: Progress) -> T:
        return job()

    return _wait(_Outcome(alone), window, theme, words, stoppable=False)


def work_beside(window: QWidget, theme: Theme, words: str, job: Callable[[Progress], T]) -> T:
    """The same for what can be stopped: it is shown how far it is, with やめる. Raises Cancelled where that was
    pressed and `job` heard of it."""
    return _wait(_Outcome(job), window, theme, words, stoppable=True)


def _wait(outcome: _Outcome[T], window: QWidget, theme: Theme, words: str, *, stoppable: bool) -> T:
    work = Work(outcome.run, window)
    if stoppable:
        stop = StoppableDialog(theme, words, window)  # it hears from the beginning how far the work is
        stop.stopped.connect(work.cancel)
        work.progressed.connect(stop.advance)
        dialog: WaitingDialog = stop
        flags = QEventLoop.ProcessEventsFlag.AllEvents  # the dialog is modal: nothing else hears of keys and mouse
    else:
        dialog = WaitingDialog(theme, words, window)
        flags = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
    work.start()
    if not work.wait(QUIET):
        loop = QEventLoop()
        work.finished.connect(loop.quit)
        dialog.show()
        if work.isRunning():
            loop.exec(flags)
        work.wait()
        dialog.hide()
    dialog.deleteLater()
    work.deleteLater()
    return outcome.get()
