"""Japanese line breaking: where the lines of a paragraph end in a measure (JIS X 4051, JLREQ; PAGES 1).

Per-character work is done by C (translate, accumulate, bisect); Python only steps around each line's end.
Inside this module lengths are in em of the paragraph's size, outside in points.

Order of means when a line's end falls where no break is allowed: the blank half of a closing sign at the end;
追い込み (blanks of inner punctuation give way, at most 0.25 em each); 追い出し (an earlier break); and only if a
piece is longer than the whole line is it divided, soft bonds first, kinsoku last, clusters never.
Opening brackets at a line's start keep their full width, as in the mock pages and in Word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import partial

from zaitaku_desktop.typeset import kinsoku
from zaitaku_desktop.typeset.blocks import Paragraph
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.paragraph import Segment, segments_of
from zaitaku_desktop.typeset.placing import Cuts, Line, Setting, place_lines

PHRASE_FULL = 0.55
TRACKING = (0.01, 0.02)
TIGHTEST = 0.03
_EPSILON = 1e-6
_LOOK_AHEAD = 8

_Stop = tuple[int, int, float]
"""A line's end, the end of what is seen of it (without spaces), and by how much its blanks give way."""


def break_paragraph(paragraph: Paragraph, width_pt: float, faces: Faces) -> Sequence[Line]:
    """The lines of `paragraph` in a measure of `width_pt` points. At least one, perhaps without spans.

    Joined, the lines' texts are the paragraph's text without its typed line breaks. No line is wider than the
    measure, unless that is narrower than a single character. The result is kept with `faces`.
    """
    return faces.kept((paragraph, width_pt), partial(lines_of, paragraph, width_pt, faces))


def lines_of(paragraph: Paragraph, width_pt: float, faces: Faces) -> Sequence[Line]:
    """As `break_paragraph`, but not kept."""
    style, phrases = paragraph.style, paragraph.phrases
    align = "left" if phrases and style.align == "justify" else style.align  # the line ends at a phrase are short
    setting = Setting(faces, style.size, align, width_pt / style.size, paragraph.spread)
    following = _measure(setting.width, paragraph.hang)
    first = _measure(setting.width, paragraph.indent)
    parts: list[Sequence[Line]] = []
    for segment in segments_of(paragraph, faces):
        cuts = _cut(segment, first, following, phrases)
        used = segment
        if len(cuts.ends) > 1:
            used, cuts = _without_widow(segment, cuts, first, following, phrases)
            if phrases:
                _keep_two(used, cuts, following)
        parts.append(place_lines(setting, used, cuts, first, following))
        first = following
    return parts[0] if len(parts) == 1 else [line for part in parts for line in part]


def _measure(width: float, indent: float) -> float:
    """What is left of `width` after `indent`; an indent yields rather than leave less than one 字."""
    return max(width - indent, min(width, 1.0))


# ── where lines end ──────────────────────────────────────────────────────────────────────────────────────


def _cut(segment: Segment, first: float, following: float, phrases: bool) -> Cuts:
    text, sums, trims = segment.text, segment.sums, segment.trims
    size = len(text)
    ends: list[int] = []
    odd: dict[int, tuple[int, float]] = {}
    start = 0
    if sums[-1] > first:
        bonds, no_start, unusual_end = segment.bonds, kinsoku.NO_START, kinsoku.UNUSUAL_END
        measure = first
        while (fit := bisect_right(sums, sums[start] + measure + _EPSILON, start) - 1) < size:
            if (
                fit > start
                and not bonds[fit]
                and text[fit] not in no_start
                and text[fit - 1] not in unusual_end
                and fit - 1 not in trims
                and fit not in trims
            ):
                end = seen = fit
                shrink = 0.0
            else:
                end, seen, shrink = _next(segment, start, fit, sums[start] + measure + _EPSILON)
            if phrases and end < size and (earlier := _at_phrase(segment, start, end, measure)) < end:
                end, seen, shrink = earlier, _seen(text, start, earlier), 0.0
            if seen != end or shrink:
                odd[len(ends)] = (seen, shrink)
            ends.append(end)
            start = end
            measure = following
    if start < size or not ends:
        if text[-1:] in kinsoku.BLANKS:
            odd[len(ends)] = (_seen(text, start, size), 0.0)
        ends.append(size)
    return Cuts(ends, odd)


