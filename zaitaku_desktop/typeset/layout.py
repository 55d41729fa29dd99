"""Blocks → pages of placed boxes: the one entry to the typesetter's layout."""

from __future__ import annotations

from zaitaku_desktop.typeset import furniture
from zaitaku_desktop.typeset.blocks import Block, Grid, PrintJob, TextBlock
from zaitaku_desktop.typeset.boxes import Layout, Part, Region
from zaitaku_desktop.typeset.collector import collector_at_rest
from zaitaku_desktop.typeset.flow import Flow, Progress
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.grid_layout import GridLayout
from zaitaku_desktop.typeset.pieces import EPSILON, MM, Mark, Stack, stack_blocks


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
    waiting: list[TextBlock] = []
    for index, block in enumerate(job.blocks):
        if isinstance(block, TextBlock):
            waiting.append(block)
            if _next_is_grid(job.blocks, index):
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


def _next_is_grid(blocks: tuple[Block, ...], index: int) -> bool:
    """Does only text stand between this block and a following grid?"""
    return any(isinstance(block, Grid) for block in blocks[index + 1 :])


def _place_texts(flow: Flow, blocks: list[TextBlock], below: float) -> None:
    """Set blocks of text; if a grid follows, they stay with its header and first row (`below` points high)."""
    stacks = [_stack(flow, block) for block in blocks]
    for index, (block, stack) in enumerate(zip(blocks, stacks, strict=True)):
        gap = 0.0 if flow.fresh and flow.y <= flow.top + EPSILON else block.space_before * MM
        rest = sum(later.height() for later in stacks[index + 1 :])
        wanted = gap + stack.height() + rest + below
        keeps = block.keep or below > 0
        if keeps and wanted > flow.left_over + EPSILON and not flow.fresh and wanted <= flow.full_height:
            flow.new_page()
            gap = 0.0
        flow.y += gap
        _place_text(flow, block, stack)


def _stack(flow: Flow, block: TextBlock) -> Stack:
    return stack_blocks(block.paragraphs, flow.width, flow.faces)


def _place_text(flow: Flow, block: TextBlock, stack: Stack) -> None:
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
        pieces = stack.pieces[done:stop]
        for at, piece in enumerate(pieces):
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
