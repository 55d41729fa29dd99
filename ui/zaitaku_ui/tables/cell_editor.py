"""The editor of a cell: grows with its text, keeps what an IME is composing, never loses what was typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from zaitaku_ui.tables.marked_field import ENTER, OWN_KEYS, MarkedField
from zaitaku_ui.tables.suggestions import Suggestions
from zaitaku_ui.tables.text_layout import LINE, PAD_X, PAD_Y
from zaitaku_ui.theme import Theme

SHADOW = 2
"""How far the shadow stands out (LOOK: no blur, in px)."""


class CellEditor(MarkedField):
    """A box of text over a cell, its lines as far apart as those of the sheet (QPlainTextEdit cannot).

    Its text has no other look than 太字. `enter_breaks` = Enter makes a new line and Ctrl+Enter keeps the text; else
    Enter keeps it, as in Excel.
    """

    finished = Signal(int, int)
    """(rows down, columns right): keep the text and go there."""
    fill_asked = Signal()
    """Ctrl+Enter: keep the text, in every cell of the range."""
    cancelled = Signal()
    left = Signal()
    """The focus went elsewhere: keep the text."""

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._home = QRect()
        self._shadow = QWidget(parent)
        self._shadow.setStyleSheet(f"background: {theme.tokens['line3']};")
        self.enter_breaks = False
        self.suggestions: Suggestions | None = None
        self.setFont(theme.font(13))
        self.setObjectName("cellEditor")
        self.setAccessibleName("セルの編集")
        self.document().setDocumentMargin(0)
        self._pad = theme.pixels(PAD_Y)
        beside = theme.pixels(PAD_X) - 2
        self.setViewportMargins(beside, self._pad - 2, beside, 0)  # so that lines end where they do in the sheet
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(False)
        self.set_text(text, theme.pixels(LINE))
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.mark_refused(False)
        self.textChanged.connect(self.grow)

    def mark_refused(self, refused: bool) -> None:
        """Show (or no longer show) that the text could not be written."""
        frame = self._theme.tokens["err-l" if refused else "accent"]
        surface, ink = self._theme.tokens["surface"], self._theme.tokens["ink"]
        self.setStyleSheet(
            f"#cellEditor {{ border: 2px solid {frame}; border-radius: 0; padding: 0; min-height: 0;"
            f" background: {surface}; color: {ink}; }}"
        )

    def place(self, home: QRect) -> None:
        """Stand over the cell at `home` (in the parent), never smaller than it."""
        self._home = QRect(home)
        self.grow()

    def grow(self) -> None:
        """As high as the text needs, down over the rows below and up when the window ends."""
        needed = round(self.document().size().height()) + 2 * self._pad
        parent = self.parentWidget()
        rect = QRect(self._home)
        rect.setHeight(max(rect.height(), needed))
        if parent is not None:
            rect.setHeight(min(rect.height(), max(parent.height(), self._theme.pixels(28))))
            if rect.bottom() > parent.height() - 1:
                rect.moveBottom(parent.height() - 1)
            rect.moveTop(max(rect.top(), 0))
        too_high = needed > rect.height()
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if too_high else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.setGeometry(rect)
        self._shadow.setGeometry(rect.translated(SHADOW, SHADOW))
        if self.suggestions is not None:
            self.suggestions.place()

    def _typed(self) -> None:
        super()._typed()
        if self.suggestions is not None:
            self.suggestions.look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._shadow.stackUnder(self)
        self._shadow.show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._shadow.hide()

    def take_away(self) -> None:
        """Close for good."""
        for widget in (self.suggestions, self._shadow, self):
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in OWN_KEYS:
            event.accept()  # typed here it is no command of the sheet
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self.grow()
        if self.suggestions is not None and self.composing:
            self.suggestions.hide()  # the IME has a list of its own there

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composing:
            super().keyPressEvent(event)
            return
        if self.suggestions is not None and self.suggestions.take_key(event):
            return
        if event.key() in ENTER:
            self._enter(event.modifiers())
        elif event.key() == Qt.Key.Key_Tab:
            self.finished.emit(0, 1)
        elif event.key() == Qt.Key.Key_Backtab:
            self.finished.emit(0, -1)
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.redo()  # as in Excel; of its own a text field on Linux only knows Ctrl+Shift+Z
        else:
            super().keyPressEvent(event)

    def _enter(self, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.fill_asked.emit()
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            self.break_line()
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.finished.emit(-1, 0)
        elif self.enter_breaks:
            self.break_line()
        else:
            self.finished.emit(1, 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.suggestions is not None:
            self.suggestions.hide()
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason):
            self.left.emit()
