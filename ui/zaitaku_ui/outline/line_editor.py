"""The live field of an outline: the text of the current line, edited where it stands; its row grows with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from zaitaku_desktop.model.inline import plain
from zaitaku_desktop.model.references import Reference
from zaitaku_ui.outline.choice_popup import ChoicePopup
from zaitaku_ui.outline.clipboard import has_items
from zaitaku_ui.outline.lines import OutlineLine, Tag
from zaitaku_ui.outline.texts import SIZE, LineTexts, saying
from zaitaku_ui.tables.marked_field import ENTER, OWN_KEYS, MarkedField
from zaitaku_ui.tables.reference_chips import OBJECT, reference_format
from zaitaku_ui.tables.rich_text import marked_of, stored_index

_WINDOWS = (
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
)
"""Keys that a text field would take for itself, and that mean more than its words here."""
AT = ("@", "＠")
"""What a reference begins with."""
_BY_KEY = {
    Qt.Key.Key_Tab: "deeper",
    Qt.Key.Key_Backtab: "shallower",
    Qt.Key.Key_PageUp: "page_up",
    Qt.Key.Key_PageDown: "page_down",
    Qt.Key.Key_Escape: "escape",
}


class LineEditor(MarkedField):
    """No frame, no scroll bar and no undo of its own: what is typed here is undone with everything else."""

    asked = Signal(str)
    """A key that is about the line and not about its words: split, join_above, deeper, above, extend_below …"""
    edited = Signal()
    """The text is another one."""
    items_pasted = Signal()
    """Several items were pasted; they are on the clipboard."""
    reference_asked = Signal()
    """An @ was typed: something may be referred to."""
    refused = Signal()
    """Something was typed where nothing can be written."""
    left = Signal()
    """The keyboard went elsewhere."""

    def __init__(self, texts: LineTexts, parent: QWidget) -> None:
        super().__init__(texts.theme, parent)
        self._texts = texts
        self._tags: tuple[Tag, ...] = ()
        self._blank = ""
        self._showing = False
        self.shown: OutlineLine | None = None
        """The line as it was shown last."""
        self.popup: ChoicePopup | None = None
        """What is offered under the cursor, which has the keys first."""
        self.several = False
        """Several lines are chosen: what is typed replaces none of them."""
        self.setObjectName("lineeditor")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(
            "#lineeditor, #lineeditor:focus { border: 0; border-radius: 0; padding: 0; min-height: 0;"
            f" background: transparent; color: {texts.theme.tokens['ink']};"
            f" font-size: {texts.theme.type_pixels(SIZE)}px; }}"
        )
        self.viewport().setAutoFillBackground(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the outline has one
        self.document().setDocumentMargin(0)
        self.setUndoRedoEnabled(False)
        texts.chips.serve(self.document())
        self.textChanged.connect(self._changed)

    # -- what it shows -------------------------------------------------------------------------------------

    def show_line(self, line: OutlineLine, place: int | None = None) -> None:
        """Show the text of a line; the cursor at `place` of its document (None = where it was, as far as possible)."""
        at = self.textCursor().position() if place is None else place
        self._showing = True
        try:
            self.setFont(self._texts.font(line))
            self.document().setDefaultFont(self.font())
            self.say = saying(line)
            self.set_text(line.text, self._texts.pitch)
            self.dress(line)
            self.put_cursor(at)
        finally:
            self._showing = False

    def dress(self, line: OutlineLine) -> None:
        """Show what is around the text: tags, name."""
        self.shown, self._tags, self._blank = line, line.tags, line.blank
        self.say = saying(line)
        self.setAccessibleName(line.name)
        self.viewport().update()

    def put_cursor(self, place: int) -> None:
        """The cursor to a place of the document, -1 = the end."""
        cursor = self.textCursor()
        last = self.document().characterCount() - 1
        cursor.setPosition(last if place < 0 else min(place, last))
        self.setTextCursor(cursor)

    def stored_place(self) -> int:
        """Where the cursor is in the stored text."""
        return stored_index(self.document(), self.textCursor().position())

    @property
    def preedit(self) -> str:
        """What an IME is composing."""
        return self._composing

    def insert_reference(self, reference: Reference, words: str, start: int) -> None:
        """Put a reference that says `words` in place of what stands from `start` up to the cursor."""
        cursor = self.textCursor()
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(OBJECT, reference_format(reference, words))
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(QTextCharFormat())

    def remove_from(self, start: int) -> None:
        """Take away what stands from `start` up to the cursor."""
        cursor = self.textCursor()
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.setTextCursor(cursor)

    def needed_height(self, width: int) -> int:
        """How high text and tags are at that width."""
        self.document().setTextWidth(width)
        return self._texts.tagged_height(self._tags, self.document(), width)

    def _changed(self) -> None:
        if not self._showing and not self.composing:
            self.edited.emit()

    # -- keys ----------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if any(event.matches(key) for key in _WINDOWS):
                event.ignore()
                return False
            plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
            if event.key() in OWN_KEYS and plain:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composing:
            super().keyPressEvent(event)
            return
        if self.popup is not None and self.popup.take_key(event):
            return
        wanted = self._line_key(event)
        if wanted == "escape" and not self.several:
            event.ignore()  # whoever is around has something to close
            return
        if wanted:
            self.asked.emit(wanted)
            return
        if self.isReadOnly() and event.text().isprintable() and event.text():
            self.refused.emit()
            return
        super().keyPressEvent(event)
        if event.text() in AT:
            self.reference_asked.emit()

    def _line_key(self, event: QKeyEvent) -> str:
        """What a key asks of the outline, "" = it is about the words."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        if key in ENTER:
            return self._enter(held)
        if key in _BY_KEY and held in (Qt.KeyboardModifier.NoModifier, shift):
            return _BY_KEY[Qt.Key(key)]
        if held == control and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return "first" if key == Qt.Key.Key_Home else "last"
        if held == control and key == Qt.Key.Key_A and (self.several or self._all_selected()):
            return "all"
        if held not in (Qt.KeyboardModifier.NoModifier, shift):
            return ""
        if self.several and key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            return "remove"
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._vertical(up=key == Qt.Key.Key_Up, extend=bool(held & shift))
        return "" if held else self._at_edge(Qt.Key(key))

    def _enter(self, held: Qt.KeyboardModifier) -> str:
        if held == Qt.KeyboardModifier.NoModifier:
            return "split"
        if held == Qt.KeyboardModifier.ControlModifier:
            return "aside"
        if not self.isReadOnly():
            self.break_line()
        return "nothing"

    def _vertical(self, *, up: bool, extend: bool) -> str:
        """Up and down go to the next line of the outline where the text has no further one."""
        way = "above" if up else "below"
        if self.several:
            return f"extend_{way}" if extend else way
        probe = self.textCursor()
        moved = probe.movePosition(QTextCursor.MoveOperation.Up if up else QTextCursor.MoveOperation.Down)
        if moved:
            return ""
        return f"extend_{way}" if extend else way

    def _at_edge(self, key: Qt.Key) -> str:
        cursor = self.textCursor()
        if cursor.hasSelection():
            return ""
        if cursor.atStart():
            return {Qt.Key.Key_Left: "above_end", Qt.Key.Key_Backspace: "join_above"}.get(key, "")
        if cursor.atEnd():
            return {Qt.Key.Key_Right: "below_start", Qt.Key.Key_Delete: "join_below"}.get(key, "")
        return ""

    def _all_selected(self) -> bool:
        cursor = self.textCursor()
        return cursor.selectionEnd() - cursor.selectionStart() >= self.document().characterCount() - 1

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if not self.composing:
            self._changed()
            if event.commitString()[-1:] in AT:
                self.reference_asked.emit()
        elif self.popup is not None and self.popup.isVisible():
            self.edited.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.asked.emit("pressed")
        super().mousePressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if has_items(source):
            self.items_pasted.emit()
        elif marked_of(source) is None and not self.several:
            self.add(plain(source.text()).strip("\r\n"))  # a line copied with its end is not two
        elif not self.several:
            super().insertFromMimeData(source)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the outline scrolls, not the line

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason):
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        width = self.viewport().width()
        if self._blank and self.document().isEmpty() and not self.composing:
            painter.setFont(self.font())
            painter.setPen(self._theme.colour("ink2"))
            painter.drawText(0, self._texts.baseline, self._blank)
        self._texts.paint_tags(painter, self._tags, self.document(), width)
        painter.end()
