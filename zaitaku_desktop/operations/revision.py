"""版として保存: keep a plan or a 自由文書 as it is now, or as an import found it. Nothing of a 版 is changed
afterwards."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.outline import OutlineBlock
from zaitaku_desktop.model.revision import Revision, RevisionKind
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.model.states import digest_of, document_state, plan_state
from zaitaku_desktop.operations.contents import put_content
from zaitaku_desktop.operations.records import must_have, required
from zaitaku_desktop.storage.reading import load_plan
from zaitaku_desktop.storage.reading_documents import load_outline

NAME = "版の名前"


def save_plan_revision(
    session: Session,
    plan_id: int,
    name: str,
    kind: RevisionKind = RevisionKind.DRAFT,
    *,
    dated: str = "",
    on: dt.date | None = None,
) -> int:
    """Keep the plan as it is now. Returns the id. Raises KnownError if it is gone or the name is blank."""
    session.flush()
    content = plan_state(load_plan(session.connection(), plan_id))
    return _keep(session, content, name, kind, dated=dated, on=on, plan_id=plan_id)


def save_document_revision(
    session: Session,
    document_id: int,
    name: str,
    kind: RevisionKind = RevisionKind.DRAFT,
    *,
    dated: str = "",
    on: dt.date | None = None,
) -> int:
    """Keep a 自由文書 as it is now, with the plans it shows. Returns the id. Raises KnownError as above."""
    session.flush()
    content = document_state(load_outline(session.connection(), document_id))
    return _keep(session, content, name, kind, dated=dated, on=on, document_id=document_id)


def keep_imported_plan(
    session: Session, plan: PlanSnapshot, name: str, *, dated: str, source: str, plan_id: int | None, on: dt.date
) -> int:
    """Keep an older state that an import found; the same content of the same source is kept once. Returns the id."""
    content = plan_state(plan)
    query = select(Revision.id).where(Revision.digest == digest_of(content), Revision.dated == dated)
    found = session.scalars(query.order_by(Revision.id)).first()
    if found is not None:
        return found
    kind = RevisionKind.IMPORTED
    return _keep(session, content, name, kind, dated=dated, on=on, source=source, plan_id=plan_id)


def _keep(
    session: Session,
    content: bytes,
    name: str,
    kind: RevisionKind,
    *,
    dated: str,
    on: dt.date | None,
    source: str = "",
    plan_id: int | None = None,
    document_id: int | None = None,
) -> int:
    row = Revision(
        plan_id=plan_id,
        document_id=document_id,
        kind=kind,
        name=required(name, NAME),
        dated=dated.strip(),
        made_on=dt.date.today() if on is None else on,
        source=source,
        digest=digest_of(content),
        content_digest=put_content(session, content, name),
    )
    session.add(row)
    session.flush()
    return row.id


def proposed_name(connection: Connection, *, plan_id: int | None = None, document_id: int | None = None) -> str:
    """第n回提出版, one more than there are."""
    of = Revision.plan_id == plan_id if document_id is None else Revision.document_id == document_id
    query = select(func.count()).select_from(Revision).where(of, Revision.kind == RevisionKind.SUBMITTED)
    return f"第{(connection.scalar(query) or 0) + 1}回提出版"


def delete_revision(session: Session, revision_id: int) -> None:
    """Delete a 版. Raises KnownError if it is gone, or a 自由文書 shows it."""
    row = must_have(session, Revision, revision_id, "版")
    query = select(func.count()).select_from(OutlineBlock).where(OutlineBlock.revision_id == revision_id)
    if session.scalar(query):
        raise KnownError(
            "この版は文書の中で使われているため、削除できません。",
            todo="先に、文書のカードや図を「今の計画」に変えてください。",
        )
    session.delete(row)
    session.flush()
