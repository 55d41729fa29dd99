"""指標: target, actual and rate by 年度, with a chart of each and what is counted."""

from __future__ import annotations

from collections.abc import Iterator

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.layouts import TypeSettings
from zaitaku_desktop.forms.meeting_printer import MeetingPrinter
from zaitaku_desktop.model.indicator import Direction
from zaitaku_desktop.model.indicator_table import (
    IndicatorRow,
    Indicators,
    ValueField,
    achievement,
    amount_words,
    reached,
)
from zaitaku_desktop.model.snapshot import DocumentRow, MunicipalityRow
from zaitaku_desktop.typeset.blocks import (
    Align,
    Block,
    Cell,
    CellBlock,
    Family,
    Grid,
    Paragraph,
    PrintJob,
    Run,
    TextBlock,
    TextStyle,
)
from zaitaku_desktop.typeset.chart_blocks import Chart, Charts, Look, Series

PADDING = (0.7, 1.5)
NUMBER = 9.0  # mm
PART_GAP = 5.0
_SERIES: tuple[tuple[ValueField, Look], ...] = (("target", "white"), ("actual", "dark"))


def indicator_job(form: Form, document: DocumentRow, city: MunicipalityRow, table: Indicators) -> PrintJob:
    """指標 up to the 年度 of the 資料. Idents: ("indicator", id), ("value", id, year, field), ("chart", id)."""
    return _IndicatorPrinter(form, document, city, table).job()


