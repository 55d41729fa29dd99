"""Where the clusters of broken lines stand: squeezing, justification, alignment. In em inside, in points outside."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple, overload

from zaitaku_desktop.typeset.blocks import Align
from zaitaku_desktop.typeset.fonts import Faces, split_clusters
from zaitaku_desktop.typeset.paragraph import Look, Segment
from zaitaku_desktop.typeset.spans import Moves, Span, moves_to

JUSTIFY_FROM = 20.0
"""字 in the whole measure from which both edges are aligned (PAGES (d)); a hang does not count."""
JUSTIFY_CAP = 0.25
"""em a gap may grow by; a line that would need more stays ragged."""
_EPSILON = 1e-6


@dataclass(slots=True)
class Line:
    """One line. Its spans' places already hold indent, hang and alignment.

    `start`, `end` = the characters of `paragraph.text` it holds; a typed line break lies between lines. `last` =
    the paragraph, or the typed line, ends here. `missing` = clusters drawn as 〓. Nobody changes a line; it is not
    frozen because freezing is slow.
    """

    spans: tuple[Span, ...]
    start: int
    end: int
    last: bool
    missing: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(span.text for span in self.spans)

    @property
    def x(self) -> float:
        """Left edge of the first cluster, in points from the left edge of the measure."""
        return self.spans[0].left if self.spans else 0.0

    @property
    def width(self) -> float:
        """Points from `x` to the visible end: spaces at the end count nothing."""
        return max((span.left + span.width for span in self.spans), default=0.0) - self.x


class Setting(NamedTuple):
    """What every line of a paragraph has in common; `width` of the whole measure in em, `field` = 均等割り付け."""

    faces: Faces
    em: float
    align: Align
    width: float
    field: float = 0.0

    @property
    def justified(self) -> bool:
        """Whether both edges are aligned."""
        return self.align == "justify" and self.width >= JUSTIFY_FROM


@dataclass(slots=True)
class Cut:
    """A line within a segment: characters start…end, of which `seen` … end are trailing spaces."""

    start: int
    end: int
    seen: int
    shrink: float = 0.0


@dataclass(slots=True)
class Cuts:
    """The lines of a segment, in order: where each ends.

    `odd` = index of a line that ends in spaces, or whose blanks give way → the end of what is seen of it, and how
    much gives way (`Cut`). There are few of them, and tens of thousands of lines.
    """

    ends: list[int]
    odd: dict[int, tuple[int, float]]

    def __getitem__(self, index: int) -> Cut:
        index = range(len(self.ends))[index]
        end = self.ends[index]
        seen, shrink = self.odd.get(index, (end, 0.0))
        return Cut(self.ends[index - 1] if index else 0, end, seen, shrink)

    @property
    def seen_of_last(self) -> int:
        """How many characters are seen of the last line."""
        ends = self.ends
        end = ends[-1]
        if self.odd:
            end = self.odd.get(len(ends) - 1, (end, 0.0))[0]
        return end - ends[-2] if len(ends) > 1 else end

    def note(self, index: int, seen: int) -> None:
        """Line `index` has another end now, and is seen up to `seen`."""
        self.odd.pop(index, None)
        if seen != self.ends[index]:
            self.odd[index] = (seen, 0.0)


class SolidLines(Sequence[Line]):
    """The lines of one segment in one look, aligned at its left or at both edges: nearly all there is.

    A line is made when somebody looks at it. To set one that is not in `odd`, its stretch of `text` (between two
    of the `ends`) and its left edge are enough.
    """

    __slots__ = (
        "_cuts", "_each", "_first", "_following", "_setting", "ends", "following", "look", "odd", "segment", "text",
        "tracking",
    )  # fmt: skip

    def __init__(self, setting: Setting, segment: Segment, cuts: Cuts, first: float, following: float) -> None:
        self._setting = setting
        self.segment = segment
        self.text = segment.text
        """All their characters."""
        self.look = segment.looks[0]
        """The one face and size."""
        self.tracking = segment.tracking * setting.em
        """Points by which every cluster is tighter."""
        self._cuts = cuts
        self.ends = cuts.ends
        """The end of each line in `text`."""
        self._first, self._following = first, following
        self.following = (setting.width - following) * setting.em
        """Left edge of all lines but the first."""
        self._each = self._justified() if setting.justified else {}
        odd = {*cuts.odd, *self._trimmed(), *self._each} if cuts.odd or segment.trims or self._each else ()
        self.odd = sorted(odd)
        """The lines in which not every cluster stands beside the one before."""
        segment.rest()

    def _trimmed(self) -> Iterator[int]:
        """The lines in which a sign meets the next one of the same line."""
        for position in self.segment.trims:
            index = bisect_right(self.ends, position)
            if position + 1 < self.ends[index]:
                yield index

    def _justified(self) -> dict[int, float]:
        """By how many em the gaps of a line grow; only lines that are aligned at both edges."""
        found: dict[int, float] = {}
        measure = self._first
        for index in range(len(self.ends) - 1):
            if each := growth(self.segment, self._cuts[index], measure):
                found[index] = each
            measure = self._following
        return found

    def left(self, index: int) -> float:
        """Left edge of a line in points from the left edge of the measure."""
        return self.following if index else (self._setting.width - self._first) * self._setting.em

    def __len__(self) -> int:
        return len(self.ends)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        cut = self._cuts[index]
        setting, segment = self._setting, self.segment
        measure = self._following if index else self._first
        last = cut.end == len(segment.text)
        moves = self.moves(index)
        if moves is None or cut.start == cut.end:
            return place(setting, segment, cut, measure, last=last)
        look = self.look
        extent = _goal(segment, cut, measure) if index in self._each else _extent(segment, cut, measure)
        extent *= setting.em
        text, table = self.text[cut.start : cut.end], setting.faces.own_advances(look.face)
        span = Span(look.face, look.size, text, self.left(index), extent, table, moves, look.run, self.tracking)
        return Line((span,), segment.start + cut.start, segment.start + cut.end, last)

    def moves(self, index: int) -> Moves | None:
        """See `Span`; None for a line with spaces at its end, which takes looking at each cluster."""
        if index not in self.odd:
            return ()
        cut = self._cuts[index]
        if cut.seen != cut.end:
            return None
        em = self._setting.em
        moves = self.segment.moves(cut.start, cut.end, cut.shrink, em)
        each = self._each.get(index)
        return moves if each is None else _grown(moves, self.segment, cut, each * em)


def place_lines(setting: Setting, segment: Segment, cuts: Cuts, first: float, following: float) -> Sequence[Line]:
    """The lines of a segment cut to `first`, then `following` em."""
    if segment.plain and setting.align in ("left", "justify") and not setting.field:
        return SolidLines(setting, segment, cuts, first, following)
    last = len(cuts.ends) - 1
    return [
        place(setting, segment, cuts[index], following if index else first, last=index == last)
        for index in range(last + 1)
    ]


def place(setting: Setting, segment: Segment, cut: Cut, measure: float, *, last: bool) -> Line:
    """One line, by all the rules."""
    faces, em, align, width, field = setting
    start, end, seen = cut.start, cut.end, cut.seen
    base = segment.sums[start]
    extent = natural = _extent(segment, cut, measure)
    if seen - start > 1:
        extent = max(natural, min(field, measure))
    each = growth(segment, cut, measure) if setting.justified and not last else 0.0
    offset = width - measure
    if align == "right":
        offset += max(measure - extent, 0.0)
    elif align == "center":
        offset += max(measure - extent, 0.0) / 2
    lefts = [value - base for value in segment.sums[start:end]]
    if cut.shrink:
        _shift(lefts, segment.gives(start, seen), cut.shrink, start)
    if extent > natural:
        step = (extent - natural) / (seen - start - 1)
        lefts = [left + step * index for index, left in enumerate(lefts)]
    elif each:
        gaps = [(position, each) for position in segment.stretches(start, seen)]
        _shift(lefts, gaps, -each * len(gaps), start)
        extent = _goal(segment, cut, measure)
    for index in range(seen - start, end - start):
        lefts[index] = extent
    xs = [(offset + value) * em for value in lefts]
    spans, missing = _spans(faces, segment, cut, xs, (offset + extent) * em)
    return Line(spans, segment.start + start, segment.start + end, last, tuple(missing))


def _extent(segment: Segment, cut: Cut, measure: float) -> float:
    """How long a line is up to its visible end; the blank half of its last sign may stick out of the measure."""
    if cut.seen <= cut.start:
        return 0.0
    extent = _natural(segment, cut)
    if extent > measure:
        extent = max(extent - segment.half_at_end(cut.seen - 1), min(extent, measure))
    return extent


def _shift(lefts: list[float], gives: list[tuple[int, float]], shrink: float, start: int) -> None:
    part = shrink / sum(give for _, give in gives)
    moves = [0.0] * len(lefts)
    for position, give in gives:
        if position - start < len(moves):
            moves[position - start] -= give * part
    for index, move in enumerate(accumulate(moves)):
        lefts[index] += move


def _natural(segment: Segment, cut: Cut) -> float:
    """How long a line is with its last sign whole."""
    return segment.end_of(cut.seen) - segment.sums[cut.start] - cut.shrink


def _outside(segment: Segment, cut: Cut, measure: float) -> float:
    """How much of the last sign lies outside the measure when both edges are aligned.

    Its blank half where there is no room for it; all of a sign that hangs.
    """
    natural, half = _natural(segment, cut), segment.half_at_end(cut.seen - 1)
    if natural <= measure + _EPSILON:
        return 0.0
    return half if natural - half <= measure + _EPSILON or not segment.hanging else 2 * half


def _goal(segment: Segment, cut: Cut, measure: float) -> float:
    """The visible end of a line whose edges are aligned."""
    outside = _outside(segment, cut, measure)
    return measure + max(outside - segment.half_at_end(cut.seen - 1), 0.0) if outside else measure


def growth(segment: Segment, cut: Cut, measure: float) -> float:
    """By how many em each gap of a line grows so that it reaches the edge; 0 if that would be more than the cap."""
    if cut.seen <= cut.start:
        return 0.0
    slack = measure + _outside(segment, cut, measure) - _natural(segment, cut)
    gaps = segment.stretches(cut.start, cut.seen)
    if slack <= _EPSILON or not gaps or slack / len(gaps) > JUSTIFY_CAP:
        return 0.0
    return slack / len(gaps)


def _grown(moves: Moves, segment: Segment, cut: Cut, each: float) -> Moves:
    """The moves of a line whose gaps are wider by `each` points."""
    found = dict(moves)
    for position in segment.stretches(cut.start, cut.seen):
        at = position - cut.start
        found[at] = found.get(at, 0.0) + each
    return tuple(sorted(found.items()))


def _spans(
    faces: Faces, segment: Segment, cut: Cut, xs: list[float], stop_x: float
) -> tuple[tuple[Span, ...], list[str]]:
    start, end = cut.start, cut.end
    spans: list[Span] = []
    missing: list[str] = []
    for look in segment.looks:
        low, high = max(look.start, start), min(look.end, end)
        if low >= high:
            continue
        text = segment.text[low:high]
        places = xs[low - start : high - start]
        after = xs[high - start] if high < end else stop_x
        if look.own:
            width = max(min(after, stop_x) - places[0], 0.0)
            table = faces.own_advances(look.face)
            moves = moves_to(places, text, table, look.size)
            spans.append(Span(look.face, look.size, text, places[0], width, table, moves, look.run))
        else:
            spans += _mixed(faces, look, text, [*places, after], missing)
    return tuple(spans), missing


def _mixed(faces: Faces, look: Look, text: str, edges: list[float], missing: list[str]) -> list[Span]:
    """Spans of a text in which some clusters have selectors or come from other faces.

    `edges` = left edge of each character, and the right edge of the last.
    """
    groups: list[tuple[str, list[str], list[float]]] = []
    position = 0
    for cluster in split_clusters(text):
        glyph = faces.glyph(look.face, cluster)
        if glyph.missing:
            missing.append(cluster)
        if not groups or groups[-1][0] != glyph.face:
            groups.append((glyph.face, [], []))
        groups[-1][1].append(cluster)
        groups[-1][2].append(edges[position])
        position += len(cluster)
    ends = [group[2][0] for group in groups[1:]] + edges[-1:]
    spans = []
    for (face, clusters, lefts), end in zip(groups, ends, strict=True):
        table = faces.advances(face)
        moves = moves_to(lefts, clusters, table, look.size)
        width = max(end - lefts[0], 0.0)
        spans.append(Span(face, look.size, "".join(clusters), lefts[0], width, table, moves, look.run))
    return spans
