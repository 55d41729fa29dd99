"""次第."""

from __future__ import annotations

import datetime as dt

import pytest
from meetings import Desk

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.operations import agenda, committee, handout, meeting, outline


def shown(desk: Desk, meeting_id: int | None = None) -> list[str]:
    """The 次第 as printed."""
    words = MeetingWords(desk.now(meeting_id))
    return [f"{words.agenda.get(item.id, '')} {item.title}" for item in words.meeting.walk_agenda()]


@pytest.fixture
def items(desk: Desk) -> dict[str, int]:
    """The ids of the items by title: under 議題 stand 研修会 and 課題."""
    topics = desk.now().agenda_below()[1].id
    for title in ("研修会", "課題"):
        desk.do(agenda.add_item, desk.circle.meeting, title, topics)
    return {item.title: item.id for item in desk.now().walk_agenda()}


def test_that_items_are_numbered_by_where_they_stand(desk: Desk, items: dict[str, int]) -> None:
    assert shown(desk) == ["1 開会", "2 議題", "(1) 研修会", "(2) 課題", "3 その他", "4 閉会"]
    desk.do(agenda.move_item, items["課題"], items["議題"], items["研修会"])
    desk.do(agenda.move_item, items["研修会"], None, items["その他"])
    assert shown(desk) == ["1 開会", "2 議題", "(1) 課題", "3 研修会", "4 その他", "5 閉会"]
    desk.workspace.undo()
    assert shown(desk)[2:4] == ["(1) 課題", "(2) 研修会"]


def test_that_items_are_indented_and_outdented(desk: Desk, items: dict[str, int]) -> None:
    desk.do(agenda.indent_item, items["課題"])
    assert shown(desk)[2:4] == ["(1) 研修会", "ア 課題"]
    desk.do(agenda.outdent_item, items["課題"])
    desk.do(agenda.outdent_item, items["研修会"])
    assert shown(desk)[1:5] == ["2 議題", "(1) 課題", "3 研修会", "4 その他"]
    with pytest.raises(KnownError, match="字下げできません"):
        desk.do(agenda.indent_item, items["開会"])
    with pytest.raises(KnownError, match="字上げできません"):
        desk.do(agenda.outdent_item, items["開会"])


def test_that_an_item_is_not_put_below_itself_or_too_deep(desk: Desk, items: dict[str, int]) -> None:
    with pytest.raises(KnownError, match="それ自身の下"):
        desk.do(agenda.move_item, items["議題"], items["課題"])
    deeper = items["課題"]
    for _ in range(2):
        deeper = desk.do(agenda.add_item, desk.circle.meeting, "下", deeper)
    with pytest.raises(KnownError, match="4段まで"):
        desk.do(agenda.add_item, desk.circle.meeting, "深い", deeper)
    with pytest.raises(KnownError, match="4段まで"):
        desk.do(agenda.move_item, items["議題"], items["その他"])


def test_that_a_list_is_pasted_by_its_levels(desk: Desk) -> None:
    desk.do(agenda.remove_items, [item.id for item in desk.now().agenda_below()])
    desk.do(agenda.add_items, desk.circle.meeting, [(1, "開会"), (0, "議題"), (1, "研修会"), (3, "日程"), (0, "閉会")])
    assert shown(desk) == ["1 開会", "2 議題", "(1) 研修会", "ア 日程", "3 閉会"]


def test_that_a_heading_keeps_its_words_when_its_item_goes(desk: Desk, items: dict[str, int]) -> None:
    desk.do(outline.insert_agenda, desk.circle.meeting)
    desk.do(agenda.edit_item, items["課題"], title="課題への対応")
    assert desk.lines()[:4] == ["0 1 開会", "0 2 議題", "1 (1) 研修会", "1 (2) 課題への対応"]
    desk.do(agenda.remove_items, [items["議題"]])
    assert desk.lines()[:4] == ["0 1 開会", "0 2 議題", "1 (1) 研修会", "1 (2) 課題への対応"]
    assert shown(desk) == ["1 開会", "2 その他", "3 閉会"]


def test_that_an_item_goes_on_at_the_next_meeting(desk: Desk, items: dict[str, int]) -> None:
    new = desk.do(meeting.add_meeting, desk.circle.committee, dt.date(2025, 10, 22))
    below = desk.now(new).agenda_below()[1].id
    (made,) = desk.do(agenda.carry_items, new, [items["課題"]], below)
    part = desk.do(committee.add_committee, "研修部会", parent_id=desk.circle.committee)
    desk.do(agenda.add_report_items, new, [part], ["研修部会"], below)
    found = desk.now(new).agenda
    assert (found[made].title, found[made].carried_from_id) == ("課題", items["課題"])
    assert [row.committee_id for row in found.values() if row.kind is AgendaKind.REPORT] == [part]
    with pytest.raises(KnownError, match="別の会議"):
        desk.do(agenda.add_item, new, "x", items["議題"])


def test_that_an_item_has_marks_of_its_papers_in_their_order(desk: Desk, items: dict[str, int]) -> None:
    one, two = (desk.do(handout.add_handout, desk.circle.meeting, title) for title in ("案", "実績"))
    desk.do(agenda.mark_handouts, items["課題"], [two, one])
    assert [row.mark for row in desk.now().handouts_of(items["課題"])] == ["資料2", "資料1"]
    desk.do(agenda.mark_handouts, items["課題"], [one])
    assert [row.mark for row in desk.now().handouts_of(items["課題"])] == ["資料1"]
    other = desk.do(meeting.add_meeting, desk.circle.committee, dt.date(2025, 10, 22))
    theirs = desk.do(handout.add_handout, other, "別")
    with pytest.raises(KnownError, match="別の会議"):
        desk.do(agenda.mark_handouts, items["課題"], [theirs])


def test_that_a_heading_that_has_words_of_its_own_keeps_them(desk: Desk, items: dict[str, int]) -> None:
    made = desk.do(outline.insert_agenda, desk.circle.meeting)
    desk.do(outline.write_text, made[2], "研修会（概要）")
    desk.do(agenda.edit_item, items["研修会"], title="研修会について")
    assert desk.lines()[2] == "1 (1) 研修会（概要）"
    assert desk.now().blocks[2].kind is BlockKind.HEADING
