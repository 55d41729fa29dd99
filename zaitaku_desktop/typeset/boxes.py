"""Placed boxes: what is on each page, exactly. Points, origin at the page's upper left, y downwards.

The PDF writer and the screen's painter draw these and decide nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

PartKind = Literal["title", "tag", "paragraph", "header", "cell"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the content as a reader of the tagged PDF meets it; it may lie on several pages.

    `table` = number of the grid within the layout (None outside grids). `row` counts the header's rows and
    then the body's; `heading` = this body cell names the rows beside it (a label).
    """

    kind: PartKind
    table: int | None = None
    row: int = 0
    col: int = 0
    rowspan: int = 1
    colspan: int = 1
    heading: bool = False


class TextBox(NamedTuple):
    """A run of clusters in one face on one baseline.

    `clusters` = base characters each with its variation selector if any; `xs` = left edge of each cluster,
    absolute; `width` = advance from xs[0] to the run's end. `face` = key of a concrete face (`fonts.py`).
    `artifact` = not content. `role` = "title" | "tag" | "header" | "cell" | "note" | "page-number" | "chip" | "arrow".
    `white` = drawn white (on black chips). `vertical` = vertical glyph forms. `invisible` = not drawn, but found,
    read out and copied: it says in words what is drawn there.
    `source` = the ident of the cell or block it belongs to; `part` = index into `Layout.parts`, -1 = artifact.
    """

    face: str
    size: float
    baseline: float
    clusters: tuple[str, ...]
    xs: tuple[float, ...]
    width: float
    artifact: bool = False
    role: str = "cell"
    white: bool = False
    vertical: bool = False
    source: object | None = None
    part: int = -1
    invisible: bool = False

    @property
    def text(self) -> str:
        """The characters drawn, in order."""
        return "".join(self.clusters)


@dataclass(frozen=True, slots=True)
class RuleBox:
    """A straight line of `weight` points; `dash` = (on, off) points or None."""

    x0: float
    y0: float
    x1: float
    y1: float
    weight: float
    dash: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class FillBox:
    """A filled rectangle; `grey` 0 = black … 1 = white."""

    x: float
    y: float
    width: float
    height: float
    grey: float


@dataclass(frozen=True, slots=True)
class FrameBox:
    """An outlined rectangle (the line is centred on its edge)."""

    x: float
    y: float
    width: float
    height: float
    weight: float
    dash: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class ArrowBox:
    """A level arrow from x0 to its tip at x1: shaft of `weight` points, solid head."""

    x0: float
    y: float
    x1: float
    weight: float
    head_length: float
    head_width: float

    @property
    def shaft(self) -> RuleBox:
        """The line; it ends within the head, so that no light shows between them."""
        return RuleBox(self.x0, self.y, max(self.x0, self.x1 - self.head_length / 2), self.y, self.weight)

    @property
    def head(self) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float]]:
        """The corners of the triangle, the tip last."""
        base, half = self.x1 - self.head_length, self.head_width / 2
        return (base, self.y - half), (base, self.y + half), (self.x1, self.y)


@dataclass(frozen=True, slots=True)
class Region:
    """Where the cell or block named `ident` is on the page (one per fragment)."""

    ident: object
    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class Page:
    """One page in points. Drawing order: fills, frames, rules, arrows, texts."""

    width: float
    height: float
    fills: list[FillBox] = field(default_factory=list)
    frames: list[FrameBox] = field(default_factory=list)
    rules: list[RuleBox] = field(default_factory=list)
    arrows: list[ArrowBox] = field(default_factory=list)
    texts: list[TextBox] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that no face has; it is drawn as 〓 and reported."""

    character: str
    source: object | None


@dataclass(slots=True)
class Layout:
    """The laid-out 資料. `missing` is for reports, `parts` for the tags of the PDF (in reading order)."""

    pages: list[Page]
    title: str = ""
    parts: tuple[Part, ...] = ()
    missing: tuple[MissingGlyph, ...] = ()
