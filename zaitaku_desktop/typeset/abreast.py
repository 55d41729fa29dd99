"""Texts beside each other, broken into lines each in its own measure. Points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from zaitaku_desktop.typeset.blocks import NATURAL, REST, Abreast, Paragraph
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.linebreak import break_paragraph
from zaitaku_desktop.typeset.placing import Line

Breaker = Callable[[Paragraph, float, Faces], Sequence[Line]]
ENDLESS = 1e4
"""A measure in which nothing wraps."""
WIDEST = 0.5
"""Of the measure: what a text takes at most that is as wide as its words."""


class Side(NamedTuple):
    """One of the texts; `left` = where its measure begins."""

    left: float
    paragraph: Paragraph
    lines: Sequence[Line]


class SetAbreast(NamedTuple):
    """The texts in lines. `leading` and `size` of all first lines are those of the largest leading, the first size."""

    sides: tuple[Side, ...]
    leading: float
    size: float

    @property
    def longest(self) -> Side:
        """The text with the most lines (of several the first)."""
        return max(self.sides, key=_count)


def _count(side: Side) -> int:
    return len(side.lines)


def set_abreast(block: Abreast, width: float, faces: Faces, breaker: Breaker) -> SetAbreast:
    """Break the texts for a measure of `width` points."""
    em = block.style.size
    left = block.indent * em
    room = max(width - left - block.gap * em * (len(block.texts) - 1), em)
    widths = [_width(text, wanted, em, room, faces) for text, wanted in zip(block.texts, block.widths, strict=True)]
    rest = max(room - sum(widths), em)
    sides: list[Side] = []
    for text, wanted, natural in zip(block.texts, block.widths, widths, strict=True):
        measure = rest if wanted == REST else natural
        sides.append(Side(left, text, breaker(text, measure, faces)))
        left += measure + block.gap * em
    return SetAbreast(tuple(sides), max(text.style.leading for text in block.texts), em)


def _width(text: Paragraph, wanted: float, em: float, room: float, faces: Faces) -> float:
    if wanted == REST:
        return 0.0
    if wanted != NATURAL:
        return min(wanted * em, room)
    solid = replace(text, style=replace(text.style, align="left"))
    return min(max(line.x + line.width for line in break_paragraph(solid, ENDLESS, faces)) + 0.01, room * WIDEST)
