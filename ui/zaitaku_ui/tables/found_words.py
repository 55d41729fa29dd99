"""Words found, marked in the cells of the sheet: every place where they stand, the one in hand stronger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtGui import QTextCharFormat, QTextLayout

from zaitaku_ui.tables.cell_text import CellText, Paragraph, Piece
from zaitaku_ui.theme import Theme

Place = tuple[int, int]
"""Row and column at which a cell begins."""
Span = tuple[int, int]
OWN_WORDS = ("quiet", "label")
"""Tones of words that the program puts into a cell (継続, 目的): they are no text of the plan."""


def _is_own(piece: Piece) -> bool:
    return piece.tone in OWN_WORDS


def _nowhere(_text: str) -> list[Span]:
    return []


@dataclass(frozen=True, slots=True)
class FoundWords:
    """`cells` = where something is marked; `find` = where in a text. `current` = the cell of the one in hand, which
    is `span` of its `line`; None = none of them."""

    cells: frozenset[Place] = frozenset()
    find: Callable[[str], list[Span]] = _nowhere
    current: Place | None = None
    line: str = ""
    span: Span = (0, 0)

    def of_paragraph(self, place: Place, paragraph: Paragraph) -> Iterator[tuple[Span, bool]]:
        """(range of the paragraph's text, whether it is the one in hand)."""
        if place not in self.cells:
            return
        at = 0
        for own, pieces in groupby(paragraph.pieces, key=_is_own):
            words = "".join(piece.text for piece in pieces)
            held = self.current == place and words == self.line
            for start, end in () if own else self.find(words):
                yield (at + start, at + end), held and (start, end) == self.span
            at += len(words)

    def fills(self, place: Place, content: CellText) -> bool:
        """Whether the cell is marked as a whole: its words are drawn in a way of their own (評価)."""
        return place in self.cells and not content.paragraphs and not content.vertical


def selections(theme: Theme, words: FoundWords, place: Place, paragraph: Paragraph) -> list[QTextLayout.FormatRange]:
    """How what is found in a paragraph is drawn."""
    found = []
    for (start, end), held in words.of_paragraph(place, paragraph):
        one = QTextLayout.FormatRange()
        one.start, one.length = start, end - start
        one.format = _format(theme, held)
        found.append(one)
    return found


def _format(theme: Theme, held: bool) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setBackground(theme.colour("accent" if held else "warn-b"))
    made.setForeground(theme.colour("on-accent" if held else "ink"))
    if not held:  # not by colour alone
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        made.setUnderlineColor(theme.colour("warn-l"))
    return made
