"""A plan as read against the plan that is there (DESIGN 7).

Which rows are the same is settled in `pairing.py`. What is there is never overwritten: blanks are filled,
differing values become conflicts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.known_rows import known_ids, own_digits, own_indents, place_of
from zaitaku_desktop.exchange.labels import name_key, without_period
from zaitaku_desktop.exchange.matching_document import DocumentMatcher, proposed
from zaitaku_desktop.exchange.pairing import Pairing, number_key
from zaitaku_desktop.exchange.present import Rolled, resolved, rolled, same_words, stored_words
from zaitaku_desktop.exchange.proposal import (
    Conflict,
    EntryDraft,
    ItemDraft,
    PlanDraft,
    SlotKey,
)
from zaitaku_desktop.exchange.round_trip import Stamp
from zaitaku_desktop.forms.cells import BELOW_NOTE, END_NOTE, MARK, MARK_WORDS, TITLE, show_state, tags_field
from zaitaku_desktop.forms.grid_rows import item_title
from zaitaku_desktop.forms.points import as_stored
from zaitaku_desktop.model.plan import EntryState, ItemKind, Mark
from zaitaku_desktop.model.snapshot import DocumentRow, EntryRow, ItemRow, PlanSnapshot

ITEM_NUMBER = "#number"


def match_plan(
    draft: PlanDraft,
    plans: Iterable[PlanSnapshot],
    documents: Iterable[DocumentRow],
    sheet: str,
    stamp: Stamp | None = None,
    mark: str = "",
) -> PlanDraft:
    """The draft with what exists already marked. `sheet` = where plan-wide conflicts are said to stand.

    `stamp` = what our own export remembers, None for any other workbook. `mark` = that of the points in which the
    form has the texts of several rows.
    """
    there = list(plans)
    snapshot = next((plan for plan in there if stamp is not None and plan.plan.id == stamp.plan_id), None)
    if snapshot is None:
        snapshot, stamp = same_plan(draft, there), None
    return draft if snapshot is None else _Matcher(draft, snapshot, documents, sheet, stamp, mark).result()


def same_plan(draft: PlanDraft, plans: Iterable[PlanSnapshot]) -> PlanSnapshot | None:
    """The plan this is: overlapping period and the same title, or most 取組 the same."""
    best: tuple[tuple[bool, bool, float], PlanSnapshot] | None = None
    names = Counter(name_key(item.title) for item in draft.items if item.kind is ItemKind.INITIATIVE and item.title)
    for snapshot in plans:
        first, last = snapshot.plan.first_year.start, snapshot.plan.last_year.start
        if draft.first_year > last or draft.last_year < first:
            continue
        there = Counter(name_key(item.title) for item in snapshot.items.values() if item.kind is ItemKind.INITIATIVE)
        common = sum((names & there).values())
        titled = name_key(without_period(snapshot.plan.title)) == name_key(draft.title)
        share = common / max(1, names.total())
        if titled or (share >= 0.5 and common >= 3):
            rank = titled, (first, last) == (draft.first_year, draft.last_year), share
            if best is None or rank > best[0]:
                best = rank, snapshot
    return None if best is None else best[1]


class _Matcher:
    def __init__(
        self,
        draft: PlanDraft,
        snapshot: PlanSnapshot,
        documents: Iterable[DocumentRow],
        sheet: str,
        stamp: Stamp | None = None,
        mark: str = "",
    ) -> None:
        self.stamp = stamp
        self.mark = mark
        self.draft = draft
        self.snapshot = snapshot
        self.documents = list(documents)
        self.sheet = sheet
        self.pairs = Pairing(draft, snapshot, known_ids(draft, snapshot, stamp)).settle()
        self.conflicts: list[Conflict] = []
        self._reported: set[tuple[str, int]] = set()  # (cell, holder of the present text)

    def result(self) -> PlanDraft:
        ids, onto = self.pairs.ids, self.pairs.onto
        items = tuple(
            self._unasked(replace(self._unsigned(item), matched_id=ids.get(item.key), onto_initiative=item.key in onto))
            for item in self.draft.items
        )
        for item in items:
            if item.matched_id is not None and item.kind is not ItemKind.LINE:
                self._compare_item(item, self.snapshot.items[item.matched_id])
        fill = self._plan_fill()
        entries = tuple(found for entry in self._settled_fields() for found in self._compare_entry(entry))
        document, told = DocumentMatcher(
            self.draft.document, self.snapshot.plan.id, self.documents, self.sheet, self.stamp, self._as_stored
        ).result(entries)
        self.conflicts += told
        return replace(
            self.draft,
            matched_id=self.snapshot.plan.id,
            items=items,
            entries=entries,
            document=document,
            fill=fill,
            conflicts=tuple(dict.fromkeys(self.conflicts)),
        )

    def _unasked(self, item: ItemDraft) -> ItemDraft:
        """The item without a question to which the plan has the answer, or which our own export does not leave open."""
        if item.asked is None or item.matched_id is None:
            return item
        there = self.snapshot.tagged(self.snapshot.items[item.matched_id], item.asked.axis)
        return replace(item, asked=None) if there or self._untouched(item.asked.where) else item

    def _unsigned(self, item: ItemDraft) -> ItemDraft:
        """The lone sign of a point (①) is no No. of a 取組 that is there."""
        lone = len(item.number) == 1 and not item.number.isdecimal()
        there = self.snapshot.items.get(self.pairs.ids.get(item.key, 0)) if lone else None
        return item if there is None or there.number == item.number else replace(item, number="")

    def _untouched(self, where: str) -> bool:
        """Whether a cell of our own export still says what was written."""
        return self.stamp is not None and self.stamp.unchanged(where)

    @property
    def _printed(self) -> bool:
        """Whether it is our own sheet for print, in which something stands as only print gives it."""
        return self.stamp is not None and self.stamp.kind == "print"

    def _as_stored(self, mine: str, theirs: str) -> str:
        """`theirs`; from a printed sheet without what only print gave it: widths of digits, blanks before a line."""
        if not self._printed:
            return theirs
        return own_digits(mine, own_indents(mine, theirs))

    def _compare_item(self, item: ItemDraft, row: ItemRow) -> None:
        shown = item_title(self.snapshot, row)  # a 項目 that is a value of an axis shows that one's name
        title = self._as_stored(shown, item.title)
        own = bool(row.title) or (item.axis_value_id is None and not self._names(row, title))
        alike = (title, f"{title}{item.end_note}", f"{title}\n{item.end_note}")
        if title and shown and own and not any(same_words(shown, words) for words in alike):
            self._conflict(item.where, row.id, TITLE, None, shown, title)
        if item.mark is not Mark.NONE and row.mark is not Mark.NONE and item.mark is not row.mark:
            self._conflict(item.where, row.id, MARK, None, _mark_word(row.mark), _mark_word(item.mark))
        if item.number and row.number and number_key(item.number) != number_key(row.number):
            place = place_of(item.where)
            edited = "" if self.stamp is None or place is None else self.stamp.number_cell(*place[:2])
            number = self._as_stored(row.number, item.number)
            self._conflict(edited or item.where, row.id, ITEM_NUMBER, None, row.number, number)
        if item.end_note and row.end_note and name_key(item.end_note) != name_key(row.end_note):
            self._conflict(item.where, row.id, END_NOTE, None, row.end_note, item.end_note)
        if item.below_note and row.below_note and name_key(item.below_note) != name_key(row.below_note):
            self._conflict(item.where, row.id, BELOW_NOTE, None, row.below_note, item.below_note)
        for tags in item.tags:
            there = self.snapshot.tagged(row, tags.axis)
            if there and {value.id for value in there} != set(tags.values):
                theirs = (self.snapshot.axis_values[value_id].label for value_id in tags.values)
                mine = "\n".join(value.label for value in there)
                self._conflict(tags.where, row.id, tags_field(tags.axis), None, mine, "\n".join(theirs))

    def _names(self, row: ItemRow, title: str) -> bool:
        """Whether those words are the name of the axis value that a 項目 is."""
        value = None if row.axis_value_id is None else self.snapshot.axis_values.get(row.axis_value_id)
        return value is not None and name_key(title) in (name_key(value.heading), name_key(value.label))

    # --- values

    def _settled_fields(self) -> Iterator[EntryDraft]:
        """The entries; of a column that shows the first of several fields in the one that the 取組 has."""
        chosen: dict[SlotKey, str] = {}
        uses_first = {name for _, name, _ in self.snapshot.entries}
        for entry in self.draft.entries:
            if not entry.alternatives:
                yield entry
                continue
            name = chosen[entry.slot] = self._field_of(entry, uses_first)
            shared = entry.shared_with
            if shared is not None:
                shared = (shared[0], name, shared[2]) if chosen.get(shared) == name else None
            yield replace(entry, field=name, shared_with=shared)

    def _field_of(self, entry: EntryDraft, in_plan: set[str]) -> str:
        """That which is filled there, else the one the 取組 has in other years; a new 取組 does as its plan."""
        first, *_, last = entry.alternatives
        initiative = self.pairs.ids.get(entry.item_key)
        if initiative is None:
            return first if first in in_plan else last
        rows = [row.id for row in self._rows(initiative)]
        for name in entry.alternatives:
            if any(self.snapshot.entry(row, name, entry.year) is not None for row in rows):
                return name
        return next(
            (name for name in entry.alternatives for row in rows if name in self.snapshot.fields_in_use(row)), last
        )

    def _rows(self, item_id: int) -> list[ItemRow]:
        item = self.snapshot.items[item_id]
        return self.snapshot.row_items(item) if item.kind is ItemKind.INITIATIVE else [item]

    def target_id(self, entry: EntryDraft) -> int | None:
        """The PlanItem an entry belongs to, None = an item yet to be made."""
        if self._is_rolled(entry):
            return self._lines(entry)[0]
        return self.pairs.ids.get(entry.item_key)

    def _is_rolled(self, entry: EntryDraft) -> bool:
        """Whether the sheet has in one cell what stands in several 実施行 here."""
        field = self.snapshot.fields.get(entry.field)
        if field is not None and field.level != "line":
            return False
        return entry.item_key in self.pairs.redirect or len(self._written_lines(entry)) > 1

    def _written_lines(self, entry: EntryDraft) -> list[int]:
        """The 実施行 from which the row of our own export was written, of one 取組 or of several."""
        place = place_of(entry.where)
        ids = None if self.stamp is None or place is None else self.stamp.row(*place[:2])
        return [] if ids is None else [line for line in ids.lines if line in self.snapshot.items]

    def _lines(self, entry: EntryDraft) -> list[int]:
        """The 実施行 of which the sheet has one cell; that which is likest first, where there is one."""
        written = self._written_lines(entry)
        if len(written) > 1:
            return written
        first = self.pairs.redirect[entry.item_key]
        rows = [row.id for row in self._rows(self.pairs.ids[entry.item_key])]
        return [first, *(row for row in rows if row != first)]

    def _compare_entry(self, entry: EntryDraft) -> list[EntryDraft]:
        """The entry with what came of it; of a cell of several 実施行 one for each that the sheet has otherwise."""
        item_id = self.target_id(entry)
        if self._untouched(entry.where):
            return [replace(entry, outcome="same", item_id=item_id)]
        outside = entry.year is not None and self._is_outside(entry.year)
        if entry.year is not None and (outside or self._is_closed(item_id, entry.year)):
            if entry.state is EntryState.NONE and not outside:
                return [replace(entry, outcome="same", item_id=item_id)]
            self._conflict(entry.where, item_id or 0, entry.field, entry.year, "", show_state(entry.state, entry.text))
            return [replace(entry, outcome="conflict", item_id=item_id)]
        return self._compare_rolled(entry) if self._is_rolled(entry) else [self._compare_with(item_id, entry)]

    def _compare_rolled(self, entry: EntryDraft) -> list[EntryDraft]:
        """One cell against what several 実施行 say."""
        lines, mark = self._lines(entry), self.mark if len(self._lines(entry)) > 1 else ""
        in_order = lines if self._written_lines(entry) else sorted(lines, key=list(self.snapshot.items).index)
        there = rolled(self.snapshot, in_order, *entry.slot[1:], mark)
        entry = replace(entry, text=self._as_stored(there.text, entry.text))
        if there.says(show_state(entry.state, entry.text)) or self._all_go_on(entry, lines):
            return [replace(entry, outcome="same", item_id=lines[0])]
        changes = there.changes(entry.text) if entry.state is EntryState.TEXT and there.parts else None
        if changes:
            return [
                self._compare_with(line, replace(entry, text=words), part=bool(mark))
                for line, words in self._stored(changes, entry, mark)
            ]
        if len(there.parts) > 1:
            return [self._compare_together(there, entry)]
        return [self._compare_with(there.parts[0][0] if there.parts else lines[0], entry)]

    def _stored(self, changes: Iterable[tuple[int, str]], entry: EntryDraft, mark: str) -> Iterator[tuple[int, str]]:
        for line, words in changes:
            yield line, stored_words(self.snapshot, line, entry.field, entry.year, words, mark)

    def _all_go_on(self, entry: EntryDraft, lines: Iterable[int]) -> bool:
        """Whether the sheet says 継続 for several 実施行, and each of them does."""
        found = (self.snapshot.entry(line, entry.field, entry.year) for line in lines)
        there = {(one.state, one.text) for one in found if one is not None}
        return entry.state is EntryState.CONTINUES and there == {(entry.state, entry.text)}

    def _compare_together(self, there: Rolled, entry: EntryDraft) -> EntryDraft:
        """The texts of several 実施行 against one that is made of no single one of them."""
        (first, _), *others = there.parts
        theirs = show_state(entry.state, entry.text)
        self._conflict(entry.where, first, entry.field, entry.year, there.text, theirs)
        return replace(entry, outcome="conflict", item_id=first, instead_of=tuple(line for line, _ in others))

    def _is_outside(self, year: int) -> bool:
        return not self.snapshot.plan.first_year.start <= year <= self.snapshot.plan.last_year.start

    def _is_closed(self, item_id: int | None, year: int) -> bool:
        """Whether the 取組 had ended by then and nothing is written there all the same."""
        item = None if item_id is None else self.snapshot.items[item_id]
        initiative = None if item is None else self.snapshot.ancestor(item, ItemKind.INITIATIVE)
        if item is None or initiative is None or initiative.ended_year is None or year <= initiative.ended_year:
            return False
        return not any((item.id, name, year) in self.snapshot.entries for name in self.snapshot.fields)

    def _compare_with(self, item_id: int | None, entry: EntryDraft, *, part: bool = False) -> EntryDraft:
        """`part` = the entry is what one of several says in a cell, as far as it is known which."""
        there = None if item_id is None else self.snapshot.entry(item_id, entry.field, entry.year)
        if item_id is None or there is None:
            return replace(entry, item_id=item_id)
        entry = replace(entry, text=self._as_stored(there.text, entry.text))
        if self.mark and not part and there.state is EntryState.TEXT and self._printed:
            entry = replace(entry, text=as_stored(entry.text, there.text, self.mark))
        if self._same_value(item_id, entry, there):
            return replace(entry, outcome="same", item_id=item_id)
        if (entry.where, there.id) not in self._reported:  # once for all who share the text
            self._reported.add((entry.where, there.id))
            theirs = show_state(entry.state, entry.text)
            self._conflict(entry.where, item_id, entry.field, entry.year, _shown(there), theirs, part=part)
        return replace(entry, outcome="conflict", item_id=item_id)

    def _same_value(self, item_id: int, entry: EntryDraft, there: EntryRow) -> bool:
        if there.state is entry.state and same_words(there.text, entry.text):
            return True
        if entry.year is None:
            return False
        if there.state is EntryState.CONTINUES and entry.state is not EntryState.CONTINUES:
            words = show_state(entry.state, entry.text)
            return same_words(resolved(self.snapshot, item_id, entry.field, entry.year), words)
        if entry.state is EntryState.CONTINUES and not entry.text and there.state is EntryState.TEXT:
            before = self.snapshot.resolve(item_id, entry.field, entry.year - 1)
            return before is not None and same_words(before.text, there.text)
        return False

    def _conflict(
        self, where: str, row_id: int, field: str, year: int | None, mine: str, theirs: str, *, part: bool = False
    ) -> None:
        row = self.snapshot.items.get(row_id)
        initiative = None if row is None else self.snapshot.ancestor(row, ItemKind.INITIATIVE) or row
        name = "" if initiative is None or "." in field else item_title(self.snapshot, initiative)
        alone = self.stamp is not None and self.stamp.theirs_alone(where, (row_id, field, year), mine, part=part)
        own = self.snapshot.fields[field].name if field in self.snapshot.fields else ""
        self.conflicts.append(Conflict(where, row_id, field, year, mine, theirs, name, proposed(alone), own))

    # --- the plan as a whole

    def _plan_fill(self) -> dict[str, Any]:
        plan = self.snapshot.plan
        fill: dict[str, Any] = {}
        if self.draft.due and not plan.due:
            fill["due"] = self.draft.due
        elif self.draft.due and self.draft.due != plan.due:
            self._conflict(self.sheet, plan.id, "plan.due", None, plan.due, self.draft.due)
        said = [y for y in range(self.draft.first_year, self.draft.last_year + 1) if y not in self.draft.open_years]
        first, last = (said[0], said[-1]) if said else (plan.first_year.start, plan.last_year.start)
        for name, mine, theirs, wider in (
            ("first_year", plan.first_year, first, first < plan.first_year.start),
            ("last_year", plan.last_year, last, last > plan.last_year.start),
        ):
            if wider:
                self._conflict(self.sheet, plan.id, f"plan.{name}", None, mine.long, FiscalYear(theirs).long)
        return fill


def _mark_word(mark: Mark) -> str:
    return next((word for word, value in MARK_WORDS.items() if value is mark), "")


def _shown(entry: EntryRow) -> str:
    return show_state(entry.state, entry.text)
