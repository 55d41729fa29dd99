"""What references in an outline said, before their targets go."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.outline import OutlineBlock
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.model.references import LOST, OPEN, Kind, Reference, references, resolved
from zaitaku_desktop.operations.outline_owners import OfDocument, Outline, belongs_to
from zaitaku_desktop.storage.reading_documents import load_outline
from zaitaku_desktop.storage.reading_meetings import load_meeting


def keep_words(
    session: Session, outline: Outline, targets: Collection[Reference], leaving: Collection[int] = ()
) -> list[int]:
    """Write in place of each reference to these targets what it says now. Returns the ids of the blocks changed.

    `leaving` = blocks that go with their targets: nothing is written into them. A target is meant however it is said.
    """
    wanted = {(target.kind, target.id) for target in targets}
    session.flush()
    if not _speaks(session, outline):
        return []
    blocks, says = _read(session, outline)
    speaking = [row for row in blocks if OPEN in row.text and row.id not in leaving]
    found = [row for row in speaking if any(_means(one, wanted) for one in references(row.text))]
    for row in found:

        def say(reference: Reference, block_id: int = row.id) -> str:
            if not _means(reference, wanted):
                return reference.token
            said = says(reference, block_id)
            return "" if said == LOST else said

        block = session.get_one(OutlineBlock, row.id)
        block.text = resolved(row.text, say)
    session.flush()
    return [row.id for row in found]


def _read(session: Session, outline: Outline) -> tuple[Sequence[BlockRow], Callable[[Reference, int], str]]:
    """The blocks as they are now, and what a reference in one of them says."""
    if isinstance(outline, OfDocument):
        document = load_outline(session.connection(), outline.document_id)
        return document.blocks, document.say
    meeting = load_meeting(session.connection(), outline)
    return meeting.blocks, MeetingWords(meeting).say


def _speaks(session: Session, outline: Outline) -> bool:
    """Whether there is any reference in it."""
    texts = select(OutlineBlock.text).where(belongs_to(outline))
    return any(OPEN in text for text in session.scalars(texts))


def _means(reference: Reference, wanted: Collection[tuple[Kind, int]]) -> bool:
    kind = Kind.BLOCK if reference.kind is Kind.RANGE else reference.kind
    return bool(reference.id) and (kind, reference.id) in wanted


def retarget(session: Session, outline: Outline, before: int, after: int) -> None:
    """Let references to a block mean another one that has taken its words."""
    session.flush()
    if not _speaks(session, outline):
        return
    for row in _read(session, outline)[0]:
        if any(_means(one, {(Kind.BLOCK, before)}) for one in references(row.text)):

            def say(reference: Reference) -> str:
                mine = _means(reference, {(Kind.BLOCK, before)})
                return Reference(reference.kind, after, reference.how).token if mine else reference.token

            session.get_one(OutlineBlock, row.id).text = resolved(row.text, say)
    session.flush()
