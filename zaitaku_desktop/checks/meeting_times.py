"""Days and times of a meeting: end before start, the next meeting before this one, a day outside its 年度."""

from __future__ import annotations

from collections.abc import Iterator

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.base.read_day import write_time
from zaitaku_desktop.base.written_day import write_day
from zaitaku_desktop.checks.finding import Finding, Severity
from zaitaku_desktop.checks.meeting_scope import MeetingScope, place_in
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot

RULE = "meeting_times"


def check_meeting(_scope: MeetingScope, meeting: MeetingSnapshot) -> Iterator[Finding]:
    """What cannot be as it is written."""
    row = meeting.meeting
    if row.start_time is not None and row.end_time is not None and row.end_time < row.start_time:
        start, end = write_time(row.start_time), write_time(row.end_time)
        words = f"終わりの時刻（{end}）が、始まりの時刻（{start}）より前です。"
        yield Finding(RULE, Severity.ERROR, place_in(meeting, "end_time"), words, end)
    if row.day is None:
        return
    day = write_day(row.day)
    if row.next_day is not None and row.next_day <= row.day:
        later = write_day(row.next_day)
        words = f"次回の日（{later}）が、この会議の日（{day}）より後ではありません。"
        yield Finding(RULE, Severity.ERROR, place_in(meeting, "next_day"), words, later)
    if FiscalYear.of(row.day) != row.fiscal_year:
        words = f"{day}は{FiscalYear.of(row.day).long}ですが、{row.fiscal_year.long}の会議になっています。"
        yield Finding(RULE, Severity.WARNING, place_in(meeting, "day"), words, day)
