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
from typing import cast

from zaitaku_desktop.typeset import kinsoku
from zaitaku_desktop.typeset.blocks import Paragraph
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.paragraph import Segment, segments_of
from zaitaku_desktop.typeset.placing import SHRINK_CAP, Cut, Line, Setting, place_lines

PHRASE_FULL = 0.55
TRACKING = (0.01, 0.02, 0.03)
_EPSILON = 1e-6
_LOOK_AHEAD = 8


def break_paragraph(paragraph: Paragraph, width_pt: float, faces: Faces) -> Sequence[Line]:
    """The lines of `paragraph` in a measure of `width_pt` points. At least one, perhaps without spans.

    Joined, the lines' texts are the paragraph's text without its typed line breaks. No line is wider than the
    measure, unless that is narrower than a single character. The result is kept with `faces`.
    """
    key = (paragraph, width_pt)
    known = faces.kept(key)
    if known is None:
        known = lines_of(paragraph, width_pt, faces)
        faces.keep(key, known)
    return cast(Sequence[Line], known)


def lines_of(paragraph: Paragraph, width_pt: float, faces: Faces) -> Sequence[Line]:
    """As `break_paragraph`, but not kept."""
    em = paragraph.style.size
    phrases = paragraph.phrases
    setting = Setting(faces, em, paragraph.style.align, width_pt / em)
    following = _measure(setting.width, paragraph.hang)
    parts: list[Sequence[Line]] = []
    for segment in segments_of(paragraph, faces):
        first = following if parts else _measure(setting.width, paragraph.indent)
        cuts = _cut(segment, first, following, phrases)
        used = segment
        if len(cuts) > 1:
            used, cuts = _without_widow(segment, cuts, first, following, phrases)
            if phrases:
                _keep_two(used, cuts, following)
        parts.append(place_lines(setting, used, cuts, first, following))
    return parts[0] if len(parts) == 1 else [line for part in parts for line in part]


def _measure(width: float, indent: float) -> float:
    """What is left of `width` after `indent`; an indent yields rather than leave less than one 字."""
    return max(width - indent, min(width, 1.0))


# ── where lines end ──────────────────────────────────────────────────────────────────────────────────────


def _cut(segment: Segment, first: float, following: float, phrases: bool) -> list[Cut]:
    text, sums, trims = segment.text, segment.sums, segment.trims
    size = len(text)
    if sums[-1] <= first:
        return [Cut(0, size, _seen(segment, 0, size))]
    bonds, no_start, unusual_end = segment.bonds, kinsoku.NO_START, kinsoku.UNUSUAL_END
    cuts: list[Cut] = []
    start = 0
    measure = first
    while start < size:
        fit = bisect_right(sums, sums[start] + measure + _EPSILON, start) - 1
        usual = (
            start < fit < size
            and not bonds[fit]
            and text[fit] not in no_start
            and text[fit - 1] not in unusual_end
            and fit - 1 not in trims
        )
        if usual:
            cut = Cut(start, fit, fit)
        elif fit == size:
            cut = Cut(start, size, _seen(segment, start, size))
        else:
            cut = _next(segment, start, measure)
        if phrases and cut.end < size:
            cut = _at_phrase(segment, cut, measure)
        cuts.append(cut)
        start = cut.end
        measure = following
    return cuts


def _next(segment: Segment, start: int, measure: float) -> Cut:
    """The line from `start` on, by all the rules; `_cut` finds the end of a usual one by itself."""
    sums, size = segment.sums, len(segment.text)
    limit = sums[start] + measure + _EPSILON
    fit = bisect_right(sums, limit, start) - 1
    if fit < size and (segment.text[fit] in kinsoku.HALVED or fit - 1 in segment.trims):
        fit = _with_half(segment, start, fit, limit)
    stop = _over_spaces(segment, max(fit, start))
    if stop >= size:
        return Cut(start, size, _seen(segment, start, size))
    if segment.allows(stop, 0) and stop > start:
        return Cut(start, stop, _seen(segment, start, stop))
    pulled = _pull_in(segment, start, fit, limit)
    if pulled is not None:
        return pulled
    for level in (0, kinsoku.SOFT, kinsoku.HARD):
        stop = fit
        while stop > start and not segment.allows(stop, level):
            stop -= 1
        if stop > start:
            return Cut(start, stop, _seen(segment, start, stop))
    stop = max(fit, start + 1)
    while stop > start + 1 and segment.text[stop] in kinsoku.MARKS:
        stop -= 1
    stop = _over_spaces(segment, stop)
    return Cut(start, stop, _seen(segment, start, stop))


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


def _pull_in(segment: Segment, start: int, fit: int, limit: float) -> Cut | None:
    """追い込み: the next allowed break within reach, if inner punctuation can give up the excess."""
    size = len(segment.text)
    for stop in range(fit + 1, min(fit + _LOOK_AHEAD, size) + 1):
        if stop < size and not segment.allows(stop, 0):
            continue
        seen = _seen(segment, start, stop)
        excess = segment.end_of(seen) - segment.half_at_end(seen - 1) - limit
        if excess <= 0:
            return Cut(start, stop, seen)
        if excess <= sum(give for _, give in segment.gives(start, seen, SHRINK_CAP)):
            return Cut(start, stop, seen, excess)
        return None
    return None


def _at_phrase(segment: Segment, cut: Cut, measure: float) -> Cut:
    ends, base = segment.phrase_ends, segment.sums[cut.start]
    if cut.end in ends:
        return cut
    for stop in range(cut.end - 1, cut.start, -1):
        if segment.sums[stop] - base < measure * PHRASE_FULL:
            break
        if stop in ends and segment.allows(stop, 0):
            return Cut(cut.start, stop, _seen(segment, cut.start, stop))
    return cut


def _without_widow(
    segment: Segment, cuts: list[Cut], first: float, following: float, phrases: bool
) -> tuple[Segment, list[Cut]]:
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


def _keep_two(segment: Segment, cuts: list[Cut], measure: float) -> None:
    """A label never ends in a single character (入退院支／援): the line before it gives one more, if it has three."""
    if len(cuts) < 2 or cuts[-1].seen - cuts[-1].start != 1 or cuts[-2].seen - cuts[-2].start < 3:
        return
    before, last = cuts[-2:]
    stop = before.end - 1
    if segment.allows(stop, 0) and segment.sums[last.end] - segment.sums[stop] <= measure:
        cuts[-2] = Cut(before.start, stop, _seen(segment, before.start, stop))
        cuts[-1] = Cut(stop, last.end, last.seen)
