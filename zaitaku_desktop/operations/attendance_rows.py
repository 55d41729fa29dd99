"""Who is asked to a meeting: the 委員 and the 事務局 of its day, with role and organization as of that day."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.attendance import Attendance, Presence, Side
from zaitaku_desktop.model.meeting import Meeting
from zaitaku_desktop.model.members import is_member_on, members_on, secretariat_on
from zaitaku_desktop.model.roster import MembershipRow, Roster
from zaitaku_desktop.operations.records import in_order
from zaitaku_desktop.storage.reading_meetings import load_roster

_SIDES = list(Side)


def rows_of(session: Session, meeting_id: int) -> list[Attendance]:
    """Everybody at a meeting, in order."""
    rows = select(Attendance).where(Attendance.meeting_id == meeting_id)
    return list(session.scalars(rows.order_by(Attendance.position, Attendance.id)))


def day_of(meeting: Meeting) -> dt.date:
    """The day that tells who is a member: its own; without one, today within its 年度."""
    year = FiscalYear(meeting.fiscal_year)
    return meeting.day or min(max(dt.date.today(), year.first_day), year.last_day)


def words_of(roster: Roster, membership: MembershipRow) -> tuple[str, str]:
    """Role and organization of a 委員 as a 会議録 prints them."""
    term = roster.terms[membership.term_id]
    role = membership.role or roster.committees[term.committee_id].member_word
    return role, roster.organization_name(membership)


def add_row(session: Session, meeting: Meeting, person_id: int, roster: Roster | None = None) -> Attendance:
    """A 委員 at the meeting, with role and organization as of its day, or as the person's last membership had them."""
    roster = roster or load_roster(session.connection())
    day = day_of(meeting)
    own = [
        row
        for term in roster.terms_of(meeting.committee_id)
        for row in roster.memberships_of(term.id)
        if row.person_id == person_id
    ]
    of_day = [row for row in own if is_member_on(roster, row, day)] or own
    role, organization = words_of(roster, of_day[-1]) if of_day else ("", "")
    row = Attendance(meeting_id=meeting.id, person_id=person_id, side=Side.MEMBER, role=role, organization=organization)
    session.add(row)
    session.flush()
    return row


def refresh(session: Session, meeting: Meeting) -> None:
    """Ask whoever is 委員 or 事務局 on the day of the meeting. Whoever is neither goes, unless something is entered.

    Words that were changed by hand stay only for those of whom something is entered.
    """
    session.flush()
    roster, day = load_roster(session.connection()), day_of(meeting)
    present = rows_of(session, meeting.id)
    kept = [row for row in present if _is_entered(row)]
    for row in present:
        if not _is_entered(row):
            session.delete(row)
    session.flush()
    known = {(row.side, row.person_id) for row in kept}
    order: dict[tuple[Side, int], int] = {}
    for membership in members_on(roster, meeting.committee_id, day):
        order[Side.MEMBER, membership.person_id] = len(order)
        if (Side.MEMBER, membership.person_id) not in known:
            role, organization = words_of(roster, membership)
            kept.append(
                Attendance(
                    meeting_id=meeting.id,
                    person_id=membership.person_id,
                    side=Side.MEMBER,
                    role=role,
                    organization=organization,
                )
            )
    for office in secretariat_on(roster, meeting.committee_id, day):
        order[Side.SECRETARIAT, office.person_id] = len(order)
        if (Side.SECRETARIAT, office.person_id) not in known:
            kept.append(
                Attendance(meeting_id=meeting.id, person_id=office.person_id, side=Side.SECRETARIAT, role=office.role)
            )
    session.add_all(kept)
    in_order(sorted(kept, key=lambda row: (_SIDES.index(row.side), order.get((row.side, row.person_id), len(order)))))
    session.flush()


def _is_entered(row: Attendance) -> bool:
    """Whether anything is written that nobody could work out again."""
    return (
        row.side in (Side.PRESENTER, Side.OBSERVER)
        or row.reply is not Presence.UNKNOWN
        or row.state is not Presence.UNKNOWN
        or bool(row.proxy or row.printed_name or row.note or row.came_at or row.left_at)
    )
