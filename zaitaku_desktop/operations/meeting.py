"""Meetings: made from the last one, edited, put off, cancelled, locked."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.attendance import Attendance, Presence
from zaitaku_desktop.model.handout import HandoutPart
from zaitaku_desktop.model.meeting import Meeting, MeetingLock, MeetingStatus
from zaitaku_desktop.model.meeting_names import proposed_numbers
from zaitaku_desktop.operations import agenda_copy, attendance_rows
from zaitaku_desktop.operations.committee import committee_of
from zaitaku_desktop.operations.handout_titles import keep_title
from zaitaku_desktop.operations.records import edit, must_have
from zaitaku_desktop.storage.history import stamp
from zaitaku_desktop.storage.reading_meetings import load_meeting, load_meetings

PREFILLED = (
    "start_time",
    "end_time",
    "place",
    "method",
    "observing",
    "observing_reason",
    "office",
    "scheme",
    "speakers",
)
"""What a new meeting has from the last one of its 会議体."""
REPORTS = frozenset({"report_summary", "report_summary_checked", "report_decisions", "report_decisions_checked"})
"""Columns that belong to the report to the 会議体 above: they may be written though the 会議録 is 確定."""
_OWN_WAYS = ("committee_id", "status", "status_note", "postponed_to_id")


def meeting_of(session: Session, meeting_id: int) -> Meeting:
    """The meeting. Raises KnownError if it is gone."""
    return must_have(session, Meeting, meeting_id, "会議")


def open_meeting(session: Session, meeting_id: int) -> Meeting:
    """The meeting, to be changed. Raises KnownError if it is gone or 確定."""
    meeting = meeting_of(session, meeting_id)
    if meeting.status is MeetingStatus.FINAL:
        raise KnownError(
            "この会議録は確定しています。",
            safe="何も変えていません。",
            todo="直すときは、先に確定を取り消してください。",
        )
    return meeting


def last_meeting(session: Session, committee_id: int, before: dt.date | None = None) -> Meeting | None:
    """The latest meeting of a 会議体 (before a day) that took place or is planned."""
    session.flush()
    rows = load_meetings(session.connection(), committee_id)
    gone = (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)
    found = [row for row in rows if row.status not in gone and (before is None or row.day is None or row.day < before)]
    return session.get(Meeting, found[-1].id) if found else None


def create_meeting(session: Session, committee_id: int, fiscal_year: int, **columns: object) -> int:
    """Make a meeting with these columns and nothing else, as an import has it. Returns its id.

    Raises KnownError if the 会議体 is gone.
    """
    committee_of(session, committee_id)
    meeting = Meeting(committee_id=committee_id, fiscal_year=fiscal_year)
    edit(meeting, columns, fixed=("committee_id", "fiscal_year"))
    session.add(meeting)
    session.flush()
    return meeting.id


def add_meeting(
    session: Session,
    committee_id: int,
    day: dt.date | None = None,
    fiscal_year: int | None = None,
    **more: object,
) -> int:
    """Add a meeting, prefilled from the last one of its 会議体: time, place, 傍聴, 事務局, the top of its 次第, the
    委員 and 事務局 of that day, the numbers that come next. Returns its id.

    Without a day, that which the last meeting announced (if its year is not another one). `fiscal_year` = start year,
    None = that of the day. `more` = columns by name, instead. Raises KnownError if the 会議体 is gone.
    """
    committee = committee_of(session, committee_id)
    last = last_meeting(session, committee_id, day)
    filled: dict[str, object] = {} if last is None else {name: getattr(last, name) for name in PREFILLED}
    if last is not None and day is None and last.next_day is not None:
        day = last.next_day if fiscal_year in (None, FiscalYear.of(last.next_day).start) else None
    if last is not None and day is not None and day == last.next_day:
        filled |= {"start_time": last.next_start} if last.next_start else {}
        filled |= {"place": last.next_place} if last.next_place else {}
        if last.next_start is not None and last.next_start != last.start_time:
            filled["end_time"] = None
    year = FiscalYear(fiscal_year) if fiscal_year else FiscalYear.of(day or dt.date.today())
    numbers = proposed_numbers(load_meetings(session.connection(), committee_id), committee_id, year)
    columns = {"day": day, "office": committee.office, "nth": numbers.nth, "cumulative": numbers.cumulative}
    meeting_id = create_meeting(session, committee_id, year.start, **{**columns, **filled, **more})
    meeting = session.get_one(Meeting, meeting_id)
    agenda_copy.begin_agenda(session, meeting, last)
    attendance_rows.refresh(session, meeting)
    return meeting_id


def edit_meeting(session: Session, meeting_id: int, **changes: object) -> None:
    """Change columns of a meeting by their names. While it is planned, another day brings the 委員 of that day.

    What disagrees (end before start, a number twice) is kept and found by the checks. A report that is written counts
    as looked at. Raises KnownError if the meeting is gone, or 確定 (but for its report).
    """
    find = meeting_of if changes and set(changes) <= REPORTS else open_meeting
    meeting = find(session, meeting_id)
    for name in ("report_summary", "report_decisions"):
        if name in changes:
            changes.setdefault(f"{name}_checked", True)
    changed = edit(meeting, changes, fixed=_OWN_WAYS)
    session.flush()
    if "day" in changed and meeting.status is MeetingStatus.PLANNED:
        attendance_rows.refresh(session, meeting)


def set_status(session: Session, meeting_id: int, status: MeetingStatus, note: str = "") -> None:
    """How far the meeting is. Once it has taken place, 出欠回答 become 出欠 where nothing is entered yet.

    `note` = why it was cancelled or put off. 確定 and its taking back go by `lock_meeting`, `unlock_meeting`. Raises
    KnownError if the meeting is gone or 確定.
    """
    meeting = open_meeting(session, meeting_id)
    if status is MeetingStatus.FINAL:
        lock_meeting(session, meeting_id)
        return
    meeting.status = status
    meeting.status_note = note
    if status in (MeetingStatus.HELD, MeetingStatus.DRAFT, MeetingStatus.CHECKING):
        _take_replies_over(session, meeting_id)
    session.flush()


def _take_replies_over(session: Session, meeting_id: int) -> None:
    for row in session.scalars(select(Attendance).where(Attendance.meeting_id == meeting_id)):
        if row.state is Presence.UNKNOWN and row.reply is not Presence.UNKNOWN:
            row.state = row.reply


def cancel_meeting(session: Session, meeting_id: int, note: str = "") -> None:
    """中止: it keeps its number and all that was prepared. Raises KnownError if it is gone or 確定."""
    set_status(session, meeting_id, MeetingStatus.CANCELLED, note)


def postpone_meeting(session: Session, meeting_id: int, day: dt.date | None = None, note: str = "") -> int:
    """延期: a new meeting of the same number with its 次第, 資料 and whoever was asked. Returns the new one's id.

    Raises KnownError if the meeting is gone or 確定.
    """
    old = open_meeting(session, meeting_id)
    kept = {column.key: getattr(old, column.key) for column in inspect(Meeting).columns}
    for name in ("id", "row_hash", "status", "status_note", "postponed_to_id"):
        del kept[name]
    new = Meeting(**{**kept, "day": day})
    if day is not None:
        new.fiscal_year = FiscalYear.of(day).start
    session.add(new)
    session.flush()
    old.status, old.status_note, old.postponed_to_id = MeetingStatus.POSTPONED, note, new.id
    agenda_copy.copy_agenda(session, old.id, new.id)
    attendance_rows.refresh(session, new)
    return new.id


def lock_meeting(session: Session, meeting_id: int, reason: str = "") -> None:
    """確定: nothing of the meeting is changed from now on. Raises KnownError if it is gone or 確定 already."""
    meeting = open_meeting(session, meeting_id)
    meeting.status = MeetingStatus.FINAL
    _log(session, meeting_id, locked=True, reason=reason)


def unlock_meeting(session: Session, meeting_id: int, reason: str) -> None:
    """Take 確定 back, which is logged. Raises KnownError without a reason, or if the meeting is gone or not 確定."""
    meeting = meeting_of(session, meeting_id)
    if meeting.status is not MeetingStatus.FINAL:
        raise KnownError("この会議録は確定していません。", todo="そのまま直せます。")
    if not reason.strip():
        raise KnownError("確定を取り消す理由がまだ書かれていません。", todo="理由を書いてください。")
    meeting.status = MeetingStatus.CHECKING
    _log(session, meeting_id, locked=False, reason=reason.strip())


def _log(session: Session, meeting_id: int, *, locked: bool, reason: str) -> None:
    at = stamp(dt.datetime.now().astimezone())
    session.add(MeetingLock(meeting_id=meeting_id, at=at, locked=locked, reason=reason))
    session.flush()


def delete_meeting(session: Session, meeting_id: int) -> None:
    """Delete a meeting with all that belongs to it; its title stays where its 会議録 was handed out.

    Raises KnownError if it is gone or 確定.
    """
    meeting = open_meeting(session, meeting_id)
    session.flush()
    name = load_meeting(session.connection(), meeting_id).name
    keep_title(session, HandoutPart.meeting_id, meeting_id, f"{name} 会議録")
    session.delete(meeting)
    session.flush()
    session.expire_all()
