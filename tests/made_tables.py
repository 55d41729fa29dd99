"""A 会議体 with a year of meetings, and 部会 with their reports: what 出欠表, 名簿 and 部会検討状況 are made of."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import replace
from pathlib import Path

from made_meetings import BOARD, NAMES, YEAR

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.attendance import Presence
from zaitaku_desktop.model.attendance_table import AttendanceTable, build_table
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.meeting_rows import AttendanceRow, MeetingRow
from zaitaku_desktop.model.roster import (
    CommitteeRow,
    MembershipRow,
    OrganizationRow,
    PersonRow,
    Roster,
    SecretariatRow,
    TermRow,
)

_MEMBERS = (
    ("見本 太郎", "みほん たろう", "医師", "医師会", "みなと野市医師会", "会長", "○○○Ｗ○"),
    ("仮名 一郎", "かめい いちろう", "医師", "医師会", "みなと野市医師会", "", "○代×○Ｗ"),
    ("架空 健", "かくう けん", "歯科医師", "歯科医師会", "みなと野市歯科医師会", "副会長", "Ｗ○○×○"),
    ("想定 さくら", "そうてい さくら", "薬剤師", "薬剤師会", "みなと野市薬剤師会", "", "○○○○○"),
    ("試作 みどり", "しさく みどり", "看護師", "訪問看護", "しおかぜ訪問看護ステーション", "", "○Ｗ○○×"),
    ("作例 久美子", "さくれい くみこ", "看護師", "病院", "みなと野北病院", "", "○○代○○"),
    ("空欄 守", "くうらん まもる", "介護職", "介護サービス事業所", "はまなす苑", "", "××○○　"),
    ("模擬 直人", "もぎ なおと", "介護職", "介護サービス事業所", "はまなす苑", "", "　　　　Ｗ"),
    ("例示 花子", "れいじ はなこ", "介護支援専門員", "居宅介護支援事業所", "つばめ居宅介護支援事業所", "", "○○○○○"),
    ("雛形 進", "ひながた すすむ", "介護支援専門員", "地域包括支援センター", "にし地域包括支援センター", "", "○×○Ｗ○"),
    ("凡例 ゆり", "はんれい ゆり", "市民", "市民", "", "", "○○○○○"),
)
_DAYS = ((5, 15), (7, 10), (9, 11), (11, 13), (2, 12))
_STATES = {
    "○": Presence.PRESENT, "×": Presence.ABSENT, "代": Presence.PROXY, "Ｗ": Presence.ONLINE, "　": Presence.UNKNOWN,
}  # fmt: skip
_CHANGE = dt.date(2026, 1, 1)
TERM = TermRow(1, 1, "", dt.date(2025, 4, 1), dt.date(2027, 3, 31))


def _membership(at: int, places: dict[str, int]) -> MembershipRow:
    _, _, profession, selection, place, role, _ = _MEMBERS[at]
    row = MembershipRow(
        at + 1, 1, at + 1, places.get(place), role, profession, selection, position=at,
        to_day=_CHANGE - dt.timedelta(days=1) if at == 6 else None,
    )  # fmt: skip
    return replace(row, from_day=_CHANGE, predecessor_id=7, position=99) if at == 7 else row


def board_roster(**more: object) -> Roster:
    """The 推進会議 of pages/m4: eleven 委員, one of them replaced in January; three of the 事務局."""
    places = {place: at for at, place in enumerate(dict.fromkeys(row[4] for row in _MEMBERS if row[4]), 1)}
    people = {at: PersonRow(at, row[0], row[1]) for at, row in enumerate(_MEMBERS, 1)}
    people |= {20 + at: PersonRow(20 + at, name) for at, name in enumerate(NAMES[9:])}
    return Roster(
        people,
        {at: OrganizationRow(at, place) for place, at in places.items()},
        {1: replace(BOARD, **more), **{row.id: row for row in GROUPS}},  # type: ignore[arg-type]
        {1: TERM},
        {at + 1: _membership(at, places) for at in range(len(_MEMBERS))},
        {at: SecretariatRow(at, 1, 20 + at, "高齢福祉課　地域包括ケア推進係", position=at) for at in range(3)},
    )


BOARD_MEETINGS = tuple(
    MeetingRow(at, 1, YEAR, at, day=dt.date(2025 if month > 3 else 2026, month, day), status=MeetingStatus.FINAL)
    for at, (month, day) in enumerate(_DAYS, 1)
)


def board_table(**more: object) -> AttendanceTable:
    """Its 出欠表."""
    rows = [
        AttendanceRow(
            100 * meeting + person, meeting, person, state=_STATES[sign], proxy="試作医師" if sign == "代" else ""
        )
        for person, member in enumerate(_MEMBERS, 1)
        for meeting, sign in enumerate(member[6], 1)
    ]
    return build_table(board_roster(**more), 1, BOARD_MEETINGS, rows)


_WORDS = tomllib.loads((Path(__file__).parent / "made_reports.toml").read_text(encoding="utf-8"))
GROUPS = tuple(
    CommitteeRow(row["id"], row["name"], parent_id=1, desired_state=row["desired_state"], position=row["id"])
    for row in _WORDS["group"]
)


def group_meetings() -> dict[int, MeetingRow]:
    """The meetings of the 部会 up to July, and those of the 推進会議 from February 2025 on."""
    found = {row.id: row for row in BOARD_MEETINGS}
    found[10] = MeetingRow(10, 1, YEAR - 1, 4, day=dt.date(2025, 2, 13), status=MeetingStatus.FINAL)
    for row in _WORDS["report"]:
        found[row["id"]] = MeetingRow(
            row["id"], row["committee"], FiscalYear(row["year"]), row["nth"], day=row["day"],
            status=MeetingStatus.FINAL, next_day=row.get("next"), report_summary=row["summary"],
            report_summary_checked=True, report_decisions=row["decisions"],
        )  # fmt: skip
    return dict(sorted(found.items(), key=lambda item: item[1].day or dt.date.max))
