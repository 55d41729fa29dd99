"""What disagrees in records of people and meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from meetings import Desk
from sample_files import open_sample

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.checks import acting
from zaitaku_desktop.checks.finding import Finding, Severity
from zaitaku_desktop.checks.meeting_scope import MeetingScope
from zaitaku_desktop.checks.reading import check_meetings
from zaitaku_desktop.checks.registry import NAMES, find_in_meetings
from zaitaku_desktop.checks.words import meeting_place_words
from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.handout import PartKind
from zaitaku_desktop.model.meeting import MeetingStatus, Method
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.references import RANGE, Kind, Reference
from zaitaku_desktop.operations import (
    agenda,
    attendance,
    committee,
    handout,
    meeting,
    membership,
    outline,
    person,
)
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.municipality import edit_municipality
from zaitaku_desktop.operations.outline import NewBlock

TODAY = dt.date(2026, 1, 15)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "circle.zaitaku")
    yield desk
    desk.workspace.close(give_up=True)


def check(desk: Desk) -> tuple[MeetingScope, list[Finding]]:
    """All findings on that day."""
    with desk.workspace.read() as connection:
        return check_meetings(connection, TODAY)


def said(desk: Desk, rule: str = "") -> list[str]:
    """Where and what, of one rule or all."""
    scope, found = check(desk)
    assert {one.rule for one in found} <= set(NAMES)
    return [f"{meeting_place_words(one.place, scope)}：{one.message}" for one in found if rule in ("", one.rule)]


def test_that_a_meeting_without_a_fault_has_none(desk: Desk) -> None:
    assert said(desk) == []


def test_that_the_sample_has_none(tmp_path: Path) -> None:
    with open_sample(tmp_path / "s.zaitaku") as workspace, workspace.read() as connection:
        assert check_meetings(connection)[1] == []


def test_that_two_meetings_with_one_number_are_both_kept_and_found(desk: Desk) -> None:
    desk.do(meeting.add_meeting, desk.circle.committee, dt.date(2025, 10, 22), nth=1, cumulative=2)
    assert said(desk) == ["令和7年度第1回推進会議　第n回：推進会議には、令和7年度の第1回が2つあります。"] * 2


def test_that_a_gap_in_the_numbers_is_found(desk: Desk) -> None:
    other = desk.do(meeting.add_meeting, desk.circle.committee, dt.date(2025, 10, 22), nth=3, cumulative=9)
    assert said(desk) == [
        "令和7年度第3回推進会議　第n回：推進会議には、令和7年度の第3回の前の第2回がありません。",
        "令和7年度第3回推進会議　通しの回数：推進会議には、通しの第9回の前の第8回がありません。",
    ]
    desk.do(meeting.edit_meeting, other, nth=2, cumulative=2)
    desk.do(meeting.edit_meeting, desk.circle.meeting, cumulative=30)  # earlier ones may not be in this file
    desk.do(meeting.edit_meeting, other, cumulative=31)
    assert said(desk) == []


def test_that_a_meeting_put_off_has_no_number_of_its_own(desk: Desk) -> None:
    desk.do(meeting.postpone_meeting, desk.circle.meeting, dt.date(2025, 10, 22))
    assert said(desk) == []


def test_that_days_and_times_must_be_possible(desk: Desk) -> None:
    desk.do(
        meeting.edit_meeting, desk.circle.meeting, end_time=dt.time(18, 30), next_day=dt.date(2025, 6, 4),
        fiscal_year=2024, nth=1,
    )  # fmt: skip
    name = "令和6年度第1回推進会議"
    assert said(desk) == [
        f"{name}　終わりの時刻：終わりの時刻（午後6時30分）が、始まりの時刻（午後7時）より前です。",
        f"{name}　次回：次回の日（令和7年6月4日）が、この会議の日（令和7年6月18日）より後ではありません。",
        f"{name}　開催日：令和7年6月18日は令和7年度ですが、令和6年度の会議になっています。",
    ]


def test_that_a_closed_day_is_told_while_it_can_be_changed(desk: Desk) -> None:
    desk.do(meeting.edit_meeting, desk.circle.meeting, day=dt.date(2025, 7, 21), next_day=dt.date(2025, 12, 29))
    assert said(desk, "closed_day") == [
        "令和7年度第1回推進会議　開催日：令和7年7月21日は祝日（海の日）です。",
        "令和7年度第1回推進会議　次回：令和7年12月29日は年末年始です。",
    ]
    desk.do(meeting.set_status, desk.circle.meeting, MeetingStatus.HELD)
    assert len(said(desk, "closed_day")) == 1


def test_that_a_weekday_is_that_of_its_date_and_put_right_by_one_click(desk: Desk) -> None:
    at = desk.circle.meeting
    item = desk.do(agenda.add_item, at, "次回開催予定 令和7年10月22日（木）", kind="line")
    desk.do(outline.append_blocks, at, [NewBlock("次回は10月22日（火）"), NewBlock("前回は6月18日（水）")])
    _, found = check(desk)
    assert [(one.place.field, one.rule) for one in found] == [("agenda", "weekday"), ("block", "weekday")]
    assert desk.do(acting.repair, found) == 2
    now = desk.now()
    assert now.agenda[item].title == "次回開催予定 令和7年10月22日（水）"
    assert now.blocks[0].text == "次回は10月22日（水）"
    desk.workspace.undo()
    desk.do(meeting.lock_meeting, at)
    with pytest.raises(KnownError, match="確定しています"):
        desk.do(acting.repair, found)


def test_that_nobody_is_a_member_twice_at_once(desk: Desk) -> None:
    desk.do(membership.add_membership, desk.circle.term, desk.circle.people[1], role="副会長")
    assert said(desk) == [
        "推進会議　委員名簿：乙川 花さんが、推進会議の「委員」と「副会長」に、同じ時期に入っています。"
    ]


def test_that_attendance_agrees_with_the_roster(desk: Desk) -> None:
    at, (first, second, third, _) = desk.circle.meeting, desk.circle.people
    guest = desk.do(person.add_person, "己原 睦")
    desk.do(attendance.set_state, at, first, Presence.PRESENT)
    desk.do(attendance.set_state, at, second, Presence.PRESENT)
    assert said(desk) == []  # it has not taken place yet
    desk.do(meeting.set_status, at, MeetingStatus.HELD)
    desk.do(attendance.set_state, at, guest, Presence.PRESENT)
    desk.do(attendance.add_attendee, at, second, Side.MEMBER, state=Presence.ABSENT)
    name = "令和7年度第1回推進会議　出欠"
    assert said(desk) == [
        f"{name}：乙川 花さんが、出席と欠席の両方にあります。",
        f"{name}：己原 睦さんは、この日の委員ではありませんが、出席になっています。",
        f"{name}：丙田 三郎さんが、出席者にも欠席者にもありません。",
    ]
    desk.do(attendance.set_state, at, third, Presence.ABSENT)
    assert len(said(desk)) == 2


def test_that_a_quorum_is_needed_but_by_letter(desk: Desk) -> None:
    at = desk.circle.meeting
    desk.do(committee.edit_committee, desk.circle.committee, quorum="majority")
    texts = [["代"], ["欠"], ["欠"]]
    desk.do(attendance.write_states, [at], desk.circle.people[:3], texts)
    desk.do(meeting.set_status, at, MeetingStatus.HELD)
    assert said(desk) == ["令和7年度第1回推進会議　出欠：委員3人のうち出席は1人で、定足数の2人に足りません。"]
    desk.do(attendance.set_state, at, desk.circle.people[1], Presence.ONLINE)
    assert said(desk) == []
    desk.do(attendance.set_state, at, desk.circle.people[1], Presence.ABSENT)
    desk.do(meeting.edit_meeting, at, method=Method.WRITTEN)
    assert said(desk) == []


def test_that_a_task_past_its_day_is_found_until_it_is_done(desk: Desk) -> None:
    at = desk.circle.meeting
    new = NewBlock("名簿を直す", 2, BlockKind.TASK, assignee="事務局", due_on=TODAY - dt.timedelta(days=1))
    (block,) = desk.do(outline.append_blocks, at, [new])
    assert said(desk) == [
        "令和7年度第1回推進会議　会議録（ア）：宿題「名簿を直す」（事務局）は、期限の令和8年1月14日を過ぎています。"
    ]
    desk.do(outline.set_done, block, TODAY)
    assert said(desk) == []


def test_that_minutes_past_their_day_are_found_until_they_are_final(desk: Desk) -> None:
    at, board = desk.circle.meeting, desk.circle.committee
    desk.do(edit_municipality, minutes_days=14)
    assert said(desk) == []  # it has not taken place yet
    desk.do(meeting.set_status, at, MeetingStatus.DRAFT)
    late = "会議録が、期限の令和7年7月2日（開催から14日）を過ぎても「会議録（案）」のままです。"
    assert said(desk, "minutes_due") == [f"令和7年度第1回推進会議　会議録の期限：{late}"]
    desk.do(committee.edit_committee, board, minutes_days=211)  # up to the day on which it is looked at
    assert said(desk, "minutes_due") == []
    desk.do(committee.edit_committee, board, minutes_days=210)
    assert len(said(desk, "minutes_due")) == 1
    desk.do(committee.edit_committee, board, minutes_days=0)  # none for this 会議体
    assert said(desk, "minutes_due") == []
    desk.do(committee.edit_committee, board, minutes_days=None)
    desk.do(meeting.lock_meeting, at)
    assert said(desk, "minutes_due") == []
    for wrong in ({"minutes_days": 367}, {"minutes_days": -1}, {"minutes_policy": "要旨"}):
        with pytest.raises(KnownError):
            desk.do(committee.edit_committee, board, **wrong)
        with pytest.raises(KnownError):
            desk.do(edit_municipality, **wrong)


def test_that_papers_cited_listed_and_numbered_agree(desk: Desk) -> None:
    at = desk.circle.meeting
    one = desk.do(handout.add_handout, at, "案")
    two = desk.do(handout.add_handout, at, "実績")
    item = desk.now().agenda_below()[1].id
    desk.do(agenda.mark_handouts, item, [one])
    desk.do(outline.append_blocks, at, [NewBlock("資料２及び資料3を用いて説明。参考資料4、資料1.5倍")])
    name = "令和7年度第1回推進会議"
    assert said(desk) == [
        f"{name}　配付資料（資料2）：資料2「実績」の印が、次第のどの議題にもありません。",
        f"{name}　会議録：「資料3」という配付資料がありません。",
    ]
    desk.do(agenda.mark_handouts, item, [one, two])
    desk.do(handout.edit_handout, two, number=3)
    assert said(desk, "handout_series") == [f"{name}　配付資料（資料3）：資料3の前の番号の資料がありません。"]
    desk.do(handout.edit_handout, two, number=1)
    assert said(desk, "handout_series") == [
        f"{name}　配付資料（資料1）：資料1が2つあります。",
        f"{name}　配付資料（資料1）：資料1が2つあります。",
    ]
    desk.do(handout.edit_handout, two, number=1, branch=2)
    assert said(desk, "handout_series") == [f"{name}　配付資料（資料1－2）：資料1－2の前の枝番号の資料がありません。"]


def test_that_a_paper_is_called_alike_in_the_agenda_in_the_list_and_by_itself(desk: Desk) -> None:
    at = desk.circle.meeting
    titles = ("各事業の実施状況", "各部会の検討状況", "支援室　令和6年度 事業概要", "名簿", "要綱")
    papers = [desk.do(handout.add_handout, at, title) for title in titles]
    items = ("各事業の実施実績について", "検討状況について", "令和６年度事業概要", "委員の紹介")
    made = desk.do(agenda.add_items, at, [(0, title) for title in items])
    for item, marked in zip(made, ([papers[0]], [papers[1]], [papers[2]], papers[3:]), strict=True):
        desk.do(agenda.mark_handouts, item, marked)  # two under one item have names of their own
    own = desk.do(create_document, form="m5", title="委員設置要領", fiscal_year=2025, kind="roster")
    desk.do(handout.add_part, papers[3], PartKind.DOCUMENT, own)
    assert said(desk)[:1] == [
        "令和7年度第1回推進会議　配付資料（資料1）：資料1が、次第では「各事業の実施実績について」、"
        "配付資料では「各事業の実施状況」です。"
    ]
    desk.do(handout.edit_handout, papers[3], list_title="委員設置要綱")
    where = "令和7年度第1回推進会議　配付資料（資料4）"
    assert said(desk)[1:] == [f"{where}：資料4が、配付資料では「委員設置要綱」、資料では「委員設置要領」です。"]


def test_that_a_paper_called_wholly_differently_by_itself_may_be_another_one(desk: Desk) -> None:
    paper = desk.do(handout.add_handout, desk.circle.meeting, "名簿")
    own = desk.do(create_document, form="m5", title="委員設置要領", fiscal_year=2025, kind="roster")
    desk.do(handout.add_part, paper, PartKind.DOCUMENT, own)
    assert said(desk, "handout_title") == [
        "令和7年度第1回推進会議　配付資料（資料1）：資料1が、配付資料では「名簿」、資料では「委員設置要領」です。"
        "別の資料が入っていないか、確かめてください。"
    ]
    desk.do(handout.edit_handout, paper, list_title="委員設置要領（令和7年度）")
    assert said(desk, "handout_title") == []


def test_that_a_reference_without_a_target_is_found(desk: Desk) -> None:
    lost = [Reference(Kind.BLOCK, 99).token, RANGE, Reference(Kind.HANDOUT, 99).token, Reference(Kind.ITEM, 1).token]
    desk.do(outline.append_blocks, desk.circle.meeting, [NewBlock(text) for text in lost])
    _, found = check(desk)
    assert [(one.rule, one.severity) for one in found] == [("lost_reference", Severity.ERROR)] * 3


def test_that_one_name_in_two_glyphs_is_asked_about(desk: Desk) -> None:
    desk.do(person.add_person, "濱﨑 道夫")
    desk.do(person.add_person, "浜崎 道夫")
    assert said(desk) == [
        "浜崎 道夫　人：「濱﨑 道夫」と「浜崎 道夫」が、別の人として登録されています。同じ人かどうか確かめてください。"
    ]


def test_that_a_finding_is_left_as_it_is_for_a_reason(desk: Desk) -> None:
    desk.do(meeting.edit_meeting, desk.circle.meeting, end_time=dt.time(18))
    desk.do(person.add_person, "甲野一郎")
    _, found = check(desk)
    for one in found:
        desk.do(acting.acknowledge, one, "手書きの原本のとおり")
    assert [one.acknowledged for one in check(desk)[1]] == ["手書きの原本のとおり"] * 2
    desk.do(acting.withdraw, found[0])
    assert [one.acknowledged for one in check(desk)[1]] == ["", "手書きの原本のとおり"]


def test_that_one_meeting_can_be_looked_at_alone(desk: Desk) -> None:
    other = desk.do(meeting.add_meeting, desk.circle.committee, dt.date(2025, 10, 22), nth=1, end_time=dt.time(1))
    scope, found = check(desk)
    alone = list(find_in_meetings(scope, other))
    assert [(one.rule, one.place.meeting_id) for one in alone] == [("meeting_times", other), ("meeting_number", other)]
    assert len(found) == 3
