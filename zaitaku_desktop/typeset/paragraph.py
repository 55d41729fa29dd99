"""A paragraph made ready for line breaking: classes, bonds and running sums of its advances.

Lengths are in em of the paragraph's size.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate, count, pairwise
from operator import sub
from typing import NamedTuple

from zaitaku_desktop.typeset import kinsoku
from zaitaku_desktop.typeset.blocks import Paragraph
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.phrases import phrase_ends
from zaitaku_desktop.typeset.spans import Moves

_BREAKS = "[\n\r\v\f\x85\u2028\u2029]"
TYPED_BREAK = re.compile(f"\r\n|{_BREAKS}")
_HAS_BREAK = re.compile(_BREAKS)


SHRINK_CAP = 0.25
"""How much of its advance a sign with a blank half may give up within a line."""


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
    own: bool = True


class Segment:
    """What stands between two typed line breaks."""

    __slots__ = (
        "_advances", "_bonds", "_phrase_ends", "_stretching", "_sums", "_table", "hanging", "looks", "plain", "start",
        "text", "tracking", "trims",
    )  # fmt: skip

    def __init__(
        self, text: str, start: int, looks: tuple[Look, ...], table: Mapping[str, float], advances: Sequence[float] = ()
    ) -> None:
        self.text = text
        self.start = start
        """Offset of the segment in the paragraph's text."""
        self.looks = looks
        self.plain = len(looks) == 1 and looks[0].own
        """One look, and every character a cluster by itself and in its face."""
        self.trims: dict[int, float] = {}
        """Position → what the advance lost because the next sign's blank meets its own; negative = 和欧間 after it."""
        self.tracking = 0.0
        """What every character is tighter by (`tracked`)."""
        self.hanging = False
        """、 and 。 may stand outside the measure."""
        self._table, self._advances = table, advances
        self._bonds: bytearray | None = None
        self._phrase_ends: frozenset[int] | None = None
        self._stretching: list[int] | None = None
        self._sums: list[float] | None = self._set_solid()
        if kinsoku.SQUEEZED.search(text) is not None:
            self._squeeze()

    def _set_solid(self) -> list[float]:
        return list(accumulate(self._advances or map(self._table.__getitem__, self.text), initial=0.0))

    def _squeeze(self) -> None:
        """Note what signs lose whose blanks meet; the running sums are made anew when they are next asked for."""
        for match in kinsoku.SQUEEZED.finditer(self.text):
            position = match.start()
            self.trims[position] = self.full(position if self.text[position] in kinsoku.CLOSED else position + 1) / 2
        self._sums = None

    def part_scripts(self, gap: float) -> None:
        """Leave `gap` em where Japanese and half-width Latin meet on a line (和欧間)."""
        for match in kinsoku.MEETINGS.finditer(self.text):
            self.trims[match.end() - 1] = -gap
            self._sums = None

    @property
    def sums(self) -> list[float]:
        """sums[p] = left edge of character p when the whole segment is one line."""
        if self._sums is None:
            sums = self._set_solid()
            if self.trims:
                taken = [after - before for before, after in pairwise(sums)]
                for position, half in self.trims.items():
                    taken[position] -= half
                sums = list(accumulate(taken, initial=0.0))
            self._sums = self._tighter(sums) if self.tracking else sums
        return self._sums

    def rest(self) -> None:
        """Its lines are broken: give back the memory of what can be made again."""
        self._sums = self._bonds = None

    def full(self, position: int) -> float:
        """The advance of a character set solid."""
        return self._advances[position] if self._advances else self._table[self.text[position]]

    @property
    def bonds(self) -> bytearray:
        """See `kinsoku.bonds_of`."""
        if self._bonds is None:
            self._bonds = kinsoku.bonds_of(self.text)
        return self._bonds

    @property
    def phrase_ends(self) -> frozenset[int]:
        """See `phrases.phrase_ends`."""
        if self._phrase_ends is None:
            self._phrase_ends = phrase_ends(self.text)
        return self._phrase_ends

    def allows(self, position: int, level: int) -> bool:
        """May a line end before `position`? Bonds up to strength `level` are ignored; the segment's end may."""
        if position >= len(self.text):
            return True
        return (
            self.text[position] not in kinsoku.NO_START
            and self.text[position - 1] not in kinsoku.NO_END
            and self.bonds[position] <= level
        )

    def half_at_end(self, position: int) -> float:
        """The blank half that character `position` may lose at a line's end, 0 if it has none."""
        while position > 0 and self.text[position : position + 1] in kinsoku.MARKS:
            position -= 1
        if position < len(self.text) and self.text[position] in kinsoku.HALVED:
            return self.full(position) / 2 if position not in self.trims else 0.0
        return 0.0

    def end_of(self, position: int) -> float:
        """Right edge of character `position` − 1 when a line ends after it.

        A closing sign squeezed by its neighbour stays so; ・ squeezed by a 「 now on the next line does not, nor is
        there 和欧間 at a line's end.
        """
        lost = self.trims.get(position - 1, 0.0)
        if lost and self.text[position - 1] not in kinsoku.HALVED:
            return self.sums[position] + lost
        return self.sums[position]

    def gives(self, start: int, stop: int) -> list[tuple[int, float]]:
        """(position before which the gap closes, how much) for 追い込み on the line start…stop."""
        found: list[tuple[int, float]] = []
        text = self.text
        final = stop - 1
        while final > start and text[final] in kinsoku.MARKS:
            final -= 1
        # A point's sign (・) at the head of the paragraph keeps its place: the next lines hang under what follows.
        first = max(start, 1) if text[:1] in kinsoku.POINTS else start
        for match in kinsoku.GIVING.finditer(text, first, final):
            position = match.start()
            if text[position] not in kinsoku.OPENING:
                if position not in self.trims:
                    found.append((position + 1, SHRINK_CAP * self.full(position)))
            elif position > start and self._meets_ink(position):
                found.append((position, SHRINK_CAP * self.full(position)))
        return found

    def _meets_ink(self, position: int) -> bool:
        return position - 1 not in self.trims and self.text[position - 1] not in kinsoku.MARKS

    def stretches(self, start: int, stop: int) -> list[int]:
        """The positions between start and stop before which the gap may grow when both edges are aligned."""
        if self._stretching is None:
            bonds = self.bonds
            self._stretching = [m.start() for m in kinsoku.STRETCHING.finditer(self.text) if not bonds[m.start()]]
        points = self._stretching
        return points[bisect_right(points, start) : bisect_left(points, stop)]

    def moves(self, start: int, end: int, shrink: float, em: float) -> Moves:
        """Where clusters of the line start…end are nearer to each other than set solid, in points.

        Signs meet their neighbours, and blanks give way until the line is `shrink` em shorter; `em` = points per em.
        """
        found = {at + 1 - start: -half * em for at, half in self.trims.items() if start <= at < end - 1}
        if shrink:
            gives = self.gives(start, end)
            part = shrink * em / sum(give for _, give in gives)
            for position, give in gives:
                if position < end:
                    found[position - start] = found.get(position - start, 0.0) - give * part
        return tuple(sorted(found.items()))

    def tracked(self, tracking: float) -> Segment:
        """The same segment with every character `tracking` em tighter, but for those that take no room."""
        tighter = Segment.__new__(Segment)
        for name in Segment.__slots__:
            setattr(tighter, name, getattr(self, name))
        tighter.tracking = tracking
        tighter._sums = tighter._tighter(self.sums)
        return tighter

    def _tighter(self, sums: list[float]) -> list[float]:
        if self.plain:
            return list(map(sub, sums, count(0.0, self.tracking)))
        taken = [after - before for before, after in pairwise(sums)]
        return list(accumulate([one - self.tracking if one > self.tracking else one for one in taken], initial=0.0))


