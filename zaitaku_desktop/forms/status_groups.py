"""Which meetings of the 部会 a 部会検討状況 tells of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from zaitaku_desktop.forms.missing import Missing
from zaitaku_desktop.forms.print_status import Group
from zaitaku_desktop.forms.subject_day import DAY, FROM, TO, chosen_day
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.meeting_names import meeting_name
from zaitaku_desktop.model.meeting_rows import MeetingRow
from zaitaku_desktop.model.roster import CommitteeRow, Roster
from zaitaku_desktop.model.snapshot import DocumentRow

_DAY = dt.timedelta(days=1)
_NOT_HELD = (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)


def period_of(document: DocumentRow, meetings: Mapping[int, MeetingRow]) -> tuple[dt.date, dt.date]:
    """First and last day: as chosen for the 資料, else from the day after the last meeting of the 会議体 up to the one
    it is made for. Where no earlier one is known, the first of a 年度 tells of the 年度 before as well: its last
    meetings have been reported to nobody. Without a meeting its 年度."""
    own = [
        row for row in meetings.values() if row.committee_id == document.committee_id and row.status not in _NOT_HELD
    ]
    made_for = meetings.get(document.meeting_id or 0)
    year = document.fiscal_year
    last = made_for.day if made_for is not None and made_for.day is not None else year.last_day
    before = [row.day for row in own if row.day is not None and row.day < last]
    if made_for is None:
        first = year.first_day
    elif before:
        first = max(before) + _DAY
    else:
        first = (year - 1 if made_for.nth in (None, 1) else year).first_day
    return chosen_day(document, FROM) or first, chosen_day(document, TO) or last


def groups_of(document: DocumentRow, roster: Roster, meetings: Mapping[int, MeetingRow]) -> list[Group]:
    """The 部会 of the 会議体 with their meetings in that time; those that had ended before and did not meet are left
    out."""
    first, last = period_of(document, meetings)
    found = []
    for committee in roster.subcommittees(document.committee_id):
        own = [row for row in meetings.values() if row.committee_id == committee.id and row.status not in _NOT_HELD]
        told = tuple(row for row in own if row.day is not None and first <= row.day <= last)
        if told or not _has_ended(committee, first):
            found.append(_with_next(Group(committee, told), own, last))
    return found


def _with_next(group: Group, own: Sequence[MeetingRow], last: dt.date) -> Group:
    """When a 部会 meets next: the first meeting that is planned after that day, else what the last one announced."""
    coming = [row for row in own if row.day is not None and row.day > last]
    if coming:
        return replace(group, next_day=coming[0].day, next_number=coming[0].nth)
    held = [row for row in own if row.day is not None and row.day <= last]
    if not held:
        return group
    said = held[-1]
    if said.next_day is None or said.next_day <= last:
        return replace(group, next_note="" if said.next_day else said.next_note)
    same = said.next_day <= said.fiscal_year.last_day
    number = None if said.nth is None else said.nth + 1 if same else 1
    return replace(group, next_day=said.next_day, next_number=number, next_note=said.next_note)


def _has_ended(committee: CommitteeRow, first: dt.date) -> bool:
    return committee.ended_on is not None and committee.ended_on < first


def missing_reports(groups: Sequence[Group]) -> Iterator[Missing]:
    """未入力: the 報告用概要 and 報告用決定事項 that are blank, and those that nobody has looked at (未確認)."""
    for group in groups:
        for row in group.meetings:
            name = meeting_name(group.committee, row)
            for column, text, checked in (
                ("検討状況の概要", row.report_summary, row.report_summary_checked),
                ("決定事項等", row.report_decisions, row.report_decisions_checked),
            ):
                if not text.strip():
                    yield Missing(None, 0, column, name)
                elif not checked:
                    yield Missing(None, 0, f"{column}（未確認）", name)


def held_meetings(document: DocumentRow, meetings: Iterable[MeetingRow]) -> list[MeetingRow]:
    """The meetings of a 出欠表: those that took place or will, up to the day chosen for it."""
    last = chosen_day(document, DAY)
    return [
        row for row in meetings if row.status not in _NOT_HELD and (last is None or row.day is None or row.day <= last)
    ]
