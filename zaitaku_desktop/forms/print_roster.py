"""委員名簿 of a 会議体 and 出席簿 of a meeting (LAYOUTS M5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from zaitaku_desktop.base.written_day import DayStyle, write_day
from zaitaku_desktop.forms import meeting_words as said
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.meeting_printer import MeetingPrinter
from zaitaku_desktop.forms.print_attendance import LEGEND_GAP, NONE, gap
from zaitaku_desktop.forms.subject_day import roster_day
from zaitaku_desktop.forms.table_layouts import PersonColumn, PersonField
from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.members import members_on, secretariat_on, span
from zaitaku_desktop.model.roster import MembershipRow, Roster
from zaitaku_desktop.model.snapshot import DocumentRow, MunicipalityRow
from zaitaku_desktop.typeset.blocks import (
    NATURAL,
    REST,
    Abreast,
    Block,
    Cell,
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
SECTION_GAP = 6.0  # mm between two tables
_LABELS = ("日時", "場所")
_SHORT = DayStyle("dot")
SECRETARIAT = (
    PersonColumn("number", "No.", 9.0, center=True, family="gothic"),
    PersonColumn("role", "所属・役職", 98.0),
    PersonColumn("name", "氏名", 60.0, center=True),
)


@dataclass(frozen=True, slots=True)
class _Person:
    """A row: what stands in each column, and whose it is."""

    words: Mapping[PersonField, str]
    ident: object | None = None


def roster_job(
    form: Form, document: DocumentRow, municipality: MunicipalityRow, roster: Roster, committee_id: int
) -> PrintJob:
    """委員名簿 of a 会議体 on a day. Idents: ("membership", id), ("person", id), "title", "number"."""
    settings = form.roster
    table = _Table(form, document, municipality)
    day = roster_day(document, roster, committee_id)
    word = roster.committees[committee_id].member_word
    members = [_member(roster, row, word) for row in members_on(roster, committee_id, day)]
    blocks: list[Block] = [table.above(settings.date.format(day=write_day(day)), settings.polite)]
    blocks.append(table.grid(settings.columns, members, settings.blank_rows))
    office = secretariat_on(roster, committee_id, day)
    if settings.secretariat and office:
        rows = [
            _Person({"role": row.role, "name": roster.people[row.person_id].name}, ("person", row.person_id))
            for row in office
        ]
        blocks += [table.heading(settings.secretariat), table.grid(SECRETARIAT, rows, 0)]
    return table.print.job(table.print.sheet(), *blocks)


def _member(roster: Roster, row: MembershipRow, word: str) -> _Person:
    """`word` = what somebody without a role is called."""
    person = roster.people[row.person_id]
    return _Person(
        {
            "selection": row.selection,
            "organization": roster.organization_name(row) or NONE,
            "role": row.role or word,
            "profession": row.profession,
            "name": person.name,
            "kana": person.kana,
            "term": term_words(*span(roster, row)),
            "note": row.note,
        },
        ("membership", row.id),
    )


def term_words(first: dt.date, last: dt.date) -> str:
    """R7.4.1～R9.3.31, on two lines."""
    return f"{write_day(first, _SHORT)}～\n{write_day(last, _SHORT)}"


def sign_in_job(form: Form, document: DocumentRow, meeting: MeetingSnapshot) -> PrintJob:
    """出席簿 of a meeting, to be signed. Idents: ("person", id), ("meeting", column), "title", "number"."""
    settings = form.roster
    table = _Table(form, document, meeting.municipality)
    blocks: list[Block] = [table.when(meeting)]
    for side, rows in groupby(sorted(meeting.attendance, key=_side), key=_side):
        if side and not settings.groups:
            continue
        people = [
            _Person(
                {"organization": row.organization, "role": row.role, "name": meeting.name_of(row), "note": row.note},
                ("person", row.person_id),
            )
            for row in rows
            if row.state is not Presence.OUT_OF_TERM
        ]
        if side:
            blocks.append(table.heading(called(list(Side)[side])))
        blocks.append(table.grid(settings.columns, people, 0 if side else settings.blank_rows))
    if len(blocks) == 1:
        blocks.append(table.grid(settings.columns, (), max(settings.blank_rows, 10)))
    return table.print.job(table.print.sheet(), *blocks)


def _side(row: object) -> int:
    return list(Side).index(row.side)  # type: ignore[attr-defined]


class _Table:
    """Makes tables of people."""

    def __init__(self, form: Form, document: DocumentRow, municipality: MunicipalityRow) -> None:
        self._form = form
        self._settings = form.roster
        self.print = MeetingPrinter(form, document, municipality)
        self._measure = form.paper.measure
        self._scale = 1.0

    def above(self, left: str, right: str) -> Prose:
        """What stands over a table, at either side."""
        note = self._form.legend
        first = self.print.line(left, TextStyle("mincho", note.size, note.leading), hang=0.0)
        last = self.print.line(right, TextStyle("mincho", note.size, note.leading, align="right"), hang=0.0)
        return Prose((ProseItem(Abreast((first, last), (REST, NATURAL))), ProseItem(gap(LEGEND_GAP))))

    def when(self, meeting: MeetingSnapshot) -> Prose:
        """日時 and 場所."""
        style = TextStyle("mincho", 11.0, 19.0)
        values = (said.when_words(meeting.meeting), said.place_words(meeting.meeting).replace("\n", said.SPACE))
        items = [
            ProseItem(
                Abreast((self.print.label(label, style, 3.0), self.print.line(value, style)), (3.0, REST)),
                ("meeting", column),
            )
            for label, value, column in zip(_LABELS, values, ("day", "place"), strict=True)
        ]
        return Prose((*items, ProseItem(gap(3.0))))

    def heading(self, words: str) -> TextBlock:
        """The heading of another table."""
        line = Paragraph((Run(words),), TextStyle("gothic", 11.0, 16.0, bold=True))
        return TextBlock((line,), SECTION_GAP, space_after=LEGEND_GAP, heading=2)

    def grid(self, columns: Sequence[PersonColumn], people: Sequence[_Person], blank: int) -> Grid:
        """The table: a row for each of them, then empty ones."""
        rows = [*people, *(_Person({}) for _ in range(blank))]
        whole = sum(column.width for column in columns)
        self._scale = self._measure / whole
        widths = tuple(column.width * self._scale for column in columns)
        body = [cell for col, column in enumerate(columns) for cell in self._column(column, col, rows)]
        return Grid(
            widths, tuple(self._header(columns)), 1, tuple(body), len(rows), padding_v=PADDING[0], padding_h=PADDING[1],
            min_row=self._settings.row, min_header_row=self._form.header.row_height,
        )  # fmt: skip

    def _header(self, columns: Sequence[PersonColumn]) -> Iterator[Cell]:
        style = TextStyle("gothic", self._settings.header_size, self._settings.header_size * 1.4, align="center")
        for col, column in enumerate(columns):
            words = self.print.label(column.heading, style, 0.0)
            yield Cell(0, col, (words,), valign="middle", fill=True, one_line=7.0)

    def _column(self, column: PersonColumn, col: int, rows: Sequence[_Person]) -> Iterator[Cell]:
        row = 0
        while row < len(rows):
            words = self._text(column, rows[row], row)
            count = 1
            while (
                column.merge and words and row + count < len(rows) and self._text(column, rows[row + count], 0) == words
            ):
                count += 1
            cell = tuple(self._lines(column, words))
            label = column.key in ("name", "selection")
            yield Cell(row, col, cell, count, valign="middle", label=label, ident=rows[row].ident)
            row += count

    def _text(self, column: PersonColumn, person: _Person, row: int) -> str:
        if column.key == "number":
            return str(row + 1) if person.words else ""
        words = person.words.get(column.key, "")
        if column.key == "kana" and not self._fits(column, words):
            return "\n".join(words.split())
        return said.spread_name(words) if column.key == "name" else words

    def _fits(self, column: PersonColumn, words: str) -> bool:
        """Whether they stand on one line of the column."""
        room = column.width * self._scale - 2 * PADDING[1]
        return sum(0.5 if char.isascii() else 1.0 for char in words) * self._size(column) <= room * 72 / 25.4

    def _size(self, column: PersonColumn) -> float:
        return column.size or self._settings.text.size

    def _lines(self, column: PersonColumn, words: str) -> Iterator[Paragraph]:
        settings = self._settings.text
        size = self._size(column)
        leading = round(settings.leading * size / settings.size, 2)
        style = TextStyle(column.family, size, leading, align="center" if column.center else "left")
        for line in words.split("\n") if words else ():
            solid = column.key in ("name", "number", "term", "kana")
            runs = (Run(line),) if solid else self.print.runs(line)
            yield Paragraph(runs, style, phrases=column.key in ("organization", "selection", "profession"))
