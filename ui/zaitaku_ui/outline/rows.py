"""Where the rows of an outline stand: heights worked out only for those that were seen, guessed for the others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetricsF

from zaitaku_desktop.model.inline import plain
from zaitaku_ui.outline.lines import OutlineLine
from zaitaku_ui.outline.texts import LineTexts

MARGIN, BESIDE, INDENT, SIGN, ASIDE, LEAST = 64, 12, 24, 30, 124, 28
ABOVE, BELOW = 2, 4
"""LOOK 4.2: margin | gap | 24 for each level, the room for a number | text | speaker; 28 high at least."""
AT_ONCE = 200
"""So many rows are measured when they come; what is further down when it comes into sight."""


class Rows:
    """The places of rows, from the upper left corner of the outline."""

    def __init__(self, texts: LineTexts) -> None:
        self._texts = texts
        self.theme = texts.theme
        self.lines: list[OutlineLine] = []
        self.width = 0
        self.with_aside = True
        self._known: dict[OutlineLine, int] = {}
        self._heights: list[int] = []
        self._tops: list[int] = [0]
        self._metrics = {bold: QFontMetricsF(texts.theme.font(14, bold=bold)) for bold in (False, True)}
        self.margin = texts.theme.pixels(MARGIN)
        self.above, self._below = texts.theme.pixels(ABOVE), texts.theme.pixels(BELOW)

    def set_lines(self, lines: Sequence[OutlineLine]) -> None:
        """Other lines; those that are as they were keep their height."""
        self.lines = list(lines)
        self._measure()

    def set_width(self, width: int) -> None:
        """Another width, in px."""
        if width != self.width:
            self.width = width
            self._known.clear()
            self._measure()

    def _measure(self) -> None:
        for line in self.lines[:AT_ONCE]:
            self._measured(line)
        self._heights = [self._known.get(line) or self._guess(line) for line in self.lines]
        self._stack()

    def _stack(self) -> None:
        self._tops = [0, *accumulate(self._heights)]

    def _measured(self, line: OutlineLine) -> int:
        found = self._known.get(line)
        if found is None:
            found = self._known[line] = self.outer(self._texts.height(line, self.text_width(line)))
        return found

    def outer(self, text_height: int) -> int:
        """How high a row is whose text is that high."""
        return max(text_height + self.above + self._below, self.theme.pixels(LEAST))

    def _guess(self, line: OutlineLine) -> int:
        per_line = max(self.text_width(line) / self.theme.pixels(13), 1)
        count = sum(int(len(one) / per_line) + 1 for one in plain(line.text).split("\n"))
        return self.outer(count * self._texts.pitch)

    def settle(self, first: int, last: int) -> bool:
        """Measure the rows from `first` to `last`. True = some are not as high as was thought."""
        changed = False
        for index in range(first, min(last + 1, len(self.lines))):
            height = self._measured(self.lines[index])
            if height != self._heights[index]:
                self._heights[index] = height
                changed = True
        if changed:
            self._stack()
        return changed

    def set_height(self, index: int, height: int) -> bool:
        """The height of the row that is being edited. True = it was another one."""
        if self._heights[index] == height:
            return False
        self._heights[index] = height
        self._stack()
        return True

    @property
    def height(self) -> int:
        """Of all rows together."""
        return self._tops[-1]

    def at(self, y: int) -> int:
        """The row at that height; the nearest one outside, -1 without rows."""
        return min(max(bisect_right(self._tops, y) - 1, 0), len(self.lines) - 1)

    def rect(self, index: int) -> QRect:
        """The whole row."""
        return QRect(0, self._tops[index], self.width, self._heights[index])

    def indent(self, line: OutlineLine) -> int:
        """Where the number of a line begins at the earliest."""
        return self.margin + self.theme.pixels(BESIDE + INDENT * line.level)

    def text_left(self, line: OutlineLine) -> int:
        """Where its text begins: behind its number, which a 見出し keeps close."""
        indent, sign = self.indent(line), self.sign_width(line)
        gap = self.theme.pixels(8)
        if line.tone == "heading" and line.sign:
            return indent + sign + gap
        return indent + max(self.theme.pixels(SIGN), sign + gap if line.sign else 0)

    def sign_width(self, line: OutlineLine) -> int:
        """How wide its number is."""
        return round(self._metrics[line.tone == "heading"].horizontalAdvance(line.sign))

    def text_width(self, line: OutlineLine) -> int:
        """How wide its text may be."""
        return max(self.aside_left - self.theme.pixels(8) - self.text_left(line), self.theme.pixels(80))

    @property
    def aside_left(self) -> int:
        """Where the names of speakers begin."""
        return self.width - (self.theme.pixels(ASIDE) if self.with_aside else self.theme.pixels(8))

    def text_rect(self, index: int) -> QRect:
        """Where the text of a row stands."""
        line, row = self.lines[index], self.rect(index)
        height = row.height() - self.above - self._below
        return QRect(self.text_left(line), row.top() + self.above, self.text_width(line), height)

    def aside_rect(self, index: int) -> QRect:
        """Where the speaker of a row stands."""
        row = self.rect(index)
        left = self.aside_left
        return QRect(left, row.top(), self.width - left - self.theme.pixels(4), row.height())
