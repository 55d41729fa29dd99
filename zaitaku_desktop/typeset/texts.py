"""A block of text across the measure. Points."""

from __future__ import annotations

from dataclasses import replace

from zaitaku_desktop.typeset.blocks import Paragraph, Run, TextBlock
from zaitaku_desktop.typeset.boxes import Mark, Part, PartKind, Region, RuleBox
from zaitaku_desktop.typeset.flow import Flow
from zaitaku_desktop.typeset.pieces import MM, stack_blocks

RULE_GAP = 1.0  # mm between a heading and the rule under it


class SetText:
    """A block of text broken into lines for the measure of `flow`."""

    def __init__(self, block: TextBlock, flow: Flow) -> None:
        self.block = block
        self.keep = block.keep
        self._flow = flow
        self._stack = stack_blocks(block.paragraphs, flow.width, flow.faces)
        self._under = RULE_GAP * MM + block.rule / 2 if block.rule else 0.0

    @property
    def height(self) -> float:
        """Height without the spaces around it."""
        return self._stack.height() + self._under

    @property
    def least(self) -> float:
        """Height of what must stand together at the foot of a page."""
        return self.height if self.keep else self._stack.least(0)

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return len(self._stack)

    def place(self) -> None:
        """Draw it from where the flow stands, over several pages if need be."""
        flow, block, stack = self._flow, self.block, self._stack
        kind: PartKind = "heading" if block.heading else "paragraph"
        parts = [flow.add_part(Part(kind, level=block.heading)) for _ in block.paragraphs]
        done = 0
        while done < len(stack):
            stop = stack.break_at(done, flow.left_over)
            if stop == done:
                if not flow.fresh:
                    flow.new_page()
                    continue
                stop = done + 1
            height = stack.height(done, stop)
            y = flow.y
            for at, piece in enumerate(stack.pieces[done:stop]):
                y += piece.before if at else 0.0
                flow.pen.draw((piece,), flow.left, y, Mark("note", block.ident, parts[piece.block]))
                y += piece.height
            if block.ident is not None:
                flow.page.regions.append(Region(block.ident, flow.left, flow.y, flow.width, height))
            flow.y += height
            flow.fresh = False
            done = stop
            if done < len(stack):
                flow.new_page()
        if block.rule:
            flow.y += self._under
            flow.page.rules.append(RuleBox(flow.left, flow.y, flow.left + flow.width, flow.y, block.rule))


class HeadAgain:
    """A heading as it stands again on the pages on which its section goes on; no part of the content."""

    def __init__(self, head: TextBlock, continued: str, size: float, flow: Flow) -> None:
        self._flow = flow
        *others, last = head.paragraphs
        note = Run(continued, bold=False, family="gothic", size=size)
        paragraphs = (*others, replace(last, runs=(*last.runs, note) if continued else last.runs))
        self._head = replace(head, paragraphs=tuple(map(_as_artifact, paragraphs)))
        self._stack = stack_blocks(self._head.paragraphs, flow.width, flow.faces)

    @property
    def again_height(self) -> float:
        """With the space below it; above it there is none at the top of a page."""
        return self._stack.height() + self._head.space_after * MM

    def draw_again(self) -> None:
        """Draw it at the top of the page."""
        flow = self._flow
        mark = Mark("note", self._head.ident, artifact=True)
        flow.pen.draw_stack(self._stack, slice(0, len(self._stack)), (flow.left, flow.y), mark)
        if mark.source is not None:
            flow.page.regions.append(Region(mark.source, flow.left, flow.y, flow.width, self._stack.height()))
        flow.y += self.again_height


def _as_artifact(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, artifact=True)
