"""One meeting as a view reads it: plain immutable rows (compare model/snapshot.py)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.committee import Speakers
from zaitaku_desktop.model.confirmation import Answer
from zaitaku_desktop.model.handout import HandoutKind, PartKind
from zaitaku_desktop.model.meeting import MeetingStatus, Method, Observing
from zaitaku_desktop.model.meeting_names import meeting_name
from zaitaku_desktop.model.outline import BlockKind, Series
from zaitaku_desktop.model.packet import Paging
from zaitaku_desktop.model.roster import CommitteeRow, PersonRow, Roster
from zaitaku_desktop.model.snapshot import MunicipalityRow


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting (model/meeting.py)."""

    id: int
    committee_id: int
    fiscal_year: FiscalYear
    nth: int | None = None
    cumulative: int | None = None
    name: str = ""
    day: dt.date | None = None
    start_time: dt.time | None = None
    end_time: dt.time | None = None
    place: str = ""
    method: Method = Method.IN_PERSON
    status: MeetingStatus = MeetingStatus.PLANNED
    status_note: str = ""
    postponed_to_id: int | None = None
    observing: Observing = Observing.UNSET
    observing_reason: str = ""
    observers: int | None = None
    office: str = ""
    next_day: dt.date | None = None
    next_start: dt.time | None = None
    next_place: str = ""
    next_note: str = ""
    report_summary: str = ""
    report_summary_checked: bool = False
    report_decisions: str = ""
    report_decisions_checked: bool = False
    scheme: tuple[str, ...] = ()
    speakers: Speakers | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class MeetingLockRow:
    """One 確定 or its taking back (model/meeting.py)."""

    id: int
    meeting_id: int
    at: str
    locked: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmationRow:
    """A 確認依頼 (model/confirmation.py)."""

    id: int
    meeting_id: int
    person_id: int
    sent_on: dt.date | None = None
    due_on: dt.date | None = None
    answered_on: dt.date | None = None
    answer: Answer = Answer.NONE
    corrections: str = ""
    taken_over: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """Somebody at one meeting (model/attendance.py)."""

    id: int
    meeting_id: int
    person_id: int
    side: Side = Side.MEMBER
    reply: Presence = Presence.UNKNOWN
    state: Presence = Presence.UNKNOWN
    proxy: str = ""
    came_at: dt.time | None = None
    left_at: dt.time | None = None
    printed_name: str = ""
    role: str = ""
    organization: str = ""
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class AgendaItemRow:
    """An item of a 次第 (model/agenda.py)."""

    id: int
    meeting_id: int
    parent_id: int | None = None
    position: int = 0
    kind: AgendaKind = AgendaKind.PLAIN
    title: str = ""
    note: str = ""
    presenter: str = ""
    minutes: int | None = None
    carried_from_id: int | None = None
    committee_id: int | None = None


@dataclass(frozen=True, slots=True)
class AgendaHandoutRow:
    """A 【資料１】 mark (model/agenda.py)."""

    id: int
    agenda_item_id: int
    handout_id: int
    position: int = 0


@dataclass(frozen=True, slots=True)
class HandoutRow:
    """A 配付資料 (model/handout.py)."""

    id: int
    meeting_id: int
    position: int = 0
    label: str = "資料"
    number: int | None = None
    branch: int | None = None
    list_title: str = ""
    listed: bool = True
    kind: HandoutKind = HandoutKind.ADVANCE
    copies: int | None = None
    replaces_id: int | None = None
    replaced_on: dt.date | None = None
    note: str = ""

    @property
    def mark(self) -> str:
        """資料1－2, digits as stored text has them; "" without a number and a label."""
        number = "" if self.number is None else str(self.number)
        branch = "" if self.branch is None or not number else f"－{self.branch}"
        return f"{self.label}{number}{branch}"


@dataclass(frozen=True, slots=True)
class HandoutPartRow:
    """A part of a 配付資料 (model/handout.py)."""

    id: int
    handout_id: int
    position: int = 0
    kind: PartKind = PartKind.TITLE
    title: str = ""
    document_id: int | None = None
    meeting_id: int | None = None
    file_id: int | None = None


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block of an outline (model/outline.py)."""

    id: int
    meeting_id: int | None
    position: int = 0
    level: int = 0
    kind: BlockKind = BlockKind.PLAIN
    text: str = ""
    series: Series = Series.AUTO
    start: int | None = None
    speaker: str = ""
    speaker_id: int | None = None
    full_text_only: bool = False
    assignee: str = ""
    assignee_id: int | None = None
    due_on: dt.date | None = None
    due_note: str = ""
    done_on: dt.date | None = None
    agenda_item_id: int | None = None
    document_id: int | None = None
    revision_id: int | None = None
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file kept in the data file, without its content (model/handout.py)."""

    id: int
    name: str
    media_type: str
    digest: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class PacketRow:
    """How the 資料一式 of a meeting is printed, and what was fixed of it (model/packet.py)."""

    id: int = 0
    meeting_id: int = 0
    paging: Paging = Paging.EACH
    two_sided: bool = False
    number_box: bool = True
    draft_mark: bool = True
    dividers: bool = False
    copies: int | None = None
    fixed_at: str = ""
    fixed_digest: str = ""
    fixed_size: int = 0
    fixed_pages: int = 0


