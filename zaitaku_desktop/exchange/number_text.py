"""Numbers and dates of a workbook as the text a clerk sees, as far as the number format says it plainly.

An Excel cell holds a number and a format; a 資料 holds words. Formats this module does not know give the plain
number or the date in 和暦 — never another value.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from openpyxl.utils.datetime import from_excel

from zaitaku_desktop.base.fiscal_year import ERAS

# Formats that Excel for Japanese knows by number only (ECMA-376 18.8.30, "ja-jp"); openpyxl takes them for numbers.
JAPANESE_FORMATS = {
    27: "[$-411]ge.m.d",
    28: '[$-411]ggge"年"m"月"d"日"',
    29: '[$-411]ggge"年"m"月"d"日"',
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"時"mm"分"',
    33: 'h"時"mm"分"ss"秒"',
    34: 'yyyy"年"m"月"',
    35: 'm"月"d"日"',
    36: "[$-411]ge.m.d",
    50: "[$-411]ge.m.d",
    51: '[$-411]ggge"年"m"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: '[$-411]ggge"年"m"月"d"日"',
    55: 'yyyy"年"m"月"',
    56: 'm"月"d"日"',
    57: "[$-411]ge.m.d",
    58: '[$-411]ggge"年"m"月"d"日"',
}
_ERA_DAYS = (
    (dt.date(2019, 5, 1), "令和"),
    (dt.date(1989, 1, 8), "平成"),
    (dt.date(1926, 12, 25), "昭和"),
)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DATE_TOKEN = re.compile(r"ggg|gg|g|ee|e|rr|r|yyyy|yy|mmmm|mmm|mm|m|dd|d|aaaa|aaa|hh|h|ss|s|AM/PM|A/P", re.IGNORECASE)
_NUMBER = re.compile(r"[#0?,]*[0#?](?:\.[0#?]+)?%?")
_WEEKDAYS = "月火水木金土日"


@lru_cache(maxsize=1000)
def _split(fmt: str) -> tuple[tuple[bool, str], ...]:
    """(literal?, text) pieces of the first section of a format; colours and conditions dropped."""
    pieces: list[tuple[bool, str]] = []
    end = 0
    for match in _LITERAL.finditer(fmt):
        pieces.append((False, fmt[end : match.start()]))
        literal = match.group(1) if match.group(1) is not None else match.group(2)
        if literal:
            pieces.append((True, literal))
        end = match.end()
    pieces.append((False, fmt[end:]))
    section: list[tuple[bool, str]] = []
    for literal_piece, text in pieces:
        if not literal_piece and ";" in text:
            section.append((False, text.split(";", 1)[0]))
            break
        section.append((literal_piece, text))
    return tuple(piece for piece in section if piece[1])


@lru_cache(maxsize=1000)
def is_date_format(fmt: str) -> bool:
    """Whether a number with this format is a day or a time."""
    if fmt.strip().lower() in ("general", "@", ""):
        return False
    rest = "".join(text for literal, text in _split(fmt) if not literal)
    rest = re.sub(r"0E[+-]0+|General|標準", "", rest, flags=re.IGNORECASE)
    return bool(re.search(r"[ymdhsge]", rest, re.IGNORECASE)) and not re.search(r"[#?]|0(?!\d*[ymdhs])", rest)


def serial_text(value: float, fmt: str, epoch: dt.datetime) -> str:
    """A date stored as a number, as text."""
    try:
        moment = from_excel(value, epoch)
    except (ValueError, OverflowError):
        return plain_number(value)
    return plain_number(value) if moment is None else date_text(moment, fmt)


def date_text(value: dt.datetime | dt.date | dt.time | dt.timedelta, fmt: str) -> str:
    """A day or a time in its format; in 和暦 or as h:mm if the format says nothing plain."""
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")
    if isinstance(value, dt.time):
        return f"{value.hour}:{value.minute:02d}"
    moment = value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)
    pieces = _tokens(fmt)
    if not any(kind == "token" for kind, _ in pieces):
        return _era_date(moment.date())
    said = _said(moment, with_half=any(text in ("am/pm", "a/p") for kind, text in pieces if kind == "token"))
    words: list[str] = []
    after_hour = False
    for kind, text in pieces:
        if kind == "words":
            words.append(text)
        else:
            words.append(said["minute" * after_hour + text] if text in ("m", "mm") else said[text])
            after_hour = text[0] == "h" or (after_hour and text[0] == "m")
    return "".join(words).strip()


@lru_cache(maxsize=1000)
def _tokens(fmt: str) -> tuple[tuple[str, str], ...]:
    """("words", as they stand) and ("token", in small letters), in the order of the format."""
    found: list[tuple[str, str]] = []
    for literal, text in _split(fmt):
        end = 0
        for match in () if literal else _DATE_TOKEN.finditer(text):
            found += [("words", text[end : match.start()]), ("token", match.group().lower())]
            end = match.end()
        found.append(("words", text[end:]))
    return tuple(piece for piece in found if piece[1])


def _said(moment: dt.datetime, *, with_half: bool) -> dict[str, str]:
    """What each token stands for. `minutem`, `minutemm` = m and mm after an hour."""
    era, letter, year = _era(moment.date())
    hour = moment.hour % 12 if with_half else moment.hour
    half = "午前" if moment.hour < 12 else "午後"
    weekday = _WEEKDAYS[moment.weekday()]
    return {
        "ggg": era,
        "gg": era[:1],
        "g": letter,
        "ee": f"{year:02d}",
        "e": str(year),
        "rr": f"{era}{year:02d}",
        "r": f"{letter}{year}",
        "yyyy": f"{moment.year}",
        "yy": f"{moment.year % 100:02d}",
        "mmmm": str(moment.month),
        "mmm": str(moment.month),
        "mm": f"{moment.month:02d}",
        "m": str(moment.month),
        "minutemm": f"{moment.minute:02d}",
        "minutem": str(moment.minute),
        "dd": f"{moment.day:02d}",
        "d": str(moment.day),
        "aaaa": f"{weekday}曜日",
        "aaa": weekday,
        "hh": f"{hour:02d}",
        "h": str(hour),
        "ss": f"{moment.second:02d}",
        "s": str(moment.second),
        "am/pm": half,
        "a/p": half,
    }


def _era(day: dt.date) -> tuple[str, str, int]:
    for first, name in _ERA_DAYS:
        if day >= first:
            letter, base = next((letter, base) for era, letter, base in ERAS if era == name)
            return name, letter, day.year - base
    return "", "", day.year


def _era_date(day: dt.date) -> str:
    name, _, year = _era(day)
    return f"{name}{'元' if name and year == 1 else year}年{day.month}月{day.day}日"


def plain_number(value: float) -> str:
    """A number as typed: no `.0`, no exponent for usual sizes, no binary noise."""
    if isinstance(value, int) or float(value).is_integer():
        return str(int(value))
    return f"{value:.15g}"


def number_text(value: float, fmt: str) -> str:
    """A number in its format: decimals, thousands, per cent and words around it; else as typed."""
    pieces = _split(fmt)
    pattern = "".join(text for literal, text in pieces if not literal).strip()
    if value < 0 or pattern.lower() in ("general", "@", "") or not _NUMBER.fullmatch(pattern):
        text = plain_number(value)
        if pattern.lower() == "general" and len(pieces) > 1:
            return "".join(part if literal else text for literal, part in pieces)
        return text
    percent = pattern.endswith("%")
    shown = value * 100 if percent else value
    decimals = pattern.rstrip("%").partition(".")[2]
    digits = f"{shown:,.{len(decimals)}f}" if "," in pattern else f"{shown:.{len(decimals)}f}"
    if decimals and set(decimals) <= {"#", "?"}:
        digits = digits.rstrip("0").rstrip(".")
    whole = pattern.partition(".")[0].strip("%")
    if not decimals and "," not in pattern:
        digits = digits.zfill(whole.count("0"))
    digits += "%" if percent else ""
    done = False
    words = []
    for literal, part in pieces:
        if literal:
            words.append(part)
        elif not done and part.strip():
            words.append(digits)
            done = True
    return "".join(words)
