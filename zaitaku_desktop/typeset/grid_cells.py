"""The cells of a grid, broken into lines once, and how much height they ask for. Points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from zaitaku_desktop.typeset.blocks import Cell, CellBlock, Grid, Paragraph, Run, TextStyle
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.one_line import on_one_line
from zaitaku_desktop.typeset.pieces import MM, Stack, stack_blocks, stack_vertical

NOTE_SIZE, NOTE_LEADING = 7.5, 10.0  # （続き）, （前ページ参照）: PAGES 1
CONTINUED_GAP = 0.5  # mm
DEFAULT_LEADING = 13.5
_AGAIN = "again"

Slots = list[list[int]]
"""Row by row, the index of the cell that covers each column."""


@dataclass(slots=True, eq=False)
class SetCell:
    """A cell with its pieces. `used` = pieces printed so far, `started` = a part stands on an earlier page.

    `again` = what a later fragment shows when there is nothing left to flow on: the label with （続き）, or
    （前ページ参照）. `label` is False for a label too long to be repeated.
    """

    cell: Cell
    x: float
    width: float
    stack: Stack
    again: Stack
    label: bool
    used: int = 0
    started: bool = False
    part: int = -1

    @property
    def first(self) -> int:
        """The first row it covers."""
        return self.cell.row

    @property
    def end(self) -> int:
        """The row after the last it covers."""
        return self.cell.row + self.cell.rowspan

    @property
    def left(self) -> int:
        """Pieces not yet printed."""
        return len(self.stack) - self.used

    def need(self) -> float:
        """Height, without padding, of what it still has to show from here on."""
        if self.started and (self.label or not self.left):
            return self.again.height() if len(self.stack) else 0.0
        return self.stack.height(self.used)

    def least(self) -> float:
        """Height, without padding, of the least it must show before a page may end within it."""
        if self.label or (self.started and not self.left):
            return self.need()
        return self.stack.least(self.used)


class CellSetter:
    """Breaks the cells of one grid. `highest` = from which height on a label flows instead of repeating."""

    def __init__(self, grid: Grid, edges: Sequence[float], faces: Faces, highest: float) -> None:
        self._grid = grid
        self._edges = edges
        self._faces = faces
        self._highest = highest
        self._notes: dict[tuple[str, str, float], Stack] = {}

    def set(self, cell: Cell) -> SetCell:
        """Break one cell."""
        x = self._edges[cell.col]
        width = self._edges[cell.col + cell.colspan] - x
        text_end = self._edges[cell.col + (cell.text_columns or cell.colspan)]
        measure = max(text_end - x - 2 * self._grid.padding_h * MM, 1.0)
        if cell.one_line:
            cell = replace(cell, blocks=on_one_line(cell.blocks, measure, cell.one_line, self._faces))
        stack = self._stack(cell, cell.blocks, measure)
        label = cell.label
        if label:
            again = self._label_again(cell, stack, measure)
            if again.height() > self._highest:
                label = False
        if not label:
            again = self._note(self._grid.see_previous, "left", measure)
        return SetCell(cell, x, width, stack, again, label)

    def _stack(self, cell: Cell, blocks: tuple[CellBlock, ...], measure: float) -> Stack:
        if not cell.vertical:
            return stack_blocks(blocks, measure, self._faces)
        return stack_vertical(blocks, measure, self._highest, self._faces)

    def _label_again(self, cell: Cell, stack: Stack, measure: float) -> Stack:
        if not self._grid.continued or not len(stack):
            return stack
        last = cell.blocks[-1]
        if cell.vertical and isinstance(last, Paragraph):
            runs = (*last.runs, Run(self._grid.continued, False, "gothic", NOTE_SIZE))
            return self._stack(cell, (*cell.blocks[:-1], replace(last, runs=runs)), measure)
        if 0 < cell.continued_after < len(cell.blocks):
            name, rest = cell.blocks[: cell.continued_after], cell.blocks[cell.continued_after :]
            return stack_blocks((*name, self._continued_under(name[-1]), *rest), measure, self._faces)
        aligns = [piece.paragraph.style.align for piece in stack.pieces if piece.paragraph is not None]
        note = self._note(self._grid.continued, aligns[-1] if aligns else "left", measure)
        return self._faces.kept((_AGAIN, stack, note), partial(_joined, stack, note))

    def _continued_under(self, name: CellBlock) -> Paragraph:
        """（続き） where the lines of the name begin."""
        style, inset = TextStyle("gothic", NOTE_SIZE, NOTE_LEADING), 0.0
        if isinstance(name, Paragraph):
            style, inset = replace(style, align=name.style.align), name.hang * name.style.size / NOTE_SIZE
        return Paragraph((Run(self._grid.continued),), style, inset, inset, space_before=CONTINUED_GAP, artifact=True)

    def _note(self, text: str, align: str, measure: float) -> Stack:
        key = (text, align, measure)
        if key not in self._notes:
            style = TextStyle("gothic", NOTE_SIZE, NOTE_LEADING, align=align)  # type: ignore[arg-type]
            paragraph = Paragraph((Run(text),), style, space_before=CONTINUED_GAP, artifact=True)
            self._notes[key] = stack_blocks((paragraph,), measure, self._faces)
        return self._notes[key]


def _joined(stack: Stack, note: Stack) -> Stack:
    """One below the other."""
    return Stack((*stack.pieces, *note.pieces))


def cover(cells: Sequence[Cell], rows: int, columns: int) -> Slots:
    """Which cell covers each slot. Raises ValueError unless every slot is covered exactly once."""
    slots = [[-1] * columns for _ in range(rows)]
    for index, cell in enumerate(cells):
        inside = cell.row + cell.rowspan <= rows and cell.col + cell.colspan <= columns
        if not inside or min(cell.row, cell.col) < 0 or min(cell.rowspan, cell.colspan) < 1:
            raise ValueError(f"cell outside the grid: row {cell.row}, column {cell.col}")
        for row in range(cell.row, cell.row + cell.rowspan):
            of_row = slots[row]
            for column in range(cell.col, cell.col + cell.colspan):
                if of_row[column] != -1:
                    raise ValueError(f"slot covered twice: row {row}, column {column}")
                of_row[column] = index
    for row, of_row in enumerate(slots):
        if -1 in of_row:
            raise ValueError(f"slot not covered: row {row}, column {of_row.index(-1)}")
    return slots


def common_leading(cells: Sequence[Cell]) -> float:
    """Leading of the first text found: a blank row is as high as one such line."""
    for cell in cells:
        for block in cell.blocks:
            if isinstance(block, Paragraph):
                return block.style.leading
    return DEFAULT_LEADING


def spread(heights: list[float], start: int, need: float, first: int, end: int) -> None:
    """Make rows first…end (of which heights[0] is row `start`) at least `need` high together, evenly.

    Rows beyond `heights` count nothing here: the caller sees to it that they matter to no one.
    """
    low, high = max(first, start) - start, min(end - start, len(heights))
    lack = need - sum(heights[low:high])
    if lack > 0 and high > low:
        share = lack / (high - low)
        for row in range(low, high):
            heights[row] += share
