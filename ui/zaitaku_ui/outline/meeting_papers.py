"""Making the 資料 that prints something of a meeting."""

from __future__ import annotations

from sqlalchemy.orm import Session

from zaitaku_desktop.forms.meeting_documents import document_for, new_document
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.operations.document import create_document

__all__ = ["create_like", "document_for", "new_document"]


def create_like(session: Session, *, document: DocumentRow) -> int:
    """Make the 資料 that `new_document` only spoke of. Returns its id."""
    return create_document(
        session,
        form=document.form,
        title=document.title,
        fiscal_year=document.fiscal_year.start,
        kind=document.kind,
        draft=document.draft,
        meeting_id=document.meeting_id,
    )
