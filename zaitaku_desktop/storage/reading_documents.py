"""Records of 自由文書 and 版 → plain rows (model/document_rows.py)."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.document_rows import DocumentOutline, RevisionRow
from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.outline import OutlineBlock
from zaitaku_desktop.model.revision import Revision
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.model.states import document_of_state, plan_of_state
from zaitaku_desktop.storage.reading import load_document, load_municipality, load_plan
from zaitaku_desktop.storage.reading_meetings import load_rows
from zaitaku_desktop.storage.tables import file_content

_KEPT = Revision.content_digest == file_content.c.digest


class RevisionGone(KnownError):
    """A 版 that was deleted, or whose making was undone."""


def load_document_blocks(connection: Connection, document_id: int) -> list[BlockRow]:
    """The outline of a 自由文書, in order."""
    return load_rows(connection, BlockRow, OutlineBlock.document_id == document_id, order=(OutlineBlock.position,))


def load_outline(connection: Connection, document_id: int) -> DocumentOutline:
    """One 自由文書 as it is now. DocumentGone if there is none of that id (any more)."""
    return outline_of(connection, load_document(connection, document_id))


def outline_of(connection: Connection, document: DocumentRow) -> DocumentOutline:
    """The same for one whose own facts are known."""
    blocks = load_document_blocks(connection, document.id)
    return DocumentOutline(
        municipality=load_municipality(connection),
        document=document,
        blocks=tuple(blocks),
        plan=None if document.plan_id is None else load_plan(connection, document.plan_id),
        frozen=_frozen(connection, blocks),
    )


def _frozen(connection: Connection, blocks: list[BlockRow]) -> dict[int, PlanSnapshot]:
    """The plans of the 版 that blocks show, each once."""
    wanted = {block.revision_id for block in blocks if block.revision_id is not None}
    query = select(Revision.id, file_content.c.content).where(_KEPT, Revision.id.in_(wanted))
    rows = connection.execute(query.where(file_content.c.content.is_not(None)))
    return {row.id: plan_of_state(row.content) for row in rows}


def load_revisions(
    connection: Connection, *, plan_id: int | None = None, document_id: int | None = None
) -> list[RevisionRow]:
    """The 版 (of one plan, of one 自由文書), the newest first."""
    where = []
    if plan_id is not None:
        where.append(Revision.plan_id == plan_id)
    if document_id is not None:
        where.append(Revision.document_id == document_id)
    return load_rows(connection, RevisionRow, *where)[::-1]


def load_revision_sizes(connection: Connection) -> dict[int, int]:
    """How many bytes each 版 takes in the file."""
    rows = connection.execute(select(Revision.id, func.length(file_content.c.content)).where(_KEPT))
    return {row[0]: int(row[1] or 0) for row in rows}


def load_content(connection: Connection, revision_id: int) -> bytes:
    """What a 版 keeps, as stored. RevisionGone if it is gone."""
    found = connection.execute(select(file_content.c.content).where(_KEPT, Revision.id == revision_id)).scalar()
    if found is None:
        raise RevisionGone("この版は見つかりません。", todo="一覧から選び直してください。")
    return bytes(found)


def load_frozen_plan(connection: Connection, revision_id: int) -> PlanSnapshot:
    """The plan as a 版 has it. RevisionGone if that is gone, KnownError if it is no 版 of a plan."""
    return plan_of_state(load_content(connection, revision_id))


def load_frozen_document(connection: Connection, revision_id: int) -> DocumentOutline:
    """The 自由文書 as a 版 has it. RevisionGone if that is gone, KnownError if it is none of a 自由文書."""
    return document_of_state(load_content(connection, revision_id))
