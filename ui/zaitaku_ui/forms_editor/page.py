"""The pages of a form with handles over its headings: columns are chosen, moved and drawn wider with mouse or keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from zaitaku_desktop.forms.cells import Column
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.forms.shaping_widths import See, resize
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_ui.forms_editor.handles import Frame, HeadingBox, frame_of
from zaitaku_ui.preview.desk import WIDTH, Desk, Sheet
from zaitaku_ui.preview.painter import PagePainter
from zaitaku_ui.theme import Theme
from zaitaku_ui.tokens import LIGHT

MM = 72 / 25.4
NEAR = 5
"""Pixels around an edge in which it is taken hold of."""
STEP = 0.5
"""mm: widths that are drawn with the mouse are multiples of this."""
MOVED = 6
"""Pixels after which a press is a drag."""
ACCENT = QColor(LIGHT["accent"])


@dataclass(slots=True)
class _Drag:
    """What the mouse has hold of: an edge (the right one of the column `index`), else the heading `box`."""

    sheet: Sheet
    frame: Frame
    start: QPointF
    now: QPointF
    index: int = -1
    box: HeadingBox | None = None
    going: bool = False
    width: float = 0.0
    columns: Sequence[Column] = ()


class FormDesk(Desk):
    """The pages; `show_form` says of which form they are and which columns they have."""

    chosen = Signal(tuple, int)
    """(keys of columns, level of the heading that was pressed; −1 = of the column itself)."""
    extended = Signal(str)
    """(key): the choice is to reach as far as this column (Shift)."""
    place_pressed = Signal(str)
    """(title, number, lead, legend, notes): a part of the page that is no column."""
    edit_asked = Signal()
    resized = Signal(int, float)
    """(column of the page, mm)."""
    nudged = Signal(float)
    """(mm): by the keyboard: the chosen column becomes so much wider."""
    dropped = Signal(tuple, int)
    """(keys of columns, place among those of the form before which they go)."""
    stepped = Signal(int)
    turned = Signal(int)
    """(−1 or +1): the keyboard asks for the neighbouring column."""

    def __init__(self, theme: Theme, painter: PagePainter, parent: QWidget | None = None) -> None:
        super().__init__(theme, painter, parent)
        self._form: Form | None = None
        self._see: See | None = None
        self._columns: Sequence[Column] = ()
        self._frames: dict[int, Frame | None] = {}
        self._keys: frozenset[str] = frozenset()
        self._drag: _Drag | None = None
        self._hover: tuple[int, int] | None = None
        self.fit = WIDTH
        self.setAccessibleName("様式のページ")
        self.viewport().setMouseTracking(True)
        self.clicked.connect(self._clicked)

    # What the editor calls

    def show_form(self, form: Form, see: See) -> None:
        """The form is now this one; its pages come later."""
        self._form, self._see = form, see

    def show_pages(self, layout: Layout, columns: Sequence[Column]) -> None:
        """Show pages, which have these columns."""
        self._columns = columns
        self._frames = {}
        self.show_layout(layout)

    def choose(self, keys: Sequence[str]) -> None:
        """Mark the columns of these definitions."""
        self._keys = frozenset(keys)
        self.viewport().update()

    def reveal_columns(self) -> None:
        """Bring the heading of the chosen column into sight."""
        for column in self._columns:
            if column.definition.key in self._keys:
                self.bring(f"header:{column.key}")
                return

    def frame(self, number: int) -> Frame | None:
        """The headings on a page (from 0)."""
        if number not in self._frames:
            pages = self.pages()
            self._frames[number] = frame_of(pages[number], self._columns) if number < len(pages) else None
        return self._frames[number]

    # Mouse

    def _at(self, position: QPointF) -> tuple[Sheet, QPointF] | None:
        """The page under a point of the view, and the point on it."""
        at = position + self.offset()
        for sheet in self.seen_sheets():
            if sheet.area.adjusted(0, -NEAR, 0, NEAR).contains(at):
                return sheet, (at - sheet.area.topLeft()) / self.scale
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        frame = self.frame(found[0].number) if found else None
        if event.button() != Qt.MouseButton.LeftButton or found is None or frame is None:
            super().mousePressEvent(event)
            return
        sheet, point = found
        edge = frame.edge_at(point.x(), point.y(), NEAR / self.scale)
        box = frame.box_at(point.x(), point.y())
        if edge is not None:
            self._drag = _Drag(sheet, frame, event.position(), event.position(), index=edge)
            self._choose_box(None, edge)
        elif box is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.extended.emit(self._columns[box.first + box.span - 1].definition.key)
        elif box is not None:
            self._drag = _Drag(sheet, frame, event.position(), event.position(), box=box)
            self._choose_box(box, box.first)
        else:
            super().mousePressEvent(event)

    def _choose_box(self, box: HeadingBox | None, index: int) -> None:
        if box is None or box.own:
            self.chosen.emit((self._columns[index].definition.key,), -1)
        else:
            self.chosen.emit(self._keys_of(box), box.level)

    def _keys_of(self, box: HeadingBox) -> tuple[str, ...]:
        members = self._columns[box.first : box.first + box.span]
        return tuple(dict.fromkeys(column.definition.key for column in members))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drag = self._drag
        if drag is None:
            self._show_cursor(event.position())
            super().mouseMoveEvent(event)
            return
        drag.now = event.position()
        away = drag.now - drag.start
        drag.going = drag.going or max(abs(away.x()), abs(away.y())) >= (1 if drag.index >= 0 else MOVED)
        if drag.index >= 0 and self._form is not None and self._see is not None:
            start = drag.frame.lefts[drag.index + 1] - drag.frame.lefts[drag.index]
            wanted = (start + away.x() / self.scale) / MM
            drag.width = round(wanted / STEP) * STEP
            drag.columns = self._see(resize(self._form, self._see, drag.index, drag.width))
        elif drag.going:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag is None:
            super().mouseReleaseEvent(event)
            return
        self._show_cursor(event.position())
        self.viewport().update()
        if not drag.going:
            return
        if drag.index >= 0:
            self.resized.emit(drag.index, drag.width)
        elif drag.box is not None:
            self._drop(drag, drag.box)

    def _drop(self, drag: _Drag, box: HeadingBox) -> None:
        gap = self._gap(drag)
        if not box.first <= gap <= box.first + box.span and self._form is not None:
            order = [column.key for column in self._form.columns]
            if gap < len(self._columns):
                to = order.index(self._columns[gap].definition.key)
            else:
                to = order.index(self._columns[-1].definition.key) + 1
            self.dropped.emit(self._keys_of(box) if not box.own else (self._columns[box.first].definition.key,), to)

    def _gap(self, drag: _Drag) -> int:
        """Where what is held would go: 年度 that alternate (R6, R6実績, R7 …) have nothing put between them."""
        gap = drag.frame.gap_at((drag.now.x() + self.offset().x() - drag.sheet.area.left()) / self.scale)
        start = end = gap
        while 0 < start < len(self._columns) and _alternate(self._columns[start - 1], self._columns[start]):
            start -= 1
        while 0 < end < len(self._columns) and _alternate(self._columns[end - 1], self._columns[end]):
            end += 1
        return start if gap - start < end - gap else end

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        frame = self.frame(found[0].number) if found else None
        if found is not None and frame is not None and frame.box_at(found[1].x(), found[1].y()) is not None:
            self.edit_asked.emit()
            return
        super().mouseDoubleClickEvent(event)

    def _show_cursor(self, position: QPointF) -> None:
        found = self._at(position)
        frame = self.frame(found[0].number) if found else None
        hover: tuple[int, int] | None = None
        shape = Qt.CursorShape.ArrowCursor
        if found is not None and frame is not None:
            sheet, point = found
            edge = frame.edge_at(point.x(), point.y(), NEAR / self.scale)
            if edge is not None:
                hover, shape = (sheet.number, edge), Qt.CursorShape.SplitHCursor
            elif frame.box_at(point.x(), point.y()) is not None:
                shape = Qt.CursorShape.OpenHandCursor
        self.viewport().setCursor(shape)
        if hover != self._hover:
            self._hover = hover
            self.viewport().update()

    def _clicked(self, ident: object) -> None:
        if isinstance(ident, CellAddress) and self._form is not None:
            key = ident.column.partition(":")[0]
            if any(column.key == key for column in self._form.columns):
                self.chosen.emit((key,), -1)
        elif isinstance(ident, str):
            self.place_pressed.emit(ident)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """←→ the neighbouring column, with Alt it goes there, with Shift its width; Enter its heading, Esc lets go."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        if side and modifiers == Qt.KeyboardModifier.NoModifier:
            self.turned.emit(side)
        elif side and modifiers == Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(side)
        elif side and modifiers & Qt.KeyboardModifier.ShiftModifier:
            fine = modifiers & Qt.KeyboardModifier.ControlModifier
            self.nudged.emit(side * (0.1 if fine else 1.0))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_asked.emit()
        elif key == Qt.Key.Key_Escape and self._drag is not None:
            self._drag = None
            self.viewport().update()
        else:
            super().keyPressEvent(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(self._theme.font(12, bold=True))
        for sheet in self.seen_sheets():
            frame = self.frame(sheet.number)
            if frame is not None:
                self._paint_frame(painter, sheet, frame)
        drag = self._drag
        if drag is not None and drag.going:
            if drag.index >= 0:
                self._paint_edges(painter, drag)
            else:
                self._paint_moving(painter, drag)
        painter.end()

    def _place(self, sheet: Sheet, x: float, y: float, width: float, height: float) -> QRectF:
        corner = sheet.area.topLeft() - self.offset()
        scale = self.scale
        return QRectF(corner.x() + x * scale, corner.y() + y * scale, width * scale, height * scale)

    def _paint_frame(self, painter: QPainter, sheet: Sheet, frame: Frame) -> None:
        tint = QColor(ACCENT)
        for index, column in enumerate(self._columns):
            if column.definition.key not in self._keys:
                continue
            left, width = frame.lefts[index], frame.lefts[index + 1] - frame.lefts[index]
            tint.setAlphaF(0.07)
            painter.fillRect(self._place(sheet, left, frame.bottom, width, frame.foot - frame.bottom), tint)
            tint.setAlphaF(0.18)
            head = self._place(sheet, left, frame.top, width, frame.bottom - frame.top)
            painter.fillRect(head, tint)
            painter.setPen(QPen(ACCENT, 2))
            painter.drawRect(head)
            if self._drag is None or not self._drag.going:
                self._paint_chip(painter, head, f"{column.width:.1f}".removesuffix(".0"))
        for index, edge in enumerate(frame.lefts[1:-1]):
            hot = self._hover == (sheet.number, index)
            half = 4 if hot else 3
            place = self._place(sheet, edge, frame.top, 0, frame.bottom - frame.top)
            painter.fillRect(QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half), ACCENT)
            if hot:
                painter.fillRect(QRectF(place.x() - 1, place.y(), 2, place.height()), ACCENT)

    def _paint_chip(self, painter: QPainter, over: QRectF, words: str) -> None:
        """A width in mm on a chip over a heading."""
        metrics = painter.fontMetrics()
        text = f"{words} mm"
        width = metrics.horizontalAdvance(text) + 10
        height = metrics.height() + 2
        chip = QRectF(over.center().x() - width / 2, over.top() - height - 6, width, height)
        painter.fillRect(chip, ACCENT)
        painter.setPen(QColor(LIGHT["on-accent"]))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_edges(self, painter: QPainter, drag: _Drag) -> None:
        """The columns as they will be."""
        x = drag.frame.lefts[0]
        painter.setPen(QPen(ACCENT, 1, Qt.PenStyle.DashLine))
        for column in drag.columns[:-1]:
            x += column.width * MM
            line = self._place(drag.sheet, x, drag.frame.top, 0, drag.frame.foot - drag.frame.top)
            painter.drawLine(line.topLeft(), line.bottomLeft())
        x = drag.frame.lefts[0]
        for index, column in enumerate(drag.columns):
            if index in (drag.index, drag.index + 1):
                over = self._place(drag.sheet, x, drag.frame.top, column.width * MM, 0)
                self._paint_chip(painter, over, f"{column.width:.1f}")
            x += column.width * MM

    def _paint_moving(self, painter: QPainter, drag: _Drag) -> None:
        """The heading under the mouse, and where it would go."""
        assert drag.box is not None
        region = drag.box.region
        ghost = QColor(ACCENT)
        ghost.setAlphaF(0.3)
        shape = self._place(drag.sheet, region.x, region.y, region.width, region.height)
        painter.fillRect(shape.translated(drag.now - drag.start), ghost)
        gap = self._gap(drag)
        line = self._place(drag.sheet, drag.frame.lefts[gap], drag.frame.top, 0, drag.frame.foot - drag.frame.top)
        painter.fillRect(QRectF(line.x() - 2, line.y() - 8, 4, line.height() + 8), ACCENT)


def _alternate(one: Column, other: Column) -> bool:
    return one.definition.repeats and other.definition.repeats
