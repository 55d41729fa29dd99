"""What is in the file already, as far as the import of a paper needs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from zaitaku_desktop.model.meeting_rows import MeetingRow, MeetingSnapshot
from zaitaku_desktop.model.roster import CommitteeRow, Roster
from zaitaku_desktop.storage.reading import load_documents, load_municipality
from zaitaku_desktop.storage.reading_meetings import load_attendance, load_meeting, load_meetings, load_roster


@dataclass(frozen=True)
class KnownMeetings:
    """Everybody, every 会議体, every meeting. Whole meetings are read when they are asked for: as long as the
    connection is open."""

    municipality: str
    roster: Roster
    meetings: Mapping[int, MeetingRow]
    connection: Connection

    def committees(self) -> tuple[CommitteeRow, ...]:
        """All 会議体 in their order."""
        return tuple(self.roster.committees.values())

    def snapshot(self, meeting_id: int) -> MeetingSnapshot:
        """A whole meeting."""
        return load_meeting(self.connection, meeting_id)

    def has_document(self, meeting_id: int, kind: str) -> bool:
        """Whether a 資料 of that kind prints the meeting."""
        rows = load_documents(self.connection)
        return any(row.meeting_id == meeting_id and row.kind == kind for row in rows)

    def has_attendance(self, meeting_ids: Sequence[int]) -> bool:
        """Whether anybody was at one of these meetings."""
        return bool(meeting_ids) and bool(load_attendance(self.connection, *meeting_ids))


def load_known_meetings(connection: Connection) -> KnownMeetings:
    """Read it."""
    municipality = load_municipality(connection)
    meetings = {row.id: row for row in load_meetings(connection)}
    return KnownMeetings(municipality.name, load_roster(connection), meetings, connection)
