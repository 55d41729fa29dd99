"""Japanese line breaking: a paragraph and a width become placed lines (JIS X 4051, JLREQ; PAGES 1).

Per-character work is done by C (translate, accumulate, bisect); Python only steps around each line's end.
Inside this module lengths are in em of the paragraph's size, outside in points.

Order of means when a line's end falls where no break is allowed: the blank half of a closing sign at the end;
追い込み (blanks of inner punctuation give way, at most 0.25 em each); 追い出し (an earlier break); and only if a
piece is longer than the whole line is it divided, soft bonds first, kinsoku last, clusters never.
Opening brackets at a line's start keep their full width, as in the mock pages and in Word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple, cast

from zaitaku_desktop.typeset import kinsoku
from zaitaku_desktop.typeset.blocks import Align, Paragraph
from zaitaku_desktop.typeset.fonts import Faces, split_clusters
from zaitaku_desktop.typeset.paragraph import Look, Segment, segments_of
from zaitaku_desktop.typeset.spans import Span, moves_to

JUSTIFY_FROM = 20.0
"""字 per line from which both edges are aligned (PAGES (d))."""
JUSTIFY_CAP = 0.25
SHRINK_CAP = 0.25
PHRASE_FULL = 0.55
TRACKING = (0.01, 0.02, 0.03)
_EPSILON = 1e-6
_LOOK_AHEAD = 8


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


class _Setting(NamedTuple):
    """What every line of a paragraph has in common; `width` of the whole measure in em."""

    faces: Faces
    em: float
    align: Align
    width: float


@dataclass(slots=True)
class _Cut:
    """A line within a segment: characters start…end, of which `seen` … end are trailing spaces."""

    start: int
    end: int
    seen: int
    shrink: float = 0.0


def break_paragraph(paragraph: Paragraph, width_pt: float, faces: Faces) -> tuple[Line, ...]:
    """The lines of `paragraph` in a measure of `width_pt` points. At least one, perhaps without spans.

    Joined, the lines' texts are the paragraph's text without its typed line breaks. No line is wider than the
    measure, unless that is narrower than a single character. The result is kept with `faces`.
    """
    key = (paragraph, width_pt)
    known = faces.kept(key)
    if known is None:
        known = lines_of(paragraph, width_pt, faces)
        faces.keep(key, known)
    return cast(tuple[Line, ...], known)


def lines_of(paragraph: Paragraph, width_pt: float, faces: Faces) -> tuple[Line, ...]:
    """As `break_paragraph`, but not kept."""
    em = paragraph.style.size
    phrases = paragraph.phrases
    setting = _Setting(faces, em, paragraph.style.align, width_pt / em)
    following = _measure(setting.width, paragraph.hang)
    lines: list[Line] = []
    for segment in segments_of(paragraph, faces):
        first = following if lines else _measure(setting.width, paragraph.indent)
        cuts = _cut(segment, first, following, phrases)
        used = segment
        if len(cuts) > 1:
            used, cuts = _without_widow(segment, cuts, first, following, phrases)
            if phrases:
                _keep_two(used, cuts, following)
        place = _place_solid if used.plain and setting.align == "left" else _place_all
        lines += place(setting, used, cuts, first, following)
    return tuple(lines)


def _measure(width: float, indent: float) -> float:
    """What is left of `width` after `indent`; an indent yields rather than leave less than one 字."""
    return max(width - indent, min(width, 1.0))


# ── where lines end ──────────────────────────────────────────────────────────────────────────────────────


def _cut(segment: Segment, first: float, following: float, phrases: bool) -> list[_Cut]:
    text, sums, trims = segment.text, segment.sums, segment.trims
    size = len(text)
    if sums[-1] <= first:
        return [_Cut(0, size, _seen(segment, 0, size))]
    bonds = segment.bonds
    cuts: list[_Cut] = []
    start = 0
    measure = first
    while start < size:
        fit = bisect_right(sums, sums[start] + measure + _EPSILON, start) - 1
        usual = (
            start < fit < size
            and not bonds[fit]
            and text[fit] not in kinsoku.NO_START
            and text[fit - 1] not in kinsoku.UNUSUAL_END
            and fit - 1 not in trims
        )
        if usual:
            cut = _Cut(start, fit, fit)
        elif fit == size:
            cut = _Cut(start, size, _seen(segment, start, size))
        else:
            cut = _next(segment, start, measure)
        if phrases and cut.end < size:
            cut = _at_phrase(segment, cut, measure)
        cuts.append(cut)
        start = cut.end
        measure = following
    return cuts


def _next(segment: Segment, start: int, measure: float) -> _Cut:
    """The line from `start` on, by all the rules; `_cut` finds the end of a usual one by itself."""
    sums, size = segment.sums, len(segment.text)
    limit = sums[start] + measure + _EPSILON
    fit = bisect_right(sums, limit, start) - 1
    if fit < size and (segment.text[fit] in kinsoku.HALVED or fit - 1 in segment.trims):
        fit = _with_half(segment, start, fit, limit)
    stop = _over_spaces(segment, max(fit, start))
    if stop >= size:
        return _Cut(start, size, _seen(segment, start, size))
    if segment.allows(stop, 0) and stop > start:
        return _Cut(start, stop, _seen(segment, start, stop))
    pulled = _pull_in(segment, start, fit, limit)
    if pulled is not None:
        return pulled
    for level in (0, kinsoku.SOFT, kinsoku.HARD):
        stop = fit
        while stop > start and not segment.allows(stop, level):
            stop -= 1
        if stop > start:
            return _Cut(start, stop, _seen(segment, start, stop))
    stop = max(fit, start + 1)
    while stop > start + 1 and segment.text[stop] in kinsoku.MARKS:
        stop -= 1
    stop = _over_spaces(segment, stop)
    return _Cut(start, stop, _seen(segment, start, stop))


def _with_half(segment: Segment, start: int, fit: int, limit: float) -> int:
    """Take in a closing sign whose blank half need not fit; give back a ・ that counted as half before 「."""
    half = segment.half_at_end(fit)
    if half and segment.sums[fit + 1] - half <= limit:
        return fit + 1
    if fit > start + 1 and segment.end_of(fit) > limit:
        return fit - 1
    return fit


def _over_spaces(segment: Segment, stop: int) -> int:
    text, size = segment.text, len(segment.text)
    while stop < size and text[stop] in kinsoku.BLANKS:
        stop += 1
    return stop


def _seen(segment: Segment, start: int, stop: int) -> int:
    """End of the visible part of start…stop: without the spaces at the end (and marks on them)."""
    text, seen = segment.text, stop
    while seen > start and text[seen - 1] in kinsoku.BLANKS:
        seen -= 1
    while seen < stop and text[seen] in kinsoku.MARKS:
        seen += 1
    return seen


def _pull_in(segment: Segment, start: int, fit: int, limit: float) -> _Cut | None:
    """追い込み: the next allowed break within reach, if inner punctuation can give up the excess."""
    size = len(segment.text)
    for stop in range(fit + 1, min(fit + _LOOK_AHEAD, size) + 1):
        if stop < size and not segment.allows(stop, 0):
            continue
        seen = _seen(segment, start, stop)
        excess = segment.end_of(seen) - segment.half_at_end(seen - 1) - limit
        if excess <= 0:
            return _Cut(start, stop, seen)
        if excess <= sum(give for _, give in segment.gives(start, seen, SHRINK_CAP)):
            return _Cut(start, stop, seen, excess)
        return None
    return None


def _at_phrase(segment: Segment, cut: _Cut, measure: float) -> _Cut:
    ends, base = segment.phrase_ends, segment.sums[cut.start]
    if cut.end in ends:
        return cut
    for stop in range(cut.end - 1, cut.start, -1):
        if segment.sums[stop] - base < measure * PHRASE_FULL:
            break
        if stop in ends and segment.allows(stop, 0):
            return _Cut(cut.start, stop, _seen(segment, cut.start, stop))
    return cut


def _without_widow(
    segment: Segment, cuts: list[_Cut], first: float, following: float, phrases: bool
) -> tuple[Segment, list[_Cut]]:
    """Try to take back a last line of one or two characters by tracking up to −0.03 em (PAGES (c))."""
    if cuts[-1].seen - cuts[-1].start > 2:
        return segment, cuts
    tightest = segment.tracked(TRACKING[-1])
    best = _cut(tightest, first, following, phrases)
    if len(best) >= len(cuts):
        return segment, cuts
    for tracking in TRACKING[:-1]:
        tighter = segment.tracked(tracking)
        tried = _cut(tighter, first, following, phrases)
        if len(tried) < len(cuts):
            return tighter, tried
    return tightest, best


def _keep_two(segment: Segment, cuts: list[_Cut], measure: float) -> None:
    """A label never ends in a single character (入退院支／援): the line before it gives one more, if it has three."""
    if len(cuts) < 2 or cuts[-1].seen - cuts[-1].start != 1 or cuts[-2].seen - cuts[-2].start < 3:
        return
    before, last = cuts[-2:]
    stop = before.end - 1
    if segment.allows(stop, 0) and segment.sums[last.end] - segment.sums[stop] <= measure:
        cuts[-2] = _Cut(before.start, stop, _seen(segment, before.start, stop))
        cuts[-1] = _Cut(stop, last.end, last.seen)


# ── where clusters stand ─────────────────────────────────────────────────────────────────────────────────


def _place_solid(
    setting: _Setting, segment: Segment, cuts: Sequence[_Cut], first: float, following: float
) -> Iterator[Line]:
    """As `_place_all` for text of one look, aligned at its left only: nearly all there is in a grid."""
    faces, em, _, width = setting
    look, text, sums, offset = segment.looks[0], segment.text, segment.sums, segment.start
    face, size, run, table = look.face, look.size, look.run, faces.own_advances(look.face)
    final, tracking, squeezed = len(text), segment.tracking * em, bool(segment.trims)
    measure = first
    for cut in cuts:
        start, end = cut.start, cut.end
        extent = (segment.end_of(end) if squeezed else sums[end]) - sums[start]
        if end != cut.seen or cut.shrink or extent > measure or start == end:
            yield _place(setting, segment, cut, measure, end == final)
        else:
            moves = segment.moves(start, end, em) if squeezed else ()
            left = (width - measure) * em
            span = Span(face, size, text[start:end], left, extent * em, table, moves, run, tracking)
            yield Line((span,), offset + start, offset + end, end == final)
        measure = following


def _place_all(
    setting: _Setting, segment: Segment, cuts: Sequence[_Cut], first: float, following: float
) -> Iterator[Line]:
    measure = first
    for cut in cuts:
        yield _place(setting, segment, cut, measure, cut is cuts[-1])
        measure = following


def _place(setting: _Setting, segment: Segment, cut: _Cut, measure: float, last: bool) -> Line:
    faces, em, align, width = setting
    start, end, seen = cut.start, cut.end, cut.seen
    base = segment.sums[start]
    extent = segment.end_of(seen) - base - cut.shrink if seen > start else 0.0
    if extent > measure and seen > start:
        extent = max(extent - segment.half_at_end(seen - 1), min(extent, measure))
    spread = align == "justify" and not last and measure >= JUSTIFY_FROM
    offset = width - measure
    if align == "right":
        offset += max(measure - extent, 0.0)
    elif align == "center":
        offset += max(measure - extent, 0.0) / 2
    lefts = [value - base for value in segment.sums[start:end]]
    if cut.shrink:
        _shift(lefts, segment.gives(start, seen, SHRINK_CAP), cut.shrink, start)
    if spread:
        extent += _justify(segment, cut, lefts, measure - extent)
    for index in range(seen - start, end - start):
        lefts[index] = extent
    xs = [(offset + value) * em for value in lefts]
    spans, missing = _spans(faces, segment, cut, xs, (offset + extent) * em)
    return Line(spans, segment.start + start, segment.start + end, last, tuple(missing))


def _shift(lefts: list[float], gives: list[tuple[int, float]], shrink: float, start: int) -> None:
    part = shrink / sum(give for _, give in gives)
    moves = [0.0] * len(lefts)
    for position, give in gives:
        if position - start < len(moves):
            moves[position - start] -= give * part
    for index, move in enumerate(accumulate(moves)):
        lefts[index] += move


def _justify(segment: Segment, cut: _Cut, lefts: list[float], slack: float) -> float:
    """Spread `slack` over the gaps of the line, or nothing if that would be more than the cap; the sum added."""
    gaps = [position for position in range(cut.start + 1, cut.seen) if segment.stretches(position)]
    if slack <= 0 or not gaps or slack / len(gaps) > JUSTIFY_CAP:
        return 0.0
    each = slack / len(gaps)
    moves = [0.0] * len(lefts)
    for position in gaps:
        moves[position - cut.start] = each
    for index, move in enumerate(accumulate(moves)):
        lefts[index] += move
    return slack


def _spans(
    faces: Faces, segment: Segment, cut: _Cut, xs: list[float], stop_x: float
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
