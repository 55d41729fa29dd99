"""会議録, 次第 and 名簿 imported beside what is there: blanks are filled, differences stay, people are asked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from meetings import Desk
from minutes_texts.facts import text_of
from paper_desks import dump, made, printed, propose, take

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.minutes.paper import PaperKind
from zaitaku_desktop.model.attendance import Presence
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.reference_words import agenda_numbers
from zaitaku_desktop.operations import attendance, meeting, person
from zaitaku_desktop.storage.reading_meetings import load_roster

SHORT = """会議録
令和7年度第1回 推進会議
日時　令和7年6月18日（水）午後7時～午後8時
場所　市役所
出席者　会長 甲野 一郎（みなと野医院）
欠席者　乙川 花
次第
1 開会
2 議題

1 開会

2 議題

ア 一つ目の意見である。

イ アの意見に賛成である。
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "a.zaitaku")
    yield desk
    desk.workspace.close()


# ── people


def test_that_a_similar_name_is_shown_and_is_somebody_else_until_decided(desk: Desk) -> None:
    old = desk.do(person.add_person, "濵田 一郎")
    text = SHORT.replace("甲野 一郎", "浜田 一郎")
    proposal = propose(desk, text)
    (question,) = proposal.questions
    assert (question.name, [one.name for one in question.candidates]) == ("浜田 一郎", ["濵田 一郎"])
    assert question.person == 0
    take(desk, text)
    with desk.workspace.read() as connection:
        names = [one.name for one in load_roster(connection).people.values()]
    assert {"濵田 一郎", "浜田 一郎"} <= set(names)
    assert old


def test_that_a_decision_takes_the_person_who_is_there_and_keeps_the_printed_signs(desk: Desk) -> None:
    old = desk.do(person.add_person, "濵田 一郎")
    text = SHORT.replace("甲野 一郎", "浜田 一郎")
    key = propose(desk, text).questions[0].key
    take(desk, text, choices={key: old})
    row = next(row for row in desk.now().attendance if row.person_id == old)
    assert row.printed_name == "浜田 一郎"
    assert desk.now().roster.people[old].name == "濵田 一郎"


def test_that_a_family_name_alone_asks_for_those_who_have_it(desk: Desk) -> None:
    proposal = propose(desk, SHORT.replace("会長 甲野 一郎（みなと野医院）", "甲野会長、丙田委員"))
    assert [(one.name, one.candidates[0].name) for one in proposal.questions] == [
        ("甲野", "甲野 一郎"),
        ("丙田", "丙田 三郎"),
    ]


# ── a meeting that is there


def test_that_blank_fields_of_a_planned_meeting_are_filled(desk: Desk) -> None:
    report = take(desk, SHORT)
    assert not [one for one in report.created if one.kind == "meeting"]
    now = desk.now()
    assert (now.meeting.end_time, now.meeting.status) == (dt.time(20), MeetingStatus.DRAFT)
    states = {now.name_of(row): row.state for row in now.attendance}
    assert states["甲野 一郎"] is Presence.PRESENT
    assert states["乙川 花"] is Presence.ABSENT
    assert states["丙田 三郎"] is Presence.UNKNOWN
    assert printed(now) == ["1 開会", "2 議題", "ア 一つ目の意見である。", "イ アの意見に賛成である。"]


def test_that_what_differs_stays_and_is_listed_with_both_texts(desk: Desk) -> None:
    circle = desk.circle
    desk.do(attendance.set_state, circle.meeting, circle.people[0], Presence.ABSENT)
    report = take(desk, SHORT.replace("場所　市役所", "場所　公民館"))
    shown = {(one.field, one.mine, one.theirs) for one in report.conflicts}
    assert ("meeting.place", "市役所", "公民館") in shown
    assert ("attendance.state", "欠席", "出席") in shown
    assert desk.now().meeting.place == "市役所"


def test_that_a_clerk_may_take_the_other_side_or_keep_both(desk: Desk) -> None:
    text = SHORT.replace("場所　市役所", "場所　公民館").replace("午後7時～", "午後6時～")
    proposal = propose(desk, text)
    keys = {one.field: one.key for one in proposal.conflicts}
    take(desk, text, decided={keys["meeting.place"]: "theirs", keys["meeting.start_time"]: "both"})
    row = desk.now().meeting
    assert row.place == "公民館"
    assert row.start_time == dt.time(19)
    assert row.note == "開始（取り込んだもの）：18:00"


