"""Looks of cells in an xlsx: fonts, rules, fills, alignment. Each is made once and used again."""

from __future__ import annotations

from copy import copy
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color

from zaitaku_desktop.exchange.sheet_text import CellText, Look, encoded
from zaitaku_desktop.typeset.blocks import Align, Family, VAlign

FONTS: dict[Family, str] = {"gothic": "BIZ UDゴシック", "mincho": "BIZ UD明朝"}
BASE = Look("gothic", 9.0, False)
"""The look of a cell nobody has touched; column widths count its digits: 9 pt = 12 px, half of it a digit."""
DIGIT = 6
"""Its width in pixels."""
FILL = "FFE8E8E8"
INK = "FF000000"

UPRIGHT = 255
"""Excel's angle for 縦書き."""

Rule = Literal["medium", "thin", "hair", "dotted"] | None


class Edges(NamedTuple):
    """The rules around a slot; `slash` = 斜線 from lower left to upper right."""

    left: Rule = None
    right: Rule = None
    top: Rule = None
    bottom: Rule = None
    slash: bool = False

    def of_slot(self, *, left: bool, right: bool, top: bool, bottom: bool) -> Edges:
        """What of the rules around a merged cell one of its slots has, that lies at these sides of it."""
        return Edges(
            self.left if left else None,
            self.right if right else None,
            self.top if top else None,
            self.bottom if bottom else None,
            self.slash,
        )


_NO_EDGES = Edges()


class CellLook(NamedTuple):
    """A cell's look without its rules."""

    look: Look
    align: Align
    valign: VAlign
    fill: bool = False
    vertical: bool = False


def rule_of(weight: float) -> Rule:
    """The rule that is nearest to `weight` points. Never Excel's hair line, which copiers lose."""
    return "medium" if weight >= 1.0 else "thin"


@lru_cache(maxsize=256)
def font(look: Look) -> Font:
    """A cell's font."""
    return Font(name=FONTS[look.family], sz=look.size, b=look.bold, charset=128, family=_class(look), color=INK)


@lru_cache(maxsize=256)
def inline_font(look: Look) -> InlineFont:
    """The font of a stretch inside a cell."""
    return InlineFont(
        rFont=FONTS[look.family],
        sz=look.size,
        b=look.bold or None,
        charset=128,
        family=_class(look),
        color=Color(rgb=INK),
    )


def _class(look: Look) -> int:
    return 1 if look.family == "mincho" else 3  # roman, modern: so that a PC without the face finds one like it


@lru_cache(maxsize=256)
def border(edges: Edges) -> Border:
    """The rules as a border."""
    return Border(
        left=_side(edges.left),
        right=_side(edges.right),
        top=_side(edges.top),
        bottom=_side(edges.bottom),
        diagonal=_side("thin" if edges.slash else None),
        diagonalUp=edges.slash,
    )


def _side(rule: Rule) -> Side:
    return Side() if rule is None else Side(style=rule, color=INK)


@lru_cache(maxsize=64)
def alignment(align: Align, valign: VAlign, vertical: bool = False) -> Alignment:
    """Alignment of words that wrap, or that run from top to bottom."""
    if vertical:
        return Alignment(
            horizontal="center",
            vertical="center" if valign == "middle" else "top",
            text_rotation=UPRIGHT,
            wrap_text=True,
        )
    return Alignment(
        horizontal="left" if align == "justify" else align,
        vertical="center" if valign == "middle" else "top",
        wrap_text=True,
    )


@lru_cache(maxsize=1)
def fill() -> PatternFill:
    """The one fill of headings and labels (K 9 %)."""
    return PatternFill("solid", fgColor=FILL)


def value_of(words: CellText) -> str | CellRichText:
    """What to put into the cell: a string where all words look alike."""
    if len({look for look, _ in words.runs}) <= 1:
        return encoded(words.text)
    return CellRichText(*(TextBlock(inline_font(look), encoded(text)) for look, text in words.runs))


class Stylist:
    """Dresses the cells of one workbook. Equal looks are settled once: openpyxl takes long to compare them."""

    def __init__(self) -> None:
        self._known: dict[object, Any] = {}

    def dress(self, cell: Any, look: CellLook, edges: Edges = _NO_EDGES, *, quoted: bool = False) -> None:
        """Give `cell` its look. `quoted` = Excel is told that its words are words, whatever they begin with."""
        key = (look, edges, quoted)
        if key not in self._known:
            cell.font = font(look.look)
            cell.alignment = alignment(look.align, look.valign, look.vertical)
            cell.border = border(edges)
            if look.fill:
                cell.fill = fill()
            if quoted:
                cell.quotePrefix = True
            self._known[key] = copy(cell._style)
        cell._style = copy(self._known[key])
