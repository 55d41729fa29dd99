"""Days and times as they are typed into a field: also 4/1 or 4月1日 alone, within a 年度; and how fields show them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.base.read_day import read_day, read_time
from zaitaku_desktop.base.written_day import WEEKDAYS, DayStyle, write_day

_MONTH_DAY = re.compile(r"(\d{1,2}) ?[月/.\-] ?(\d{1,2}) ?日?(?: ?\([月火水木金土日]\))?")
_EIGHT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_FOUR = re.compile(r"(\d{1,2})(\d\d)")
SHORT = DayStyle("dot")


def typed_day(text: str, year: FiscalYear | None = None) -> dt.date | None:
    """R7.4.1, 令和7年4月1日, 2025/4/1, 20250401; with a 年度 also 4/1 and 4月1日. None = it is no day."""
    if (found := read_day(text)) is not None:
        return found
    plain = unicodedata.normalize("NFKC", text).strip()
    if eight := _EIGHT.fullmatch(plain):
        return _day(*(int(part) for part in eight.groups()))
    if year is not None and (match := _MONTH_DAY.fullmatch(plain)):
        month, day = int(match[1]), int(match[2])
        return _day(year.start if month >= 4 else year.start + 1, month, day)
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def typed_time(text: str) -> dt.time | None:
    """午後7時30分, 19:30, 1930. None = it is no time of day."""
    if (found := read_time(text)) is not None:
        return found
    match = _FOUR.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return read_time(f"{match[1]}:{match[2]}") if match else None


def short_day(day: dt.date | None) -> str:
    """R7.4.1, "" for none."""
    return "" if day is None else write_day(day, SHORT)


def month_day(day: dt.date | None) -> str:
    """4/1, "" for none."""
    return "" if day is None else f"{day.month}/{day.day}"


def weekday(day: dt.date) -> str:
    """火."""
    return WEEKDAYS[day.weekday()]


def clock(time: dt.time | None) -> str:
    """19:00, "" for none."""
    return "" if time is None else f"{time.hour}:{time.minute:02}"
