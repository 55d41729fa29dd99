"""A 会議録 that is not 確定 although its day has gone by."""

from __future__ import annotations

from collections.abc import Iterator

from zaitaku_desktop.base.written_day import write_day
from zaitaku_desktop.checks.finding import Finding, Severity
from zaitaku_desktop.checks.meeting_scope import MeetingScope, place_in
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.minutes_rules import WRITTEN, days_of, due_day

RULE = "minutes_due"


def check_meeting(scope: MeetingScope, meeting: MeetingSnapshot) -> Iterator[Finding]:
    """At the day by which it is wanted."""
    city, committee, row = meeting.municipality, meeting.committee, meeting.meeting
    due = due_day(row, committee, city)
    if due is None or due >= scope.today or row.status not in WRITTEN:
        return
    until, days = write_day(due), days_of(committee, city)
    words = f"会議録が、期限の{until}（開催から{days}日）を過ぎても「{called(row.status)}」のままです。"
    yield Finding(RULE, Severity.WARNING, place_in(meeting, "minutes_days"), words, until)
