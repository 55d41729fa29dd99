"""The text of a cell in a large field; what is typed there is typed into the cell."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from zaitaku_ui.tables.marked_field import ENTER, OWN_KEYS, MarkedField
from zaitaku_ui.theme import Theme

PAUSE = 2000
"""Milliseconds without a key after which what was typed is written, as one step."""
PITCH = 22


class LargeField(MarkedField):
    """Enter makes a new line. `shown` = what the cell says; what differs from it has not been written yet."""

    entered = Signal()
    """The keyboard has come."""
    left = Signal()
    """The keyboard went elsewhere, or nothing was typed for a while: write the text."""
    given_up = Signal()
    """Esc: as it was before."""
    done = Signal()
    """Ctrl+Enter: write the text and go back to the sheet."""
    written_at_rest = True
    """Whether what was typed is written when nothing more is typed for a while."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.shown = ""
        self._pitch = theme.pixels(PITCH)
        self._refused = False
        self.setFont(theme.font(14))
        self.setObjectName("largefield")
        self.setAccessibleName("セルの全文")
        self.setTabChangesFocus(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._paused)
        self.textChanged.connect(self._changed)

    @property
    def dirty(self) -> bool:
        """Whether something typed has not been written."""
        return self.text() != self.shown

    def show_text(self, text: str) -> None:
        """Show what the cell says; the cursor stays where it was as far as possible."""
        place = self.textCursor().position()
        self.blockSignals(True)
        self.set_text(text, self._pitch)
        cursor = self.textCursor()
        cursor.setPosition(min(place, max(self.document().characterCount() - 1, 0)))
        self.setTextCursor(cursor)
        self.blockSignals(False)
        self.take_as_written(text)

    def take_as_written(self, text: str) -> None:
        """The cell says this now, in whatever words it may show it."""
        self.shown = text
        self._pause.stop()
        self.mark_refused(False)

    def mark_refused(self, refused: bool) -> None:
        """Show (or no longer show) that the text could not be written."""
        if refused != self._refused:
            self._refused = refused
            self.setProperty("refused", refused)
            self.style().unpolish(self)
            self.style().polish(self)

    def end_composing(self) -> None:
        """What an IME is composing becomes text."""
        if self.composing:
            QGuiApplication.inputMethod().commit()

    def _changed(self) -> None:
        if self.written_at_rest:
            self._pause.start()

    def _paused(self) -> None:
        if self.composing:
            self._pause.start()
        elif self.dirty and not self._refused:
            self.left.emit()

    def sizeHint(self) -> QSize:
        """No higher than it must be; it takes what room there is."""
        return QSize(200, self.minimumHeight())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            document = self.document()
            undo = event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()
            if undo or redo:  # nothing typed here to take back: it is the window's
                event.ignore()
                return False
            turns = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if turns and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()  # the tabs of the page
                return False
            if event.key() in OWN_KEYS:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self.composing:
            super().keyPressEvent(event)
        elif event.key() in ENTER and control:
            self.done.emit()
        elif event.key() in ENTER and not self.isReadOnly():
            self.break_line()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason):
            self.left.emit()
