"""A field for the text of a cell: 太字 and no other look, list marks that go on, safe while an IME composes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QMimeData, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from zaitaku_desktop.forms.list_marks import break_line, mark_of
from zaitaku_desktop.model import inline
from zaitaku_ui.line_pitch import space_lines
from zaitaku_ui.tables.cell_text import hang_of
from zaitaku_ui.tables.reference_chips import Say
from zaitaku_ui.tables.rich_text import (
    fill_mime,
    hang_lines,
    index_of,
    insert_marked,
    marked_of,
    place_of,
    read_marked,
    stored_index,
    weight,
)
from zaitaku_ui.theme import Theme

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
OWN_KEYS = frozenset(
    {
        *ENTER,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_F2,
        *(Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_D, Qt.Key.Key_R, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Y),
        Qt.Key.Key_Z,
    }
)


class MarkedField(QTextEdit):
    """A QTextEdit (QPlainTextEdit cannot set its lines as far apart as those of the sheet)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._composing = ""
        self._continued = False
        self.say: Say | None = None
        """What references say; None = there are none in this text."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAcceptRichText(False)

    @property
    def composing(self) -> bool:
        """Whether an IME is in the middle of a word."""
        return bool(self._composing)

    def set_text(self, text: str, pitch: int) -> None:
        """Show a text with its 太字 (`model.inline`), its lines `pitch` px apart; nothing of it can be taken back."""
        self.clear()
        self.setCurrentCharFormat(QTextCharFormat())
        insert_marked(self.textCursor(), text, self.say)
        self._hang()
        space_lines(self, pitch)
        self._continued = False

    def text(self) -> str:
        """What was typed, with what is bold (`model.inline`).

        A mark that the editor put on the last line, with nothing after it, is no part of it.
        """
        whole = read_marked(self.document())
        head, _, last = whole.rpartition("\n")
        bare = inline.plain(last)
        mark = mark_of(bare)
        return head if self._continued and mark and not bare[len(mark.words) :].strip() else whole

    def add(self, words: str) -> None:
        """Put words where the cursor is, as if they were typed."""
        self.insertPlainText(words)
        self._typed()

    def break_line(self) -> None:
        """A new line, which goes on with the mark (・, ①) of this one."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        text = self.toPlainText()
        made = break_line(text, index_of(text, cursor.position()))
        cursor.setPosition(place_of(text, made.start))
        cursor.setPosition(place_of(text, made.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(made.words)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self._continued |= len(made.words) > 1
        self._typed()

    def toggle_bold(self) -> None:
        """太字 for the selection, or for what is typed next; off where all of it is bold."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            self.mergeCurrentCharFormat(weight(self.fontWeight() < QFont.Weight.DemiBold))
            return
        cursor.mergeCharFormat(weight(not inline.is_all_bold(self._selected())))

    def _selected(self) -> str:
        """The selection with what is bold in it."""
        cursor, document = self.textCursor(), self.document()
        start, stop = (stored_index(document, place) for place in (cursor.selectionStart(), cursor.selectionEnd()))
        return inline.cut(read_marked(document), start, stop)

    def createMimeDataFromSelection(self) -> QMimeData:
        mime = super().createMimeDataFromSelection()  # made by Qt: one of Python's outlives it (clipboard.py)
        mime.text()  # until something is read, Qt shows nothing but its own
        mime.clear()
        fill_mime(mime, self._selected(), self.say)
        return mime

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = marked_of(source)
        if text is None:
            self.add(inline.plain(source.text()))
        else:
            insert_marked(self.textCursor(), text, self.say)
            self._typed()
        self.ensureCursorVisible()

    def _typed(self) -> None:
        """Something was typed."""
        self._hang()

    def _hang(self) -> None:
        hang_lines(self.document(), QFontMetricsF(self.font()))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = event.preeditString()
        super().inputMethodEvent(event)
        if event.commitString():
            self._typed()

    def drop_preedit(self) -> None:
        """What an IME is composing is given up; the text stays as it was."""
        QGuiApplication.inputMethod().reset()
        if self.composing:  # not every platform says so itself; the sheet may still have the keyboard
            QCoreApplication.sendEvent(QGuiApplication.focusObject() or self, QInputMethodEvent())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composing:
            self._key_while_composing(event)
            return
        revision = self.document().revision()
        if not self._edit_mark(event):
            super().keyPressEvent(event)
        turned = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        if self.document().revision() != revision and not turned:
            self._typed()

    def _key_while_composing(self, event: QKeyEvent) -> None:
        """An IME takes its keys before they come here. One that comes all the same is about the word, not the cell."""
        if event.key() == Qt.Key.Key_Escape:
            self.drop_preedit()
        elif event.key() not in (*ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)

    def _edit_mark(self, event: QKeyEvent) -> bool:
        """A key where a mark begins or ends: with what hangs under it one step of the undo. False = not done."""
        cursor, key, text = self.textCursor(), event.key(), event.text()
        with_command = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        erases = key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
        near = cursor.hasSelection() or cursor.positionInBlock() <= hang_of(cursor.block().text()) + 1
        if with_command or not near or not (erases or (text and text.isprintable())) or self.isReadOnly():
            return False
        cursor.beginEditBlock()
        if key == Qt.Key.Key_Backspace:
            cursor.deletePreviousChar()
        elif key == Qt.Key.Key_Delete:
            cursor.deleteChar()
        else:
            cursor.insertText(text)
        self._hang()
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True
