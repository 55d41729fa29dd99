"""Who is a member when."""

from __future__ import annotations

from outlines import day, roster

from zaitaku_desktop.model.members import in_places, members_on, overlapping, seats, term_on
from zaitaku_desktop.model.roster import MembershipRow, TermRow

LEFT = MembershipRow(1, 1, 1, role="会長", to_day=day("2025-09-30"))
CAME = MembershipRow(4, 1, 4, role="会長", from_day=day("2025-10-01"), predecessor_id=1, position=9)
OTHERS = (MembershipRow(2, 1, 2, position=1), MembershipRow(3, 1, 3, position=2))
OLD_TERM = TermRow(2, 1, "", day("2023-04-01"), day("2025-03-31"))
TERM = TermRow(1, 1, "", day("2025-04-01"), day("2027-03-31"))


def on(words: str) -> list[int]:
    """The people who are members on a day."""
    return [row.person_id for row in members_on(roster(LEFT, *OTHERS, CAME), 1, day(words))]


def test_that_a_successor_is_a_member_from_the_day_of_the_replacement_on() -> None:
    assert on("2025-09-30") == [1, 2, 3]
    assert on("2025-10-01") == [4, 2, 3]


def test_that_nobody_is_a_member_outside_the_term() -> None:
    assert on("2025-03-31") == [] == on("2027-04-01")
    assert on("2027-03-31") == [4, 2, 3]


def test_that_a_day_belongs_to_the_term_that_began_last() -> None:
    overlapping_terms = (OLD_TERM, TermRow(1, 1, "", day("2025-03-01"), day("2027-03-31")))
    book = roster(terms=overlapping_terms)
    found = [term_on(book, 1, day(words)) for words in ("2025-02-28", "2025-03-01", "2030-01-01")]
    assert found == [OLD_TERM, overlapping_terms[1], None]


def test_that_predecessor_and_successor_stand_side_by_side() -> None:
    assert [row.id for row in in_places([LEFT, *OTHERS, CAME])] == [1, 4, 2, 3]
    found = seats(roster(LEFT, *OTHERS, CAME), 1, day("2025-04-01"), day("2026-03-31"))
    assert [seat.person_id for seat in found] == [1, 4, 2, 3]
    assert [seat.person_id for seat in seats(roster(LEFT, CAME), 1, day("2026-04-01"), day("2027-03-31"))] == [4]


def test_that_a_circle_of_predecessors_loses_nobody() -> None:
    one, other = MembershipRow(1, 1, 1, predecessor_id=2), MembershipRow(2, 1, 2, predecessor_id=1)
    assert {row.id for row in in_places([one, other])} == {1, 2}


def test_that_somebody_appointed_again_has_one_seat() -> None:
    again = MembershipRow(9, 2, 2)
    book = roster(again, *OTHERS, terms=(OLD_TERM, TERM))
    found = seats(book, 1, day("2024-04-01"), day("2026-03-31"))
    assert [(seat.person_id, len(seat.memberships), seat.latest.id) for seat in found] == [(2, 2, 2), (3, 1, 3)]


def test_that_two_memberships_of_one_person_on_one_day_are_found() -> None:
    vice = MembershipRow(8, 1, 2, role="副会長")
    assert [(a.id, b.id) for a, b in overlapping(roster(*OTHERS, vice), 1)] == [(2, 8)]
    assert overlapping(roster(LEFT, *OTHERS, CAME), 1) == []
    later = MembershipRow(8, 1, 1, from_day=day("2026-01-01"))
    assert overlapping(roster(LEFT, later), 1) == []
