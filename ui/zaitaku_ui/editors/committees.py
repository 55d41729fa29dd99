"""会議体 and their settings as a table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.typed_day import short_day, typed_day
from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_desktop.model.committee import NumberPer, Quorum, Speakers
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.minutes_rules import NO_RULE, POLICIES
from zaitaku_desktop.model.number_signs import SAMPLES, STANDARD
from zaitaku_desktop.model.roster import CommitteeRow
from zaitaku_desktop.operations import committee as committees
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.records.fields import FieldSource, RecordField
from zaitaku_ui.records.source import NEW
from zaitaku_ui.tables.cell_text import CellText, Paragraph, Piece
from zaitaku_ui.tables.plain import PlainColumn

COLUMNS = (
    PlainColumn("name", ("名前",), 220),
    PlainColumn("short_name", ("略称",), 100),
    PlainColumn("parent_id", ("親の会議体",), 160),
    PlainColumn("desired_state", ("目指す姿",), 220),
    PlainColumn("basis", ("設置根拠",), 160),
    PlainColumn("quorum", ("定足数",), 100),
    PlainColumn("proxies_count", ("出席率の代理",), 110),
    PlainColumn("number_per", ("開催の番号",), 96),
    PlainColumn("scheme", ("会議録の番号",), 150),
    PlainColumn("minutes_policy", ("会議録の作成方針",), 130),
    PlainColumn("minutes_days", ("会議録の期限",), 104),
    PlainColumn("speakers", ("発言者",), 110),
    PlainColumn("member_word", ("委員の呼び名",), 100),
    PlainColumn("office", ("事務局の名前",), 180),
    PlainColumn("ended_on", ("終了日",), 84),
    PlainColumn("note", ("備考",), 160),
)
SCHEMES = ("1  (1)  ア  (ア)", "1  (1)  ①  ア", "第1  1  (1)  ア", "1  (1)  ア  (ア)  a")
PROXIES = {False: "入れない", True: "入れる"}
DAYS = ("7日", "14日", "30日", "60日")
WITHOUT = "なし"
_DAYS = re.compile(r"(\d+) ?(日|週間?)?(?:以内|後)?")
_COUNT = re.compile(r"(\d+) ?(?:名|人)?(?:以上)?")


def read_enum(values: Iterable[StrEnum], text: str) -> StrEnum:
    """The value of that Japanese name. Raises KnownError for another word."""
    found = {called(value): value for value in values}
    if text.strip() in found:
        return found[text.strip()]
    if not text.strip() and "" in {value.value for value in values}:
        return next(value for value in values if not value.value)
    words = "、".join(word for word in found if word)
    raise KnownError(f"「{text.strip()}」は選べません。", todo=f"{words} から選んでください。")


def enum_field(kind: type[StrEnum]) -> RecordField:
    """A field that is one of these."""
    return RecordField(called, partial(read_enum, tuple(kind)))


def read_day_or_none(text: str) -> object:
    """A day, None for a blank. Raises KnownError for what is no day."""
    if not text.strip():
        return None
    if (day := typed_day(text)) is None:
        raise KnownError(f"日付「{text.strip()}」を読み取れません。", todo="「R7.4.1」のように書いてください。")
    return day


def read_proxies(text: str) -> object:
    """Whether a proxy counts in the rate of 出欠表. Raises KnownError for another word."""
    words = {word: counts for counts, word in PROXIES.items()}
    if (word := text.strip() or PROXIES[False]) in words:
        return words[word]
    raise KnownError(f"「{word}」は選べません。", todo=f"{'、'.join(words)} から選んでください。")


def read_scheme(text: str) -> object:
    """Samples parted by blanks, by level."""
    return tuple(text.split()) or tuple(STANDARD)


def show_days(days: int) -> str:
    """14日; なし where there is no rule."""
    return f"{days}日" if days else WITHOUT


def read_days(text: str) -> object:
    """14, 14日, 2週間; なし; None for a blank. Raises KnownError for what is none of these."""
    words = unicodedata.normalize("NFKC", text.strip())
    if not words or words == WITHOUT:
        return NO_RULE if words else None
    if (match := _DAYS.fullmatch(words)) is None or len(match[1]) > 4:
        raise KnownError(
            f"会議録の期限「{text.strip()}」を読み取れません。",
            todo="開催から何日かを「14日」のように入力してください。",
        )
    return int(match[1]) * (7 if match[2] and match[2][0] == "週" else 1)


def read_policy(text: str) -> object:
    """全文, 要点; "" for a blank. Raises KnownError for another word."""
    values = {word: value for value, word in POLICIES.items()}
    if (word := text.strip()) and word not in values:
        raise KnownError(f"「{word}」は選べません。", todo=f"{'、'.join(values)} から選んでください。")
    return values.get(word, "")


def show_policy(value: str) -> str:
    """全文, 要点."""
    return POLICIES.get(value, "")


class CommitteesSource(FieldSource):
    """All of them, each 部会 below the one it belongs to."""

    name = "会議体の表"
    word = "会議体"
    columns = COLUMNS
    empty = "まだ会議体がありません。会議の名前を入力してください。"
    fields: Mapping[str, RecordField] = {
        "proxies_count": RecordField(PROXIES.__getitem__, read_proxies),
        "scheme": RecordField("  ".join, read_scheme),
        "minutes_policy": RecordField(show_policy, read_policy),
        "minutes_days": RecordField(show_days, read_days),
        "number_per": enum_field(NumberPer),
        "speakers": enum_field(Speakers),
        "ended_on": RecordField(short_day, read_day_or_none),
    }

    def __init__(self, desk: MeetingDesk) -> None:
        super().__init__(desk)
        self._depths: dict[int, int] = {}

    def records(self) -> Sequence[int]:
        """In the order of the list, 部会 below theirs."""
        rows = self.desk.committees()
        self._depths = {row.id: depth for row, depth in rows}
        return [row.id for row, _ in rows]

    def row(self, record: int) -> CommitteeRow:
        """The 会議体."""
        return self.desk.roster.committees[record]

    def text(self, record: int, key: str) -> str:
        """定足数 with its number; the name of the one above."""
        row = self.row(record)
        if key == "parent_id":
            parent = self.desk.roster.committees.get(row.parent_id or 0)
            return "" if parent is None else parent.name
        if key == "quorum":
            return f"{row.quorum_count or 0}名以上" if row.quorum is Quorum.COUNT else called(row.quorum)
        return super().text(record, key)

    def look(self, record: int, key: str, text: str) -> CellText | None:
        """部会 stand in; what has ended is quiet."""
        row = self.row(record)
        if key == "name":
            tone = "quiet" if row.ended_on else "bold"
            return CellText((Paragraph((Piece("　" * self._depths.get(record, 0) + text, tone),)),))  # type: ignore[arg-type]
        if not text and key in ("minutes_policy", "minutes_days"):
            text = self._of_city(key)
        elif not row.ended_on:
            return None
        return CellText((Paragraph((Piece(text, "quiet"),)),)) if text else None

    def _of_city(self, key: str) -> str:
        """What 自治体設定 says, which is true where a 会議体 says nothing."""
        city = self.desk.city
        return show_policy(city.minutes_policy) if key == "minutes_policy" else show_days(city.minutes_days or NO_RULE)

    def choices(self, key: str) -> Sequence[str]:
        """Of fields with values of their own, and the ways of numbering."""
        if key == "parent_id":
            return ("", *(row.name for row, _ in self.desk.committees()))
        if key == "quorum":
            return (*tuple(called(one) for one in Quorum if one is not Quorum.COUNT), "7名以上")
        if key == "minutes_policy":
            return ("", *POLICIES.values())
        if key == "minutes_days":
            return ("", WITHOUT, *DAYS)
        if key == "scheme":
            return SCHEMES
        if key == "member_word":
            return ("委員", "部会員", "構成員", "メンバー")
        kinds: dict[str, type[StrEnum]] = {"number_per": NumberPer, "speakers": Speakers}
        return tuple(called(one) for one in kinds[key]) if key in kinds else ()

    def only_choices(self, key: str) -> bool:
        """番号 per 年度 or through, how speakers are printed, the one above."""
        return key in ("number_per", "minutes_policy", "speakers", "parent_id")

    def known(self, record: int, key: str, above: Iterable[str]) -> KnownLines:
        """No name is that of another one."""
        return KnownLines(()) if key in ("name", "short_name") else super().known(record, key, above)

    def _values(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Names and words as columns."""
        found = dict(values)
        if "parent_id" in found:
            found["parent_id"] = self._named(str(found["parent_id"]))
        if "quorum" in found:
            words = str(found["quorum"])
            count = _COUNT.fullmatch(words)
            found["quorum"] = Quorum.COUNT if count else read_enum(tuple(Quorum), words)
            found["quorum_count"] = int(count[1]) if count else None
        return found

    def _named(self, name: str) -> int | None:
        if not name:
            return None
        for row, _ in self.desk.committees():
            if name in (row.name, row.short_name):
                return row.id
        raise KnownError(f"「{name}」という会議体はありません。", todo="一覧から選んでください（Alt+↓）。")

    def add(self, session: Session, values: Mapping[str, Any]) -> int:
        """A new one."""
        found = self._values(values)
        return committees.add_committee(session, str(found.pop("name")), **found)

    def edit(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        """Its settings."""
        committees.edit_committee(session, record, **self._values(values))

    def delete(self, session: Session, record: int) -> None:
        """Refused while it has meetings."""
        committees.delete_committee(session, record)

    def put(self, session: Session, record: int, before: int | None) -> None:
        """In the list."""
        committees.move_committee(session, record, before)

    def why_not_move(self) -> str:
        """They can."""
        return ""

    def tip(self, record: int, key: str) -> str:
        """What a column is for."""
        tips = {
            "scheme": f"会議録の番号を、上の段から並べます。使えるのは {' '.join(SAMPLES)} などです。",
            "minutes_policy": "会議録の資料を、全文で作るか、要点で作るかです。空なら自治体設定のとおりです（灰色）。",
            "minutes_days": "開催から何日以内に会議録を確定するかです。空なら自治体設定のとおりです（灰色）。",
            "desired_state": "部会検討状況の「目指す姿」に印刷します。",
        }
        return tips.get(key, "") if record != NEW else ""
