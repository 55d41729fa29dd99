"""Draws the rows of an outline: kind in the margin, number, text, speaker (LOOK 4.2)."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

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
        painter.setFont(self._aside)
        painter.setPen(self._theme.colour("on-sel" if chosen else "ink2"))
        place = self._rows.aside_rect(index).adjusted(0, self._rows.pad, 0, 0)
        words = self._aside_metrics.elidedText(line.aside, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(self._first_line(place), Qt.AlignmentFlag.AlignVCenter, words)

    def _ink(self, line: OutlineLine, *, chosen: bool) -> str:
        if chosen:
            return "on-sel"
        return "ink3" if line.tone == "quiet" else "ink"

    def _first_line(self, place: QRect) -> QRect:
        return QRect(place.left(), place.top(), place.width(), self._texts.pitch)

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
        painter.setFont(self._small_bold if bold else self._small)
        painter.setPen(self._theme.colour("on-sel" if chosen else token))
        words = self._first_line(QRect(0, row.top() + self._rows.pad, edge - beside, row.height()))
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.margin)
        if line.tone == "strong":
            painter.fillRect(QRect(edge - 3, row.top(), 3, row.height()), self._theme.colour("accent"))
        else:
            painter.fillRect(QRect(edge - 1, row.top(), 1, row.height()), self._theme.colour("line"))

    def _sign(self, painter: QPainter, line: OutlineLine, index: int, ink: str) -> None:
        if not line.sign:
            return
        heading = line.tone == "heading"
        painter.setFont(self._bold if heading else self._body)
        painter.setPen(self._theme.colour(ink))
        text = self._rows.text_rect(index)
        left = self._rows.indent(line)
        place = self._first_line(QRect(left, text.top(), text.left() - self._theme.pixels(6) - left, text.height()))
        side = Qt.AlignmentFlag.AlignLeft if heading else Qt.AlignmentFlag.AlignRight
        painter.drawText(place.adjusted(-self._theme.pixels(4), 0, 0, 0), side | Qt.AlignmentFlag.AlignVCenter, line.sign)

    def _text(self, painter: QPainter, line: OutlineLine, index: int, ink: str) -> None:
        place = self._rows.text_rect(index)
        painter.save()
        painter.translate(place.topLeft())
        if line.blank and not line.text:
            painter.setFont(self._texts.font(line))
            painter.setPen(self._theme.colour("on-sel" if ink == "on-sel" else "ink2"))
            first = QRect(0, 0, place.width(), self._texts.pitch)
            painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, line.blank)
        self._texts.paint(painter, line, place.width(), ink)
        painter.restore()
