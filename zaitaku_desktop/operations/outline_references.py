"""What references in a 会議録 said, before their targets go."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.model.outline import OutlineBlock
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.model.references import LOST, OPEN, Kind, Reference, references, resolved
from zaitaku_desktop.storage.reading_meetings import load_meeting


def keep_words(
    session: Session, meeting_id: int, targets: Collection[Reference], leaving: Collection[int] = ()
) -> list[int]:
    """Write in place of each reference to these targets what it says now. Returns the ids of the blocks changed.

    `leaving` = blocks that go with their targets: nothing is written into them. A target is meant however it is said.
    """
    wanted = {(target.kind, target.id) for target in targets}
    session.flush()
    if not _speaks(session, meeting_id):
        return []
    meeting = load_meeting(session.connection(), meeting_id)
    speaking = [row for row in meeting.blocks if OPEN in row.text and row.id not in leaving]
    found = [row for row in speaking if any(_means(one, wanted) for one in references(row.text))]
    words = MeetingWords(meeting)
    for row in found:

        def say(reference: Reference, block_id: int = row.id) -> str:
            if not _means(reference, wanted):
                return reference.token
            said = words.say(reference, block_id)
            return "" if said == LOST else said

        block = session.get_one(OutlineBlock, row.id)
        block.text = resolved(row.text, say)
    session.flush()
    return [row.id for row in found]


def _speaks(session: Session, meeting_id: int) -> bool:
    """Whether there is any reference in the 会議録."""
    texts = select(OutlineBlock.text).where(OutlineBlock.meeting_id == meeting_id)
    return any(OPEN in text for text in session.scalars(texts))


def _means(reference: Reference, wanted: Collection[tuple[Kind, int]]) -> bool:
    kind = Kind.BLOCK if reference.kind is Kind.RANGE else reference.kind
    return bool(reference.id) and (kind, reference.id) in wanted


def retarget(session: Session, meeting_id: int, before: int, after: int) -> None:
    """Let references to a block mean another one that has taken its words."""
    session.flush()
    if not _speaks(session, meeting_id):
        return
    for row in load_meeting(session.connection(), meeting_id).blocks:
        if any(_means(one, {(Kind.BLOCK, before)}) for one in references(row.text)):

            def say(reference: Reference) -> str:
                mine = _means(reference, {(Kind.BLOCK, before)})
                return Reference(reference.kind, after, reference.how).token if mine else reference.token

            session.get_one(OutlineBlock, row.id).text = resolved(row.text, say)
    session.flush()
