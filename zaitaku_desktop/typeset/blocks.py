"""What to print, before anyone has decided where.

Lengths are millimetres, type sizes points, indents and hangs in 字 (1 字 = the paragraph's size).
Everything is immutable and hashable, so that a cell's line breaks can be cached by its content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from zaitaku_desktop.typeset.chart_blocks import Charts
from zaitaku_desktop.typeset.figures import Drawing, Framed, Tree

Family = Literal["mincho", "gothic"]
Align = Literal["left", "center", "right", "justify"]
VAlign = Literal["top", "middle"]
ChipKind = Literal["filled", "outline", "dashed"]
PageNumberStyle = Literal["none", "fraction", "dashes"]


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph is set. `leading` = distance of baselines in points.

    `align` "justify" = both edges where a line holds 20 字 or more, else the left one (PAGES (d)). `latin_gap` =
    和欧間, between kana or kanji and half-width letters or digits, in em (1/8 in prose, 0 in grids). `hanging` =
    ぶら下げ: 、 and 。 may stand outside the measure; only where nothing stands beside it, so never in cells.
    """

    family: Family = "gothic"
    size: float = 9.0
    leading: float = 13.5
    bold: bool = False
    align: Align = "left"
    latin_gap: float = 0.0
    hanging: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one look. `family`/`bold`/`size` None = as the paragraph's style."""

    text: str
    bold: bool | None = None
    family: Family | None = None
    size: float | None = None

    def __hash__(self) -> int:
        """Texts that are equal in their words alone are rare, and looking at all fields takes long."""
        return hash(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a newline inside a run is a typed line break.

    `indent` = 字 before the first line, `hang` = 字 before all following lines (absolute, not added to
    indent). `space_before` in mm (ignored at the top of a cell or page). `phrases` = break at phrase
    ends where possible (PAGES (e)). `artifact` = not part of the content (（続き）, repeated labels).
    `spread` = 均等割り付け: a line shorter than so many 字 is set over them, from edge to edge. `sticks` = a page does
    not begin with it (a note under a point), if that costs only a few lines.
    """

    runs: tuple[Run, ...]
    style: TextStyle = TextStyle()
    indent: float = 0.0
    hang: float = 0.0
    space_before: float = 0.0
    phrases: bool = False
    artifact: bool = False
    spread: float = 0.0
    sticks: bool = False

    def __hash__(self) -> int:
        """By the runs alone: see `Run`."""
        return hash(self.runs)

    @property
    def text(self) -> str:
        """The characters, without looks."""
        return self.runs[0].text if len(self.runs) == 1 else "".join([run.text for run in self.runs])


@dataclass(frozen=True, slots=True)
class Chip:
    """A small boxed word on its own line (新規 filled, 既存 outline, 廃止 dashed; PAGES 2 P1).

    Chips that follow each other stand side by side. `space_after` in mm.
    """

    text: str
    kind: ChipKind
    size: float = 7.5
    height: float = 9.5
    padding: float = 1.0
    space_after: float = 0.8
    artifact: bool = False


REST, NATURAL = 0.0, -1.0
"""Widths of a text among others: what these leave, and as wide as its words need."""


@dataclass(frozen=True, slots=True)
class Abreast:
    """Paragraphs beside each other, their first lines on one baseline: a label and its value, an item and the mark at
    its right.

    `widths`, one for each, in 字 of the first one's size: a number, REST (one of them at most) or NATURAL. `gap` = 字
    between them, `indent` = 字 before all of them. `space_before` and `sticks` as of a paragraph. Raises ValueError
    unless each text has a width.
    """

    texts: tuple[Paragraph, ...]
    widths: tuple[float, ...]
    gap: float = 1.0
    indent: float = 0.0
    space_before: float = 0.0
    sticks: bool = False

    def __post_init__(self) -> None:
        if not self.texts or len(self.texts) != len(self.widths):
            raise ValueError("texts abreast need a width each")

    @property
    def style(self) -> TextStyle:
        """That of the first."""
        return self.texts[0].style

    @property
    def text(self) -> str:
        """The characters, one text after the other."""
        return "".join([one.text for one in self.texts])

    @property
    def joined(self) -> Paragraph:
        """The same in one paragraph, for a medium that sets nothing abreast: blanks stand between the texts."""
        runs: list[Run] = []
        for one in self.texts:
            if not one.text:
                continue
            runs += [Run("\u3000")] if runs else []
            for run in one.runs:
                family, bold = run.family or one.style.family, one.style.bold if run.bold is None else run.bold
                runs.append(Run(run.text, bold, family, run.size or one.style.size))
        return Paragraph(tuple(runs), self.style, self.indent, self.indent + 1, self.space_before)


CellBlock = Paragraph | Chip | Abreast


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid at (row, col), covering rowspan × colspan.

    `label` = printed again with （続き） after a page break; other merged text simply flows on. （続き） stands
    behind the first `continued_after` blocks, 0 = behind all.
    `ident` = the caller's name for it: comes back as a `Region` for hit tests (any hashable), None = none.
    `slashed` = 斜線 from lower left to upper right. `text_columns` = the text is set over only so many of the
    first columns, 0 = all of them. `arrow` = an arrow runs through the columns after those; the boundaries it
    crosses are dotted (PAGES 2 P3). `heads_column` = a cell of the body that names what stands below it. `vertical` =
    its paragraphs run from top to bottom, in columns from right to left; a text too long for the columns it has room
    for stays level. `one_line` = the smallest type, in points, to which it shrinks so that each typed line stands on
    one line, 0 = lines are broken. Raises ValueError for columns the text or the arrow does not have.
    """

    row: int
    col: int
    blocks: tuple[CellBlock, ...] = ()
    rowspan: int = 1
    colspan: int = 1
    valign: VAlign = "top"
    label: bool = False
    fill: bool = False
    slashed: bool = False
    ident: object | None = None
    text_columns: int = 0
    arrow: bool = False
    heads_column: bool = False
    continued_after: int = 0
    vertical: bool = False
    one_line: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.text_columns <= self.colspan:
            raise ValueError(f"text over {self.text_columns} columns of {self.colspan}")
        if self.arrow and not 0 < self.text_columns < self.colspan:
            raise ValueError("an arrow needs columns for its text and columns for itself")


@dataclass(frozen=True, slots=True)
class Rules:
    """Rule weights in points (PAGES 1)."""

    outer: float = 1.0
    header: float = 0.75
    inner: float = 0.5
    group: float = 1.0


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table. Widths in mm; `header` and `body` cells number their rows from 0 each.

    Every slot must be covered by exactly one cell (`layout` raises ValueError otherwise).
    `group_starts` = body rows above which the rule is `rules.group`; such a boundary is drawn across the whole width.
    `group_columns` = columns before which it is, wherever two cells meet there. `min_row` = least height of a row, 0 =
    that of a line. `continued` = the word under a label repeated after a page break, "" = labels repeat plainly;
    `see_previous` = what a merged text says there that has ended before.
    """

    widths: tuple[float, ...]
    header: tuple[Cell, ...]
    header_rows: int
    body: tuple[Cell, ...]
    body_rows: int
    rules: Rules = Rules()
    padding_v: float = 1.35
    padding_h: float = 1.4
    min_row: float = 0.0
    min_header_row: float = 0.0
    group_starts: frozenset[int] = frozenset()
    continued: str = "（続き）"
    see_previous: str = "（前ページ参照）"
    group_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Paragraphs across the measure, above or below a grid; spaces in mm, `keep` = not split.

    `heading` = its level among the headings of the 資料 (2 below the title), 0 = text. `rule` = weight in points of a
    rule under it, over the whole measure.
    """

    paragraphs: tuple[Paragraph, ...]
    space_before: float = 0.0
    keep: bool = True
    ident: object | None = None
    space_after: float = 0.0
    heading: int = 0
    rule: float = 0.0


@dataclass(frozen=True, slots=True)
class Legend:
    """A box that explains signs, at the left, as wide as its words need (PAGES 2 P4, 評価基準). Spaces in mm.

    `rows` of entries stand in columns, 2 字 apart; the last entry of a row may reach over the columns after
    it. What is too wide for the measure is set in fewer columns, in the same order.
    """

    title: Paragraph | None
    rows: tuple[tuple[Paragraph, ...], ...]
    space_before: float = 0.0
    space_after: float = 2.5
    ident: object | None = None


@dataclass(frozen=True, slots=True)
class Banner:
    """A heading over the whole measure (PAGES 2 P6): a black field with `tag` in white, then `name` on fill, framed.

    Lengths in mm; `inset` = before the name. `heading` as in `TextBlock`. A long name makes it higher.
    """

    tag: Paragraph
    name: Paragraph
    tag_width: float = 22.0
    height: float = 8.0
    inset: float = 4.0
    frame: float = 1.0
    space_before: float = 5.0
    space_after: float = 3.0
    ident: object | None = None
    heading: int = 2


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stand on one page: a card and its note. Only what is higher than a page is divided. Space in mm."""

    blocks: tuple[Block, ...]
    space_before: float = 0.0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, never parted from the first of it.

    On each page on which the section goes on the heading stands again, followed by `continued` in the type of
    `continued_size` points. `sticks` = it is short: no page begins with it, what stands above it comes along.
    """

    head: TextBlock | Banner
    blocks: tuple[Block, ...]
    continued: str = "（続き）"
    continued_size: float = 9.5
    sticks: bool = False


@dataclass(frozen=True, slots=True)
class ProseItem:
    """A paragraph of a longer text. `ident` as in `Cell`, `heading` as in `TextBlock`."""

    text: Paragraph | Abreast
    ident: object | None = None
    heading: int = 0


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of many paragraphs over as many pages as it takes. Space above it in mm."""

    items: tuple[ProseItem, ...]
    space_before: float = 0.0


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on another page, whose text area and that of all pages after it ends `top` and `bottom` mm
    from the edges of the paper; 0 = as before."""

    top: float = 0.0
    bottom: float = 0.0


Block = Grid | TextBlock | Legend | Banner | Together | Section | Prose | NewPage | Charts | Drawing | Tree | Framed
FlatBlock = Grid | TextBlock | Legend | Banner | Prose | NewPage | Charts | Drawing | Tree | Framed


def flat(blocks: Iterable[Block]) -> Iterator[FlatBlock]:
    """The blocks in reading order, each for itself."""
    for block in blocks:
        if isinstance(block, Together):
            yield from flat(block.blocks)
        elif isinstance(block, Section):
            yield block.head
            yield from flat(block.blocks)
        else:
            yield block


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper and furniture. Sizes in mm, as seen (landscape: width > height). Margins include 綴じ代.

    `tag` = the text of the 資料番号 box on the first page, "" = no box. `title` is centred on the text
    area, on the same line as the box in landscape (`tag_top` = top edge of box from the paper's edge). `over` and
    `under` = lines above and below it, centred like it. `title_spread` = 均等割り付け of the title, in 字 (次　　　第).
    `running` = a line over the text area of each page but the first, no part of the content. `front` = pages at the
    beginning (a cover) that have no number and are not counted. `tag_note` = a short line over the box, at the right
    edge of the text area (（訂正版　…）). `bound` = the edge at which the paper is bound: that margin includes 綴じ代.
    """

    width: float = 420.0
    height: float = 297.0
    top: float = 20.0
    right: float = 15.0
    bottom: float = 16.0
    left: float = 15.0
    tag: str = ""
    tag_top: float = 20.0
    title: str = ""
    title_style: TextStyle = TextStyle(size=15.0, leading=22.7, bold=True, align="center")
    title_after: float = 2.0
    page_number: PageNumberStyle = "fraction"
    page_number_foot: float = 9.0
    number_single_page: bool = False
    title_ident: object | None = None
    tag_ident: object | None = None
    over: Paragraph | None = None
    under: Paragraph | None = None
    over_ident: object | None = None
    under_ident: object | None = None
    title_spread: float = 0.0
    running: Paragraph | None = None
    front: int = 0
    tag_note: str = ""
    bound: Literal["none", "top", "right", "bottom", "left"] = "none"


@dataclass(frozen=True, slots=True)
class Fit:
    """A wish for at most so many pages. `size` = of the text, `smallest` = how far it may shrink, in points."""

    pages: int
    size: float
    smallest: float


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One 資料 ready for layout. `bookmark` = its name in the PDF's outline and document title.

    `closer` = the same blocks set closer, in steps: where the 資料 takes more than one page, the first of them that
    takes one page is printed.
    """

    sheet: Sheet
    blocks: tuple[Block, ...] = field(default_factory=tuple)
    bookmark: str = ""
    fit: Fit | None = None
    closer: tuple[tuple[Block, ...], ...] = ()
