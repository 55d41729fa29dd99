"""確認依頼: a draft sent to those who were there, and their answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.model.confirmation import Answer, Confirmation
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.person import Person
from zaitaku_desktop.operations.meeting import open_meeting, set_status
from zaitaku_desktop.operations.records import edit, must_have


def send_confirmations(
    session: Session,
    meeting_id: int,
    person_ids: Sequence[int],
    sent_on: dt.date | None,
    due_on: dt.date | None = None,
) -> list[int]:
    """Note that the draft was sent to these people; the meeting is 確認中 from now on. Returns the ids.

    Who was asked before is asked anew, with the answer of then kept until there is another. Raises KnownError if
    somebody is gone, or the meeting is 確定.
    """
    open_meeting(session, meeting_id)
    present = {
        row.person_id: row for row in session.scalars(select(Confirmation).where(Confirmation.meeting_id == meeting_id))
    }
    made = []
    for person_id in person_ids:
        must_have(session, Person, person_id, "人")
        row = present.get(person_id)
        if row is None:
            row = Confirmation(meeting_id=meeting_id, person_id=person_id, position=len(present))
            present[person_id] = row
            session.add(row)
        row.sent_on, row.due_on = sent_on, due_on
        made.append(row)
    session.flush()
    set_status(session, meeting_id, MeetingStatus.CHECKING)
    return [row.id for row in made]


def answer_confirmation(
    session: Session, confirmation_id: int, answer: Answer, corrections: str = "", on: dt.date | None = None
) -> None:
    """What came back, and when. Raises KnownError if the request is gone."""
    row = must_have(session, Confirmation, confirmation_id, "確認依頼")
    row.answer, row.corrections, row.answered_on = answer, corrections, on
    session.flush()


def edit_confirmation(session: Session, confirmation_id: int, **changes: object) -> None:
    """Change columns of a request by their names (sent_on, due_on, taken_over …). Raises KnownError if it is gone."""
    row = must_have(session, Confirmation, confirmation_id, "確認依頼")
    edit(row, changes, fixed=("meeting_id", "person_id"))
    session.flush()


def remove_confirmations(session: Session, confirmation_ids: Sequence[int]) -> None:
    """Take requests back. Those that are gone are left out."""
    for one in confirmation_ids:
        row = session.get(Confirmation, one)
        if row is not None:
            session.delete(row)
    session.flush()
