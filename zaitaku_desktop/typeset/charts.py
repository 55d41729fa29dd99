"""Charts set for the measure of a page (PAGES 4 T3). Points."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from zaitaku_desktop.typeset.axis import Axis, axis_of, value_words
from zaitaku_desktop.typeset.blocks import Align, Paragraph, Run, TextStyle
from zaitaku_desktop.typeset.boxes import ASCENT, DESCENT, FillBox, FrameBox, Mark, Region, RuleBox
from zaitaku_desktop.typeset.chart_blocks import Chart, Charts, Look, Series
from zaitaku_desktop.typeset.flow import Flow
from zaitaku_desktop.typeset.linebreak import break_paragraph
from zaitaku_desktop.typeset.pieces import MM
from zaitaku_desktop.typeset.placing import Line

AXIS = 0.75
OUTLINE = 0.6
HATCH, HATCH_STEP = 0.5, 3.0
GRID, GRID_DASH = 0.5, (0.5, 2.0)
LINE = 1.0
DARK = 0.25
"""Grey of a dark bar (K 75 %)."""
SIGN = 7.0
"""Size of the sign at a point of a line."""
DASHES: dict[Look, tuple[float, float] | None] = {"dark": None, "white": (3.0, 2.0), "hatched": (1.0, 2.0)}
SIGNS: dict[Look, str] = {"dark": "●", "white": "○", "hatched": "△"}
SWATCH = (12.0, 7.0)
CLEAR = 1.5
"""Between a value and what it belongs to, and around it where gridlines stop."""
USED = 0.8
"""How much of a label's share of the axis its bars may take."""
LEAST_SIZE = 6.5
TITLE_LARGER, TITLE_STEP = 1.0, 1.625
"""The type of a title is so much larger than that of the values; from line to line of it in sizes of those."""
APART = 1.0
"""Between two values beside each other; nearer ones stand one over the other."""


