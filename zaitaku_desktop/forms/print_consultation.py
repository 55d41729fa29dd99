"""相談件数 by 年度, by month, and against the year before (LAYOUTS T3; measures: PAGES 4).

`consultation_blocks` is what T3 prints, and what 支援室 事業概要 (T4) begins with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.layouts import TypeSettings
from zaitaku_desktop.forms.meeting_printer import MM, MeetingPrinter
from zaitaku_desktop.model.consultation_table import MONTHS, Consultations, Section, month_words
from zaitaku_desktop.model.snapshot import DocumentRow, MunicipalityRow
from zaitaku_desktop.typeset.blocks import (
    NATURAL,
    REST,
    Abreast,
    Align,
    Block,
    Cell,
    Family,
    Grid,
    Paragraph,
    PrintJob,
    Prose,
    ProseItem,
    Run,
    TextBlock,
    TextStyle,
    Together,
)
from zaitaku_desktop.typeset.chart_blocks import Chart, Charts, Series

PADDING = (0.6, 1.3)
COUNT_INSET = 3.2  # mm between the padding of a cell and a count
NOTHING_BEFORE = "比べる前の年度の相談件数がありません。"
PART_GAP = 5.0  # mm between the parts
HEAD_GAP = 1.2  # mm between the heading of a part and its table
FIRST_HEAD_ROW, SECOND_HEAD_ROW = 7.0, 9.5
_Row = tuple[Paragraph, tuple[FiscalYear, int | None], bool]
"""A label, 年度 and month, and whether the row is what the whole 年度 adds up to."""


def consultation_job(form: Form, document: DocumentRow, city: MunicipalityRow, table: Consultations) -> PrintJob:
    """相談件数 of the 年度 of the 資料. Idents: ("count", year, month, category), ("chart", …), "title", "number"."""
    printer = MeetingPrinter(form, document, city)
    blocks: list[Block] = list(consultation_blocks(printer, document.fiscal_year, table))
    lines = document.notes or form.notes.lines
    if lines:
        style = printer.style(_note_type(form), cell=False)
        notes = tuple(one for line in lines for one in printer.lines(line, style))
        blocks.append(TextBlock(notes, form.notes.space_before, ident="notes"))
    return printer.job(printer.sheet(), *blocks)


def _note_type(form: Form) -> TypeSettings:
    return TypeSettings(form.notes.size, form.notes.leading)


def consultation_blocks(
    printer: MeetingPrinter, year: FiscalYear, table: Consultations, first: int = 1
) -> Iterator[Block]:
    """The parts, each under a heading: (1) by 年度, (2) by month, (3) the 年度 beside the one before. Those of which
    nothing is known are left out; a part that is alone has no number, and of one 年度 alone no heading. `first` = the
    number of the first."""
    made = _Blocks(printer, year, table)
    parts = [part for part in (made.by_year(), made.by_month(), made.comparison(), made.months()) if part is not None]
    if not parts:
        known = table.figure(year) is not None
        words = NOTHING_BEFORE if known else f"{year.long}の相談件数は、まだ入力されていません。"
        yield TextBlock((printer.line(words, TextStyle("mincho", 10.5, 16.0)),))
    for number, (heading, block) in enumerate(parts, first):
        sign = f"({number})\u3000" if len(parts) > 1 else ""
        needless = not sign and made.of_one_year
        head = made.head(sign, "" if needless else heading)
        yield Together((head, block), PART_GAP if number > first else 0.0)


class _Blocks:
    def __init__(self, printer: MeetingPrinter, year: FiscalYear, table: Consultations) -> None:
        self._print = printer
        self._settings = printer.form.consultation
        self._measure = printer.form.paper.measure
        self._year = year
        self._table = table
        before = (year - back for back in range(max(self._settings.years, 1) - 1, 0, -1))
        self._years = [one for one in before if table.figure(one) is not None]
        if table.figure(year) is not None:
            self._years.append(year)
        self._sections: Sequence[Section] = table.sections(self._years or (year,))
        self._leaves = [row for section in self._sections for row in section.members]

    @property
    def of_one_year(self) -> bool:
        """Whether nothing is known of another 年度."""
        return len(self._years) < 2

    # ── the parts

    def by_year(self) -> tuple[str, Block] | None:
        """A row for each 年度."""
        if not self._settings.by_year or not self._years:
            return None
        rows: list[_Row] = [
            (self._label(year.long, bold=year == self._year), (year, None), True) for year in self._years
        ]
        return self._settings.by_year, self._grid("年度", rows, frozenset())

    def by_month(self) -> tuple[str, Block] | None:
        """A row for each month, and what they add up to."""
        if not self._settings.by_month or not self._table.by_month(self._year):
            return None
        rows: list[_Row] = [(self._label(month_words(month)), (self._year, month), False) for month in MONTHS]
        rows.append((self._label("合計", spread=3.0), (self._year, None), True))
        heading = self._settings.by_month.format(long=self._year.long)
        return heading, self._grid("月", rows, frozenset({len(MONTHS)}))

    def comparison(self) -> tuple[str, Block] | None:
        """Bars of the 年度 beside those of the one before, if something is known of both."""
        shown = (self._year - 1, self._year)
        if not self._settings.comparison or not self._leaves or None in map(self._table.figure, shown):
            return None
        series = [
            Series(
                self._print.heading(f"{one.long}（{self._table.figure(one)}件）"),
                tuple(_number(self._table.figure(one, leaf.id)) for leaf in self._leaves),
                "dark" if one == self._year else "white",
            )
            for one in shown
        ]
        groups = [(section.head.name, len(section.members)) for section in self._sections if not section.alone]
        whole = sum(count for _, count in groups) == len(self._leaves)
        chart = Chart(
            tuple(leaf.name for leaf in self._leaves), tuple(series), tuple(groups) if whole else (),
            height=self._settings.chart, bar=self._settings.bar, ident=("chart", "comparison"),
        )  # fmt: skip
        return self._settings.comparison, Charts((chart,))

    def months(self) -> tuple[str, Block] | None:
        """A line of the 年度, and one of that before."""
        shown = [one for one in (self._year, self._year - 1) if self._table.by_month(one)]
        if not self._settings.months or not shown:
            return None
        series = [
            Series(
                self._print.heading(one.long),
                tuple(_number(self._table.total(one, month)) for month in MONTHS),
                "dark" if one == self._year else "white",
                line=True,
            )
            for one in shown
        ]
        labels = tuple(self._print.digit_words(month_words(month)) for month in MONTHS)
        return self._settings.months, Charts((Chart(labels, tuple(series), ident=("chart", "months")),))

    # ── tables

    def head(self, sign: str, words: str) -> Prose:
        """Over a part: its sign and heading at the left, the unit at the right."""
        left = Paragraph((Run(sign), *self._print.runs(words)), TextStyle("gothic", 10.5, 15.0))
        unit = self._print.line(self._settings.unit, TextStyle("mincho", 9.0, 15.0, align="right"), hang=0.0)
        gap = Paragraph((), TextStyle("mincho", 1.0, HEAD_GAP * MM))
        both = Abreast((left, unit), (REST, NATURAL))
        return Prose((ProseItem(both, heading=3 if words else 0), ProseItem(gap)))

    def _style(self, family: Family, align: Align = "left", *, bold: bool = False) -> TextStyle:
        size = self._settings.size
        return TextStyle(family, size, round(size * 1.5, 2), bold=bold, align=align)

    def _label(self, text: str, *, bold: bool = False, spread: float = 0.0) -> Paragraph:
        style = self._style("gothic" if bold else "mincho", "center", bold=bold)
        return Paragraph((Run(self._print.heading(text)),), style, spread=spread)

    def _widths(self) -> tuple[float, ...]:
        settings = self._settings
        each = (self._measure - settings.label - settings.total) / max(len(self._leaves), 1)
        return (settings.label, *(each,) * len(self._leaves), settings.total)

    def _grid(self, corner: str, rows: Sequence[_Row], groups: frozenset[int]) -> Grid:
        body: list[Cell] = []
        for row, (label, (year, month), whole) in enumerate(rows):
            body.append(Cell(row, 0, (label,), valign="middle", label=True))
            for col, leaf in enumerate(self._leaves, 1):
                figure = self._table.figure(year, leaf.id) if whole else self._table.count(year, month, leaf.id)
                body.append(self._count(row, col, figure, ("count", year.start, month, leaf.id)))
            total = self._table.figure(year) if whole else self._table.total(year, month)
            body.append(self._count(row, len(self._leaves) + 1, total, ("count", year.start, month, None)))
        return Grid(
            self._widths(), tuple(self._header(corner)), 2, tuple(body), len(rows), padding_v=PADDING[0],
            padding_h=PADDING[1], min_row=self._settings.row, min_header_row=FIRST_HEAD_ROW, group_starts=groups,
            group_columns=frozenset(self._boundaries()),
        )  # fmt: skip

    def _boundaries(self) -> Iterator[int]:
        """Columns before which the rule is heavier: between the groups, and before 合計."""
        at = 1
        for section in self._sections:
            at += len(section.members)
            yield at

    def _header(self, corner: str) -> Iterator[Cell]:
        yield self._head(0, 0, corner, 2)
        at = 1
        for section in self._sections:
            count = len(section.members)
            yield self._head(0, at, section.head.name, 2 if section.alone else 1, count)
            if not section.alone:
                for offset, row in enumerate(section.members):
                    yield self._head(1, at + offset, row.name)
            at += count
        yield self._head(0, at, self._settings.total_word, 2)

    def _head(self, row: int, col: int, text: str, rowspan: int = 1, colspan: int = 1) -> Cell:
        header = self._print.form.header
        style = TextStyle(header.family, header.size, header.leading, align="center")
        words = Paragraph((Run(self._print.heading(text)),), style)
        return Cell(row, col, (words,), rowspan, colspan, "middle", fill=True)

    def _count(self, row: int, col: int, count: int | None, ident: object) -> Cell:
        style = self._style("gothic", "right")
        words = Paragraph((Run("" if count is None else f"{count:,}"),), style)
        inset = min(COUNT_INSET, self._widths()[col] * 0.2) * MM / style.size
        both = Abreast((words, Paragraph((), style)), (REST, 0.01), inset)
        return Cell(row, col, (both,), valign="middle", ident=ident)


def _number(count: int | None) -> float | None:
    return None if count is None else float(count)
