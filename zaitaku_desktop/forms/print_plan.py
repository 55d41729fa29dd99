"""A plan in a grid form → what to print (LAYOUTS P1; measures: PAGES 2)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.cells import CONTINUES_WORD, MARK, NONE_SIGN, TITLE, Column, FieldValue, show_state
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid import GridCell, GridView, build_grid
from zaitaku_desktop.forms.paragraphs import run_in, text_paragraphs
from zaitaku_desktop.model.fields import standard_fields
from zaitaku_desktop.model.plan import EntryState, Mark
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.typeset.blocks import (
    Block,
    Cell,
    CellBlock,
    Chip,
    Grid,
    Paragraph,
    PrintJob,
    Run,
    Sheet,
    TextBlock,
    TextStyle,
)
from zaitaku_desktop.typeset.digits import DigitStyle, set_digits, set_era_letters

DRAFT = "（案）"
LABEL_GAP = 1.0  # mm between 目的 and 概要, and between points of two fields
LEADER_GAP = 1.5  # mm between two leaders
MARK_CHIPS = {Mark.NEW.value: ("新規", "filled"), Mark.EXISTING.value: ("既存", "outline")}
_DIGITS: dict[str, DigitStyle] = {"mixed": "mixed", "half": "half", "full": "full"}
_ACTOR = re.compile(r"^([^：:。、\n]{1,20})([：:])")


class _Printer:
    """Turns the cells of one grid into blocks of type."""

    def __init__(self, view: GridView, document: DocumentRow, snapshot: PlanSnapshot) -> None:
        self.view = view
        self.snapshot = snapshot
        self.digits = _DIGITS.get(document.digit_style or snapshot.municipality.digit_style, "mixed")
        text = view.form.text
        size = view.text_size
        self.style = TextStyle(text.family, size, round(text.leading * size / text.size, 2))

    def words(self, text: str) -> str:
        """Stored text as it is set: only its digits change width."""
        return set_digits(text, self.digits)

    def heading(self, text: str) -> str:
        """A heading: digits, and the era letters of years (Ｒ６)."""
        return set_era_letters(self.words(text), self.digits)

    def header(self) -> tuple[Cell, ...]:
        settings = self.view.form.header
        style = TextStyle("gothic", settings.size, settings.leading, align="center")
        return tuple(
            Cell(
                cell.row,
                cell.col,
                (Paragraph((Run(self.heading(cell.text)),), style),),
                cell.rowspan,
                cell.colspan,
                valign="middle",
                fill=True,
                ident=f"header:{self.view.columns[cell.col].key}",
            )
            for cell in self.view.header
        )

    def body(self) -> tuple[Cell, ...]:
        return tuple(
            Cell(
                cell.row,
                cell.col,
                tuple(self.blocks(cell)),
                rowspan=cell.rowspan,
                label=self.view.columns[cell.col].definition.label,
                slashed=cell.closed and not cell.text,
                ident=cell.address,
            )
            for cell in self.view.cells
        )

    def blocks(self, cell: GridCell) -> list[CellBlock]:
        """What stands in one cell."""
        column = self.view.columns[cell.col]
        if cell.address is None:
            return []
        if column.definition.role == "title":
            return self._title(cell)
        if column.definition.years == "collapsed":
            return list(self._leaders(cell.values))
        if column.definition.labelled:
            return list(self._labelled(cell.values))
        if column.definition.role == "group":
            return list(self._plain(column, FieldValue(TITLE, None, EntryState.TEXT, cell.text)))
        return [block for value in cell.values for block in self._plain(column, value)]

    def _plain(self, column: Column, value: FieldValue) -> list[Paragraph]:
        if value.state is None or (value.state is EntryState.TEXT and not value.text):
            return []
        alone = value.state is EntryState.NONE or (value.state is EntryState.CONTINUES and not value.text)
        if alone:
            word = NONE_SIGN if value.state is EntryState.NONE else CONTINUES_WORD
            return [Paragraph((Run(word),), replace(self.style, align="center"))]
        definition = column.definition
        style = replace(self.style, align=definition.align)
        paragraphs = text_paragraphs(show_state(value.state, value.text), style, self.words)
        return [replace(p, phrases=definition.phrases or definition.label) for p in paragraphs]

    def _title(self, cell: GridCell) -> list[CellBlock]:
        by_field = {value.field: value.text for value in cell.values}
        item = self.snapshot.items[cell.address.item_id] if cell.address else None
        blocks: list[CellBlock] = []
        if chip := MARK_CHIPS.get(by_field.get(MARK, "")):
            blocks.append(Chip(chip[0], "filled" if chip[1] == "filled" else "outline"))
        if item and item.ended_year is not None:
            blocks.append(Chip("廃止", "dashed"))
        bold = replace(self.style, bold=True)
        for line in by_field.get(TITLE, "").split("\n"):
            blocks.append(Paragraph((Run(self.words(line)),), bold, phrases=True))
        for note in (item.end_note, item.below_note) if item else ():
            if note:
                blocks += [replace(p, phrases=True) for p in text_paragraphs(note, self.style, self.words)]
        return blocks

    def _labelled(self, values: tuple[FieldValue, ...]) -> list[Paragraph]:
        names = standard_fields()
        blocks: list[Paragraph] = []
        for value in values:
            if value.state is None:
                continue
            gap = LABEL_GAP if blocks else 0.0
            text = show_state(value.state, value.text)
            blocks += run_in(f"{names[value.field].name}：", text, self.style, self.words, space_before=gap)
        return blocks

    def _leaders(self, values: tuple[FieldValue, ...]) -> list[Paragraph]:
        """Year line(s), then the name; equal consecutive years collapse (LAYOUTS P1)."""
        blocks: list[Paragraph] = []
        for years, name in _leader_runs(values):
            gap = LEADER_GAP if blocks else 0.0
            lines = [*(FiscalYear(year).long for year in years), *name.split("\n")]
            for line in lines:
                blocks.append(Paragraph((Run(self.words(line)),), self.style, space_before=gap, phrases=True))
                gap = 0.0
        return blocks


def _leader_runs(values: tuple[FieldValue, ...]) -> list[tuple[list[int], str]]:
    runs: list[tuple[list[int], str]] = []
    present = [value for value in values if value.state is not None]
    for value in sorted(present, key=lambda v: (v.year is not None, v.year or 0)):
        name = show_state(value.state, value.text)
        if value.year is None:
            runs.append(([], name))
        elif runs and runs[-1][1] == name and runs[-1][0] and runs[-1][0][-1] + 1 == value.year:
            runs[-1][0].append(value.year)
        else:
            runs.append(([value.year], name))
    return runs


def _notes(form: Form, document: DocumentRow, words: Callable[[str], str]) -> list[Block]:
    settings = form.notes
    style = TextStyle(settings.family, settings.size, settings.leading)
    paragraphs = []
    for note in document.notes:
        for paragraph in text_paragraphs(note, style, words):
            actor = _ACTOR.match(paragraph.text) if settings.bold_actor else None
            if actor is None:
                paragraphs.append(paragraph)
                continue
            bold = Run(actor.group(1), bold=True, family="gothic")
            rest = Run(paragraph.text[actor.end(1) :])
            paragraphs.append(replace(paragraph, runs=(bold, rest)))
    if not paragraphs:
        return []
    return [TextBlock(tuple(paragraphs), settings.space_before, ident="notes")]


def document_title(document: DocumentRow) -> str:
    """The title as printed: with （案） while it is a draft."""
    return document.title + (DRAFT if document.draft else "")


def plan_job(form: Form, document: DocumentRow, snapshot: PlanSnapshot) -> PrintJob:
    """The 資料 `document` about `snapshot`'s plan, ready for layout. Idents of cells are `CellAddress`es,
    of headings `header:<column key>`, of furniture "title", "number", "lead", "notes"."""
    view = build_grid(form, document, snapshot)
    printer = _Printer(view, document, snapshot)
    paper = form.paper
    title = document_title(document)
    sheet = Sheet(
        width=paper.width,
        height=paper.height,
        top=paper.top,
        right=paper.right,
        bottom=paper.bottom,
        left=paper.left,
        tag=printer.heading(document.number),
        tag_top=20.0 if paper.width > paper.height else 12.0,
        title=printer.heading(title),
        title_style=TextStyle("gothic", form.title_size, form.title_leading, bold=True, align="center"),
        title_after=3.5,
        title_ident="title",
        tag_ident="number",
    )
    blocks: list[Block] = []
    lead_style = TextStyle("gothic", 10.0, 15.0)
    lead = [p for line in document.lead for p in text_paragraphs(line, lead_style, printer.words)]
    if lead:
        blocks.append(TextBlock(tuple(lead), ident="lead"))
    if document.legend:
        legend = TextStyle("mincho", 9.0, 13.0, align="right")
        blocks.append(TextBlock(tuple(text_paragraphs(document.legend, legend, printer.words)), ident="legend"))
    if view.rows:
        blocks.append(
            Grid(
                widths=tuple(column.width for column in view.columns),
                header=printer.header(),
                header_rows=view.header_rows,
                body=printer.body(),
                body_rows=len(view.rows),
                padding_v=form.text.padding_vertical,
                padding_h=form.text.padding_horizontal,
                group_starts=view.group_starts,
                continued=form.continued,
                min_header_row=form.header.row_height,
            )
        )
    blocks += _notes(form, document, printer.words)
    return PrintJob(sheet, tuple(blocks), bookmark=f"{document.number}　{title}".strip())
