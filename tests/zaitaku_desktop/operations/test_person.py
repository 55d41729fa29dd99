"""People."""

from __future__ import annotations

import pytest
from meetings import Desk

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.attendance import Presence
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.people_names import Likeness
from zaitaku_desktop.model.references import Kind, Reference
from zaitaku_desktop.operations import attendance, outline, person


def test_that_a_name_keeps_its_glyphs_and_a_similar_one_is_somebody_else(desk: Desk) -> None:
    one = desk.do(person.ensure_person, "濱﨑 葛\U000e0100子")
    assert desk.do(person.ensure_person, "濱﨑葛\U000e0100子") == one
    other = desk.do(person.ensure_person, "浜崎 葛子")
    assert other != one
    people = desk.now().roster.people
    assert (people[one].name, people[other].name) == ("濱﨑 葛\U000e0100子", "浜崎 葛子")
    likes = desk.do(person.people_named, "浜﨑 葛子")
    assert [(like.person.id, like.likeness) for like in likes] == [(one, Likeness.VARIANT), (other, Likeness.VARIANT)]


def test_that_a_name_is_needed(desk: Desk) -> None:
    with pytest.raises(KnownError, match="氏名が空"):
        desk.do(person.add_person, " \u3000")
    with pytest.raises(KnownError, match="氏名が空"):
        desk.do(person.edit_person, desk.circle.people[0], name="")


def test_that_a_change_of_name_leaves_what_was_printed(desk: Desk) -> None:
    first = desk.circle.people[0]
    row = desk.now().attendance[0]
    desk.do(attendance.edit_attendance, row.id, printed_name="甲野 一郎")
    desk.do(person.edit_person, first, name="甲山 一郎", kana="こうやま いちろう")
    now = desk.now()
    assert now.name_of(now.attendance[0]) == "甲野 一郎"
    assert now.roster.people[first].kana == "こうやま いちろう"


def test_that_somebody_with_records_is_not_deleted(desk: Desk) -> None:
    with pytest.raises(KnownError, match="2か所"):
        desk.do(person.delete_person, desk.circle.people[0])
    nobody = desk.do(person.add_person, "己")
    desk.do(person.delete_person, nobody)
    assert nobody not in desk.now().roster.people


def test_that_two_entries_become_one_only_when_told(desk: Desk) -> None:
    kept = desk.circle.people[1]
    other = desk.do(person.add_person, "乙川 華")
    desk.do(attendance.set_state, desk.circle.meeting, other, Presence.PRESENT)
    block = desk.do(
        outline.insert_block, desk.circle.meeting, None, BlockKind.PLAIN, 0, Reference(Kind.PERSON, other).token
    )
    desk.do(outline.edit_block, block, speaker_id=other)
    desk.do(person.merge_people, kept, other)
    now = desk.now()
    assert other not in now.roster.people
    assert now.blocks[0].text == Reference(Kind.PERSON, kept).token
    assert now.blocks[0].speaker_id == kept
    assert sorted(now.name_of(row) for row in now.attendance if row.person_id == kept) == ["乙川 花", "乙川 華"]
    desk.workspace.undo()
    assert desk.now().blocks[0].speaker_id == other
    with pytest.raises(KnownError, match="同じ人"):
        desk.do(person.merge_people, kept, kept)
