"""The box that explains signs (PAGES 2 P4, 評価基準): entries in columns, as wide as they need. Points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, zip_longest
from typing import NamedTuple

from zaitaku_desktop.typeset.blocks import Legend, Paragraph
from zaitaku_desktop.typeset.boxes import FrameBox, Mark, Part, Region
from zaitaku_desktop.typeset.flow import Flow
from zaitaku_desktop.typeset.pieces import EPSILON, MM, Piece, stack_blocks

FRAME = 0.5  # pt
PADDING_V, PADDING_H = 1.0, 2.5  # mm
COLUMN_GAP = 2.0  # 字
ENDLESS = 1e4  # a measure in which nothing wraps

Entries = Sequence[Sequence[Paragraph]]


class _Line(NamedTuple):
    """A line of an entry: index of the entry in reading order, distance from the box's text edge, the line."""

    entry: int
    left: float
    piece: Piece

    @property
    def right(self) -> float:
        line = self.piece.line
        return self.left + line.x + line.width if line is not None else self.left


class SetLegend:
    """A legend broken into lines for the measure of `flow`; divided only if it is higher than a page."""

    keep = True

    def __init__(self, legend: Legend, flow: Flow) -> None:
        self.block = legend
        self._flow = flow
        measure = flow.width - 2 * PADDING_H * MM
        title = [] if legend.title is None else [(_flush(legend.title),)]
        rows, lefts = self._arranged([tuple(map(_flush, row)) for row in legend.rows if row], measure)
        self._strips: list[tuple[_Line, ...]] = []
        self._entries = 0
        for row in [*title, *rows]:
            self._add(row, lefts, measure)
        self._width = max((line.right for strip in self._strips for line in strip), default=0.0)
        self._ends = list(accumulate(map(_height, self._strips), initial=0.0))

    @property
    def height(self) -> float:
        """Height of the box, 0 for a legend without words."""
        return self._ends[-1] + 2 * PADDING_V * MM if self._strips else 0.0

    def place(self) -> None:
        """Draw it from where the flow stands."""
        flow = self._flow
        parts = [flow.add_part(Part("paragraph")) for _ in range(self._entries)]
        done = 0
        while done < len(self._strips):
            stop = self._fit(done, flow.left_over - 2 * PADDING_V * MM)
            if stop == done:
                if not flow.fresh:
                    flow.new_page()
                    continue
                stop = done + 1
            self._draw(done, stop, parts)
            done = stop
            if done < len(self._strips):
                flow.new_page()

    def _arranged(self, rows: Entries, measure: float) -> tuple[Entries, list[float]]:
        """The rows as they are or in so many columns as fit the measure, and where the columns begin."""
        entries = [entry for row in rows for entry in row]
        for columns in range(max(map(len, rows), default=1), 1, -1):
            lefts, width = self._columns(rows)
            if width <= measure + EPSILON:
                return rows, lefts
            rows = [entries[at : at + columns - 1] for at in range(0, len(entries), columns - 1)]
        return rows, [0.0]

    def _columns(self, rows: Entries) -> tuple[list[float], float]:
        """Where each column begins, and where the longest row ends.

        The last entry of a row makes no column wider: nothing stands beside it.
        """
        wide = [[self._natural(entry) for entry in row] for row in rows]
        lefts = [0.0]
        for column in range(max(map(len, rows)) - 1):
            right = 0.0
            for row, widths in zip(rows, wide, strict=True):
                if len(row) > column + 1:
                    right = max(right, widths[column] + COLUMN_GAP * row[column].style.size)
            lefts.append(lefts[-1] + right)
        return lefts, max(lefts[len(widths) - 1] + widths[-1] for widths in wide)

    def _natural(self, entry: Paragraph) -> float:
        pieces = stack_blocks((entry,), ENDLESS, self._flow.faces).pieces
        return max((_Line(0, 0.0, piece).right for piece in pieces), default=0.0)

    def _add(self, row: Sequence[Paragraph], lefts: Sequence[float], measure: float) -> None:
        alone = len(row) == 1
        stacks = [stack_blocks((entry,), measure if alone else ENDLESS, self._flow.faces) for entry in row]
        first = self._entries
        for pieces in zip_longest(*(stack.pieces for stack in stacks)):
            self._strips.append(
                tuple(
                    _Line(first + index, lefts[index], piece) for index, piece in enumerate(pieces) if piece is not None
                )
            )
        self._entries += len(row)

    def _fit(self, start: int, space: float) -> int:
        stop = start
        while stop < len(self._strips) and self._ends[stop + 1] - self._ends[start] <= space + EPSILON:
            stop += 1
        return stop

    def _draw(self, start: int, stop: int, parts: Sequence[int]) -> None:
        flow, ident = self._flow, self.block.ident
        x, y = flow.left, flow.y
        width = self._width + 2 * PADDING_H * MM
        height = self._ends[stop] - self._ends[start] + 2 * PADDING_V * MM
        flow.page.frames.append(FrameBox(x, y, width, height, FRAME))
        if ident is not None:
            flow.page.regions.append(Region(ident, x, y, width, height))
        feet = [y + PADDING_V * MM + end - self._ends[start] for end in self._ends[start + 1 : stop + 1]]
        lines = [(line, foot) for strip, foot in zip(self._strips[start:stop], feet, strict=True) for line in strip]
        for line, foot in sorted(lines, key=_entry):  # read entry by entry, although they stand side by side
            at = x + PADDING_H * MM + line.left
            flow.pen.draw((line.piece,), at, foot - line.piece.height, Mark("note", ident, parts[line.entry]))
        flow.y += height
        flow.fresh = False


def _flush(paragraph: Paragraph) -> Paragraph:
    """Set flush left: the box is as wide as its words, there is nothing to centre them on."""
    return replace(paragraph, style=replace(paragraph.style, align="left"))


def _height(strip: Sequence[_Line]) -> float:
    return max(line.piece.before + line.piece.height for line in strip)


def _entry(placed: tuple[_Line, float]) -> int:
    return placed[0].entry
