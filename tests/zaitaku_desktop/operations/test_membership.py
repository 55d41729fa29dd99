"""委員."""

from __future__ import annotations

import datetime as dt

import pytest
from meetings import Desk

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.members import members_on
from zaitaku_desktop.operations import membership, person


def names(desk: Desk, day: dt.date) -> list[str]:
    """Who is a member on a day."""
    roster = desk.now().roster
    return [roster.people[row.person_id].name for row in members_on(roster, desk.circle.committee, day)]


def test_that_a_successor_takes_the_place_in_mid_term(desk: Desk) -> None:
    new = desk.do(person.add_person, "戊山 五月")
    made = desk.do(membership.replace_member, desk.circle.members[1], dt.date(2025, 10, 1), new)
    assert names(desk, dt.date(2025, 9, 30)) == ["甲野 一郎", "乙川 花", "丙田 三郎"]
    assert names(desk, dt.date(2025, 10, 1)) == ["甲野 一郎", "戊山 五月", "丙田 三郎"]
    row = desk.now().roster.memberships[made]
    assert (row.predecessor_id, row.profession, row.position) == (desk.circle.members[1], "薬剤師", 2)
    desk.workspace.undo()
    assert names(desk, dt.date(2025, 10, 1)) == ["甲野 一郎", "乙川 花", "丙田 三郎"]


def test_that_a_replacement_is_within_the_time_of_the_predecessor(desk: Desk) -> None:
    for day in (dt.date(2025, 4, 1), dt.date(2027, 4, 1)):
        with pytest.raises(KnownError, match="任期の中にありません"):
            desk.do(membership.replace_member, desk.circle.members[1], day, desk.circle.people[3])


def test_that_members_have_an_order(desk: Desk) -> None:
    first, second, third = desk.circle.members
    desk.do(membership.move_memberships, [third], first)
    assert names(desk, dt.date(2025, 5, 1)) == ["丙田 三郎", "甲野 一郎", "乙川 花"]
    desk.do(membership.remove_memberships, [first])
    assert [row.position for row in desk.now().roster.memberships_of(desk.circle.term)] == [0, 1]
    with pytest.raises(KnownError, match="委員は削除"):
        desk.do(membership.edit_membership, first, role="会長")
    with pytest.raises(KnownError, match="より前"):
        desk.do(membership.edit_membership, second, from_day=dt.date(2027, 4, 1))


NEW = {
    "name": "己原 睦",
    "kana": "きはら むつみ",
    "organization": "港野診療所",
    "profession": "歯科医師",
    "from_day": "R7.10.1",
}


def test_that_a_table_of_members_is_pasted(desk: Desk) -> None:
    rows = [
        (desk.circle.members[0], {"role": "座長", "organization": "港野診療所"}),
        (None, dict(NEW)),
        (None, {"name": ""}),
        (None, {"name": "丁村四葉", "to_day": ""}),
    ]
    made = desk.do(membership.write_members, desk.circle.term, rows)
    roster = desk.now().roster
    written = [roster.memberships[one] for one in made]
    assert [(roster.people[row.person_id].name, row.role, roster.organization_name(row)) for row in written] == [
        ("甲野 一郎", "座長", "港野診療所"),
        ("己原 睦", "", "港野診療所"),
        ("丁村 四葉", "", ""),
    ]
    assert written[1].from_day == dt.date(2025, 10, 1)
    assert roster.people[written[1].person_id].kana == "きはら むつみ"
    with pytest.raises(KnownError, match="1行目：日付「十月」"):
        desk.do(membership.write_members, desk.circle.term, [(None, {"name": "庚", "from_day": "十月"})])
    assert "庚" not in [row.name for row in desk.now().roster.people.values()]
