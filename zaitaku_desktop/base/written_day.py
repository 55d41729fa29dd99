"""Days in 和暦 as a municipality writes them: 令和7年6月18日（水）, R7/6/18, Ｒ７．６．１８."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

WEEKDAYS = "月火水木金土日"
_BEGINNINGS = (
    ("令和", "R", dt.date(2019, 5, 1)),
    ("平成", "H", dt.date(1989, 1, 8)),
    ("昭和", "S", dt.date(1926, 12, 25)),
)
_DAY = re.compile(
    r"(?:(?P<long>(?:令和|平成) ?(?:元|[0-9０-９]{1,2}) ?年 ?[0-9０-９]{1,2} ?月 ?[0-9０-９]{1,2} ?日)"
    r"|(?<![A-Za-zＡ-Ｚａ-ｚ])(?P<short>(?P<letter>[RHＲＨ])[.．]?[0-9０-９]{1,2}(?P<sign>[/／.．])[0-9０-９]{1,2}(?P=sign)[0-9０-９]{1,2}))"
    rf"(?P<open>[(（])?(?:(?<=[(（])[{WEEKDAYS}])?"
)
_FULL = str.maketrans("0123456789/.RH", "０１２３４５６７８９／．ＲＨ")

Shape = Literal["long", "slash", "dot"]


@dataclass(frozen=True, slots=True)
class DayStyle:
    """`shape` = 令和7年6月18日 · R7/6/18 · R7.6.18; `full` = in full-width signs; `brackets` around the weekday, "" =
    it is not written."""

    shape: Shape = "long"
    full: bool = False
    brackets: str = ""


def day_style(texts: Iterable[str]) -> DayStyle:
    """How most days in these texts are written; 令和7年6月18日 where there is none."""
    found: Counter[DayStyle] = Counter()
    for text in texts:
        found.update(_style(text, match) for match in _DAY.finditer(text))
    return found.most_common(1)[0][0] if found else DayStyle()


def _style(text: str, match: re.Match[str]) -> DayStyle:
    shape: Shape = "long" if match["long"] else "dot" if match["sign"] in ".．" else "slash"
    words = match["long"] or match["short"]
    full = any(sign in "０１２３４５６７８９" for sign in words)
    weekday = text[match.end() - 1] in WEEKDAYS
    brackets = ("()" if match["open"] == "(" else "（）") if match["open"] and weekday else ""
    return DayStyle(shape, full, brackets)


def write_day(day: dt.date, style: DayStyle = DayStyle()) -> str:
    """The day in that style. ValueError for one before 昭和."""
    name, letter, begins = next((era for era in _BEGINNINGS if day >= era[2]), ("", "", day))
    if not name:
        raise ValueError(f"before 昭和: {day}")
    year = day.year - begins.year + 1
    if style.shape == "long":
        words = f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    else:
        sign = "/" if style.shape == "slash" else "."
        words = f"{letter}{sign.join(map(str, (year, day.month, day.day)))}"
    if style.full:
        words = words.translate(_FULL)
    weekday = WEEKDAYS[day.weekday()]
    return f"{words}{style.brackets[0]}{weekday}{style.brackets[1]}" if style.brackets else words
