"""Blocks of a cell → pieces: lines and rows of chips, which are never divided. Points throughout."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, repeat
from typing import NamedTuple

from zaitaku_desktop.typeset.abreast import Breaker, SetAbreast, set_abreast
from zaitaku_desktop.typeset.blocks import Abreast, CellBlock, Chip, Paragraph, Run, TextStyle
from zaitaku_desktop.typeset.boxes import ASCENT, Column, FillBox, FrameBox, Mark, MissingGlyph, Page, TextBox
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.linebreak import break_paragraph, lines_of
from zaitaku_desktop.typeset.placing import Line, SolidLines
from zaitaku_desktop.typeset.vertical import Columns, drawn, set_columns

MM = 72 / 25.4
"""Points in a millimetre."""
EPSILON = 1e-6
WASTE = 0.30  # what would leave more of a page empty is divided rather than moved whole
CHIP_GAP = 1.0  # mm between chips that stand side by side
CHIP_RULE = 0.75  # pt
CHIP_DASH = (2.0, 1.5)
FAR_BACK = 5
"""Lines a page may lose so that what sticks to the line before it stays with it."""
_STACK, _VERTICAL = "stack", "vertical"


@dataclass(slots=True)
class Piece:
    """Line `index` of a paragraph or of texts `abreast`, a row of chips, or all `columns` of a vertical text. `before`
    = gap above, dropped at the top of a fragment.

    `block` = index of the block it comes from. `follows` = the next piece must not be parted from it. Of texts abreast
    `paragraph` and `lines` are those of the longest.
    """

    height: float
    before: float
    paragraph: Paragraph | None = None
    lines: Sequence[Line] = ()
    index: int = 0
    block: int = 0
    chips: tuple[tuple[Chip, float, float, Line], ...] = ()
    follows: bool = False
    columns: Columns | None = None
    abreast: SetAbreast | None = None
    sticks: bool = False

    @property
    def line(self) -> Line | None:
        """The line, made now; None for chips."""
        return self.lines[self.index] if self.lines else None


class Lines(NamedTuple):
    """All lines of one paragraph of a cell: its pieces first…stop; `before` = gap above the first."""

    paragraph: Paragraph
    lines: Sequence[Line]
    first: int
    stop: int
    before: float
    block: int


class Stack:
    """The pieces of one cell, from top to bottom, with running sums of their heights.

    `groups` = the same as whole paragraphs, where there is nothing but text: nearly all cells of a grid, of which
    the single pieces are then only made when somebody asks.
    """

    __slots__ = ("_befores", "_follows", "_pieces", "ends", "groups")

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces: tuple[Piece, ...] | None = tuple(pieces)
        self.groups: Sequence[Lines] = ()
        self.ends = list(accumulate([piece.before + piece.height for piece in pieces], initial=0.0))
        self._befores = {at: piece.before for at, piece in enumerate(pieces) if piece.before}
        self._follows = frozenset(at for at, piece in enumerate(pieces) if piece.follows)

    @classmethod
    def of_lines(cls, groups: Sequence[Lines]) -> Stack:
        """A stack of nothing but text."""
        made = cls.__new__(cls)
        made._pieces, made.groups, made._follows = None, groups, frozenset()
        made._befores = befores = {}
        made.ends = ends = [0.0]
        for paragraph, _, first, stop, before, _ in groups:
            steps = repeat(paragraph.style.leading, stop - first)
            top = ends.pop()
            ends += accumulate(steps, initial=top + before)
            if before:
                befores[first] = before
                ends[first] = top
        return made

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """One for each line and row of chips."""
        if self._pieces is None:
            self._pieces = tuple(
                Piece(group.paragraph.style.leading, 0.0 if at else group.before, *group[:2], at, group.block)
                for group in self.groups
                for at in range(group.stop - group.first)
            )
        return self._pieces

    def __len__(self) -> int:
        return len(self.ends) - 1

    def height(self, start: int = 0, stop: int | None = None) -> float:
        """Height of pieces start…stop set at the top of a fragment."""
        stop = len(self) if stop is None else stop
        if stop <= start:
            return 0.0
        return self.ends[stop] - self.ends[start] - self._befores.get(start, 0.0)

    def fit(self, start: int, space: float) -> int:
        """End of the longest run of pieces from `start` that is no higher than `space`."""
        if start >= len(self):
            return start
        limit = self.ends[start] + self._befores.get(start, 0.0) + space + EPSILON
        return max(start, bisect_right(self.ends, limit) - 1)

    def break_at(self, start: int, space: float) -> int:
        """Where a fragment of height `space` should end: two pieces on either side, and two lines of a paragraph
        on either side, where possible.

        Returns `start` if nothing can stand there.
        """
        size = len(self)
        stop = self.fit(start, space)
        if stop >= size:
            return size
        if size - stop == 1 and stop - start > 2:
            stop -= 1
        while stop > start and not self._may_end(stop):
            stop -= 1
        better = stop
        while better > start and not (self._may_end(better) and self._may_begin(better)):
            better -= 1
        return better if stop - better <= FAR_BACK and better > start else stop

    def least(self, start: int) -> float:
        """Height of the least that may stand alone at the foot of a page: two pieces, or what there is, and no
        single line of a paragraph."""
        stop = min(start + 2, len(self))
        while stop < len(self) and not self._may_end(stop):
            stop += 1
        return self.height(start, stop)

    def _may_end(self, stop: int) -> bool:
        """May a page end before piece `stop`: with two lines of a paragraph on either side, and no chips alone?"""
        if stop - 1 in self._follows:
            return False
        _, index, lines = self._at(stop)
        return index == 0 or 1 < index < lines - 1

    def _may_begin(self, place: int) -> bool:
        """May a page begin with this piece: it does not stick to the one before?"""
        paragraph, index, _ = self._at(place)
        if not self.groups and self.pieces[place].abreast is not None:
            return index > 0 or not self.pieces[place].sticks
        return index > 0 or paragraph is None or not paragraph.sticks

    def _at(self, place: int) -> tuple[Paragraph | None, int, int]:
        """The paragraph of a piece (None: chips), which of its lines the piece is, and how many it has."""
        if self.groups:
            group = self.groups[bisect_right(self.groups, place, key=_first) - 1]
            return group.paragraph, place - group.first, group.stop - group.first
        piece = self.pieces[place]
        return piece.paragraph, piece.index, len(piece.lines)


def _first(group: Lines) -> int:
    return group.first


def stack_blocks(blocks: tuple[CellBlock, ...], width: float, faces: Faces) -> Stack:
    """Break the blocks of a cell whose measure is `width` points. The result is kept with `faces`."""
    return faces.kept((_STACK, blocks, width), partial(_stack, blocks, width, faces))


def stack_vertical(blocks: tuple[CellBlock, ...], width: float, tallest: float, faces: Faces) -> Stack:
    """The blocks of a cell as columns in a measure of `width` points, none higher than `tallest`; level if there is no
    room for them."""
    return faces.kept((_VERTICAL, blocks, width, tallest), partial(_vertical, blocks, width, tallest, faces))


def _vertical(blocks: tuple[CellBlock, ...], width: float, tallest: float, faces: Faces) -> Stack:
    columns = set_columns(blocks, width, tallest, faces)
    if columns is None:
        return stack_blocks(blocks, width, faces)
    return Stack([Piece(columns.height, 0.0, columns=columns)])


def stack_prose(blocks: Sequence[CellBlock], width: float, faces: Faces) -> Stack:
    """A long text, of which most paragraphs are as they were the last time: each of them is kept with `faces`."""
    return _stack(blocks, width, faces, break_paragraph)


def _stack(blocks: Sequence[CellBlock], width: float, faces: Faces, breaker: Breaker = lines_of) -> Stack:
    groups: list[Lines] = []
    first = 0
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            return _mixed_stack(blocks, width, faces, breaker)
        lines = breaker(block, width, faces)
        stop = first + len(lines)
        groups.append(Lines(block, lines, first, stop, block.space_before * MM, index))
        first = stop
    return Stack.of_lines(groups)


def _mixed_stack(blocks: Sequence[CellBlock], width: float, faces: Faces, breaker: Breaker) -> Stack:
    """A stack with chips, or texts abreast, between the paragraphs."""
    pieces: list[Piece] = []
    after = 0.0
    chips: list[Chip] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Chip):
            chips.append(block)
            continue
        if chips:
            after = _add_chips(pieces, chips, width, faces, after)
            chips = []
        before = block.space_before * MM + after
        after = 0.0
        if isinstance(block, Abreast):
            pieces += _abreast(set_abreast(block, width, faces, breaker), before, index, sticks=block.sticks)
            continue
        leading = block.style.leading
        lines = breaker(block, width, faces)
        pieces.append(Piece(leading, before, block, lines, 0, index))
        pieces += [Piece(leading, 0.0, block, lines, at, index) for at in range(1, len(lines))]
    if chips:
        _add_chips(pieces, chips, width, faces, after)
        last = pieces[-1]
        pieces[-1] = Piece(last.height, last.before, chips=last.chips)
    return Stack(pieces)


def _abreast(found: SetAbreast, before: float, block: int, *, sticks: bool) -> Iterator[Piece]:
    longest = found.longest
    for at in range(len(longest.lines)):
        gap = 0.0 if at else before
        yield Piece(found.leading, gap, longest.paragraph, longest.lines, at, block, abreast=found, sticks=sticks)


def _add_chips(pieces: list[Piece], chips: list[Chip], width: float, faces: Faces, before: float) -> float:
    row: list[tuple[Chip, float, float, Line]] = []
    left = 0.0
    for chip in chips:
        run = Run(chip.text)
        style = TextStyle("gothic", chip.size, chip.height, bold=chip.kind == "filled")
        line = break_paragraph(Paragraph((run,), style, artifact=chip.artifact), 1e4, faces)[0]
        wide = line.width + 2 * chip.padding * MM
        if row and left + wide > width + EPSILON:
            pieces.append(_chip_piece(row, before))
            row, left, before = [], 0.0, CHIP_GAP * MM
        row.append((chip, left, wide, line))
        left += wide + CHIP_GAP * MM
    pieces.append(_chip_piece(row, before))
    return max(chip.space_after for chip in chips) * MM


def _chip_piece(row: list[tuple[Chip, float, float, Line]], before: float) -> Piece:
    return Piece(max(chip.height for chip, _, _, _ in row), before, chips=tuple(row), follows=True)


def baseline_of(top: float, leading: float, size: float) -> float:
    """Baseline of a line whose top is at `top` (PAGES 1)."""
    return top + (leading - size) / 2 + ASCENT * size


@dataclass(slots=True)
class Pen:
    """Draws pieces on a page and remembers what no face could draw."""

    page: Page
    missing: list[MissingGlyph]

    def draw(self, pieces: Sequence[Piece], x: float, top: float, mark: Mark) -> None:
        """Draw `pieces` from `top` downwards; the measure's left edge is `x`."""
        at = 0
        while at < len(pieces):
            piece = pieces[at]
            if at:
                top += piece.before
            if piece.paragraph is None:
                if piece.columns is not None:
                    boxes, missing = drawn(piece.columns, x, top, mark)
                    self.page.texts.add(*boxes)
                    self.missing += missing
                self._chips(piece, x, top, mark)
                top += piece.height
                at += 1
            else:
                count = min(len(piece.lines) - piece.index, len(pieces) - at)
                shown = slice(piece.index, piece.index + count)
                if piece.abreast is not None:
                    self._sides(piece.abreast, shown, (x, top), mark)
                else:
                    self._paragraph(piece.paragraph, piece.lines, shown, (x, top), mark)
                top += count * piece.height
                at += count

    def _draw_lines(self, groups: Sequence[Lines], part: slice, place: tuple[float, float], mark: Mark) -> None:
        """Draw the pieces part.start…part.stop of a stack of nothing but text."""
        x, top = place
        start, stop = part.start, part.stop
        parts = self.page.texts
        for paragraph, lines, low, high, before, _ in groups:
            if high <= start:
                continue
            if low >= stop:
                break
            first, last = (start - low if low < start else 0), (stop if stop < high else high) - low
            if low > start:
                top += before
            style = paragraph.style
            if lines.__class__ is SolidLines and not paragraph.artifact:  # nearly all
                baseline = baseline_of(top, style.leading, style.size)
                parts.add(Column(lines, first, last, x, baseline, style.leading, mark))
            else:
                self._paragraph(paragraph, lines, slice(first, last), (x, top), mark)
            top += (last - first) * style.leading

    def _paragraph(
        self, paragraph: Paragraph, lines: Sequence[Line], shown: slice, place: tuple[float, float], mark: Mark
    ) -> None:
        """Draw some of the lines of a paragraph."""
        x, top = place
        style = paragraph.style
        if paragraph.artifact:
            mark = mark._replace(artifact=True, part=-1)
        baseline = baseline_of(top, style.leading, style.size)
        if isinstance(lines, SolidLines):
            self.page.texts.add(Column(lines, shown.start, shown.stop, x, baseline, style.leading, mark))
            return
        for at, line in enumerate(lines[shown]):
            self.line(line, x, baseline + at * style.leading, mark)

    def _sides(self, abreast: SetAbreast, shown: slice, place: tuple[float, float], mark: Mark) -> None:
        """Draw some of the lines of texts abreast, one text after the other."""
        x, top = place
        baseline = baseline_of(top, abreast.leading, abreast.size)
        for side in abreast.sides:
            own = mark._replace(artifact=True, part=-1) if side.paragraph.artifact else mark
            for at, line in enumerate(side.lines[shown]):
                self.line(line, x + side.left, baseline + at * abreast.leading, own)

    def draw_stack(self, stack: Stack, part: slice, place: tuple[float, float], mark: Mark) -> None:
        """Draw `part` of the pieces of `stack` at `place` (x, top)."""
        if stack.groups:
            self._draw_lines(stack.groups, part, place, mark)
        else:
            self.draw(stack.pieces[part], *place, mark)

    def line(self, line: Line, x: float, baseline: float, mark: Mark) -> None:
        """Draw one line whose measure begins at `x`."""
        self.page.texts.add(*(TextBox(span, x, baseline, mark) for span in line.spans))
        if line.missing and not mark.artifact:
            self.missing += [MissingGlyph(cluster, mark.source) for cluster in line.missing]

    def _chips(self, piece: Piece, x: float, top: float, mark: Mark) -> None:
        page = self.page
        for chip, left, wide, line in piece.chips:
            at = x + left
            filled = chip.kind == "filled"
            if filled:
                page.fills.append(FillBox(at, top, wide, chip.height, 0.0))
            else:
                inset = CHIP_RULE / 2
                dash = CHIP_DASH if chip.kind == "dashed" else None
                page.frames.append(
                    FrameBox(at + inset, top + inset, wide - CHIP_RULE, chip.height - CHIP_RULE, CHIP_RULE, dash)
                )
            own = mark._replace(role="chip", artifact=mark.artifact or chip.artifact, white=filled)
            baseline = baseline_of(top, chip.height, chip.size)
            self.line(line, at + chip.padding * MM, baseline, own)
