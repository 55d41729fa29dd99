"""Whose an outline is: a meeting (its 会議録) or a 自由文書."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from zaitaku_desktop.model.document import Document
from zaitaku_desktop.model.outline import OutlineBlock
from zaitaku_desktop.operations.meeting import open_meeting
from zaitaku_desktop.operations.records import must_have


@dataclass(frozen=True, slots=True)
class OfDocument:
    """The outline of a 自由文書."""

    document_id: int


Outline = int | OfDocument
"""A number is the id of the meeting."""


def outline_of(block: OutlineBlock) -> Outline:
    """The outline a block stands in."""
    if block.document_id is not None:
        return OfDocument(block.document_id)
    assert block.meeting_id is not None
    return block.meeting_id


def belongs_to(outline: Outline) -> ColumnElement[bool]:
    """The condition that blocks of it meet."""
    if isinstance(outline, OfDocument):
        return OutlineBlock.document_id == outline.document_id
    return OutlineBlock.meeting_id == outline


def open_outline(session: Session, outline: Outline) -> dict[str, int]:
    """The columns that say whose a block is. Raises KnownError if that is gone, or its meeting is 確定."""
    if isinstance(outline, OfDocument):
        must_have(session, Document, outline.document_id, "文書")
        return {"document_id": outline.document_id}
    open_meeting(session, outline)
    return {"meeting_id": outline}
