"""開催通知 of a meeting, a page for each recipient (LAYOUTS M5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from zaitaku_desktop.base.written_day import write_day
from zaitaku_desktop.forms import meeting_words as said
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.meeting_printer import MeetingPrinter
from zaitaku_desktop.forms.subject_day import chosen_day
from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.meeting_names import meeting_name
from zaitaku_desktop.model.meeting_rows import AttendanceRow, MeetingSnapshot
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.typeset.blocks import (
    REST,
    Abreast,
    Block,
    NewPage,
    Paragraph,
    PrintJob,
    Prose,
    ProseItem,
    TextStyle,
)

NUMBER, SENDER, SUBJECT, BODY, CONTACT = "#number", "#sender", "#subject", "#body", "#contact"
PLACES = {NUMBER: "文書番号", SENDER: "発信者", SUBJECT: "件名", BODY: "本文", CONTACT: "担当"}
"""Places at which a 開催通知 can have words in place of those of its form, and what they are called."""
_UNDATED = "令和　　年　　月　　日"
_LABEL = 4.0  # 字 over which 日時 and its fellows are spread
_GAP = 6.0  # mm between the parts of a letter


def notice_words(form: Form, document: DocumentRow, meeting: MeetingSnapshot) -> Mapping[str, str]:
    """What stands at each of `PLACES`: the words of the 資料, else those of the form."""
    settings = form.notice
    town = [words for words in (meeting.municipality.name, meeting.municipality.department) if words]
    facts = {
        "meeting": meeting_name(meeting.committee, meeting.meeting),
        "city": meeting.municipality.name,
        "department": meeting.municipality.department,
        "committee": meeting.committee.name,
        "office": meeting.meeting.office or meeting.committee.office or " ".join(town),
    }
    own = {
        NUMBER: settings.number, SENDER: settings.sender, SUBJECT: settings.subject, BODY: settings.body,
        CONTACT: settings.contact,
    }  # fmt: skip
    filled = {place: text.format(**facts).strip("\n") for place, text in own.items()}
    return {place: document.header_notes.get(place, text) for place, text in filled.items()}


def notice_job(form: Form, document: DocumentRow, meeting: MeetingSnapshot) -> PrintJob:
    """開催通知. Idents: those of `PLACES`, ("person", id), ("meeting", column), ("agenda", id), "title"."""
    return _NoticePrinter(form, document, meeting).job()


class _NoticePrinter:
    def __init__(self, form: Form, document: DocumentRow, meeting: MeetingSnapshot) -> None:
        self._form = form
        self._document = document
        self._meeting = meeting
        self._print = MeetingPrinter(form, document, meeting.municipality)
        self._words = notice_words(form, document, meeting)
        text = form.text
        self._style: TextStyle = text.prose(text.family, text.size, text.leading, cell=False)
        self._right = TextStyle(text.family, text.size, text.leading, align="right")
        self._centre = TextStyle(text.family, text.size, text.leading, align="center")

    def job(self) -> PrintJob:
        blocks: list[Block] = []
        for row in self._recipients():
            blocks += [NewPage()] if blocks else []
            blocks.append(Prose(tuple(self._page(row))))
        return self._print.job(replace(self._print.sheet(), title=""), *blocks)

    def _recipients(self) -> list[AttendanceRow | None]:
        """The 委員 who are asked; a letter to nobody where there are none yet."""
        found: list[AttendanceRow | None] = [
            row
            for row in self._meeting.attendance
            if row.side is Side.MEMBER and Presence.OUT_OF_TERM not in (row.state, row.reply)
        ]
        return found or [None]

    def _page(self, row: AttendanceRow | None) -> Iterator[ProseItem]:
        day = chosen_day(self._document)
        for line in self._print.lines(self._words[NUMBER], self._right):
            yield ProseItem(line, NUMBER)
        yield ProseItem(self._print.line(_UNDATED if day is None else write_day(day), self._right), "day")
        yield from self._address(row)
        for at, line in enumerate(self._print.lines(self._words[SENDER], self._right)):
            yield ProseItem(_spaced(line, 0.0 if at else _GAP), SENDER)
        subject = TextStyle("mincho", self._form.notice.subject_size, self._style.leading + 3, align="center")
        for at, line in enumerate(self._print.lines(self._words[SUBJECT], subject)):
            yield ProseItem(_spaced(line, 0.0 if at else 2 * _GAP), SUBJECT, 0 if at else 2)
        for at, text in enumerate(self._words[BODY].split("\n")):
            line = self._print.line(text, self._style, 1.0, 0.0)
            yield ProseItem(_spaced(line, 0.0 if at else _GAP), BODY)
        yield ProseItem(_spaced(self._print.line("記", self._centre), _GAP))
        yield from self._facts()
        yield ProseItem(_spaced(self._print.line("以上", self._right), _GAP))
        yield from self._contact()

    def _address(self, row: AttendanceRow | None) -> Iterator[ProseItem]:
        if row is None:
            yield ProseItem(_spaced(self._print.line(said.SPACE * 8 + self._form.notice.call, self._style, 1.0), _GAP))
            return
        ident = ("person", row.person_id)
        name = said.SPACE.join(self._meeting.name_of(row).split())
        lines = [line for line in (row.organization,) if line]
        lines.append(f"{name}{said.SPACE}{self._form.notice.call}")
        for at, text in enumerate(lines):
            yield ProseItem(_spaced(self._print.line(text, self._style, 1.0, 2.0), 0.0 if at else _GAP), ident)

    def _facts(self) -> Iterator[ProseItem]:
        meeting = self._meeting.meeting
        facts = (("日時", said.when_words(meeting, prose=True), "day"), ("場所", said.place_words(meeting), "place"))
        number = 0
        for label, value, column in facts:
            number += 1
            yield self._fact(number, label, value.replace("\n", said.SPACE), ("meeting", column))
        if self._form.notice.agenda and self._meeting.agenda:
            yield self._fact(number + 1, "議題", "", ("meeting", "agenda"))
            yield from self._items()

    def _fact(self, number: int, label: str, value: str, ident: object) -> ProseItem:
        sign = self._print.line(str(number), self._style)
        words = self._print.label(label, self._style, _LABEL)
        texts = (sign, words, self._print.line(value, self._style))
        return ProseItem(Abreast(texts, (1.0, _LABEL, REST), 1.0, 1.0, space_before=2.0), ident)

    def _items(self) -> Iterator[ProseItem]:
        """The items below those at the top, numbered through; those themselves where nothing stands below any."""
        meeting = self._meeting
        tops = [item for item in meeting.agenda_below() if item.kind is not AgendaKind.LINE]
        inner = [item for top in tops for item in meeting.agenda_below(top.id) if item.kind is not AgendaKind.LINE]
        for number, item in enumerate(inner or tops, 1):
            line = self._print.line(f"({number}){said.SPACE}{item.title}", self._style, 3.0, 5.5)
            yield ProseItem(line, ("agenda", item.id))

    def _contact(self) -> Iterator[ProseItem]:
        lines = [line for line in self._words[CONTACT].split("\n") if line]
        if not lines:
            return
        indent = max(self._form.paper.measure * 72 / 25.4 / self._style.size - 18.0, 0.0)
        yield ProseItem(_spaced(self._print.line("（担当）", self._style, indent), 2 * _GAP), CONTACT)
        for text in lines:
            yield ProseItem(self._print.line(text, self._style, indent + 1, indent + 1), CONTACT)


def _spaced(line: Paragraph, before: float) -> Paragraph:
    return Paragraph(line.runs, line.style, line.indent, line.hang, before)
