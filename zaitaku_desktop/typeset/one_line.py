"""Type made smaller so that each typed line of a cell stands on one line (縮小して1行に収める). Points."""

from __future__ import annotations

import math
from dataclasses import replace

from zaitaku_desktop.typeset.blocks import CellBlock, Paragraph
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.linebreak import lines_of

_ENDLESS = 1e4
_STEP = 0.1
"""pt: sizes are whole steps, so that cells beside each other seldom differ by a hair."""


def on_one_line(blocks: tuple[CellBlock, ...], measure: float, smallest: float, faces: Faces) -> tuple[CellBlock, ...]:
    """The blocks in the largest type, down to `smallest`, in which no typed line is longer than `measure`.

    What would not fit even so keeps its size, and its lines are broken. All paragraphs shrink alike, with their
    leading.
    """
    factor = 1.0
    for block in blocks:
        if isinstance(block, Paragraph) and (longest := _longest(block, faces)) > measure:
            size = block.style.size
            fitting = math.floor(size * measure / longest / _STEP + 1e-6) * _STEP
            if fitting < smallest - 1e-6:
                return blocks
            factor = min(factor, fitting / size)
    return blocks if factor == 1.0 else tuple(_smaller(block, factor) for block in blocks)


def _longest(paragraph: Paragraph, faces: Faces) -> float:
    """The longest typed line, with what it stands in."""
    style = replace(paragraph.style, align="left")
    lines = lines_of(replace(paragraph, style=style, phrases=False, spread=0.0), _ENDLESS, faces)
    return max(line.x + line.width for line in lines)


def _smaller(block: CellBlock, factor: float) -> CellBlock:
    if not isinstance(block, Paragraph):
        return block
    style = replace(block.style, size=block.style.size * factor, leading=block.style.leading * factor)
    runs = tuple(run if run.size is None else replace(run, size=run.size * factor) for run in block.runs)
    return replace(block, style=style, runs=runs)
