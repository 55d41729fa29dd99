"""A plan in a form → what to print (LAYOUTS P1–P6; measures: PAGES 2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid import GridView, build_grid, continues_of
from zaitaku_desktop.forms.last_printed import LastPrinted
from zaitaku_desktop.forms.layouts import BELOW
from zaitaku_desktop.forms.paragraphs import text_paragraphs
from zaitaku_desktop.forms.print_cards import CardPrinter
from zaitaku_desktop.forms.print_cells import CellPrinter
from zaitaku_desktop.forms.print_pdca import PdcaPrinter, places
from zaitaku_desktop.forms.sheets import bookmark_of, sheet_of
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.typeset.blocks import (
    Block,
    Fit,
    Grid,
    Legend,
    Paragraph,
    PrintJob,
    Run,
    Sheet,
    TextBlock,
    TextStyle,
)
from zaitaku_desktop.typeset.boxes import Fitted

LEGEND_GAP = 1.5  # mm between a legend line and the grid
_ACTOR = re.compile(r"^([^：:。、\n]{1,20})([：:])")
_BRACKETED = re.compile(r"^(【[^】\n]{1,20}】)\u3000?")


def _notes(form: Form, document: DocumentRow, printer: CellPrinter) -> list[Block]:
    settings = form.notes
    style = form.text.prose(settings.family, settings.size, settings.leading, cell=False)
    paragraphs = []
    for note in document.notes or settings.lines:
        for paragraph in text_paragraphs(note, style, printer.words):
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


def _lead(form: Form, document: DocumentRow, printer: CellPrinter) -> list[Block]:
    """Lines above the grid; one that begins with 【…】 is set smaller and hangs after it (PAGES 2 P3)."""
    settings = form.lead
    style = form.text.prose(settings.family, settings.size, settings.leading, settings.align, cell=False)
    smaller = replace(style, size=style.size - 0.5, leading=style.leading - 0.5)
    paragraphs: list[Paragraph] = []
    for line in document.lead or settings.lines:
        name = _BRACKETED.match(line)
        if name is None:
            found = text_paragraphs(line, style, printer.words)
            paragraphs += [replace(p, indent=p.indent + settings.indent) for p in found]
            continue
        text = f"{name.group(1)}\u3000{line[name.end() :]}"
        hang = float(len(name.group(1)) + 1)
        paragraphs.append(Paragraph((Run(printer.words(text)),), smaller, 0.0, hang))
    return [TextBlock(tuple(paragraphs), ident="lead", space_after=settings.space_after)] if paragraphs else []


def legend_lines(form: Form, document: DocumentRow) -> tuple[str, ...]:
    """The legend of the 資料: its own, else that of its form."""
    return tuple(document.legend.split("\n")) if document.legend else form.legend.lines


def _legend(form: Form, document: DocumentRow, printer: CellPrinter) -> list[Block]:
    lines = legend_lines(form, document)
    if not lines:
        return []
    if not form.legend.box:
        style = TextStyle("mincho", form.legend.size, form.legend.leading, align="right")
        texts = [p for line in lines for p in text_paragraphs(line, style, printer.words)]
        return [TextBlock(tuple(texts), space_after=LEGEND_GAP, ident="legend")]
    style = TextStyle("mincho", form.legend.size, form.legend.leading)
    cells = [Paragraph((Run(printer.words(line)),), style) for line in lines]
    title = Paragraph((Run(printer.words(form.legend.title)),), style) if form.legend.title else None
    return [Legend(title, _in_rows(cells, form.legend.columns), ident="legend")]


def _in_rows(cells: Sequence[Paragraph], columns: int) -> tuple[tuple[Paragraph, ...], ...]:
    return tuple(tuple(cells[start : start + columns]) for start in range(0, len(cells), columns))


def plan_job(
    form: Form,
    document: DocumentRow,
    snapshot: PlanSnapshot,
    view: GridView | None = None,
    last: LastPrinted | None = None,
) -> PrintJob:
    """The 資料 `document` about `snapshot`'s plan, ready for layout. `view` = its printed grid, if it is there;
    `last` = what was printed before, to be taken over where it is the same.

    Idents of cells are `CellAddress`es, of headings `header:<column key>`, of furniture "title", "number", "lead",
    "legend", "notes".
    """
    view = view or build_grid(form, document, snapshot, printed=True)
    printer = CellPrinter(view, document, snapshot, continues_of(form, document))
    blocks = [*_lead(form, document, printer), *_legend(form, document, printer)]
    if form.layout == "cards":
        blocks += CardPrinter(printer).blocks()
    elif form.layout == "pdca":
        blocks += PdcaPrinter(view, document, snapshot, printer.words).blocks()
    elif view.rows:
        blocks.append(
            Grid(
                widths=tuple(column.width for column in view.columns),
                header=printer.header(),
                header_rows=view.header_rows,
                body=printer.body(last),
                body_rows=len(view.rows),
                padding_v=form.text.padding_vertical,
                padding_h=form.text.padding_horizontal,
                group_starts=view.group_starts,
                continued=form.continued,
                min_header_row=form.header.row_height,
            )
        )
    blocks += _notes(form, document, printer)
    sheet = sheet_of(form, document, printer.heading)
    if form.layout == "pdca":
        sheet = _with_lines(sheet, form, document, printer)
    wish = Fit(form.fit.pages, view.text_size, min(form.fit.smallest, view.text_size)) if form.fit.pages else None
    return PrintJob(sheet, tuple(blocks), bookmark=bookmark_of(document, form), fit=wish)


def fit_words(fitted: Fitted | None) -> str:
    """What to say of a form's wish for so many pages; "" = nothing, it fits as it is or there is no such wish."""
    if fitted is None or (fitted.fits and not fitted.closer):
        return ""
    if fitted.smaller:
        return f"{fitted.pages}ページに収めるため、文字を{fitted.size:g}ポイントにしました。"
    if fitted.fits:
        return f"{fitted.pages}ページに収めるため、行の間を詰めました。文字は{fitted.size:g}ポイントのままです。"
    return (
        f"{fitted.pages}ページに収まりません。いちばん小さくしても{fitted.at_smallest}ページになるので、"
        "元の大きさで印刷します。"
    )


def _with_lines(sheet: Sheet, form: Form, document: DocumentRow, printer: CellPrinter) -> Sheet:
    """年度 over the title, the 会議 it goes to under it."""
    at = places(form, document, printer.snapshot)
    over = TextStyle("gothic", form.pdca.over_size, form.pdca.over_size * 1.5, align="center")
    under = TextStyle("mincho", form.pdca.below_size, form.pdca.below_size * 1.6, align="center")
    lines = [Paragraph((Run(printer.words(at(place))),), style) for place, style in (("#over", over), (BELOW, under))]
    first, last = (line if line.text else None for line in lines)
    return replace(sheet, over=first, under=last, over_ident="#over", under_ident=BELOW)
