"""What the pages 会議 and 委員 show: people and meetings as they are now, and which 会議体 and 会議 is meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.model.consultation_table import Consultations
from zaitaku_desktop.model.indicator_table import Indicators
from zaitaku_desktop.model.meeting_rows import AttendanceRow, MeetingRow
from zaitaku_desktop.model.roster import CommitteeRow, Roster, TermRow
from zaitaku_desktop.model.snapshot import MunicipalityRow
from zaitaku_desktop.model.training_rows import TrainingBook
from zaitaku_desktop.storage.reading import load_municipality
from zaitaku_desktop.storage.reading_counts import load_consultations, load_indicators, load_item_titles
from zaitaku_desktop.storage.reading_meetings import load_attendance, load_meetings, load_roster
from zaitaku_desktop.storage.reading_trainings import TABLES as TRAINING_TABLES
from zaitaku_desktop.storage.reading_trainings import load_trainings
from zaitaku_desktop.storage.workspace import RowChange, Step
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.side.file_checking import FileChecking

T = TypeVar("T")

ROSTER_TABLES = frozenset({"person", "organization", "committee", "secretariat_member", "term", "membership"})
MEETING_TABLES = frozenset({"meeting"})
MORE_TABLES = frozenset(
    {
        *("meeting_lock", "attendance", "confirmation", "agenda_item", "agenda_handout"),
        *("handout", "handout_part", "outline_block", "packet", "attached_file"),
    }
)
COUNT_TABLES = frozenset(
    {"consultation_category", "consultation_count", "indicator", "indicator_value", "indicator_item", "plan_item"}
)
"""相談件数 and 指標, with the 取組 that serve them."""
CITY = frozenset({"municipality"})
TABLES = CITY | ROSTER_TABLES | MEETING_TABLES | MORE_TABLES | COUNT_TABLES | TRAINING_TABLES


@dataclass(frozen=True, slots=True)
class Refresh:
    """What has changed. `changes` () = everything may have; `initiator` None = undone or redone, or by others."""

    tables: frozenset[str]
    changes: tuple[RowChange, ...] = ()
    initiator: object = None


Figures = tuple[Consultations, Indicators, dict[int, str]]
NOBODY = Roster({}, {}, {}, {}, {}, {})


class MeetingDesk(QObject):
    """Passed to every view of both pages. Reads when it is first asked for."""

    changed = Signal(object)
    """(Refresh): `roster` and `meetings` are as they are now."""
    place_asked = Signal(object)
    """(checks.finding.Place): what is wrong there is to be seen."""
    chosen = Signal()
    """Another 会議体, 年度 or 会議 is meant."""
    document_asked = Signal(int)
    """A 資料 is to be shown, wherever it is at home."""
    view_asked = Signal(int, str)
    """(meeting, tab): a part of a meeting is to be shown."""
    packet_asked = Signal(object)
    """(PacketWish): a 資料一式 is to be printed, saved or fixed."""

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.roster = NOBODY
        self.city = MunicipalityRow("")
        self.meetings: dict[int, MeetingRow] = {}
        self.year = FiscalYear.of(dt.date.today())
        self.committee_id: int | None = None
        self.meeting_id: int | None = None
        self.checking = FileChecking(bridge, self)
        self._read = False
        self._attendance: dict[int, list[AttendanceRow]] = {}
        self._figures: Figures | None = None
        self._trainings: TrainingBook | None = None
        bridge.changed.connect(self._heard)

    @cached_property
    def faces(self) -> Faces:
        """The printed faces, loaded when pages are first shown."""
        return Faces.load()

    def shut_down(self) -> None:
        """Hear of no more changes."""
        self.bridge.changed.disconnect(self._heard)
        self.checking.shut_down()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.bridge.read_only

    # Reading

    def open(self) -> None:
        """Read what is there, if nothing was read so far."""
        if not self._read:
            self._load(TABLES)
            self._settle()

    def _load(self, tables: frozenset[str]) -> None:
        self._read = True
        if tables & {"attendance", "meeting"}:
            self._attendance.clear()
        if tables & COUNT_TABLES:
            self._figures = None
        if tables & TRAINING_TABLES:
            self._trainings = None
        with self.bridge.workspace.read() as connection:
            if tables & CITY:
                self.city = load_municipality(connection)
            if tables & ROSTER_TABLES:
                self.roster = load_roster(connection)
            if tables & (MEETING_TABLES | {"committee"}):
                self.meetings = {meeting.id: meeting for meeting in load_meetings(connection)}

    def _heard(self, step: Step, initiator: object) -> None:
        changes = tuple(change for change in step.changes if change.table in TABLES)
        if not self._read or not changes:
            return
        tables = frozenset(change.table for change in changes)
        self._load(tables)
        before = (self.committee_id, self.meeting_id)
        self._settle()
        self.changed.emit(Refresh(tables, changes, initiator))
        if before != (self.committee_id, self.meeting_id):
            self.chosen.emit()

    def _settle(self) -> None:
        """Mean something that is there."""
        if self.meeting_id not in self.meetings:
            self.meeting_id = None
        if self.committee_id not in self.roster.committees:
            self.meeting_id = None
            rows = self.committees()
            self.committee_id = rows[0][0].id if rows else None

    @property
    def trainings(self) -> TrainingBook:
        """All 研修; kept until one of them changes."""
        if self._trainings is None:
            with self.bridge.workspace.read() as connection:
                self._trainings = load_trainings(connection)
        return self._trainings

    # What is meant

    def committees(self) -> list[tuple[CommitteeRow, int]]:
        """The 会議体 with their depth, each with its 部会 below it."""
        found: list[tuple[CommitteeRow, int]] = []

        def take(parent: int | None, depth: int) -> None:
            for row in self.roster.subcommittees(parent):
                found.append((row, depth))
                take(row.id, depth + 1)

        take(None, 0)
        return found

    @property
    def committee(self) -> CommitteeRow | None:
        """The 会議体 that is meant."""
        return self.roster.committees.get(self.committee_id or 0)

    @property
    def meeting(self) -> MeetingRow | None:
        """The 会議 that is open, None = the lists of the 会議体 are shown."""
        return self.meetings.get(self.meeting_id or 0)

    def meetings_here(self) -> list[MeetingRow]:
        """The meetings of the 会議体 in the 年度, by day."""
        rows = self.meetings.values()
        return [row for row in rows if row.committee_id == self.committee_id and row.fiscal_year == self.year]

    def attendance_of(self, meeting_id: int) -> list[AttendanceRow]:
        """Who was asked to a meeting, in order; kept until 出欠 changes."""
        if meeting_id not in self._attendance:
            wanted = {meeting_id, *(meeting.id for meeting in self.meetings_here())} - set(self._attendance)
            with self.bridge.workspace.read() as connection:
                rows = load_attendance(connection, *wanted)
            self._attendance |= {one: [] for one in wanted}
            for row in rows:
                self._attendance[row.meeting_id].append(row)
        return self._attendance[meeting_id]

    def _counted(self) -> Figures:
        """相談件数, 指標 and the names of 取組; kept until one of them changes."""
        if self._figures is None:
            with self.bridge.workspace.read() as connection:
                found = load_consultations(connection), load_indicators(connection), load_item_titles(connection)
            self._figures = found
        return self._figures

    @property
    def consultations(self) -> Consultations:
        """All 相談件数."""
        return self._counted()[0]

    @property
    def indicators(self) -> Indicators:
        """All 指標."""
        return self._counted()[1]

    @property
    def item_titles(self) -> dict[int, str]:
        """What the 取組 of all plans are called, with their No."""
        return self._counted()[2]

    def terms(self) -> list[TermRow]:
        """The 任期 of the 会議体, the earliest first."""
        return [] if self.committee_id is None else self.roster.terms_of(self.committee_id)

    def term(self) -> TermRow | None:
        """The 任期 that falls into the 年度: the one of today if it does, else the last that begins before its end."""
        terms = self.terms()
        today = min(max(dt.date.today(), self.year.first_day), self.year.last_day)
        now = [term for term in terms if term.first_day <= today <= term.last_day]
        within = [
            term for term in terms if term.first_day <= self.year.last_day and self.year.first_day <= term.last_day
        ]
        return next(iter(reversed(now or within or terms)), None)

    def years(self) -> tuple[FiscalYear, ...]:
        """The 年度 that can be chosen: those of meetings, 任期 and figures, this one and the next."""
        now = FiscalYear.of(dt.date.today())
        starts = [meeting.fiscal_year for meeting in self.meetings.values()]
        starts += [FiscalYear.of(term.first_day) for term in self.roster.terms.values()]
        starts += [*self.consultations.years, *self.indicators.years]
        starts += [row.fiscal_year for row in self.trainings.sessions.values()]
        return years_between(min([*starts, self.year, now - 1]), max([*starts, self.year, now + 1]))

    def choose_committee(self, committee_id: int | None) -> None:
        """Mean another 会議体."""
        if committee_id != self.committee_id:
            self.committee_id, self.meeting_id = committee_id, None
            self.chosen.emit()

    def choose_meeting(self, meeting_id: int | None) -> None:
        """Open a 会議 (its 会議体 and 年度 with it), None = back to the lists."""
        meeting = self.meetings.get(meeting_id or 0)
        if meeting is not None:
            self.committee_id, self.year = meeting.committee_id, meeting.fiscal_year
        if meeting_id != self.meeting_id or meeting is not None:
            self.meeting_id = meeting_id
            self.chosen.emit()

    def choose_year(self, year: FiscalYear) -> None:
        """Mean another 年度; a 会議 of the other one closes."""
        if year != self.year:
            self.year, self.meeting_id = year, None
            self.chosen.emit()

    # Writing

    def perform(self, name: str, change: Callable[[Session], T], initiator: object = None) -> T | None:
        """Write one undo step. None = it was not written, which has been said."""
        done = self.bridge.perform(name, change, initiator or self)
        return None if done is None else done.result
