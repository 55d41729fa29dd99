"""A box under a cell that has the keyboard while it is open: lists to choose from (評価, リーダー, 分類)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from zaitaku_ui.theme import Theme

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PASSING = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""The keyboard comes back by itself."""


class CellPopup(QFrame):
    """Made over `place`; `column` takes its contents. It does not close itself: who opened it does."""

    done = Signal()
    """Enter, or the keyboard went elsewhere: keep what was chosen."""
    cancelled = Signal()
    """Esc."""

    def __init__(self, theme: Theme, place: QWidget, name: str) -> None:
        super().__init__(place)
        self.theme = theme
        self.setObjectName("cellpopup")
        self.setAccessibleName(name)
        self.column = QVBoxLayout(self)
        edge = theme.pixels(8)
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(theme.pixels(6))
        self._composing = False
        """An IME is in the middle of a word: its keys are not ours."""
        self.hide()

    def open_at(self, home: QRect, first: QWidget) -> None:
        """Stand under a cell (in the place), above it where there is more room; `first` gets the keyboard."""
        place = self.parentWidget()
        assert place is not None
        for widget in (self, *self.findChildren(QWidget)):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                widget.installEventFilter(self)
        self.adjustSize()
        size = self.sizeHint().boundedTo(place.size())
        below, above = place.height() - home.bottom() - 1, home.top()
        under = size.height() <= below or below >= above
        top = min(home.bottom() + 1, place.height() - size.height()) if under else max(above - size.height(), 0)
        left = max(min(home.left(), place.width() - size.width()), 0)
        self.setGeometry(QRect(left, max(top, 0), size.width(), size.height()))
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def takes(self, _event: QKeyEvent) -> bool:
        """Act on a key before the widget that has the keyboard does. False = it is that one's."""
        return False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._composing = False
            if event.reason() not in _PASSING:
                QTimer.singleShot(0, self, self._look)  # who has it now is known after this event
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        if event.type() != QEvent.Type.KeyPress or self._composing or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return True
        if self.takes(event):
            return True
        if event.key() in ENTER:
            self.done.emit()
            return True
        return False

    def _look(self) -> None:
        now = QApplication.focusWidget()
        if self.isVisible() and now is not None and now is not self and not self.isAncestorOf(now):
            self.done.emit()
