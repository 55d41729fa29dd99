"""出欠表."""

from __future__ import annotations

import pytest
from outlines import day, meeting, roster

from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.attendance_table import Totals, build_table, quorum_of
from zaitaku_desktop.model.committee import Quorum
from zaitaku_desktop.model.meeting_rows import AttendanceRow
from zaitaku_desktop.model.roster import CommitteeRow, MembershipRow

P, A, X, W = Presence.PRESENT, Presence.ABSENT, Presence.PROXY, Presence.ONLINE
MEMBERS = (
    MembershipRow(1, 1, 1, profession="医師", to_day=day("2025-09-30")),
    MembershipRow(2, 1, 2, profession="薬剤師", position=1),
    MembershipRow(3, 1, 3, profession="医師", from_day=day("2025-10-01"), predecessor_id=1, position=2),
)
MEETINGS = (meeting(1, "2025-06-18"), meeting(2, "2025-10-22"), meeting(3))


def entered(*states: tuple[int, int, Presence]) -> list[AttendanceRow]:
    """(meeting, person, state)."""
    return [AttendanceRow(n, at, person, state=state) for n, (at, person, state) in enumerate(states, 1)]


OFFICE = AttendanceRow(9, 1, 5, Side.SECRETARIAT, state=P)
TABLE = build_table(roster(*MEMBERS), 1, MEETINGS, [*entered((1, 1, P), (1, 2, A), (2, 2, W), (2, 3, X)), OFFICE])


def test_that_members_outside_their_term_are_marked() -> None:
    assert [[cell.sign for cell in row] for row in TABLE.cells] == [["○", "―", ""], ["―", "代", ""], ["×", "Ｗ", ""]]
    assert [[cell.open for cell in row] for row in TABLE.cells] == [
        [True, False, True],
        [False, True, True],
        [True] * 3,
    ]


def test_that_totals_count_what_is_known() -> None:
    assert TABLE.of_seat(2) == Totals(online=1, absent=1)
    assert TABLE.of_seat(2).rate == 0.5
    assert TABLE.of_meeting(0) == Totals(present=1, absent=1)
    assert TABLE.of_meeting(2).rate is None
    assert TABLE.by_profession == {"医師": Totals(present=1, proxy=1), "薬剤師": Totals(online=1, absent=1)}
    assert (TABLE.whole.came, TABLE.whole.asked) == (3, 4)


def test_that_what_is_entered_outside_a_term_stays() -> None:
    table = build_table(roster(*MEMBERS), 1, MEETINGS, entered((2, 1, P)))
    assert (table.cells[0][1].state, table.cells[0][1].open) == (P, False)


def test_that_no_meeting_makes_no_table() -> None:
    assert build_table(roster(*MEMBERS), 1, [], []).cells == ()


@pytest.mark.parametrize(
    ("rule", "members", "wanted"),
    [
        (Quorum.NONE, 9, None), (Quorum.MAJORITY, 10, 6), (Quorum.MAJORITY, 9, 5), (Quorum.HALF, 9, 5),
        (Quorum.HALF, 10, 5), (Quorum.TWO_THIRDS, 9, 6), (Quorum.TWO_THIRDS, 10, 7), (Quorum.COUNT, 10, 4),
    ],
)  # fmt: skip
def test_that_a_quorum_is_a_number_of_people(rule: Quorum, members: int, wanted: int | None) -> None:
    assert quorum_of(CommitteeRow(1, "会", quorum=rule, quorum_count=4), members) == wanted
