"""Days on which a city hall is closed: Saturdays, Sundays, national holidays, 12/29–1/3."""

from __future__ import annotations

import datetime as dt

from zaitaku_desktop.base.written_day import WEEKDAYS


def closed_because(day: dt.date) -> str:
    """Why it is closed (土曜日, 祝日（海の日）, 年末年始), "" = it is open."""
    import jpholiday  # noqa: PLC0415  (its tables of laws are seldom needed)

    name = jpholiday.is_holiday_name(day)
    if (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3):
        return "年末年始"
    if name:
        return f"祝日（{name}）" if "振替" not in name else "振替休日"
    return f"{WEEKDAYS[day.weekday()]}曜日" if day.weekday() >= 5 else ""
