"""曜日: the weekday written beside a date against the calendar (CHECKS, "Dates and numbers of meetings")."""

from __future__ import annotations

from collections.abc import Iterator

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.checks.dates import WrittenDate, written_dates
from zaitaku_desktop.checks.finding import Finding, Repair, Severity
from zaitaku_desktop.checks.scope import Fact, Scope

RULE = "weekday"
REPAIR = "曜日の訂正"


def check_fact(_scope: Scope, fact: Fact) -> Iterator[Finding]:
    """A text of a plan or a 資料; a 資料 has no 年度: it speaks of the next one too."""
    yield from find(fact, fact.place.year)


def find(fact: Fact, fiscal_year: int | None) -> Iterator[Finding]:
    """A date is wrong when its weekday is that of none of the years it can be of.

    `fiscal_year` = start year of the 年度 that the text speaks of, None = unknown.
    """
    for date in written_dates(fact.text, fiscal_year):
        right = date.weekdays()
        if date.weekday in right.values() or not date.years:
            continue
        yield Finding(
            RULE,
            Severity.ERROR if date.explicit else Severity.WARNING,
            fact.place,
            _message(date, right),
            fact.text[date.start : date.stop],
            _repair(date, right),
        )


def _message(date: WrittenDate, right: dict[int, str]) -> str:
    day = f"{date.month}月{date.day}日"
    year = date.years[0]
    if year not in right:
        return f"{year}年に{day}という日はありません。"
    when = f"{year}年{day}"
    if not date.explicit:
        when += f"（{FiscalYear(year if date.month >= 4 else year - 1).long}）"
    return f"{when}は{right[year]}曜日ですが、「{date.weekday}」と書かれています。"


def _repair(date: WrittenDate, right: dict[int, str]) -> Repair | None:
    wanted = right.get(date.years[0])
    return None if wanted is None else Repair(REPAIR, date.sign, date.weekday, wanted)
