"""A plan as read against the plan that is there (DESIGN 7).

取組 are matched by number, then by folded name within their 項目, then by name alone where it is unique, and at
last by their contents within the 項目 (a renamed 取組). 実施行 are matched in order by what stands in them.
What is there is never overwritten: blanks are filled, differing values become conflicts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.known_rows import known_ids, own_digits
from zaitaku_desktop.exchange.labels import name_key, similarity, without_period
from zaitaku_desktop.exchange.proposal import Choice, Conflict, DocumentDraft, EntryDraft, ItemDraft, PlanDraft
from zaitaku_desktop.exchange.round_trip import Stamp
from zaitaku_desktop.forms.cells import MARK, MARK_WORDS, TITLE, show_state
from zaitaku_desktop.model.fields import standard_fields
from zaitaku_desktop.model.plan import EntryState, ItemKind, Mark
from zaitaku_desktop.model.snapshot import DocumentRow, EntryRow, ItemRow, PlanSnapshot

ITEM_NUMBER = "#number"
RENAMED = 0.5  # share of equal values from which a 取組 with another name is the same one


def match_plan(
    draft: PlanDraft,
    plans: Iterable[PlanSnapshot],
    documents: Iterable[DocumentRow],
    sheet: str,
    stamp: Stamp | None = None,
) -> PlanDraft:
    """The draft with what exists already marked. `sheet` = where plan-wide conflicts are said to stand.

    `stamp` = what our own export remembers, None for any other workbook.
    """
    there = list(plans)
    snapshot = next((plan for plan in there if stamp is not None and plan.plan.id == stamp.plan_id), None)
    if snapshot is None:
        snapshot, stamp = same_plan(draft, there), None
    return draft if snapshot is None else _Matcher(draft, snapshot, documents, sheet, stamp).result()


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
    ) -> None:
        self.stamp = stamp
        self.draft = draft
        self.snapshot = snapshot
        self.documents = list(documents)
        self.sheet = sheet
        self.items = {item.key: item for item in draft.items}
        self.ids = known_ids(draft, snapshot, stamp)  # ItemDraft.key → PlanItem.id
        self.onto: set[int] = set()
        # 取組 with one row in the sheet but several here → the line that takes its line-level values
        self._redirect: dict[int, int] = {}
        self.conflicts: list[Conflict] = []
        self._reported: set[tuple[str, int]] = set()  # (cell, holder of the present text)
        self._by_item: dict[int, list[EntryDraft]] = {}
        for entry in draft.entries:
            self._by_item.setdefault(entry.item_key, []).append(entry)

    def result(self) -> PlanDraft:
        self._match_groups()
        self._match_initiatives()
        for item in self.draft.items:
            if item.kind is ItemKind.INITIATIVE and item.key in self.ids:
                self._match_lines(item)
        items = tuple(
            replace(item, matched_id=self.ids.get(item.key), onto_initiative=item.key in self.onto)
            for item in self.draft.items
        )
        for item in items:
            if item.matched_id is not None and item.kind is not ItemKind.LINE:
                self._compare_item(item, self.snapshot.items[item.matched_id])
        fill = self._plan_fill()
        entries = tuple(self._compare_entry(entry) for entry in self.draft.entries)
        return replace(
            self.draft,
            matched_id=self.snapshot.plan.id,
            items=items,
            entries=entries,
            document=self._document(entries),
            fill=fill,
            conflicts=tuple(dict.fromkeys(self.conflicts)),
        )

    # --- items

    def _children(self, key: int | None, kind: ItemKind) -> list[ItemDraft]:
        return [item for item in self.draft.items if item.parent_key == key and item.kind is kind]

    def _match_groups(self) -> None:
        there = [item for item in self.snapshot.children(None) if item.kind is ItemKind.GROUP]
        used = set(self.ids.values())
        for item in (group for group in self._children(None, ItemKind.GROUP) if group.key not in self.ids):
            for by_axis in (False, True):
                found = next(
                    (row for row in there if row.id not in used and self._same_group(item, row, by_axis)), None
                )
                if found is not None:
                    self.ids[item.key] = found.id
                    used.add(found.id)
                    break

    def _same_group(self, item: ItemDraft, row: ItemRow, by_axis: bool) -> bool:
        if by_axis:
            return item.axis_value_id is not None and item.axis_value_id == row.axis_value_id
        return name_key(item.title) == name_key(self._title(row))

    def _title(self, row: ItemRow) -> str:
        if row.title or row.axis_value_id is None or row.axis_value_id not in self.snapshot.axis_values:
            return row.title
        return self.snapshot.axis_values[row.axis_value_id].heading

    def _match_initiatives(self) -> None:
        drafts = [item for item in self.draft.items if item.kind is ItemKind.INITIATIVE]
        there = [item for item in self.snapshot.walk() if item.kind is ItemKind.INITIATIVE]
        self._pair(drafts, there, lambda item, row: bool(item.number) and name_key(item.number) == name_key(row.number))
        self._pair(drafts, there, lambda item, row: self._same_parent(item, row) and self._same_name(item, row))
        left = Counter(name_key(item.title) for item in drafts if item.key not in self.ids and item.title)
        rows_left = Counter(name_key(row.title) for row in there if row.id not in set(self.ids.values()))
        self._pair(
            drafts,
            there,
            lambda item, row: (
                bool(item.title)
                and self._same_name(item, row)
                and left[name_key(item.title)] == rows_left[name_key(item.title)] == 1
            ),
        )
        self._pair(
            drafts,
            there,
            lambda item, row: self._same_parent(item, row) and self._likeness(item, row) >= RENAMED,
        )

    def _pair(
        self, drafts: Sequence[ItemDraft], there: Sequence[ItemRow], fits: Callable[[ItemDraft, ItemRow], bool]
    ) -> None:
        """Match what fits, the most alike first, then in order."""
        used = set(self.ids.values())
        pairs = [
            (-self._likeness(item, row), index, place, item.key, row.id)
            for index, item in enumerate(drafts)
            if item.key not in self.ids
            for place, row in enumerate(there)
            if row.id not in used and fits(item, row)
        ]
        for _, _, _, key, row_id in sorted(pairs):
            if key not in self.ids and row_id not in used:
                self.ids[key] = row_id
                used.add(row_id)

    def _same_parent(self, item: ItemDraft, row: ItemRow) -> bool:
        if item.parent_key is None:
            return row.parent_id is None
        return self.ids.get(item.parent_key) == row.parent_id and row.parent_id is not None

    @staticmethod
    def _same_name(item: ItemDraft, row: ItemRow) -> bool:
        return name_key(item.title) == name_key(row.title)

    def _likeness(self, item: ItemDraft, row: ItemRow) -> float:
        """Share of the draft's values that stand somewhere in the 取組 that is there."""
        keys = [item.key, *(line.key for line in self._children(item.key, ItemKind.LINE))]
        mine = [entry for key in keys for entry in self._by_item.get(key, ()) if entry.state is EntryState.TEXT]
        rows = [row.id, *(child.id for child in self.snapshot.children(row.id))]
        theirs = self._texts(rows)
        same = sum((entry.field, entry.year, name_key(entry.text)) in theirs for entry in mine)
        return same / len(mine) if mine else 0.0

    def _texts(self, item_ids: Iterable[int]) -> set[tuple[str, int | None, str]]:
        wanted = set(item_ids)
        return {
            (field, year, name_key(self.snapshot.holder(entry).text))
            for (item_id, field, year), entry in self.snapshot.entries.items()
            if item_id in wanted
        }

    def _match_lines(self, item: ItemDraft) -> None:
        initiative = self.snapshot.items[self.ids[item.key]]
        present = self.snapshot.row_items(initiative)
        drafts = self._children(item.key, ItemKind.LINE)
        if not drafts:  # one row in the sheet: its line-level values go to the likeliest line
            if present[0].id != initiative.id:
                best = max(range(len(present)), key=lambda at: (self._line_likeness(item, present[at]), -at))
                self._redirect[item.key] = present[best].id
            return
        self.onto.update(draft.key for draft in drafts if self.ids.get(draft.key) == initiative.id)
        known = {self.ids[draft.key] for draft in drafts if draft.key in self.ids}
        drafts = [draft for draft in drafts if draft.key not in self.ids]
        present = [row for row in present if row.id not in known]
        for draft_at, row_at in align(
            [[self._line_likeness(draft, row) for row in present] for draft in drafts], len(present)
        ):
            draft, row = drafts[draft_at], present[row_at]
            self.ids[draft.key] = row.id
            if row.id == initiative.id:
                self.onto.add(draft.key)

    def _line_likeness(self, draft: ItemDraft, row: ItemRow) -> float:
        fields = standard_fields()
        scores = []
        for entry in self._by_item.get(draft.key, ()):
            if entry.field in fields and fields[entry.field].level != "line":
                continue
            there = self.snapshot.entry(row.id, entry.field, entry.year)
            scores.append(0.0 if there is None else similarity(_shown(there), show_state(entry.state, entry.text)))
        return sum(scores) / len(scores) if scores else 0.0

    def _untouched(self, where: str) -> bool:
        """Whether a cell of our own export still says what was written."""
        return self.stamp is not None and self.stamp.unchanged(where)

    def _as_stored(self, mine: str, theirs: str) -> str:
        """`theirs`; from a printed sheet without the widths that only print gave its digits."""
        return own_digits(mine, theirs) if self.stamp is not None and self.stamp.kind == "print" else theirs

    def _compare_item(self, item: ItemDraft, row: ItemRow) -> None:
        title = self._as_stored(row.title, item.title)
        if title and row.title and title != row.title:
            self._conflict(item.where, row.id, TITLE, None, row.title, title)
        if item.mark is not Mark.NONE and row.mark is not Mark.NONE and item.mark is not row.mark:
            self._conflict(item.where, row.id, MARK, None, _mark_word(row.mark), _mark_word(item.mark))
        if item.number and row.number and item.number != row.number:
            self._conflict(item.where, row.id, ITEM_NUMBER, None, row.number, item.number)

    # --- values

    def target_id(self, entry: EntryDraft) -> int | None:
        """The PlanItem an entry belongs to, None = an item yet to be made."""
        field = standard_fields().get(entry.field)
        if entry.item_key in self._redirect and (field is None or field.level == "line"):
            return self._redirect[entry.item_key]
        return self.ids.get(entry.item_key)

    def _compare_entry(self, entry: EntryDraft) -> EntryDraft:
        item_id = self.target_id(entry)
        if self._untouched(entry.where):
            return replace(entry, outcome="same", item_id=item_id)
        plan = self.snapshot.plan
        if entry.year is not None and not plan.first_year.start <= entry.year <= plan.last_year.start:
            self._conflict(entry.where, item_id or 0, entry.field, entry.year, "", show_state(entry.state, entry.text))
            return replace(entry, outcome="conflict", item_id=item_id)
        there = None if item_id is None else self.snapshot.entry(item_id, entry.field, entry.year)
        if item_id is None or there is None:
            return replace(entry, item_id=item_id)
        entry = replace(entry, text=self._as_stored(there.text, entry.text))
        if self._same_value(item_id, entry, there):
            return replace(entry, outcome="same", item_id=item_id)
        if (entry.where, there.id) not in self._reported:  # once for all who share the text
            self._reported.add((entry.where, there.id))
            self._conflict(
                entry.where, item_id, entry.field, entry.year, _shown(there), show_state(entry.state, entry.text)
            )
        return replace(entry, outcome="conflict", item_id=item_id)

    def _same_value(self, item_id: int, entry: EntryDraft, there: EntryRow) -> bool:
        if (there.state, _tidy(there.text)) == (entry.state, _tidy(entry.text)):
            return True
        if entry.year is None:
            return False
        if there.state is EntryState.CONTINUES and not there.text and entry.state is EntryState.TEXT:
            meant = self.snapshot.resolve(item_id, entry.field, entry.year)
            return meant is not None and _tidy(meant.text) == _tidy(entry.text)
        if entry.state is EntryState.CONTINUES and not entry.text and there.state is EntryState.TEXT:
            before = self.snapshot.resolve(item_id, entry.field, entry.year - 1)
            return before is not None and _tidy(before.text) == _tidy(there.text)
        return False

    def _conflict(self, where: str, row_id: int, field: str, year: int | None, mine: str, theirs: str) -> None:
        row = self.snapshot.items.get(row_id)
        initiative = None if row is None else self.snapshot.ancestor(row, ItemKind.INITIATIVE) or row
        name = "" if initiative is None or field.partition(".")[0] in ("plan", "document") else initiative.title
        alone = self.stamp is not None and self.stamp.theirs_alone(where, (row_id, field, year), mine)
        default: Choice = "theirs" if alone else "mine"
        self.conflicts.append(Conflict(where, row_id, field, year, mine, theirs, name, default))

    # --- plan and 資料

    def _plan_fill(self) -> dict[str, Any]:
        plan = self.snapshot.plan
        fill: dict[str, Any] = {}
        if self.draft.due and not plan.due:
            fill["due"] = self.draft.due
        elif self.draft.due and self.draft.due != plan.due:
            self._conflict(self.sheet, plan.id, "plan.due", None, plan.due, self.draft.due)
        for name, mine, theirs, wider in (
            ("first_year", plan.first_year, self.draft.first_year, self.draft.first_year < plan.first_year.start),
            ("last_year", plan.last_year, self.draft.last_year, self.draft.last_year > plan.last_year.start),
        ):
            if wider:
                self._conflict(self.sheet, plan.id, f"plan.{name}", None, mine.long, FiscalYear(theirs).long)
        return fill

    def _document(self, entries: Sequence[EntryDraft]) -> DocumentDraft:
        draft = self.draft.document
        there = next(
            (
                row
                for row in self.documents
                if (row.plan_id, row.form, row.fiscal_year.start)
                == (self.snapshot.plan.id, draft.form, draft.fiscal_year)
            ),
            None,
        )
        if self.stamp is not None:
            there = next((row for row in self.documents if row.id == self.stamp.document_id), there)
        if there is None:
            return draft
        fill: dict[str, Any] = {}
        pairs: Mapping[str, tuple[Any, Any]] = {
            "title": (there.title, draft.title),
            "number": (there.number, draft.number),
            "lead": (there.lead, draft.lead),
            "notes": (there.notes, draft.notes),
        }
        for name, (mine, theirs) in pairs.items():
            if self.stamp is not None and self.stamp.furniture_unchanged(name):
                continue
            if theirs and not mine:
                fill[name] = list(theirs) if isinstance(theirs, tuple) else theirs
            elif theirs and theirs != mine:
                self._conflict(self.sheet, there.id, f"document.{name}", None, _lines(mine), _lines(theirs))
        new_years = {
            entry.year for entry in entries if entry.outcome == "add" and entry.field == "actual" and entry.year
        } & set(draft.actual_years)
        if new_years - set(there.actual_years):
            fill["actual_years"] = sorted(new_years | set(there.actual_years))
        return replace(draft, matched_id=there.id, fill=fill)


def align(scores: Sequence[Sequence[float]], columns: int) -> list[tuple[int, int]]:
    """Pairs (row, column) in order of both, as many as possible, with the highest sum of scores."""
    rows = len(scores)
    best: list[list[tuple[float, tuple[tuple[int, int], ...]]]] = [[(0.0, ())] * (columns + 1) for _ in range(rows + 1)]
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            near = 0.01 * (1 - abs(i - j) / (rows + columns))
            total, pairs = best[i - 1][j - 1]
            paired = (total + scores[i - 1][j - 1] + near, (*pairs, (i - 1, j - 1)))
            best[i][j] = max(paired, best[i - 1][j], best[i][j - 1], key=lambda found: found[0])
    return list(best[rows][columns][1])


def _lines(value: Any) -> str:
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def _mark_word(mark: Mark) -> str:
    return next((word for word, value in MARK_WORDS.items() if value is mark), "")


def _shown(entry: EntryRow) -> str:
    return show_state(entry.state, entry.text)


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n"))
