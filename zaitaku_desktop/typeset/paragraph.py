"""A paragraph made ready for line breaking: classes, bonds and running sums of its advances.

Lengths are in em of the paragraph's size.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from zaitaku_desktop.typeset import kinsoku
from zaitaku_desktop.typeset.blocks import Paragraph
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.phrases import phrase_ends
from zaitaku_desktop.typeset.spans import Moves

TYPED_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")


class Look(NamedTuple):
    """A stretch start…end of a segment in one face and size (points); `scale` = size ÷ the paragraph's.

    `own` = every character is a cluster by itself and in the face.
    """

    start: int
    end: int
    face: str
    size: float
    scale: float
    run: int
    own: bool = False


class Segment:
    """What stands between two typed line breaks."""

    def __init__(self, text: str, start: int, looks: tuple[Look, ...], advances: list[float]) -> None:
        self.text = text
        self.start = start
        """Offset of the segment in the paragraph's text."""
        self.looks = looks
        self.plain = len(looks) == 1 and looks[0].own
        """One look, and every character a cluster by itself and in its face."""
        self.full = advances
        self.trims: dict[int, float] = {}
        """Position → what the advance lost because the next sign's blank meets its own."""
        self.used = advances
        """What each character takes: its advance, less what it loses to its neighbour or to tracking."""
        for position in kinsoku.squeezed(text):
            if self.used is advances:
                self.used = advances.copy()
            half = (advances[position] if text[position] in kinsoku.CLOSED else advances[position + 1]) / 2
            self.trims[position] = half
            self.used[position] -= half
        self.sums = list(accumulate(self.used, initial=0.0))
        """sums[p] = left edge of character p when the whole segment is one line."""

    @cached_property
    def classes(self) -> str:
        """See `kinsoku.classes`."""
        return kinsoku.classes(self.text)

    @cached_property
    def bonds(self) -> bytearray:
        """See `kinsoku.bonds_of`."""
        return kinsoku.bonds_of(self.text)

    @cached_property
    def phrase_ends(self) -> frozenset[int]:
        """See `phrases.phrase_ends`."""
        return phrase_ends(self.text)

    def allows(self, position: int, level: int) -> bool:
        """May a line end before `position`? Bonds up to strength `level` are ignored; the segment's end may."""
        if position >= len(self.text):
            return True
        return (
            self.classes[position] not in kinsoku.NOT_AT_START
            and self.classes[position - 1] not in kinsoku.NOT_AT_END
            and self.bonds[position] <= level
        )

    def half_at_end(self, position: int) -> float:
        """The blank half that character `position` may lose at a line's end, 0 if it has none."""
        while position > 0 and self.classes[position : position + 1] == "X":
            position -= 1
        if position < len(self.text) and self.classes[position] in kinsoku.HALF_AT_END:
            return self.full[position] / 2 if position not in self.trims else 0.0
        return 0.0

    def end_of(self, position: int) -> float:
        """Right edge of character `position` − 1 when a line ends after it.

        A closing sign squeezed by its neighbour stays so; ・ squeezed by a 「 now on the next line does not.
        """
        lost = self.trims.get(position - 1, 0.0)
        if lost and self.classes[position - 1] not in kinsoku.HALF_AT_END:
            return self.sums[position] + lost
        return self.sums[position]

    def gives(self, start: int, stop: int, cap: float) -> list[tuple[int, float]]:
        """(position before which the gap closes, how much) for 追い込み on the line start…stop."""
        found: list[tuple[int, float]] = []
        final = stop - 1
        while final > start and self.classes[final] == "X":
            final -= 1
        # A point's sign (・) at the head of the paragraph keeps its place: the next lines hang under what follows.
        for position in range(max(start, 1) if self.classes[:1] == "M" else start, final):
            letter = self.classes[position]
            if (letter in "CKM" and position not in self.trims) or letter == "S":
                found.append((position + 1, cap * self.full[position]))
            elif letter == "O" and position > start and self._meets_ink(position):
                found.append((position, cap * self.full[position]))
        return found

    def _meets_ink(self, position: int) -> bool:
        return position - 1 not in self.trims and self.classes[position - 1] != "X"

    def stretches(self, position: int) -> bool:
        """May the gap before `position` grow when both edges are aligned?"""
        return (
            not self.bonds[position]
            and self.classes[position] not in "XCcKPkN"
            and self.classes[position - 1] not in "OoT"
        )

    def moves(self, start: int, end: int, em: float) -> Moves:
        """Where characters start…end stand closer than set solid, in points; `em` = points per em."""
        if self.used is self.full:
            return ()
        pairs = zip(self.used[start : end - 1], self.full[start : end - 1], strict=True)
        return tuple([(index, (used - full) * em) for index, (used, full) in enumerate(pairs, 1) if used != full])

    def tracked(self, tracking: float) -> Segment:
        """The same segment with every character `tracking` em (of its own size) tighter."""
        tighter = Segment.__new__(Segment)
        tighter.__dict__.update(self.__dict__)
        tighter.used = [value - tracking if value > tracking else value for value in self.used]
        tighter.sums = list(accumulate(tighter.used, initial=0.0))
        return tighter


def segments_of(paragraph: Paragraph, faces: Faces) -> Sequence[Segment]:
    """The typed lines of a paragraph, in order; an empty one too."""
    style = paragraph.style
    text = paragraph.text
    looks: list[Look] = []
    position = 0
    for index, run in enumerate(paragraph.runs):
        bold = style.bold if run.bold is None else run.bold
        face = faces.face_for(run.family or style.family, bold)
        size = run.size or style.size
        if run.text:
            looks.append(Look(position, position + len(run.text), face, size, size / style.size, index))
        position += len(run.text)
    if TYPED_BREAK.search(text) is None:
        return (_segment(text, 0, len(text), looks, faces),)
    segments = []
    start = 0
    for match in TYPED_BREAK.finditer(text):
        segments.append(_segment(text, start, match.start(), looks, faces))
        start = match.end()
    segments.append(_segment(text, start, len(text), looks, faces))
    return segments


def _segment(text: str, start: int, end: int, looks: list[Look], faces: Faces) -> Segment:
    own: list[Look] = []
    advances: list[float] = []
    for look in looks:
        low, high = max(look.start, start), min(look.end, end)
        if low >= high:
            continue
        part = text[low:high]
        plain = True
        try:
            widths = list(map(faces.own_advances(look.face).__getitem__, part))
        except KeyError:
            plain = False
            widths = list(map(faces.advances(look.face).__getitem__, part))
        own.append(Look(low - start, high - start, look.face, look.size, look.scale, look.run, plain))
        advances += widths if look.scale == 1.0 else [value * look.scale for value in widths]
    return Segment(text[start:end], start, tuple(own), advances)
