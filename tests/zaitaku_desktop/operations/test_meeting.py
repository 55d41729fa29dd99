"""Meetings."""

from __future__ import annotations

import datetime as dt

import pytest
from meetings import Desk

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.confirmation import Answer
from zaitaku_desktop.model.meeting import MeetingStatus, Method
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.operations import (
    agenda,
    attendance,
    committee,
    confirmation,
    handout,
    meeting,
    meeting_report,
    membership,
    outline,
)
from zaitaku_desktop.operations.outline import NewBlock

AUTUMN = dt.date(2025, 10, 22)


def test_that_a_first_meeting_has_the_usual_agenda_and_everybody(desk: Desk) -> None:
    now = desk.now()
    assert (now.meeting.nth, now.meeting.cumulative, now.meeting.fiscal_year.start) == (1, 1, 2025)
    assert now.meeting.office == "みなと野市高齢福祉課"
    assert [item.title for item in now.walk_agenda()] == ["開会", "議題", "その他", "閉会"]
    assert [(row.side, row.role, now.name_of(row), row.organization) for row in now.attendance] == [
        (Side.MEMBER, "会長", "甲野 一郎", "みなと野医院"),
        (Side.MEMBER, "委員", "乙川 花", ""),
        (Side.MEMBER, "委員", "丙田 三郎", "みなと野医院"),
        (Side.SECRETARIAT, "高齢福祉課主任", "丁村 四葉", ""),
    ]


def test_that_a_new_meeting_is_prefilled_from_the_last_one(desk: Desk) -> None:
    desk.do(meeting.edit_meeting, desk.circle.meeting, method=Method.ONLINE, end_time=dt.time(20, 30))
    desk.do(agenda.add_item, desk.circle.meeting, "部会からの報告", position=2)
    desk.do(outline.insert_block, desk.circle.meeting, None, BlockKind.TASK, 2, "表の空欄を埋める")
    new = desk.do(meeting.add_meeting, desk.circle.committee, AUTUMN)
    now = desk.now(new)
    assert (now.meeting.nth, now.meeting.cumulative) == (2, 2)
    assert (now.meeting.start_time, now.meeting.end_time) == (dt.time(19), dt.time(20, 30))
    assert (now.meeting.place, now.meeting.method, now.meeting.status) == (
        "市役所",
        Method.ONLINE,
        MeetingStatus.PLANNED,
    )
    assert [(item.title, item.kind) for item in now.walk_agenda()] == [
        ("開会", AgendaKind.PLAIN), ("議題", AgendaKind.PLAIN), ("前回までの宿題について", AgendaKind.TASKS),
        ("部会からの報告", AgendaKind.PLAIN), ("その他", AgendaKind.PLAIN), ("閉会", AgendaKind.PLAIN),
    ]  # fmt: skip


def test_that_a_new_meeting_is_held_when_the_last_one_said(desk: Desk) -> None:
    desk.do(
        meeting.edit_meeting, desk.circle.meeting, next_day=AUTUMN, next_start=dt.time(18), next_place="医師会館",
        end_time=dt.time(20),
    )  # fmt: skip
    row = desk.now(desk.do(meeting.add_meeting, desk.circle.committee)).meeting
    assert (row.day, row.start_time, row.end_time, row.place) == (AUTUMN, dt.time(18), None, "医師会館")


def test_that_numbers_are_proposed_and_any_are_kept(desk: Desk) -> None:
    new = desk.do(meeting.add_meeting, desk.circle.committee, AUTUMN, nth=1, cumulative=None)
    assert desk.now(new).meeting.nth == 1
    desk.do(meeting.edit_meeting, new, start_time=dt.time(20), end_time=dt.time(19))
    assert desk.now(new).meeting.end_time == dt.time(19)
    later = desk.do(meeting.add_meeting, desk.circle.committee, dt.date(2026, 4, 22))
    assert (desk.now(later).meeting.nth, desk.now(later).meeting.cumulative) == (1, 2)


def test_that_another_day_brings_the_members_of_that_day(desk: Desk) -> None:
    desk.do(membership.replace_member, desk.circle.members[1], dt.date(2025, 10, 1), desk.circle.people[3])
    desk.do(attendance.set_reply, desk.circle.meeting, desk.circle.people[0], Presence.ABSENT)
    desk.do(meeting.edit_meeting, desk.circle.meeting, day=AUTUMN)
    now = desk.now()
    assert [now.name_of(row) for row in now.attendance] == ["甲野 一郎", "丁村 四葉", "丙田 三郎", "丁村 四葉"]
    assert now.attendance[0].reply is Presence.ABSENT
    desk.do(meeting.set_status, desk.circle.meeting, MeetingStatus.HELD)
    desk.do(meeting.edit_meeting, desk.circle.meeting, day=dt.date(2025, 6, 18))
    assert len(desk.now().attendance) == 4


def test_that_answers_become_attendance_once_it_has_taken_place(desk: Desk) -> None:
    first, second, third, _ = desk.circle.people
    at = desk.circle.meeting
    desk.do(attendance.write_replies, at, {first: Presence.PRESENT, second: Presence.ONLINE})
    desk.do(attendance.set_state, at, second, Presence.ABSENT)
    desk.do(meeting.set_status, at, MeetingStatus.HELD)
    states = {row.person_id: row.state for row in desk.now().attendance}
    assert (states[first], states[second], states[third]) == (Presence.PRESENT, Presence.ABSENT, Presence.UNKNOWN)


