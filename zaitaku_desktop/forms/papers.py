"""From a stored 資料 of any kind to what is printed. The one way for the command line and the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Literal, Protocol

from sqlalchemy import Connection

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.forms.masking import Masked
from zaitaku_desktop.forms.missing import Missing
from zaitaku_desktop.forms.print_agenda import agenda_job
from zaitaku_desktop.forms.print_attendance import attendance_job
from zaitaku_desktop.forms.print_consultation import consultation_job
from zaitaku_desktop.forms.print_indicator import indicator_job
from zaitaku_desktop.forms.print_minutes import MinutesPrint, minutes_job
from zaitaku_desktop.forms.print_notice import notice_job
from zaitaku_desktop.forms.print_outline import outline_job
from zaitaku_desktop.forms.print_roster import roster_job, sign_in_job
from zaitaku_desktop.forms.print_status import status_job
from zaitaku_desktop.forms.printable import read_printable
from zaitaku_desktop.forms.status_groups import groups_of, held_meetings, missing_reports
from zaitaku_desktop.forms.training_papers import OF_TRAININGS, training_maker
from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.attendance_table import build_table
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.model.tasks import Task, open_before
from zaitaku_desktop.storage.reading import load_document, load_municipality
from zaitaku_desktop.storage.reading_counts import load_consultations, load_indicators
from zaitaku_desktop.storage.reading_documents import outline_of
from zaitaku_desktop.storage.reading_meetings import (
    load_attendance,
    load_blocks,
    load_meeting,
    load_meetings,
    load_roster,
)
from zaitaku_desktop.typeset.blocks import PrintJob

OF_PLANS = ("grid", "cards", "pdca")
"""The layouts of 資料 that show a plan."""


Format = Literal["xlsx", "docx"]
TABLES = (*OF_PLANS, "status", "attendance", "roster", "sign_in", "consultation", "indicator", *OF_TRAININGS)
"""Layouts that an Excel file can hold; the others are texts."""


def formats_of(layout: str) -> tuple[Format, ...]:
    """What a 資料 of that layout can be written as."""
    return ("xlsx", "docx") if layout in TABLES else ("docx",)


class Paper(Protocol):
    """A 資料 with all it shows; safe to hand to another thread."""

    @property
    def document(self) -> DocumentRow:
        """Its own facts."""

    @property
    def form(self) -> Form:
        """Its form."""

    def job(self) -> PrintJob:
        """What to print."""

    def missing(self) -> tuple[Missing, ...]:
        """The blank cells that its form needs."""

    def masked(self) -> tuple[Masked, ...]:
        """The words in which names were found, of a 資料 that is printed without names."""


@dataclass(frozen=True)
class AgendaPaper:
    """A 次第."""

    document: DocumentRow
    form: Form
    meeting: MeetingSnapshot
    tasks: tuple[Task, ...] = ()

    def job(self) -> PrintJob:
        """What to print."""
        return agenda_job(self.form, self.document, self.meeting, self.tasks)

    def missing(self) -> tuple[Missing, ...]:
        """Nothing is asked for."""
        return ()

    def masked(self) -> tuple[Masked, ...]:
        """Nothing is masked."""
        return ()


@dataclass(frozen=True)
class MinutesPaper:
    """A 会議録."""

    document: DocumentRow
    form: Form
    meeting: MeetingSnapshot

    @cached_property
    def _printed(self) -> MinutesPrint:
        return minutes_job(self.form, self.document, self.meeting)

    def job(self) -> PrintJob:
        """What to print."""
        return self._printed.job

    def missing(self) -> tuple[Missing, ...]:
        """Nothing is asked for."""
        return ()

    def masked(self) -> tuple[Masked, ...]:
        """See `Paper`."""
        return self._printed.masked


@dataclass(frozen=True)
class TablePaper:
    """A 資料 that is made of records at once: 部会検討状況, 出欠表, 委員名簿, 出席簿, 開催通知, 自由文書."""

    document: DocumentRow
    form: Form
    make: Callable[[], PrintJob]
    blanks: tuple[Missing, ...] = ()

    def job(self) -> PrintJob:
        """What to print."""
        return self.make()

    def missing(self) -> tuple[Missing, ...]:
        """Reports that nobody has written."""
        return self.blanks

    def masked(self) -> tuple[Masked, ...]:
        """Nothing is masked."""
        return ()


def _as_it_is(document: DocumentRow) -> DocumentRow:
    return document


def read_paper(
    connection: Connection, document_id: int, edit: Callable[[DocumentRow], DocumentRow] = _as_it_is
) -> Paper:
    """Read a 資料 of any kind. KnownError if it is gone, what it is about is, or its form cannot be read.

    `edit` = what is changed of its own facts for this one print (a 資料一式 may leave （案） out).
    """
    document = edit(load_document(connection, document_id))
    form = read_library(connection).form(document.form)
    if form.layout in OF_PLANS:
        return replace(read_printable(connection, document_id), document=document)
    return paper_of(connection, document, form)


def paper_as(connection: Connection, document: DocumentRow) -> Paper:
    """A stored 資料, or what one would be (id 0). KnownError as `read_paper` has it."""
    if document.id:
        return read_paper(connection, document.id)
    return paper_of(connection, document, read_library(connection).form(document.form))


def paper_of(connection: Connection, document: DocumentRow, form: Form) -> Paper:
    """A 資料 of a meeting or a 会議体, or a 自由文書, stored or not (id 0). KnownError if what it is about is gone."""
    if form.layout == "agenda":
        meeting = _meeting(connection, document)
        return AgendaPaper(document, form, meeting, _open_tasks(connection, meeting))
    if form.layout == "minutes":
        return MinutesPaper(document, form, _meeting(connection, document))
    if form.layout in ("sign_in", "notice"):
        make = sign_in_job if form.layout == "sign_in" else notice_job
        return TablePaper(document, form, partial(make, form, document, _meeting(connection, document)))
    if form.layout == "outline":
        cards = read_library(connection).form(form.outline.cards)
        return TablePaper(document, form, partial(outline_job, form, outline_of(connection, document), cards))
    if form.layout in OF_TRAININGS:
        return TablePaper(document, form, training_maker(connection, document, form))
    if form.layout in ("consultation", "indicator"):
        return _figures(connection, document, form)
    return _table(connection, document, form)


def _figures(connection: Connection, document: DocumentRow, form: Form) -> TablePaper:
    """A 資料 about the 相談件数 or 指標 of a 年度."""
    city = load_municipality(connection)
    if form.layout == "indicator":
        return TablePaper(document, form, partial(indicator_job, form, document, city, load_indicators(connection)))
    table = load_consultations(connection)
    return TablePaper(document, form, partial(consultation_job, form, document, city, table))


def _table(connection: Connection, document: DocumentRow, form: Form) -> TablePaper:
    """A 資料 about a 会議体."""
    roster, city = load_roster(connection), load_municipality(connection)
    committee = roster.committees.get(document.committee_id or 0)
    if committee is None:
        raise KnownError(
            "この資料には会議体が結び付いていません。", todo="会議体を選んでください。", place=document.title
        )
    if form.layout == "roster":
        return TablePaper(document, form, partial(roster_job, form, document, city, roster, committee.id))
    if form.layout == "status":
        groups = groups_of(document, roster, {row.id: row for row in load_meetings(connection)})
        blanks = tuple(missing_reports(groups))
        return TablePaper(document, form, partial(status_job, form, document, city, groups), blanks)
    meetings = held_meetings(document, load_meetings(connection, committee.id, document.fiscal_year))
    rows = load_attendance(connection, *(row.id for row in meetings))
    table = build_table(roster, committee.id, meetings, rows)
    return TablePaper(document, form, partial(attendance_job, form, document, city, committee, table))


def _meeting(connection: Connection, document: DocumentRow) -> MeetingSnapshot:
    if document.meeting_id is None:
        raise KnownError("この資料には会議が結び付いていません。", todo="会議を選んでください。", place=document.title)
    return load_meeting(connection, document.meeting_id)


def _open_tasks(connection: Connection, meeting: MeetingSnapshot) -> tuple[Task, ...]:
    """The 宿題 that a 次第 lists: those of earlier meetings, if it has an item for them."""
    if not any(item.kind is AgendaKind.TASKS for item in meeting.agenda.values()):
        return ()
    own = meeting.meeting.committee_id
    ids = [row.id for row in meeting.meetings.values() if row.committee_id == own]
    return tuple(open_before(meeting.meeting, load_blocks(connection, *ids), meeting.meetings))
