"""The axis of a chart: from 0, or from below it, in round steps."""

from __future__ import annotations

import math
from dataclasses import dataclass

from zaitaku_desktop.typeset.chart_blocks import Chart

MOST = 5
"""Gridlines, at most (PAGES 4 T3)."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of values. `ticks` = the values at which something is written, with what; `base` = the first, `top` = the
    last of them."""

    base: float
    top: float
    ticks: tuple[tuple[float, str], ...]


def axis_for(largest: float, smallest: float = 0.0, *, whole: bool = True) -> Axis:
    """The axis for values from `smallest` to `largest`, in steps of 1, 2 or 5 (times ten, and so on); `whole` = none
    below 1. It begins at 0, unless all values are in the upper half of what that would show, or some are below 0."""
    first = 0
    step, decimals = _step(largest, whole=whole)
    if smallest < 0:
        step, decimals = _step(max(largest, 0.0) - smallest, whole=whole)
        first = math.floor(smallest / step + 1e-9)
        largest = max(largest, 0.0)
    elif smallest > largest / 2:
        step, decimals = _step(max(largest - smallest, largest / 20) * 1.25, whole=whole)
        first = math.floor(smallest / step - 0.5)
    last = max(first + 1, 0 if smallest < 0 else first + 1, math.ceil(largest / step - 1e-9))
    ticks = tuple((at * step, f"{at * step:,.{decimals}f}") for at in range(first, last + 1))
    return Axis(ticks[0][0], ticks[-1][0], ticks)


def axis_of(chart: Chart) -> Axis:
    """The axis of a chart: bars stand on 0, lines far above it need not."""
    known = [value for one in chart.series for value in one.values if value is not None]
    lowest = min(known, default=0.0)
    if any(not one.line for one in chart.series):
        lowest = min(lowest, 0.0)
    return axis_for(max(known, default=0.0), lowest, whole=all(one == int(one) for one in known))


def value_words(value: float | None) -> str:
    """A value as it is written, "" = there is none."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _step(largest: float, *, whole: bool) -> tuple[float, int]:
    """The smallest round step of which `MOST` are enough, and how many decimals it is written with."""
    if largest <= 0:
        return 1.0, 0
    exponent = math.floor(math.log10(largest / MOST))
    if whole:
        exponent = max(exponent, 0)
    for power in (exponent, exponent + 1):
        for times in (1, 2, 5):
            step = times * 10.0**power
            if step * MOST >= largest - 1e-9:
                return step, max(0, -power)
    raise AssertionError("ten times the step is always enough")
