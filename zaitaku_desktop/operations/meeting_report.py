"""報告用概要 and 報告用決定事項 of a 部会, made from what its 会議録 has until somebody has looked at them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from zaitaku_desktop.model import inline
from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.operations.meeting import meeting_of
from zaitaku_desktop.storage.reading_meetings import load_meeting

_ABOUT = "について"
_NO_TOPIC = (AgendaKind.LINE, AgendaKind.TASKS)


def summary_of(meeting: MeetingSnapshot) -> str:
    """A line for each 議題: 「・…の検討を行った。」; the items below 議題, or the top without 開会 and the like."""
    below = [item for top in meeting.agenda_below() for item in meeting.agenda_below(top.id) if "議題" in top.title]
    items = below or [item for item in meeting.agenda_below() if meeting.agenda_below(item.id) or _ABOUT in item.title]
    names = [item.title.strip() for item in items if item.kind not in _NO_TOPIC and item.title.strip()]
    return "\n".join(f"・{name.removesuffix(_ABOUT)}の検討を行った。" for name in names)


def decisions_of(meeting: MeetingSnapshot) -> str:
    """A line for each 決定 of the 会議録, as it is printed."""
    words = MeetingWords(meeting)
    found = (inline.plain(words.block_text(row)) for row in meeting.blocks if row.kind is BlockKind.DECISION)
    return "\n".join(f"・{text}" for text in found if text)


def prefill_report(session: Session, meeting_id: int) -> None:
    """Write both texts anew from 次第 and 会議録, but for what somebody has looked at; they stay 未確認.

    Raises KnownError if the meeting is gone.
    """
    row = meeting_of(session, meeting_id)
    session.flush()
    meeting = load_meeting(session.connection(), meeting_id)
    if not row.report_summary_checked:
        row.report_summary = summary_of(meeting)
    if not row.report_decisions_checked:
        row.report_decisions = decisions_of(meeting)
    session.flush()
