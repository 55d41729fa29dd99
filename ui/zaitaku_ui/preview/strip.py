"""What the pane has to say about its pages: one strip under the head."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from zaitaku_ui.paragraph import Paragraph
from zaitaku_ui.theme import Theme

ICONS = {"warn": "warn", "err": "error"}


class Strip(QWidget):
    """A message with its icon and at most one link; hidden while there is nothing to say."""

    link_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._frame = QFrame()
        self._icon = QLabel()
        self._words = Paragraph()
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._link = QPushButton()
        self._link.setProperty("kind", "link")
        self._link.setObjectName("preview-link")
        self._link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._link.clicked.connect(self.link_clicked)
        grid = QGridLayout(self._frame)
        grid.setContentsMargins(8, 6, 8, 6)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._words, 0, 1)
        grid.addWidget(self._link, 1, 1, Qt.AlignmentFlag.AlignLeft)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(8, 0, 8, 6)
        outside.addWidget(self._frame)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while it is hidden."""
        return self._words.text()

    def say(self, words: str, level: str, link: str = "") -> None:
        """Say something (`level` warn or err), with a link below it; "" = nothing."""
        self._words.setText(words)
        self._link.setText(link)
        self._link.setVisible(bool(link))
        if self._frame.property("level") != level:
            self._frame.setProperty("level", level)
            self._frame.style().unpolish(self._frame)
            self._frame.style().polish(self._frame)
            self._icon.setPixmap(self._theme.pixmap(ICONS[level], level, 20, self.devicePixelRatioF()))
        self.setVisible(bool(words))