class _IndicatorPrinter:
    def __init__(self, form: Form, document: DocumentRow, city: MunicipalityRow, table: Indicators) -> None:
        self._form = form
        self._settings = form.indicator
        self._document = document
        self._print = MeetingPrinter(form, document, city)
        self._table = table
        self._rows = list(table.rows.values())
        most = max(self._settings.years, 1)
        known = [year for year in table.years if year <= document.fiscal_year][-most:]
        self._years = known or [document.fiscal_year]

    def job(self) -> PrintJob:
        return self._print.job(self._print.sheet(), *self._blocks())

    def _blocks(self) -> Iterator[Block]:
        if not self._rows:
            words = "指標は、まだありません。"
            yield TextBlock((self._print.line(words, TextStyle("mincho", 10.5, 16.0)),))
            return
        yield self._grid()
        yield from self._notes()
        charts = tuple(chart for number, row in enumerate(self._rows, 1) if (chart := self._chart(number, row)))
        if charts:
            head = Paragraph((Run(self._settings.charts),), TextStyle("gothic", 10.5, 15.0))
            yield TextBlock((head,), PART_GAP, space_after=1.5, heading=2)
            yield Charts(charts, max(self._settings.columns, 1))

    # ── the table

    def _style(self, family: Family, align: Align = "left", *, bold: bool = False, size: float = 0.0) -> TextStyle:
        size = size or self._settings.size
        return TextStyle(family, size, round(size * 1.45, 2), bold=bold, align=align)

    def _kinds(self, row: IndicatorRow) -> list[tuple[str, str]]:
        """(key, name) of the rows of an indicator."""
        settings = self._settings
        values = [value for year in self._years if (value := self._table.value(row.id, year)) is not None]
        aimed = any(value.target is not None for value in values)
        parts = row.is_rate or any(value.numerator is not None for value in values)
        rows = [
            ("target", settings.target),
            ("actual", settings.actual),
            ("rate", settings.rate if aimed else ""),
            ("parts", settings.parts if parts else ""),
        ]
        return [(key, name) for key, name in rows if name] or [("actual", "実績")]

    def _grid(self) -> Grid:
        settings = self._settings
        left = NUMBER + settings.label + settings.unit + settings.kind
        each = max(self._form.paper.measure - left, 20.0) / len(self._years)
        body: list[Cell] = []
        starts = set()
        at = 0
        for number, row in enumerate(self._rows, 1):
            kinds = self._kinds(row)
            starts.add(at)
            body += self._names(at, number, row, len(kinds))
            for offset, (key, name) in enumerate(kinds):
                words = Paragraph((Run(name),), self._style("gothic", "center"))
                body.append(Cell(at + offset, 3, (words,), valign="middle", fill=True))
                for col, year in enumerate(self._years, 4):
                    body.append(self._value(at + offset, col, row, year, key))
            at += len(kinds)
        widths = (NUMBER, settings.label, settings.unit, settings.kind, *(each,) * len(self._years))
        return Grid(
            widths, tuple(self._header()), 1, tuple(body), at, padding_v=PADDING[0], padding_h=PADDING[1],
            min_row=settings.row, min_header_row=self._form.header.row_height, group_starts=frozenset(starts - {0}),
        )  # fmt: skip

    def _header(self) -> Iterator[Cell]:
        header = self._form.header
        style = TextStyle(header.family, header.size, header.leading, align="center")
        for col, text in enumerate(("No.", "指標", "単位", "区分", *(year.long for year in self._years))):
            words = Paragraph((Run(self._print.heading(text)),), style)
            yield Cell(0, col, (words,), valign="middle", fill=True)

    def _names(self, at: int, number: int, row: IndicatorRow, rows: int) -> Iterator[Cell]:
        ident = ("indicator", row.id)
        words: list[CellBlock] = [Paragraph(self._print.runs(row.name), self._style("mincho"), phrases=True)]
        if row.direction is Direction.LOWER and self._settings.lower:
            words.append(self._print.line(self._settings.lower, self._style("mincho", size=8.0)))
        style = self._style("gothic", "center")
        yield Cell(at, 0, (Paragraph((Run(str(number)),), style),), rows, valign="middle", label=True, ident=ident)
        yield Cell(at, 1, tuple(words), rows, valign="middle", label=True, ident=ident)
        unit = self._print.line(row.unit, self._style("mincho", "center"))
        yield Cell(at, 2, (unit,), rows, valign="middle", label=True, ident=ident)

    def _value(self, at: int, col: int, row: IndicatorRow, year: FiscalYear, key: str) -> Cell:
        value = self._table.value(row.id, year)
        text, bold = "", False
        if value is not None and key == "target":
            text = amount_words(value.target)
        elif value is not None and key == "actual":
            text, bold = amount_words(value.actual), bool(reached(row.direction, value.target, value.actual))
        elif value is not None and key == "rate":
            rate = achievement(row.direction, value.target, value.actual)
            text = "" if rate is None else f"{rate}%"
        elif value is not None:
            both = [amount_words(value.numerator), amount_words(value.denominator)]
            text = "／".join(one or "－" for one in both) if any(both) else ""
        style = self._style("gothic", "center", bold=bold, size=8.0 if key == "parts" else 0.0)
        words = Paragraph((Run(text),), style)
        return Cell(at, col, (words,), valign="middle", ident=("value", row.id, year.start, key))

    # ── below it

    def _notes(self) -> Iterator[Block]:
        form, printer = self._form, self._print
        style = printer.style(TypeSettings(form.notes.size, form.notes.leading), cell=False)
        lines = [line for number, row in enumerate(self._rows, 1) for line in self._definitions(number, row)]
        if lines and self._settings.notes:
            head = Paragraph((Run(self._settings.notes),), TextStyle("gothic", form.notes.size, form.notes.leading))
            words = tuple(printer.line(line, style, indent=0.0, hang=1.0) for line in lines)
            yield TextBlock((head, *words), form.notes.space_before, keep=False, ident="definitions")
        own = self._document.notes or form.notes.lines
        if own:
            yield TextBlock(tuple(one for line in own for one in printer.lines(line, style)), 2.0, ident="notes")

    def _definitions(self, number: int, row: IndicatorRow) -> Iterator[str]:
        """What is counted, which denominator is meant, and what was different in a 年度."""
        parts = [row.definition.replace("\n", "")]
        if row.numerator_name or row.denominator_name:
            parts.append(f"分子：{row.numerator_name or '―'}　分母：{row.denominator_name or '―'}")
        for year in self._years:
            value = self._table.value(row.id, year)
            if value is not None and value.note:
                parts.append(f"{year.long}：{value.note}")
        if words := "　".join(part for part in parts if part):
            yield f"{number}　{words}"

    def _chart(self, number: int, row: IndicatorRow) -> Chart | None:
        kind = self._settings.chart
        if kind == "none":
            return None
        line = kind == "line" or (kind == "auto" and row.is_rate)
        series = []
        for field, look in _SERIES:
            amounts = [self._table.amount(row.id, year, field) for year in self._years]
            if any(amount is not None for amount in amounts):
                values = tuple(None if amount is None else float(amount) for amount in amounts)
                name = self._settings.target if field == "target" else self._settings.actual
                texts = tuple(amount_words(amount) for amount in amounts)
                series.append(Series(name or field, values, look, line, texts))
        if not series:
            return None
        labels = tuple(self._print.heading(year.long) for year in self._years)
        return Chart(
            labels, tuple(series), title=self._print.heading(f"{number}　{row.title}"),
            height=self._settings.chart_height, ident=("chart", row.id),
        )  # fmt: skip
