"""What is drawn among texts: boxes, bars and lines at places of their own, and words in a frame.

Lengths are millimetres from the upper left corner of the figure, weights of lines points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from zaitaku_desktop.typeset.blocks import Paragraph


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A box with words in its middle. `weight` = of its frame, 0 = none; `grey` = of its field (0 black … 1 white),
    None = empty. `point` = a bar whose right end is a point so long. `white` = its words are white. `valign` "top" =
    its words begin at its upper edge."""

    x: float
    y: float
    width: float
    height: float
    texts: tuple[Paragraph, ...] = ()
    weight: float = 0.5
    grey: float | None = None
    point: float = 0.0
    white: bool = False
    padding: float = 1.0
    valign: Literal["top", "middle"] = "middle"


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A straight line; `heads` = length of the arrow heads at both of its ends, 0 = none."""

    x0: float
    y0: float
    x1: float
    y1: float
    weight: float = 0.75
    dash: tuple[float, float] | None = None
    heads: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure over the measure, never divided; lines are drawn over boxes. Spaces in mm, `ident` as of a cell.

    `said` = what it says as a text, for a medium that writes texts; "" = it is shown there as a picture.
    """

    height: float
    boxes: tuple[DrawnBox, ...] = ()
    lines: tuple[DrawnLine, ...] = ()
    space_before: float = 0.0
    space_after: float = 0.0
    ident: object | None = None
    said: str = ""

    @property
    def is_text(self) -> bool:
        """Whether it is nothing but words, one below the other."""
        return not self.lines and not self.said and all(not box.weight and box.grey is None for box in self.boxes)

    @property
    def words(self) -> str:
        """All its words, for a medium that shows it as a picture."""
        return "\n".join(text.text for box in self.boxes for text in box.texts)


@dataclass(frozen=True, slots=True)
class Tree:
    """A box at the left, joined to pieces one below the other. It is divided between pieces: `head` and the box stand
    again on each page, the box as high as the pieces beside it and at least as `root` is.

    Each piece is `joined` to the line at `trunk` (mm from the left) at its middle, where it begins `branches` mm from
    the left. `gap` = between two pieces, `under` = below the head.
    """

    head: Drawing
    root: DrawnBox
    pieces: tuple[Drawing, ...]
    trunk: float
    branches: float
    gap: float
    under: float
    space_before: float = 0.0
    space_after: float = 0.0
    ident: object | None = None

    def height(self, start: int, end: int) -> float:
        """Of the part with the pieces from `start` to before `end`."""
        beside = sum(piece.height + self.gap for piece in self.pieces[start:end]) - self.gap
        return self.head.height + self.under + max(beside, self.root.height)

    def reach(self, start: int, room: float) -> int:
        """Before which piece a part from `start` on ends that has so much room; `start` = not even one has it."""
        end = start
        while end < len(self.pieces) and self.height(start, end + 1) <= room:
            end += 1
        return end

    def part(self, start: int, end: int) -> Drawing:
        """The figure with these pieces alone."""
        top = y = self.head.height + self.under
        foot = self.height(start, end)
        boxes, lines, middles = [*self.head.boxes, replace(self.root, y=top, height=foot - top)], [*self.head.lines], []
        for piece in self.pieces[start:end]:
            boxes += [replace(box, y=box.y + y) for box in piece.boxes]
            lines += [replace(line, y0=line.y0 + y, y1=line.y1 + y) for line in piece.lines]
            middles.append(y + piece.height / 2)
            y += piece.height + self.gap
        middle, right = (top + foot) / 2, self.root.x + self.root.width
        lines.append(DrawnLine(right, middle, self.trunk, middle))
        lines.append(DrawnLine(self.trunk, min([*middles, middle]), self.trunk, max([*middles, middle])))
        lines += [DrawnLine(self.trunk, at, self.branches, at) for at in middles]
        return Drawing(foot, tuple(boxes), tuple(lines), self.space_before, self.space_after, self.ident)

    def parts(self, room: float) -> Iterator[Drawing]:
        """All of it, for pages of so much room."""
        start = 0
        while start < len(self.pieces):
            end = max(self.reach(start, room), start + 1)
            yield self.part(start, end)
            start = end


@dataclass(frozen=True, slots=True)
class Framed:
    """Paragraphs in a frame over the measure: "double" = a thick line and a thin one inside it, "rules" = a line above
    and one below, "single". `room` = least height inside it; `padding` in mm. Never divided."""

    paragraphs: tuple[Paragraph, ...]
    frame: Literal["double", "rules", "single"] = "double"
    room: float = 0.0
    padding: float = 4.0
    space_before: float = 0.0
    space_after: float = 0.0
    ident: object | None = None
