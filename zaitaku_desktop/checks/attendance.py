"""出欠: present and absent both, present outside the 任期, a 委員 in neither list, fewer than 定足数."""

from __future__ import annotations

from collections.abc import Iterator

from zaitaku_desktop.checks.finding import Finding, Severity
from zaitaku_desktop.checks.meeting_scope import HELD, MeetingScope, place_in
from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.attendance_table import quorum_of
from zaitaku_desktop.model.meeting import Method
from zaitaku_desktop.model.meeting_rows import AttendanceRow, MeetingSnapshot
from zaitaku_desktop.model.members import members_on

RULE = "attendance"
QUORUM = "quorum"


def check_meeting(scope: MeetingScope, meeting: MeetingSnapshot) -> Iterator[Finding]:
    """A meeting that took place and for which anything is entered."""
    rows = [row for row in meeting.attendance if row.side is Side.MEMBER]
    if meeting.meeting.status not in HELD or all(row.state is Presence.UNKNOWN for row in rows):
        return
    yield from _twice(meeting)
    if meeting.meeting.day is None:
        return
    members = members_on(scope.roster, meeting.meeting.committee_id, meeting.meeting.day)
    if not members:
        return
    people = {row.person_id for row in members}
    for row in rows:
        if row.state.came and row.person_id not in people:
            words = f"{meeting.name_of(row)}さんは、この日の委員ではありませんが、出席になっています。"
            yield _finding(meeting, row, words)
    known = {row.person_id: row for row in rows if row.state is not Presence.UNKNOWN}
    for member in members:
        if member.person_id not in known:
            name = scope.roster.people[member.person_id].name
            asked = next((row.id for row in rows if row.person_id == member.person_id), 0)
            words = f"{name}さんが、出席者にも欠席者にもありません。"
            yield Finding(RULE, Severity.WARNING, place_in(meeting, "attendance", asked), words, name)
    yield from _quorum(meeting, rows, len(members))


def _finding(
    meeting: MeetingSnapshot, row: AttendanceRow, words: str, severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(RULE, severity, place_in(meeting, "attendance", row.id), words, meeting.name_of(row))


def _twice(meeting: MeetingSnapshot) -> Iterator[Finding]:
    """Somebody who stands there twice, on one side or with two states."""
    seen: dict[int, AttendanceRow] = {}
    for row in meeting.attendance:
        before = seen.setdefault(row.person_id, row)
        if before is row or Presence.UNKNOWN in (before.state, row.state):
            continue
        name = meeting.name_of(row)
        if before.state.came != row.state.came:
            yield _finding(meeting, row, f"{name}さんが、出席と欠席の両方にあります。", Severity.ERROR)
        elif before.side is row.side:
            yield _finding(meeting, row, f"{name}さんが、2度書かれています。")


def _quorum(meeting: MeetingSnapshot, rows: list[AttendanceRow], members: int) -> Iterator[Finding]:
    """Proxies count, as they do in 出欠表; a written meeting has none who come."""
    needed = quorum_of(meeting.committee, members)
    came = sum(row.state.came for row in rows)
    if needed is None or came >= needed or meeting.meeting.method is Method.WRITTEN:
        return
    words = f"委員{members}人のうち出席は{came}人で、定足数の{needed}人に足りません。"
    yield Finding(QUORUM, Severity.WARNING, place_in(meeting, "attendance"), words, f"{came}/{needed}")
