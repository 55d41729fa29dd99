"""A 資料 of a meeting that nobody has made yet is made when it is printed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.operations.document import create_document


def create_like(session: Session, *, document: DocumentRow) -> int:
    """Make the 資料 that `proposed` only spoke of. Returns its id."""
    return create_document(
        session,
        form=document.form,
        title=document.title,
        fiscal_year=document.fiscal_year.start,
        kind=document.kind,
        draft=document.draft,
        options=document.options,
        meeting_id=document.meeting_id,
        committee_id=document.committee_id,
    )
