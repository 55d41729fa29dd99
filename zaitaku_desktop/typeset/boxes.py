"""Placed boxes: what is on each page, exactly. Points, origin at the page's upper left, y downwards.

The PDF writer and the screen's painter draw these and decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, overload

from zaitaku_desktop.typeset.placing import SolidLines
from zaitaku_desktop.typeset.spans import Span

ASCENT, DESCENT = 0.88, 0.12
"""em of every face above and below the baseline."""
PartKind = Literal["title", "tag", "paragraph", "heading", "header", "cell"]


class Part(NamedTuple):
    """A piece of the content as a reader of the tagged PDF meets it; it may lie on several pages.

    `table` = number of the grid within the layout (None outside grids). `row` counts the header's rows and
    then the body's; `heading` = this body cell names the rows beside it (a label). `level` = of a heading, 2 … 6.
    """

    kind: PartKind
    table: int | None = None
    row: int = 0
    col: int = 0
    rowspan: int = 1
    colspan: int = 1
    heading: bool = False
    level: int = 0

    @property
    def tag(self) -> str:
        """Its type in the structure of a tagged PDF."""
        if self.kind == "heading":
            return f"H{self.level}"
        return "TH" if self.heading else _TAGS[self.kind]


_TAGS = {"title": "H1", "tag": "P", "paragraph": "P", "header": "TH", "cell": "TD"}


class Mark(NamedTuple):
    """What a text is and how it is drawn.

    `role` = "title" | "tag" | "header" | "cell" | "note" | "page-number" | "running" | "chip" | "arrow". `source` =
    the ident of the cell or block it belongs to; `part` = index into `Layout.parts`. `artifact` = not content. `white`
    = drawn white (on black chips). `vertical` = vertical glyph forms. `turned` = it lies on its side and runs downwards
    from its baseline, which stands at the box's origin. `invisible` = not drawn, but found, read out and copied: it
    says in words what is drawn there.
    """

    role: str = "cell"
    source: object | None = None
    part: int = -1
    artifact: bool = False
    white: bool = False
    vertical: bool = False
    invisible: bool = False
    turned: bool = False


@dataclass(slots=True)
class TextBox:
    """A span on a baseline. `origin` = left edge of the measure that the span counts from.

    Of one that is turned `origin` = where its baseline stands, `baseline` = where its first cluster begins.

    Nobody changes one; it is not frozen because a layout makes tens of thousands, and freezing is slow.
    """

    span: Span
    origin: float
    baseline: float
    mark: Mark

    @property
    def face(self) -> str:
        """Key of a concrete face (`fonts.py`)."""
        return self.span.face

    @property
    def size(self) -> float:
        """Points."""
        return self.span.size

    @property
    def text(self) -> str:
        """The characters drawn, in order."""
        return self.span.text

    @property
    def clusters(self) -> tuple[str, ...]:
        """Base characters, each with its variation selector or marks if any."""
        return self.span.clusters

    @property
    def left(self) -> float:
        """Left edge of the first cluster."""
        return self.origin - DESCENT * self.span.size if self.mark.turned else self.origin + self.span.left

    @property
    def xs(self) -> tuple[float, ...]:
        """Left edge of each cluster."""
        if self.mark.turned:
            return (self.left,) * len(self.span.clusters)
        return tuple([self.origin + x for x in self.span.xs])

    @property
    def ys(self) -> tuple[float, ...]:
        """Height of each cluster's baseline; of one that is turned, of its upper edge."""
        if self.mark.turned:
            return tuple([self.baseline + x - self.span.left for x in self.span.xs])
        return (self.baseline,) * len(self.span.clusters)

    @property
    def width(self) -> float:
        """From `left` to the end of the last visible cluster."""
        return self.span.size if self.mark.turned else self.span.width

    @property
    def role(self) -> str:
        """See `Mark`."""
        return self.mark.role

    @property
    def source(self) -> object | None:
        """See `Mark`."""
        return self.mark.source

    @property
    def artifact(self) -> bool:
        """See `Mark`."""
        return self.mark.artifact

    @property
    def part(self) -> int:
        """Index into `Layout.parts`, -1 = artifact."""
        return -1 if self.mark.artifact else self.mark.part

    @property
    def white(self) -> bool:
        """See `Mark`."""
        return self.mark.white

    @property
    def vertical(self) -> bool:
        """See `Mark`."""
        return self.mark.vertical

    @property
    def invisible(self) -> bool:
        """See `Mark`."""
        return self.mark.invisible

    @property
    def turned(self) -> bool:
        """See `Mark`."""
        return self.mark.turned


