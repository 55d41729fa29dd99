"""Closing while something is not on the disk yet: it is waited for, and asked about where it cannot be saved."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from zaitaku_desktop.storage.workspace import FileGone
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.frame import caption, filled, section
from zaitaku_ui.saving import trouble_words
from zaitaku_ui.theme import Theme


class Ending(Enum):
    """How it ended."""

    SAVED = "saved"
    STAY = "stay"
    GIVE_UP = "give up"
    SAVE_AS = "save as"


class ClosingDialog(QDialog):
    """Goes by itself once all is saved. Afterwards `ending` says what to do."""

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self.ending = Ending.STAY
        self.setWindowTitle("ファイルを閉じる")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        body = QWidget()
        column = QVBoxLayout(body)
        edge = theme.pixels(24)
        column.setContentsMargins(edge, theme.pixels(20), edge, theme.pixels(16))
        column.setSpacing(theme.pixels(12))
        self._head = section("")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("保存の進み")
        self._icon = QLabel()
        self._icon.setPixmap(theme.pixmap("error", "err", 20, self.devicePixelRatioF()))
        self._words = caption("")
        row = QHBoxLayout()
        row.setSpacing(theme.pixels(8))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        column.addWidget(self._head)
        column.addWidget(self._bar)
        column.addLayout(row)
        outer.addWidget(body, 1)
        outer.addWidget(self._foot())
        self.setMinimumWidth(theme.pixels(620))
        bridge.disk_changed.connect(self.look)
        self.look()

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("foot")
        row = QHBoxLayout(foot)
        margin = self._theme.pixels(12)
        row.setContentsMargins(self._theme.pixels(24), margin, self._theme.pixels(24), margin)
        row.setSpacing(self._theme.pixels(8))
        self.give_up = QPushButton("保存せずに閉じる")
        self.give_up.clicked.connect(self._give_up)
        self.stay = QPushButton("閉じるのをやめる")
        self.stay.clicked.connect(self.reject)
        self.elsewhere = QPushButton("別名で保存…")
        self.elsewhere.clicked.connect(self._save_as)
        self.retry = filled("もう一度試す")
        self.retry.clicked.connect(self._retry)
        row.addWidget(self.give_up)
        row.addStretch(1)
        for button in (self.stay, self.elsewhere, self.retry):
            row.addWidget(button)
        self.retry.setDefault(True)
        return foot

    def look(self) -> None:
        """Show how it stands."""
        disk = self._bridge.workspace.disk
        if disk.saved:
            self._end(Ending.SAVED)
            return
        trouble = disk.trouble
        count = f"{disk.waiting}件の入力" if disk.waiting else "ファイル"
        self._head.setText(f"{count}を保存しています…" if trouble is None else f"{count}を、まだ保存できません")
        self._words.setText("" if trouble is None else trouble_words(trouble))
        self._bar.setVisible(trouble is None)
        for widget in (self._icon, self._words, self.elsewhere, self.retry, self.give_up):
            widget.setVisible(trouble is not None)
        elsewhere = isinstance(trouble, FileGone) and trouble.rescued is not None
        self.give_up.setText("このまま閉じる" if elsewhere or not disk.waiting else f"{disk.waiting}件を捨てて閉じる")
        self.adjustSize()

    def _retry(self) -> None:
        self._bridge.workspace.retry()

    def _give_up(self) -> None:
        self._end(Ending.GIVE_UP)

    def _save_as(self) -> None:
        self._end(Ending.SAVE_AS)

    def _end(self, ending: Ending) -> None:
        self.ending = ending
        self.accept()
