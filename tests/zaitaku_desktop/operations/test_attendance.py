"""出欠."""

from __future__ import annotations

import datetime as dt

import pytest
from meetings import Desk

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.attendance_table import build_table
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.operations import attendance, meeting, person
from zaitaku_desktop.operations.attendance import Pasted


def states(desk: Desk, meeting_id: int | None = None) -> list[str]:
    """The states of the 委員 in order, with the 代理者名."""
    rows = [row for row in desk.now(meeting_id).attendance if row.side is Side.MEMBER]
    return [row.state.value + (f" {row.proxy}" if row.proxy else "") for row in rows]


def test_that_one_cell_is_one_step(desk: Desk) -> None:
    at, (first, *_) = desk.circle.meeting, desk.circle.people
    desk.do(attendance.set_state, at, first, Presence.PROXY, "代野 理")
    assert states(desk) == ["proxy 代野 理", "", ""]
    desk.do(attendance.set_state, at, first, Presence.PRESENT)
    assert states(desk) == ["present", "", ""]
    desk.workspace.undo()
    assert states(desk) == ["proxy 代野 理", "", ""]


def test_that_a_cell_of_somebody_not_asked_yet_makes_the_row(desk: Desk) -> None:
    at = desk.circle.meeting
    row = next(one for one in desk.now().attendance if one.person_id == desk.circle.people[1])
    desk.do(attendance.remove_attendees, [row.id])
    desk.do(attendance.set_state, at, desk.circle.people[1], Presence.PRESENT)
    now = desk.now()
    assert [(now.name_of(one), one.side) for one in now.attendance][2] == ("乙川 花", Side.MEMBER)
    assert now.attendance[2].role == "委員"
    with pytest.raises(KnownError, match="人は削除"):
        desk.do(attendance.set_state, at, 999, Presence.PRESENT)


def test_that_a_block_is_pasted_and_what_is_no_state_is_listed(desk: Desk) -> None:
    second = desk.do(meeting.add_meeting, desk.circle.committee, dt.date(2025, 10, 22))
    final = desk.do(meeting.add_meeting, desk.circle.committee, dt.date(2025, 12, 22))
    desk.do(meeting.lock_meeting, final)
    texts = [["○", "代（代野 理）", "○"], ["欠", "多分", "○"], ["Ｗ", "", "×"]]
    done = desk.do(attendance.write_states, [desk.circle.meeting, second, final], desk.circle.people[:3], texts)
    assert done == Pasted(5, ((1, 1, "多分"),), (2,))
    assert states(desk) == ["present", "absent", "online"]
    assert states(desk, second) == ["proxy 代野 理", "", ""]
    assert states(desk, final) == ["", "", ""]
    desk.workspace.undo()
    assert states(desk) == ["", "", ""]


def test_that_the_table_and_the_minutes_are_the_same_records(desk: Desk) -> None:
    desk.do(attendance.set_all, desk.circle.meeting, Presence.PRESENT)
    now = desk.now()
    table = build_table(now.roster, desk.circle.committee, [now.meeting], now.attendance)
    assert table.of_meeting(0).came == 3
    assert [row.state for row in now.attendance] == [Presence.PRESENT] * 3 + [Presence.UNKNOWN]


def test_that_others_at_a_meeting_stand_on_their_side(desk: Desk) -> None:
    at = desk.circle.meeting
    guest = desk.do(person.add_person, "庚本 六")
    speaker = desk.do(attendance.add_attendee, at, guest, Side.PRESENTER, role="みなと大学教授")
    member = desk.do(attendance.add_attendee, at, guest, Side.MEMBER)
    now = desk.now()
    assert [row.side for row in now.attendance] == [Side.MEMBER] * 4 + [Side.SECRETARIAT, Side.PRESENTER]
    desk.do(attendance.move_attendee, member, now.attendance[0].id)
    assert desk.now().attendance[0].id == member
    desk.do(attendance.edit_attendance, member, came_at=dt.time(19, 20), role="特別委員")
    assert desk.now().attendance[0].came_at == dt.time(19, 20)
    desk.do(attendance.remove_attendees, [speaker, member])
    assert [row.position for row in desk.now().attendance] == [0, 1, 2, 3]


def test_that_a_roster_that_changed_is_asked_anew_and_what_is_entered_stays(desk: Desk) -> None:
    first, second, third, _ = desk.circle.people
    at = desk.circle.meeting
    rows = {row.person_id: row.id for row in desk.now().attendance}
    desk.do(attendance.set_state, at, second, Presence.ABSENT)
    desk.do(attendance.remove_attendees, [rows[third]])
    desk.do(attendance.refresh_attendance, at)
    now = desk.now()
    assert [row.person_id for row in now.attendance][:3] == [first, second, third]
    assert now.attendance[1].state is Presence.ABSENT
    desk.do(meeting.set_status, at, MeetingStatus.CANCELLED)
    assert len(desk.now().attendance) == 4
