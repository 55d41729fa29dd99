"""Writes a proposal: called inside `Workspace.perform`, so that the whole import is one transaction and one undo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.exchange.conflict_words import note_words, stays_open
from zaitaku_desktop.exchange.document_writer import DocumentWriter, Report, gone, next_position
from zaitaku_desktop.exchange.matching import ITEM_NUMBER
from zaitaku_desktop.exchange.own_values import make_values, with_values
from zaitaku_desktop.exchange.present import tidy
from zaitaku_desktop.exchange.proposal import (
    KEPT,
    Answers,
    Choice,
    Conflict,
    Created,
    EntryDraft,
    ImportProposal,
    ImportReport,
    ItemDraft,
    PlanDraft,
    SlotKey,
    cell_name,
    open_questions,
)
from zaitaku_desktop.exchange.stamp import mark_word
from zaitaku_desktop.exchange.tag_writer import TagWriter, answered
from zaitaku_desktop.forms.cells import BELOW_NOTE, END_NOTE, MARK, MARK_WORDS, TITLE, show_state, tag_axis
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.document import Document
from zaitaku_desktop.model.plan import Entry, EntryState, ItemKind, Mark, Plan, PlanItem
from zaitaku_desktop.model.snapshot import RELISTED
from zaitaku_desktop.model.vocabulary import AxisValue
from zaitaku_desktop.operations import plan_tags
from zaitaku_desktop.operations.entries import carrier, drop, item_of, line_fields
from zaitaku_desktop.operations.plan_cells import share_with, unshare
from zaitaku_desktop.operations.relisting import name_point

ConflictKey = tuple[int, str, int | None]


def apply(
    session: Session,
    proposal: ImportProposal,
    choices: Mapping[ConflictKey, Choice] | None = None,
    answers: Answers | None = None,
) -> ImportReport:
    """Write what is new; of the conflicts those for which `choices` (by `Conflict.key`) says so; to what the sheet
    leaves open the `answers`, where there are any.

    A value that came to stand somewhere after the proposal was made is not overwritten either: it is reported
    as a conflict. KnownError if a matched plan or 取組 is gone. The caller has made a backup.
    """
    chosen = dict(choices or {})
    made, created = make_values(session, proposal.axis_values)
    report = Report(created, changed=len(proposal.axis_values))
    for number, plan in enumerate(proposal.plans):
        said = {key: values for (at, key), values in (answers or {}).items() if at == number}
        _PlanWriter(session, with_values(answered(plan, said), made), chosen, report).write()
    session.flush()
    open_conflicts = tuple(
        dict.fromkeys((*(c for c in proposal.conflicts if stays_open(c, chosen)), *report.conflicts))
    )
    differing = {conflict.where for conflict in open_conflicts}
    taken = sum(fate in KEPT and cell_name(place) not in differing for place, fate in proposal.account.items())
    asked = open_questions(proposal, answers or {})
    return ImportReport(taken, proposal.not_taken, open_conflicts, tuple(report.created), report.changed, asked)


class _PlanWriter:
    def __init__(
        self, session: Session, draft: PlanDraft, choices: Mapping[ConflictKey, Choice], report: Report
    ) -> None:
        self.session = session
        self.draft = draft
        self.choices = choices
        self.report = report
        self.items: dict[int, PlanItem] = {}  # ItemDraft.key → record
        self.present: dict[tuple[int, str, int | None], Entry] = {}
        self.entries: dict[int, Entry] = {}
        self._by_cell: dict[tuple[str, str, int | None], list[EntryDraft]] = {}
        for entry in draft.entries:
            self._by_cell.setdefault((entry.where, entry.field, entry.year), []).append(entry)

    def write(self) -> None:
        plan = self._plan()
        self._load_present(plan.id)
        for kind in (ItemKind.GROUP, ItemKind.INITIATIVE, ItemKind.LINE):
            self._make_items(plan.id, kind)
        tags = TagWriter(self.session, plan.id)
        for item in self.draft.items:
            self.report.changed += tags.write(self.items[item.key], item) if item.tags else 0
        self._write_entries()
        for item in self.draft.items:
            if item.matched_id is None and item.title.endswith(RELISTED):
                name_point(self.session, self.items[item.key], item.title)
        documents = DocumentWriter(self.session, self.draft.document, self.report)
        document = documents.write(plan.id)
        for conflict in self.draft.conflicts:
            choice = self.choices.get(conflict.key, "mine")
            if choice != "mine":
                self._settle(conflict, choice, plan, documents, document)

    def _set(self, record: Any, name: str, value: Any) -> None:
        self.report.set(record, name, value)

    def _add(self, *records: Any) -> None:
        self.session.add_all(records)
        self.report.changed += len(records)

    # --- plan and 資料

    def _plan(self) -> Plan:
        draft = self.draft
        if draft.matched_id is not None:
            plan = self.session.get(Plan, draft.matched_id)
            if plan is None:
                raise gone()
            for name, value in draft.fill.items():
                if not getattr(plan, name):
                    self._set(plan, name, value)
            return plan
        made = Plan(
            title=draft.title,
            first_year=draft.first_year,
            last_year=draft.last_year,
            due=draft.due,
            position=next_position(self.session, Plan),
        )
        self._add(made)
        self.session.flush()
        self.report.created.append(Created(made.id, "plan", made.title))
        return made

    # --- items

    def _load_present(self, plan_id: int) -> None:
        rows = self.session.scalars(
            select(Entry).join(PlanItem, PlanItem.id == Entry.item_id).where(PlanItem.plan_id == plan_id)
        )
        for entry in rows:
            self.present[entry.item_id, entry.field, entry.year] = entry
            self.entries[entry.id] = entry

    def _make_items(self, plan_id: int, kind: ItemKind) -> None:
        drafts = [item for item in self.draft.items if item.kind is kind]
        for item in drafts:
            if item.matched_id is not None and not item.onto_initiative:
                self.items[item.key] = self._matched(item)
        by_parent: dict[int | None, list[ItemDraft]] = {}
        for item in drafts:
            parent = None if item.parent_key is None else self.items[item.parent_key].id
            by_parent.setdefault(parent, []).append(item)
        for parent, members in by_parent.items():
            self._make_children(plan_id, parent, members)
        self.session.flush()
        for item in drafts:
            if item.onto_initiative and item.parent_key is not None:
                self._move_row(self.items[item.parent_key], self.items[item.key])

    def _matched(self, item: ItemDraft) -> PlanItem:
        record = None if item.matched_id is None else self.session.get(PlanItem, item.matched_id)
        if record is None:
            raise gone()
        named_elsewhere = (item.axis_value_id or record.axis_value_id or record.relisted_from_id) is not None
        for name, value in (
            ("mark", item.mark.value),
            ("number", item.number),
            ("end_note", item.end_note),
            ("below_note", item.below_note),
            ("axis_value_id", item.axis_value_id),
            ("title", "" if named_elsewhere else item.title),
        ):
            if value and not getattr(record, name):
                self._set(record, name, value)
        return record

    def _make_children(self, plan_id: int, parent: int | None, members: Iterable[ItemDraft]) -> None:
        """New siblings come after the one that stands before them in the sheet."""
        order = list(
            self.session.scalars(
                select(PlanItem)
                .where(
                    PlanItem.plan_id == plan_id,
                    PlanItem.parent_id.is_(parent) if parent is None else PlanItem.parent_id == parent,
                )
                .order_by(PlanItem.position, PlanItem.id)
            )
        )
        after = 0
        for item in members:
            if item.key in self.items:
                record = self.items[item.key]
                after = order.index(record) + 1 if record in order else after
                continue
            made = PlanItem(
                plan_id=plan_id,
                parent_id=parent,
                kind=item.kind.value,
                number=item.number,
                title=item.title,
                mark=item.mark.value,
                axis_value_id=item.axis_value_id,
                ended_year=item.ended_year,
                end_note=item.end_note,
                below_note=item.below_note,
                position=after,
            )
            self._add(made)
            order.insert(after, made)
            after += 1
            self.items[item.key] = made
        for position, record in enumerate(order):
            if record.position != position:
                record.position = position

    def _move_row(self, initiative: PlanItem, line: PlanItem) -> None:
        """The 取組 is split: what its one row held goes to that line (model/plan.py says where fields stand)."""
        own = line_fields(self.session)
        for (item_id, key, year), entry in list(self.present.items()):
            if item_id == initiative.id and key in own:
                del self.present[item_id, key, year]
                self._set(entry, "item_id", line.id)
                self.present[line.id, key, year] = entry

    # --- values

    def _item_id(self, entry: EntryDraft) -> int:
        record = self.items[entry.item_key]
        if entry.item_id is not None and record.kind == ItemKind.INITIATIVE.value:
            return entry.item_id  # may be one of its lines
        return record.id

    def _write_entries(self) -> None:
        ids: dict[SlotKey, int] = {entry.slot: self._item_id(entry) for entry in self.draft.entries}
        wanted = [entry for entry in self.draft.entries if entry.outcome == "add"]
        holders = [entry for entry in wanted if entry.shared_with is None]
        for entry in holders:
            self._write(entry, ids[entry.slot], None)
        self.session.flush()
        instead: dict[SlotKey, SlotKey] = {}
        for entry in wanted:
            if entry.shared_with is None:
                continue
            slot = instead.get(entry.shared_with, entry.shared_with)
            holder = self._holder(self.present.get((ids[slot], entry.field, entry.year)))
            if holder is not None and (holder.state, inline.plain(holder.text)) == (entry.state.value, entry.text):
                self._write(entry, ids[entry.slot], holder.id)
            else:  # what the holder has is another text, which stays: this one stands for itself and the others
                self._write(entry, ids[entry.slot], None)
                self.session.flush()
                instead[entry.shared_with] = entry.slot

    def _holder(self, entry: Entry | None) -> Entry | None:
        if entry is None or entry.shared_from_id is None:
            return entry
        return self.session.get(Entry, entry.shared_from_id)

    def _write(self, entry: EntryDraft, item_id: int, holder_id: int | None) -> None:
        key = (item_id, entry.field, entry.year)
        if key in self.present:
            there = self._holder(self.present[key])
            mine = "" if there is None else _shown(there)
            theirs = show_state(entry.state, entry.text)
            if mine != theirs:
                self.report.conflicts.append(
                    Conflict(
                        entry.where, item_id, entry.field, entry.year, mine, theirs, self.items[entry.item_key].title
                    )
                )
            return
        made = Entry(
            item_id=item_id,
            field=entry.field,
            year=entry.year,
            state=entry.state.value if holder_id is None else EntryState.TEXT.value,
            text=entry.marked if holder_id is None else "",
            shared_from_id=holder_id,
        )
        self._add(made)
        self.present[key] = made

    # --- conflicts the clerk has decided

    def _settle(
        self, conflict: Conflict, choice: Choice, plan: Plan, documents: DocumentWriter, document: Document
    ) -> None:
        owner, _, name = conflict.field.rpartition(".")
        if owner == "plan":
            if choice == "theirs":
                value = self.draft.due if name == "due" else getattr(self.draft, name)
                self._set(plan, name, value)
            return
        if owner == "document":
            documents.settle(document, name, choice)
            return
        if owner == "axis":
            if choice == "theirs":
                self._set(self.session.get_one(AxisValue, conflict.id), name, conflict.theirs)
            return
        if choice == "both":
            self._note(conflict)
            return
        record = self.session.get(PlanItem, conflict.id)
        if axis := tag_axis(conflict.field):
            plan_tags.set_axis_tags(self.session, item_of(self.session, conflict.id), axis, conflict.theirs)
            self.report.changed += 1
            return
        if conflict.field in (TITLE, MARK, ITEM_NUMBER, END_NOTE, BELOW_NOTE):
            if record is None:
                raise gone()
            value = MARK_WORDS[conflict.theirs].value if conflict.field == MARK else conflict.theirs
            name = conflict.field.lstrip("#")
            now = getattr(record, name)
            if not now or self._still_says(conflict, mark_word(Mark(now)) if conflict.field == MARK else now):
                self._set(record, name, value)
            return
        self._overwrite(conflict)

    def _overwrite(self, conflict: Conflict) -> None:
        at = conflict.where, conflict.field, conflict.year
        cell = {self._item_id(entry): entry for entry in self._by_cell.get(at, ())}
        for item_id, entry in cell.items():
            if entry.outcome != "conflict" or (conflict.id and conflict.id not in (entry.item_id, item_id)):
                continue
            there = self._holder(self.present.get((item_id, entry.field, entry.year)))
            if there is None:
                self._write(entry, item_id, None)
                continue
            now = _shown(there)
            if not (entry.instead_of and now in conflict.mine) and not self._still_says(conflict, now):
                continue
            if self._differ_elsewhere(there, entry, cell):
                there = self._part(there, entry, item_id, cell)
            self._set(there, "state", entry.state.value)
            if inline.plain(there.text) != entry.text:  # the same words keep what is bold in them
                self._set(there, "text", entry.marked)
            for other in entry.instead_of:
                self._drop(other, *entry.slot[1:])

    def _still_says(self, conflict: Conflict, now: str) -> bool:
        """Whether there stands what the clerk decided about. What came to stand there since is asked anew."""
        same = tidy(now) in (tidy(conflict.mine), tidy(conflict.theirs))
        if not same:
            self.report.conflicts.append(replace(conflict, mine=now))
        return same

    def _drop(self, item_id: int, name: str, year: int | None) -> None:
        entry = self.present.pop((item_id, name, year), None)
        if entry is not None:
            drop(self.session, entry)
            self.report.changed += 1

    def _differ_elsewhere(self, holder: Entry, entry: EntryDraft, cell: Mapping[int, EntryDraft]) -> bool:
        """Whether the sheet has another text in a row that shares the present one: that row must not change."""
        sharing = self._sharing(holder) - cell.keys()
        return bool(sharing) and any(
            self._item_id(other) in sharing and (other.state, other.text) != (entry.state, entry.text)
            for other in self.draft.entries
            if other.slot[1:] == entry.slot[1:]
        )

    def _part(self, holder: Entry, entry: EntryDraft, item_id: int, cell: Mapping[int, EntryDraft]) -> Entry:
        """Take the rows of one cell of the sheet out of a wider sharing; they share among themselves."""
        key = entry.slot[1:]
        together = self._sharing(holder) & cell.keys() - {item_id}
        unshare(self.session, item_id, [key])
        for other in together:
            share_with(self.session, other, [key], item_id)
        return self.present[item_id, *key]

    def _sharing(self, holder: Entry) -> set[int]:
        sharers = self.session.scalars(select(Entry.item_id).where(Entry.shared_from_id == holder.id))
        return {holder.item_id, *sharers}

    def _note(self, conflict: Conflict) -> None:
        """Keep the present value, and the other one in 備考 of the row. A 項目 has none: its difference stays open."""
        item = item_of(self.session, conflict.id or self._made_at(conflict))
        if item.kind == ItemKind.GROUP.value:
            self.report.conflicts.append(conflict)
            return
        words = note_words(conflict)
        item_id = carrier(self.session, item, "note").id
        there = self._holder(self.present.get((item_id, "note", None)))
        if there is None:
            made = Entry(item_id=item_id, field="note", year=None, state=EntryState.TEXT.value, text=words)
            self._add(made)
            self.present[item_id, "note", None] = made
        elif words not in inline.plain(there.text):
            self._set(there, "text", f"{there.text}\n{words}" if there.text else words)
            self._set(there, "state", EntryState.TEXT.value)

    def _made_at(self, conflict: Conflict) -> int:
        """The row this import has made for a value that could not be written (a 年度 outside the plan)."""
        slot = conflict.where, conflict.field, conflict.year
        return next(self._item_id(entry) for entry in self.draft.entries if (entry.where, *entry.slot[1:]) == slot)


def _shown(entry: Entry) -> str:
    """The words of an entry, without 太字."""
    return inline.plain(show_state(EntryState(entry.state), entry.text))
