"""A number in a cell of a table, flush right a little before the rule."""

from __future__ import annotations

from zaitaku_desktop.typeset.blocks import REST, Abreast, Paragraph, Run, TextStyle

MM = 72 / 25.4


def count_words(text: str, style: TextStyle, inset: float) -> Abreast:
    """A number, `inset` mm before the padding of its cell. `style` = flush right."""
    return Abreast((Paragraph((Run(text),), style), Paragraph((), style)), (REST, 0.01), inset * MM / style.size)
