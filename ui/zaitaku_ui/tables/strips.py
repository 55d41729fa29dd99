"""Figures that stay in sight beside a sheet: at its right by rows, below it by columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from zaitaku_ui.tables.view import SheetView
from zaitaku_ui.theme import Theme

ROW, BAR = 27, 44
_MIDDLE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Figure:
    """Words in bold, with an icon before them; `token` = their colour."""

    words: str
    icon: str = ""
    token: str = "ink"


@dataclass(frozen=True, slots=True)
class FootRow:
    """A row of figures by column, behind a label."""

    label: str
    figures: Mapping[int, Figure]


@dataclass(frozen=True, slots=True)
class SideFigure:
    """3/4 and a bar with its percentage; `rate` None = nothing is known."""

    count: str
    rate: float | None


class _Strip(QWidget):
    """What both have in common: they are painted where the sheet has its columns or rows."""

    def __init__(self, theme: Theme, sheet: SheetView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheet = sheet
        main = sheet.main
        for header in (main.horizontalHeader(), sheet.frozen.horizontalHeader(), main.verticalHeader()):
            header.sectionResized.connect(self._moved)
        main.horizontalScrollBar().valueChanged.connect(self._moved)
        main.verticalScrollBar().valueChanged.connect(self._moved)
        sheet.model.modelReset.connect(self._moved)

    def _moved(self, *_what: int) -> None:
        self.update()

    def _left_of(self, column: int) -> int:
        """Where a column begins, in px of the sheet."""
        pane = self._sheet.pane_of(column)
        return pane.viewport().mapTo(self._sheet, QPoint(pane.columnViewportPosition(column), 0)).x()


class FootStrip(_Strip):
    """Totals by column, a thick line above them."""

    def __init__(self, theme: Theme, sheet: SheetView, parent: QWidget | None = None) -> None:
        super().__init__(theme, sheet, parent)
        self._rows: Sequence[FootRow] = ()

    def show_rows(self, rows: Sequence[FootRow]) -> None:
        """Show these from now on."""
        self._rows = tuple(rows)
        self.setFixedHeight(self._theme.pixels(ROW) * len(rows) + 2)
        self.setAccessibleName("。".join(self._spoken(row) for row in rows))
        self.update()

    def _spoken(self, row: FootRow) -> str:
        table = self._sheet.model.table
        columns = table.columns if table is not None else ()
        figures = (
            f"{' '.join(columns[col].heading[:1])} {figure.words}"
            for col, figure in row.figures.items()
            if col < len(columns)
        )
        return f"{row.label} {'、'.join(figures)}"

    def sizeHint(self) -> QSize:
        return QSize(400, self._theme.pixels(ROW) * max(len(self._rows), 1) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, high = self._theme, self._theme.pixels(ROW)
        painter.fillRect(self.rect(), theme.colour("head2"))
        painter.fillRect(0, 0, self.width(), 2, theme.colour("line4"))
        numbers = self._sheet.row_numbers().width()
        edge = self._sheet.main.x()
        for at, row in enumerate(self._rows):
            top = 2 + at * high
            label = QRect(numbers + theme.pixels(7), top, edge - numbers - theme.pixels(14), high)
            painter.setFont(theme.font(13, bold=True))
            painter.setPen(theme.colour("ink"))
            painter.drawText(label, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.label)
            painter.save()
            painter.setClipRect(QRect(edge, top, self._sheet.width() - edge, high))
            self._paint_figures(painter, row, top, high)
            painter.restore()
            painter.fillRect(0, top + high - 1, self.width(), 1, theme.colour("line2"))
        for x, wide in ((edge - 2, 2), (self._sheet.width(), 1)):
            painter.fillRect(x, 0, wide, self.height(), theme.colour("line3"))
        painter.end()

    def _paint_figures(self, painter: QPainter, row: FootRow, top: int, high: int) -> None:
        theme = self._theme
        for column in range(self._sheet.model.frozen_count(), self._sheet.model.columnCount()):
            rect = QRect(self._left_of(column), top, self._sheet.pane_of(column).columnWidth(column), high)
            painter.fillRect(rect.right(), top, 1, high, theme.colour("line2"))
            figure = row.figures.get(column)
            if figure is None:
                continue
            painter.setPen(theme.colour(figure.token))
            if not figure.icon:
                painter.drawText(rect, _MIDDLE, figure.words)
                continue
            side = theme.pixels(14)
            wide = painter.fontMetrics().horizontalAdvance(figure.words) + side + 4
            left = rect.center().x() - wide // 2
            icon = theme.pixmap(figure.icon, figure.token, 14, self.devicePixelRatioF())
            painter.drawPixmap(left, rect.center().y() - side // 2, icon)
            words = QRect(left + side + 4, top, wide, high)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, figure.words)


class SideStrip(_Strip):
    """Figures by row, under a heading of their own."""

    WIDTH = 166

    def __init__(self, theme: Theme, sheet: SheetView, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, sheet, parent)
        self._heading = heading
        self._figures: Mapping[int, SideFigure] = {}
        self.setFixedWidth(theme.pixels(self.WIDTH))

    def show_figures(self, figures: Mapping[int, SideFigure]) -> None:
        """By row; a row without one is a heading."""
        self._figures = figures
        self.update()

    def words(self, row: int) -> str:
        """What a screen reader says of a row."""
        figure = self._figures.get(row)
        return "" if figure is None else f"{self._heading} {figure.count} {_percent(figure.rate)}".strip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, sheet = self._theme, self._sheet
        painter.fillRect(self.rect(), theme.colour("surface"))
        numbers = sheet.main.verticalHeader()
        top = sheet.main.viewport().mapTo(sheet, QPoint(0, 0)).y()
        painter.save()
        painter.setClipRect(QRect(0, top, self.width(), max(sheet.height() - top, 0)))
        for row in range(sheet.model.rowCount()):
            rect = QRect(0, top + numbers.sectionViewportPosition(row), self.width(), numbers.sectionSize(row))
            if rect.bottom() >= top and rect.top() < self.height():
                self._paint_row(painter, row, rect)
        painter.restore()
        head = QRect(0, 0, self.width(), top)
        painter.fillRect(head, theme.colour("head"))
        painter.fillRect(0, top - 1, self.width(), 1, theme.colour("line2"))
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(13))
        painter.drawText(head, _MIDDLE, self._heading)
        painter.fillRect(0, 0, 1, self.height(), theme.colour("line3"))
        painter.end()

    def _paint_row(self, painter: QPainter, row: int, rect: QRect) -> None:
        theme, figure = self._theme, self._figures.get(row)
        if figure is None:
            painter.fillRect(rect, theme.colour("panel"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        if figure is None:
            return
        painter.setFont(theme.font(13))
        painter.setPen(theme.colour("ink"))
        count = QRect(rect.left(), rect.top(), theme.pixels(54), rect.height())
        painter.drawText(count, _MIDDLE, figure.count)
        painter.fillRect(count.right(), rect.top(), 1, rect.height(), theme.colour("line"))
        if figure.rate is None:
            return
        left = count.right() + theme.pixels(10)
        paint_bar(painter, theme, QRect(left, rect.top(), theme.pixels(BAR), rect.height()), figure.rate)
        words = QRect(left + theme.pixels(BAR + 6), rect.top(), theme.pixels(48), rect.height())
        painter.setPen(theme.colour("ink"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, _percent(figure.rate))


def _percent(rate: float | None) -> str:
    return "" if rate is None else f"{round(rate * 100)}%"


def paint_bar(painter: QPainter, theme: Theme, rect: QRect, rate: float) -> None:
    """A bar from the left in the middle of `rect`, its whole outlined."""
    high = theme.pixels(7)
    whole = QRect(rect.left(), rect.center().y() - high // 2, rect.width(), high)
    painter.setPen(theme.colour("line3"))
    painter.drawRect(whole.adjusted(0, 0, -1, -1))
    painter.fillRect(QRect(whole.left(), whole.top(), round(whole.width() * rate), high), theme.colour("accent"))