def _next(segment: Segment, start: int, fit: int, limit: float) -> _Stop:
    """The line from `start` on, by all the rules; `_cut` finds the end of a usual one by itself.

    Up to `fit` it would reach without rules; `limit` = the running sum it may reach.
    """
    text = segment.text
    size = len(text)
    if fit < size and (text[fit] in kinsoku.HALVED or fit - 1 in segment.trims or fit in segment.trims):
        fit = _with_half(segment, start, fit, limit)
    stop = _over_spaces(text, max(fit, start))
    if stop >= size or (stop > start and segment.allows(stop, 0)):
        return stop, _seen(text, start, stop), 0.0
    pulled = _pull_in(segment, start, fit, limit)
    if pulled is not None:
        return pulled
    for level in (0, kinsoku.SOFT, kinsoku.HARD):
        stop = fit
        while stop > start and not segment.allows(stop, level):
            stop -= 1
        if stop > start:
            return stop, _seen(text, start, stop), 0.0
    stop = max(fit, start + 1)
    while stop > start + 1 and text[stop] in kinsoku.MARKS:
        stop -= 1
    stop = _over_spaces(text, stop)
    return stop, _seen(text, start, stop), 0.0


def _with_half(segment: Segment, start: int, fit: int, limit: float) -> int:
    """Take in a closing sign whose blank half need not fit, or one that may hang; and what fits without the 和欧間
    after it. Give back a ・ that counted as half before 「."""
    half = segment.half_at_end(fit)
    if half and segment.sums[fit + 1] - half <= limit:
        return fit + 1
    if segment.hanging and segment.text[fit] in kinsoku.HANGING and segment.allows(fit + 1, 0):
        return fit + 1
    if segment.trims.get(fit, 0.0) < 0 and segment.end_of(fit + 1) <= limit:
        return fit + 1
    if fit > start + 1 and segment.end_of(fit) > limit:
        return fit - 1
    return fit


def _over_spaces(text: str, stop: int) -> int:
    size = len(text)
    while stop < size and text[stop] in kinsoku.BLANKS:
        stop += 1
    return stop


def _seen(text: str, start: int, stop: int) -> int:
    """End of the visible part of start…stop: without the spaces at the end (and marks on them)."""
    seen = stop
    while seen > start and text[seen - 1] in kinsoku.BLANKS:
        seen -= 1
    while seen < stop and text[seen] in kinsoku.MARKS:
        seen += 1
    return seen


def _pull_in(segment: Segment, start: int, fit: int, limit: float) -> _Stop | None:
    """追い込み: the next allowed break within reach, if inner punctuation can give up the excess."""
    text = segment.text
    size = len(text)
    for stop in range(fit + 1, min(fit + _LOOK_AHEAD, size) + 1):
        if stop < size and not segment.allows(stop, 0):
            continue
        seen = _seen(text, start, stop)
        excess = segment.end_of(seen) - segment.half_at_end(seen - 1) - limit
        if excess <= 0:
            return stop, seen, 0.0
        if kinsoku.may_give(text, start, seen - 1) and excess <= sum(give for _, give in segment.gives(start, seen)):
            return stop, seen, excess
        return None
    return None


def _at_phrase(segment: Segment, start: int, end: int, measure: float) -> int:
    """The last end of a phrase on the line start…end if it leaves the line full enough, else `end`."""
    ends, sums = segment.phrase_ends, segment.sums
    if end in ends:
        return end
    for stop in range(end - 1, start, -1):
        if sums[stop] - sums[start] < measure * PHRASE_FULL:
            break
        if stop in ends and segment.allows(stop, 0):
            return stop
    return end


def _without_widow(segment: Segment, cuts: Cuts, first: float, following: float, phrases: bool) -> tuple[Segment, Cuts]:
    """Try to take back a last line of one or two characters by tracking up to −0.03 em (PAGES (c))."""
    if cuts.seen_of_last > 2:
        return segment, cuts
    tightest = segment.tracked(TIGHTEST)
    tried = _cut(tightest, first, following, phrases)
    if len(tried.ends) >= len(cuts.ends):
        return segment, cuts
    for tracking in TRACKING:
        tighter = segment.tracked(tracking)
        less = _cut(tighter, first, following, phrases)
        if len(less.ends) < len(cuts.ends):
            return tighter, less
    return tightest, tried


def _keep_two(segment: Segment, cuts: Cuts, measure: float) -> None:
    """A label never ends in a single character (入退院支／援): the line before it gives one more, if it has three."""
    ends = cuts.ends
    if len(ends) < 2 or cuts.seen_of_last != 1:
        return
    before = cuts[-2]
    stop = before.end - 1
    if before.seen - before.start < 3 or not segment.allows(stop, 0):
        return
    if segment.sums[ends[-1]] - segment.sums[stop] <= measure:
        ends[-2] = stop
        cuts.note(len(ends) - 2, _seen(segment.text, before.start, stop))
