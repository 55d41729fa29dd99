"""Blocks → pages of placed boxes: the one entry to the typesetter's layout."""

from __future__ import annotations

from zaitaku_desktop.typeset import furniture
from zaitaku_desktop.typeset.blocks import Block, Grid, Legend, PrintJob, TextBlock
from zaitaku_desktop.typeset.boxes import Layout, Mark, Part, Region
from zaitaku_desktop.typeset.collector import collector_at_rest
from zaitaku_desktop.typeset.flow import Flow, Progress
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.grid_layout import GridLayout
from zaitaku_desktop.typeset.legends import SetLegend
from zaitaku_desktop.typeset.pieces import EPSILON, MM, stack_blocks


def lay_out(job: PrintJob, faces: Faces, *, progress: Progress | None = None) -> Layout:
    """Lay `job` out. `progress` is told a fraction 0…1 now and then and may raise `Cancelled`.

    Raises ValueError for a grid whose cells do not cover every slot exactly once, KnownError for a header that
    leaves no room for rows.
    """
    with collector_at_rest():
        return _lay_out(job, faces, progress)


def _lay_out(job: PrintJob, faces: Faces, progress: Progress | None) -> Layout:
    flow = Flow(job.sheet, faces, progress)
    furniture.first_page(flow)
    count = max(len(job.blocks), 1)
    table = 0
    waiting: list[SetText | SetLegend] = []
    for index, block in enumerate(job.blocks):
        if not isinstance(block, Grid):
            waiting.append(SetLegend(block, flow) if isinstance(block, Legend) else SetText(block, flow))
            if _grid_follows(job.blocks, index):
                continue
            _place_texts(flow, waiting, 0.0)
        else:
            grid = GridLayout(flow, block, table, (index / count, (index + 1) / count))
            _place_texts(flow, waiting, grid.first_height())
            grid.place()
            table += 1
        waiting = []
    furniture.page_numbers(flow)
    flow.report(1.0)
    return Layout(flow.pages, job.bookmark or job.sheet.title, tuple(flow.parts), tuple(flow.missing))


def _grid_follows(blocks: tuple[Block, ...], index: int) -> bool:
    """Does a grid come after this block?"""
    return any(isinstance(block, Grid) for block in blocks[index + 1 :])


def _place_texts(flow: Flow, texts: list[SetText | SetLegend], below: float) -> None:
    """Set blocks of text; if a grid follows, they stay with its header and first row (`below` points high)."""
    for index, text in enumerate(texts):
        gap = 0.0 if flow.fresh and flow.y <= flow.top + EPSILON else text.block.space_before * MM
        wanted = gap + text.height + below
        if below:
            wanted += sum((later.block.space_before * MM + later.height) for later in texts[index + 1 :])
            wanted += sum(later.block.space_after * MM for later in texts[index:])
        keeps = text.keep or below > 0
        if keeps and wanted > flow.left_over + EPSILON and not flow.fresh and wanted <= flow.full_height:
            flow.new_page()
            gap = 0.0
        flow.y += gap
        text.place()
        flow.y += text.block.space_after * MM


class SetText:
    """A block of text broken into lines for the measure of `flow`."""

    def __init__(self, block: TextBlock, flow: Flow) -> None:
        self.block = block
        self.keep = block.keep
        self._flow = flow
        self._stack = stack_blocks(block.paragraphs, flow.width, flow.faces)

    @property
    def height(self) -> float:
        """Height without the spaces around it."""
        return self._stack.height()

    def place(self) -> None:
        """Draw it from where the flow stands, over several pages if need be."""
        flow, block, stack = self._flow, self.block, self._stack
        parts = [flow.add_part(Part("paragraph")) for _ in block.paragraphs]
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
