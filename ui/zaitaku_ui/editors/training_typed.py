"""What is typed into the tables of 研修: numbers, rates, days, hours."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.base.typed_day import clock, typed_day, typed_time


def read_count(text: str) -> int | None:
    """A number of people; None for a blank. Raises KnownError for what is none."""
    words = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    if not words:
        return None
    match = re.fullmatch(r"([0-9]{1,7})[人名件回]?", words)
    if match is None:
        raise KnownError(f"「{text.strip()}」は数として読み取れません。", todo="0以上の数を入れてください。")
    return int(match[1])


def read_rate(text: str) -> int | None:
    """A rate in 1/100 %. Raises KnownError for what is none."""
    words = unicodedata.normalize("NFKC", text).strip().rstrip("%")
    if not words:
        return None
    match = re.fullmatch(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?", words)
    hundredths = int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0")) if match else -1
    if not 0 <= hundredths <= 10_000:
        raise KnownError(f"「{text.strip()}」は割合として読み取れません。", todo="「92.5」のように入れてください。")
    return hundredths


def rate_text(hundredths: int) -> str:
    """As it is typed: 92.5."""
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def read_days(text: str, year: FiscalYear) -> list[dt.date]:
    """Days, separated by 、 or ・. Raises KnownError for what is none."""
    days = []
    for part in re.split(r"[、,・\n]", text):
        if not part.strip():
            continue
        day = typed_day(part, year)
        if day is None:
            raise KnownError(f"日付「{part.strip()}」を読み取れません。", todo="「6/12」のように書いてください。")
        days.append(day)
    return days


def hours_text(start: dt.time | None, end: dt.time | None) -> str:
    """19:00～20:30."""
    return "" if start is None else f"{clock(start)}～{clock(end) if end is not None else ''}"


def read_hours(text: str) -> tuple[dt.time | None, dt.time | None]:
    """Start and end. Raises KnownError for what is none."""
    parts = [part for part in re.split(r"[～~〜\-－]", text) if part.strip()]
    times = [typed_time(part) for part in parts[:2]]
    if None in times:
        raise KnownError(f"時間「{text.strip()}」を読み取れません。", todo="「19:00～20:30」のように書いてください。")
    return (times[0] if times else None, times[1] if len(times) > 1 else None)
