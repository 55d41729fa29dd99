"""資料一式 of a meeting: how it is printed, and fixing what was printed."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.packet import Packet
from zaitaku_desktop.operations.contents import put_content
from zaitaku_desktop.operations.meeting import meeting_of
from zaitaku_desktop.operations.records import edit

_FIXED = ("meeting_id", "fixed_at", "fixed_digest", "fixed_size", "fixed_pages")
NAME = "資料一式"


def _packet(session: Session, meeting_id: int) -> Packet:
    """The record of the meeting, made if there is none. Raises KnownError if the meeting is gone."""
    meeting_of(session, meeting_id)
    found = session.scalars(select(Packet).where(Packet.meeting_id == meeting_id)).first()
    if found is None:
        found = Packet(meeting_id=meeting_id)
        session.add(found)
        session.flush()
    return found


def edit_packet(session: Session, meeting_id: int, **changes: object) -> None:
    """Change how the 資料一式 of a meeting is printed, by the names of columns.

    Raises KnownError if the meeting is gone, or its 資料一式 is fixed.
    """
    packet = _packet(session, meeting_id)
    if packet.fixed_at and set(changes) != {"copies"}:
        raise KnownError("この資料一式は確定しています。", todo="直すときは、先に確定を取り消してください。")
    edit(packet, changes, fixed=_FIXED)
    session.flush()


def fix_packet(session: Session, meeting_id: int, content: bytes, pages: int, at: dt.datetime | None = None) -> None:
    """確定: keep this PDF of so many pages, and print it from now on whatever the records say; one before it goes.

    `at` None = now. Raises KnownError if the meeting is gone, or the data file has no room for it.
    """
    packet = _packet(session, meeting_id)
    packet.fixed_digest = put_content(session, content, NAME)
    packet.fixed_at = (at or dt.datetime.now().astimezone()).isoformat(timespec="minutes")
    packet.fixed_size, packet.fixed_pages = len(content), pages
    session.flush()


def unfix_packet(session: Session, meeting_id: int) -> None:
    """確定を取り消す: print what the records say. Raises KnownError if the meeting is gone."""
    packet = _packet(session, meeting_id)
    packet.fixed_at = packet.fixed_digest = ""
    packet.fixed_size = packet.fixed_pages = 0
    session.flush()
