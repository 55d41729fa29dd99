"""A day: typed in any way, shown in 和暦 with its weekday, chosen from a month; says when a city hall is closed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QToolButton, QWidget

from zaitaku_desktop.base.closed_days import closed_because
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.base.typed_day import typed_day
from zaitaku_desktop.base.written_day import write_day
from zaitaku_ui.fields.basic import LineField, Unreadable
from zaitaku_ui.fields.calendar import LONG, CalendarPopup
from zaitaku_ui.theme import Theme


class DayLine(LineField):
    """The day as text; ↑ and ↓ change it, Alt+↓ asks for the month."""

    month_asked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, "例　R7.4.1　4/1")
        self.year: FiscalYear | None = None
        """The 年度 that 4/1 alone belongs to."""

    def words_of(self, value: Any) -> str:
        """令和6年10月24日（木）."""
        return "" if value is None else write_day(value, LONG)

    def value_of(self, text: str) -> Any:
        """In any way of writing."""
        found = typed_day(text, self.year) if text.strip() else None
        if text.strip() and found is None:
            raise Unreadable("日付として読み取れません。「R7.4.1」や「4/1」のように入力してください。")
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.month_asked.emit()
        elif event.key() in steps and self._shown is not None and not self.isModified():
            self.take(self._shown + dt.timedelta(days=steps[Qt.Key(event.key())]))
        else:
            super().keyPressEvent(event)

    def take(self, day: dt.date | None) -> None:
        """As if it had been typed."""
        self.setText(self.words_of(day))
        self.setModified(True)
        self.finish()


class DayField(QWidget):
    """A DayLine with the button of the month, and what kind of day it is."""

    edited = Signal(object)
    refused = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.line = DayLine(name)
        self.line.setMinimumWidth(theme.pixels(184))
        self.line.setMaximumWidth(theme.pixels(220))
        self._button = QToolButton()
        self._button.setProperty("tool", True)
        self._button.setIcon(theme.icon("calendar"))
        self._button.setIconSize(QSize(theme.pixels(18), theme.pixels(18)))
        self._button.setToolTip(f"{name}を暦から選ぶ（Alt+↓）")
        self._button.setAccessibleName(f"{name}を暦から選ぶ")
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._closed = QLabel()
        self._closed.setStyleSheet(f"color: {theme.tokens['warn']};")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.pixels(4))
        row.addWidget(self.line, 1)
        row.addWidget(self._button)
        row.addWidget(self._closed)
        row.addStretch(1)
        self.setFocusProxy(self.line)
        self.popup: CalendarPopup | None = None
        self.line.edited.connect(self._edited)
        self.line.refused.connect(self.refused)
        self.line.month_asked.connect(self.open_month)
        self._button.clicked.connect(self.open_month)

    def set_year(self, year: FiscalYear) -> None:
        """The 年度 that 4/1 alone belongs to, and where the month opens."""
        self.line.year = year

    def value(self) -> dt.date | None:
        """What is shown, once `finish` was True."""
        found = self.line._shown
        return found if isinstance(found, dt.date) else None

    def show_value(self, value: Any) -> None:
        """Show what is stored."""
        self.line.show_value(value)
        self._say(value)

    def setReadOnly(self, on: bool) -> None:
        """Whether it can only be looked at."""
        self.line.setReadOnly(on)
        self._button.setEnabled(not on)

    def finish(self) -> bool:
        """Say what was typed. False = it cannot be read and stays."""
        return self.line.finish()

    def _edited(self, value: Any) -> None:
        self._say(value)
        self.edited.emit(value)

    def _say(self, day: dt.date | None) -> None:
        words = "" if day is None else closed_because(day)
        self._closed.setText(f"⚠ {words}" if words else "")
        self._closed.setToolTip("閉庁日です。このままでも使えます。" if words else "")

    # The month

    def open_month(self) -> None:
        """Open it under the field."""
        if self.popup is not None or self.line.isReadOnly():
            return
        year = self.line.year
        today = dt.date.today()
        near = today if year is None else min(max(today, year.first_day), year.last_day)
        place = self.window()
        popup = self.popup = CalendarPopup(self._theme, place, self.value(), near)
        popup.done.connect(self._taken)
        popup.cancelled.connect(self._close)
        home = QRect(self.line.mapTo(place, QPoint(0, 0)), self.line.size())
        popup.open_at(home, popup.grid)

    def _taken(self) -> None:
        chosen = self.popup.chosen if self.popup is not None else None
        self._close()
        if chosen is not None:
            self.line.take(chosen)

    def _close(self) -> None:
        popup, self.popup = self.popup, None
        if popup is not None:
            inside = popup.isAncestorOf(QApplication.focusWidget() or self)
            popup.hide()
            popup.deleteLater()
            if inside:
                self.line.setFocus(Qt.FocusReason.OtherFocusReason)
