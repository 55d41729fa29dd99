"""A month to choose a day from: 和暦, weekdays, closed days with their reasons. By keyboard and mouse."""

from __future__ import annotations

import calendar
import datetime as dt

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QToolTip, QVBoxLayout, QWidget

from zaitaku_desktop.base.closed_days import closed_because
from zaitaku_desktop.base.fiscal_year import ERAS
from zaitaku_desktop.base.written_day import DayStyle, write_day
from zaitaku_ui.tables.cell_popup import CellPopup
from zaitaku_ui.theme import Theme

SUNDAY_FIRST = "日月火水木金土"
CELL, WEEKS = 36, 6
LONG = DayStyle("long", brackets="（）")
FIRST, LAST = dt.date(1989, 1, 8), dt.date(2100, 12, 31)


def month_words(day: dt.date) -> str:
    """令和6年（2024年）10月."""
    name, _, base = next(era for era in ERAS if day.year > era[2])
    number = day.year - base
    return f"{name}{'元' if number == 1 else number}年（{day.year}年）{day.month}月"


def moved_month(day: dt.date, months: int) -> dt.date:
    """The same day so many months on, or the last one of that month."""
    month = day.year * 12 + day.month - 1 + months
    year, month = divmod(month, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return min(max(dt.date(year, month + 1, min(day.day, last)), FIRST), LAST)


class MonthGrid(QWidget):
    """The days of one month around `day`, which arrow keys move. `taken` = it was chosen."""

    moved = Signal(object)
    taken = Signal(object)

    def __init__(self, theme: Theme, day: dt.date, marked: dt.date | None) -> None:
        """`marked` = the day that stands in the field so far."""
        super().__init__()
        self._theme = theme
        self.day = day
        self._marked = marked
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        side = theme.pixels(CELL)
        self.setFixedSize(QSize(7 * side, (WEEKS + 1) * side - side // 3))
        self._speak()

    def _first(self) -> dt.date:
        """The Sunday at the upper left."""
        first = self.day.replace(day=1)
        return first - dt.timedelta(days=(first.weekday() + 1) % 7)

    def go(self, day: dt.date) -> None:
        """Put the cursor on a day."""
        self.day = min(max(day, FIRST), LAST)
        self._speak()
        self.update()
        self.moved.emit(self.day)

    def _speak(self) -> None:
        closed = closed_because(self.day)
        self.setAccessibleName(f"{write_day(self.day, LONG)} {closed}".strip())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.go(self.day + dt.timedelta(days=steps[key]))
        elif key in months:
            self.go(moved_month(self.day, months[key]))
        elif key == Qt.Key.Key_Home:
            self.go(dt.date.today())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._at(event.position().toPoint())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.go(day)
            self.taken.emit(day)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self._at(event.pos())
            words = "" if day is None else f"{write_day(day, LONG)}　{closed_because(day)}".strip()
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _head(self) -> int:
        return self._theme.pixels(CELL) * 2 // 3

    def _at(self, at: QPoint) -> dt.date | None:
        side = self._theme.pixels(CELL)
        row, col = (at.y() - self._head()) // side, at.x() // side
        inside = 0 <= row < WEEKS and 0 <= col < 7
        return self._first() + dt.timedelta(days=row * 7 + col) if inside else None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.colour("surface"))
        side, head = self._theme.pixels(CELL), self._head()
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.colour("ink3"))
        for col, word in enumerate(SUNDAY_FIRST):
            painter.drawText(QRect(col * side, 0, side, head), Qt.AlignmentFlag.AlignCenter, word)
        first = self._first()
        for number in range(WEEKS * 7):
            row, col = divmod(number, 7)
            self._paint_day(
                painter, QRect(col * side, head + row * side, side, side), first + dt.timedelta(days=number)
            )
        painter.end()

    def _paint_day(self, painter: QPainter, rect: QRect, day: dt.date) -> None:
        theme = self._theme
        box = rect.adjusted(2, 2, -2, -2)
        here, closed = day == self.day, closed_because(day)
        if here:
            painter.fillRect(box, theme.colour("sel"))
        ink = "on-sel" if here else "ink3" if day.month != self.day.month else "err" if closed else "ink"
        painter.setPen(theme.colour(ink))
        painter.setFont(theme.font(13, bold=day == self._marked))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if closed and day.month == self.day.month:  # not by colour alone
            width = theme.pixels(10)
            painter.fillRect(box.center().x() - width // 2, box.bottom() - 4, width, 2, theme.colour(ink))
        if here or day == dt.date.today():
            painter.setPen(theme.colour("accent" if here else "line3"))
            painter.drawRect(box.adjusted(0, 0, -1, -1))


class CalendarPopup(CellPopup):
    """The month under a field. `chosen` = the day, once Enter or a click has taken it."""

    def __init__(self, theme: Theme, place: QWidget, day: dt.date | None, near: dt.date) -> None:
        """`near` = the day shown first where the field is blank."""
        super().__init__(theme, place, "日付を選ぶ")
        self.chosen: dt.date | None = None
        self.grid = MonthGrid(theme, day or near, day)
        self._title = QLabel()
        self._title.setProperty("section", True)
        self._note = QLabel()
        self._note.setProperty("caption", True)
        head = QHBoxLayout()
        head.addWidget(self._button("left", "前の月（PageUp）", -1))
        head.addWidget(self._title, 1, Qt.AlignmentFlag.AlignCenter)
        head.addWidget(self._button("right", "次の月（PageDown）", 1))
        body = QVBoxLayout()
        body.setSpacing(theme.pixels(4))
        body.addLayout(head)
        body.addWidget(self.grid)
        body.addWidget(self._note)
        self.column.addLayout(body)
        self.grid.moved.connect(self._show)
        self.grid.taken.connect(self._take)
        self._show(self.grid.day)

    def _button(self, icon: str, name: str, months: int) -> QToolButton:
        button = QToolButton()
        button.setProperty("tool", True)
        button.setIcon(self.theme.icon(icon))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._forward if months > 0 else self._back)
        return button

    def _back(self) -> None:
        self.grid.go(moved_month(self.grid.day, -1))

    def _forward(self) -> None:
        self.grid.go(moved_month(self.grid.day, 1))

    def _show(self, day: dt.date) -> None:
        self._title.setText(month_words(day))
        self._note.setText(closed_because(day) or "Enter 決める　PageUp・Down 月")

    def takes(self, event: QKeyEvent) -> bool:
        """Enter takes the day under the cursor."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.grid.day)
            return True
        return False

    def _take(self, day: dt.date) -> None:
        self.chosen = day
        self.done.emit()
