"""会議体, 任期 and 事務局."""

from __future__ import annotations

import datetime as dt

import pytest
from meetings import Desk

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.number_signs import STANDARD
from zaitaku_desktop.operations import committee, membership


def test_that_a_subcommittee_stands_below_its_committee(desk: Desk) -> None:
    below = desk.do(committee.add_committee, "研修部会", parent_id=desk.circle.committee, desired_state="学び合える")
    roster = desk.now().roster
    assert [row.id for row in roster.subcommittees(desk.circle.committee)] == [below]
    assert roster.committees[below].scheme == STANDARD
    with pytest.raises(KnownError, match="それ自身の下"):
        desk.do(committee.edit_committee, desk.circle.committee, parent_id=below)


def test_that_committees_have_an_order(desk: Desk) -> None:
    other = desk.do(committee.add_committee, "研修部会")
    desk.do(committee.move_committee, other, desk.circle.committee)
    assert list(desk.now().roster.committees) == [other, desk.circle.committee]


def test_that_a_numbering_is_made_of_samples(desk: Desk) -> None:
    desk.do(committee.edit_committee, desk.circle.committee, scheme=("1", "(1)", "①", "ア"))
    assert desk.now().scheme == ("1", "(1)", "①", "ア")
    with pytest.raises(KnownError, match="見本として読み取れません"):
        desk.do(committee.edit_committee, desk.circle.committee, scheme=["1", "・"])


def test_that_a_committee_with_meetings_is_not_deleted_by_the_way(desk: Desk) -> None:
    with pytest.raises(KnownError, match="会議が1件"):
        desk.do(committee.delete_committee, desk.circle.committee)
    desk.do(committee.delete_committee, desk.circle.committee, with_meetings=True)
    desk.workspace.undo()
    assert desk.now().committee.name == "推進会議"


def test_that_a_term_ends_after_it_begins(desk: Desk) -> None:
    for days in ((dt.date(2027, 4, 1), dt.date(2027, 3, 1)),):
        with pytest.raises(KnownError, match="終わりが始まりより前"):
            desk.do(committee.add_term, desk.circle.committee, *days)
    with pytest.raises(KnownError, match="終わりが始まりより前"):
        desk.do(committee.edit_term, desk.circle.term, last_day=dt.date(2025, 3, 1))


def test_that_the_next_term_begins_with_those_who_were_there_at_the_end(desk: Desk) -> None:
    desk.do(membership.edit_membership, desk.circle.members[1], to_day=dt.date(2026, 1, 31))
    term = desk.do(committee.add_next_term, desk.circle.committee, dt.date(2027, 4, 1), dt.date(2029, 3, 31))
    rows = desk.now().roster.memberships_of(term)
    assert [(row.person_id, row.role, row.profession) for row in rows] == [
        (desk.circle.people[0], "会長", "医師"),
        (desk.circle.people[2], "", "看護師"),
    ]
    desk.do(committee.delete_term, term)
    assert len(desk.now().roster.terms) == 1


def test_that_the_secretariat_has_an_order_and_days(desk: Desk) -> None:
    board, (*_, person) = desk.circle.committee, desk.circle.people
    boss = desk.do(committee.add_secretariat, board, person, "高齢福祉課長", to_day=dt.date(2026, 3, 31))
    desk.do(committee.move_secretariat, boss, desk.circle.office)
    desk.do(committee.edit_secretariat, boss, role="福祉部長")
    assert [row.role for row in desk.now().roster.secretariat.values()] == ["福祉部長", "高齢福祉課主任"]
    desk.do(committee.remove_secretariat, boss)
    assert [row.position for row in desk.now().roster.secretariat.values()] == [0]
    with pytest.raises(KnownError, match="終わりが始まりより前"):
        desk.do(
            committee.edit_secretariat, desk.circle.office, from_day=dt.date(2026, 1, 2), to_day=dt.date(2026, 1, 1)
        )
