"""Asks the disk about the recent files, beside the window: a share that sleeps must not hold it up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from zaitaku_ui.recent import RecentFile, look_at_all
from zaitaku_ui.work import Progress, Work, wait_for


class RecentWatch(QObject):
    """`found(list of RecentFile)` after `look`. One look at a time."""

    found = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Work | None = None

    def look(self, paths: Sequence[str]) -> None:
        """Ask about these files."""
        if not paths or self._work is not None:
            return
        asked = tuple(paths)

        def job(_progress: Progress) -> list[RecentFile]:
            return look_at_all(asked)

        self._work = Work(job, self)
        self._work.done.connect(self.found)
        self._work.finished.connect(self._ended)
        self._work.start()

    def _ended(self) -> None:
        work, self._work = self._work, None
        if work is not None:
            work.deleteLater()

    def shut_down(self) -> None:
        """Wait for the thread."""
        if self._work is not None:
            wait_for(self._work)