@dataclass(slots=True)
class Column:
    """Lines start…stop of a paragraph, set one below the other. `baseline` = of the first of them."""

    lines: SolidLines
    start: int
    stop: int
    origin: float
    baseline: float
    leading: float
    mark: Mark

    def boxes(self, index: int) -> list[TextBox]:
        """The text boxes of one line."""
        baseline = self.baseline + (index - self.start) * self.leading
        return [TextBox(span, self.origin, baseline, self.mark) for span in self.lines[index].spans]


class Texts(Sequence[TextBox]):
    """Text boxes in drawing order. Most come by columns, whose boxes are made when somebody looks at them."""

    def __init__(self, parts: Iterable[TextBox | Column] = ()) -> None:
        self.parts = list(parts)
        """Boxes and whole columns, in drawing order."""
        self._boxes: list[TextBox] | None = None

    def add(self, *parts: TextBox | Column) -> None:
        """Draw these after the others."""
        self.parts += parts
        self._boxes = None

    def _all(self) -> list[TextBox]:
        if self._boxes is None:
            self._boxes = []
            for part in self.parts:
                if isinstance(part, TextBox):
                    self._boxes.append(part)
                else:
                    for index in range(part.start, part.stop):
                        self._boxes += part.boxes(index)
        return self._boxes

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> TextBox: ...
    @overload
    def __getitem__(self, index: slice) -> list[TextBox]: ...
    def __getitem__(self, index: int | slice) -> TextBox | list[TextBox]:
        return self._all()[index]

    def __iter__(self) -> Iterator[TextBox]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == other._all() if isinstance(other, Texts) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # it grows


class RuleBox(NamedTuple):
    """A straight line of `weight` points; `dash` = (on, off) points or None."""

    x0: float
    y0: float
    x1: float
    y1: float
    weight: float
    dash: tuple[float, float] | None = None


class FillBox(NamedTuple):
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


class PolygonBox(NamedTuple):
    """A closed figure; `grey` = of its field, None = empty; `weight` = of its outline in points, 0 = none."""

    points: tuple[tuple[float, float], ...]
    grey: float | None = None
    weight: float = 0.0


class PictureBox(NamedTuple):
    """A page of another PDF, whole: page `number` (from 0) of `content`, which is that PDF's bytes. It fills its box;
    the proportions are its own."""

    content: bytes
    number: int
    x: float
    y: float
    width: float
    height: float


class Region(NamedTuple):
    """Where the cell or block named `ident` is on the page (one per fragment)."""

    ident: object
    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class Page:
    """One page in points. Drawing order: pictures, fills, polygons, frames, rules, arrows, texts."""

    width: float
    height: float
    fills: list[FillBox] = field(default_factory=list)
    frames: list[FrameBox] = field(default_factory=list)
    rules: list[RuleBox] = field(default_factory=list)
    arrows: list[ArrowBox] = field(default_factory=list)
    texts: Texts = field(default_factory=Texts)
    regions: list[Region] = field(default_factory=list)
    polygons: list[PolygonBox] = field(default_factory=list)
    pictures: list[PictureBox] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that no face has; it is drawn as 〓 and reported."""

    character: str
    source: object | None


@dataclass(frozen=True, slots=True)
class Fitted:
    """What came of the wish for at most `pages` pages: the `size` of the text in points, whether it `fits`, whether it
    is set `closer` and the text `smaller` for that. `at_smallest` = pages it would take at the smallest, where it does
    not fit."""

    pages: int
    size: float
    fits: bool
    closer: bool = False
    smaller: bool = False
    at_smallest: int = 0


@dataclass(slots=True)
class Layout:
    """The laid-out 資料. `missing` is for reports, `parts` for the tags of the PDF (in reading order).

    In the PDF, `title` = its bookmark ("" = none); `outline` = several instead, each with its level (0 = at the top).
    `label` + number = what its pages are called, the first of them `first`.
    """

    pages: list[Page]
    title: str = ""
    parts: tuple[Part, ...] = ()
    missing: tuple[MissingGlyph, ...] = ()
    fitted: Fitted | None = None
    outline: tuple[tuple[int, str], ...] = ()
    label: str = ""
    first: int = 1
