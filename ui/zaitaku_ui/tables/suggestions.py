"""入力候補: a list under the cell editor. It never has the keyboard, and nothing is taken that was not chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTextEdit

from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_desktop.forms.list_marks import mark_of
from zaitaku_ui.theme import Theme

WIDEST, ROW = 460, 26
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class Suggestions(QListWidget):
    """The lines of earlier cells that go on from the line the cursor of `editor` ends."""

    def __init__(self, theme: Theme, editor: QTextEdit, known: Callable[[], KnownLines]) -> None:
        """`known` is asked when something is first typed."""
        super().__init__(editor.window())
        self._theme = theme
        self._editor = editor
        self._ask = known
        self._known: KnownLines | None = None
        self.setObjectName("suggestions")
        self.setAccessibleName("入力候補")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setFont(theme.font(13))
        self.itemClicked.connect(self._take)
        self.hide()

    def look(self) -> None:
        """Something was typed: show what may be meant, or nothing."""
        typed = self._line()
        found = self._lines().matching(typed) if typed else []
        self.clear()
        for line in found:
            item = QListWidgetItem(line)
            item.setToolTip(line)
            self.addItem(item)
        self.setCurrentRow(-1)
        self.setVisible(bool(found))
        if found:
            self.place()
            self.raise_()

    def _lines(self) -> KnownLines:
        if self._known is None:
            self._known = self._ask()
        return self._known

    def _line(self) -> str:
        """The line up to the cursor, "" unless the cursor is at its end."""
        cursor = self._editor.textCursor()
        return cursor.block().text() if cursor.atBlockEnd() and not cursor.hasSelection() else ""

    def place(self) -> None:
        """Stand under the editor, above it where there is no room."""
        place = self.parentWidget()
        if place is None or self.isHidden():
            return
        height = self._theme.pixels(ROW) * self.count() + 2 * self.frameWidth()
        room = place.width() - 2
        width = min(max(self._editor.width(), self.sizeHintForColumn(0) + self._theme.pixels(16)), room)
        width = min(width, max(self._theme.pixels(WIDEST), self._editor.width()))
        at = self._editor.mapTo(place, QPoint(0, self._editor.height()))
        top = at.y()
        if top + height > place.height():
            top = at.y() - self._editor.height() - height
        self.setGeometry(max(min(at.x(), room - width), 0), max(top, 0), width, height)

    def take_key(self, event: QKeyEvent) -> bool:
        """Act on a key while the list is seen. False = it is the editor's."""
        if self.isHidden():
            return False
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        chosen = self.currentItem()
        if plain and key == Qt.Key.Key_Down:
            self.setCurrentRow(min(self.currentRow() + 1, self.count() - 1))
        elif plain and key == Qt.Key.Key_Up and chosen is not None:
            self.setCurrentRow(self.currentRow() - 1)
        elif plain and key in _TAKES and chosen is not None:
            self._take(chosen)
        elif plain and key == Qt.Key.Key_Escape:
            self.hide()
        else:
            if not event.text() or not event.text().isprintable():
                self.hide()
            return False
        return True

    def _take(self, item: QListWidgetItem) -> None:
        """Put the line in place of what is typed of it; the mark stays. One step of the editor's own undo."""
        line = self._line()
        mark = mark_of(line)
        cursor = self._editor.textCursor()
        cursor.beginEditBlock()
        cursor.setPosition(cursor.block().position() + (len(mark.words) if mark else 0))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(item.text())
        cursor.endEditBlock()
        self._editor.setTextCursor(cursor)
        self.hide()
