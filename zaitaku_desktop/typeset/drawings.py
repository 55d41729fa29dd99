"""Figures and frames → placed boxes. Points."""

from __future__ import annotations

from zaitaku_desktop.typeset.boxes import FillBox, FrameBox, Mark, Part, PolygonBox, Region, RuleBox
from zaitaku_desktop.typeset.figures import Drawing, DrawnBox, DrawnLine, Framed, Tree
from zaitaku_desktop.typeset.flow import Flow
from zaitaku_desktop.typeset.pieces import EPSILON, MM, WASTE, stack_blocks

THICK, THIN, APART = 1.5, 0.5, 0.7
"""The double frame: weights in points, mm between them (PAGES 5)."""
RULE = 1.0
"""Of the lines above and below, in points."""


class SetDrawing:
    """A figure set for the measure of `flow`."""

    lines = 2
    """It counts as enough by itself."""

    def __init__(self, block: Drawing, flow: Flow) -> None:
        self._block = block
        self._flow = flow
        self.height = block.height * MM
        self.least = self.height

    def place(self) -> None:
        """Draw it from where the flow stands."""
        flow, block = self._flow, self._block
        for line in block.lines:
            self._line(line)
        for box in block.boxes:
            self._box(box)
        if block.ident is not None:
            flow.page.regions.append(Region(block.ident, flow.left, flow.y, flow.width, self.height))
        flow.y += self.height
        flow.fresh = False

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._flow.left + x * MM, self._flow.y + y * MM

    def _line(self, line: DrawnLine) -> None:
        page = self._flow.page
        (x0, y0), (x1, y1) = self._at(line.x0, line.y0), self._at(line.x1, line.y1)
        head = line.heads * MM
        if head:
            half = head * 0.6
            for tip, way in ((x0, 1), (x1, -1)):
                base = tip + way * head
                page.polygons.append(PolygonBox(((tip, y0), (base, y0 - half), (base, y0 + half)), 0.0))
            x0, x1 = x0 + head / 2, x1 - head / 2
        page.rules.append(RuleBox(x0, y0, x1, y1, line.weight, line.dash))

    def _box(self, box: DrawnBox) -> None:
        page, flow = self._flow.page, self._flow
        x, y = self._at(box.x, box.y)
        width, height, point = box.width * MM, box.height * MM, box.point * MM
        if point:
            right, middle = x + width, y + height / 2
            neck = right - point
            corners = ((x, y), (neck, y), (right, middle), (neck, y + height), (x, y + height))
            page.polygons.append(PolygonBox(corners, box.grey, box.weight))
        else:
            if box.grey is not None:
                page.fills.append(FillBox(x, y, width, height, box.grey))
            if box.weight:
                page.frames.append(FrameBox(x, y, width, height, box.weight))
        if not box.texts:
            return
        padding = box.padding * MM
        stack = stack_blocks(box.texts, max(width - 2 * padding - point, 1.0), flow.faces)
        top = y + padding if box.valign == "top" else y + (height - stack.height()) / 2
        mark = Mark("note", self._block.ident, flow.add_part(Part("paragraph")), white=box.white)
        flow.pen.draw_stack(stack, slice(0, len(stack)), (x + padding, top), mark)


class SetTree:
    """A tree, divided between its pieces where it would leave more than `WASTE` of a page empty."""

    lines = 2
    """It counts as enough by itself."""

    def __init__(self, block: Tree, flow: Flow) -> None:
        self._block = block
        self._flow = flow
        self.height = block.height(0, len(block.pieces)) * MM

    @property
    def least(self) -> float:
        """All of it, unless that has no room on a page or would leave too much of this one empty."""
        flow = self._flow
        if self.height <= flow.full_height and flow.left_over < WASTE * flow.full_height:
            return self.height
        return self._block.height(0, 1) * MM

    def place(self) -> None:
        """Draw it from where the flow stands, over several pages if need be."""
        flow, block = self._flow, self._block
        start = 0
        while start < len(block.pieces):
            end = block.reach(start, (flow.left_over + EPSILON) / MM)
            if end == start and not flow.at_top:
                flow.new_page()
                continue
            end = max(end, start + 1)
            SetDrawing(block.part(start, end), flow).place()
            start = end
            if start < len(block.pieces):
                flow.new_page()


class SetFramed:
    """Words in a frame, set for the measure of `flow`."""

    lines = 2
    """It counts as enough by itself."""

    def __init__(self, block: Framed, flow: Flow) -> None:
        self._block = block
        self._flow = flow
        self._inset = block.padding * MM
        self._stack = stack_blocks(block.paragraphs, flow.width - 2 * self._inset, flow.faces)
        self.height = max(self._stack.height() + 2 * self._inset, block.room * MM)
        self.least = self.height

    def place(self) -> None:
        """Draw it from where the flow stands."""
        flow, block = self._flow, self._block
        x, y, width, height = flow.left, flow.y, flow.width, self.height
        if block.frame == "rules":
            for level in (y, y + height):
                flow.page.rules.append(RuleBox(x, level, x + width, level, RULE))
        else:
            weight = THICK if block.frame == "double" else THIN
            self._frame(weight / 2, weight)
            if block.frame == "double":
                self._frame(THICK + APART * MM + THIN / 2, THIN)
        mark = Mark("note", block.ident, flow.add_part(Part("paragraph")))
        top = y + (height - self._stack.height()) / 2
        flow.pen.draw_stack(self._stack, slice(0, len(self._stack)), (x + self._inset, top), mark)
        if block.ident is not None:
            flow.page.regions.append(Region(block.ident, x, y, width, height))
        flow.y += height
        flow.fresh = False

    def _frame(self, inset: float, weight: float) -> None:
        flow = self._flow
        flow.page.frames.append(
            FrameBox(flow.left + inset, flow.y + inset, flow.width - 2 * inset, self.height - 2 * inset, weight)
        )
