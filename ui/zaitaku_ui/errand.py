"""What works beside the window on 資料 of one open file: its strip with やめる, and what is said of its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_ui.messages import MessageArea
from zaitaku_ui.theme import Theme
from zaitaku_ui.work import Progress, Work, wait_for


class ProgressStrip(QFrame):
    """What is being done, how far it is, and やめる."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("level", "info")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.pixels(12), theme.pixels(6), theme.pixels(12), theme.pixels(6))
        row.setSpacing(theme.pixels(12))
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.pixels(220))
        self.bar.setAccessibleName(text)
        self.stop = QPushButton("やめる")
        self.words = QLabel(text)
        row.addWidget(self.words)
        row.addWidget(self.bar)
        row.addStretch(1)
        row.addWidget(self.stop)

    def advance(self, part: float) -> None:
        """Show 0…1."""
        self.bar.setValue(round(part * 1000))


class Errand(QObject):
    """One piece of work at a time. `area` shows what came of it, `host` is where dialogs stand."""

    waiting = "前の仕事がまだ終わっていません。終わるまでお待ちください。"

    def __init__(self, workspace: Workspace, theme: Theme, area: MessageArea, host: QWidget) -> None:
        super().__init__(host)
        self._workspace = workspace
        self._theme = theme
        self._area = area
        self._host = host
        self._work: Work | None = None
        self.confirm: Callable[[Sequence[DocumentRow]], bool] = _nothing_to_confirm
        """Asked before 資料 leave the program: whether they may."""
        self._strip: ProgressStrip | None = None

    @property
    def busy(self) -> bool:
        """Whether it works."""
        return self._strip is not None

    def _refuse_second(self) -> bool:
        if self.busy:
            self._area.show_message("info", self.waiting)
        return self.busy

    def _begin(self, text: str) -> ProgressStrip:
        self._strip = ProgressStrip(self._theme, text)
        self._area.layout().insertWidget(0, self._strip)  # type: ignore[union-attr]
        return self._strip

    def _run(self, text: str, action: Callable[[Progress], object], done: Callable[..., None]) -> None:
        """Do `action` on a thread of its own; `done` is told what it returns."""
        strip = self._begin(text)
        self._work = Work(action, self)
        self._work.progressed.connect(strip.advance)
        strip.stop.clicked.connect(self._work.cancel)
        self._work.done.connect(done)
        self._work.refused.connect(self._failed)
        self._work.stopped.connect(self._stopped)
        self._work.crashed.connect(self._crashed)
        self._work.start()

    def _end(self) -> None:
        if self._strip is not None:
            self._strip.hide()
            self._strip.deleteLater()
            self._strip = None

    def _say_written(self, word: str, path: Path) -> None:
        self._end()
        self._area.show_message(
            "ok",
            f"{word}：{path.name}",
            ("開く", partial(open_path, path)),
            ("フォルダーを開く", partial(open_path, path.parent)),
        )

    def _failed(self, error: KnownError) -> None:
        self._end()
        self._area.show_trouble(error)

    def _stopped(self) -> None:
        self._end()
        self._area.show_message("info", "途中でやめました。元のファイルはそのまま残っています。")

    def _crashed(self, error: Exception) -> None:
        self._end()
        raise error

    def shut_down(self) -> None:
        """Stop what runs and wait for it."""
        if self._work is not None:
            wait_for(self._work)


def _nothing_to_confirm(_documents: Sequence[DocumentRow]) -> bool:
    return True


def open_path(path: Path) -> None:
    """Open a file or folder with whatever the PC opens it with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
