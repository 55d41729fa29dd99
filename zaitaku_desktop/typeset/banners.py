"""A banner: a heading in a frame over the whole measure, its sign white on black (PAGES 2 P6). Points."""

from __future__ import annotations

from dataclasses import replace

from zaitaku_desktop.typeset.blocks import Banner, Paragraph, Run
from zaitaku_desktop.typeset.boxes import FillBox, FrameBox, Mark, Part, Region
from zaitaku_desktop.typeset.flow import Flow
from zaitaku_desktop.typeset.grid_layout import FILL_GREY
from zaitaku_desktop.typeset.pieces import MM, Stack, stack_blocks

PADDING = 1.0  # mm above and below a name of several lines
INSIDE = 1.0  # mm free at either side of the sign


class SetBanner:
    """A banner broken into lines for the measure of `flow`; it is never divided."""

    lines = 2
    """It counts as enough by itself, but what belongs to it stands under it all the same."""

    def __init__(self, banner: Banner, flow: Flow) -> None:
        self.block = banner
        self._flow = flow
        self._tag, self._name = _stacks(banner, flow)
        self.height = _height(banner, self._tag, self._name)

    @property
    def least(self) -> float:
        """All of it."""
        return self.height

    def place(self) -> None:
        """Draw it from where the flow stands."""
        flow = self._flow
        part = flow.add_part(Part("heading", level=self.block.heading))
        _draw(flow, self.block, (self._tag, self._name), self.height, Mark("note", self.block.ident, part))
        flow.fresh = False


class BannerAgain:
    """A banner as it stands again on the pages on which its section goes on; no part of the content."""

    def __init__(self, banner: Banner, continued: str, size: float, flow: Flow) -> None:
        self._flow = flow
        note = Run(continued, bold=False, family="gothic", size=size)
        runs = (*banner.name.runs, note) if continued else banner.name.runs
        self._banner = replace(
            banner,
            tag=replace(banner.tag, artifact=True),
            name=replace(banner.name, runs=runs, artifact=True),
        )
        self._stacks = _stacks(self._banner, flow)

    @property
    def again_height(self) -> float:
        """With the space below it."""
        return _height(self._banner, *self._stacks) + self._banner.space_after * MM

    def draw_again(self) -> None:
        """Draw it at the top of the page."""
        banner = self._banner
        mark = Mark("note", banner.ident, artifact=True)
        _draw(self._flow, banner, self._stacks, _height(banner, *self._stacks), mark)
        self._flow.y += banner.space_after * MM


def _stacks(banner: Banner, flow: Flow) -> tuple[Stack, Stack]:
    tag = stack_blocks((_centred(banner.tag),), (banner.tag_width - 2 * INSIDE) * MM, flow.faces)
    return tag, stack_blocks((banner.name,), flow.width - (banner.tag_width + 2 * banner.inset) * MM, flow.faces)


def _centred(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, style=replace(paragraph.style, align="center"))


def _height(banner: Banner, *stacks: Stack) -> float:
    return max(banner.height * MM, max(stack.height() for stack in stacks) + 2 * PADDING * MM)


def _draw(flow: Flow, banner: Banner, stacks: tuple[Stack, Stack], height: float, mark: Mark) -> None:
    page, x, y = flow.page, flow.left, flow.y
    tag_width, half = banner.tag_width * MM, banner.frame / 2
    page.fills.append(FillBox(x + tag_width, y, flow.width - tag_width, height, FILL_GREY))
    page.fills.append(FillBox(x, y, tag_width, height, 0.0))
    page.frames.append(FrameBox(x + half, y + half, flow.width - banner.frame, height - banner.frame, banner.frame))
    if mark.source is not None:
        page.regions.append(Region(mark.source, x, y, flow.width, height))
    places = (x + INSIDE * MM, x + tag_width + banner.inset * MM)
    for stack, left, white in zip(stacks, places, (True, False), strict=True):
        top = y + (height - stack.height()) / 2
        flow.pen.draw_stack(stack, slice(0, len(stack)), (left, top), mark._replace(white=white))
    flow.y += height
