"""The texts of a 自由文書: headings, paragraphs, boxes, tables (LAYOUTS D1; measures: PAGES 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.meeting_printer import MM, MeetingPrinter
from zaitaku_desktop.forms.paragraphs import hang_of, text_runs
from zaitaku_desktop.forms.print_cells import full_width
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.document_rows import DocumentOutline
from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.outline_tables import cells_of
from zaitaku_desktop.typeset.blocks import (
    Block,
    Cell,
    Grid,
    Paragraph,
    ProseItem,
    Run,
    TextBlock,
    TextStyle,
)
from zaitaku_desktop.typeset.figures import Drawing, DrawnBox, DrawnLine, Framed

SPACE = "\u3000"
STEP = "⇓"
PLAIN_TABLE = "plain_table"
"""Option of a table: "yes" = its first row is no heading."""
_AROUND = 3.0  # mm above and below a box
_ARROW = 8.0  # mm
_GAP = TextBlock((Paragraph((Run(""),), TextStyle("mincho", 5.0, 5.0)),))
"""Free room above and below a table."""
_NARROW, _WIDE = 4.0, 30.0  # 字 that a column of a table counts at least and at most


class OutlineTexts:
    """Makes the blocks of texts."""

    def __init__(self, form: Form, outline: DocumentOutline, printer: MeetingPrinter) -> None:
        self._form = form
        self._outline = outline
        self._print = printer
        self._settings = form.outline
        text = form.text
        self.style: TextStyle = text.prose(text.family, text.size, text.leading, cell=False)

    # ── headings and paragraphs

    def items(self, blocks: Sequence[BlockRow], *, first: bool) -> Iterator[ProseItem]:
        """Their paragraphs. `first` = nothing stands above them."""
        sticks = False
        for block in blocks:
            for at, paragraph in enumerate(self._paragraphs(block)):
                before = 0.0 if first or at else self._before(block)
                heading = min(block.level + 2, 6) if block.kind is BlockKind.HEADING and not at else 0
                text = replace(paragraph, space_before=before, sticks=sticks and not at)
                yield ProseItem(text, ("block", block.id), heading)
                first = False
            sticks = block.kind is BlockKind.HEADING

    def _before(self, block: BlockRow) -> float:
        return self.style.leading / MM if block.kind is BlockKind.HEADING and block.level == 0 else 0.0

    def _paragraphs(self, block: BlockRow) -> Iterator[Paragraph]:
        words = self._outline.block_text(block)
        sign = self._outline.numbering.sign(block.id)
        first, *rest = words.split("\n")
        left = float(max(block.level - (block.kind is not BlockKind.HEADING and not sign), 0))
        if block.kind is BlockKind.HEADING:
            yield self._heading(block, sign, first, left)
        elif sign:
            yield self._line(f"{sign}{SPACE}{first}", self.style, left, left + 1.0)
        else:
            rest = [first, *rest]
        for line in rest:
            yield self._under(line, left)

    def _heading(self, block: BlockRow, sign: str, words: str, left: float) -> Paragraph:
        top = block.level == 0
        size = self._settings.heading_size if top else self._settings.sub_size
        style = TextStyle("gothic", size, self.style.leading, bold=top)
        text = f"{sign}{SPACE}{words}" if sign else words
        return self._line(text, style, left, left + (2.0 if sign else 0.0), heading=True)

    def _under(self, line: str, left: float) -> Paragraph:
        """A paragraph: its first line 1 字 in, unless a mark or a blank does so."""
        bare = inline.plain(line)
        mark = hang_of(bare)
        if mark:
            return self._line(line, self.style, left + 1.0, left + 1.0 + mark)
        blank = bare[:1] == SPACE
        return self._line(line, self.style, left if blank else left + 1.0, left)

    def _line(self, text: str, style: TextStyle, indent: float, hang: float, *, heading: bool = False) -> Paragraph:
        words = self._print.heading if heading else self._print.digit_words
        return Paragraph(text_runs(text, words), style, indent, hang)

    def step(self, block: BlockRow) -> Iterator[Block]:
        """⇓ and beside it what is done: drawn, since the printed face has no such sign."""
        words = self._outline.block_text(block)
        em = self.style.size / MM
        x, foot = (max(block.level, 1) + 1.5) * em, max(_ARROW, self.style.leading * (words.count("\n") + 1) / MM) - 0.6
        lines = [DrawnLine(x + side, 0.8, x + side, foot - 1.2, 1.0) for side in (-0.8, 0.8)]
        lines += [DrawnLine(x + 2.0 * side, foot - 2.2, x, foot, 1.0) for side in (-1, 1)]
        beside = x + 2 * em
        texts = tuple(self._line(line, self.style, 0.0, 0.0) for line in words.split("\n")) if words else ()
        box = DrawnBox(beside, 0.0, self._form.paper.measure - beside, foot, texts, 0.0, padding=0.0)
        said = f"{STEP}{SPACE}{inline.plain(words)}".strip()
        yield Drawing(foot + 0.6, (box,), tuple(lines), 1.0, 1.0, ("block", block.id), said)

    # ── boxes

    def _captioned(self, block: BlockRow) -> tuple[str, list[str]]:
        """What stands over a box (before a blank line), and the lines in it."""
        head, gap, body = self._outline.block_text(block).partition("\n\n")
        return (head, body.split("\n")) if gap else ("", head.split("\n"))

    def _caption(self, words: str, block: BlockRow) -> Iterator[Block]:
        style = TextStyle("gothic", self._settings.caption_size, self.style.leading, align="center")
        if words:
            lines = tuple(Paragraph(self._runs(line), style) for line in words.split("\n"))
            yield TextBlock(lines, _AROUND, ident=("block", block.id), space_after=1.0)

    def _runs(self, line: str) -> tuple[Run, ...]:
        return text_runs(line, self._print.digit_words)

    def statement(self, block: BlockRow) -> Iterator[Block]:
        """枠囲み: broken by hand, centred in a double frame."""
        caption, lines = self._captioned(block)
        kind = self._settings.statement
        style = TextStyle("gothic", kind.size, kind.leading, bold=True, align="center")
        texts = tuple(Paragraph(self._runs(line), style, phrases=True) for line in lines)
        yield from self._caption(caption, block)
        yield Framed(
            texts, "double", padding=5.0, space_before=0.0 if caption else _AROUND, space_after=_AROUND,
            ident=("block", block.id),
        )  # fmt: skip

    def slogan(self, block: BlockRow) -> Iterator[Block]:
        """キャッチコピー: between two rules."""
        caption, lines = self._captioned(block)
        settings = self._settings
        style = TextStyle("gothic", settings.slogan_size, settings.slogan_size * 1.5, bold=True, align="center")
        spread = 1 + settings.slogan_tracking
        room = self._form.paper.measure * MM / settings.slogan_size - 1
        texts = tuple(
            Paragraph(self._runs(line), style, spread=wide if (wide := full_width(line) * spread) < room else 0.0)
            for line in lines
        )
        yield from self._caption(caption, block)
        yield Framed(
            texts, "rules", settings.slogan_height, 1.0, space_before=0.0 if caption else _AROUND,
            space_after=_AROUND, ident=("block", block.id),
        )  # fmt: skip

    def definitions(self, blocks: Sequence[BlockRow]) -> Iterator[Block]:
        """定義の枠, one below the other: what is defined, and under it what it means."""
        text = self._form.text
        style = text.prose(text.family, self._settings.table_size + 0.5, self._settings.table_leading + 0.5)
        name = TextStyle("gothic", style.size, style.leading)
        cells = []
        for row, block in enumerate(blocks):
            first, *rest = self._outline.block_text(block).split("\n")
            hang = hang_of(inline.plain(first))
            lines = [Paragraph(self._runs(first), name, 0.0, hang)]
            lines += [Paragraph(self._runs(line), style, hang + 1.0 if hang else 1.0, hang) for line in rest]
            cells.append(Cell(row, 0, tuple(lines), ident=("block", block.id)))
        yield _GAP
        yield Grid((self._form.paper.measure,), (), 0, tuple(cells), len(cells), padding_v=1.6, padding_h=2.0)
        yield _GAP

    def table(self, block: BlockRow) -> Iterator[Block]:
        """表; its first row is a heading unless it says otherwise."""
        rows = cells_of(self._outline.block_text(block))
        if not rows:
            return
        headed = block.options.get(PLAIN_TABLE) != "yes" and len(rows) > 1
        text, settings = self._form.text, self._settings
        style = text.prose(text.family, settings.table_size, settings.table_leading)
        head = TextStyle("gothic", settings.table_size, settings.table_leading, align="center")
        header, body = (rows[:1], rows[1:]) if headed else ([], rows)
        ident = ("block", block.id)
        cells = tuple(
            Cell(at, col, tuple(self._cell(words, style)), ident=ident)
            for at, row in enumerate(body) for col, words in enumerate(row)
        )  # fmt: skip
        heads = tuple(
            Cell(0, col, (Paragraph(self._runs(words), head),), valign="middle", fill=True, ident=ident)
            for row in header for col, words in enumerate(row)
        )  # fmt: skip
        yield _GAP
        yield Grid(self._widths(rows), heads, len(header), cells, len(body))
        yield _GAP

    def _cell(self, words: str, style: TextStyle) -> Iterator[Paragraph]:
        for line in words.split("\n"):
            yield Paragraph(self._runs(line), style, 0.0, hang_of(inline.plain(line)))

    def _widths(self, rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
        """By the longest words of each column, none very narrow or wide."""
        wants = [self._want([row[col] for row in rows]) for col in range(len(rows[0]))]
        return tuple(self._form.paper.measure * one / sum(wants) for one in wants)

    @staticmethod
    def _want(cells: Sequence[str]) -> float:
        """字 that a column is to have room for."""
        lines = [full_width(line) for words in cells for line in inline.plain(words).split("\n")]
        return min(max([_NARROW, *lines]), _WIDE)