def test_that_a_final_meeting_is_locked_until_a_reason_is_given(desk: Desk) -> None:
    at = desk.circle.meeting
    block = desk.do(outline.insert_block, at, None, BlockKind.TASK, 0, "名簿を直す")
    paper = desk.do(handout.add_handout, at, "名簿")
    item = desk.now().agenda_below()[0].id
    desk.do(meeting.set_status, at, MeetingStatus.FINAL)
    assert desk.now().locked
    for change, *args in (
        (meeting.edit_meeting, at), (meeting.lock_meeting, at), (meeting.delete_meeting, at),
        (outline.write_text, block, "x"), (outline.insert_block, at, None, BlockKind.PLAIN, 0),
        (handout.edit_handout, paper), (handout.remove_handouts, [paper]), (agenda.edit_item, item),
        (agenda.add_item, at), (attendance.set_state, at, desk.circle.people[0], Presence.PRESENT),
        (attendance.edit_attendance, desk.now().attendance[0].id),
    ):  # fmt: skip
        with pytest.raises(KnownError, match="確定しています"):
            desk.do(change, *args)
    desk.do(outline.set_done, block, AUTUMN)
    desk.do(meeting.edit_meeting, at, report_summary="報告")
    assert desk.now().meeting.report_summary_checked
    with pytest.raises(KnownError, match="理由"):
        desk.do(meeting.unlock_meeting, at, " ")
    desk.do(meeting.unlock_meeting, at, "氏名の誤り")
    desk.do(outline.write_text, block, "名簿を直した")
    assert [(row.locked, row.reason) for row in desk.now().locks] == [(True, ""), (False, "氏名の誤り")]
    with pytest.raises(KnownError, match="確定していません"):
        desk.do(meeting.unlock_meeting, at, "また")


def test_that_a_meeting_put_off_goes_on_under_its_number(desk: Desk) -> None:
    at = desk.circle.meeting
    item = desk.do(agenda.add_item, at, "研修会について", desk.now().agenda_below()[1].id)
    paper = desk.do(handout.add_handout, at, "研修会案")
    desk.do(agenda.mark_handouts, item, [paper])
    new = desk.do(meeting.postpone_meeting, at, AUTUMN, "台風のため")
    old, now = desk.now(), desk.now(new)
    assert (old.meeting.status, old.meeting.postponed_to_id) == (MeetingStatus.POSTPONED, new)
    assert (now.meeting.nth, now.meeting.day, now.meeting.status) == (1, AUTUMN, MeetingStatus.PLANNED)
    assert [item.title for item in now.walk_agenda()] == ["開会", "議題", "研修会について", "その他", "閉会"]
    (copied,) = [item for item in now.walk_agenda() if item.title == "研修会について"]
    assert [row.list_title for row in now.handouts_of(copied.id)] == ["研修会案"]
    assert len(now.attendance) == 4
    third = desk.do(meeting.add_meeting, desk.circle.committee, dt.date(2026, 1, 21))
    assert desk.now(third).meeting.nth == 2
    desk.do(meeting.cancel_meeting, third, "議題がないため")
    assert desk.now(third).meeting.status_note == "議題がないため"


def test_that_a_draft_is_sent_and_answered(desk: Desk) -> None:
    at, (first, second, *_) = desk.circle.meeting, desk.circle.people
    made = desk.do(confirmation.send_confirmations, at, [first, second], dt.date(2025, 7, 1), dt.date(2025, 7, 15))
    assert desk.now().meeting.status is MeetingStatus.CHECKING
    desk.do(confirmation.answer_confirmation, made[1], Answer.CORRECTED, "「案」を取る", dt.date(2025, 7, 3))
    desk.do(confirmation.edit_confirmation, made[1], taken_over=True)
    desk.do(confirmation.send_confirmations, at, [second], dt.date(2025, 7, 8))
    rows = desk.now().confirmations
    assert [(row.person_id, row.answer, row.sent_on) for row in rows] == [
        (first, Answer.NONE, dt.date(2025, 7, 1)),
        (second, Answer.CORRECTED, dt.date(2025, 7, 8)),
    ]
    desk.do(confirmation.remove_confirmations, made)
    assert desk.now().confirmations == []


def test_that_a_report_is_made_until_somebody_has_looked_at_it(desk: Desk) -> None:
    at = desk.circle.meeting
    topics = desk.now().agenda_below()[1].id
    desk.do(agenda.add_item, at, "研修会について", topics)
    desk.do(outline.append_blocks, at, [NewBlock("まず小さく始める", 2, BlockKind.DECISION), NewBlock("意見", 2)])
    desk.do(meeting_report.prefill_report, at)
    row = desk.now().meeting
    assert (row.report_summary, row.report_decisions) == ("・研修会の検討を行った。", "・まず小さく始める")
    assert not row.report_summary_checked
    desk.do(meeting.edit_meeting, at, report_summary="研修会を検討した。")
    desk.do(agenda.add_item, at, "課題について", topics)
    desk.do(meeting_report.prefill_report, at)
    assert desk.now().meeting.report_summary == "研修会を検討した。"


def test_that_a_meeting_of_a_committee_that_is_gone_is_not_made(desk: Desk) -> None:
    desk.do(committee.delete_committee, desk.circle.committee, with_meetings=True)
    with pytest.raises(KnownError, match="会議体は削除"):
        desk.do(meeting.add_meeting, desk.circle.committee)
    with pytest.raises(KnownError, match="会議は削除"):
        desk.do(meeting.edit_meeting, desk.circle.meeting, place="x")
