"""Days and times of day as people type them: 令和7年4月1日（火）, R7.4.1, 2025/4/1; 午後7時30分, 19:30, １９時半."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from zaitaku_desktop.base.fiscal_year import ERAS

_SIGN = r" ?[年./\-] ?"
_DAY = re.compile(
    rf" *(?:(?P<era>令和|平成|昭和|[RHSrhs])[ .]?(?P<number>元|\d{{1,2}})|(?P<western>(?:19|20)\d\d)){_SIGN}"
    r"(?P<month>\d{1,2}) ?[月./\-] ?(?P<day>\d{1,2}) ?日?"
)
_TIME = re.compile(
    r" *(?P<half>午前|午後|AM|PM|am|pm)? ?(?P<hour>\d{1,2}) ?"
    r"(?:[時:] ?(?:(?P<minute>\d{1,2}) ?分?|(?P<half_hour>半))?|(?=$))"
)


def find_day(text: str) -> tuple[dt.date, int] | None:
    """The day a text begins with (blanks aside), and where it ends; its weekday is none of it. None = it is none."""
    match = _DAY.match(unicodedata.normalize("NFKC", text)) if _is_plain(text) else None
    if match is None:
        return None
    if match["western"]:
        year = int(match["western"])
    else:
        base = next(base for name, letter, base in ERAS if match["era"].upper() in (name, letter))
        year = base + (1 if match["number"] == "元" else int(match["number"]))
    try:
        return dt.date(year, int(match["month"]), int(match["day"])), match.end()
    except ValueError:
        return None


def _is_plain(text: str) -> bool:
    """Whether folding keeps every sign at its place."""
    return len(unicodedata.normalize("NFKC", text)) == len(text)


def read_day(text: str) -> dt.date | None:
    """The day a text is; a weekday in brackets may stand behind it. None = it is none, or there is no such day."""
    found = find_day(text)
    if found is None:
        return None
    rest = unicodedata.normalize("NFKC", text[found[1] :]).strip()
    return found[0] if re.fullmatch(r"(?:\([月火水木金土日](?:曜日?)?(?:[・･]?祝)?\))?", rest) else None


def read_time(text: str) -> dt.time | None:
    """The time of day a text is. 午後7時30分, 19:30, 午後7時半, 19時; None = it is none."""
    folded = unicodedata.normalize("NFKC", text).strip()
    match = _TIME.fullmatch(folded)
    if match is None:
        return None
    hour, minute = int(match["hour"]), 30 if match["half_hour"] else int(match["minute"] or 0)
    half = (match["half"] or "").lower()
    if half and hour > 12:
        return None
    if half in ("午後", "pm") and hour < 12:
        hour += 12
    if half in ("午前", "am") and hour == 12:
        hour = 0
    try:
        return dt.time(hour, minute)
    except ValueError:
        return None


def write_time(time: dt.time, *, halves: bool = True) -> str:
    """午後7時30分, 午後7時; 19時30分 without `halves`."""
    hour = time.hour
    words = ""
    if halves:
        words = "午前" if hour < 12 else "午後"
        hour = hour if hour <= 12 else hour - 12
        hour = 0 if time.hour == 12 else hour
    return f"{words}{hour}時" + (f"{time.minute}分" if time.minute else "")
