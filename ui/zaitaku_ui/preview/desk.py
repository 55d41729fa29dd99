"""All pages below each other on the desk: scrolled, zoomed, one or two side by side (見開き)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from zaitaku_desktop.typeset.boxes import Layout, Page, Region
from zaitaku_ui.preview.page_view import LINE, region_at
from zaitaku_ui.preview.painter import PagePainter
from zaitaku_ui.preview.pictures import PagePictures, draw_outline
from zaitaku_ui.theme import Theme

GAP = 14
"""Pixels between pages and around them."""
KEPT_PICTURES = 12
STEPS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
WHOLE, WIDTH = "whole", "width"
"""Fits: a whole page (or two) is seen; the width is filled."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page and where it lies on the whole desk, in pixels."""

    number: int
    page: Page
    area: QRectF


class Desk(QAbstractScrollArea):
    """The pages of a layout. `fit` = WHOLE, WIDTH or "" (the zoom is the user's)."""

    clicked = Signal(object)
    """(ident) of the cell that was clicked."""
    page_changed = Signal(int)
    """The page that is seen best, from 0."""
    zoom_changed = Signal(float)
    """1.0 = real size."""

    def __init__(self, theme: Theme, painter: PagePainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = PagePictures(theme, painter, KEPT_PICTURES)
        self._layout: Layout | None = None
        self._sheets: list[Sheet] = []
        self._ident: object | None = None
        self._told = -1
        self.zoom = 1.0
        self.fit = WHOLE
        self.two_up = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("ページ")
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self.horizontalScrollBar().valueChanged.connect(self._moved)

    # What is shown

    def show_layout(self, layout: Layout) -> None:
        """Show these pages; the place looked at stays."""
        self._layout = layout
        self._arrange()

    def mark(self, ident: object | None) -> None:
        """Outline this cell on every page that shows it."""
        self._ident = ident
        self.viewport().update()

    def reveal(self, ident: object | None) -> None:
        """Outline a cell and bring it into sight."""
        self.mark(ident)
        self.bring(ident)

    def bring(self, ident: object | None) -> None:
        """Bring a cell into sight, if it is not seen."""
        for sheet in self._sheets:
            for region in _regions(sheet.page, ident):
                box = self.box_of(sheet, region)
                seen = QRectF(self.viewport().rect()).translated(self.offset())
                if not seen.contains(box.topLeft()) or box.bottom() > seen.bottom() + box.height() / 2:
                    self._scroll_to(box.center() - QPointF(self.viewport().width() / 2, self.viewport().height() / 3))
                return

    def pages(self) -> list[Page]:
        """What is shown."""
        return self._layout.pages if self._layout is not None else []

    @property
    def page_number(self) -> int:
        """The page that is seen best, the first of those that are equally well, from 0."""
        seen = QRectF(self.viewport().rect()).translated(self.offset())
        best, most = 0, -1.0
        for sheet in self._sheets:
            part = sheet.area.intersected(seen)
            share = part.width() * part.height() / max(sheet.area.width() * sheet.area.height(), 1.0)
            if share > most + 0.001:
                best, most = sheet.number, share
        return best

    def go_to(self, number: int) -> None:
        """Bring a page (from 0) to the top."""
        if self._sheets:
            sheet = self._sheets[max(0, min(number, len(self._sheets) - 1))]
            self._scroll_to(QPointF(self.offset().x(), sheet.area.top() - GAP))

    # Size

    def set_fit(self, fit: str) -> None:
        """WHOLE or WIDTH: the zoom follows the window."""
        self.fit = fit
        self._arrange()

    def set_zoom(self, zoom: float) -> None:
        """The user's own zoom (0.25 … 4)."""
        self.fit = ""
        self.zoom = max(STEPS[0], min(zoom, STEPS[-1]))
        self._arrange()

    def zoom_in(self) -> None:
        """The next larger step."""
        self.set_zoom(next((step for step in STEPS if step > self.zoom + 0.001), STEPS[-1]))

    def zoom_out(self) -> None:
        """The next smaller step."""
        self.set_zoom(next((step for step in reversed(STEPS) if step < self.zoom - 0.001), STEPS[0]))

    def set_two_up(self, two_up: bool) -> None:
        """見開き: two pages side by side."""
        self.two_up = two_up
        self._arrange()

    @property
    def scale(self) -> float:
        """Pixels per point."""
        return self.zoom * 96 / 72

    def _rows(self) -> list[list[tuple[int, Page]]]:
        pages = list(enumerate(self._layout.pages if self._layout else ()))
        step = 2 if self.two_up else 1
        return [pages[start : start + step] for start in range(0, len(pages), step)]

    def _arrange(self) -> None:
        """Place every page; the page at the top of what is seen stays there."""
        number, rows = self.page_number, self._rows()
        before = self._sheets[number].area if number < len(self._sheets) else None
        kept = 0.0 if before is None else (self.offset().y() - before.top()) / before.height()
        self._fit_zoom(rows)
        widest = max((self._width(row) for row in rows), default=0.0)
        room = self.viewport().width()
        self._sheets = []
        top = float(GAP)
        for row in rows:
            left = max((max(widest, room) - self._width(row)) / 2, GAP)
            high = max(page.height for _, page in row) * self.scale
            for place, page in row:
                area = QRectF(round(left), round(top), page.width * self.scale, page.height * self.scale)
                self._sheets.append(Sheet(place, page, area))
                left += page.width * self.scale + GAP
            top += high + GAP
        self._set_bars(round(widest), round(top))
        if before is not None and number < len(self._sheets):
            area = self._sheets[number].area
            self.verticalScrollBar().setValue(round(area.top() + kept * area.height()))
        self.viewport().update()
        self.zoom_changed.emit(self.zoom)
        self._moved()

    def _width(self, row: list[tuple[int, Page]]) -> float:
        return sum(page.width * self.scale + GAP for _, page in row) + GAP

    def _fit_zoom(self, rows: list[list[tuple[int, Page]]]) -> None:
        if not self.fit or not rows:
            return
        room_x = max(self.viewport().width(), 60)
        room_y = max(self.viewport().height() - 2 * GAP, 60)
        wide = max(sum(page.width for _, page in row) for row in rows)
        gaps = GAP * (max(len(row) for row in rows) + 1)
        high = max(page.height for row in rows for _, page in row)
        scale = (room_x - gaps) / wide
        if self.fit == WHOLE:
            scale = min(scale, room_y / high)
        self.zoom = max(scale, 0.05) * 72 / 96

    def _set_bars(self, width: int, height: int) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(width - self.viewport().width(), 0))
        across.setPageStep(self.viewport().width())
        down.setRange(0, max(height - self.viewport().height(), 0))
        down.setPageStep(self.viewport().height())
        down.setSingleStep(LINE)
        across.setSingleStep(LINE)

    # Qt

    def offset(self) -> QPointF:
        """What of the whole desk stands at the upper left of the view."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _scroll_to(self, corner: QPointF) -> None:
        self.horizontalScrollBar().setValue(round(corner.x()))
        self.verticalScrollBar().setValue(round(corner.y()))

    def _moved(self, _value: int = 0) -> None:
        self.viewport().update()
        if (now := self.page_number) != self._told:
            self._told = now
            self.page_changed.emit(now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def seen_sheets(self) -> Iterator[Sheet]:
        """The pages of which something is seen."""
        seen = QRectF(self.viewport().rect()).translated(self.offset())
        return (sheet for sheet in self._sheets if sheet.area.intersects(seen))

    def box_of(self, sheet: Sheet, region: Region) -> QRectF:
        """Where a region is on the whole desk, in pixels."""
        corner, scale = sheet.area.topLeft(), self.scale
        return QRectF(
            corner.x() + region.x * scale, corner.y() + region.y * scale, region.width * scale, region.height * scale
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colour("desk"))
        away = -self.offset()
        for sheet in self.seen_sheets():
            self._pictures.draw_sheet(painter, sheet.page, sheet.area.translated(away), self.scale)
            for region in _regions(sheet.page, self._ident):
                draw_outline(painter, self.box_of(sheet, region).translated(away))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position() + self.offset()
        for sheet in self.seen_sheets():
            if sheet.area.contains(at) and event.button() == Qt.MouseButton.LeftButton:
                point = (at - sheet.area.topLeft()) / self.scale
                hit = region_at(sheet.page, point.x(), point.y())
                if hit is not None:
                    self.clicked.emit(hit.ident)
                return
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned:
                (self.zoom_in if turned > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows scroll, page keys go by a page, + and − zoom, Home and End to the ends."""
        key, rows = event.key(), 2 if self.two_up else 1
        if key == Qt.Key.Key_PageDown:
            self.go_to(self.page_number + rows)
        elif key == Qt.Key.Key_PageUp:
            self.go_to(self.page_number - rows)
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(len(self._sheets) - 1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Semicolon):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        else:
            super().keyPressEvent(event)


def _regions(page: Page, ident: object | None) -> Iterator[Region]:
    return (region for region in page.regions if ident is not None and region.ident == ident)
