"""What the windows of every import have: a head with the name of the source, and the page shown while it is read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from zaitaku_ui.dialogs.frame import section
from zaitaku_ui.theme import Theme


def import_head(theme: Theme, title: str, source: str, place: str = "") -> QFrame:
    """What is imported, and from where; `place` is told when the mouse rests on the name."""
    head = QFrame()
    head.setObjectName("topbar")
    row = QHBoxLayout(head)
    row.setContentsMargins(theme.pixels(16), theme.pixels(8), theme.pixels(16), 0)
    words = QLabel(title)
    words.setProperty("title", True)
    name = QLabel(source)
    name.setToolTip(place)
    row.addWidget(words)
    row.addWidget(QLabel("元のファイルは変わりません"))
    row.addStretch(1)
    row.addWidget(name)
    head.setFixedHeight(theme.pixels(46))
    return head


class ReadingPage(QWidget):
    """What is being done, and how far it is; `most` 0 = nobody knows how far."""

    def __init__(self, theme: Theme, most: int = 0) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addStretch(1)
        self.what = section("読み取っています…")
        self.what.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.progress = QProgressBar()
        self.progress.setRange(0, most)
        self.progress.setFixedWidth(theme.pixels(420))
        column.addWidget(self.what)
        column.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
