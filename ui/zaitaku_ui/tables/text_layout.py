"""Laid out cells: one cache of QTextLayouts, used for the height of a row and for painting it (GUI 4)."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from zaitaku_ui.tables.cell_text import CellText, ChipKind, Paragraph
from zaitaku_ui.theme import Theme

PAD_X = 7
PAD_Y = 4
LINE = 18
CHIP_HEIGHT = 17
CHIP_GAP = 4
ARROW = 14
LINK = 15
KEPT = 20000
GUESSED = 100_000
_TURNED = "ー（）〜～…―「」『』()[]-－"


@dataclass(slots=True)
class PlacedChip:
    """A chip and where it stands, from the cell's inner corner."""

    text: str
    kind: ChipKind
    rect: QRectF


@dataclass(slots=True)
class Placed:
    """A cell laid out for one width: what to draw where, from its inner corner, and how high it is in all."""

    height: float = 0.0
    chips: list[PlacedChip] = field(default_factory=list)
    texts: list[tuple[QTextLayout, QPointF]] = field(default_factory=list)
    arrows: list[QPointF] = field(default_factory=list)


class CellLayouts:
    """Lays out cells in the type of the theme and remembers them by (content, width)."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.font = theme.font(13)
        self.bold = theme.font(13, bold=True)
        self.small = theme.font(12)
        self.pad_x = theme.pixels(PAD_X)
        self.pad_y = theme.pixels(PAD_Y)
        self.line = theme.pixels(LINE)
        self._metrics = QFontMetricsF(self.font)
        self._small_metrics = QFontMetricsF(self.small)
        self._guessed: dict[tuple[str, int], int] = {}
        self._kept: OrderedDict[tuple[CellText, int], Placed] = OrderedDict()

    def place(self, content: CellText, width: int) -> Placed:
        """The content laid out in a cell of that outer width."""
        key = (content, width)
        found = self._kept.get(key)
        if found is None:
            found = self._lay_out(content, max(width - 2 * self.pad_x, 10))
            self._kept[key] = found
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found

    def height(self, content: CellText, width: int) -> int:
        """The outer height the cell needs, in pixels."""
        if content.vertical:
            return len(content.vertical) * self.vertical_step + 2 * self.pad_y
        return round(self.place(content, width).height) + 2 * self.pad_y

    @property
    def vertical_step(self) -> int:
        """From one character of a vertical 項目 to the next."""
        return self.theme.pixels(16)

    def estimate(self, text: str, width: int) -> int:
        """A guess of the outer height by counting characters, for rows nobody has seen yet."""
        found = self._guessed.get((text, width))
        if found is None:
            per_line = max((width - 2 * self.pad_x) / (self.font.pixelSize() * 0.92), 1.0)
            lines = sum(int(len(line) / per_line) + 1 for line in text.split("\n"))
            if len(self._guessed) > GUESSED:
                self._guessed.clear()
            found = self._guessed[text, width] = lines * self.line + 2 * self.pad_y
        return found

    def _lay_out(self, content: CellText, width: int) -> Placed:
        placed = Placed()
        y = self._place_chips(content, width, placed)
        for paragraph in content.paragraphs:
            y = self._place_paragraph(paragraph, width, y, placed, corner=content.corner)
        placed.height = y
        return placed

    def _place_chips(self, content: CellText, width: int, placed: Placed) -> float:
        if not content.chips:
            return 0.0
        height, gap = self.theme.pixels(CHIP_HEIGHT), self.theme.pixels(CHIP_GAP)
        x, y = 0.0, 1.0
        for text, kind in content.chips:
            chip_width = self._chip_width(text)
            taken = content.corner * self.theme.pixels(LINK) if y == 1.0 else 0
            if x and x + chip_width > width - taken:
                x, y = 0.0, y + height + 2
            placed.chips.append(PlacedChip(text, kind, QRectF(x, y, chip_width, height)))
            x += chip_width + gap
        return y + height + self.theme.pixels(3)

    def _chip_width(self, text: str) -> float:
        return self._small_metrics.horizontalAdvance(text) + self.theme.pixels(8)

    def _place_paragraph(self, paragraph: Paragraph, width: int, y: float, placed: Placed, *, corner: int) -> float:
        text = paragraph.text
        layout = QTextLayout(text, self.font)
        layout.setFormats(self._formats(paragraph))
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter if paragraph.centred else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        start = 0.0
        if paragraph.arrow:
            placed.arrows.append(QPointF(0.0, y + (self.line - self.theme.pixels(ARROW)) / 2))
            start = float(self.theme.pixels(ARROW + 4))
        if paragraph.chip:
            high, wide = self.theme.pixels(CHIP_HEIGHT), self._chip_width(paragraph.chip)
            chip = QRectF(0.0, y + (self.line - high) / 2, wide, high)
            placed.chips.append(PlacedChip(paragraph.chip, "axis", chip))
            start = wide + self.theme.pixels(CHIP_GAP)
        hang = self._metrics.horizontalAdvance(text[: paragraph.hang]) if paragraph.hang else start
        layout.beginLayout()
        top = y
        first = True
        while (line := layout.createLine()).isValid():
            x = start if first else hang
            narrow = corner * self.theme.pixels(LINK) if first and top == 0.0 else 0
            line.setLineWidth(max(width - x - narrow, 10.0))
            line.setPosition(QPointF(x, y - top + (self.line - line.height()) / 2))
            y += self.line
            first = False
        layout.endLayout()
        placed.texts.append((layout, QPointF(0.0, top)))
        return y

    def _formats(self, paragraph: Paragraph) -> list[QTextLayout.FormatRange]:
        ranges: list[QTextLayout.FormatRange] = []
        at = 0
        for piece in paragraph.pieces:
            if piece.tone != "plain":
                one = QTextLayout.FormatRange()
                one.start, one.length = at, len(piece.text)
                one.format = self._format(piece.tone)
                ranges.append(one)
            at += len(piece.text)
        return ranges

    def _format(self, tone: str) -> QTextCharFormat:
        made = QTextCharFormat()
        font: QFont = {"bold": self.bold, "label": self.small}.get(tone, self.font)
        made.setFont(font)
        token = {"quiet": "ink3", "label": "ink3", "warn": "warn", "err": "err", "accent": "accent-d"}.get(tone)
        if token is not None:
            made.setForeground(self.theme.colour(token))
        return made


def is_turned(char: str) -> bool:
    """Whether a character lies on its side in vertical writing."""
    return char in _TURNED
