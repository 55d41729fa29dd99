"""Blocks that stand together, and sections whose heading goes on over the pages (PAGES 2 P5, P6). Points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from zaitaku_desktop.typeset.banners import BannerAgain, SetBanner
from zaitaku_desktop.typeset.blocks import Banner, Block, Grid, Legend, NewPage, Prose, Section, TextBlock, Together
from zaitaku_desktop.typeset.chart_blocks import Charts
from zaitaku_desktop.typeset.charts import SetCharts
from zaitaku_desktop.typeset.drawings import SetDrawing, SetFramed, SetTree
from zaitaku_desktop.typeset.figures import Drawing, Framed, Tree
from zaitaku_desktop.typeset.flow import Flow, RunningHead
from zaitaku_desktop.typeset.grid_layout import GridLayout
from zaitaku_desktop.typeset.legends import SetLegend
from zaitaku_desktop.typeset.pieces import EPSILON, MM
from zaitaku_desktop.typeset.prose import SetProse
from zaitaku_desktop.typeset.texts import HeadAgain, SetText

LEAST_LINES = 2
"""Lines that stand with a heading at the foot of a page."""
Progress = tuple[float, float]
"""From and to which part of the whole work something counts."""


class SetBlock(Protocol):
    """A block broken into lines for a measure. All heights are without the space above it."""

    before: float
    after: float
    leads: bool
    """It belongs to the block after it."""

    @property
    def height(self) -> float:
        """Height of all of it."""

    @property
    def least(self) -> float:
        """Height of what must stand together at the foot of a page."""

    @property
    def lines(self) -> int:
        """Lines of what must stand together."""

    def place(self) -> None:
        """Draw it from where the flow stands, over several pages if need be."""


class _Text:
    """Text, a legend, a banner: before a table it stays with its first row, unless a heading begins between them."""

    def __init__(self, block: TextBlock | Legend | Banner, flow: Flow) -> None:
        self._set: SetText | SetLegend | SetBanner
        if isinstance(block, Legend):
            self._set = SetLegend(block, flow)
        elif isinstance(block, Banner):
            self._set = SetBanner(block, flow)
        else:
            self._set = SetText(block, flow)
        self.before, self.after = block.space_before * MM, block.space_after * MM
        self.leads = True
        self.heads = isinstance(block, TextBlock) and block.heading > 0
        self.height, self.place = self._set.height, self._set.place

    @property
    def least(self) -> float:
        """All of it, unless it may be divided."""
        return self._set.least if isinstance(self._set, SetText) else self._set.height

    @property
    def lines(self) -> int:
        """A legend or banner counts as enough."""
        return self._set.lines if isinstance(self._set, SetText) else LEAST_LINES


class _Prose:
    """A long text: it begins wherever its first lines have room."""

    def __init__(self, block: Prose, flow: Flow) -> None:
        found = SetProse(block, flow)
        self.before, self.after = block.space_before * MM, 0.0
        self.leads = False
        self.height, self.least, self.lines, self.place = found.height, found.least, found.lines, found.place


class _Figure:
    """A figure, or words in a frame."""

    def __init__(self, block: Drawing | Framed, flow: Flow) -> None:
        found = SetDrawing(block, flow) if isinstance(block, Drawing) else SetFramed(block, flow)
        self.before, self.after = block.space_before * MM, block.space_after * MM
        self.leads = False
        self.height, self.least, self.lines, self.place = found.height, found.least, found.lines, found.place


class _Tree:
    """A figure that is divided between its pieces."""

    def __init__(self, block: Tree, flow: Flow) -> None:
        self._set = SetTree(block, flow)
        self.before, self.after = block.space_before * MM, block.space_after * MM
        self.leads = False
        self.height, self.lines, self.place = self._set.height, self._set.lines, self._set.place

    @property
    def least(self) -> float:
        """It depends on the room that is left."""
        return self._set.least


class _Charts:
    """Charts: what leads to them stays with the first row."""

    def __init__(self, block: Charts, flow: Flow) -> None:
        found = SetCharts(block, flow)
        self.before, self.after = block.space_before * MM, 0.0
        self.leads = False
        self.lines = LEAST_LINES
        self.height, self.least, self.place = found.height, found.least, found.place


class _NewPage:
    """The end of a page, whatever room is left."""

    def __init__(self, block: NewPage, flow: Flow) -> None:
        self._block, self._flow = block, flow
        self.before = self.after = self.height = self.least = 0.0
        self.leads = False
        self.lines = LEAST_LINES

    def place(self) -> None:
        """Go on at the top of the next page."""
        self._flow.set_margins(self._block.top, self._block.bottom)
        self._flow.new_page()


class _Table:
    """A grid."""

    def __init__(self, block: Grid, flow: Flow, progress: Progress) -> None:
        self._grid = GridLayout(flow, block, flow.tables, progress)
        flow.tables += 1
        self.before = self.after = 0.0
        self.leads = False
        self.lines = LEAST_LINES
        self.place = self._grid.place

    @property
    def height(self) -> float:
        """All its rows."""
        return self._grid.height

    @property
    def least(self) -> float:
        """Its header and the beginning of its first row."""
        return self._grid.first_height()

    def keep_below(self, height: float) -> None:
        """So much must be free below its last row: else its last rows go to the next page."""
        self._grid.below = height


class _Together:
    """Blocks that are not parted."""

    def __init__(self, block: Together, flow: Flow, progress: Progress) -> None:
        self._flow = flow
        self._sets = set_blocks(block.blocks, flow, progress)
        self.before, self.after = block.space_before * MM, 0.0
        self.leads = False
        self.height = sum(one.before + one.height + one.after for one in self._sets)
        self.lines = sum(one.lines for one in self._sets)

    @property
    def least(self) -> float:
        """All of it; of what is higher than a page, its beginning."""
        return self.height if self.height <= self._flow.full_height else _least_of(self._sets)

    def place(self) -> None:
        """What is too high for a page is divided like anything else."""
        place_all(self._flow, self._sets)


class _Section:
    """A heading with what stands under it."""

    def __init__(self, block: Section, flow: Flow, progress: Progress) -> None:
        self._flow = flow
        self._head = _Text(block.head, flow)
        again = BannerAgain if isinstance(block.head, Banner) else HeadAgain
        self._again: RunningHead = again(block.head, block.continued, block.continued_size, flow)  # type: ignore[arg-type]
        self._sets = set_blocks(block.blocks, flow, progress)
        self.sticks = block.sticks
        self.before, self.after = self._head.before, 0.0
        self.leads = False
        self.lines = LEAST_LINES

    @property
    def height(self) -> float:
        """The heading and all that follows it."""
        return self._head.height + self._head.after + sum(one.before + one.height + one.after for one in self._sets)

    @property
    def least(self) -> float:
        """The heading and the first lines under it."""
        return self._head.height + self._head.after + _least_of(self._sets)

    def place(self) -> None:
        """The heading, then the rest; it stands again on each page begun meanwhile."""
        flow = self._flow
        self._head.place()
        flow.y += self._head.after
        flow.heads.append(self._again)
        place_all(flow, self._sets)
        flow.heads.remove(self._again)

    def keep_below(self, height: float) -> None:
        """So much must be free below what stands last in it, if that is a table."""
        last = self._sets[-1] if self._sets else None
        if isinstance(last, _Table | _Section):
            last.keep_below(height)


def set_blocks(blocks: Sequence[Block], flow: Flow, progress: Progress) -> list[SetBlock]:
    """The blocks broken into lines for the measure of `flow`. ValueError, KnownError: see `GridLayout`."""
    low, high = progress
    step = (high - low) / max(len(blocks), 1)
    found: list[SetBlock] = []
    for index, block in enumerate(blocks):
        share = (low + index * step, low + (index + 1) * step)
        if isinstance(block, Grid):
            found.append(_Table(block, flow, share))
        elif isinstance(block, Together):
            found.append(_Together(block, flow, share))
        elif isinstance(block, Section):
            found.append(_Section(block, flow, share))
        elif isinstance(block, Prose):
            found.append(_Prose(block, flow))
        elif isinstance(block, Charts):
            found.append(_Charts(block, flow))
        elif isinstance(block, NewPage):
            found.append(_NewPage(block, flow))
        elif isinstance(block, Tree):
            found.append(_Tree(block, flow))
        elif isinstance(block, Drawing | Framed):
            found.append(_Figure(block, flow))
        else:
            found.append(_Text(block, flow))
    return found


def place_all(flow: Flow, sets: Sequence[SetBlock]) -> None:
    """Set blocks one below the other. Text that leads to a table stays with the beginning of it; what sticks, with
    the end of what stands above it."""
    for index, one in enumerate(sets):
        gap = 0.0 if flow.at_top else one.before
        wanted = max(gap + _wanted(sets[index:]), _with_stuck(flow, gap, sets[index:]))
        fits = not one.leads or wanted <= flow.full_height + EPSILON
        if wanted > flow.left_over + EPSILON and not flow.fresh and fits:
            flow.new_page()
            gap = 0.0
        flow.y += gap
        one.place()
        flow.y += one.after


def _wanted(sets: Sequence[SetBlock]) -> float:
    """Height that must be free for the first of these blocks, without the space above it."""
    first, *rest = sets
    if not first.leads or all(one.leads for one in rest):
        return first.least
    total = first.height + first.after
    for one in rest:
        if _heads(one) and not _heads(first):
            return first.least  # what is said before it is no part of what it heads
        if not one.leads:
            return total + one.before + one.least
        total += one.before + one.height + one.after
    return total


def _heads(one: SetBlock) -> bool:
    return isinstance(one, _Text) and one.heads


def _with_stuck(flow: Flow, gap: float, sets: Sequence[SetBlock]) -> float:
    """Height that must be free for the first of these blocks so that the one after it sticks to it, 0 = any.

    The first goes to the next page as a whole where both have room there; of a higher one the last rows do.
    """
    first, after = sets[0], sets[1] if len(sets) > 1 else None
    if not isinstance(after, _Section) or not after.sticks or not isinstance(first, _Table | _Section):
        return 0.0
    stuck = first.after + after.before + after.height
    first.keep_below(stuck)
    if gap + first.height > flow.left_over + EPSILON or first.height + stuck > flow.full_height + EPSILON:
        return 0.0
    return gap + first.height + stuck


def _least_of(sets: Sequence[SetBlock]) -> float:
    """Height of the first lines of blocks below a heading: `LEAST_LINES` of them, if there are so many."""
    total, lines = 0.0, 0
    for index, one in enumerate(sets):
        if lines >= LEAST_LINES:
            break
        total += (one.before if index else 0.0) + _wanted(sets[index:])
        lines += one.lines
    return total
