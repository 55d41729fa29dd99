"""What a check finds: which rule, how grave, where, what disagrees with what, and how it can be put right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How a finding is dealt with; never a reason not to print (CHECKS)."""

    ERROR = "error"  # 印刷の前に直してください
    WARNING = "warning"  # 確かめてください
    INFO = "info"  # お知らせ


HEADINGS = {
    Severity.ERROR: "印刷の前に直してください",
    Severity.WARNING: "確かめてください",
    Severity.INFO: "お知らせ",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where one text stands: on an item of a plan, or on a 資料.

    `field` = a field of the plan, "#title", "#end_note" or "#below_note" of an item, "title", "lead", "notes" or
    "legend" of a 資料; `part` = which of several paragraphs, from 0. `reason` True = the reason beside a 評価.
    A shared text stands at its holder.

    Of a meeting, a 会議体 or neither (people): `field` = the column of the meeting, or "block", "agenda",
    "agenda_note", "handout", "attendance", "membership", "person", and `part` = the id of that record. So of figures:
    "consultation" (a count), "indicator" (an indicator in that `year`). Of a 研修: `field` = its column.
    """

    item_id: int | None = None
    field: str = ""
    year: int | None = None
    document_id: int | None = None
    part: int = 0
    reason: bool = False
    meeting_id: int | None = None
    committee_id: int | None = None
    training_id: int | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """Puts it right: in the text of the place, `before` at `start` becomes `after`. `name` = the undo step's."""

    name: str
    start: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that disagrees. `evidence` = the words it is about.

    `acknowledged` = why it is left as it is (承知済み), "" = it is not.
    """

    rule: str
    severity: Severity
    place: Place
    message: str
    evidence: str = ""
    repair: Repair | None = None
    acknowledged: str = ""
