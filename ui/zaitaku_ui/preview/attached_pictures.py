"""Pages of attached PDFs as pictures, for the screen and the printer. The only file of the window that uses pdfium."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from zaitaku_desktop.typeset.boxes import PictureBox

KEPT = 8
MOST_SCALE = 300 / 72
"""Pixels per point at most: what a printer of an office shows."""
MOST_PIXELS = 40_000_000
FINE = 1.5
"""Pixels per point at least: pdfium draws no line thinner than one, so that small pages would be all black lines."""


class AttachedPictures:
    """Draws them, and keeps the last ones. Only for the window's thread: pdfium is used by one at a time."""

    def __init__(self) -> None:
        self._images: OrderedDict[tuple[int, int, int], tuple[bytes, QImage]] = OrderedDict()

    def draw(self, painter: QPainter, picture: PictureBox) -> None:
        """Draw one page where it stands; the painter's unit is the point. A page that cannot be drawn stays white."""
        scale = min(abs(painter.deviceTransform().m11()), MOST_SCALE)
        image = self._image(picture, max(1, round(picture.width * scale)))
        if image is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(picture.x, picture.y, picture.width, picture.height), image)

    def _image(self, picture: PictureBox, width: int) -> QImage | None:
        key = (id(picture.content), picture.number, width)
        known = self._images.get(key)
        if known is not None and known[0] is picture.content:
            self._images.move_to_end(key)
            return known[1]
        image = self._rendered(picture, width)
        if image is not None:
            self._images[key] = (picture.content, image)
            while len(self._images) > KEPT:
                self._images.popitem(last=False)
        return image

    @staticmethod
    def _rendered(picture: PictureBox, width: int) -> QImage | None:
        import pypdfium2  # noqa: PLC0415 - only where a PDF is attached

        try:
            document = pypdfium2.PdfDocument(picture.content)  # opened anew: it reads little more than the page
        except pypdfium2.PdfiumError:
            return None
        try:
            page = document[picture.number]
            wide, high = page.get_size()
            scale = min(max(width / wide, FINE), (MOST_PIXELS / (wide * high)) ** 0.5)
            bitmap = page.render(scale=scale, rev_byteorder=True, may_draw_forms=True, prefer_bgrx=True)
            form = QImage.Format.Format_RGBX8888
            image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, form).copy()
            bitmap.close()
            if image.width() > width:
                image = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        except (pypdfium2.PdfiumError, ValueError, ZeroDivisionError):
            return None
        finally:
            document.close()
        return image
