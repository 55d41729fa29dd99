"""出欠表 of a 会議体 (LAYOUTS M4; measures: PAGES 3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zaitaku_desktop.base.written_day import write_day
from zaitaku_desktop.forms import meeting_words as said
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.meeting_printer import MeetingPrinter
from zaitaku_desktop.forms.print_minutes import YES
from zaitaku_desktop.forms.subject_day import chosen_day
from zaitaku_desktop.forms.table_layouts import AttendanceSettings
from zaitaku_desktop.model.attendance import Presence
from zaitaku_desktop.model.attendance_table import AttendanceTable, Totals
from zaitaku_desktop.model.attendance_table import Cell as State
from zaitaku_desktop.model.meeting_rows import MeetingRow
from zaitaku_desktop.model.roster import CommitteeRow
from zaitaku_desktop.model.snapshot import DocumentRow, MunicipalityRow
from zaitaku_desktop.typeset.blocks import (
    NATURAL,
    REST,
    Abreast,
    Align,
    Block,
    Cell,
    CellBlock,
    Family,
    Grid,
    Paragraph,
    PrintJob,
    Prose,
    ProseItem,
    Run,
    TextBlock,
    TextStyle,
)

PADDING = (1.2, 1.5)
CLOSER = (0.85, 0.5)
"""mm above and below the marks where that saves a second page, in steps."""
NONE = "―"
COUNT_INSET = 1.0  # mm between the padding of a cell and a count
LEGEND_GAP = 1.5  # mm above the table
BELOW_GAP = 4.0  # mm between the tables
MOST_PROFESSIONS = 12
"""Columns of the table of 職種; more go on in another one."""
PROXY_NAMES = "proxy_names"
"""Option of a 資料: whether the names of proxies stand below 代."""
_BELOW = "（下段は代理者）"
_LABELS = ("出席（○・Ｗ）", "代理出席", "欠席", "出席率")
_FIXED = ("No.", "職種", "所属", "氏名")
_COUNTS = ("出席", "代理", "欠席", "出席率")
_MM = 72 / 25.4


def attendance_settings(form: Form, document: DocumentRow) -> AttendanceSettings:
    """What the form says, with the option of the 資料 in its place."""
    settings, chosen = form.attendance, document.options.get(PROXY_NAMES, "")
    if not chosen or (chosen == YES) == settings.proxy_names:
        return settings
    legend = settings.legend if chosen == YES else settings.legend.replace(_BELOW, "")
    return replace(settings, proxy_names=chosen == YES, legend=legend)


def attendance_job(
    form: Form, document: DocumentRow, municipality: MunicipalityRow, committee: CommitteeRow, table: AttendanceTable
) -> PrintJob:
    """出欠表 of a 会議体. Idents: ("cell", person, meeting), ("person", id), ("meeting", id), "title", "number"."""
    return _AttendancePrinter(form, document, municipality, committee, table).job()


class _AttendancePrinter:
    def __init__(
        self,
        form: Form,
        document: DocumentRow,
        municipality: MunicipalityRow,
        committee: CommitteeRow,
        table: AttendanceTable,
    ) -> None:
        self._form = form
        self._settings = attendance_settings(form, document)
        self._document = document
        self._committee = committee
        self._table = table
        self._print = MeetingPrinter(form, document, municipality)
        self._count = len(table.meetings)
        self._columns = len(_FIXED) + self._count + len(_COUNTS)

    def job(self) -> PrintJob:
        return replace(self._print.job(self._print.sheet(), *self._blocks()), closer=tuple(map(self._blocks, CLOSER)))

    def _blocks(self, padding: float = PADDING[0]) -> tuple[Block, ...]:
        return (self._above(), self._grid(padding), *self._professions())

    # ── type

    def _style(self, family: Family, size: float, align: Align = "left", leading: float = 0.0) -> TextStyle:
        return TextStyle(family, size, leading or round(size * 1.5, 2), align=align)

    def _words(self, text: str, style: TextStyle) -> Paragraph:
        return self._print.line(text, style, hang=0.0)

    def _head(self, row: int, col: int, text: str, rowspan: int = 1, colspan: int = 1, ident: object = None) -> Cell:
        header = self._form.header
        style = TextStyle(header.family, header.size, header.leading, align="center")
        words = tuple(self._words(line, style) for line in text.split("\n"))
        return Cell(row, col, words, rowspan, colspan, "middle", fill=True, ident=ident, one_line=7.0)

    def _number(self, text: str) -> Abreast:
        """A count, flush right a little before the rule."""
        style = self._style("gothic", 9.0, "right")
        return Abreast((Paragraph((Run(text),), style), Paragraph((), style)), (REST, 0.01), COUNT_INSET * _MM / 9.0)

    # ── above the table

    def _above(self) -> Prose:
        settings, note = self._settings, self._form.legend
        style = self._style("mincho", note.size, leading=note.leading)
        last = max((row.day for row in self._table.meetings if row.day is not None), default=None)
        day = chosen_day(self._document) or last
        date = "" if day is None else settings.date.format(day=write_day(day))
        legend = self._words(settings.legend, self._style("mincho", note.size, "right", note.leading))
        line = Abreast((self._words(date, style), legend), (REST, NATURAL))
        return Prose((ProseItem(line, "legend"), ProseItem(gap(LEGEND_GAP))))

    # ── the table

    def _widths(self) -> tuple[float, ...]:
        settings, measure = self._settings, self._form.paper.measure
        many = self._count >= settings.narrow_from
        each = settings.narrow_meeting if many else settings.meeting
        counts = (settings.count,) * (len(_COUNTS) - 1) + (settings.rate,)
        organization = settings.organization
        others = settings.number + settings.profession + settings.name + each * self._count + sum(counts)
        if many:
            organization = min(organization, max(measure - others, settings.least_organization))
        widths = (settings.number, settings.profession, organization, settings.name, *(each,) * self._count, *counts)
        return tuple(width * measure / sum(widths) for width in widths)

    def _grid(self, padding: float) -> Grid:
        seats = len(self._table.seats)
        body = [cell for row in range(seats) for cell in self._row(row)] + list(self._totals(seats))
        groups = frozenset({seats}) if seats else frozenset()
        first = len(_FIXED)
        return Grid(
            self._widths(), tuple(self._header()), 2, tuple(body), seats + len(_LABELS), padding_v=padding,
            padding_h=PADDING[1], min_row=self._settings.row if padding == PADDING[0] else 0.0,
            min_header_row=self._form.header.row_height,
            group_starts=groups, group_columns=frozenset({first + self._count}),
        )  # fmt: skip

    def _header(self) -> Iterator[Cell]:
        for col, text in enumerate(_FIXED):
            yield self._head(0, col, text, 2)
        first = len(_FIXED)
        if self._count:
            year = self._document.fiscal_year.long
            yield self._head(0, first, f"開催回（{year}）", 1, self._count)
        for at, meeting in enumerate(self._table.meetings):
            yield self._head(1, first + at, _meeting_words(meeting), ident=("meeting", meeting.id))
        yield self._head(0, first + self._count, "集計", 1, len(_COUNTS))
        for at, text in enumerate(_COUNTS):
            yield self._head(1, first + self._count + at, text)

    def _row(self, row: int) -> Iterator[Cell]:
        seat = self._table.seats[row]
        latest = seat.latest
        roster = self._table.roster
        person = ("person", seat.person_id)
        mincho = self._style("mincho", 9.0)
        number = Paragraph((Run(str(row + 1)),), self._style("gothic", 9.0, "center"))
        name = Paragraph(
            (Run(said.spread_name(roster.people[seat.person_id].name)),), self._style("mincho", 9.5, "center")
        )
        profession = Paragraph(self._print.runs(latest.profession), mincho, phrases=True)
        yield Cell(row, 0, (number,), valign="middle", ident=person)
        yield Cell(row, 1, (profession,), valign="middle", ident=person)
        organization = roster.organization_name(latest) or NONE
        yield Cell(row, 2, (self._words(organization, mincho),), valign="middle", ident=person)
        yield Cell(row, 3, (name,), valign="middle", label=True, ident=person)
        first = len(_FIXED)
        for at, state in enumerate(self._table.cells[row]):
            ident = ("cell", seat.person_id, self._table.meetings[at].id)
            yield Cell(row, first + at, tuple(self._mark(state)), valign="middle", ident=ident)
        yield from self._counts(row, self._table.of_seat(row))

    def _mark(self, state: State) -> Iterator[CellBlock]:
        settings = self._settings
        yield Paragraph((Run(state.sign),), self._style("gothic", settings.mark_size, "center", 13.5))
        if state.state is Presence.PROXY and settings.proxy_names and state.record is not None and state.record.proxy:
            style = self._style("mincho", settings.proxy.size, "center", settings.proxy.leading)
            yield self._words(state.record.proxy, style)

    def _counts(self, row: int, totals: Totals) -> Iterator[Cell]:
        first = len(_FIXED) + self._count
        words = (*map(str, (totals.present + totals.online, totals.proxy, totals.absent)), rate_words(totals))
        for at, text in enumerate(words):
            yield Cell(row, first + at, (self._number(text),), valign="middle")

    def _totals(self, start: int) -> Iterator[Cell]:
        first = len(_FIXED)
        label = self._style("gothic", 9.0, "right")
        centred = self._style("gothic", 9.0, "center")
        columns = [self._table.of_meeting(at) for at in range(self._count)]
        for at, text in enumerate(_LABELS):
            yield Cell(start + at, 0, (self._words(text, label),), 1, first, "middle", label=True)
            for col, totals in enumerate(columns):
                words = _total_words(totals)[at]
                yield Cell(start + at, first + col, (Paragraph((Run(words),), centred),), valign="middle")
        yield from self._counts(start, self._table.whole)
        settings = self._settings
        lines = (settings.rate_note, settings.proxies_in if self._committee.proxies_count else settings.proxies_out)
        notes = tuple(self._words(line, self._style("mincho", 8.0, leading=11.0)) for line in lines if line)
        yield Cell(start + 1, first + self._count, notes, len(_LABELS) - 1, len(_COUNTS), "middle")

    # ── 職種

    def _professions(self) -> Iterator[Block]:
        found = list(self._table.by_profession.items())
        if not self._settings.professions or not any(profession for profession, _ in found):
            return
        for start in range(0, len(found), MOST_PROFESSIONS):
            head = Paragraph((Run(self._settings.professions),), TextStyle("gothic", 10.0, 15.0))
            yield TextBlock((head,), BELOW_GAP, space_after=LEGEND_GAP, heading=2)
            yield self._profession_grid(found[start : start + MOST_PROFESSIONS])

    def _profession_grid(self, found: Sequence[tuple[str, Totals]]) -> Grid:
        measure = self._form.paper.measure
        label = measure * 0.11
        widths = (label, *((measure - label) / len(found),) * len(found))
        members = {profession: 0 for profession, _ in found}
        for seat in self._table.seats:
            if seat.latest.profession in members:
                members[seat.latest.profession] += 1
        header = [self._head(0, 0, "職種")]
        header += [self._head(0, at, profession or "（未入力）") for at, (profession, _) in enumerate(found, 1)]
        gothic, centred = self._style("gothic", 9.0, "center"), self._style("mincho", 9.0, "center")
        body = [
            Cell(0, 0, (self._words("委員数", gothic),), label=True),
            Cell(1, 0, (self._words("出席率", gothic),), label=True),
        ]
        for at, (profession, totals) in enumerate(found, 1):
            body.append(Cell(0, at, (Paragraph((Run(f"{members[profession]}人"),), centred),)))
            body.append(Cell(1, at, (Paragraph((Run(rate_words(totals)),), gothic),)))
        return Grid(widths, tuple(header), 1, tuple(body), 2, padding_v=PADDING[0], padding_h=PADDING[1],
                    min_header_row=self._form.header.row_height)  # fmt: skip


def gap(height: float) -> Paragraph:
    """Nothing, so many mm high."""
    return Paragraph((), TextStyle("mincho", 1.0, height * _MM))


def _meeting_words(meeting: MeetingRow) -> str:
    number = "" if meeting.nth is None else f"第{meeting.nth}回"
    day = "" if meeting.day is None else f"{meeting.day.month}/{meeting.day.day}"
    return "\n".join(part for part in (number, day) if part) or meeting.name


def rate_words(totals: Totals) -> str:
    """84.6％ with a half-width sign, "" where nothing is known."""
    return "" if totals.rate is None else f"{totals.rate * 100:.1f}%"


def _total_words(totals: Totals) -> tuple[str, str, str, str]:
    counts = (totals.present + totals.online, totals.proxy, totals.absent)
    known = totals.asked > 0
    first, second, third = (str(count) if known else "" for count in counts)
    return first, second, third, rate_words(totals)
