"""A 自由文書 → what to print (LAYOUTS D1; measures: PAGES 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.embedded_cards import embedded_cards
from zaitaku_desktop.forms.figure_words import FigureType
from zaitaku_desktop.forms.meeting_printer import MM, MeetingPrinter
from zaitaku_desktop.forms.outline_cover import cover, has_cover
from zaitaku_desktop.forms.outline_texts import OutlineTexts
from zaitaku_desktop.forms.plan_figures import PlanFigures
from zaitaku_desktop.forms.system_figure import SystemFigure
from zaitaku_desktop.model.document_rows import DocumentOutline
from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.outline import BlockKind, Figure
from zaitaku_desktop.typeset.blocks import Block, NewPage, Paragraph, PrintJob, Prose, ProseItem, Run, TextBlock

FIGURE = "figure"
"""Option of a block: which figure it shows."""
_PROSE = (BlockKind.HEADING, BlockKind.PLAIN)
NO_PLAN = "（計画が選ばれていないため、表示できません）"
NO_ROWS = "（計画に取組がないため、表示できません）"


def outline_job(form: Form, outline: DocumentOutline, cards: Form) -> PrintJob:
    """The 自由文書 ready for layout; `cards` = the form of the cards in it.

    Idents: ("block", id), ("cover", "title" | "edition" | "date" | "city"), "title", "number".
    """
    return _Printer(form, outline, cards).job()


class _Printer:
    def __init__(self, form: Form, outline: DocumentOutline, cards: Form) -> None:
        self._form = form
        self._outline = outline
        self._cards = cards
        self._settings = form.outline
        self._print = MeetingPrinter(form, outline.document, outline.municipality)
        self._texts = OutlineTexts(form, outline, self._print)
        figure = form.outline.figure
        self._type = FigureType(figure.size, figure.leading, self._print.heading)
        own = "本方針" if "方針" in outline.document.title else "本計画"
        self._plans = PlanFigures(figure, form.paper.measure, self._type, own)
        self._system = SystemFigure(figure, form.paper.measure, self._type, form.paper.room - 25.0)

    def job(self) -> PrintJob:
        sheet, blocks = self._print.sheet(), list(self._body())
        if has_cover(self._outline):
            sheet = replace(sheet, title="", front=1)
            front = cover(self._form, self._outline, self._print)
            blocks = [front, *([NewPage(), *blocks] if blocks else [])]
        return self._print.job(sheet, *blocks)

    def _body(self) -> Iterator[Block]:
        found: list[Block] = []
        for key, group in groupby(self._outline.blocks, key=_together):
            rows = list(group)
            if key == "prose":
                found += self._prose(rows, first=not found, leads=rows[-1] is not self._outline.blocks[-1])
            elif key is BlockKind.DEFINITION:
                found += self._texts.definitions(rows)
            else:
                for row in rows:
                    found += self._one(row)
        return iter(found)

    def _prose(self, rows: Sequence[BlockRow], *, first: bool, leads: bool) -> Iterator[Block]:
        """Paragraphs; headings right before a box or a figure stay with it."""
        ahead = len(rows)
        while leads and ahead and rows[ahead - 1].kind is BlockKind.HEADING:
            ahead -= 1
        items = tuple(self._texts.items(rows[:ahead], first=first))
        if items:
            before = items[0].text.space_before
            yield Prose(items, 0.0 if first else before)
        for row in rows[ahead:]:
            for item in self._texts.items([row], first=first and not items):
                text = item.text
                assert isinstance(text, Paragraph)
                after = self._settings.heading_after / MM
                yield TextBlock((text,), text.space_before, True, item.ident, after, item.heading)

    def _one(self, block: BlockRow) -> Iterator[Block]:
        makers: dict[BlockKind, Callable[[BlockRow], Iterator[Block]]] = {
            BlockKind.STATEMENT: self._texts.statement,
            BlockKind.SLOGAN: self._texts.slogan,
            BlockKind.TABLE: self._texts.table,
            BlockKind.STEP: self._texts.step,
            BlockKind.CARDS: self._card_blocks,
            BlockKind.FIGURE: self._figure,
        }
        make = makers.get(block.kind)
        return make(block) if make is not None else iter((Prose(tuple(self._texts.items([block], first=True))),))

    def _card_blocks(self, block: BlockRow) -> Iterator[Block]:
        plan = self._outline.plan_of(block)
        if plan is None:
            yield self._missing(block, NO_PLAN)
            return
        found = embedded_cards(self._cards, self._form, self._outline.document, plan, ("block", block.id))
        yield from found or [self._missing(block, NO_ROWS)]

    def _figure(self, block: BlockRow) -> Iterator[Block]:
        plan, ident = self._outline.plan_of(block), ("block", block.id)
        if plan is None:
            yield self._missing(block, NO_PLAN)
            return
        which = block.options.get(FIGURE, Figure.SYSTEM)
        found: list[Block]
        if which == Figure.PERIODS:
            found = [self._plans.periods(plan, ident)]
        elif which == Figure.PLACE:
            found = [self._plans.place(plan, ident)]
        else:
            found = [*self._system.trees(plan, ident)]
        yield from found or [self._missing(block, NO_ROWS)]

    def _missing(self, block: BlockRow, words: str) -> TextBlock:
        style = replace(self._texts.style, align="center")
        return TextBlock((Paragraph((Run(words),), style),), 2.0, ident=("block", block.id), space_after=2.0)


def _together(block: BlockRow) -> object:
    """Blocks that are set as one."""
    return "prose" if block.kind in _PROSE else block.kind


def body_items(job: PrintJob) -> list[ProseItem]:
    """The paragraphs of a printed 自由文書, for whoever looks through them."""
    return [item for block in job.blocks if isinstance(block, Prose) for item in block.items]
