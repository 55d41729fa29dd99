"""The editor of a cell: grows with its text, keeps what an IME is composing, never loses what was typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QInputMethodEvent, QKeyEvent, QMouseEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from zaitaku_desktop.forms.list_marks import break_line, mark_of
from zaitaku_desktop.model import inline
from zaitaku_ui.line_pitch import space_lines
from zaitaku_ui.tables.rich_text import fill_mime, index_of, insert_marked, marked_of, place_of, read_marked, weight
from zaitaku_ui.tables.suggestions import Suggestions
from zaitaku_ui.tables.text_layout import LINE, PAD_X, PAD_Y
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


class CellEditor(QTextEdit):
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
        super().__init__(parent)
        self._theme = theme
        self._home = QRect()
        self._composing = ""
        self._continued = False
        self.enter_breaks = False
        self.suggestions: Suggestions | None = None
        self.setFont(theme.font(13))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("cellEditor")
        self.setAccessibleName("セルの編集")
        self.document().setDocumentMargin(0)
        self._pad = theme.pixels(PAD_Y)
        self.setViewportMargins(theme.pixels(PAD_X) - 2, self._pad - 2, 0, 0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(False)
        self.setAcceptRichText(False)
        insert_marked(self.textCursor(), text)
        space_lines(self, theme.pixels(LINE))
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

    @property
    def composing(self) -> bool:
        """Whether an IME is in the middle of a word."""
        return bool(self._composing)

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
        if self.suggestions is not None:
            self.suggestions.place()

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
        cursor, text = self.textCursor(), self.toPlainText()
        start, stop = (index_of(text, place) for place in (cursor.selectionStart(), cursor.selectionEnd()))
        return inline.cut(read_marked(self.document()), start, stop)

    def createMimeDataFromSelection(self) -> QMimeData:
        mime = super().createMimeDataFromSelection()  # made by Qt: one of Python's outlives it (clipboard.py)
        mime.text()  # until something is read, Qt shows nothing but its own
        mime.clear()
        fill_mime(mime, self._selected())
        return mime

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = marked_of(source)
        if text is None:
            self.add(inline.plain(source.text()))
        else:
            insert_marked(self.textCursor(), text)
        self.ensureCursorVisible()

    def _typed(self) -> None:
        if self.suggestions is not None:
            self.suggestions.look()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in OWN_KEYS:
            event.accept()  # typed here it is no command of the sheet
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = event.preeditString()
        super().inputMethodEvent(event)
        self.grow()
        if self.suggestions is not None and self._composing:
            self.suggestions.hide()  # the IME has a list of its own there
        elif event.commitString():
            self._typed()

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
        else:
            super().keyPressEvent(event)
            if event.key() == Qt.Key.Key_Backspace or (event.text() and event.text().isprintable()):
                self._typed()

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
