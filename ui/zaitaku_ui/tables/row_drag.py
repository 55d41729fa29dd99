"""Carrying chosen rows to another place: the line that shows where they would go, and the words beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from zaitaku_ui.tables.header import RowNumbers
from zaitaku_ui.tables.model import TableModel
from zaitaku_ui.theme import Theme

THICK, KNOB, AWAY = 3, 9, 14
"""Of the line, of its end, and how far the words stand from the pointer."""


@dataclass(frozen=True, slots=True)
class Landing:
    """A place where rows can be put down: above the row `line` (one more than the last row = at the end).

    `column` = the first column that the line goes through; those before it are headings that the place lies within.
    `words` = what letting go there does. `put` does it; None = nothing is done there, and `words` says why ("" = the
    rows stand there already).
    """

    line: int
    column: int = 0
    words: str = ""
    put: Callable[[], None] | None = None


class Carrier(Protocol):
    """Knows where rows of a table may go."""

    def why_not(self, rows: Sequence[int]) -> str:
        """Why these rows cannot be carried at all now, "" if they can."""
        ...

    def around(self, rows: Sequence[int], row: int) -> tuple[Landing, Landing]:
        """The places above and below, when the pointer is on `row`."""
        ...


class DraggingPlace(Protocol):
    """What is asked of the sheet."""

    model: TableModel
    theme: Theme
    carrier: Carrier | None

    @property
    def chosen_rows(self) -> Sequence[int]:
        """The rows chosen as a whole."""
        ...

    def place(self) -> tuple[int, int]:
        """Row and column of the cursor."""
        ...

    def row_numbers(self) -> RowNumbers:
        """The numbers at the left."""
        ...

    def row_band(self, column: int) -> QRect:
        """Where lines through the rows from this column on can be seen."""
        ...


class DropLine(QWidget):
    """The line between two rows. Its left end is a knob, so that it is seen in which columns it begins."""

    def __init__(self, place: DraggingPlace, over: QWidget) -> None:
        super().__init__(over)
        self._place = place
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, band: QRect, y: int) -> None:
        """Lie over `y`, from the left to the right of the band."""
        side = self._place.theme.pixels(KNOB) | 1
        self.setGeometry(band.left(), y - side // 2, band.width(), side)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour, side = self._place.theme.colour("accent"), self.height()
        painter.fillRect(0, (side - THICK) // 2, self.width(), THICK, colour)
        painter.fillRect(0, 0, THICK, side, colour)
        painter.end()


class RowDrag(QObject):
    """`carrying` from `begin` to `drop` or `cancel` (Esc, or when the table changes meanwhile)."""

    def __init__(self, place: DraggingPlace, over: QWidget) -> None:
        """`over` = the widget that line and words are drawn over."""
        super().__init__(over)
        self._place = place
        self._over = over
        self.carrying = False
        self._why = ""
        self._landing: Landing | None = None
        self.line = DropLine(place, over)
        self.words = QLabel(over)
        self.words.setObjectName("drophint")
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words.hide()
        place.model.modelReset.connect(self.cancel)

    def begin(self, y: int) -> None:
        """Take the chosen rows. `y` = of the pointer, in the numbers."""
        carrier = self._place.carrier
        if carrier is None or self.carrying:
            return
        self.carrying = True
        self._why = carrier.why_not(self._place.chosen_rows)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)  # Esc, whoever has the keyboard
        self.follow(y)

    def follow(self, y: int) -> None:
        """Show where the rows would go from here."""
        landing = self._landing_at(y)
        self._landing = None if self._why else landing
        numbers = self._place.row_numbers()
        words = self._why or landing.words
        put = landing.put is not None and not self._why
        shape = Qt.CursorShape.ForbiddenCursor if words and not put else Qt.CursorShape.ClosedHandCursor
        numbers.viewport().setCursor(shape)
        band = self._place.row_band(landing.column)
        at = numbers.viewport().mapTo(self._over, QPoint(0, self._boundary(landing.line))).y()
        if put and band.top() <= at <= band.bottom() + 1:
            self.line.show_at(band, at)
        else:
            self.line.hide()
        self._say(words, numbers.viewport().mapTo(self._over, QPoint(numbers.width(), y)))

    def drop(self) -> None:
        """Put the rows down where the line is."""
        landing = self._landing if self.carrying else None
        self.cancel()
        if landing is not None and landing.put is not None:
            landing.put()

    def cancel(self) -> None:
        """The rows stay where they are."""
        if not self.carrying:
            return
        self.carrying, self._landing = False, None
        self.line.hide()
        self.words.hide()
        self._place.row_numbers().viewport().unsetCursor()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape or kind == QEvent.Type.KeyRelease:
            return False
        if kind == QEvent.Type.KeyPress:
            self.cancel()
        event.accept()  # of a ShortcutOverride: Esc is not for whoever has it as a shortcut
        return True

    def _landing_at(self, y: int) -> Landing:
        """Of the places around the row under the pointer the nearer one."""
        numbers, carrier = self._place.row_numbers(), self._place.carrier
        assert carrier is not None
        y = max(min(y, numbers.viewport().height() - 1), 0)
        row = numbers.logicalIndexAt(QPoint(0, y))
        above, below = carrier.around(self._place.chosen_rows, numbers.count() - 1 if row < 0 else row)
        middle = (self._boundary(above.line) + self._boundary(below.line)) / 2
        return above if y < middle else below

    def _boundary(self, line: int) -> int:
        """The upper edge of that row, in the numbers."""
        numbers = self._place.row_numbers()
        if line < numbers.count():
            return numbers.sectionViewportPosition(line)
        return numbers.sectionViewportPosition(line - 1) + numbers.sectionSize(line - 1)

    def _say(self, words: str, at: QPoint) -> None:
        self.words.setVisible(bool(words))
        if words:
            self.words.setText(words)
            self.words.adjustSize()
            room, away = self._over.rect(), self._place.theme.pixels(AWAY)
            y = max(min(at.y() + away, room.height() - self.words.height() - away), 0)
            self.words.move(at.x() + away, y)
            self.words.raise_()
