"""Facts of a meeting in the words in which they are printed. Digits as stored text has them; print sets their width."""

from __future__ import annotations

import datetime as dt
import re

from zaitaku_desktop.base.read_day import write_time
from zaitaku_desktop.base.written_day import DayStyle, write_day
from zaitaku_desktop.forms.meeting_layouts import Weekday
from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.handout import HandoutKind
from zaitaku_desktop.model.meeting import Method
from zaitaku_desktop.model.meeting_names import meeting_name
from zaitaku_desktop.model.meeting_rows import AgendaItemRow, BlockRow, HandoutRow, MeetingRow, MeetingSnapshot
from zaitaku_desktop.typeset.fonts import split_clusters

SPACE = "\u3000"
NAME_FIELD = 6.0
"""字 of the field of a name (PAGES 1)."""
ONLINE_PLACE = "Web会議"
_LONG_WEEKDAY = re.compile(r"（([月火水木金土日])）")
_SAYS_ONLINE = re.compile("(?i)web|オンライン|ウェブ|リモート|zoom|ｗｅｂ")
_HANDED = {HandoutKind.ON_DAY: "（当日配付）", HandoutKind.REPLACEMENT: "（差替）"}


def day_words(day: dt.date, weekday: Weekday = "short") -> str:
    """令和7年5月22日（木）, or （木曜日）."""
    words = write_day(day, DayStyle(brackets="（）"))
    return _LONG_WEEKDAY.sub(r"（\1曜日）", words) if weekday == "long" else words


def hours_words(meeting: MeetingRow, *, prose: bool = False) -> str:
    """午後7時～午後8時15分, in prose 午後7時から午後8時15分まで; 午後7時から where the end is not known."""
    start, end = meeting.start_time, meeting.end_time
    if start is None:
        return "" if end is None else f"{write_time(end)}まで"
    if end is None:
        return f"{write_time(start)}から"
    first, last = write_time(start), write_time(end)
    return f"{first}から{last}まで" if prose else f"{first}～{last}"


def when_words(meeting: MeetingRow, *, prose: bool = False) -> str:
    """Day and hours on one line."""
    day = "" if meeting.day is None else day_words(meeting.day)
    return day + hours_words(meeting, prose=prose)


def place_words(meeting: MeetingRow, online: str = "") -> str:
    """Where it is; `online` stands behind the place of a meeting held both ways, unless the place says so."""
    if meeting.method is Method.ONLINE and not meeting.place:
        return ONLINE_PLACE
    both = meeting.method is Method.BOTH and not _SAYS_ONLINE.search(meeting.place)
    return meeting.place + (online if both and meeting.place else "")


def next_words(meeting: MeetingRow) -> str:
    """The next meeting as it was announced, "" = nothing was."""
    if meeting.next_day is None:
        return meeting.next_note
    start = "" if meeting.next_start is None else f"{write_time(meeting.next_start)}から"
    parts = (day_words(meeting.next_day) + start, meeting.next_place, meeting.next_note)
    return SPACE.join(part for part in parts if part)


def title_lines(meeting: MeetingSnapshot) -> tuple[str, str]:
    """令和7年度第1回 and the 会議体; a meeting with a name of its own has no first line."""
    whole = meeting_name(meeting.committee, meeting.meeting)
    name = meeting.committee.name
    if meeting.meeting.name or not whole.endswith(name):
        return "", whole
    return whole[: len(whole) - len(name)], name


def parted_name(meeting: MeetingSnapshot) -> str:
    """令和7年度　第1回…会議, as it stands over a 次第."""
    number, name = title_lines(meeting)
    return re.sub("(?<=年度)(?=第)", SPACE, number) + name


def clusters(text: str) -> int:
    """Characters as they are seen: a kanji with its variation selector is one."""
    return len(split_clusters(text))


def spread_name(name: str, field: float = NAME_FIELD) -> str:
    """A name in a field of so many 字: the family name flush left, the given name flush right; longer or undivided
    names are solid."""
    parts = name.split()
    if len(parts) < 2:
        return "".join(parts)
    free = field - sum(clusters(part) for part in parts)
    gap = SPACE * max(int(free), 0) if len(parts) == 2 else SPACE
    return gap.join(parts)


def handed_words(handout: HandoutRow) -> str:
    """（当日配付） and the like."""
    return _HANDED.get(handout.kind, "")


def speaks_of_next(meeting: MeetingSnapshot) -> bool:
    """Whether the 次第 itself says when the next meeting is."""
    return any("次回" in item.title or "次回" in item.note for item in meeting.walk_agenda())


def other_item(meeting: MeetingSnapshot) -> AgendaItemRow | None:
    """その他 of the 次第, the last one of that name at the top."""
    found = [item for item in meeting.agenda_below() if "その他" in item.title and item.kind is not AgendaKind.LINE]
    return found[-1] if found else None


def task_words(block: BlockRow, meeting: MeetingSnapshot) -> str:
    """Who does it until when, in brackets behind a 決定 or 宿題; "" where neither is known."""
    person = meeting.roster.people.get(block.assignee_id or 0)
    who = block.assignee or ("" if person is None else person.name)
    due = block.due_note or ("" if block.due_on is None else f"{day_words(block.due_on)}まで")
    parts = [f"担当：{who}"] if who else []
    parts += [f"期限：{due}"] if due else []
    return f"（{'、'.join(parts)}）" if parts else ""
