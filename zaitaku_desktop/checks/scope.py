"""What the rules look at: one plan, the 資料 made of it, and the faces they are printed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from zaitaku_desktop.base.fiscal_year import years_between
from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.forms.cells import BELOW_NOTE, END_NOTE, TITLE, Column
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid import build_columns
from zaitaku_desktop.forms.grid_rows import build_rows
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.snapshot import DocumentRow, EntryRow, PlanSnapshot
from zaitaku_desktop.typeset.fonts import Faces


@dataclass(frozen=True, slots=True)
class Fact:
    """A text and where it stands."""

    place: Place
    text: str


@dataclass(frozen=True)
class Scope:
    """One plan with its 資料, each with its form; `titles` = the forms by the id of the 資料."""

    snapshot: PlanSnapshot
    documents: Sequence[DocumentRow]
    forms: Mapping[int, Form]
    faces: Faces

    @cached_property
    def _entries(self) -> dict[int, list[EntryRow]]:
        found: dict[int, list[EntryRow]] = {}
        for entry in self.snapshot.entries.values():
            if entry.shared_from_id is None:
                found.setdefault(entry.item_id, []).append(entry)
        return found

    @cached_property
    def required(self) -> list[Column]:
        """The columns of all 資料 in which a blank is 未入力, each 年度 once."""
        plan = self.snapshot.plan
        years = years_between(plan.first_year, plan.last_year)
        found: dict[tuple[object, ...], Column] = {}
        for document in self.documents:
            if document.id not in self.forms:
                continue
            form = self.forms[document.id]
            if form.rows == "group" and not self._alone(form):
                continue  # there one filled cell is enough for all under a heading
            for column in build_columns(form, document, years, plan.due):
                if column.definition.required and (column.year is None or column.year in years):
                    found.setdefault((column.fields, column.year), column)
        return list(found.values())

    def _alone(self, form: Form) -> bool:
        """Whether each heading has one row, so that what is asked of the heading is asked of the row."""
        plan = self.snapshot.plan
        rows = build_rows(form, self.snapshot, years_between(plan.first_year, plan.last_year), rolled=True)
        return all(len(row.items) == 1 for row in rows)

    def facts_of(self, item_id: int) -> Iterator[Fact]:
        """Every text that stands on an item; what it shares stands at the holder."""
        item = self.snapshot.items[item_id]
        for field, words in ((TITLE, item.title), (END_NOTE, item.end_note), (BELOW_NOTE, item.below_note)):
            if words:
                yield Fact(Place(item_id, field), words)
        for entry in self._entries.get(item_id, ()):
            if entry.text:
                yield Fact(Place(item_id, entry.field, entry.year), inline.plain(entry.text))
            if entry.reason:
                yield Fact(Place(item_id, entry.field, entry.year, reason=True), entry.reason)

    @staticmethod
    def facts_of_document(document: DocumentRow) -> Iterator[Fact]:
        """Every text of a 資料 itself."""
        for field, words in (("title", document.title), ("legend", document.legend)):
            if words:
                yield Fact(Place(field=field, document_id=document.id), words)
        headings = tuple(document.header_notes.values())
        for field, parts in (("lead", document.lead), ("notes", document.notes), ("header_notes", headings)):
            for part, words in enumerate(parts):
                if words:
                    yield Fact(Place(field=field, document_id=document.id, part=part), words)
