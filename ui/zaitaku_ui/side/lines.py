"""Lists of two-line rows with an icon, under headings (LOOK 4.5): findings, what a cell said before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from zaitaku_ui.side.line import Line
from zaitaku_ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
HEADING, ROW, EDGE, ICON, CHIP = 28, 48, 10, 18, 18
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineModel(QAbstractListModel):
    """Lines as a Qt model."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these from now on."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.lines[index.row()].key is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        if role == Qt.ItemDataRole.ToolTipRole and line.key is not None:
            return line.tip or "\n".join(part for part in (line.first, line.second) if part)
        return None


class LineDelegate(QStyledItemDelegate):
    """Paints a line."""

    def __init__(self, theme: Theme, model: LineModel) -> None:
        super().__init__(model)
        self._theme = theme
        self._lines = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = self._lines.lines[index.row()]
        return QSize(80, self._theme.pixels(HEADING if line.key is None else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, theme, rect = self._lines.lines[index.row()], self._theme, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.colour("sel" if chosen else "head2" if line.key is None else "surface"))
        if chosen:
            painter.fillRect(rect.left(), rect.top(), 4, rect.height(), theme.colour("accent"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        room = rect.adjusted(theme.pixels(EDGE), 0, -theme.pixels(EDGE), -1)
        ink = "on-sel" if chosen else "ink"
        if line.icon:
            token = "on-sel" if chosen and theme.high_contrast else line.token
            icon = theme.pixmap(line.icon, token, ICON, painter.device().devicePixelRatioF())
            down = 5 if line.key is None else 6
            painter.drawPixmap(room.left(), room.top() + theme.pixels(down), icon)
            room.setLeft(room.left() + theme.pixels(ICON + 8))
        if line.key is None:
            self._heading(painter, room, line)
        else:
            self._row(painter, room, line, ink, "on-sel" if chosen else "ink3")
        painter.restore()

    def _heading(self, painter: QPainter, room: QRect, line: Line) -> None:
        font = self._theme.font(13, bold=True)
        painter.setPen(self._theme.colour("ink"))
        _write(painter, font, room, line.first)
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.colour("ink2"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.chip)

    def _row(self, painter: QPainter, room: QRect, line: Line, ink: str, quiet: str) -> None:
        theme = self._theme
        middle = room.top() + theme.pixels(25)
        upper = QRect(room.left(), room.top() + theme.pixels(4), room.width(), middle - room.top() - theme.pixels(4))
        lower = QRect(room.left(), middle, room.width(), theme.pixels(19))
        if line.chip:
            upper.setRight(self._chip(painter, upper, line.chip, ink))
        painter.setPen(theme.colour(ink))
        _write(painter, theme.font(13, bold=True), upper, line.first)
        painter.setPen(theme.colour(quiet))
        _write(painter, theme.font(12), lower, line.second)

    def _chip(self, painter: QPainter, upper: QRect, words: str, ink: str) -> int:
        """Draws it at the right end; returns where the words before it must end."""
        theme, font = self._theme, self._theme.font(12)
        width = QFontMetrics(font).horizontalAdvance(words) + theme.pixels(8)
        box = QRect(upper.right() - width, upper.top() + 1, width, theme.pixels(CHIP))
        painter.setPen(theme.colour("on-sel" if ink == "on-sel" and theme.high_contrast else "line3"))
        painter.drawRoundedRect(box, 2, 2)
        painter.setPen(theme.colour(ink))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        return box.left() - theme.pixels(6)


def _write(painter: QPainter, font: QFont, room: QRect, words: str) -> None:
    painter.setFont(font)
    short = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)


class LineList(QListView):
    """`chosen(key)`: another row has the cursor (None = none has). `entered(key)`: Enter, double click. `left`: Esc."""

    chosen = Signal(object)
    entered = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = LineModel(self)
        self.setModel(self._model)
        self.setItemDelegate(LineDelegate(theme, self._model))
        self._row = theme.pixels(ROW)
        self.setAccessibleName(name)
        self.setProperty("lines", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(self._entered)

    def sizeHint(self) -> QSize:
        """Two rows; what holds it gives it more."""
        return QSize(200, self._row * 2 + 2)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._model.lines

    def key(self) -> object | None:
        """What the row of the cursor stands for."""
        index = self.currentIndex()
        return self.lines[index.row()].key if index.isValid() else None

    def show_lines(self, lines: Sequence[Line], *, take_first: bool = False) -> None:
        """Show these; the cursor stays on what it was on, or goes to what stands there now.

        `take_first` = without either it goes to the first row.
        """
        if tuple(lines) == self.lines:
            return
        before, row, top = self.key(), self.currentIndex().row(), self.verticalScrollBar().value()
        self.selectionModel().blockSignals(True)
        self._model.show_lines(lines)
        self.selectionModel().blockSignals(False)
        rows = [place for place, line in enumerate(lines) if line.key is not None]
        found = next((place for place in rows if before is not None and lines[place].key == before), None)
        if found is None and row >= 0:
            found = next((place for place in rows if place >= row), rows[-1] if rows else None)
        if found is None and take_first and rows:
            found = rows[0]
        if found is not None:
            self.take(found)
            self.verticalScrollBar().setValue(top)
        self.chosen.emit(self.key())

    def take(self, row: int) -> None:
        """Put the cursor on that row."""
        index = self._model.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def take_key(self, key: object) -> bool:
        """Put the cursor on the row that stands for `key`. False = there is none."""
        row = next((place for place, line in enumerate(self.lines) if line.key == key), None)
        if row is not None:
            self.take(row)
        return row is not None

    def _moved(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self.chosen.emit(self.key())

    def _entered(self, index: QModelIndex) -> None:
        key = self.lines[index.row()].key
        if key is not None:
            self.entered.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self._entered(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
