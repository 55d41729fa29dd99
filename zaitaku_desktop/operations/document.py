"""Make, edit and delete a 資料."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.model.committee import Committee
from zaitaku_desktop.model.document import Document
from zaitaku_desktop.model.handout import HandoutPart
from zaitaku_desktop.model.meeting import Meeting
from zaitaku_desktop.model.plan import Plan
from zaitaku_desktop.operations.handout_titles import keep_title
from zaitaku_desktop.operations.records import edit, must_have


def create_document(
    session: Session,
    *,
    form: str,
    title: str,
    fiscal_year: int,
    plan_id: int | None = None,
    kind: str = "plan",
    actual_years: Sequence[int] = (),
    number: str = "",
    notes: Sequence[str] = (),
    lead: Sequence[str] = (),
    draft: bool = True,
    legend: str = "",
    header_notes: Mapping[str, str] | None = None,
    options: Mapping[str, str] | None = None,
    meeting_id: int | None = None,
    committee_id: int | None = None,
) -> int:
    """Make a 資料. Returns its id. Raises KnownError if its plan, meeting or 会議体 is gone, or its form is none of the
    file's."""
    _must_be_form(session, form)
    if plan_id is not None:
        must_have(session, Plan, plan_id, "計画")
    if meeting_id is not None:
        must_have(session, Meeting, meeting_id, "会議")
    if committee_id is not None:
        must_have(session, Committee, committee_id, "会議体")
    last = session.scalar(select(func.max(Document.position)))
    document = Document(
        kind=kind,
        form=form,
        title=title,
        plan_id=plan_id,
        fiscal_year=fiscal_year,
        actual_years=sorted(actual_years),
        number=number,
        notes=list(notes),
        lead=list(lead),
        draft=draft,
        legend=legend,
        header_notes=dict(header_notes or {}),
        options=dict(options or {}),
        meeting_id=meeting_id,
        committee_id=committee_id,
        position=0 if last is None else last + 1,
    )
    session.add(document)
    session.flush()
    return document.id


def edit_document(session: Session, document_id: int, **changes: object) -> None:
    """Change attributes of a 資料 by their names (title, number, draft, notes …).

    Raises KnownError if the 資料 is gone or its new form is none of the file's, TypeError for a name it has not.
    """
    document = must_have(session, Document, document_id, "資料")
    if "form" in changes and changes["form"] != document.form:
        _must_be_form(session, str(changes["form"]))
    edit(document, changes)
    session.flush()


def _must_be_form(session: Session, key: str) -> None:
    session.flush()
    read_library(session.connection()).form(key)


def delete_document(session: Session, document_id: int) -> None:
    """Delete a 資料; the plan it shows stays, and its title where it was handed out."""
    document = session.get(Document, document_id)
    if document is not None:
        keep_title(session, HandoutPart.document_id, document_id, document.title)
        session.delete(document)
        session.flush()
