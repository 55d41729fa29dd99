"""Draws the rows of an outline: kind in the margin, number, text, speaker (LOOK 4.2)."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from zaitaku_ui.outline.lines import OutlineLine
from zaitaku_ui.outline.rows import Rows
from zaitaku_ui.outline.texts import LineTexts
from zaitaku_ui.theme import Theme

_WORDS = {"strong": ("accent", True), "task": ("warn", True)}
"""Token and weight of the kind in the margin, by tone; others are quiet."""


class RowPainter:
    """Paints one row at its place. `chosen` = it is one of several that are chosen."""

    def __init__(self, theme: Theme, rows: Rows, texts: LineTexts) -> None:
        self._theme = theme
        self._rows = rows
        self._texts = texts
        self._small, self._small_bold = theme.font(12), theme.font(12, bold=True)
        self._body, self._bold = theme.font(14), theme.font(14, bold=True)
        self._aside = theme.font(13)
        self._aside_metrics = QFontMetrics(self._aside)

    def paint(self, painter: QPainter, index: int, *, current: bool, chosen: bool, live: bool) -> None:
        """Draw the row; `live` = its text is in the field over it."""
        line, row = self._rows.lines[index], self._rows.rect(index)
        self._ground(painter, row, current=current, chosen=chosen)
        self._margin(painter, line, row, chosen=chosen)
        ink = self._ink(line, chosen=chosen)
        self._sign(painter, line, index, ink)
        if not live:
            self._text(painter, line, index, ink)
        place = self._rows.aside_rect(index)
        words = self._aside_metrics.elidedText(line.aside, Qt.TextElideMode.ElideRight, place.width())
        self._write(painter, place.left(), row, words, self._aside, "on-sel" if chosen else "ink2")

    def _ink(self, line: OutlineLine, *, chosen: bool) -> str:
        if chosen:
            return "on-sel"
        return "ink3" if line.tone == "quiet" else "ink"

    def _write(self, painter: QPainter, x: int, row: QRect, words: str, font: QFont, token: str) -> None:
        """Words on the first line of a row; x < 0 = they end there, counted from the left."""
        painter.setFont(font)
        painter.setPen(self._theme.colour(token))
        left = x if x >= 0 else -x - QFontMetrics(font).horizontalAdvance(words)
        painter.drawText(left, row.top() + self._rows.above + self._texts.baseline, words)

    def _ground(self, painter: QPainter, row: QRect, *, current: bool, chosen: bool) -> None:
        if chosen:
            painter.fillRect(row, self._theme.colour("sel"))
        elif current:
            painter.fillRect(row, self._theme.colour("accent-s"))
            painter.setPen(self._theme.colour("accent-l"))
            painter.drawLine(row.topLeft(), row.topRight())
            painter.drawLine(row.bottomLeft(), row.bottomRight())

    def _margin(self, painter: QPainter, line: OutlineLine, row: QRect, *, chosen: bool) -> None:
        token, bold = _WORDS.get(line.tone, ("ink2", False))
        edge, beside = self._rows.margin, self._theme.pixels(12)
        font = self._narrowed(self._small_bold if bold else self._small, line.margin, edge - beside)
        self._write(painter, beside - edge, row, line.margin, font, "on-sel" if chosen else token)
        if line.tone == "strong":
            painter.fillRect(QRect(edge - 3, row.top(), 3, row.height()), self._theme.colour("accent"))
        else:
            painter.fillRect(QRect(edge - 1, row.top(), 1, row.height()), self._theme.colour("line"))

    def _narrowed(self, font: QFont, words: str, room: int) -> QFont:
        """The font, its letters narrower where the words are wider than `room` px (キャッチコピー)."""
        room -= self._theme.pixels(4)
        width = QFontMetrics(font).horizontalAdvance(words)
        if width <= room:
            return font
        narrow = QFont(font)
        narrow.setStretch(max(room * 100 // width - 1, 50))
        return narrow

    def _sign(self, painter: QPainter, line: OutlineLine, index: int, ink: str) -> None:
        if not line.sign:
            return
        row = self._rows.rect(index)
        if line.tone == "heading":
            self._write(painter, self._rows.indent(line), row, line.sign, self._bold, ink)
        else:
            right = self._rows.text_left(line) - self._theme.pixels(6)
            self._write(painter, -right, row, line.sign, self._body, ink)

    def _text(self, painter: QPainter, line: OutlineLine, index: int, ink: str) -> None:
        place = self._rows.text_rect(index)
        painter.save()
        painter.translate(place.topLeft())
        if line.blank and not line.text:
            painter.setFont(self._texts.font(line))
            painter.setPen(self._theme.colour("on-sel" if ink == "on-sel" else "ink2"))
            painter.drawText(0, self._texts.baseline, line.blank)
        self._texts.paint(painter, line, place.width(), ink)
        painter.restore()