def segments_of(paragraph: Paragraph, faces: Faces) -> Sequence[Segment]:
    """The typed lines of a paragraph, in order; an empty one too."""
    segments = _segments(paragraph, faces)
    style = paragraph.style
    if style.latin_gap or style.hanging:
        for segment in segments:
            segment.hanging = style.hanging
            if style.latin_gap:
                segment.part_scripts(style.latin_gap)
    return segments


def _segments(paragraph: Paragraph, faces: Faces) -> Sequence[Segment]:
    text = paragraph.text
    looks = _looks(paragraph, faces)
    if _HAS_BREAK.search(text) is None:
        return (_segment(text, 0, looks, faces),)
    segments = []
    start = 0
    for match in [*TYPED_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        inside = [
            look._replace(start=max(look.start - start, 0), end=min(look.end, end) - start)
            for look in looks
            if look.start < end and look.end > start
        ]
        segments.append(_segment(text[start:end], start, inside, faces))
        start = match.end() if match else end
    return segments


def _looks(paragraph: Paragraph, faces: Faces) -> list[Look]:
    """One for each run that has text."""
    style = paragraph.style
    if len(paragraph.runs) == 1 and paragraph.runs[0].size is None:
        run = paragraph.runs[0]
        face = faces.face_for(run.family or style.family, style.bold if run.bold is None else run.bold)
        return [Look(0, len(run.text), face, style.size, 1.0, 0)] if run.text else []
    looks: list[Look] = []
    position = 0
    for index, run in enumerate(paragraph.runs):
        if not run.text:
            continue
        end = position + len(run.text)
        face = faces.face_for(run.family or style.family, style.bold if run.bold is None else run.bold)
        size = run.size or style.size
        looks.append(Look(position, end, face, size, size / style.size, index))
        position = end
    return looks


def _segment(text: str, start: int, looks: list[Look], faces: Faces) -> Segment:
    """The segment of one typed line that begins at `start` of the paragraph; its looks count from its own begin."""
    if len(looks) == 1 and looks[0].scale == 1.0:
        try:
            return Segment(text, start, tuple(looks), faces.own_advances(looks[0].face))
        except KeyError:
            return Segment(text, start, (looks[0]._replace(own=False),), faces.advances(looks[0].face))
    advances: list[float] = []
    for index, look in enumerate(looks):
        widths, own = _widths(text[look.start : look.end], look.face, faces)
        if not own:
            looks[index] = look._replace(own=False)
        advances += [value * look.scale for value in widths]
    return Segment(text, start, tuple(looks), {}, advances)


def _widths(text: str, face: str, faces: Faces) -> tuple[list[float], bool]:
    """The advance of each character in em, and whether each is a cluster by itself and in the face."""
    try:
        return list(map(faces.own_advances(face).__getitem__, text)), True
    except KeyError:
        return list(map(faces.advances(face).__getitem__, text)), False
