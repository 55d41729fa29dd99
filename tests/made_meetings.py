"""Meetings of a city that does not exist, as a view reads them: a 推進会議 with its 次第, a 部会 with its 会議録."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.handout import PartKind
from zaitaku_desktop.model.meeting import MeetingStatus, Method, Observing
from zaitaku_desktop.model.meeting_rows import (
    AgendaHandoutRow,
    AgendaItemRow,
    AttendanceRow,
    BlockRow,
    HandoutPartRow,
    HandoutRow,
    MeetingRow,
    MeetingSnapshot,
)
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.references import RANGE, Kind, Reference
from zaitaku_desktop.model.roster import CommitteeRow, PersonRow, Roster
from zaitaku_desktop.model.snapshot import DocumentRow, MunicipalityRow

CITY = MunicipalityRow("みなと野市", "健康福祉部 高齢福祉課")
NAMES = (
    "見本 太郎", "例示 花子", "仮名 一郎", "試作 みどり", "架空 健", "想定 さくら", "作例 久美子", "雛形 進",
    "空欄 守", "書式 整", "記入 例子", "図表 実",
)  # fmt: skip
PLACES = (
    "みなと野北病院　退院支援室", "つばめ居宅介護支援事業所", "仮名内科クリニック", "しおかぜ訪問看護ステーション",
    "架空歯科医院", "港みなみ薬局", "みなと野リハビリテーション病院　医療相談室", "にし地域包括支援センター",
    "介護老人保健施設　はまなす苑",
)  # fmt: skip
POSTS = ("高齢福祉課　地域包括ケア推進係長", "高齢福祉課　地域包括ケア推進係主任", "在宅医療・介護連携支援室")
YEAR = FiscalYear(2025)
BOARD = CommitteeRow(1, "みなと野市在宅ケア推進会議", "推進会議")
GROUP = CommitteeRow(2, "入退院連携部会", parent_id=1, office="みなと野市　健康福祉部　高齢福祉課")

ROSTER = Roster(
    {at: PersonRow(at, name) for at, name in enumerate(NAMES, 1)},
    {},
    {1: BOARD, 2: GROUP},
    {},
    {},
    {},
)

AGENDA_MEETING = MeetingRow(
    1, 1, YEAR, 1, day=dt.date(2025, 7, 10), start_time=dt.time(19), place="市民交流センター　3階　大会議室",
    method=Method.BOTH, next_day=dt.date(2025, 10, 16), next_start=dt.time(19),
)  # fmt: skip
_ITEMS = (
    (1, None, "開会"), (2, None, "委員の紹介及び事務局の紹介"),
    (3, None, "委員長及び副委員長の選出"), (4, None, "議題"),
    (11, 4, "令和6年度における各事業の実施実績について"), (12, 4, "令和7年度における各事業の実施予定について"),
    (13, 4, "在宅医療・介護連携支援室の令和6年度の実績について"), (14, 4, "各部会における検討状況について"),
    (15, 4, "在宅ケア推進基本方針の改訂に向けた論点の整理及び進め方について"),
    (16, 4, "在宅療養フォーラムの開催について"),
    (5, None, "その他"), (6, None, "閉会"),
)  # fmt: skip
_HANDOUTS = (
    (1, 1, None, "資料", "令和6年度における各事業の実施実績について"),
    (2, 1, 2, "資料", "令和6年度における研修の実施状況"),
    (3, 2, None, "資料", "令和7年度における各事業の実施予定について"),
    (4, 3, None, "資料", "在宅医療・介護連携支援室　令和6年度事業概要"), (5, 4, None, "資料", "各部会における検討状況"),
    (6, 5, None, "資料", "在宅ケア推進基本方針の改訂について"),
    (7, None, None, "参考資料", "在宅ケア推進会議　委員名簿（令和7年4月1日現在）"),
)  # fmt: skip
_MARKS = ((11, 1), (12, 3), (13, 4), (14, 5), (15, 6))


def agenda_meeting() -> MeetingSnapshot:
    """The 推進会議 of pages/m1."""
    return MeetingSnapshot(
        municipality=CITY,
        roster=ROSTER,
        meeting=AGENDA_MEETING,
        attendance=(),
        agenda={row: AgendaItemRow(row, 1, above, at, title=title) for at, (row, above, title) in enumerate(_ITEMS)},
        handouts={
            row: HandoutRow(row, 1, at, label, number, branch, title)
            for at, (row, number, branch, label, title) in enumerate(_HANDOUTS)
        },
        parts=tuple(HandoutPartRow(row, row, 0, PartKind.TITLE, title) for row, _, _, _, title in _HANDOUTS),
        marks=tuple(AgendaHandoutRow(at, item, handout, at) for at, (item, handout) in enumerate(_MARKS, 1)),
        blocks=(),
        confirmations=(),
        locks=(),
        files={},
        titles={},
        meetings={1: AGENDA_MEETING},
    )


MINUTES_MEETING = MeetingRow(
    2, 2, YEAR, 1, day=dt.date(2025, 5, 22), start_time=dt.time(19), end_time=dt.time(20, 15),
    place="市役所　西庁舎\n301会議室", status=MeetingStatus.FINAL, observing=Observing.OPEN, observers=2,
)  # fmt: skip
_OWN_ITEMS = (
    (1, None, AgendaKind.PLAIN, "開会"), (2, 1, AgendaKind.PLAIN, "部会員の紹介"), (3, None, AgendaKind.PLAIN, "議題"),
    (4, 3, AgendaKind.PLAIN, "退院前カンファレンスの開催の目安（案）について"),
    (5, 3, AgendaKind.PLAIN, "入退院連絡窓口一覧の更新について"), (6, None, AgendaKind.PLAIN, "その他"),
    (7, 6, AgendaKind.LINE, "次回の日程について"),
)  # fmt: skip


def _referring(text: str) -> str:
    """<13> = the number of block 13, <13 path> = with those above it, <range> = the series above."""

    def token(found: re.Match[str]) -> str:
        return Reference(Kind.BLOCK, int(found[1]), "path" if found[2] else "").token

    return re.sub("<([0-9]+)( path)?>", token, text.replace("<range>", RANGE))


def _outline() -> list[BlockRow]:
    """The outline of `made_minutes.txt`: level, kind and words of a block on each line."""
    found = []
    for at, line in enumerate((Path(__file__).parent / "made_minutes.txt").read_text(encoding="utf-8").splitlines(), 1):
        level, kind, text = line.split(" ", 2)
        found.append(BlockRow(at, 2, at, int(level), BlockKind(kind), _referring(text)))
    return found


def minutes_meeting() -> MeetingSnapshot:
    """The 部会 of pages/m2, with its outline."""
    members = tuple(
        AttendanceRow(
            at, 2, at, state=Presence.ABSENT if at == len(PLACES) else Presence.PRESENT, position=at,
            role={1: "部会長", 2: "副部会長"}.get(at, "部会員"), organization=place,
        )
        for at, place in enumerate(PLACES, 1)
    )  # fmt: skip
    office = tuple(
        AttendanceRow(20 + at, 2, 10 + at, Side.SECRETARIAT, state=Presence.PRESENT, role=post, position=20 + at)
        for at, post in enumerate(POSTS)
    )
    agenda = {
        row: AgendaItemRow(row, 2, above, at, kind, title) for at, (row, above, kind, title) in enumerate(_OWN_ITEMS)
    }
    blocks = _outline()
    return replace(
        agenda_meeting(),
        meeting=MINUTES_MEETING,
        attendance=(*members, *office),
        agenda=agenda,
        handouts={},
        parts=(),
        marks=(),
        blocks=blocks,
        meetings={1: AGENDA_MEETING, 2: MINUTES_MEETING},
    )


def document(form: str, **more: object) -> DocumentRow:
    """A 資料 of a meeting in a form."""
    row = DocumentRow(1, "minutes", form, "会議録", None, YEAR, draft=False)
    return replace(row, **more)  # type: ignore[arg-type]
