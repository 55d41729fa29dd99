"""Draws the cells of the sheet: text, chips, lines by level, cursor and range (LOOK 2)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from zaitaku_desktop.forms.grid import GridCell
from zaitaku_ui.tables.cell_text import CellText
from zaitaku_ui.tables.folding import FoldedYears
from zaitaku_ui.tables.found_words import FoundWords, Place, selections
from zaitaku_ui.tables.grade_box import BOX, paint_grade
from zaitaku_ui.tables.model import TableModel
from zaitaku_ui.tables.table import Edge
from zaitaku_ui.tables.text_layout import ARROW, CHIP_HEIGHT, LINK, CellLayouts, Placed, PlacedChip, is_turned
from zaitaku_ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
LINES = {Edge.GROUP: ("line4", 2), Edge.ITEM: ("line3", 1), Edge.ROW: ("line", 1)}


class CellDelegate(QStyledItemDelegate):
    """Paints one cell. `cursor` = where the cursor is; `selected` = the cells of a range of more than one; `rows` =
    those chosen as a whole: of a merged cell only their part is filled."""

    def __init__(self, model: TableModel, layouts: CellLayouts, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._layouts = layouts
        self._theme = theme
        self.cursor: tuple[int, int] | None = None
        self.selected: frozenset[tuple[int, int]] = frozenset()
        self.rows: frozenset[int] = frozenset()
        self.folded = FoldedYears()
        self._on_sel = False
        self.found = FoundWords()
        self._place: Place = (0, 0)  # of the cell that is being painted
        self.frozen_edge = -1
        """The last frozen column: it has the thick edge."""

    def look(self, layouts: CellLayouts, theme: Theme) -> None:
        """Draw in this look from now on."""
        self._layouts, self._theme = layouts, theme

    def chosen(self) -> set[tuple[str, int, int]]:
        """What is drawn as chosen: as what, and (row, column) of the cell; (row, -1) of a row as a whole."""
        cursor = set() if self.cursor is None else {("cursor", *self.cursor)}
        return cursor | {("range", *place) for place in self.selected} | {("row", row, -1) for row in self.rows}

    @cached_property
    def _colours(self) -> dict[str, QColor]:
        return {token: self._theme.colour(token) for token in self._theme.tokens}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = self._model.cell(index)
        if cell is None:
            return QSize()
        width = option.rect.width()
        return QSize(width, self._layouts.height(self._model.content(cell), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = self._model.cell(index)
        if cell is None:
            return
        rect, self._place = QRect(option.rect), (cell.row, cell.col)
        painter.save()
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.folded.is_strip(cell.col):
            painter.fillRect(rect, self._colours["panel"])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            self._lines(painter, rect, cell)
            painter.restore()
            return
        content = self._model.content(cell)
        self._fill(painter, rect, cell, content.fill)
        marked = self._marked(rect, cell, option.widget)
        for part in marked:
            painter.fillRect(part, self._colours["sel"])
        self._content(painter, rect, option.widget, content)
        if self._theme.high_contrast:  # there words stand light on dark, but dark where the cell is chosen
            self._chosen_content(painter, rect, option.widget, content, marked)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._lines(painter, rect, cell)
        if self.cursor == (cell.row, cell.col):
            self._cursor(painter, rect)
        painter.restore()

    def _content(self, painter: QPainter, rect: QRect, pane: QWidget | None, content: CellText) -> None:
        if content.hatched:
            painter.setBrushOrigin(rect.topLeft())  # the strokes move with the cell, as what is scrolled does
            painter.fillRect(rect, QBrush(self._colours["hatch"], Qt.BrushStyle.BDiagPattern))
        if self.found.fills(self._place, content):
            painter.fillRect(rect, self._colours["warn-b"])
        if content.vertical:
            self._vertical(painter, rect, pane, content.vertical)
            self._corner(painter, rect, content)
        else:
            self._words(painter, self._seen(rect, pane, content) if content.heading else rect, content)
        if content.boxed:
            self._boxed(painter, rect, content.boxed)
        if content.grade:
            paint_grade(painter, self._theme, self._grade_box(rect, content), content.grade)
        if content.run:
            self._run(painter, rect, ends=content.run == "end")

    def _chosen_content(
        self, painter: QPainter, rect: QRect, pane: QWidget | None, content: CellText, marked: Iterable[QRect]
    ) -> None:
        """The content once more in the ink that is read on what is chosen, in these parts of the cell only."""
        self._on_sel = True
        for part in marked:
            painter.save()
            painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
            painter.fillRect(part, self._colours["sel"])
            self._content(painter, rect, pane, content)
            painter.restore()
        self._on_sel = False

    def _ink(self, token: str) -> str:
        """The token of the ink to write with: `token`, unless it stands on what is chosen."""
        return "on-sel" if self._on_sel else token

    def _fill(self, painter: QPainter, rect: QRect, cell: GridCell, token: str) -> None:
        painter.fillRect(rect, self._colours[token or "surface"])
        if self._model.is_current(cell.col) and not token:
            tint = QColor(self._colours["accent-s"])
            tint.setAlphaF(0.26)
            painter.fillRect(rect, tint)

    def _marked(self, rect: QRect, cell: GridCell, pane: QWidget | None) -> list[QRect]:
        """The parts of a cell that are chosen: all of it, or where it lies in rows chosen as a whole."""
        if (cell.row, cell.col) in self.selected or (cell.rowspan == 1 and cell.row in self.rows):
            return [rect]
        if cell.rowspan == 1 or not self.rows:
            return []
        assert isinstance(pane, QTableView)
        first, last = pane.rowAt(0), pane.rowAt(pane.viewport().height() - 1)
        stop = cell.row + cell.rowspan if last < 0 else min(cell.row + cell.rowspan, last + 1)
        rows = (row for row in range(max(cell.row, first), stop) if row in self.rows)
        return [QRect(rect.left(), pane.rowViewportPosition(row), rect.width(), pane.rowHeight(row)) for row in rows]

    def _words(self, painter: QPainter, rect: QRect, content: CellText) -> None:
        placed: Placed = self._layouts.place(content, rect.width())
        origin = QPointF(rect.left() + self._layouts.pad_x, rect.top() + self._layouts.pad_y)
        for chip in placed.chips:
            self._chip(painter, chip, chip.rect.translated(origin))
        painter.setPen(self._colours[self._ink("ink")])
        for (layout, at), paragraph in zip(placed.texts, content.paragraphs, strict=True):
            found = selections(self._theme, self.found, self._place, paragraph)
            layout.draw(painter, origin + at, [*self._overwritten(layout), *found])
        for at in placed.arrows:
            icon = self._theme.pixmap("arrow", self._ink("ink3"), ARROW, painter.device().devicePixelRatioF())
            painter.drawPixmap(origin + at, icon)
        self._corner(painter, rect, content)
        if content.middle_chip:
            height, width = self._theme.pixels(CHIP_HEIGHT), self._theme.pixels(34)
            middle = QRectF(0, 0, width, height)
            middle.moveCenter(QRectF(rect).center())
            self._chip(painter, PlacedChip(content.middle_chip, "dashed", middle), middle)

    def _boxed(self, painter: QPainter, rect: QRect, words: str) -> None:
        """A word in a box in the middle (代)."""
        box = QRectF(0, 0, self._theme.pixels(20), self._theme.pixels(18))
        box.moveCenter(QRectF(rect).center())
        painter.setPen(QPen(self._colours[self._ink("accent")], 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        painter.setPen(self._colours[self._ink("accent-d")])
        painter.setFont(self._layouts.font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _overwritten(self, layout: QTextLayout) -> list[QTextLayout.FormatRange]:
        """The inks that words bring with them, overwritten on what is chosen."""
        if not self._on_sel:
            return []
        whole = QTextLayout.FormatRange()
        whole.start, whole.length = 0, len(layout.text())
        whole.format.setForeground(self._colours["on-sel"])
        return [whole]

    def _corner(self, painter: QPainter, rect: QRect, content: CellText) -> None:
        """The mark of a finding, beside it that of a shared text."""
        pictures = ([content.mark] if content.mark else []) + ([("link", "ink3")] if content.link else [])
        for place, (name, token) in enumerate(pictures, 1):
            icon = self._theme.pixmap(name, self._ink(token), LINK, painter.device().devicePixelRatioF())
            painter.drawPixmap(QPointF(rect.right() - place * self._theme.pixels(LINK) - 2, rect.top() + 4), icon)

    def _chip(self, painter: QPainter, chip: PlacedChip, rect: QRectF) -> None:
        frame = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        fill, border, ink, style = {
            "filled": ("accent", "accent", "on-accent", Qt.PenStyle.SolidLine),
            "outline": ("surface", "line3", "ink2", Qt.PenStyle.SolidLine),
            "dashed": ("surface", "line3", "ink2", Qt.PenStyle.DashLine),
            "axis": ("head2", "line2", "ink2", Qt.PenStyle.SolidLine),
        }[chip.kind]
        painter.setPen(QPen(self._colours[border], 1, style))
        painter.setBrush(self._colours[fill])
        painter.drawRoundedRect(frame, 2, 2)
        painter.setPen(self._colours[ink])
        painter.setFont(self._layouts.small)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, chip.text)

    def _vertical(self, painter: QPainter, rect: QRect, widget: QWidget | None, text: str) -> None:
        """One character below the other, in the middle of what can be seen of the cell."""
        seen = rect.intersected(widget.rect()) if widget else rect
        step = self._layouts.vertical_step
        height = step * len(text)
        pad = self._layouts.pad_y
        top = seen.top() + max((seen.height() - height) / 2, 0)
        top = max(rect.top() + pad, min(top, rect.bottom() - height - pad))
        painter.setFont(self._layouts.bold)
        ink, fill = ("on-accent", "accent") if self.found.current == self._place else ("ink", "warn-b")
        found = self.found.find(text) if self._place in self.found.cells else []
        marked = {place for span in found for place in range(*span)}
        for place, char in enumerate(text):
            box = QRectF(rect.left(), top + place * step, rect.width(), step)
            if place in marked:
                painter.fillRect(box.adjusted(4, 0, -5, 0), self._colours[fill])
            painter.setPen(self._colours[ink if place in marked else self._ink("ink")])
            if is_turned(char):
                painter.save()
                painter.translate(box.center())
                painter.rotate(90)
                painter.drawText(QRectF(-step, -step, 2 * step, 2 * step), Qt.AlignmentFlag.AlignCenter, char)
                painter.restore()
            else:
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, char)

    def _seen(self, rect: QRect, widget: QWidget | None, content: CellText) -> QRect:
        """A heading over many rows stands at the top of what is seen of it."""
        top = max(rect.top(), widget.rect().top() if widget else rect.top())
        last = rect.bottom() + 1 - self._layouts.height(content, rect.width())
        return QRect(rect.left(), max(min(top, last), rect.top()), rect.width(), rect.height())

    def _grade_box(self, rect: QRect, content: CellText) -> QRectF:
        """Where the box of a grade stands: in the middle, at the left where a mark stands beside it."""
        box = QRectF(0, 0, self._theme.pixels(BOX[0]), self._theme.pixels(BOX[1]))
        box.moveCenter(QRectF(rect).center())
        if content.mark:
            box.moveLeft(rect.left() + 3)
        return box

    def _run(self, painter: QPainter, rect: QRect, *, ends: bool) -> None:
        """A text of a 年度 before goes on: a line through the cell, with a head where it ends."""
        y = rect.top() + self._layouts.pad_y + self._layouts.line / 2
        right = rect.right() - self._layouts.pad_x if ends else rect.right() + 1
        painter.setPen(QPen(self._colours[self._ink("ink2")], 1.5))
        painter.drawLine(QPointF(rect.left(), y), QPointF(right, y))
        if ends:
            head = self._theme.pixels(5)
            painter.drawLine(QPointF(right - head, y - head), QPointF(right, y))
            painter.drawLine(QPointF(right - head, y + head), QPointF(right, y))

    def _lines(self, painter: QPainter, rect: QRect, cell: GridCell) -> None:
        token, width = LINES[self._model.edge_below(cell.row + cell.rowspan - 1)]
        right, right_width = ("line3", 2) if cell.col == self.frozen_edge else ("line", 1)
        painter.fillRect(rect.right() - right_width + 1, rect.top(), right_width, rect.height(), self._colours[right])
        painter.fillRect(rect.left(), rect.bottom() - width + 1, rect.width(), width, self._colours[token])

    def _cursor(self, painter: QPainter, rect: QRect) -> None:
        accent = self._colours["accent"]
        for edge in (
            QRect(rect.left(), rect.top(), rect.width(), 2),
            QRect(rect.left(), rect.bottom() - 1, rect.width(), 2),
            QRect(rect.left(), rect.top(), 2, rect.height()),
            QRect(rect.right() - 1, rect.top(), 2, rect.height()),
        ):
            painter.fillRect(edge, accent)
