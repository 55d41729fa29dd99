"""The fields: a line, lines, a number, a time of day, one of several words. `edited(value)` once they are left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from zaitaku_desktop.base.read_day import write_time
from zaitaku_desktop.base.typed_day import typed_time
from zaitaku_ui.dialogs.lines_edit import LinesEdit
from zaitaku_ui.theme import Theme

IDLE = 400
"""Milliseconds of rest after which long texts are kept."""


class Unreadable(Exception):
    """What is typed is no value; the words say what is wanted."""


class LineField(QLineEdit):
    """A text on one line; subclasses read it as something else."""

    edited = Signal(object)
    refused = Signal(str)
    """What is typed is no value; it stays in the field."""

    def __init__(self, name: str = "", hint: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._shown: Any = None
        self.editingFinished.connect(self.finish)

    def words_of(self, value: Any) -> str:
        """The text of a value."""
        return str(value or "")

    def value_of(self, text: str) -> Any:
        """The value of a text. Raises Unreadable."""
        return text.strip()

    def show_value(self, value: Any) -> None:
        """Show what is stored; a text that could not be read stays while the keyboard is in it."""
        self._shown = value
        if not (self.hasFocus() and self.isModified()):
            self._write(value)

    def begin(self, value: Any) -> None:
        """Show the value of another record; what could not be read of the last one goes."""
        self._shown = value
        self._write(value)

    def _write(self, value: Any) -> None:
        words = self.words_of(value)
        if words != self.text():
            self.setText(words)
            self.setCursorPosition(0)
        self.setModified(False)
        self._mark(False)

    def finish(self) -> bool:
        """Say what was typed. False = it cannot be read and stays."""
        if not self.isModified():
            return True
        try:
            value = self.value_of(self.text())
        except Unreadable as why:
            self._mark(True)
            self.refused.emit(str(why))
            return False
        self.setModified(False)
        changed, self._shown = value != self._shown, value
        self._write(value)
        if changed:
            self.edited.emit(value)
        return True

    def _mark(self, refused: bool) -> None:
        if bool(self.property("refused")) != refused:
            self.setProperty("refused", refused)
            self.style().unpolish(self)
            self.style().polish(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()


class NumberField(LineField):
    """A count, None where it is blank."""

    def words_of(self, value: Any) -> str:
        """As digits."""
        return "" if value is None else str(value)

    def value_of(self, text: str) -> Any:
        """In any width."""
        words = text.strip().translate(str.maketrans("０１２３４５６７８９", "0123456789"))
        if words and not words.isdecimal():
            raise Unreadable("数字を入力してください。入力した文はまだ残っています。")
        return int(words) if words else None


class TimeField(LineField):
    """A time of day, None where it is blank."""

    def words_of(self, value: Any) -> str:
        """午後7時30分."""
        return "" if value is None else write_time(value)

    def value_of(self, text: str) -> Any:
        """19:30, 1930, 午後7時半 and the like."""
        found: dt.time | None = typed_time(text) if text.strip() else None
        if text.strip() and found is None:
            raise Unreadable("時刻として読み取れません。「19:30」や「午後7時30分」のように入力してください。")
        return found


class LinesField(LinesEdit):
    """Paragraphs; kept after a rest, and when it is left."""

    edited = Signal(object)

    def __init__(self, theme: Theme, name: str, shown: int = 3) -> None:
        super().__init__((), theme, shown)
        self.setAccessibleName(name)
        self.setProperty("field", True)
        self._shown = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE)
        self._timer.timeout.connect(self.finish)
        self.textChanged.connect(self._typed)

    def _typed(self) -> None:
        if self.toPlainText() != self._shown:
            self._timer.start()

    def show_value(self, value: Any) -> None:
        """Show what is stored; not over what is being typed."""
        typing = self.hasFocus() and self.toPlainText() != self._shown
        self._shown = str(value or "")
        if not typing and self.toPlainText() != self._shown:
            self.set_text(self._shown)

    def finish(self) -> bool:
        """Say what was typed."""
        self._timer.stop()
        text = "\n".join(self.lines())
        if text != self._shown:
            self._shown = text
            self.edited.emit(text)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finish()


class ChoiceField(QComboBox):
    """One of several values; the wheel does not change what nobody chose."""

    edited = Signal(object)

    def __init__(self, name: str, values: Sequence[Any], words: Callable[[Any], str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        for value in values:
            self.addItem(words(value), value)
        self.activated.connect(self._chosen)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and watched is self and not self.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def show_value(self, value: Any) -> None:
        """Show what is stored."""
        self.setCurrentIndex(next((at for at in range(self.count()) if self.itemData(at) == value), -1))

    def finish(self) -> bool:
        """It always is."""
        return True

    def _chosen(self, index: int) -> None:
        self.edited.emit(self.itemData(index))


class RadioField(QWidget):
    """One of a few values, all of them seen."""

    edited = Signal(object)

    def __init__(self, theme: Theme, name: str, values: Sequence[Any], words: Callable[[Any], str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.pixels(14))
        self._group = QButtonGroup(self)
        self._values = tuple(values)
        for number, value in enumerate(self._values):
            button = QRadioButton(words(value))
            button.setAccessibleName(f"{name}　{words(value)}")
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self._group.idClicked.connect(self._chosen)
        self.setFocusProxy(self._group.button(0))

    def show_value(self, value: Any) -> None:
        """Show what is stored; nothing is chosen where it is none of these."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    def finish(self) -> bool:
        """It always is."""
        return True

    def _chosen(self, number: int) -> None:
        self.edited.emit(self._values[number])