class Box(NamedTuple):
    """A rectangle from (left, top) to (right, foot)."""

    left: float
    top: float
    right: float
    foot: float

    def meets(self, other: Box) -> bool:
        """Whether both have an area in common."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.foot <= other.top or other.foot <= self.top)


class SetCharts:
    """Charts in rows; a page ends between two rows."""

    def __init__(self, block: Charts, flow: Flow) -> None:
        self._block = block
        self._flow = flow
        step = max(block.columns, 1)
        self._rows = [block.charts[at : at + step] for at in range(0, len(block.charts), step)]
        self._width = (flow.width - block.gap * MM * (step - 1)) / step
        self._heights = [max(map(self._height_of, row)) for row in self._rows]

    def _height_of(self, chart: Chart) -> float:
        """Each line of its title after the first makes it higher."""
        lines = _title(chart, self._width, self._flow) if chart.title else ()
        return chart.height * MM + max(len(lines) - 1, 0) * chart.size * TITLE_STEP

    @property
    def height(self) -> float:
        """All rows."""
        return sum(self._heights) + self._block.row_gap * MM * max(len(self._rows) - 1, 0)

    @property
    def least(self) -> float:
        """The first row."""
        return self._heights[0] if self._rows else 0.0

    def place(self) -> None:
        """Draw them from where the flow stands."""
        flow, gap, width = self._flow, self._block.gap * MM, self._width
        for index, (row, height) in enumerate(zip(self._rows, self._heights, strict=True)):
            flow.y += self._block.row_gap * MM if index and not flow.fresh else 0.0
            if height > flow.left_over and not flow.fresh:
                flow.new_page()
            for at, chart in enumerate(row):
                left = flow.left + at * (width + gap)
                _Plot(chart, flow, Box(left, flow.y, left + width, flow.y + height)).draw()
            flow.y += height
            flow.fresh = False


def _title(chart: Chart, width: float, flow: Flow) -> Sequence[Line]:
    style = TextStyle("gothic", chart.size + TITLE_LARGER, chart.size + TITLE_LARGER)
    return break_paragraph(Paragraph((Run(chart.title),), style, artifact=True), width, flow.faces)


class _Plot:
    """One chart within a rectangle."""

    def __init__(self, chart: Chart, flow: Flow, area: Box) -> None:
        self._chart = chart
        self._flow = flow
        self._area = area
        self._size = chart.size
        self._mark = Mark("note", chart.ident, artifact=True)
        self._bars = [one for one in chart.series if not one.line]
        self._lines = [one for one in chart.series if one.line]
        self._axis: Axis = axis_of(chart)
        self._taken: list[Box] = []
        """Where gridlines stop and no value may stand: bars and values."""
        self._written: list[Box] = []
        """Of these the values."""
        self._frame = self._measure()

    # ── where everything stands

    def _measure(self) -> Box:
        """The plot itself: between the values at its left and the names at its right, over the labels."""
        area, step = self._area, self._size * 1.25
        ticks = max((self._width(text, self._size) for _, text in self._axis.ticks), default=0.0)
        names = max((self._width(one.name, self._size) for one in self._lines), default=0.0)
        left = area.left + ticks + 2 * MM
        right = area.right - (names + self._name_gap if names else 0.0)
        share = (right - left) / max(len(self._chart.labels), 1)
        lines = max((len(self._broken(one, share)) for one in self._chart.labels), default=0)
        below = lines * step + 3.0 + (step + 3.0 if self._chart.groups else 0.0)
        self._titles = _title(self._chart, area.right - area.left, self._flow) if self._chart.title else ()
        head = len(self._titles) * self._size * TITLE_STEP + (step * 1.1 if self._bars else 0.0)
        return Box(left, area.top + head + self._size + CLEAR, right, area.foot - below)

    @property
    def _name_gap(self) -> float:
        """Between the last point of a line and its name: its value stands there too."""
        widest = max((self._width(_text_of(one, -1), self._size) for one in self._lines if one.values), default=0.0)
        return max(SIGN, widest / 2) + 2 * CLEAR

    @property
    def _share(self) -> float:
        return (self._frame.right - self._frame.left) / max(len(self._chart.labels), 1)

    def _middle(self, at: int) -> float:
        return self._frame.left + (at + 0.5) * self._share

    def _height_of(self, value: float) -> float:
        """Where a value stands."""
        frame, axis = self._frame, self._axis
        return frame.foot - (frame.foot - frame.top) * max(value - axis.base, 0.0) / (axis.top - axis.base)

    # ── words

    def _broken(self, text: str, width: float, size: float = 0.0, align: Align = "center") -> Sequence[Line]:
        style = TextStyle("gothic", size or self._size, size or self._size, align=align)
        return break_paragraph(Paragraph((Run(text),), style, artifact=True), width, self._flow.faces)

    def _width(self, text: str, size: float) -> float:
        return max((line.width for line in self._broken(text, 1e4, size, "left")), default=0.0)

    def _words(self, text: str, box: Box, align: Align = "center", size: float = 0.0) -> None:
        """One line within a box as high as its type."""
        size = size or self._size
        for line in self._broken(text, max(box.right - box.left, 1.0), size, align)[:1]:
            self._flow.pen.line(line, box.left, box.top + ASCENT * size, self._mark)

    # ── drawing

    def draw(self) -> None:
        page, area = self._flow.page, self._area
        if self._chart.ident is not None:
            page.regions.append(Region(self._chart.ident, *area[:2], area.right - area.left, area.foot - area.top))
        self._head()
        self._draw_bars()
        self._draw_lines()
        self._draw_axis()

    def _head(self) -> None:
        """The title, and what the bars are, at the right."""
        area, step = self._area, self._size * 1.25
        top = area.top
        for line in self._titles:
            self._flow.pen.line(line, area.left, top + ASCENT * (self._size + TITLE_LARGER), self._mark)
            top += self._size * TITLE_STEP
        right = self._area.right
        for one in reversed(self._bars):
            width = self._width(one.name, self._size)
            self._words(one.name, Box(right - width, top, right + 1.0, top + step), "left")
            left = right - width - 2 * CLEAR - SWATCH[0]
            self._bar(Box(left, top + 0.5, left + SWATCH[0], top + 0.5 + SWATCH[1]), one.look)
            right = left - 3 * MM

    def _bar(self, box: Box, look: Look) -> None:
        page = self._flow.page
        width, height = box.right - box.left, box.foot - box.top
        if look == "dark":
            page.fills.append(FillBox(box.left, box.top, width, height, DARK))
            return
        half = OUTLINE / 2
        page.frames.append(FrameBox(box.left + half, box.top + half, width - OUTLINE, max(height - half, 0.0), OUTLINE))
        if look == "hatched":
            self._hatch(box)

    def _hatch(self, box: Box) -> None:
        width, height = box.right - box.left, box.foot - box.top
        start = -height + HATCH_STEP
        while start < width:
            x, y = box.left + max(start, 0.0), box.foot - max(-start, 0.0)
            reach = min(box.right - x, y - box.top)
            self._flow.page.rules.append(RuleBox(x, y, x + reach, y - reach, HATCH))
            start += HATCH_STEP

    def _draw_bars(self) -> None:
        count = len(self._bars)
        if not count:
            return
        width = min(self._chart.bar * MM, self._share * USED / count)
        made: list[tuple[Series, int, int, Box]] = []
        for at in range(len(self._chart.labels)):
            there = [(one, value) for one in self._bars if (value := one.values[at]) is not None]
            left = self._middle(at) - width * len(there) / 2
            for index, (one, value) in enumerate(there):
                head, foot = sorted((self._height_of(value), self._height_of(0.0)))
                box = Box(left + index * width, head, left + (index + 1) * width, foot)
                if box.foot > box.top:
                    self._bar(box, one.look)
                    self._taken.append(box)
                made.append((one, index, at, box))
        for one, index, at, box in made:
            both = count == 2 and all(other.values[at] is not None for other in self._bars)
            self._bar_value(_text_of(one, at), box, first=both and index == 0, last=both and index == 1)

    def _bar_value(self, text: str, bar: Box, *, first: bool, last: bool) -> None:
        """A value over its bar; a wider one reaches over the side on which no other bar of its label stands."""
        width = bar.right - bar.left
        size = self._size
        if self._width(text, size) > width * 1.4:
            size = max(LEAST_SIZE, size * width * 1.4 / self._width(text, size))
        need = self._width(text, size)
        left = bar.left + (width - need) / 2
        if need > width and first:
            left = bar.right - need
        elif need > width and last:
            left = bar.left
        below = bar.foot > self._height_of(0.0) + 0.01
        self._value(text, left, bar.foot + CLEAR if below else bar.top - CLEAR - size, size)

    def _value(self, text: str, left: float, top: float, size: float) -> None:
        """A value at a place, or over what stands there already."""
        width = self._width(text, size)
        left = max(min(left, self._area.right - width), self._area.left)
        box = Box(left, top, left + width, top + size)
        while (other := self._in_the_way(box)) is not None:
            if other.top - size < self._area.top:
                break
            box = Box(left, other.top - size, left + width, other.top)
        self._taken.append(box)
        self._written.append(box)
        self._words(text, Box(box.left, box.top, box.right + 1.0, box.foot), "left", size)

    def _in_the_way(self, box: Box) -> Box | None:
        """What a value would meet there, or the value it would stand too near to."""
        wide = Box(box.left - APART, box.top, box.right + APART, box.foot)
        near = next((one for one in self._written if one.meets(wide)), None)
        return near or next((one for one in self._taken if one.meets(box)), None)

    def _draw_lines(self) -> None:
        ends: list[tuple[float, str]] = []
        for one in self._lines:
            points = [
                (self._middle(at), self._height_of(value)) for at, value in enumerate(one.values) if value is not None
            ]
            for (x0, y0), (x1, y1) in pairwise(points):
                self._stroke(x0, y0, x1, y1, one.look)
            for x, y in points:
                self._sign(SIGNS[one.look], x, y)
            if points:
                ends.append((points[-1][1], one.name))
        self._names(ends)
        for at in range(len(self._chart.labels)):
            self._line_values(at)

    def _stroke(self, x0: float, y0: float, x1: float, y1: float, look: Look) -> None:
        """A line between two signs, which it does not cross."""
        length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        cut = SIGN * 0.42 / length if length else 0.0
        if cut < 0.5:
            dx, dy = (x1 - x0) * cut, (y1 - y0) * cut
            self._flow.page.rules.append(RuleBox(x0 + dx, y0 + dy, x1 - dx, y1 - dy, LINE, DASHES[look]))

    def _sign(self, sign: str, x: float, y: float) -> None:
        half = SIGN / 2
        self._taken.append(Box(x - half, y - half, x + half, y + half))
        for line in self._broken(sign, SIGN + 1.0, SIGN, "left"):
            self._flow.pen.line(line, x - half, y + (ASCENT - DESCENT) / 2 * SIGN, self._mark)

    def _names(self, ends: list[tuple[float, str]]) -> None:
        """What each line is, beside its end; names do not stand on each other."""
        below = -1e9
        for y, name in sorted(ends):
            middle = max(y, below + self._size * 1.2)
            below = middle
            top = middle - self._size / 2
            left = self._frame.right - self._share / 2 + self._name_gap
            self._taken.append(Box(left, top, self._area.right, top + self._size))
            self._words(name, Box(left, top, self._area.right + self._share, top + self._size), "left")

    def _line_values(self, at: int) -> None:
        """The values of one label: the highest over its sign, the lowest under it, if there is room."""
        found = sorted(
            (
                (value, _text_of(one, at), one)
                for one in self._lines
                if (value := one.values[at]) is not None
            ),
            key=_value_of,
            reverse=True,
        )  # fmt: skip
        for place, (value, text, one) in enumerate(found):
            width = self._width(text, self._size)
            y, left = self._height_of(value), self._middle(at) - width / 2
            aside = 0.0 if place else self._lean(one, at) * width / 2
            under = y + SIGN / 2 + 0.5
            box = Box(left, under, left + width, under + self._size)
            if place and box.foot <= self._frame.foot and not any(other.meets(box) for other in self._taken):
                self._taken.append(box)
                self._words(text, Box(box.left, box.top, box.right + 1.0, box.foot), "left")
            else:
                self._value(text, left + aside, y - SIGN / 2 - 0.5 - self._size, self._size)

    def _lean(self, one: Series, at: int) -> int:
        """To which side a value over its sign goes out of the way of its line: -1 left, 1 right."""
        here = self._height_of(one.values[at] or 0.0)
        before, after = (self._height_of(value) if value is not None else here for value in _beside(one, at))
        return int(before < here - self._size) - int(after < here - self._size)

    def _draw_axis(self) -> None:
        page, frame, step = self._flow.page, self._frame, self._size * 1.25
        for value, text in self._axis.ticks:
            y = self._height_of(value)
            box = Box(self._area.left, y - self._size / 2, frame.left - 1.5 * MM, y + self._size / 2)
            self._words(text, box, "right")
            if value > self._axis.base:
                page.rules += [RuleBox(x0, y, x1, y, GRID, GRID_DASH) for x0, x1 in self._free(y)]
        zero = self._height_of(0.0) if self._axis.base < 0 else frame.foot
        page.rules.append(RuleBox(frame.left, zero, frame.right, zero, AXIS))
        lowest = frame.foot
        for at, label in enumerate(self._chart.labels):
            left = frame.left + at * self._share
            lines = self._broken(label, self._share)
            for row, line in enumerate(lines):
                self._flow.pen.line(line, left, frame.foot + 3.0 + row * step + ASCENT * self._size, self._mark)
            lowest = max(lowest, frame.foot + 3.0 + len(lines) * step)
        self._draw_groups(lowest + 2.0)

    def _draw_groups(self, top: float) -> None:
        frame, first = self._frame, 0
        for name, count in self._chart.groups:
            left, right = frame.left + first * self._share, frame.left + (first + count) * self._share
            self._words(name, Box(left, top, right, top + self._size))
            if first:
                self._flow.page.rules.append(RuleBox(left, frame.foot, left, top + self._size, AXIS))
            first += count

    def _free(self, y: float) -> list[tuple[float, float]]:
        """Where a gridline at that height meets neither a bar nor a value."""
        frame = self._frame
        taken = sorted(
            (box.left - CLEAR, box.right + CLEAR) for box in self._taken if box.top - CLEAR < y < box.foot + CLEAR
        )
        found, at = [], frame.left
        for left, right in taken:
            if left > at:
                found.append((at, min(left, frame.right)))
            at = max(at, right)
        if at < frame.right:
            found.append((at, frame.right))
        return found


def _value_of(found: tuple[float, str, Series]) -> float:
    return found[0]


def _beside(one: Series, at: int) -> tuple[float | None, float | None]:
    """The values before and after, as far as they are known."""
    before = next((value for value in reversed(one.values[:at]) if value is not None), None)
    return before, next((value for value in one.values[at + 1 :] if value is not None), None)


def _text_of(one: Series, at: int) -> str:
    """How a value is written."""
    return one.texts[at] if one.texts else value_words(one.values[at])
