"""指標 of the 取組 under the cursor: how far each has come, and which they are."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from zaitaku_ui.side.indicator_lines import ItemIndicators
from zaitaku_ui.side.lines import LineList
from zaitaku_ui.theme import Theme

NOTHING = "まだありません"
NONE_YET = "指標がまだありません。「指標の表」で作ってください。"

WIDEST = 400
"""px that a name takes in the menu."""


class _Links(LineList):
    """Delete takes the link of the chosen row away."""

    unlinked = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.key() is not None:
            self.unlinked.emit(self.key())
        else:
            super().keyPressEvent(event)


class CellIndicators(QWidget):
    """Takes no room where there is no 取組. Nothing is written here: the signals ask for it."""

    go_asked = Signal(object)
    """(id of a 指標, None = whichever): show it in the table of 指標."""
    link_asked = Signal(int, bool)
    """(id of a 指標, whether the 取組 shall be linked to it)."""
    back_asked = Signal()

    SHOWN = 3
    """So many rows are seen without scrolling."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.read_only = False
        self.shown: ItemIndicators | None = None
        self.title = QLabel()
        self.title.setProperty("section", True)
        self.nothing = QLabel(NOTHING)
        self.nothing.setProperty("caption", True)
        self.go = self._button("表で見る", "選んだ指標を、指標の表（Alt+7）で見ます。一覧で Enter でも移ります")
        self.go.clicked.connect(self._ask_to_go)
        self.choose = self._button("選ぶ", "この取組に結び付く指標を、付けたり外したりします")
        self.choose.setAccessibleName("結び付く指標を選ぶ")
        self._menu = QMenu(self.choose)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.triggered.connect(self._turn)
        self._menu.setToolTipsVisible(True)
        self.choose.setMenu(self._menu)
        self.list = _Links(theme, "この取組の指標")
        self.list.entered.connect(self.go_asked)
        self.list.left.connect(self.back_asked)
        self.list.unlinked.connect(self._unlink)
        self._assemble()
        self.hide()

    def _button(self, words: str, tip: str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        return button

    def _assemble(self) -> None:
        edge = self._theme.pixels(12)
        head = QHBoxLayout()
        head.setContentsMargins(edge, self._theme.pixels(8), edge, self._theme.pixels(8))
        head.setSpacing(self._theme.pixels(6))
        head.addWidget(self.title)
        head.addWidget(self.nothing)
        head.addStretch(1)
        head.addWidget(self.go)
        head.addWidget(self.choose)
        line = QWidget()
        line.setFixedHeight(1)
        line.setStyleSheet(f"background: {self._theme.tokens['line2']};")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addWidget(line)

    def show_indicators(self, shown: ItemIndicators | None) -> None:
        """Show those of a 取組; None = the cursor is on none."""
        if shown == self.shown:
            return
        self.shown = shown
        self.setVisible(shown is not None)
        if shown is None:
            return
        self.title.setText(f"指標 {shown.year.short}")
        some = bool(shown.lines)
        self.nothing.setVisible(not some)
        self.go.setVisible(some)
        self.list.show_lines(shown.lines, take_first=True)
        self.list.setVisible(some)
        row = self.list.sizeHintForRow(0) if some else 0
        ring = 3 if self._theme.high_contrast else 2
        self.list.setFixedHeight(row * min(len(shown.lines), self.SHOWN) + 2 * ring)

    def _fill_menu(self) -> None:
        self._menu.clear()
        choices = () if self.shown is None else self.shown.choices
        for indicator, title, linked in choices:
            short = self._menu.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, self._theme.pixels(WIDEST))
            action = QAction(short.replace("&", "&&"), self._menu)
            action.setToolTip(title)
            action.setCheckable(True)
            action.setChecked(linked)
            action.setEnabled(not self.read_only)
            action.setData(indicator)
            self._menu.addAction(action)
        if not choices:
            self._menu.addAction(NONE_YET).setEnabled(False)
        self._menu.addSeparator()
        self._menu.addAction("指標の表を開く（Alt+7）")

    def _turn(self, action: QAction) -> None:
        if action.data() is None:
            self.go_asked.emit(None)
        else:
            self.link_asked.emit(action.data(), action.isChecked())

    def _ask_to_go(self) -> None:
        self.go_asked.emit(self.list.key())

    def _unlink(self, indicator: int) -> None:
        if not self.read_only:
            self.link_asked.emit(indicator, False)
