"""The headings of the sheet: two levels above, row numbers at the left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPolygon
from PySide6.QtWidgets import QHeaderView, QWidget

from zaitaku_desktop.forms.grid import HeaderCell
from zaitaku_ui.tables.columns import SLIM
from zaitaku_ui.tables.folding import FoldedYears, YearGroup
from zaitaku_ui.tables.model import TableModel
from zaitaku_ui.tables.table import Edge
from zaitaku_ui.theme import Theme

LEVEL = 25
NUMBERS = 34
MARK = 11
MENU = 15
PICTURE = 14
FEW = 20
"""So many row numbers are painted one by one; of more, all."""


class GroupedHeader(QHeaderView):
    """Column headings as the form has them: cells over several columns and down several levels."""

    fold_asked = Signal(int)
    """(column): the mark of its 年度 was clicked."""
    menu_asked = Signal(int)
    """(column): ▾ was clicked, or the heading with the right button. Only where `offers_menus`."""

    def __init__(self, model: TableModel, theme: Theme, folded: FoldedYears, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._grid = model
        self._theme = theme
        self._folded = folded
        self._pressed = ("", -1)
        self._under_mouse = -1
        self.offers_menus = False
        self.arranged: Mapping[int, str] = {}
        """By column: the icon that says how it is sorted or filtered, instead of ▾."""
        self.setMouseTracking(True)
        self.highlighted: frozenset[int] = frozenset()
        self.frozen_edge = -1
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumSectionSize(theme.pixels(SLIM))

    def look(self, theme: Theme) -> None:
        """Draw in this look from now on."""
        self._theme = theme
        self.setMinimumSectionSize(theme.pixels(SLIM))

    def highlight(self, columns: frozenset[int]) -> None:
        """Mark the headings of these columns as those of the cursor."""
        if columns != self.highlighted:
            self.highlighted = columns
            self.viewport().update()

    def sizeHint(self) -> QSize:
        levels = self._grid.table.header_rows if self._grid.table else 1
        return QSize(super().sizeHint().width(), self._theme.pixels(LEVEL) * max(levels, 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour("head"))
        view = self._grid.table
        if view is not None:
            for cell in view.header:
                rect = self._rect(cell, view.header_rows)
                if rect.intersects(event.rect()):
                    self._paint_cell(painter, cell, rect, last=cell.row + cell.rowspan == view.header_rows)
        painter.fillRect(0, self.viewport().height() - 1, self.viewport().width(), 1, self._theme.colour("line2"))
        for cell in view.header if view else ():
            if self._grid.is_current(cell.col) and view and cell.row + cell.rowspan == view.header_rows:
                rect = self._rect(cell, view.header_rows)
                painter.fillRect(rect.left(), rect.bottom() - 2, rect.width(), 3, self._theme.colour("accent"))
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._sign_at(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if found[0] and event.button() == Qt.MouseButton.LeftButton and found == self._pressed:
            (self.fold_asked if found[0] == "fold" else self.menu_asked).emit(found[1])
        self._pressed = ("", -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._sign_at(event.position().toPoint())
        if not self._pressed[0]:  # else no range of columns begins here
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        if self._sign_at(at)[0] and not event.buttons():
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        elif self.cursor().shape() == Qt.CursorShape.PointingHandCursor:
            self.unsetCursor()
        self._hover(self.logicalIndexAt(at))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, column: int) -> None:
        """▾ is seen in the heading under the mouse."""
        if column != self._under_mouse:
            self._under_mouse = column
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        column = self.logicalIndexAt(event.pos())
        if self.offers_menus and column >= 0 and not self._folded.is_strip(column):
            self.menu_asked.emit(column)
        event.accept()

    def _sign_at(self, at: QPoint) -> tuple[str, int]:
        """("fold" or "menu", its column) of what can be clicked there, ("", -1) if there is nothing."""
        if (column := self._mark_at(at)) >= 0:
            return "fold", column
        column = self.logicalIndexAt(at)
        if column >= 0 and self._has_menu(column) and self._menu_box(column).adjusted(-3, -3, 3, 3).contains(at):
            return "menu", column
        return "", -1

    def _has_menu(self, column: int) -> bool:
        return self.offers_menus and not self._folded.is_strip(column)

    def _menu_box(self, column: int) -> QRect:
        """The box with ▾, left of − where there is one."""
        side, edge = self._theme.pixels(MENU), self._theme.pixels(4)
        rect = self._bottom_rect(column)
        group = self._folded.group_at(column)
        right = rect.right() - edge
        if group is not None and group.first == column:
            right -= self._theme.pixels(MARK) + edge
        return QRect(right - side, rect.bottom() - side - edge, side, side)

    def _mark_at(self, at: QPoint) -> int:
        """The column whose fold mark is there, -1 if there is none."""
        column = self.logicalIndexAt(at)
        group = self._folded.group_at(column) if column >= 0 else None
        if group is None or column != group.first:
            return -1
        whole = QRect(self.sectionViewportPosition(column), 0, self.sectionSize(column), self.viewport().height())
        edge = self._theme.pixels(4)  # there the width is drawn
        strip = self._folded.is_strip(column)
        rect = (
            whole.adjusted(edge, 0, -edge, 0) if strip else self._mark(self._bottom_rect(column)).adjusted(-2, -3, 2, 2)
        )
        return column if rect.contains(at) else -1

    def _bottom_rect(self, column: int) -> QRect:
        """Where the lowest heading of a column is."""
        table = self._grid.table
        for cell in table.header if table else ():
            if cell.col == column and table and cell.row + cell.rowspan == table.header_rows:
                return self._rect(cell, table.header_rows)
        return QRect()

    def _mark(self, rect: QRect) -> QRect:
        """The box with − in a heading."""
        side = self._theme.pixels(MARK)
        return QRect(rect.right() - side - self._theme.pixels(4), rect.top() + self._theme.pixels(3), side, side)

    def _rect(self, cell: HeaderCell, levels: int) -> QRect:
        columns = [c for c in range(cell.col, cell.col + cell.colspan) if not self.isSectionHidden(c)]
        if not columns:
            return QRect()
        left = self.sectionViewportPosition(columns[0])
        width = sum(self.sectionSize(column) for column in columns)
        height = self.viewport().height()
        top = height * cell.row // levels
        return QRect(left, top, width, height * (cell.row + cell.rowspan) // levels - top)

    def _paint_cell(self, painter: QPainter, cell: HeaderCell, rect: QRect, *, last: bool) -> None:
        theme = self._theme
        marked = last and cell.col in self.highlighted
        current = last and self._grid.is_current(cell.col)
        fill = "sel" if marked else "accent-s" if current else "head"
        painter.fillRect(rect, theme.colour(fill))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line2"))
        frozen = cell.col + cell.colspan - 1 == self.frozen_edge
        width = 2 if frozen else 1
        edge = theme.colour("line3" if frozen else "line2")
        painter.fillRect(rect.right() - width + 1, rect.top(), width, rect.height(), edge)
        painter.setFont(theme.font(13, bold=current or marked))
        ink = "on-sel" if marked else "accent-d" if current else "ink"
        painter.setPen(theme.colour(ink))
        group = self._folded.group_at(cell.col) if last else None
        if group is not None and group.first == cell.col:
            self._paint_fold(painter, rect, group)
            if self._folded.is_strip(cell.col):
                return
        self._paint_words(painter, cell, rect, last=last)
        if last and self._has_menu(cell.col):
            self._paint_menu(painter, cell.col)

    def _paint_words(self, painter: QPainter, cell: HeaderCell, rect: QRect, *, last: bool) -> None:
        room = rect.adjusted(2, 0, -3, -2)
        if not last and rect.width() > self.viewport().width():  # a long group cell: words where they are seen
            room = room.intersected(self.viewport().rect())
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWrapAnywhere
        painter.drawText(room, flags, cell.text)

    def _paint_menu(self, painter: QPainter, column: int) -> None:
        """▾ under the mouse; how the column is sorted or filtered always."""
        icon = self.arranged.get(column)
        if icon is None and column != self._under_mouse:
            return
        box = self._menu_box(column)
        painter.fillRect(box, self._theme.colour("accent" if icon else "line3"))
        painter.fillRect(box.adjusted(1, 1, -1, -1), self._theme.colour("surface"))
        if icon is not None:
            side = box.width() - 2
            scale = painter.device().devicePixelRatioF()
            picture = self._theme.pixmap(icon, "accent", round(side / self._theme.factor), scale)
            painter.drawPixmap(box.left() + 1, box.top() + 1, picture)
            return
        arm, middle = max(box.width() // 4, 2), box.center()
        corners = [QPoint(-arm, -arm // 2), QPoint(arm + 1, -arm // 2), QPoint(0, arm - arm // 2 + 1)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("ink"))
        painter.drawPolygon(QPolygon([middle + corner for corner in corners]))

    def _paint_fold(self, painter: QPainter, rect: QRect, group: YearGroup) -> None:
        """− folds a 年度; a strip says which 年度 it is, and ＋."""
        mark, strip = self._mark(rect), self._folded.is_strip(group.first)
        if strip:
            mark.moveTop(rect.center().y() - mark.height() // 2)
            painter.setFont(self._theme.font(12))
            words = rect.adjusted(self._theme.pixels(3), 0, 0, -2)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, group.year.short)
        self._paint_mark(painter, mark, plus=strip)

    def _paint_mark(self, painter: QPainter, box: QRect, *, plus: bool) -> None:
        theme = self._theme
        painter.fillRect(box, theme.colour("line3"))
        painter.fillRect(box.adjusted(1, 1, -1, -1), theme.colour("surface"))
        arm = max(box.width() // 2 - 3, 1)
        middle = box.center()
        painter.fillRect(QRect(middle.x() - arm, middle.y(), 2 * arm + 1, 1), theme.colour("ink"))
        if plus:
            painter.fillRect(QRect(middle.x(), middle.y() - arm, 1, 2 * arm + 1), theme.colour("ink"))


class NumbersHand(Protocol):
    """What is done with the mouse on row numbers."""

    def press(self, event: QMouseEvent) -> None:
        """A button goes down."""
        ...

    def move(self, event: QMouseEvent) -> None:
        """The mouse moves, with or without a button held."""
        ...

    def release(self, event: QMouseEvent) -> None:
        """The button goes up."""
        ...


class RowNumbers(QHeaderView):
    """Row numbers; those of the cursor are filled, bold and carry a bar; rows chosen as a whole show a grip."""

    def __init__(self, model: TableModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._grid = model
        self._theme = theme
        self.highlighted: frozenset[int] = frozenset()
        self.chosen: frozenset[int] = frozenset()
        self.hand: NumbersHand | None = None
        self.setMouseTracking(True)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def look(self, theme: Theme) -> None:
        """Draw in this look from now on."""
        self._theme = theme

    def highlight(self, rows: frozenset[int], chosen: frozenset[int]) -> None:
        """Mark the numbers of these rows as those of the cursor; `chosen` = rows chosen as a whole."""
        changed = (rows ^ self.highlighted) | (chosen ^ self.chosen)
        self.highlighted, self.chosen = rows, chosen
        room = self.viewport()
        if len(changed) > FEW:
            room.update()
            return
        for row in changed:
            room.update(0, self.sectionViewportPosition(row), room.width(), self.sectionSize(row))

    def sizeHint(self) -> QSize:
        widest = QFontMetrics(self._theme.font(13, bold=True)).horizontalAdvance("0" * len(str(self.count())))
        width = max(self._theme.pixels(NUMBERS), widest + self._theme.pixels(12))
        # The table asks for the width alone, at every step; Qt's own hint measures a hundred rows for the height.
        return QSize(width, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour("head2"))
        first = self.logicalIndexAt(QPoint(0, max(event.rect().top(), 0)))
        row = max(first, 0)
        while row < self.count() and self.sectionViewportPosition(row) <= event.rect().bottom():
            self._paint_row(painter, row)
            row += 1
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.hand is not None:
            self.hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.hand is not None:
            self.hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.hand is not None:
            self.hand.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)  # else every second of quick clicks would be lost

    def _paint_grip(self, painter: QPainter, rect: QRect) -> None:
        """Six dots below the number: here the rows are taken hold of."""
        side, step = self._theme.pixels(2), self._theme.pixels(5)
        left, top = rect.center().x() - (side + step) // 2, rect.top() + self._theme.pixels(24)
        if top + 2 * step + side < rect.bottom():
            for dot in range(6):
                at = QRect(left + dot % 2 * step, top + dot // 2 * step, side, side)
                painter.fillRect(at, self._theme.colour("on-sel"))

    def _paint_row(self, painter: QPainter, row: int) -> None:
        theme = self._theme
        rect = QRect(0, self.sectionViewportPosition(row), self.viewport().width(), self.sectionSize(row))
        marked = row in self.highlighted
        if marked:
            painter.fillRect(rect, theme.colour("sel"))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.colour("accent"))
        group_end = self._grid.edge_below(row) is Edge.GROUP
        line = 2 if group_end else 1
        colour = theme.colour("line4" if group_end else "line2")
        painter.fillRect(rect.left(), rect.bottom() - line + 1, rect.width(), line, colour)
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.colour("line2"))
        painter.setFont(theme.font(13, bold=marked))
        painter.setPen(theme.colour("on-sel" if marked else "ink2"))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(self._paint_picture(painter, row, rect.adjusted(0, 5, -1, 0)), flags, self._grid.row_name(row))
        if row in self.chosen:
            below = self._theme.pixels(PICTURE) if row in self._grid.row_pictures else 0
            self._paint_grip(painter, rect.adjusted(0, below, 0, 0))

    def _paint_picture(self, painter: QPainter, row: int, room: QRect) -> QRect:
        """The picture of a marked row under its number, in a low row beside it. Returns the room for the number."""
        picture = self._grid.row_pictures.get(row)
        if picture is None:
            return room
        if row in self.highlighted and self._theme.high_contrast:  # its own colour would not be seen on that ground
            picture = (picture[0], "on-sel")
        side, line = self._theme.pixels(PICTURE), self._theme.pixels(17)
        icon = self._theme.pixmap(*picture, PICTURE, painter.device().devicePixelRatioF())
        if room.height() >= line + side:
            painter.drawPixmap(room.center().x() - side // 2 + 1, room.top() + line, icon)
            return room
        painter.drawPixmap(room.right() - side, room.top() + 1, icon)
        return room.adjusted(3, 0, -side, 0)
