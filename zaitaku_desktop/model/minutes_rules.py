"""会議録の作成方針 and 期限: what 自治体設定 says, and what a 会議体 has of its own instead."""

from __future__ import annotations

import datetime as dt

from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.meeting_rows import MeetingRow
from zaitaku_desktop.model.roster import CommitteeRow
from zaitaku_desktop.model.snapshot import MunicipalityRow

POLICIES = {"full": "全文", "summary": "要点"}
"""How much of what was said a 会議録 has. Any other value = as its form has it."""
MOST_DAYS = 366
NO_RULE = 0
"""The days of a 会議体 for which there is no rule, though there is one for the others."""
WRITTEN = frozenset({MeetingStatus.HELD, MeetingStatus.DRAFT, MeetingStatus.CHECKING})
"""While its 会議録 is being made."""


def policy_of(committee: CommitteeRow, city: MunicipalityRow) -> str:
    """One of POLICIES, "" = as the form has it."""
    return next((one for one in (committee.minutes_policy, city.minutes_policy) if one in POLICIES), "")


def days_of(committee: CommitteeRow, city: MunicipalityRow) -> int | None:
    """Within how many days after a meeting its 会議録 is to be 確定, None = there is no rule."""
    days = city.minutes_days if committee.minutes_days is None else committee.minutes_days
    return days or None


def due_day(meeting: MeetingRow, committee: CommitteeRow, city: MunicipalityRow) -> dt.date | None:
    """The last day on which the 会議録 is in time, None = there is none."""
    days = days_of(committee, city)
    return None if days is None or meeting.day is None else meeting.day + dt.timedelta(days=days)
