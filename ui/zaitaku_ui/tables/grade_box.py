"""A grade in its box: A filled, B tinted, C amber, D with a thick red edge; the letter is always there (LOOK 2)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from zaitaku_ui.theme import Theme

BOX = (24, 22)
"""Its size, in px of LOOK."""
WIDE = ord("Ａ") - ord("A")
"""From a letter to its full-width form."""
_LOOKS = {
    "A": ("accent", "accent", "on-accent", 1),
    "B": ("accent-s", "accent-l", "accent-d", 1),
    "C": ("warn-b", "warn-l", "warn", 1),
    "D": ("surface", "err-l", "err", 2),
}


def paint_grade(painter: QPainter, theme: Theme, rect: QRectF, grade: str) -> None:
    """Draw the box in the middle of `rect`."""
    fill, edge, ink, width = _LOOKS[grade]
    box = QRectF(0, 0, theme.pixels(BOX[0]), theme.pixels(BOX[1]))
    box.moveCenter(rect.center())
    painter.setPen(QPen(theme.colour(edge), width))
    painter.setBrush(theme.colour(fill))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    painter.setPen(theme.colour(ink))
    painter.setFont(theme.font(13, bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, chr(ord(grade) + WIDE))


def grade_pixmap(theme: Theme, grade: str, scale: float) -> QPixmap:
    """The box alone, for a list; "" = as much room. `scale` = device pixels in one of its own."""
    width, height = theme.pixels(BOX[0]), theme.pixels(BOX[1])
    pixmap = QPixmap(round(width * scale), round(height * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    if not grade:
        return pixmap
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_grade(painter, theme, QRectF(0, 0, width, height), grade)
    painter.end()
    return pixmap
