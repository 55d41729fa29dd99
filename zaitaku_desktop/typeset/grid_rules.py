"""The rules of one fragment of a grid: collected, merged, each drawn once (PAGES 1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from zaitaku_desktop.typeset.boxes import RuleBox

DOTTED = (1.0, 2.5)  # pt on, off: what an arrow crosses (PAGES 2 P3)


def fragment_rules(
    slots: Sequence[Sequence[int]],
    weights: Sequence[float],
    xs: Sequence[float],
    ys: Sequence[float],
    *,
    inner: float,
    outer: float,
    arrows: Mapping[int, int],
    columns: Mapping[int, float] | None = None,
) -> list[RuleBox]:
    """Rules of a fragment with `len(slots)` rows.

    `slots` = which cell covers each column; equal numbers have no rule between them. `weights[i]` = weight of
    the boundary above row i (the first is the outer edge and not used). `arrows` = cell → the first boundary
    its arrow crosses; this and the later ones within the cell are dotted. `columns` = column → weight of the
    boundary before it, where that is not `inner`. Inner rules end on the axis of the
    rule they meet; the outer frame's horizontal rules reach over its corners.
    """
    rules = list(_verticals(slots, xs, ys, inner, columns or {}))
    if arrows:
        rules += _dotted(slots, xs, ys, inner, arrows)
    for row in range(1, len(slots)):
        upper, lower = slots[row - 1], slots[row]
        parted = [above != below for above, below in zip(upper, lower, strict=True)]
        for start, stop in _runs(parted):
            rules.append(RuleBox(xs[start], ys[row], xs[stop], ys[row], weights[row]))
    half = outer / 2
    left, right, top, bottom = xs[0], xs[-1], ys[0], ys[-1]
    rules.append(RuleBox(left - half, top, right + half, top, outer))
    rules.append(RuleBox(left - half, bottom, right + half, bottom, outer))
    rules.append(RuleBox(left, top, left, bottom, outer))
    rules.append(RuleBox(right, top, right, bottom, outer))
    return rules


def _verticals(
    slots: Sequence[Sequence[int]],
    xs: Sequence[float],
    ys: Sequence[float],
    inner: float,
    columns: Mapping[int, float],
) -> Iterator[RuleBox]:
    for column in range(1, len(xs) - 1):
        parted = [row[column - 1] != row[column] for row in slots]
        for start, stop in _runs(parted):
            yield RuleBox(xs[column], ys[start], xs[column], ys[stop], columns.get(column, inner))


def _dotted(
    slots: Sequence[Sequence[int]],
    xs: Sequence[float],
    ys: Sequence[float],
    weight: float,
    arrows: Mapping[int, int],
) -> Iterator[RuleBox]:
    nowhere = len(xs)
    for column in range(1, len(xs) - 1):
        crossed = [row[column - 1] == row[column] and arrows.get(row[column], nowhere) <= column for row in slots]
        for start, stop in _runs(crossed):
            yield RuleBox(xs[column], ys[start], xs[column], ys[stop], weight, DOTTED)


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Start and stop of each run of True."""
    start = -1
    for index, flag in enumerate(flags):
        if flag and start < 0:
            start = index
        elif not flag and start >= 0:
            yield start, index
            start = -1
    if start >= 0:
        yield start, len(flags)
