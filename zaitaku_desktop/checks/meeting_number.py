"""Numbers of meetings: two of one 会議体 with the same 第n回, gaps in the numbering."""

from __future__ import annotations

from collections.abc import Iterator

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.checks.finding import Finding, Place, Severity
from zaitaku_desktop.checks.meeting_scope import MeetingScope
from zaitaku_desktop.model.meeting_rows import MeetingRow

RULE = "meeting_number"


def check_meetings(scope: MeetingScope) -> Iterator[Finding]:
    """Both meetings stay as they are: real papers do print 第1回 twice."""
    for rows in scope.by_committee.values():
        by_year: dict[FiscalYear, list[MeetingRow]] = {}
        for row in rows:
            by_year.setdefault(row.fiscal_year, []).append(row)
        for year, of_year in by_year.items():
            yield from _of(scope, of_year, "nth", f"{year.long}の")
        yield from _of(scope, rows, "cumulative", "通しの")


def _of(scope: MeetingScope, rows: list[MeetingRow], field: str, which: str) -> Iterator[Finding]:
    name = scope.roster.committees[rows[0].committee_id].name
    numbers = [number for row in rows if (number := getattr(row, field)) is not None]
    first = min(numbers, default=0)
    if field == "nth":
        first = min(first, 1)
    for row in rows:
        number = getattr(row, field)
        if number is None:
            continue
        place = Place(field=field, meeting_id=row.id)
        if numbers.count(number) > 1:
            words = f"{name}には、{which}第{number}回が{numbers.count(number)}つあります。"
            yield Finding(RULE, Severity.WARNING, place, words, str(number))
        elif number > max(first, 1) and number - 1 not in numbers:
            words = f"{name}には、{which}第{number}回の前の第{number - 1}回がありません。"
            yield Finding(RULE, Severity.WARNING, place, words, str(number))
