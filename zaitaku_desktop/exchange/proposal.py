"""What an import proposes, and what came of it: plain data that the window shows and `apply` writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from zaitaku_desktop.model.fields import Field, standard_axes, standard_fields
from zaitaku_desktop.model.inline import plain
from zaitaku_desktop.model.plan import EntryState, ItemKind, Mark

IGNORED = ""  # the target of a column that is not read (「読まない」)
ColumnChoices = Mapping[tuple[str, int], str]
"""(sheet, column from 1) → target (`Target.key`, or IGNORED): what the clerk chose by hand."""

Choice = Literal["mine", "theirs", "both"]
"""What to do with a conflict: keep the present value, take the imported one, keep and add the other as 備考."""


class Fate(StrEnum):
    """What becomes of a non-empty cell. Every one has exactly one fate."""

    HEADER = "header"  # 見出し
    TITLE = "title"  # 資料名
    NUMBER = "number"  # 資料番号
    LEAD = "lead"  # 表の上の文
    NOTE = "note"  # 表の下の注
    LEGEND = "legend"  # 凡例
    VALUE = "value"  # 項目、取組、欄
    REPEAT = "repeat"  # the title again above a further part of the table
    NOT_TAKEN = "not_taken"  # listed in `not_taken` with its reason


KEPT = frozenset({Fate.TITLE, Fate.NUMBER, Fate.LEAD, Fate.NOTE, Fate.LEGEND, Fate.VALUE})
"""Fates of cells whose words are in the records."""

CellPlace = tuple[str, int, int]
"""(sheet, row from 1, column from 1)."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Something said about a cell. `where` = `シート!A1`, `text` = what stands there, `why` = Japanese sentence."""

    where: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column of the sheet can go. `key` as `forms.cells.Column.key` (`plan:2021`), `name` for the combo."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """One column of a sheet. `target` = Target.key or IGNORED; `confidence` 0…1 (1 = the very words of the form).

    `by_hand` = the clerk chose it. `open` = has contents, no target and nobody has chosen yet (amber).
    """

    sheet: str
    column: int
    letter: str
    heading: str
    target: str
    confidence: float
    by_hand: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class SheetReading:
    """How one sheet was read. `header_rows` = (first, last) of each header, from 1; `data_rows` = rows of values."""

    sheet: str
    header_rows: tuple[tuple[int, int], ...]
    data_rows: tuple[int, ...]
    columns: tuple[ColumnMapping, ...]
    form: str = ""
    targets: tuple[Target, ...] = ()
    """What a column of this sheet may be set to, in its form."""


@dataclass(frozen=True, slots=True)
class TagsDraft:
    """A 取組's values on one axis as read: `values` = ids of AxisValue, `where` = the cell."""

    axis: str
    values: tuple[int, ...]
    where: str


