"""Words of figures: how much room they take, before anybody has broken them into lines. mm."""

from __future__ import annotations

import math
from collections.abc import Callable

from zaitaku_desktop.forms.print_cells import full_width
from zaitaku_desktop.typeset.blocks import Align, Family, Paragraph, Run, TextStyle
from zaitaku_desktop.typeset.pieces import MM

Words = Callable[[str], str]


class FigureType:
    """Type of a figure; `words` sets digits."""

    def __init__(self, size: float, leading: float, words: Words) -> None:
        self.size, self.leading = size, leading
        self._words = words

    def paragraphs(
        self, text: str, *, bold: bool = False, align: Align = "center", size: float = 0.0, family: Family = "gothic"
    ) -> tuple[Paragraph, ...]:
        """Each line of a text."""
        size = size or self.size
        style = TextStyle(family, size, self.leading * size / self.size, bold=bold, align=align)
        return tuple(
            Paragraph((Run(self._words(line)),), style, phrases=align == "center") for line in text.split("\n")
        )

    def height(self, text: str, width: float, *, padding: float = 1.0, size: float = 0.0) -> float:
        """What a text takes in a box so wide: never less than it will, since a line that is broken may hold one 字
        less."""
        size = size or self.size
        room = (width - 2 * padding) * MM / size
        wide = [full_width(line) for line in text.split("\n")]
        lines = sum(1 if one <= room else max(math.ceil(one / max(room - 1, 1.0)), 1) for one in wide)
        return lines * self.leading * size / self.size / MM + 2 * padding
