"""What 概要 says of a meeting besides its fields. No Qt here."""

from __future__ import annotations

from zaitaku_desktop.base.written_day import DayStyle, write_day
from zaitaku_desktop.model.meeting_rows import MeetingRow
from zaitaku_desktop.model.minutes_rules import POLICIES, days_of, due_day, policy_of
from zaitaku_desktop.model.roster import CommitteeRow
from zaitaku_desktop.model.snapshot import MunicipalityRow

STILL = "このままでも使えます。"
LONG = DayStyle("long", brackets="（）")


def rules_words(meeting: MeetingRow, committee: CommitteeRow, city: MunicipalityRow) -> str:
    """`令和7年7月2日（水）まで（開催から14日）　要点`."""
    days, due = days_of(committee, city), due_day(meeting, committee, city)
    if due is not None:
        words = f"{write_day(due, LONG)}まで（開催から{days}日）"
    else:
        words = "決まっていません" if days is None else f"開催から{days}日"
    policy = policy_of(committee, city)
    return f"{words}　{POLICIES[policy]}で作成" if policy else words


def disagreement(meeting: MeetingRow) -> str:
    """What disagrees within a meeting."""
    if meeting.start_time and meeting.end_time and meeting.end_time < meeting.start_time:
        return f"終了が開始より前です。{STILL}"
    if meeting.day and meeting.next_day and meeting.next_day <= meeting.day:
        return f"次回の日が、この会議より前です。{STILL}"
    if meeting.day and not meeting.fiscal_year.first_day <= meeting.day <= meeting.fiscal_year.last_day:
        return f"開催日が{meeting.fiscal_year.long}の外です。{STILL}"
    return ""
