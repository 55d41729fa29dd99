"""Records of people and meetings → plain rows (model/roster.py, model/meeting_rows.py)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, func, select

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.agenda import AgendaHandout, AgendaItem
from zaitaku_desktop.model.attendance import Attendance
from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.committee import Committee, Membership, SecretariatMember, Term
from zaitaku_desktop.model.confirmation import Confirmation
from zaitaku_desktop.model.consultation import ConsultationCategory, ConsultationCount
from zaitaku_desktop.model.consultation_table import CategoryRow, CountRow
from zaitaku_desktop.model.document import Document
from zaitaku_desktop.model.document_rows import RevisionRow
from zaitaku_desktop.model.handout import AttachedFile, Handout, HandoutPart
from zaitaku_desktop.model.indicator import Indicator, IndicatorItem, IndicatorValue
from zaitaku_desktop.model.indicator_table import IndicatorItemRow, IndicatorRow, IndicatorValueRow
from zaitaku_desktop.model.meeting import Meeting, MeetingLock
from zaitaku_desktop.model.meeting_rows import (
    AgendaHandoutRow,
    AgendaItemRow,
    AttendanceRow,
    BlockRow,
    ConfirmationRow,
    FileRow,
    HandoutPartRow,
    HandoutRow,
    MeetingLockRow,
    MeetingRow,
    MeetingSnapshot,
    PacketRow,
)
from zaitaku_desktop.model.organization import Organization
from zaitaku_desktop.model.outline import OutlineBlock
from zaitaku_desktop.model.packet import Packet
from zaitaku_desktop.model.person import Person
from zaitaku_desktop.model.revision import Revision
from zaitaku_desktop.model.roster import (
    CommitteeRow,
    MembershipRow,
    OrganizationRow,
    PersonRow,
    Roster,
    SecretariatRow,
    TermRow,
)
from zaitaku_desktop.model.training import (
    ParticipantCount,
    ParticipantKind,
    TrainingDay,
    TrainingLecturer,
    TrainingProgramme,
    TrainingSeries,
    TrainingSession,
)
from zaitaku_desktop.model.training_rows import (
    DayRow,
    KindRow,
    LecturerRow,
    ParticipantRow,
    ProgrammeRow,
    SeriesRow,
    SessionRow,
)
from zaitaku_desktop.storage.reading import load_municipality
from zaitaku_desktop.storage.tables import file_content

R = TypeVar("R")

ROWS: Mapping[type[Record], type[Any]] = {
    Person: PersonRow,
    Organization: OrganizationRow,
    Committee: CommitteeRow,
    SecretariatMember: SecretariatRow,
    Term: TermRow,
    Membership: MembershipRow,
    Meeting: MeetingRow,
    MeetingLock: MeetingLockRow,
    Confirmation: ConfirmationRow,
    Attendance: AttendanceRow,
    AgendaItem: AgendaItemRow,
    AgendaHandout: AgendaHandoutRow,
    Handout: HandoutRow,
    HandoutPart: HandoutPartRow,
    OutlineBlock: BlockRow,
    AttachedFile: FileRow,
    ConsultationCategory: CategoryRow,
    ConsultationCount: CountRow,
    Indicator: IndicatorRow,
    IndicatorValue: IndicatorValueRow,
    IndicatorItem: IndicatorItemRow,
    Revision: RevisionRow,
    Packet: PacketRow,
    ParticipantKind: KindRow,
    TrainingProgramme: ProgrammeRow,
    TrainingSeries: SeriesRow,
    TrainingSession: SessionRow,
    TrainingDay: DayRow,
    TrainingLecturer: LecturerRow,
    ParticipantCount: ParticipantRow,
}
"""Which row a record is read into: each of its fields is the column of that name."""


class MeetingGone(KnownError):
    """A meeting that was deleted, or whose making was undone."""


def _as_it_is(value: Any) -> Any:
    return value


def _year(value: int) -> FiscalYear:
    return FiscalYear(value)


@cache
def _readers(row: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    special: dict[str, Callable[[Any], Any]] = {"fiscal_year": _year, "scheme": tuple}
    return tuple((field.name, special.get(field.name, _as_it_is)) for field in fields(row))


def load_rows(
    connection: Connection, row: type[R], *where: ColumnElement[bool], order: tuple[Any, ...] = ()
) -> list[R]:
    """The records that are read into `row` and meet the conditions, by `order`, then by id."""
    record = next(one for one, other in ROWS.items() if other is row)
    readers = _readers(cast("Hashable", row))
    query = select(*(getattr(record, name) for name, _ in readers)).where(*where).order_by(*order, record.id)
    return [
        row(*(reader(value) for (_, reader), value in zip(readers, found, strict=True)))
        for found in connection.execute(query)
    ]


def _by_id(rows: list[R]) -> dict[int, R]:
    return {row.id: row for row in rows}  # type: ignore[attr-defined]


def load_roster(connection: Connection) -> Roster:
    """Everybody, and every 会議体."""
    return Roster(
        people=_by_id(load_rows(connection, PersonRow)),
        organizations=_by_id(load_rows(connection, OrganizationRow)),
        committees=_by_id(load_rows(connection, CommitteeRow, order=(Committee.position,))),
        terms=_by_id(load_rows(connection, TermRow, order=(Term.first_day, Term.position))),
        memberships=_by_id(load_rows(connection, MembershipRow, order=(Membership.position,))),
        secretariat=_by_id(load_rows(connection, SecretariatRow, order=(SecretariatMember.position,))),
    )


_BY_DAY = (Meeting.fiscal_year, Meeting.day.is_(None), Meeting.day, Meeting.nth)


def load_meetings(
    connection: Connection, committee_id: int | None = None, fiscal_year: FiscalYear | None = None
) -> list[MeetingRow]:
    """The meetings (of one 会議体, of one 年度), by 年度 and day; those without a day last."""
    where = []
    if committee_id is not None:
        where.append(Meeting.committee_id == committee_id)
    if fiscal_year is not None:
        where.append(Meeting.fiscal_year == fiscal_year.start)
    return load_rows(connection, MeetingRow, *where, order=_BY_DAY)


def load_attendance(connection: Connection, *meeting_ids: int) -> list[AttendanceRow]:
    """Who was asked to these meetings, by meeting and order."""
    where = Attendance.meeting_id.in_(meeting_ids)
    return load_rows(connection, AttendanceRow, where, order=(Attendance.meeting_id, Attendance.position))


def load_blocks(connection: Connection, *meeting_ids: int) -> list[BlockRow]:
    """The outlines of the 会議録 of these meetings (of all, if none is given), by meeting and order."""
    where = OutlineBlock.meeting_id.in_(meeting_ids) if meeting_ids else OutlineBlock.meeting_id.is_not(None)
    return load_rows(connection, BlockRow, where, order=(OutlineBlock.meeting_id, OutlineBlock.position))


def load_meeting(connection: Connection, meeting_id: int) -> MeetingSnapshot:
    """One meeting as it is now. MeetingGone if there is none of that id (any more)."""
    meetings = _by_id(load_meetings(connection))
    if meeting_id not in meetings:
        raise MeetingGone("この会議は見つかりません。", todo="一覧を開き直してください。")
    handouts = load_rows(connection, HandoutRow, Handout.meeting_id == meeting_id, order=(Handout.position,))
    within = HandoutPart.handout_id.in_([row.id for row in handouts])
    parts = load_rows(connection, HandoutPartRow, within, order=(HandoutPart.position,))
    marked = AgendaHandout.handout_id.in_([row.id for row in handouts])
    items = AgendaItem.meeting_id == meeting_id
    asked = Confirmation.meeting_id == meeting_id
    files = AttachedFile.id.in_([part.file_id for part in parts if part.file_id is not None])
    documents = select(Document.id, Document.title).where(Document.id.in_([part.document_id for part in parts]))
    return MeetingSnapshot(
        municipality=load_municipality(connection),
        roster=load_roster(connection),
        meeting=meetings[meeting_id],
        attendance=load_attendance(connection, meeting_id),
        agenda=_by_id(load_rows(connection, AgendaItemRow, items, order=(AgendaItem.position,))),
        handouts=_by_id(handouts),
        parts=parts,
        marks=load_rows(connection, AgendaHandoutRow, marked, order=(AgendaHandout.position,)),
        blocks=load_blocks(connection, meeting_id),
        confirmations=load_rows(connection, ConfirmationRow, asked, order=(Confirmation.position,)),
        locks=load_rows(connection, MeetingLockRow, MeetingLock.meeting_id == meeting_id),
        files=_by_id(load_rows(connection, FileRow, files)),
        titles={row.id: row.title for row in connection.execute(documents)},
        meetings=meetings,
    )


def load_all_meetings(connection: Connection) -> dict[int, MeetingSnapshot]:
    """Every meeting of the file by id, by 年度 and day; one statement a table, whatever their number."""
    meetings = _by_id(load_meetings(connection))
    municipality, roster = load_municipality(connection), load_roster(connection)
    handouts = load_rows(connection, HandoutRow, order=(Handout.position,))
    owner = {row.id: row.meeting_id for row in handouts}
    parts = load_rows(connection, HandoutPartRow, order=(HandoutPart.position,))
    marks = load_rows(connection, AgendaHandoutRow, order=(AgendaHandout.position,))
    attendance = _by(load_rows(connection, AttendanceRow, order=(Attendance.position,)))
    agenda = _by(load_rows(connection, AgendaItemRow, order=(AgendaItem.position,)))
    blocks = _by(load_rows(connection, BlockRow, order=(OutlineBlock.position,)))
    asked = _by(load_rows(connection, ConfirmationRow, order=(Confirmation.position,)))
    locks = _by(load_rows(connection, MeetingLockRow))
    files = _by_id(load_rows(connection, FileRow))
    titles = {row.id: row.title for row in connection.execute(select(Document.id, Document.title))}
    of_meeting: dict[int, list[HandoutRow]] = _by(handouts)
    return {
        meeting_id: MeetingSnapshot(
            municipality=municipality,
            roster=roster,
            meeting=meeting,
            attendance=attendance.get(meeting_id, []),
            agenda=_by_id(agenda.get(meeting_id, [])),
            handouts=_by_id(of_meeting.get(meeting_id, [])),
            parts=[part for part in parts if owner[part.handout_id] == meeting_id],
            marks=[mark for mark in marks if owner[mark.handout_id] == meeting_id],
            blocks=blocks.get(meeting_id, []),
            confirmations=asked.get(meeting_id, []),
            locks=locks.get(meeting_id, []),
            files=files,
            titles=titles,
            meetings=meetings,
        )
        for meeting_id, meeting in meetings.items()
    }


def _by(rows: list[R]) -> dict[int, list[R]]:
    """Rows by the meeting they belong to."""
    found: dict[int, list[R]] = {}
    for row in rows:
        found.setdefault(row.meeting_id, []).append(row)  # type: ignore[attr-defined]
    return found


def load_packet(connection: Connection, meeting_id: int) -> PacketRow:
    """How the 資料一式 of a meeting is printed: as was chosen, else as it is where nobody has chosen (id 0)."""
    found = load_rows(connection, PacketRow, Packet.meeting_id == meeting_id)
    return found[0] if found else PacketRow(meeting_id=meeting_id)


def load_file(connection: Connection, file_id: int) -> bytes:
    """The content of a file kept in the data file. KnownError if it is gone."""
    digest = connection.execute(select(AttachedFile.digest).where(AttachedFile.id == file_id)).scalar()
    return load_content(connection, digest or "")


def load_content(connection: Connection, digest: str) -> bytes:
    """What is kept under a digest. KnownError if it is gone."""
    found = connection.execute(select(file_content.c.content).where(file_content.c.digest == digest)).scalar()
    if found is None:
        raise KnownError("この添付ファイルの中身は見つかりません。", todo="もう一度添付してください。")
    return bytes(found)


def contents_size(connection: Connection) -> int:
    """How many bytes all contents together have."""
    found: int | None = connection.execute(select(func.sum(func.length(file_content.c.content)))).scalar()
    return found or 0
