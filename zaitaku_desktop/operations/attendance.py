"""出欠: one cell, a block of cells, what was answered before, proxies, who else is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.model.attendance import Attendance, Presence, Side
from zaitaku_desktop.model.attendance_table import read_presence
from zaitaku_desktop.model.meeting import Meeting, MeetingStatus
from zaitaku_desktop.model.person import Person
from zaitaku_desktop.operations import attendance_rows
from zaitaku_desktop.operations.meeting import open_meeting
from zaitaku_desktop.operations.records import edit, in_order, must_have, placed


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a block did: `cells` = how many were written; `unread` = (row, column, text) of what is no state; `locked` =
    columns of meetings that are 確定."""

    cells: int
    unread: tuple[tuple[int, int, str], ...] = ()
    locked: tuple[int, ...] = ()


def _row(session: Session, meeting: Meeting, person_id: int) -> Attendance:
    """The 委員 at the meeting; a new row where there is none."""
    found = session.scalars(
        select(Attendance)
        .where(Attendance.meeting_id == meeting.id, Attendance.person_id == person_id, Attendance.side == Side.MEMBER)
        .order_by(Attendance.position)
    ).first()
    if found is not None:
        return found
    must_have(session, Person, person_id, "人")
    row = attendance_rows.add_row(session, meeting, person_id)
    rows = attendance_rows.rows_of(session, meeting.id)
    others = [one for one in rows if one.id != row.id]
    at = next((index for index, one in enumerate(others) if one.side is not Side.MEMBER), len(others))
    others.insert(at, row)
    in_order(others)
    return row


def set_state(session: Session, meeting_id: int, person_id: int, state: Presence, proxy: str | None = None) -> None:
    """One cell of 出欠表. `proxy` = 代理者名, None = as it was (without a proxy it goes).

    Raises KnownError if meeting or person is gone, or the meeting is 確定.
    """
    _set(_row(session, open_meeting(session, meeting_id), person_id), state, proxy)
    session.flush()


def _set(row: Attendance, state: Presence, proxy: str | None = None) -> None:
    row.state = state
    if state is not Presence.PROXY:
        row.proxy = ""
    elif proxy is not None:
        row.proxy = proxy


def set_reply(session: Session, meeting_id: int, person_id: int, reply: Presence, proxy: str | None = None) -> None:
    """What a 委員 answered before the meeting (出欠回答). Raises KnownError as `set_state`."""
    row = _row(session, open_meeting(session, meeting_id), person_id)
    row.reply = reply
    if proxy is not None:
        row.proxy = proxy
    session.flush()


def write_states(
    session: Session, meeting_ids: Sequence[int], person_ids: Sequence[int], texts: Sequence[Sequence[str]]
) -> Pasted:
    """A block of cells as typed or pasted: a line for each person, in it a text for each meeting (○ 欠 代 W …; a text
    in brackets after 代 is the 代理者名; blank = nothing known).

    What is no state is left as it is and listed, as are meetings that are 確定. Raises KnownError if somebody is gone.
    """
    meetings = [session.get(Meeting, one) for one in meeting_ids]
    locked = tuple(at for at, one in enumerate(meetings) if one is not None and one.status is MeetingStatus.FINAL)
    known = {
        (row.meeting_id, row.person_id): row
        for row in session.scalars(
            select(Attendance)
            .where(Attendance.meeting_id.in_(meeting_ids), Attendance.side == Side.MEMBER)
            .order_by(Attendance.position.desc())
        )
    }
    cells, unread = 0, []
    for line, (person_id, row_texts) in enumerate(zip(person_ids, texts, strict=False)):
        for at, (meeting, text) in enumerate(zip(meetings, row_texts, strict=False)):
            if meeting is None or at in locked:
                continue
            read = read_presence(text)
            if read is None:
                unread.append((line, at, text))
                continue
            _set(known.get((meeting.id, person_id)) or _row(session, meeting, person_id), *read)
            cells += 1
    session.flush()
    return Pasted(cells, tuple(unread), locked)


def set_all(session: Session, meeting_id: int, state: Presence, *, side: Side = Side.MEMBER) -> None:
    """Everybody of one side of whom nothing is known. Raises KnownError if the meeting is gone or 確定."""
    open_meeting(session, meeting_id)
    for row in attendance_rows.rows_of(session, meeting_id):
        if row.side is side and row.state is Presence.UNKNOWN:
            row.state = state
    session.flush()


def edit_attendance(session: Session, attendance_id: int, **changes: object) -> None:
    """Change columns of one row by their names (proxy, came_at, left_at, role, organization, printed_name, side …).

    Raises KnownError if the row is gone, or the meeting is 確定.
    """
    row = must_have(session, Attendance, attendance_id, "出席者")
    open_meeting(session, row.meeting_id)
    edit(row, changes, fixed=("meeting_id",))
    session.flush()


def edit_member(session: Session, meeting_id: int, person_id: int, **changes: object) -> None:
    """Change columns of a 委員 at a meeting by their names, whether a row is there so far or not.

    Raises KnownError if somebody is gone, or the meeting is 確定.
    """
    edit(_row(session, open_meeting(session, meeting_id), person_id), changes, fixed=("meeting_id", "person_id"))
    session.flush()


def add_attendee(
    session: Session, meeting_id: int, person_id: int, side: Side, *, state: Presence = Presence.PRESENT, **more: object
) -> int:
    """Somebody else at a meeting (説明者, オブザーバー, 事務局, a 委員 not in the roster), last of the side.

    Returns the id. Raises KnownError if somebody is gone, or the meeting is 確定.
    """
    meeting = open_meeting(session, meeting_id)
    must_have(session, Person, person_id, "人")
    row = Attendance(meeting_id=meeting.id, person_id=person_id, side=side, state=state)
    edit(row, more, fixed=("meeting_id", "person_id"))
    rows = attendance_rows.rows_of(session, meeting_id)
    sides = list(Side)
    at = next((i for i, one in enumerate(rows) if sides.index(one.side) > sides.index(side)), len(rows))
    session.add(row)
    rows.insert(at, row)
    in_order(rows)
    session.flush()
    return row.id


def remove_attendees(session: Session, attendance_ids: Sequence[int]) -> None:
    """Take people off a meeting. Raises KnownError if it is 確定."""
    meetings = set()
    for one in attendance_ids:
        row = session.get(Attendance, one)
        if row is not None:
            open_meeting(session, row.meeting_id)
            meetings.add(row.meeting_id)
            session.delete(row)
    session.flush()
    for meeting_id in meetings:
        in_order(attendance_rows.rows_of(session, meeting_id))
    session.flush()


def move_attendee(session: Session, attendance_id: int, before_id: int | None = None) -> None:
    """Put somebody before another of the same meeting (None = last). Raises KnownError if gone, or 確定."""
    row = must_have(session, Attendance, attendance_id, "出席者")
    open_meeting(session, row.meeting_id)
    in_order(placed(attendance_rows.rows_of(session, row.meeting_id), [row], before_id))
    session.flush()


def refresh_attendance(session: Session, meeting_id: int) -> None:
    """Ask whoever is 委員 and 事務局 on the day of the meeting now; who has a state or an answer stays.

    Raises KnownError if the meeting is gone or 確定.
    """
    attendance_rows.refresh(session, open_meeting(session, meeting_id))


def write_replies(session: Session, meeting_id: int, replies: Mapping[int, Presence]) -> None:
    """Several 出欠回答 at once, by person. Raises KnownError as `set_reply`."""
    for person_id, reply in replies.items():
        set_reply(session, meeting_id, person_id, reply)