@dataclass(frozen=True)
class MeetingSnapshot:
    """One meeting as it is now, with everybody and everything it speaks of; each sequence in its order.

    `titles` = the titles of the 資料 in its parts, `meetings` = the meetings of the file by id, in the order of their
    days (for whose 会議録 a part is, and for the names of others).
    """

    municipality: MunicipalityRow
    roster: Roster
    meeting: MeetingRow
    attendance: Sequence[AttendanceRow]
    agenda: Mapping[int, AgendaItemRow]
    handouts: Mapping[int, HandoutRow]
    parts: Sequence[HandoutPartRow]
    marks: Sequence[AgendaHandoutRow]
    blocks: Sequence[BlockRow]
    confirmations: Sequence[ConfirmationRow]
    locks: Sequence[MeetingLockRow]
    files: Mapping[int, FileRow]
    titles: Mapping[int, str]
    meetings: Mapping[int, MeetingRow]

    @property
    def name(self) -> str:
        """What the meeting is called."""
        return meeting_name(self.committee, self.meeting)

    @property
    def committee(self) -> CommitteeRow:
        """The 会議体 that meets."""
        return self.roster.committees[self.meeting.committee_id]

    @property
    def scheme(self) -> tuple[str, ...]:
        """How its 会議録 is numbered: its own way or that of the 会議体; () = as `numbering.STANDARD`."""
        return self.meeting.scheme or self.committee.scheme

    @property
    def speakers(self) -> Speakers:
        """How those who speak are printed."""
        return self.committee.speakers if self.meeting.speakers is None else self.meeting.speakers

    @property
    def locked(self) -> bool:
        """Whether it is 確定."""
        return self.meeting.status is MeetingStatus.FINAL

    @cached_property
    def _below(self) -> dict[int | None, list[AgendaItemRow]]:
        found: dict[int | None, list[AgendaItemRow]] = {}
        for item in sorted(self.agenda.values(), key=lambda row: (row.position, row.id)):
            found.setdefault(item.parent_id, []).append(item)
        return found

    def agenda_below(self, item_id: int | None = None) -> list[AgendaItemRow]:
        """The items directly below one (None = at the top of the 次第), in order."""
        return self._below.get(item_id, [])

    def walk_agenda(self, item_id: int | None = None) -> Iterator[AgendaItemRow]:
        """Every item below one, depth first, in order."""
        for item in self.agenda_below(item_id):
            yield item
            yield from self.walk_agenda(item.id)

    def handouts_of(self, item_id: int) -> list[HandoutRow]:
        """The 配付資料 that an item of the 次第 is about, in the order of their marks."""
        return [self.handouts[mark.handout_id] for mark in self.marks if mark.agenda_item_id == item_id]

    def parts_of(self, handout_id: int) -> list[HandoutPartRow]:
        """The parts of a 配付資料, in order."""
        return [part for part in self.parts if part.handout_id == handout_id]

    def part_title(self, part: HandoutPartRow) -> str:
        """What a part is called: by its own title, else by its source; "" = nobody knows."""
        if part.title:
            return part.title
        if part.document_id is not None:
            return self.titles.get(part.document_id, "")
        meeting = self.meetings.get(part.meeting_id or 0)
        if meeting is not None:
            return f"{meeting_name(self.roster.committees[meeting.committee_id], meeting)} 会議録"
        file = self.files.get(part.file_id or 0)
        return "" if file is None else file.name

    def handout_title(self, handout: HandoutRow) -> str:
        """What a 配付資料 is called in 【配付資料】."""
        parts = self.parts_of(handout.id)
        return handout.list_title or (self.part_title(parts[0]) if parts else "")

    def person_of(self, row: AttendanceRow) -> PersonRow:
        """Who it is."""
        return self.roster.people[row.person_id]

    def name_of(self, row: AttendanceRow) -> str:
        """The name as printed at that meeting."""
        return row.printed_name or self.person_of(row).name
