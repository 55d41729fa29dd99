"""Writes the 資料 of an import, and keeps count of what an import has done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.proposal import Choice, Conflict, Created, DocumentDraft
from zaitaku_desktop.model.document import Document
from zaitaku_desktop.model.plan import Plan

_WHOLE = ("actual_years", "header_notes")
"""Attributes of which a draft has the whole new value, also where something is there already."""


@dataclass
class Report:
    """What an import makes, leaves open and changes, as it goes."""

    created: list[Created] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    changed: int = 0

    def set(self, record: Any, name: str, value: Any) -> None:
        """Give an attribute a value; counts where that is another one."""
        if getattr(record, name) != value:
            setattr(record, name, value)
            self.changed += 1


class DocumentWriter:
    """Writes one `DocumentDraft`."""

    def __init__(self, session: Session, draft: DocumentDraft, report: Report) -> None:
        self.session = session
        self.draft = draft
        self.report = report

    def write(self, plan_id: int) -> Document:
        """The 資料, made or filled. KnownError if the one it was matched with is gone."""
        draft = self.draft
        if draft.matched_id is not None:
            document = self.session.get(Document, draft.matched_id)
            if document is None:
                raise gone()
            for name, value in draft.fill.items():
                if name in _WHOLE or not getattr(document, name):
                    self.report.set(document, name, value)
            return document
        made = Document(
            kind="plan",
            form=draft.form,
            title=draft.title,
            plan_id=plan_id,
            fiscal_year=draft.fiscal_year,
            actual_years=list(draft.actual_years),
            number=draft.number,
            lead=list(draft.lead),
            notes=list(draft.notes),
            draft=draft.draft,
            legend=draft.legend,
            continues=draft.continues,
            header_notes=dict(draft.header_notes),
            position=next_position(self.session, Document),
        )
        self.session.add(made)
        self.report.changed += 1
        self.session.flush()
        self.report.created.append(Created(made.id, "document", made.title))
        return made

    def settle(self, document: Document, name: str, choice: Choice) -> None:
        """Do with an attribute that differs what the clerk chose."""
        theirs, mine = getattr(self.draft, name), getattr(document, name)
        if name == "header_notes":
            both = {key: "\n".join(filter(None, (mine.get(key), words))) for key, words in theirs.items()}
            self.report.set(document, name, {**mine, **(both if choice == "both" else theirs)})
        elif choice == "theirs":
            self.report.set(document, name, list(theirs) if isinstance(theirs, tuple) else theirs)
        elif isinstance(theirs, tuple):  # both: the lines that are not there yet; a title cannot be both
            self.report.set(document, name, [*mine, *(line for line in theirs if line not in mine)])


def next_position(session: Session, record: type[Plan] | type[Document]) -> int:
    """The place after all others of its kind."""
    last: int | None = session.scalar(select(func.max(record.position)))
    return 0 if last is None else last + 1


def gone() -> KnownError:
    """What an import was matched with is no more."""
    return KnownError(
        "読み取ったあとに計画が変わったため、取り込めません。",
        todo="もう一度ファイルを選んで、取り込み直してください。",
    )
