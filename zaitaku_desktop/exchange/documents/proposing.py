"""自由文書 as read, beside what is in the file → what would be done, and doing it: one undo step.

A 自由文書 of the same title and 年月 is the same one. It is never changed by an import: the second time nothing is
done, and one that was edited meanwhile stays as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.documents.reading import read_documents
from zaitaku_desktop.exchange.documents.signs import folded
from zaitaku_desktop.exchange.documents.tree import BlockText, DocumentText
from zaitaku_desktop.exchange.proposal import Created, ImportReport, Listed
from zaitaku_desktop.forms.outline_cover import CITY, COVER, COVER_TITLE, DATE, YES
from zaitaku_desktop.forms.print_outline import FIGURE
from zaitaku_desktop.forms.sheets import DRAFT
from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.snapshot import DocumentRow, MunicipalityRow
from zaitaku_desktop.operations import outline, revision
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.outline import NewBlock
from zaitaku_desktop.operations.outline_owners import OfDocument
from zaitaku_desktop.storage.reading import load_documents, load_municipality, load_plans
from zaitaku_desktop.storage.reading_documents import load_document_blocks

FORM, KIND = "d1", "document"
NEW = 0


@dataclass(frozen=True)
class KnownDocuments:
    """What an import is compared with: the 自由文書 with their blocks, and the plans."""

    municipality: MunicipalityRow
    documents: Sequence[tuple[DocumentRow, Sequence[BlockRow]]] = ()
    plans: Sequence[int] = ()


def load_known_documents(connection: Connection) -> KnownDocuments:
    """As the file is now."""
    rows = [row for row in load_documents(connection) if row.kind == KIND and row.meeting_id is None]
    return KnownDocuments(
        load_municipality(connection),
        [(row, load_document_blocks(connection, row.id)) for row in rows],
        [plan.id for plan in load_plans(connection)],
    )


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """A 自由文書 to be made. `id` = of the one that is there (NEW = none); `differs` = that says something else."""

    found: DocumentText
    title: str
    fiscal_year: int
    id: int = NEW
    differs: bool = False

    @property
    def revision_title(self) -> str:
        """What the 版 of its cards is called; "" = it has none."""
        return "" if self.found.plan is None else f"{self.title}の取組"


@dataclass(frozen=True)
class DocumentsProposal:
    """All that would be done. `lines` = the text, for showing."""

    source: str
    lines: tuple[str, ...]
    drafts: tuple[DocumentDraft, ...]
    not_taken: tuple[Listed, ...] = ()
    remarks: tuple[Listed, ...] = ()
    plan_id: int | None = None
    municipality: str = ""
    kind: str = KIND

    @property
    def read(self) -> int:
        """So many items were read."""
        return sum(len(draft.found.blocks) for draft in self.drafts)

    @property
    def new(self) -> tuple[DocumentDraft, ...]:
        """Those that would be made."""
        return tuple(draft for draft in self.drafts if not draft.id)

    @property
    def changes(self) -> int:
        """Records that would be made; 0 = everything is there already."""
        return sum(1 + len(draft.found.blocks) for draft in self.new)

    @property
    def taken(self) -> int:
        """Blocks and cards that are in the records afterwards."""
        return sum(len(d.found.blocks) + d.found.cards for d in self.drafts if not d.differs)

    @property
    def cards(self) -> int:
        """Cards in it."""
        return sum(draft.found.cards for draft in self.drafts)

    @property
    def created(self) -> tuple[Created, ...]:
        """What will be new; its id is not known yet (0)."""
        found = []
        for draft in self.new:
            if draft.revision_title:
                found.append(Created(NEW, "revision", draft.revision_title))
            found.append(Created(NEW, KIND, draft.title))
        return tuple(found)

    def report(self, created: tuple[Created, ...] | None = None, changed: int = 0) -> ImportReport:
        """What came of it, as every import tells it."""
        return ImportReport(self.taken, self.not_taken, (), self.created if created is None else created, changed)


def propose_documents(
    text: str, source: str, known: KnownDocuments, *, today: dt.date | None = None
) -> DocumentsProposal:
    """What would be done with the text. KnownError if there are no words in it."""
    found = [one for one in read_documents(text) if one.blocks]
    if not found:
        raise KnownError(
            "文書として読み取れる文がありません。", safe="何も取り込んでいません。",
            todo="見出しと本文のある文を選んでください。", place=source,
        )  # fmt: skip
    year = FiscalYear.of(today or dt.date.today()).start
    drafts = tuple(_draft(one, known, year) for one in found)
    left = [listed for draft in drafts for listed in draft.found.left]
    left += [Listed(f"{d.found.line}行目", d.title, _DIFFERS) for d in drafts if d.differs]
    remarks = [Listed(f"{d.found.line}行目", d.title, _cards_words(d.found)) for d in drafts if d.found.cards]
    return DocumentsProposal(
        source, tuple(text.splitlines()), drafts, tuple(left), tuple(remarks),
        known.plans[0] if len(known.plans) == 1 else None, known.municipality.name,
    )  # fmt: skip


_DIFFERS = "同じ題名の文書があり、内容が違います。今の文書を残し、取り込みません。"


def _cards_words(found: DocumentText) -> str:
    return f"取組のカード{found.cards}件は、当時の版として保存し、文書の中に表示します。今の計画は変わりません。"


def _draft(found: DocumentText, known: KnownDocuments, year: int) -> DocumentDraft:
    title = found.title.replace("\n", "").removesuffix(DRAFT)
    there = next(
        (
            (row, blocks)
            for row, blocks in known.documents
            if folded(row.title) == folded(title) and row.options.get(DATE, "") == found.dated
        ),
        None,
    )
    if there is None:
        return DocumentDraft(found, title, found.fiscal_year or year)
    row, blocks = there
    mine = [(block.kind, folded(block.text), block.level) for block in blocks]
    theirs = [(block.kind, folded(block.text), block.level) for block in found.blocks]
    return DocumentDraft(found, title, row.fiscal_year.start, row.id, mine != theirs)


def apply_documents(session: Session, proposal: DocumentsProposal, *, today: dt.date | None = None) -> ImportReport:
    """Write it."""
    made: list[Created] = []
    changed = 0
    for draft in proposal.new:
        found, frozen = draft.found, None
        if found.plan is not None:
            frozen = revision.keep_imported_plan(
                session, found.plan, draft.revision_title, dated=found.dated, source=proposal.source,
                plan_id=proposal.plan_id, on=today or dt.date.today(),
            )  # fmt: skip
            made.append(Created(frozen, "revision", draft.revision_title))
        document_id = create_document(
            session, form=FORM, title=draft.title, fiscal_year=draft.fiscal_year, kind=KIND,
            plan_id=proposal.plan_id, draft=found.title.endswith(DRAFT), options=_options(found, proposal),
        )  # fmt: skip
        made.append(Created(document_id, KIND, draft.title))
        outline.append_blocks(session, OfDocument(document_id), [_new(block, frozen) for block in found.blocks])
        changed += 1 + len(found.blocks)
    return proposal.report(tuple(made), changed)


def _options(found: DocumentText, proposal: DocumentsProposal) -> dict[str, str]:
    options = {COVER: YES} if found.cover else {}
    if "\n" in found.title:
        options[COVER_TITLE] = found.title
    if found.dated:
        options[DATE] = found.dated
    if found.city and found.city != proposal.municipality:
        options[CITY] = found.city
    return options


def _new(block: BlockText, frozen: int | None) -> NewBlock:
    return NewBlock(
        block.text,
        block.level,
        block.kind,
        block.series,
        block.start,
        revision_id=frozen if block.frozen else None,
        options={FIGURE: block.figure} if block.figure else {},
    )
