"""One page on the desk: used whole (fitted) and as the loupe (LOOK 7)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from zaitaku_desktop.typeset.boxes import Page, Region
from zaitaku_ui.preview.painter import PagePainter
from zaitaku_ui.preview.pictures import PagePictures, draw_outline
from zaitaku_ui.theme import Theme

DESK_MARGIN = 10
KEPT_PICTURES = 6
STEPS: tuple[float, ...] = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
LINE = 60  # pixels moved by a notch of the wheel or an arrow key


def region_at(page: Page, x: float, y: float) -> Region | None:
    """The smallest region of `page` that holds the point (points of the page), or None."""
    hits = [r for r in page.regions if r.x <= x <= r.x + r.width and r.y <= y <= r.y + r.height]
    return min(hits, key=_area, default=None)


def _area(region: Region) -> float:
    return region.width * region.height


class PageView(QWidget):
    """A page with the cursor's cell outlined. `fitted` = always whole; otherwise `zoom` 1.0 = real size."""

    clicked = Signal(object)
    """(ident) of the cell or block that was clicked."""
    zoom_changed = Signal(float)
    turned = Signal(int)
    """(+1 / −1): the wheel or a page key asks for another page (fitted views only)."""

    def __init__(self, theme: Theme, painter: PagePainter, *, fitted: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = PagePictures(theme, painter, KEPT_PICTURES)
        self._fitted = fitted
        self._page: Page | None = None
        self._marked: tuple[Region, ...] = ()
        self._zoom = 1.0
        self._offset = QPointF(0.0, 0.0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the sheet
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def page(self) -> Page | None:
        """The page shown."""
        return self._page

    @property
    def zoom(self) -> float:
        """1.0 = real size, at the screen's nominal 96 dots an inch."""
        return self._zoom

    @property
    def scale(self) -> float:
        """Logical pixels per point."""
        if not self._fitted or self._page is None:
            return self._zoom * 96 / 72
        room_x = max(20, self.width() - 2 * DESK_MARGIN)
        room_y = max(20, self.height() - 2 * DESK_MARGIN)
        return min(room_x / self._page.width, room_y / self._page.height)

    def sizeHint(self) -> QSize:
        """Room for a whole page at the pane's usual width."""
        return QSize(300, 210)

    def show_page(self, page: Page | None, marked: tuple[Region, ...] = ()) -> None:
        """Show another page, `marked` outlined. The place looked at stays where it is."""
        self._page = page
        self._marked = marked
        self._clamp()
        self.update()

    def mark(self, regions: tuple[Region, ...]) -> None:
        """Outline these regions instead of the ones before."""
        self._marked = regions
        self.update()

    def centre_on(self, region: Region) -> None:
        """Bring a region into the middle; the upper left part of one that is larger than the view."""
        if self._fitted:
            return
        room_x, room_y = self.width() / self.scale, self.height() / self.scale
        x = region.x + region.width / 2 - room_x / 2
        y = region.y + region.height / 2 - room_y / 2
        margin = 8 / self.scale
        if region.width > room_x - 2 * margin:
            x = region.x - margin
        if region.height > room_y - 2 * margin:
            y = region.y - margin
        self._offset = QPointF(x, y)
        self._clamp()
        self.update()

    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """Change the loupe's power; the point `around` (of the widget, default the middle) stays where it is."""
        zoom = min(STEPS[-1], max(STEPS[0], zoom))
        if self._fitted or zoom == self._zoom:
            return
        around = around if around is not None else QPointF(self.width() / 2, self.height() / 2)
        kept = self.to_page(around)
        self._zoom = zoom
        self._offset = QPointF(kept.x() - around.x() / self.scale, kept.y() - around.y() / self.scale)
        self._clamp()
        self.update()
        self.zoom_changed.emit(zoom)

    def zoom_in(self) -> None:
        """The next larger step."""
        self.set_zoom(next((step for step in STEPS if step > self._zoom + 0.001), STEPS[-1]))

    def zoom_out(self) -> None:
        """The next smaller step."""
        self.set_zoom(next((step for step in reversed(STEPS) if step < self._zoom - 0.001), STEPS[0]))

    def page_area(self) -> QRectF:
        """Where the paper is, in pixels of the widget."""
        if self._page is None:
            return QRectF()
        width, height = self._page.width * self.scale, self._page.height * self.scale
        left = (self.width() - width) / 2 if width < self.width() else -self._offset.x() * self.scale
        top = (self.height() - height) / 2 if height < self.height() else -self._offset.y() * self.scale
        return QRectF(round(left), round(top), width, height)

    def to_page(self, point: QPointF) -> QPointF:
        """A point of the widget in points of the page."""
        corner = self.page_area().topLeft()
        return QPointF((point.x() - corner.x()) / self.scale, (point.y() - corner.y()) / self.scale)

    def outline(self, region: Region) -> QRectF:
        """Where a region is in the widget."""
        corner = self.page_area().topLeft()
        scale = self.scale
        return QRectF(
            corner.x() + region.x * scale, corner.y() + region.y * scale, region.width * scale, region.height * scale
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Desk, shadow, page, outline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("desk"))
        if self._page is not None:
            passing = not self._fitted  # the loupe follows every edit, and shows a part of the page
            self._pictures.draw_sheet(painter, self._page, self.page_area(), self.scale, passing=passing)
            for region in self._marked:
                draw_outline(painter, self.outline(region))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the paper in view."""
        self._clamp()
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom; a fitted page turns."""
        delta = event.angleDelta()
        if self._fitted:
            if delta.y():
                self.turned.emit(-1 if delta.y() > 0 else 1)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * 1.0015 ** delta.y(), event.position())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._scroll(-(delta.y() or delta.x()) * LINE / 120, 0)
        else:
            self._scroll(-delta.x() * LINE / 120, -delta.y() * LINE / 120)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows scroll, + and − zoom, page keys turn (fitted) or scroll by a view."""
        key = event.key()
        moves = {
            Qt.Key.Key_Left: (-LINE, 0),
            Qt.Key.Key_Right: (LINE, 0),
            Qt.Key.Key_Up: (0, -LINE),
            Qt.Key.Key_Down: (0, LINE),
            Qt.Key.Key_PageUp: (0, LINE - self.height()),
            Qt.Key.Key_PageDown: (0, self.height() - LINE),
        }
        if self._fitted and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif not self._fitted and key in moves:
            self._scroll(*moves[Qt.Key(key)])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Semicolon) and not self._fitted:
            self.zoom_in()
        elif key == Qt.Key.Key_Minus and not self._fitted:
            self.zoom_out()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a cell of the page tells which it is."""
        if event.button() == Qt.MouseButton.LeftButton and self._page is not None:
            point = self.to_page(event.position())
            hit = region_at(self._page, point.x(), point.y())
            if hit is not None:
                self.clicked.emit(hit.ident)
            return
        super().mousePressEvent(event)

    def _scroll(self, right: float, down: float) -> None:
        self._offset += QPointF(right / self.scale, down / self.scale)
        self._clamp()
        self.update()

    def _clamp(self) -> None:
        if self._page is None:
            return
        margin = DESK_MARGIN / self.scale
        room_x, room_y = self.width() / self.scale, self.height() / self.scale
        x = min(self._offset.x(), self._page.width + margin - room_x)
        y = min(self._offset.y(), self._page.height + margin - room_y)
        self._offset = QPointF(max(-margin, x), max(-margin, y))
