"""The rules, one file each; a new one is one more line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from zaitaku_desktop.checks import (
    attendance,
    closed_day,
    consultation,
    glyphs,
    handout_numbers,
    handout_titles,
    indicator,
    meeting_number,
    meeting_times,
    minutes_due,
    missing_actual,
    open_tasks,
    similar_people,
    training_numbers,
    training_totals,
    two_roles,
    weekday,
)
from zaitaku_desktop.checks.count_scope import CountScope
from zaitaku_desktop.checks.finding import Finding
from zaitaku_desktop.checks.meeting_scope import MeetingScope, facts_of_meeting
from zaitaku_desktop.checks.scope import Fact, Scope
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.model.snapshot import ItemRow
from zaitaku_desktop.model.training_rows import TrainingBook

NAMES: Mapping[str, str] = {
    weekday.RULE: "曜日が日付と合いません",
    missing_actual.RULE: "実績が未入力です",
    glyphs.RULE: "〓で印刷される文字があります",
    meeting_number.RULE: "会議の回数が重なるか、抜けています",
    meeting_times.RULE: "会議の日時が合いません",
    closed_day.RULE: "閉庁日の会議です",
    two_roles.RULE: "同じ人が2つの役にあります",
    attendance.RULE: "出欠が名簿と合いません",
    attendance.QUORUM: "定足数に足りません",
    minutes_due.RULE: "会議録の期限を過ぎています",
    open_tasks.RULE: "宿題の期限を過ぎています",
    handout_numbers.CITED: "ない資料を指しています",
    handout_numbers.LISTED: "次第に印のない資料です",
    handout_numbers.SERIES: "資料番号が重なるか、抜けています",
    handout_numbers.REFERENCE: "参照の相手がありません",
    handout_titles.RULE: "資料の題名が所によって違います",
    similar_people.RULE: "よく似た氏名があります",
    consultation.TOTAL: "相談件数の合計が内訳と合いません",
    consultation.MONTHS: "相談件数の年度の数が月の合計と合いません",
    indicator.RATE: "割合が分子・分母と合いません",
    indicator.DENOMINATOR: "割合の分母が書かれていません",
    training_totals.RULE: "研修の人数が内訳と合いません",
    training_totals.SATISFACTION: "研修の満足度が合いません",
    training_numbers.RULE: "研修の回数が重なっています",
}
"""What a rule is called in a list."""
OF_FACTS: tuple[Callable[[Scope, Fact], Iterator[Finding]], ...] = (weekday.check_fact, glyphs.check_fact)
"""Rules on one text, wherever it stands."""
OF_ITEMS: tuple[Callable[[Scope, ItemRow], Iterator[Finding]], ...] = (missing_actual.check_item,)
"""Rules on an item of a plan."""
OF_MEETINGS: tuple[Callable[[MeetingScope, MeetingSnapshot], Iterator[Finding]], ...] = (
    meeting_times.check_meeting,
    closed_day.check_meeting,
    attendance.check_meeting,
    handout_numbers.check_meeting,
    handout_titles.check_meeting,
    open_tasks.check_meeting,
    minutes_due.check_meeting,
)
"""Rules on one meeting."""
OF_ALL_MEETINGS: tuple[Callable[[MeetingScope], Iterator[Finding]], ...] = (
    meeting_number.check_meetings,
    two_roles.check_meetings,
    similar_people.check_meetings,
)
"""Rules on people and meetings among each other."""
OF_COUNTS: tuple[Callable[[CountScope], Iterator[Finding]], ...] = (
    consultation.check_consultations,
    indicator.check_indicators,
)
"""Rules on 相談件数 and 指標."""


OF_TRAININGS: tuple[Callable[[TrainingBook], Iterator[Finding]], ...] = (
    training_totals.check_trainings,
    training_numbers.check_trainings,
)
"""Rules on 研修."""


def find_in_meetings(scope: MeetingScope, only: int | None = None) -> Iterator[Finding]:
    """All findings about people and meetings, meeting by meeting, those among several last; `only` = one meeting alone,
    and what it has to do with others."""
    for meeting_id, meeting in scope.meetings.items():
        if only in (None, meeting_id):
            for fact in facts_of_meeting(meeting):
                yield from weekday.find(fact, meeting.meeting.fiscal_year.start)
            for rule in OF_MEETINGS:
                yield from rule(scope, meeting)
    for of_all in OF_ALL_MEETINGS:
        yield from (one for one in of_all(scope) if only in (None, one.place.meeting_id))


def find_in_trainings(book: TrainingBook) -> Iterator[Finding]:
    """All findings about 研修, rule by rule."""
    for rule in OF_TRAININGS:
        yield from rule(book)