def test_that_another_body_is_a_conflict_as_a_whole(desk: Desk) -> None:
    take(desk, SHORT)
    other = SHORT.replace("一つ目の意見である", "直した意見である")
    (conflict,) = propose(desk, other).conflicts
    assert conflict.field == "meeting.outline"
    take(desk, other)
    assert "ア 一つ目の意見である。" in printed(desk.now())
    take(desk, other, decided={conflict.key: "theirs"})
    assert printed(desk.now()) == ["1 開会", "2 議題", "ア 直した意見である。", "イ アの意見に賛成である。"]


def test_that_a_locked_meeting_is_not_touched(desk: Desk) -> None:
    desk.do(meeting.lock_meeting, desk.circle.meeting)
    before = dump(desk)
    with pytest.raises(KnownError, match="確定"):
        take(desk, SHORT)
    assert dump(desk) == before


def test_that_the_same_number_on_another_day_is_another_meeting(desk: Desk) -> None:
    report = take(desk, SHORT.replace("6月18日（水）", "7月16日（水）"))
    assert [one.kind for one in report.created] == ["meeting", "document"]
    assert made(desk, report).meeting.nth == desk.now().meeting.nth == 1


def test_that_an_import_is_one_step_to_undo(desk: Desk) -> None:
    before = dump(desk)
    take(desk, text_of("form_range"))
    desk.workspace.undo()
    assert dump(desk) == before


# ── 次第 and 名簿


def test_that_an_agenda_comes_first_and_its_minutes_fill_the_same_meeting(desk: Desk) -> None:
    agenda = """令和6年度 第4回暮らしの部会
次　第
日時　令和6年10月9日（水）午後7時から
場所　公民館

1 開会

2 議題

(1) 研修について【資料1】

(2) その他

【配付資料】
(1) 秋の研修についての案
"""
    report = take(desk, agenda, "agenda")
    first = made(desk, report)
    numbers = agenda_numbers(first)
    assert [f"{numbers.get(item.id, '')} {item.title}" for item in first.walk_agenda()] == [
        "1 開会",
        "2 議題",
        "(1) 研修について",
        "(2) その他",
    ]
    marked = next(item for item in first.walk_agenda() if item.title == "研修について")
    assert [row.mark for row in first.handouts_of(marked.id)] == ["資料1"]
    assert first.handout_title(first.handouts_of(marked.id)[0]) == "秋の研修についての案"
    assert first.meeting.status is MeetingStatus.PLANNED
    minutes = """会議録
令和6年度第4回暮らしの部会
日時　令和6年10月9日（水）午後7時～午後8時
場所　公民館
出席者　部会長 磯貝 千里
議事内容
1 開会

2 議題

(1) 研修について

ア 良い案である。
"""
    take(desk, minutes)
    second = desk.now(first.meeting.id)
    heading = next(row for row in second.blocks if row.agenda_item_id == marked.id)
    assert heading.text == ""
    assert printed(second) == ["1 開会", "2 議題", "(1) 研修について", "ア 良い案である。"]


ROSTER = """推進会議 委員名簿
任期：令和7年4月1日から令和9年3月31日まで
氏名\t所属\t役職\t職種\tふりがな
甲野　一郎\tみなと野医院\t会長\t医師\tこうの　いちろう
乙川　花\t灯台薬局\t\t薬剤師\tおとかわ　はな
丙田　三郎\tみなと野医院\t副会長\t看護師\tへいだ　さぶろう
戊谷　さくら\t公募市民\t\t市民\tぼたに　さくら
"""


def test_that_a_roster_fills_the_term_that_is_there(desk: Desk) -> None:
    report = take(desk, ROSTER, "roster")
    roster = desk.now().roster
    members = {roster.people[row.person_id].name: row for row in roster.memberships_of(desk.circle.term)}
    assert [one.title for one in report.created] == ["戊谷 さくら"]
    assert members["丙田 三郎"].role == "副会長"
    assert roster.organization_name(members["乙川 花"]) == "灯台薬局"
    assert roster.people[desk.circle.people[0]].kana == "こうの いちろう"
    assert take(desk, ROSTER, "roster").changed == 0


def test_that_another_role_in_a_roster_is_a_conflict(desk: Desk) -> None:
    (conflict,) = propose(desk, ROSTER.replace("会長\t医師", "座長\t医師"), "roster").conflicts
    assert (conflict.field, conflict.mine, conflict.theirs) == ("membership.role", "会長", "座長")


# ── what is none


@pytest.mark.parametrize("kind", [None, "minutes", "agenda", "roster"])
def test_that_a_text_that_is_no_paper_changes_nothing_and_is_told(desk: Desk, kind: PaperKind | None) -> None:
    before = dump(desk)
    with pytest.raises(KnownError) as told:
        take(desk, "買い物の覚え\n牛乳\n卵\n", kind)
    assert re.search("読み取れませんでした", told.value.message)
    assert "何も取り込んでいません" in told.value.message
    assert dump(desk) == before
