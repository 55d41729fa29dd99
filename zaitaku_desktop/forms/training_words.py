"""Facts of a 研修 in the words in which they are printed. Digits as stored text has them; print sets their width."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from zaitaku_desktop.base.read_day import write_time
from zaitaku_desktop.base.written_day import DayStyle, write_day
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.training_rows import DayRow, SessionRow, TrainingBook, computed_rates

PROGRAMMES = "programmes"
"""Option of a 資料: the 事業 it shows, their ids with commas; none = all."""


def days_words(days: Sequence[DayRow], *, weekday: bool = False, times: bool = False) -> str:
    """令和7年11月12日（水）・13日（木）, with the hours of the first day behind (each day's where they differ)."""
    alike = len({(row.start_time, row.end_time) for row in days}) == 1
    parts = list(_days(days, weekday))
    if not times:
        return "・".join(parts)
    if alike:
        hours = hours_words(days[0].start_time, days[0].end_time)
        return "・".join(parts) + (f"\n{hours}" if hours else "")
    lines = zip(parts, days, strict=True)
    return "\n".join(part + hours_words(row.start_time, row.end_time) for part, row in lines)


def _days(days: Sequence[DayRow], weekday: bool) -> Iterator[str]:
    """Each day, without what it has from the one before it."""
    style = DayStyle(brackets="（）" if weekday else "")
    last: dt.date | None = None
    for row in days:
        words = write_day(row.day, style)
        if last is not None and (last.year, last.month) == (row.day.year, row.day.month):
            words = words.partition("月")[2]
        elif last is not None and last.year == row.day.year:
            words = words.partition("年")[2]
        yield words
        last = row.day


def hours_words(start: dt.time | None, end: dt.time | None) -> str:
    """午後7時～午後8時15分, 午後7時から, "" where nothing is known."""
    if start is None:
        return "" if end is None else f"{write_time(end)}まで"
    return f"{write_time(start)}から" if end is None else f"{write_time(start)}～{write_time(end)}"


def lecturers_words(book: TrainingBook, row: SessionRow, *, affiliation: bool = True) -> str:
    """The 講師, one a line."""
    return "\n".join(book.lecturer(one, affiliation=affiliation) for one in book.lecturers.get(row.id, ()))


def satisfaction_words(row: SessionRow) -> str:
    """満足度 89.2% and that without 未回答, as far as they are known."""
    computed = computed_rates(row)
    rates = (computed.of_collected, row.typed_of_collected), (computed.of_answered, row.typed_of_answered)
    collected, answered = (typed if made is None else made for made, typed in rates)
    words = [] if collected is None else [rate_words(collected)]
    if answered is not None and answered != collected:
        words.append(f"未回答を除く{rate_words(answered)}")
    return "\n".join(words)


def rate_words(hundredths: int) -> str:
    """89.2%: one decimal, as all rates are printed."""
    return f"{(hundredths + 5) // 10 / 10:.1f}%"


def field_words(
    book: TrainingBook, row: SessionRow, field: str, *, affiliation: bool = True, weekday: bool = False
) -> str:
    """What stands in a column of 研修実施状況, without units."""
    if field == "day":
        return days_words(book.days.get(row.id, ()), weekday=weekday)
    if field == "lecturer":
        return lecturers_words(book, row, affiliation=affiliation)
    words = {
        "name": book.name(row),
        "content": row.content,
        "participants": _number(book.total(row)),
        "place": row.place,
        "audience": called(row.audience),
        "capacity": _number(row.capacity),
        "cumulative": "" if row.cumulative is None else f"第{row.cumulative}回",
        "satisfaction": satisfaction_words(row),
    }
    return words[field]


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"
