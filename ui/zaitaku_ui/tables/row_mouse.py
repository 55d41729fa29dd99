"""The mouse on the row numbers: it chooses rows, and takes those that are chosen to another place."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from zaitaku_ui.tables.header import RowNumbers
from zaitaku_ui.tables.row_choice import RowChoice
from zaitaku_ui.tables.row_drag import DraggingPlace, RowDrag

EDGE, FASTEST, TICK = 28, 40, 30
"""Within EDGE px of the upper or lower edge the sheet scrolls, by up to FASTEST px every TICK ms."""


class RowsPlace(DraggingPlace, Protocol):
    """What is asked of the sheet."""

    row_choice: RowChoice

    def row_numbers(self) -> RowNumbers:
        """The numbers at the left."""
        ...

    def take_keyboard(self) -> None:
        """Have the keyboard in the sheet."""
        ...

    def finish_typing(self) -> bool:
        """Close the cell editor. False = what stands in it cannot be written."""
        ...

    def scroll_rows(self, pixels: int) -> None:
        """Down (up if negative) by so much."""
        ...


class RowMouse(QObject):
    """Press and move chooses; pressing on a chosen row and moving carries all that are chosen."""

    def __init__(self, sheet: RowsPlace, over: QWidget) -> None:
        """`over` = the widget that is drawn over while rows are carried."""
        super().__init__(over)
        self._sheet = sheet
        self.drag = RowDrag(sheet, over)
        self._stretching = False
        self._held: QPoint | None = None  # where a chosen row was pressed
        self._at = QPoint()
        self._scroll = QTimer(self)
        self._scroll.setInterval(TICK)
        self._scroll.timeout.connect(self._scroll_on)

    def press(self, event: QMouseEvent) -> None:
        """Choose the row, or take hold of those that are chosen. The right button chooses what its menu is about."""
        self._let_go()
        at = event.position().toPoint()
        choice, row = self._sheet.row_choice, self._sheet.row_numbers().logicalIndexAt(at)
        left = event.button() == Qt.MouseButton.LeftButton
        if row < 0 or not (left or event.button() == Qt.MouseButton.RightButton) or not self._sheet.finish_typing():
            return
        if not left:
            if row not in choice.rows:
                choice.begin(row)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            choice.extend(row)
            self._stretching = True
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            choice.turn(row)
            self._stretching = row in choice.rows
        elif row in choice.rows:
            self._held = at
        else:
            choice.begin(row)
            self._stretching = True
        self._sheet.take_keyboard()

    def move(self, event: QMouseEvent) -> None:
        """Stretch the choice, carry the rows, or only show what pressing would do."""
        self._at = event.position().toPoint()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._let_go()
            self._hint()
            return
        if self._held is not None and not self.drag.carrying:
            if (self._at - self._held).manhattanLength() < QApplication.startDragDistance():
                return
            self._held = None
            self.drag.begin(self._at.y())
        self._follow()
        self._scroll_near_edge()

    def release(self, event: QMouseEvent) -> None:
        """The rows are let go, or the one that was only clicked is chosen alone."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        held = self._held
        if self.drag.carrying:
            self.drag.drop()
        elif held is not None:
            self._sheet.row_choice.begin(self._sheet.row_numbers().logicalIndexAt(held))
        self._let_go()
        self._hint()

    def _let_go(self) -> None:
        self._scroll.stop()
        self._stretching, self._held = False, None
        self.drag.cancel()

    def _hint(self) -> None:
        """An open hand over what can be taken hold of."""
        numbers = self._sheet.row_numbers()
        if numbers.logicalIndexAt(self._at) in self._sheet.row_choice.rows:
            numbers.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            numbers.viewport().unsetCursor()

    def _follow(self) -> None:
        numbers = self._sheet.row_numbers()
        if self.drag.carrying:
            self.drag.follow(self._at.y())
        elif self._stretching:
            y = max(min(self._at.y(), numbers.viewport().height() - 1), 0)
            row = numbers.logicalIndexAt(QPoint(0, y))
            row = numbers.count() - 1 if row < 0 else row
            if row != self._sheet.place()[0]:
                self._sheet.row_choice.extend(row)

    def _pull(self) -> int:
        """By how many px the sheet scrolls now."""
        height, y = self._sheet.row_numbers().viewport().height(), self._at.y()
        beyond = y - EDGE if y < EDGE else max(y - (height - EDGE), 0)
        return max(min(beyond, FASTEST), -FASTEST)

    def _scroll_near_edge(self) -> None:
        if self._pull() and (self.drag.carrying or self._stretching):
            if not self._scroll.isActive():
                self._scroll.start()
        else:
            self._scroll.stop()

    def _scroll_on(self) -> None:
        if not self.drag.carrying and not self._stretching:  # Esc
            self._scroll.stop()
            return
        self._sheet.scroll_rows(self._pull())
        self._follow()
