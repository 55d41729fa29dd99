"""A meeting on a day on which the city hall is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from zaitaku_desktop.base.closed_days import closed_because
from zaitaku_desktop.base.written_day import write_day
from zaitaku_desktop.checks.finding import Finding, Severity
from zaitaku_desktop.checks.meeting_scope import MeetingScope, place_in
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot

RULE = "closed_day"


def check_meeting(_scope: MeetingScope, meeting: MeetingSnapshot) -> Iterator[Finding]:
    """Its own day while it is planned, and the next one it announces."""
    planned = meeting.meeting.status is MeetingStatus.PLANNED
    days: tuple[tuple[str, dt.date | None], ...] = (
        ("day", meeting.meeting.day if planned else None),
        ("next_day", meeting.meeting.next_day),
    )
    for field, day in days:
        if day is not None and (why := closed_because(day)):
            words = f"{write_day(day)}は{why}です。"
            yield Finding(RULE, Severity.INFO, place_in(meeting, field), words, write_day(day))
