"""Dates with a weekday in running text: `R6/6/18（水）`, `令和6年6月18日（水）`, `6月18日（水）、19日（木）`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from zaitaku_desktop.base.fiscal_year import ERAS, FiscalYear

WEEKDAYS = "月火水木金土日"
# One sign for one sign, so that a place in the folded text is a place in the text.
_WIDE = {ord(wide): ord(wide) - 0xFEE0 for wide in "０１２３４５６７８９ＲＨＳ／．－（）［］"}
_FOLD = {
    **_WIDE,
    ord("〔"): ord("("),
    ord("〕"): ord(")"),
    ord("\u3000"): ord(" "),
    ord("‐"): ord("-"),
    ord("−"): ord("-"),
}
_ERA = r"(?P<era>令和|平成|昭和|(?<![A-Za-z])[RHS])[ .]?(?P<number>元|\d{1,2})"
_WESTERN = r"(?<!\d)(?P<western>(?:19|20)\d\d)"
_WEEKDAY = (
    rf"(?:\( ?(?P<in>[{WEEKDAYS}])(?:曜日?)?(?: ?[・･,、/ ] ?(?:祝日?|休日?))? ?\)"
    rf"|\[ ?(?P<box>[{WEEKDAYS}])(?:曜日?)? ?\]|(?P<bare>[{WEEKDAYS}])曜)"
)
_DATE = re.compile(
    rf"(?:(?:(?:{_ERA}|{_WESTERN}) ?(?P<sep>[年./\-]) ?|(?<![\d./\-]))(?P<month>\d{{1,2}}) ?(?P<cut>[月./\-]) ?"
    rf"|(?<![\d./\-月]))(?P<day>\d{{1,2}}) ?(?P<unit>日?) ?{_WEEKDAY}"
)
_YEAR = re.compile(rf"(?:{_ERA}|{_WESTERN}) ?年度")
_GAP = re.compile(r"[ ・･、,,~〜～\-と及びおよ並から()前後午時分:\d]{0,14}")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written. `years` = the Gregorian years it can be of, the likeliest first; () = nobody can tell.

    `weekday` = the sign written, at `sign` in the text; the whole goes from `start` to `stop`. `explicit` = the year
    is written with it.
    """

    start: int
    stop: int
    years: tuple[int, ...]
    month: int
    day: int
    weekday: str
    sign: int
    explicit: bool

    def weekdays(self) -> dict[int, str]:
        """The right weekday in each year in which there is such a day."""
        found = {}
        for year in self.years:
            try:
                found[year] = WEEKDAYS[dt.date(year, self.month, self.day).weekday()]
            except ValueError:
                continue
        return found


def written_dates(text: str, fiscal_year: int | None = None) -> Iterator[WrittenDate]:
    """Every date with a weekday. `fiscal_year` = start year of the 年度 the text is about, None = none."""
    folded = text.translate(_FOLD)
    before: WrittenDate | None = None
    year_written: int | None = None
    for match in _DATE.finditer(folded):
        found = _read(match, folded, before, year_written, fiscal_year)
        if found is not None:
            before = found
            if found.explicit:
                year_written = found.years[0]
            yield found


def _read(
    match: re.Match[str], folded: str, before: WrittenDate | None, year_written: int | None, fiscal_year: int | None
) -> WrittenDate | None:
    explicit = _year(match)
    if explicit is not None and not _same_style(match):
        return None
    day = int(match["day"])
    if match["month"] is not None:
        if explicit is None and match["cut"] in ".-":
            return None  # 3.5（日）: a number of days
        month = int(match["month"])
    elif before is not None and match["unit"] and _GAP.fullmatch(folded, before.stop, match.start()):
        if day <= before.day:
            return None
        month = before.month
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if explicit is not None:
        years: tuple[int, ...] = (explicit,)
    elif match["month"] is None and before is not None:
        years = before.years
    else:
        years = _years(month, year_written, _spoken_of(folded, match.start()), fiscal_year)
    group = next(name for name in ("in", "box", "bare") if match[name])
    return WrittenDate(
        match.start(), match.end(), years, month, day, match[group], match.start(group), explicit is not None
    )


def _same_style(match: re.Match[str]) -> bool:
    """年 goes with 月; a stroke with a stroke."""
    return match["month"] is not None and (match["sep"] == "年") == (match["cut"] == "月")


def _year(match: re.Match[str]) -> int | None:
    """The Gregorian year written, None without one."""
    if match["western"]:
        return int(match["western"])
    if not match["era"]:
        return None
    base = next(start for name, letter, start in ERAS if match["era"] in (name, letter))
    return base + (1 if match["number"] == "元" else int(match["number"]))


def _spoken_of(folded: str, place: int) -> int | None:
    """The 年度 named last before that place in the same line."""
    line = folded.rfind("\n", 0, place) + 1
    last = None
    for match in _YEAR.finditer(folded, line, place):
        last = _year(match)
    return last


def _years(month: int, written: int | None, spoken_of: int | None, fiscal_year: int | None) -> tuple[int, ...]:
    """A date without a year is of the 年度 named before it, of the 年度 of its cell, or of the year written last."""
    found = [] if written is None else [written]
    if written is not None and month < 4:
        found.append(written + 1)
    for year in (spoken_of, fiscal_year):
        if year is not None and 1926 <= year <= 2200:
            found.append(FiscalYear(year).start + (1 if month < 4 else 0))
    return tuple(dict.fromkeys(found))
