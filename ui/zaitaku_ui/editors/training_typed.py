"""What is typed into the tables of 研修: numbers, rates, days, hours."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.base.typed_day import clock, short_day, typed_day, typed_time
from zaitaku_desktop.model.training_rows import DayRow
from zaitaku_desktop.operations.training import Times

Hours = tuple[dt.time | None, dt.time | None]
BLANK = "―"
"""Of a day without hours, among others that have some."""
_TIME = re.compile(r"(午前|午後|正午|\d{1,2} ?[:時]).*$")


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


def all_hours_text(rows: Sequence[DayRow]) -> str:
    """The hours of all days: once where they are alike, else those of each day, separated by 、."""
    found = [hours_text(row.start_time, row.end_time) for row in rows]
    return found[0] if len(set(found)) == 1 else "、".join(one or BLANK for one in found)


def times_text(rows: Sequence[DayRow]) -> str:
    """A line for each day, with its hours behind."""
    return "\n".join(f"{short_day(row.day)} {hours_text(row.start_time, row.end_time)}".rstrip() for row in rows)


def read_hours(text: str) -> list[Hours]:
    """Start and end, of every day where they are separated by 、. Raises KnownError for what is none."""
    return [_hours(part) for part in re.split(r"[、,\n]", text) if part.strip()] or [(None, None)]


def _hours(text: str) -> Hours:
    if text.strip() == BLANK:
        return None, None
    parts = [part for part in re.split(r"[～~〜\-－]|から|まで", text) if part.strip()]
    times = [typed_time(part) for part in parts[:2]]
    if None in times:
        raise KnownError(f"時間「{text.strip()}」を読み取れません。", todo="「19:00～20:30」のように書いてください。")
    return (times[0] if times else None, times[1] if len(times) > 1 else None)


def read_times(text: str, year: FiscalYear) -> list[Times]:
    """A line for each day, its hours behind. Raises KnownError for what is neither."""
    found: list[Times] = []
    for line in text.split("\n"):
        words = unicodedata.normalize("NFKC", line).strip()
        start = _TIME.search(words)
        days = read_days(words[: start.start()] if start else words, year)
        if start is not None and not days:
            raise KnownError(
                f"「{line.strip()}」に日付がありません。", todo="「6/12 19:00～20:30」のように書いてください。"
            )
        hours = _hours(words[start.start() :]) if start else (None, None)
        found += [(day, *hours) for day in days]
    return found


def same_days(now: Sequence[Times], days: Sequence[dt.date] | None, hours: Sequence[Hours] | None) -> list[Times]:
    """Days and hours where only one of them was typed: a day keeps its hours, a new one has those of the first.

    Raises KnownError for other hours than one for all days, or one for each.
    """
    wanted = [one[0] for one in now] if days is None else list(days)
    if hours is not None and len(hours) not in (1, len(wanted)):
        raise KnownError(
            f"時間が{len(hours)}つありますが、開催日は{len(wanted)}日です。",
            todo="どの日も同じなら1つだけ、違うなら日の数だけ「、」で区切ってください。",
        )
    if hours is not None:
        each = list(hours) * len(wanted) if len(hours) == 1 else list(hours)
        return [(day, *one) for day, one in zip(wanted, each, strict=False)]
    known: dict[dt.date, Hours] = {day: (start, end) for day, start, end in now}
    first = (now[0][1], now[0][2]) if now else (None, None)
    return [(day, *known.get(day, first)) for day in wanted]
