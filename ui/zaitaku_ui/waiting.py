"""Waiting for the disk where there is no way around it: closing, a copy by hand, another file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

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
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(words)
        column.addWidget(bar)
        self.setMinimumWidth(theme.pixels(420))

    def reject(self) -> None:
        """Esc does nothing."""


class _Outcome(Generic[T]):
    """Does the job on the thread and keeps what came of it."""

    def __init__(self, job: Callable[[], T]) -> None:
        self._job = job
        self._results: list[T] = []
        self._error: BaseException | None = None

    def run(self, _progress: Progress) -> None:
        """Called on the thread."""
        try:
            self._results.append(self._job())
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
    outcome = _Outcome(job)
    work = Work(outcome.run, window)
    work.start()
    if not work.wait(QUIET):
        dialog = WaitingDialog(theme, words, window)
        dialog.show()
        loop = QEventLoop()
        work.finished.connect(loop.quit)
        if work.isRunning():
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        work.wait()
        dialog.hide()
        dialog.deleteLater()
    work.deleteLater()
    return outcome.get()
