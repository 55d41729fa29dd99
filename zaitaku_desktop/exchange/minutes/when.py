"""日時 and 会議名 as they are written: 令和5年7月13日（木）午後7時から, 2024年5月9日 19:00～20:30."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import replace

from zaitaku_desktop.base.fiscal_year import ERAS
from zaitaku_desktop.exchange.minutes.tree import Title, When
from zaitaku_desktop.model.meeting import Method

_GAP = r"\s*"
_ERA = rf"(?P<era>令和|平成|昭和|(?<![A-Za-z])[RHS])\.?{_GAP}(?P<year>元|\d{{1,2}})(?:\((?:19|20)\d\d(?:年)?\))?"
_WESTERN = r"(?P<western>(?:19|20)\d\d)(?:\((?:令和|平成)(?:元|\d{1,2})年?\))?"
_DAY = re.compile(
    rf"(?:(?:{_ERA}|{_WESTERN}){_GAP}(?P<sep>[年./\-])(?:\((?:19|20)\d\d年?\))?{_GAP})?(?P<month>\d{{1,2}}){_GAP}[月./\-]{_GAP}"
    rf"(?P<day>\d{{1,2}}){_GAP}日?(?:{_GAP}[(\[]{_GAP}(?P<week>[月火水木金土日])(?:曜日?)?(?:[・,、]?(?:祝日?|休日?))?{_GAP}[)\]]"
    rf"|{_GAP}(?P<bare>[月火水木金土日])曜日?)?"
)
_TIME = re.compile(
    rf"(?P<half>午前|午後|正午|AM|PM|am|pm)?{_GAP}(?:(?P<hour>\d{{1,2}}){_GAP}"
    rf"(?:時(?:{_GAP}(?P<minute>\d{{1,2}}){_GAP}分|(?P<mid>半))?|:(?P<colon>\d\d))|(?<=正午)(?!\d))"
)
_UNTIL = re.compile(r"[~―ー－\-]|から|より|至|開会|開始|閉会|終了")
_FISCAL = re.compile(rf"(?:(?P<era>令和|平成|昭和){_GAP}(?P<year>元|\d{{1,2}}){_GAP}|(?P<western>(?:19|20)\d\d))年度")
_NTH = re.compile(rf"第{_GAP}(?P<n>\d{{1,3}}){_GAP}回")
_TOTAL = re.compile(rf"[(]?{_GAP}(?:通算|通し){_GAP}第?{_GAP}(?P<n>\d{{1,3}}){_GAP}回{_GAP}[)]?")
_BODY = (
    r"(?:協議会|連絡会議|連絡会|推進会議|運営会議|検討会議|代表者会議|小委員会|専門委員会|委員会|審議会|懇談会|懇話会|部会"
    r"|検討会|分科会|会議|ワーキンググループ|作業部会|幹事会|研究会)"
)
_COMMITTEE = re.compile(rf"[^\s\u3000、。，．・「」『』（）()【】:：]*?{_BODY}(?!室|館|場)")
_WEB = re.compile(r"(?i)web|ウェブ|オンライン|リモート|zoom|ズーム|遠隔|teams|ビデオ会議")
_ROOM = re.compile(
    r"併用|ハイブリ|及び|並びに|または|又は|参集|集合|・|、|/|含む|会議室|ホール|庁舎|センター|会館|\d階"
)
_S = r"[\s　]*"
_PAPER_NAME = re.compile(
    rf"{_S}(?:の)?{_S}[(（【]?(?:会{_S}議{_S}録|議{_S}事{_S}録|会議要旨|議事要旨|会議結果|会議概要|議事概要|開催結果|会?記録"
    rf"|要点記録|次{_S}第)[)）】]?(?:{_S}[(（【](?:要旨|概要|要約|要点|案|全文|要点筆記|摘録)[)）】])?{_S}$"
)


def fold(text: str) -> str:
    """Half-width figures and brackets, one sign for one where that is possible."""
    return unicodedata.normalize("NFKC", text).replace("〜", "~").replace("∼", "~")


def year_of(era: str | None, year: str | None, western: str | None) -> int | None:
    """The Gregorian year of 令和5 or 2023; None if nothing is given."""
    if western:
        return int(western)
    if not era or not year:
        return None
    base = next(start for name, letter, start in ERAS if era in (name, letter))
    return base + (1 if year == "元" else int(year))


def read_when(text: str, *, near: dt.date | None = None) -> When | None:
    """The first day with its hours. `near` = a day that a date without a year comes after. None without a day."""
    words = fold(text)
    for match in _DAY.finditer(words):
        year = year_of(match["era"], match["year"], match["western"])
        day = _day(year, int(match["month"]), int(match["day"]), near)
        if day is None or (year is None and near is None):
            continue
        return replace(read_hours(words[match.end() :]), day=day, weekday=match["week"] or match["bare"] or "")
    return None


def days_in(text: str) -> list[dt.date]:
    """Every day with a year that a text names, in its order."""
    found = []
    for match in _DAY.finditer(fold(text)):
        year = year_of(match["era"], match["year"], match["western"])
        day = None if year is None else _day(year, int(match["month"]), int(match["day"]), None)
        if day is not None:
            found.append(day)
    return found


def _day(year: int | None, month: int, day: int, near: dt.date | None) -> dt.date | None:
    if year is None and near is not None:
        year = near.year if (month, day) > (near.month, near.day) else near.year + 1
    try:
        return dt.date(year or 1, month, day)
    except ValueError:
        return None


def read_hours(text: str) -> When:
    """Start and end in a text behind a day: `午後7時～8時10分` (the end takes 午後 from the start)."""
    words = fold(text)
    times: list[tuple[dt.time, int]] = []
    half = ""
    for match in _TIME.finditer(words):
        if match["hour"] is None and match["half"] != "正午":
            continue
        if len(times) == 2 or (times and not _UNTIL.search(words, times[-1][1], match.start())):
            break
        half = match["half"] or half
        time = _time(match, half, times[0][0] if times else None)
        if time is None:
            continue
        times.append((time, match.end()))
    if not times:
        return When()
    after = words[times[-1][1] :].lstrip()
    open_end = len(times) == 1 and bool(re.match(r"から|より|~|-|ー|―|－|開会|開始", after))
    return When(start=times[0][0], end=times[1][0] if len(times) > 1 else None, open_end=open_end)


def _time(match: re.Match[str], half: str, start: dt.time | None) -> dt.time | None:
    if match["hour"] is None:
        return dt.time(12)
    hour = int(match["hour"])
    minute = 30 if match["mid"] else int(match["minute"] or match["colon"] or 0)
    later = half.lower() in ("午後", "pm")
    if later and hour < 12:
        hour += 12
    if hour == 24:
        hour = 0
    if hour > 23 or minute > 59:
        return None
    time = dt.time(hour, minute)
    if start is not None and time < start and hour < 12 and not match["half"]:
        time = dt.time(hour + 12, minute)
    return time


def title_of(text: str) -> Title:
    """会議名 taken apart: 令和5年度 · 第1回 · 名. Without 年度 or 回 they stay None."""
    bare = _PAPER_NAME.sub("", text.strip())
    words = fold(bare)
    year = _FISCAL.search(words)
    total = _TOTAL.search(words)
    rest = words if total is None else words.replace(total.group(), "", 1)
    nth = _NTH.search(rest)
    number, whole = int(nth["n"]) if nth else None, int(total["n"]) if total else None
    if year is None and number is not None and whole is None:
        number, whole = None, number  # 第23回 without a 年度 counts through the years
    fiscal_year = year_of(year["era"], year["year"], year["western"]) if year else None
    return Title(text.strip(), _committee(bare), fiscal_year, number, whole)


def _committee(bare: str) -> str:
    """The name alone, its signs as they are written."""
    wide = r"[0-9０-９元]"
    name = re.sub(rf"^(?:(?:令和|平成|昭和)[\s　]*)?{wide}{{1,4}}年{wide}{{1,2}}月{wide}{{1,2}}日", "", bare)
    name = re.sub(rf"(?:(?:令和|平成|昭和)[\s　]*{wide}{{1,2}}|[2２][0０]{wide}{{2}})[\s　]*年度", "", name)
    name = re.sub(rf"[(（]?[\s　]*(?:通算|通し)[\s　]*第?[\s　]*{wide}{{1,3}}[\s　]*回[\s　]*[)）]?", "", name)
    name = re.sub(rf"[(（]?[\s　]*第[\s　]*{wide}{{1,3}}[\s　]*回[\s　]*[)）]?", "\u3000", name)
    name = re.sub(r"[(（]\s*[)）]|[\r\n]+", "", name)
    name = re.sub(r"^[\s　「『【]+|[\s　」』】]+$", "", name)
    return re.sub(r"[\s　]*\u3000[\s　]*|[ \t]+", " ", name).strip()


def committees_in(text: str) -> list[str]:
    """Names of 会議体 that a running text speaks of, as they stand there, without 年度 and 回."""
    found = []
    for match in _COMMITTEE.finditer(text):
        name = _committee(match.group())
        name = re.sub(r"^.*(?:年度|まで|における|及び|または|又は|から|より|では|には|で、|について|での)", "", name)
        if len(name) > 5:
            found.append(name)
    return found


def way_of(text: str, place: str) -> Method | None:
    """How it was held, by its own label or by the words of the place; None if neither says."""
    words = fold(f"{text} {place}")
    if not words.strip():
        return None
    if "書面" in words:
        return Method.WRITTEN
    if not _WEB.search(words):
        return Method.IN_PERSON
    return Method.BOTH if _ROOM.search(words) else Method.ONLINE
