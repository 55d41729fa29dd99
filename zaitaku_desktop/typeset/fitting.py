"""「n ページに収める」: a 資料 that takes more pages is set closer, then smaller, until it fits or the limit is met.

Only what is read in tables and under headings shrinks; title, headings of columns, lead lines, legend and notes stay.
First the space around texts and between lines gives way, then the type itself, a quarter of a point at a time. The
least of these steps that fits is taken; if none does, the 資料 is set as if nobody had asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from zaitaku_desktop.typeset.blocks import (
    Abreast,
    Banner,
    Block,
    Cell,
    CellBlock,
    Grid,
    Legend,
    Paragraph,
    PrintJob,
    Prose,
    Section,
    TextBlock,
    TextStyle,
    Together,
)
from zaitaku_desktop.typeset.boxes import Fitted, Layout

CLOSER = ((0.8, 1.0), (0.6, 0.97), (0.6, 0.94))
"""Steps before the type shrinks: of the space around texts and of the leading what is left."""
STEP = 0.25
"""pt"""
LayOut = Callable[[PrintJob, float, float], Layout]
"""Lays a job out, telling its progress from one fraction to another."""


@dataclass(frozen=True, slots=True)
class Step:
    """How a job is set: factors of sizes, of leadings beyond that, and of the space around texts."""

    size: float
    leading: float
    space: float


def steps_of(size: float, smallest: float) -> tuple[Step, ...]:
    """From the size of the text in points down to the smallest it may have."""
    space, leading = CLOSER[-1]
    found = [Step(1.0, leading, space) for space, leading in CLOSER]
    count = int((size - smallest) / STEP + 1e-6)
    found += [Step((size - STEP * step) / size, leading, space) for step in range(1, count + 1)]
    if count >= 0 and size - STEP * count > smallest + 1e-6:
        found.append(Step(smallest / size, leading, space))
    return tuple(found)


def fit(job: PrintJob, lay_out: LayOut) -> tuple[PrintJob, Layout]:
    """The job as it is set on at most so many pages as it says, and its pages; `Layout.fitted` says what came of it."""
    wish = job.fit
    assert wish is not None
    steps = steps_of(wish.size, wish.smallest)
    most = len(steps).bit_length() + 2
    tried = 0

    def set_so(step: Step | None) -> tuple[PrintJob, Layout]:
        nonlocal tried
        tried += 1
        made = job if step is None else shrunk(job, step)
        return made, lay_out(made, (tried - 1) / most, tried / most)

    plain = set_so(None)
    if len(plain[1].pages) <= wish.pages:
        return _told(plain, Fitted(wish.pages, wish.size, True))
    low, high = 0, len(steps) - 1
    best = set_so(steps[high])
    if len(best[1].pages) > wish.pages:
        return _told(plain, Fitted(wish.pages, wish.size, False, at_smallest=len(best[1].pages)))
    while low < high:
        middle = (low + high) // 2
        found = set_so(steps[middle])
        if len(found[1].pages) <= wish.pages:
            best, high = found, middle
        else:
            low = middle + 1
    step = steps[high]
    size = round(wish.size * step.size, 2)
    return _told(best, Fitted(wish.pages, size, True, closer=True, smaller=step.size < 1))


def _told(found: tuple[PrintJob, Layout], fitted: Fitted) -> tuple[PrintJob, Layout]:
    job, layout = found
    return job, replace(layout, fitted=fitted)


def shrunk(job: PrintJob, step: Step) -> PrintJob:
    """The job set closer and smaller."""
    shrinker = _Shrinker(step)
    return replace(job, blocks=tuple(shrinker.outer(block) for block in job.blocks))


class _Shrinker:
    """Sets blocks closer and smaller. What is the same stays one and the same object."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self._styles: dict[TextStyle, TextStyle] = {}

    def outer(self, block: Block) -> Block:
        """A block of the job itself: lead lines, legends and notes stay."""
        return block if isinstance(block, TextBlock | Legend | Banner | Prose) else self.block(block)

    def block(self, block: Block) -> Block:
        """A block within others."""
        if isinstance(block, Grid):
            return self._grid(block)
        if isinstance(block, TextBlock):
            paragraphs = tuple(self._paragraph(one) for one in block.paragraphs)
            return replace(block, paragraphs=paragraphs, space_before=block.space_before * self.step.space)
        if isinstance(block, Together):
            inner = tuple(self.block(one) for one in block.blocks)
            return replace(block, blocks=inner, space_before=block.space_before * self.step.space)
        if isinstance(block, Section):
            return replace(block, blocks=tuple(self.block(one) for one in block.blocks))
        return block

    def _grid(self, grid: Grid) -> Grid:
        space = self.step.space
        return replace(
            grid,
            body=tuple(self._cell(cell) for cell in grid.body),
            padding_v=grid.padding_v * space,
            min_row=grid.min_row * space,
        )

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, blocks=self._blocks(cell.blocks)) if cell.blocks else cell

    def _blocks(self, blocks: Sequence[CellBlock]) -> tuple[CellBlock, ...]:
        return tuple(self._cell_block(one) for one in blocks)

    def _cell_block(self, block: CellBlock) -> CellBlock:
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        if isinstance(block, Abreast):
            texts = tuple(self._paragraph(one) for one in block.texts)
            return replace(block, texts=texts, space_before=block.space_before * self.step.space)
        return block

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        runs = paragraph.runs
        if any(run.size is not None for run in runs):
            runs = tuple(run if run.size is None else replace(run, size=run.size * self.step.size) for run in runs)
        gap = paragraph.space_before * self.step.space
        return replace(paragraph, runs=runs, style=self._style(paragraph.style), space_before=gap)

    def _style(self, style: TextStyle) -> TextStyle:
        found = self._styles.get(style)
        if found is None:
            size = round(style.size * self.step.size, 3)
            leading = max(size, round(style.leading * self.step.size * self.step.leading, 3))
            found = self._styles[style] = replace(style, size=size, leading=leading)
        return found
