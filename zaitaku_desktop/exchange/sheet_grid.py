"""A grid of the typesetter as rows and cells of a sheet: heights, tall rows divided, rules around slots. Points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from zaitaku_desktop.exchange.sheet_styles import CellLook, Edges, Rule, rule_of
from zaitaku_desktop.exchange.sheet_text import (
    PAD,
    PIXEL,
    CellText,
    Look,
    cell_text,
    column_height,
    measure_of,
    pitch_of,
    text_height,
)
from zaitaku_desktop.typeset.blocks import Align, Cell, Grid, VAlign
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.grid_cells import cover, spread
from zaitaku_desktop.typeset.one_line import on_one_line

HIGHEST = 405.0
"""A sheet row may be 409 pt high; a little less, so that rounding to pixels does no harm."""
ARROW = "→"


@dataclass(frozen=True, slots=True)
class Part:
    """A cell of the sheet, in rows and columns of the whole table (headings above the body), from 0.

    `origin` = number of the cell it is made of, `dotted` = the rules towards other parts of that are dotted.
    """

    row: int
    col: int
    rowspan: int
    colspan: int
    words: CellText
    valign: VAlign = "top"
    fill: bool = False
    slash: bool = False
    origin: int = -1
    dotted: bool = False
    ident: object | None = None
    align: Align | None = None
    vertical: bool = False

    def look(self) -> CellLook:
        """Everything about its look but the rules."""
        return CellLook(self.words.look, self.align or self.words.align, self.valign, self.fill, self.vertical)

    def height(self, width: float, faces: Faces) -> float:
        """What its words need in a column `width` wide."""
        return column_height(self.words) if self.vertical else text_height(self.words, width, faces)


@dataclass
class SheetGrid:
    """A grid laid out on rows of a sheet. `heights` = of each sheet row, `parts` = what stands where.

    Raises ValueError unless every slot of the grid is covered by exactly one cell.
    """

    grid: Grid
    widths: Sequence[float]
    faces: Faces
    parts: list[Part] = field(init=False)
    heights: list[float] = field(init=False)

    def __post_init__(self) -> None:
        grid, columns = self.grid, len(self.widths)
        cover(grid.header, grid.header_rows, columns)
        cover(grid.body, grid.body_rows, columns)
        self.parts = []
        for cell in grid.header:
            self._divide(cell, 0)
        for cell in grid.body:
            self._divide(cell, grid.header_rows)
        self._slots = [[-1] * columns for _ in range(grid.header_rows + grid.body_rows)]
        for index, part in enumerate(self.parts):
            for row in range(part.row, part.row + part.rowspan):
                self._slots[row][part.col : part.col + part.colspan] = [index] * part.colspan
        self._pieces = self._divided(self._row_heights())
        self.heights = [height for pieces in self._pieces for height in pieces]
        self._firsts = [0]
        for pieces in self._pieces:
            self._firsts.append(self._firsts[-1] + len(pieces))

    def _divide(self, cell: Cell, above: int) -> None:
        """One part; of a text with an arrow the text, and each column the arrow runs through."""
        origin = len(self.parts)
        width = cell.text_columns or cell.colspan
        blocks = cell.blocks
        if cell.one_line:
            room = measure_of(sum(self.widths[cell.col : cell.col + width]))
            blocks = on_one_line(blocks, room, cell.one_line, self.faces)
        words = cell_text(blocks)
        shared = (cell.valign, cell.fill, cell.slashed, origin, cell.arrow, cell.ident)
        first = Part(above + cell.row, cell.col, cell.rowspan, width, words, *shared, vertical=cell.vertical)
        self.parts.append(first)
        rest = range(cell.col + width, cell.col + cell.colspan)
        sign = CellText(((Look("gothic", words.look.size, False), ARROW),), "center") if cell.arrow else CellText(())
        for col in rest if cell.arrow else rest[:1]:
            wide = 1 if cell.arrow else len(rest)
            self.parts.append(Part(above + cell.row, col, cell.rowspan, wide, sign, *shared[:-1]))

    # ── heights

    def _row_heights(self) -> list[float]:
        grid = self.grid
        blank = pitch_of(min((part.words.look.size for part in self.parts if part.words.runs), default=9.0)) + PAD
        least = [max(grid.min_header_row * 72 / 25.4, blank)] * grid.header_rows
        heights = least + [max(grid.min_row * 72 / 25.4, blank)] * grid.body_rows
        for part in sorted(self.parts, key=_rowspan):
            width = sum(self.widths[part.col : part.col + part.colspan])
            spread(heights, 0, part.height(width, self.faces), part.row, part.row + part.rowspan)
        return [math.ceil(height / PIXEL - 1e-6) * PIXEL for height in heights]

    def _divided(self, heights: Sequence[float]) -> list[list[float]]:
        """Sheet rows of each row. A divided row ends its pieces where lines end, in Excel and in LibreOffice."""
        size = max((part.words.look.size for part in self.parts if part.words.runs), default=9.0)
        step = math.ceil(5 * size / PIXEL) * PIXEL  # 4 lines of the one, 5 of the other
        step *= max(1, int(HIGHEST / 2 // step))
        pieces = []
        for height in heights:
            found = [height] if height <= HIGHEST else [step + PAD]
            while (rest := height - sum(found)) > 1e-6:
                found.append(min(step, rest))
            pieces.append(found)
        return pieces

    def rows_of(self, row: int) -> tuple[int, int]:
        """First and last sheet row, from 0, of a row of the table."""
        return self._firsts[row], self._firsts[row + 1] - 1

    def span(self, part: Part) -> tuple[int, int]:
        """First and last sheet row of a part."""
        return self._firsts[part.row], self._firsts[part.row + part.rowspan] - 1

    # ── rules

    def edges(self, part: Part) -> Edges:
        """The rules around `part`."""
        return Edges(
            self._beside(part, part.col - 1, part.col),
            self._beside(part, part.col + part.colspan, part.col + part.colspan),
            self._above(part.row),
            self._above(part.row + part.rowspan),
            part.slash,
        )

    def _above(self, row: int) -> Rule:
        """The rule above a row of the table, or below its last."""
        rules, body = self.grid.rules, row - self.grid.header_rows
        if row in (0, len(self._slots)):
            return rule_of(rules.outer)
        if body == 0:
            return rule_of(rules.header)
        return rule_of(rules.group if body in self.grid.group_starts else rules.inner)

    def _beside(self, part: Part, col: int, boundary: int) -> Rule:
        """The rule towards column `col`, at that boundary."""
        if col in (-1, len(self.widths)):
            return rule_of(self.grid.rules.outer)
        other = self.parts[self._slots[part.row][col]]
        if other.origin == part.origin:
            return "dotted" if part.dotted else None
        return rule_of(self.grid.rules.group if boundary in self.grid.group_columns else self.grid.rules.inner)


def _rowspan(part: Part) -> int:
    return part.rowspan
