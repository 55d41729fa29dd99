"""研修 of one 年度 with participants by 職種: what the pages of T1, T2 and T4 are made of."""

from __future__ import annotations

import datetime as dt

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.roster import CommitteeRow, PersonRow
from zaitaku_desktop.model.training import Naming
from zaitaku_desktop.model.training_rows import (
    DayRow,
    KindRow,
    LecturerRow,
    ParticipantRow,
    ProgrammeRow,
    SeriesRow,
    SessionRow,
    TrainingBook,
)

YEAR = FiscalYear(2024)
_GROUPS = (
    ("医療関係者", ("医師", "歯科医師", "薬剤師", "看護師", "MSW", "その他")),
    ("介護関係者", ("ケアマネジャー", "訪問看護", "介護職", "その他")),
)
_SESSIONS: tuple[tuple[int, str, tuple[int, int, int], tuple[int, ...]], ...] = (
    (1, "入退院連携の手引を使ってみる", (2024, 6, 12), (4, 2, 11, 9, 5, 2, 18, 7, 6, 3)),
    (1, "薬の飲み残しを減らす工夫", (2024, 9, 4), (2, 0, 17, 6, 1, 0, 21, 8, 12, 1)),
    (1, "最期まで口から食べるということ", (2024, 11, 20), (3, 8, 5, 10, 2, 4, 16, 6, 14, 5)),
    (1, "夜間の急変にどう備えるか（グループワーク）", (2025, 2, 19), (6, 1, 4, 13, 4, 1, 24, 11, 9, 2)),
    (2, "共有ツールの操作講習（基礎編）", (2024, 10, 9), (1, 1, 6, 4, 2, 0, 12, 5, 3, 1)),
    (2, "退院前カンファレンスのオンライン参加（実演）", (2025, 1, 29), (2, 0, 5, 7, 6, 1, 14, 4, 2, 3)),
    (3, "もしものときを、元気なうちに話し合う", (2024, 10, 20), ()),
)


def kinds() -> dict[int, KindRow]:
    """The two groups (1, 2) and what is counted below them (from 11 and from 21)."""
    found = {}
    for group, (name, below) in enumerate(_GROUPS, 1):
        found[group] = KindRow(group, None, name, position=group)
        for at, kind in enumerate(below, 1):
            found[10 * group + at] = KindRow(10 * group + at, group, kind, position=at)
    return found


def training_book() -> TrainingBook:
    """Seven 研修 of R6: four and two with participants by 職種, one (86人) with a lone total."""
    offered = kinds()
    leaves = [key for key in offered if key > 10]
    programmes = {1: ProgrammeRow(1, "在宅ケア推進事業"), 2: ProgrammeRow(2, "支援室運営事業", "（敬称、略歴省略）")}
    series = {
        1: SeriesRow(1, "合同研修", "在宅医療・介護連携に関する研修", programme_id=1),
        2: SeriesRow(2, "情報共有講習会", "関係機関の情報共有に関する研修", Naming.NTH, 2),
        3: SeriesRow(3, "市民講演会", naming=Naming.PLAIN, programme_id=1),
    }
    sessions: dict[int, SessionRow] = {}
    days, lecturers, counts = {}, {}, {}
    for at, (owner, content, day, people) in enumerate(_SESSIONS, 1):
        nth = 1 + sum(row.series_id == owner for row in sessions.values())
        sessions[at] = SessionRow(
            at, YEAR, series[owner].programme_id, owner, nth=nth, cumulative=7 + nth if owner == 1 else None,
            content=content, typed_total=None if people else 86,
        )  # fmt: skip
        days[at] = (DayRow(at, at, dt.date(*day)),)
        lecturers[at] = (LecturerRow(at, at, committee_id=1),)
        for kind, count in zip(leaves, people, strict=False):
            counts[at, kind] = ParticipantRow(100 * at + kind, at, kind, count)
    lecturers[7] = (LecturerRow(7, 7, person_id=1, affiliation="みなと野市医師会", profession="医師"),)
    people_by_id = {1: PersonRow(1, "見本 太郎")}
    return TrainingBook(
        offered, programmes, series, sessions, days, lecturers, counts, people_by_id, {1: CommitteeRow(1, "研修部会")}
    )
