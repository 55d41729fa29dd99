"""Who speaks, as a 会議録 prints it."""

from __future__ import annotations

from zaitaku_desktop.model.attendance import Side
from zaitaku_desktop.model.committee import Speakers
from zaitaku_desktop.model.meeting_rows import BlockRow, MeetingSnapshot
from zaitaku_desktop.model.meeting_vocabulary import called, offered


def speaker_words(meeting: MeetingSnapshot, block: BlockRow, way: Speakers) -> str:
    """The speaker of a block: 甲委員 by name, 委員 by role, "" where there is none or nobody is printed.

    By role somebody of the 事務局 is 事務局; of a speaker that is only words the role at their end is taken, and 委員
    where there is none.
    """
    if way is Speakers.NONE or not (block.speaker or block.speaker_id):
        return ""
    if way is Speakers.NAME and block.speaker:
        return block.speaker
    row = next((one for one in meeting.attendance if one.person_id == block.speaker_id), None)
    word = meeting.committee.member_word or called(Side.MEMBER)
    if row is None:
        person = meeting.roster.people.get(block.speaker_id or 0)
        if way is Speakers.NAME and person is not None:
            return f"{person.family}{word}"
        return _role_in(block.speaker) or word
    role = called(row.side) if row.side is not Side.MEMBER else row.role or word
    if way is Speakers.ROLE:
        return role
    name = row.printed_name or meeting.person_of(row).name
    family = (name.split() or [""])[0]
    return f"{family}{role}" if row.side is Side.MEMBER else family


def _role_in(speaker: str) -> str:
    """The role with which a speaker in words ends (甲野委員長 → 委員長)."""
    if speaker.startswith(called(Side.SECRETARIAT)):
        return called(Side.SECRETARIAT)
    roles = sorted(offered("roles"), key=len, reverse=True)
    return next((role for role in roles if speaker.endswith(role)), "")
