"""A text of many paragraphs, over pages. Points."""

from __future__ import annotations

from itertools import groupby

from zaitaku_desktop.typeset.blocks import Prose
from zaitaku_desktop.typeset.boxes import Mark, Part, PartKind, Region
from zaitaku_desktop.typeset.flow import Flow
from zaitaku_desktop.typeset.pieces import Piece, stack_prose


class SetProse:
    """A text broken into lines for the measure of `flow`. A page ends within it by the rules of a cell's text: two
    lines of a paragraph on either side, and before nothing that sticks to what is above it."""

    def __init__(self, prose: Prose, flow: Flow) -> None:
        self._items = prose.items
        self._flow = flow
        self._stack = stack_prose([item.text for item in prose.items], flow.width, flow.faces)

    @property
    def height(self) -> float:
        """Height on a page that has room for all of it."""
        return self._stack.height()

    @property
    def least(self) -> float:
        """Height of what must stand together at the foot of a page."""
        return self._stack.least(0)

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return len(self._stack)

    def place(self) -> None:
        """Draw it from where the flow stands."""
        flow, stack = self._flow, self._stack
        parts = [flow.add_part(Part(_kind(item.heading), level=item.heading)) for item in self._items]
        done = 0
        while done < len(stack):
            stop = stack.break_at(done, flow.left_over)
            if stop == done and not flow.fresh:
                flow.new_page()
                continue
            stop = max(stop, done + 1)
            self._draw(stack.pieces[done:stop], parts)
            flow.fresh = False
            done = stop
            if done < len(stack):
                flow.new_page()

    def _draw(self, pieces: tuple[Piece, ...], parts: list[int]) -> None:
        flow = self._flow
        top = flow.y
        for block, group in groupby(pieces, key=_block):
            shown = tuple(group)
            if shown[0] is not pieces[0]:
                top += shown[0].before
            height = sum(piece.height for piece in shown)
            ident = self._items[block].ident
            flow.pen.draw(shown, flow.left, top, Mark("note", ident, parts[block]))
            if ident is not None:
                flow.page.regions.append(Region(ident, flow.left, top, flow.width, height))
            top += height
        flow.y = top


def _kind(heading: int) -> PartKind:
    return "heading" if heading else "paragraph"


def _block(piece: Piece) -> int:
    return piece.block
