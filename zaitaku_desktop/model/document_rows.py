"""A 自由文書 as a view reads it: plain immutable rows (compare model/snapshot.py)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.numbering import Numbering, number_outline
from zaitaku_desktop.model.references import LOST, Reference, resolved
from zaitaku_desktop.model.revision import RevisionKind
from zaitaku_desktop.model.snapshot import DocumentRow, MunicipalityRow, PlanSnapshot

SCHEME = ("1", "(1)", "①", "ア", "(ア)", "a")
"""How a 自由文書 is numbered unless it says otherwise."""
SCHEME_OPTION = "scheme"
"""Option of a 自由文書: the samples of its levels, blanks between them."""


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A 版 without its content (model/revision.py)."""

    id: int
    name: str
    kind: RevisionKind
    made_on: dt.date
    digest: str
    content_digest: str
    plan_id: int | None = None
    document_id: int | None = None
    dated: str = ""
    source: str = ""

    @property
    def label(self) -> str:
        """What it is called: 第1回提出版（令和2年10月）."""
        return f"{self.name}（{self.dated}）" if self.dated and self.dated not in self.name else self.name


@dataclass(frozen=True)
class DocumentOutline:
    """One 自由文書 as it is now, with the plans that it shows.

    `plan` = the plan it is about as it is now, None = about none. `frozen` = the plans of the 版 in its blocks.
    """

    municipality: MunicipalityRow
    document: DocumentRow
    blocks: Sequence[BlockRow] = ()
    plan: PlanSnapshot | None = None
    frozen: Mapping[int, PlanSnapshot] = field(default_factory=dict)

    @property
    def scheme(self) -> tuple[str, ...]:
        """How its levels are numbered."""
        return tuple(self.document.options.get(SCHEME_OPTION, "").split()) or SCHEME

    @cached_property
    def numbering(self) -> Numbering:
        """The numbers of its blocks."""
        return number_outline(self.blocks, self.scheme)

    def plan_of(self, block: BlockRow) -> PlanSnapshot | None:
        """The plan that a block shows: frozen or as it is now; None = there is none."""
        return self.plan if block.revision_id is None else self.frozen.get(block.revision_id)

    def say(self, reference: Reference, block_id: int) -> str:
        """What a reference in a block says; LOST where its target is gone."""
        return self.numbering.say(block_id, reference) or LOST

    def block_text(self, block: BlockRow) -> str:
        """The text of a block with what its references say; 太字 stays marked."""
        return resolved(block.text, lambda reference: self.say(reference, block.id))
