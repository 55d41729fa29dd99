"""The fields beside a table of records: a text that grows with its words, one of several words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox

from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_ui.fields.searched import search_any_part
from zaitaku_ui.side.large_field import PITCH, LargeField
from zaitaku_ui.tables.marked_field import ENTER
from zaitaku_ui.tables.suggestions import Suggestions
from zaitaku_ui.theme import Theme

Writer = Callable[[str], bool]
"""Writes what a field says. False = it could not be, which has been said."""
EDGE, MOST = 8, 12
"""px above and below the lines of a field; so many lines are seen at most."""


class Field(Protocol):
    """What a field beside the table is, whatever it looks like."""

    def show_text(self, text: str) -> None:
        """Show what is stored."""
        ...

    def begin(self, text: str) -> None:
        """Show that of another record, whatever was typed."""
        ...

    def finish(self) -> bool:
        """Write what was typed. False = it could not be and stays."""
        ...

    def give_up(self) -> bool:
        """Take back what was typed. False = there was nothing."""
        ...

    def set_writable(self, why_not: str) -> None:
        """ "" = it can be typed in; else why not."""
        ...


class TextField(LargeField):
    """As high as its text. With one line Enter goes on to the next field, with more it makes a line."""

    gone_on = Signal()
    """Enter in a field of one line: its text is written, the next field is wanted."""
    written_at_rest = False

    def __init__(self, theme: Theme, name: str, lines: int, write: Writer, known: Callable[[], KnownLines]) -> None:
        super().__init__(theme)
        self.setObjectName("sidefield")
        self.setAccessibleName(name)
        self.setFont(theme.font(13))
        self._write = write
        self._ask_known = known
        self._suggestions: Suggestions | None = None
        self._lines = lines
        self._writing = False
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(0)
        self.left.connect(self.finish)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def show_text(self, text: str) -> None:
        """Show what is stored, unless something else is being typed."""
        if self.hasFocus() and self.dirty:
            return
        if text != self.text() or text != self.shown:
            super().show_text(text)

    def begin(self, text: str) -> None:
        """Show the text of another record; what could not be written of the last one goes."""
        super().show_text(text)

    def set_writable(self, why_not: str) -> None:
        """ "" = it can be typed in; else why not."""
        self.setReadOnly(bool(why_not))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if why_not else Qt.FocusPolicy.StrongFocus)
        self.setToolTip(why_not)

    def finish(self) -> bool:
        """Write what was typed. False = it could not be and stays."""
        if self._writing:
            return True
        self.end_composing()
        if not self.dirty or self.isReadOnly():
            return True
        before, typed = self.shown, self.text()
        self._writing, self.shown = True, typed  # what is stored is shown again as it was read
        done = self._write(typed)
        self._writing = False
        if not done:
            self.shown = before
        self.mark_refused(not done)
        return done

    def give_up(self) -> bool:
        """Take back what was typed. False = there was nothing."""
        had = self.dirty
        if had:
            super().show_text(self.shown)
        return had

    def _typed(self) -> None:
        super()._typed()
        if self.composing or self._suggestions is None:
            return
        self._suggestions.look()

    def _grow(self, *_size: object) -> None:
        lines = round(self.document().size().height() / self._pitch) if self.document().size().height() > 0 else 1
        shown = min(max(lines, self._lines), MOST)
        self.setFixedHeight(self._theme.pixels(PITCH) * shown + self._theme.pixels(EDGE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        """As high as it is."""
        return QSize(self._theme.pixels(40), self.height())

    def minimumSizeHint(self) -> QSize:
        """A number of three digits has room."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._suggestions is not None and not self.composing and self._suggestions.take_key(event):
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._lines == 1 and event.key() in ENTER and plain and not self.composing:
            if self.finish():
                self.gone_on.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._suggestions is None and not self.isReadOnly():
            self._suggestions = Suggestions(self._theme, self, self._ask_known)
        if self._lines == 1 and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._suggestions is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._suggestions.hide()
            self._suggestions.deleteLater()
            self._suggestions = None
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            cursor = self.textCursor()
            cursor.clearSelection()  # one field at a time looks as if the next key would replace it
            self.setTextCursor(cursor)


class ChoiceField(QComboBox):
    """One of the words that are offered, or (`free`) one of its own. The wheel changes nothing."""

    gone_on = Signal()
    given_up = Signal()
    done = Signal()
    """As those of a text."""

    def __init__(self, name: str, write: Writer, *, free: bool) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._write = write
        self._free = free
        self._shown = ""
        self._words: list[str] = []
        self._writing = False
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setEditable(free)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        edit = self.lineEdit()
        if edit is not None:
            search_any_part(self)
            edit.editingFinished.connect(self.finish)
            edit.setAccessibleName(name)
        self.activated.connect(self._chosen)
        self.installEventFilter(self)

    def offer(self, words: Sequence[str]) -> None:
        """What stands in the list, below a blank."""
        if [*words] != self._words:
            self._words = [*words]
            self.clear()
            self.addItems(["", *words])
            self._show(self._shown)

    def show_text(self, text: str) -> None:
        """Show what is stored, unless something else is being typed."""
        typing = self.hasFocus() and self.currentText() != self._shown
        self._shown = text
        if not typing and not self._writing:
            self._show(text)

    def begin(self, text: str) -> None:
        """Show that of another record."""
        self._shown = text
        self._show(text)

    def _show(self, text: str) -> None:
        self.setCurrentIndex(self.findText(text, Qt.MatchFlag.MatchFixedString | Qt.MatchFlag.MatchCaseSensitive))
        edit = self.lineEdit()
        if edit is not None:
            edit.setText(text)
            edit.setCursorPosition(0)  # the beginning of a long name is seen

    def set_writable(self, why_not: str) -> None:
        """ "" = another can be chosen; else why not."""
        self.setEnabled(not why_not)
        self.setToolTip(why_not)

    def finish(self) -> bool:
        """Write what was chosen or typed. False = it could not be and stays."""
        words = self.currentText().strip()
        if self._writing or words == self._shown:
            return True
        self._writing = True
        done = self._write(words)
        self._writing = False
        self._show(self._shown if done else words)
        return done

    def give_up(self) -> bool:
        """As it was stored. False = nothing else was typed."""
        had = self.currentText() != self._shown
        self._show(self._shown)
        return had

    def _chosen(self, _index: int) -> None:
        self.finish()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls what the field stands on."""
        if event.type() == QEvent.Type.Wheel and watched is self:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in ENTER:
            if self.finish():
                (self.done if control else self.gone_on).emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
