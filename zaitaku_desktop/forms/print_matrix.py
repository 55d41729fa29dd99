"""Participants of 研修 by 職種 (LAYOUTS T2; measures: PAGES 4). `matrix_blocks` also stand in 事業概要 (T4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from zaitaku_desktop.forms.count_cells import MM, count_words
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.meeting_printer import MeetingPrinter
from zaitaku_desktop.forms.print_cells import full_width, wide
from zaitaku_desktop.forms.print_training import HEAD_AFTER, sessions_of
from zaitaku_desktop.forms.training_words import days_words
from zaitaku_desktop.model.snapshot import DocumentRow, MunicipalityRow
from zaitaku_desktop.model.training_rows import KindRow, SessionRow, TrainingBook
from zaitaku_desktop.typeset.blocks import (
    Align,
    Block,
    Cell,
    Family,
    Grid,
    Paragraph,
    PrintJob,
    Run,
    Section,
    TextBlock,
    TextStyle,
)

PADDING = (1.2, 1.4)
COUNT_INSET = 1.2  # mm between the padding of a cell and a count
SMALLEST_COUNT = 6.0
UPRIGHT_BELOW, UPRIGHT_FROM = 13.0, 4
"""A heading is vertical where its column is narrower (mm), or it is longer (字)."""
_FIXED = 3


def matrix_job(form: Form, document: DocumentRow, municipality: MunicipalityRow, book: TrainingBook) -> PrintJob:
    """Participants by 職種. Idents: ("count", session, kind), ("session", id, column), "title", "number"."""
    printer = MeetingPrinter(form, document, municipality)
    return printer.job(printer.sheet(), *matrix_blocks(printer, book))


def matrix_tables(document: DocumentRow, book: TrainingBook) -> list[tuple[str, list[SessionRow]]]:
    """The 研修 of a 資料 by the headings of their シリーズ, in the order of these; "" = those in none, last."""
    found: dict[str, list[SessionRow]] = {row.printed_heading: [] for row in book.series.values()}
    found[""] = []
    for row in sessions_of(document, book):
        series = book.series.get(row.series_id or 0)
        found["" if series is None else series.printed_heading].append(row)
    return [(heading, sorted(rows, key=partial(_order, book))) for heading, rows in found.items() if rows]


def _order(book: TrainingBook, row: SessionRow) -> tuple[dt.date, int, int]:
    return book.first_day(row) or dt.date.max, row.nth or 0, row.id


def matrix_blocks(
    printer: MeetingPrinter, book: TrainingBook, first: int | None = None, *, spaced: bool = False
) -> Iterator[Block]:
    """A heading and a table for each of `matrix_tables`; those without any 研修 counted by 職種 are left out, unless
    the form wants them. `first` = the number of the first heading, None = as the form says;
    `spaced` = something stands above."""
    settings = printer.form.matrix
    tables = [
        (heading, rows)
        for heading, rows in matrix_tables(printer.document, book)
        if settings.lone_tables or any(book.counted(row.id) for row in rows)
    ]
    number = settings.first_number if first is None else first
    if not tables:
        words = f"{printer.document.fiscal_year.long}の研修の参加者は、まだ入力されていません。"
        yield TextBlock((printer.line(words, TextStyle("mincho", 10.5, 16.0)),))
    for at, (heading, rows) in enumerate(tables):
        words = settings.heading.format(number=number + at, heading=heading or settings.other)
        style = TextStyle("gothic", settings.head.size, settings.head.leading, bold=True)
        head = TextBlock(
            (Paragraph((Run(printer.heading(words)),), style),),
            settings.head.before if at or spaced else 0.0,
            space_after=HEAD_AFTER,
            heading=2,
        )
        yield Section(head, (_Matrix(printer, book, rows).grid(),), printer.form.continued)


class _Matrix:
    """One table."""

    def __init__(self, printer: MeetingPrinter, book: TrainingBook, rows: Sequence[SessionRow]) -> None:
        self._print = printer
        self._settings = printer.form.matrix
        self._book = book
        self._rows = rows
        self._groups = book.columns(book.of_year(printer.document.fiscal_year))
        self._kinds: list[KindRow] = [kind for _, below in self._groups for kind in below]

    def grid(self) -> Grid:
        """The table with its sums."""
        count = len(self._rows)
        body = [cell for at, row in enumerate(self._rows) for cell in self._row(at, row)]
        body += self._sums(count)
        starts, at = [], _FIXED
        for _, below in self._groups:
            starts.append(at)
            at += len(below)
        return Grid(
            self._widths(),
            tuple(self._header()),
            3,
            tuple(body),
            count + 1,
            padding_v=PADDING[0],
            padding_h=PADDING[1],
            min_row=self._settings.row,
            min_header_row=self._print.form.header.row_height,
            group_starts=frozenset({count}),
            group_columns=frozenset({*starts, at}),
        )

    def _widths(self) -> tuple[float, ...]:
        settings, measure = self._settings, self._print.form.paper.measure
        others = settings.nth + settings.when + settings.total
        kinds = settings.kind * len(self._kinds)
        content = max(measure - others - kinds, settings.least_content)
        widths = (settings.nth, settings.when, content, *(settings.kind,) * len(self._kinds), settings.total)
        return tuple(width * measure / sum(widths) for width in widths)

    # ── header

    def _header(self) -> Iterator[Cell]:
        nth, when, content, participants, total = (*self._settings.labels, "", "", "", "", "")[:5]
        for col, text in enumerate((nth, when, content)):
            yield self._head(0, col, text, 3)
        last = _FIXED + len(self._kinds)
        if self._kinds:
            yield self._head(0, _FIXED, participants, 1, len(self._kinds))
        yield self._head(0, last, total, 3)
        at = _FIXED
        for group, below in self._groups:
            alone = below == [group]
            yield self._head(1, at, group.name, 2 if alone else 1, len(below), upright=alone)
            if not alone:
                for offset, kind in enumerate(below):
                    yield self._head(2, at + offset, kind.name, upright=True)
            at += len(below)

    def _head(
        self, row: int, col: int, text: str, rowspan: int = 1, colspan: int = 1, *, upright: bool = False
    ) -> Cell:
        header = self._print.form.header
        narrow = self._widths()[col] < UPRIGHT_BELOW or full_width(text) > UPRIGHT_FROM
        vertical = upright and narrow and len(text) > 1
        style = TextStyle(header.family, header.size, header.leading, align="center")
        words = (Paragraph((Run(wide(text) if vertical else self._print.heading(text)),), style),)
        return Cell(
            row, col, words, rowspan, colspan, "middle", fill=True, vertical=vertical, one_line=0.0 if vertical else 6.0
        )

    # ── body

    def _style(self, family: Family, align: Align = "left") -> TextStyle:
        return self._print.style(self._settings.text, family, align)

    def _row(self, at: int, row: SessionRow) -> Iterator[Cell]:
        nth = f"第{at + 1 if row.nth is None else row.nth}回"
        small = TextStyle("gothic", self._print.form.header.size, 13.5, align="center")
        days = days_words(self._book.days.get(row.id, ()), weekday=True, times=self._settings.times)
        words = (
            ("nth", [self._print.line(nth, small, hang=0.0)]),
            ("day", self._print.lines(days, self._style("mincho"))),
            ("content", self._print.lines(row.content or self._book.name(row), self._style("mincho"))),
        )
        for col, (key, blocks) in enumerate(words):
            yield Cell(at, col, tuple(blocks), valign="middle", ident=("session", row.id, key))
        counted = self._book.counted(row.id)
        for col, kind in enumerate(self._kinds, _FIXED):
            ident = ("count", row.id, kind.id)
            if counted:
                yield self._count(at, col, counted.get(kind.id, 0), ident=ident)
            else:
                style = TextStyle("gothic", self._settings.count_size, 14.0, align="center")
                lone = (self._print.line(self._settings.lone, style),) if self._settings.lone else ()
                yield Cell(at, col, lone, valign="middle", ident=ident)
        yield self._count(at, _FIXED + len(self._kinds), self._book.total(row), ident=("session", row.id, "total"))

    def _count(
        self, at: int, col: int, people: int | None, *, bold: bool = False, fill: bool = False, ident: object = None
    ) -> Cell:
        style = TextStyle("gothic", self._settings.count_size, 14.0, bold=bold, align="right")
        text = "" if people is None else f"{people:,}" if col == _FIXED + len(self._kinds) else str(people)
        room = self._widths()[col] - 2 * PADDING[1] - COUNT_INSET
        needed = full_width(text) * style.size / MM
        if needed > room:  # four digits in a narrow column
            style = TextStyle("gothic", max(style.size * room / needed, SMALLEST_COUNT), 14.0, bold=bold, align="right")
        return Cell(at, col, (count_words(text, style, COUNT_INSET),), valign="middle", fill=fill, ident=ident)

    def _sums(self, at: int) -> Iterator[Cell]:
        style = TextStyle("gothic", self._print.form.header.size, 13.5, align="center")
        label = self._print.line(self._settings.sum, style, hang=0.0)
        yield Cell(at, 0, (label,), 1, _FIXED, "middle", label=True, fill=True)
        for col, kind in enumerate(self._kinds, _FIXED):
            yield self._count(at, col, sum(self._book.counted(row.id).get(kind.id, 0) for row in self._rows))
        total = sum(self._book.total(row) or 0 for row in self._rows)
        yield self._count(at, _FIXED + len(self._kinds), total, bold=True)