@dataclass(frozen=True, slots=True)
class AskedTags:
    """Which values of an axis a 取組 has, where the sheet does not tell: the clerk is asked. `likely` = ids of those
    that it seems to say."""

    axis: str
    likely: tuple[int, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Question:
    """`AskedTags` of one 取組, for asking: `key` = (number of the plan in the proposal, ItemDraft.key) is that of the
    answer, `name` says which row it is."""

    key: tuple[int, int]
    name: str
    asked: AskedTags


Answers = Mapping[tuple[int, int], tuple[int, ...]]
"""Question.key → ids of the values chosen."""


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A node as read. `key` = its number in this import, `matched_id` = the PlanItem it is, or None = new."""

    key: int
    parent_key: int | None
    kind: ItemKind
    title: str
    mark: Mark
    where: str
    axis_value_id: int | None = None
    number: str = ""
    matched_id: int | None = None
    onto_initiative: bool = False
    """A line that is the present single row of its 取組, which must first be split into lines."""
    tags: tuple[TagsDraft, ...] = ()
    asked: AskedTags | None = None
    end_note: str = ""
    ended_year: int | None = None
    below_note: str = ""
    named: str = ""
    """What the sheet calls a 項目, also where that is the name of its axis value."""


SlotKey = tuple[int, str, int | None]
"""(ItemDraft.key, field, start year or None)."""


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """A value as read. `shared_with` = the slot that holds the text.

    `outcome`: add = will be written · same = stands there already · conflict = something else stands there.
    """

    item_key: int
    field: str
    year: int | None
    state: EntryState
    text: str
    where: str
    shared_with: SlotKey | None = None
    outcome: Literal["add", "same", "conflict"] = "add"
    item_id: int | None = None
    """The PlanItem whose field it is, None = that of the item that will be made."""
    alternatives: tuple[str, ...] = ()
    """The fields of a column that shows the first of them that is filled; the plan that is there settles `field`."""

    instead_of: tuple[int, ...] = ()
    """Further 実施行 whose texts stood in the same cell: where the sheet's text is taken, theirs are no more."""

    rich: str = ""
    """The text with what is bold in the sheet (`model.inline`), "" = nothing is."""

    @property
    def marked(self) -> str:
        """What is to be stored: with what is bold, as long as the words are those of the sheet."""
        return self.rich if plain(self.rich) == self.text else self.text

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field in which it might stand."""
        return self.alternatives or (self.field,)

    @property
    def slot(self) -> SlotKey:
        """Where it stands."""
        return self.item_key, self.field, self.year


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that differs from the present one, which stays unless the clerk says otherwise.

    `id` = PlanItem.id (Document.id for `document.…`, Plan.id for `plan.…` fields), `field` = field key, `#title`,
    `#mark`, or those dotted names; `year` = start year or None; `mine`/`theirs` as shown in the cell.
    """

    where: str
    id: int
    field: str
    year: int | None
    mine: str
    theirs: str
    item: str = ""
    """The 取組's name, for showing."""
    default: Choice = "mine"
    """What the window proposes: "theirs" where only the exported sheet was edited, and not the record."""
    name: str = ""
    """What the field is called, where it is the municipality's own."""

    @property
    def key(self) -> tuple[int, str, int | None]:
        """Key of the clerk's choice."""
        return self.id, self.field, self.year


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """The 資料 this makes. `matched_id` = an existing Document, or None = new."""

    form: str
    title: str
    fiscal_year: int
    actual_years: tuple[int, ...]
    number: str = ""
    lead: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    draft: bool = False
    legend: str = ""
    continues: str = ""
    header_notes: Mapping[str, str] = field(default_factory=dict)
    matched_id: int | None = None
    fill: Mapping[str, Any] = field(default_factory=dict)
    """Attributes of the matched Document that will be filled."""


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """The plan and its 資料, with everything in it. `matched_id` = an existing Plan, or None = new. `open_years` = the
    年度 of its columns that follow from the 資料 or the form, in which nothing is written: they say nothing of the
    plan's own years."""

    title: str
    first_year: int
    last_year: int
    due: str
    document: DocumentDraft
    items: tuple[ItemDraft, ...]
    entries: tuple[EntryDraft, ...]
    conflicts: tuple[Conflict, ...] = ()
    matched_id: int | None = None
    fill: Mapping[str, Any] = field(default_factory=dict)
    open_years: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class AxisValueDraft:
    """A value of a city's own axis that is not there yet: `id` < 0 stands for it in the drafts. Else one that is there
    and has this heading from now on."""

    id: int
    axis: str
    number: str
    sentence: str
    heading: str = ""

    @property
    def title(self) -> str:
        """Sign and words, for showing."""
        return f"{self.number}\u3000{self.heading or self.sentence}".strip("\u3000")


@dataclass(frozen=True)
class ImportProposal:
    """All that would be done. Nothing is written before `apply`.

    `form` the form of all sheets, "" where they differ, `sheets` how each recognised sheet was read, `targets`
    what the columns of any may be set to, `plans` what is made of it, `account` the fate of every non-empty cell,
    `not_taken` those that are left out, `remarks` what the clerk should know of cells that are taken (formulas,
    hidden rows, joined texts), `fields` those of the plan by key.
    """

    form: str
    sheets: tuple[SheetReading, ...]
    targets: tuple[Target, ...]
    plans: tuple[PlanDraft, ...]
    account: Mapping[CellPlace, Fate]
    not_taken: tuple[Listed, ...]
    remarks: tuple[Listed, ...] = ()
    axis_values: tuple[AxisValueDraft, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=standard_fields)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Of all plans."""
        return tuple(conflict for plan in self.plans for conflict in plan.conflicts)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What only the clerk can say; without an answer it stays 未入力."""
        found = []
        for number, plan in enumerate(self.plans):
            items = {item.key: item for item in plan.items}
            for item in plan.items:
                if item.asked is not None:
                    above = items.get(item.parent_key or 0)
                    found.append(Question((number, item.key), item.title or (above.named if above else ""), item.asked))
        return tuple(found)

    @property
    def counts(self) -> Counter[str]:
        """Entries by outcome (`add`, `same`, `conflict`), new items as `new_items`, cells as `taken`, `not_taken`."""
        found: Counter[str] = Counter(entry.outcome for plan in self.plans for entry in plan.entries)
        found["new_items"] = sum(item.matched_id is None for plan in self.plans for item in plan.items)
        found["taken"] = self.taken
        found["not_taken"] = len(self.not_taken)
        return found

    @property
    def taken(self) -> int:
        """Cells whose contents are or will be in the records (headings, and cells in conflict, are not counted)."""
        differing = {conflict.where for conflict in self.conflicts}
        return sum(fate in KEPT and cell_name(place) not in differing for place, fate in self.account.items())


@dataclass(frozen=True, slots=True)
class Created:
    """Something new. `kind`: plan, document or axis_value."""

    id: int
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was done. `taken` = cells now in the records; `changed` = records written (0 = nothing changed)."""

    taken: int
    not_taken: tuple[Listed, ...]
    conflicts: tuple[Conflict, ...]
    created: tuple[Created, ...]
    changed: int = 0
    asked: tuple[Listed, ...] = ()
    """What the sheet does not tell and nobody has answered."""

    def to_json(self) -> dict[str, Any]:
        """The object that `import --json` prints (DESIGN 7); "asked" only where something is left open."""
        asked = [{"where": row.where, "text": row.text, "why": row.why} for row in self.asked]
        return {
            "taken": self.taken,
            "not_taken": [{"where": row.where, "text": row.text, "why": row.why} for row in self.not_taken],
            "conflicts": [
                {
                    "where": row.where,
                    "id": row.id,
                    "field": row.field,
                    "year": row.year,
                    "mine": row.mine,
                    "theirs": row.theirs,
                }
                for row in self.conflicts
            ],
            "created": [{"id": row.id, "kind": row.kind, "title": row.title} for row in self.created],
            **({"asked": asked} if asked else {}),
        }


def dry_report(proposal: ImportProposal) -> ImportReport:
    """What `apply` would report, for `--dry-run`: what would be created has id 0."""
    created = [Created(0, "axis_value", value.title) for value in proposal.axis_values if value.id < 0]
    for plan in proposal.plans:
        if plan.matched_id is None:
            created.append(Created(0, "plan", plan.title))
        if plan.document.matched_id is None:
            created.append(Created(0, "document", plan.document.title))
    asked = open_questions(proposal, {})
    return ImportReport(proposal.taken, proposal.not_taken, proposal.conflicts, tuple(created), asked=asked)


def open_questions(proposal: ImportProposal, answers: Answers) -> tuple[Listed, ...]:
    """The questions without an answer, as sentences."""
    names = {axis.key: axis.name for axis in standard_axes()}
    return tuple(
        Listed(
            question.asked.where,
            question.name,
            f"{names.get(question.asked.axis, '分類')}のどれに当たるかは、表からは分かりません。未入力のままにします。",
        )
        for question in proposal.questions
        if question.key not in answers
    )


def column_letter(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(place: CellPlace) -> str:
    """`シート!A1`."""
    sheet, row, column = place
    return f"{sheet}!{column_letter(column)}{row}"
