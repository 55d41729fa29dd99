"""Pages as pictures on the desk: paper, shadow, outline; each page painted once for each size."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from zaitaku_desktop.typeset.boxes import Page
from zaitaku_ui.preview.painter import PagePainter
from zaitaku_ui.theme import Theme
from zaitaku_ui.tokens import LIGHT

SHADOW = 2
PIXMAP_LIMIT = 8_000_000
"""Pixels of a page kept as a picture; a page larger than this (deep zoom) is painted each time."""


class PagePictures:
    """Draws pages onto a widget and keeps the last `kept` of them."""

    def __init__(self, theme: Theme, painter: PagePainter, kept: int) -> None:
        self._theme = theme
        self._painter = painter
        self._kept = kept
        self._pixmaps: OrderedDict[tuple[int, float, float], tuple[Page, QPixmap]] = OrderedDict()

    def draw_sheet(self, painter: QPainter, page: Page, area: QRectF, scale: float, *, passing: bool = False) -> None:
        """The page on white paper with its shadow; `area` in pixels of the widget, `scale` pixels per point.

        `passing` = little of it is seen, and it will soon be another: what is seen is painted, no picture is made.
        """
        frame = area.toRect().adjusted(-1, -1, 0, 0)
        painter.fillRect(frame.translated(SHADOW, SHADOW).adjusted(0, 0, 1, 1), self._theme.colour("line3"))
        painter.fillRect(area.toRect(), self._theme.colour("paper"))
        self._draw_page(painter, page, area, scale, passing)
        painter.setPen(self._theme.colour("line2"))
        painter.drawRect(frame)

    def _draw_page(self, painter: QPainter, page: Page, area: QRectF, scale: float, passing: bool) -> None:
        ratio = painter.device().devicePixelRatioF()
        if not passing and area.width() * area.height() * ratio * ratio <= PIXMAP_LIMIT:
            painter.drawPixmap(area.topLeft(), self.picture(page, scale, ratio))
            return
        painter.save()
        painter.translate(area.topLeft())
        painter.scale(scale, scale)
        self._painter.paint(painter, page, snap=True)
        painter.restore()

    def known(self, page: Page, scale: float, ratio: float) -> QPixmap | None:
        """The picture, if this very page has been painted at that size."""
        found = self._pixmaps.get((id(page), scale, ratio))
        return found[1] if found is not None and found[0] is page else None

    def picture(self, page: Page, scale: float, ratio: float) -> QPixmap:
        """The page as a picture, painted now if need be; `ratio` = device pixels per pixel."""
        key = (id(page), scale, ratio)
        if (known := self.known(page, scale, ratio)) is not None:
            self._pixmaps.move_to_end(key)
            return known
        pixmap = QPixmap(round(page.width * scale * ratio), round(page.height * scale * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(self._theme.colour("paper"))
        painter = QPainter(pixmap)
        painter.scale(scale, scale)
        self._painter.paint(painter, page, snap=True)
        painter.end()
        self._pixmaps[key] = (page, pixmap)  # the page is held, so its id stays its own
        while len(self._pixmaps) > self._kept:
            self._pixmaps.popitem(last=False)
        return pixmap


def draw_outline(painter: QPainter, box: QRectF) -> None:
    """The cursor's cell. The page stays white in every theme, so it keeps the light theme's blue on it."""
    accent = QColor(LIGHT["accent"])
    tint = QColor(accent)
    tint.setAlphaF(0.1)
    painter.fillRect(box, tint)
    pen = QPen(accent, 2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.drawRect(QRectF(round(box.x()), round(box.y()), round(box.width()), round(box.height())))
