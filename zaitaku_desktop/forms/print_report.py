"""事業概要 of the 支援室 (LAYOUTS T4): 相談件数, participants by 職種 for each heading, and a list of
what else was done."""

from __future__ import annotations

from collections.abc import Iterator

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.meeting_printer import MeetingPrinter
from zaitaku_desktop.forms.print_consultation import consultation_blocks
from zaitaku_desktop.forms.print_matrix import matrix_blocks
from zaitaku_desktop.forms.print_training import HEAD_AFTER
from zaitaku_desktop.model.consultation_table import Consultations
from zaitaku_desktop.model.snapshot import DocumentRow, MunicipalityRow
from zaitaku_desktop.model.training_rows import TrainingBook
from zaitaku_desktop.typeset.blocks import Block, Paragraph, PrintJob, Run, Section, TextBlock, TextStyle, Together

SHORT = 6
"""Lines of the list that do not stand alone on a page."""


def report_job(
    form: Form, document: DocumentRow, municipality: MunicipalityRow, book: TrainingBook, table: Consultations
) -> PrintJob:
    """事業概要. Idents: as those of its tables, "notes", "title", "number"."""
    printer = MeetingPrinter(form, document, municipality)
    return printer.job(printer.sheet(), *_blocks(printer, book, table))


def _blocks(printer: MeetingPrinter, book: TrainingBook, table: Consultations) -> Iterator[Block]:
    settings = printer.form.report
    first = 1
    if settings.consultations:
        parts = list(consultation_blocks(printer, printer.document.fiscal_year, table))
        yield Together((heading_block(printer, settings.consultations, first), parts[0]))
        yield from parts[1:]
        first += 1
    tables = list(matrix_blocks(printer, book, first, spaced=first > 1))
    yield from tables
    first += sum(isinstance(block, Section) for block in tables)
    if settings.others:
        style = printer.style(settings.item, cell=False)
        lines = printer.document.notes or ((settings.none,) if settings.none else ())
        indent = settings.item.indent
        words = tuple(one for line in lines for one in printer.lines(line, style, indent))
        list_ = TextBlock(words, keep=False, ident="notes")
        yield Section(heading_block(printer, settings.others, first), (list_,), sticks=len(words) <= SHORT)


def heading_block(printer: MeetingPrinter, words: str, number: int) -> TextBlock:
    """A heading of one part, numbered."""
    head = printer.form.matrix.head
    style = TextStyle("gothic", head.size, head.leading, bold=True)
    text = printer.heading(words.format(number=number))
    before = head.before if number > 1 else 0.0
    return TextBlock((Paragraph((Run(text),), style),), before, space_after=HEAD_AFTER, heading=2)
