"""From a stored 資料 of any kind to what is printed. The one way for the command line and the window."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from sqlalchemy import Connection

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.forms.masking import Masked
from zaitaku_desktop.forms.missing import Missing
from zaitaku_desktop.forms.print_agenda import agenda_job
from zaitaku_desktop.forms.print_minutes import MinutesPrint, minutes_job
from zaitaku_desktop.forms.printable import read_printable
from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.model.tasks import Task, open_before
from zaitaku_desktop.storage.reading import load_document
from zaitaku_desktop.storage.reading_meetings import load_blocks, load_meeting
from zaitaku_desktop.typeset.blocks import PrintJob


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


def read_paper(connection: Connection, document_id: int) -> Paper:
    """Read a 資料 of any kind. KnownError if it is gone, what it is about is, or its form cannot be read."""
    document = load_document(connection, document_id)
    form = read_library(connection).form(document.form)
    if form.layout == "agenda":
        meeting = _meeting(connection, document)
        return AgendaPaper(document, form, meeting, _open_tasks(connection, meeting))
    if form.layout == "minutes":
        return MinutesPaper(document, form, _meeting(connection, document))
    return read_printable(connection, document_id)


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
