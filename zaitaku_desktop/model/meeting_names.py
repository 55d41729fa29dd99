"""What a meeting is called, and which numbers are proposed for the next one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.committee import NumberPer
from zaitaku_desktop.model.meeting import MeetingStatus

if TYPE_CHECKING:
    from zaitaku_desktop.model.meeting_rows import MeetingRow
    from zaitaku_desktop.model.roster import CommitteeRow


@dataclass(frozen=True, slots=True)
class Numbers:
    """第n回 in its 年度, and over all years."""

    nth: int
    cumulative: int


def number_words(committee: CommitteeRow, meeting: MeetingRow) -> str:
    """令和5年度第1回 · 第23回 · 令和5年度 where it has no number. Digits as stored text has them."""
    if committee.number_per is NumberPer.CUMULATIVE and meeting.cumulative is not None:
        return f"第{meeting.cumulative}回"
    return meeting.fiscal_year.long + ("" if meeting.nth is None else f"第{meeting.nth}回")


def meeting_name(committee: CommitteeRow, meeting: MeetingRow) -> str:
    """令和5年度第1回ＩＣＴ連携部会, or what it is called by itself."""
    return meeting.name or f"{number_words(committee, meeting)}{committee.name}"


def proposed_numbers(meetings: Iterable[MeetingRow], committee_id: int, year: FiscalYear) -> Numbers:
    """The numbers after the highest ones; what was cancelled keeps its number, what was put off hands it on.

    Where no meeting of the 会議体 is numbered over all years, the meetings are counted.
    """
    rows = [row for row in meetings if row.committee_id == committee_id and row.status is not MeetingStatus.POSTPONED]
    nths = [row.nth or 0 for row in rows if row.fiscal_year == year]
    through = [row.cumulative for row in rows if row.cumulative is not None]
    return Numbers(max(nths, default=0) + 1, max(through, default=len(rows)) + 1)
