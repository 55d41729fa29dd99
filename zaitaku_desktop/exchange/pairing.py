"""Which 項目, 取組 and 実施行 of a plan as read are which of the plan that is there (DESIGN 7).

取組 are matched by number, then by folded name within their 項目, then by name alone where it is unique, and at
last by their contents within the 項目 (a renamed 取組). A sheet without a 項目 column says nothing about 項目.
実施行 are matched in order by what stands in them. Nothing compares every 取組 with every other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from zaitaku_desktop.exchange.labels import name_key, similarity
from zaitaku_desktop.exchange.proposal import EntryDraft, ItemDraft, PlanDraft
from zaitaku_desktop.forms.cells import show_state
from zaitaku_desktop.model.plan import EntryState, ItemKind
from zaitaku_desktop.model.snapshot import ItemRow, PlanSnapshot

RENAMED = 0.5  # share of equal values from which a 取組 with another name is the same one
_FEW = 400  # pairs that are compared one by one
_COMMON = 30  # a text that stands in more 取組 than this tells nothing about which one it is
Text = tuple[str, int | None, str]
"""(field, start year, folded words)."""


def number_key(number: str) -> str:
    """A 取組's No. for comparing: ①-1, ①－１ and 1‐1 are one."""
    return re.sub(r"[‐‑‒–—―−ーｰ－]", "-", name_key(number))


class Pairing:
    """`ids` = ItemDraft.key → PlanItem.id. `onto` = lines that are the present single row of their 取組, which must
    first be split. `redirect` = 取組 with one row in the sheet but several here → the line its values belong to."""

    def __init__(self, draft: PlanDraft, snapshot: PlanSnapshot, known: Mapping[int, int]) -> None:
        """`known` = pairs that are certain already."""
        self.snapshot = snapshot
        self.ids = dict(known)
        self.onto: set[int] = set()
        self.redirect: dict[int, int] = {}
        self._drafts = draft.items
        self._grouped = any(item.kind is ItemKind.GROUP for item in draft.items)
        self._below: dict[tuple[int | None, ItemKind], list[ItemDraft]] = {}
        for item in draft.items:
            self._below.setdefault((item.parent_key, item.kind), []).append(item)
        self._entries: dict[int, list[EntryDraft]] = {}
        for entry in draft.entries:
            self._entries.setdefault(entry.item_key, []).append(entry)
        self._texts, self._where = _index(snapshot)

    def settle(self) -> Pairing:
        """Match everything; returns itself."""
        self._match_groups()
        self._match_initiatives()
        for item in self._drafts:
            if item.kind is ItemKind.INITIATIVE and item.key in self.ids:
                self._match_lines(item)
        return self

    # --- 項目

    def _match_groups(self) -> None:
        there = [item for item in self.snapshot.children(None) if item.kind is ItemKind.GROUP]
        used = set(self.ids.values())
        for item in self._below.get((None, ItemKind.GROUP), ()):
            if item.key in self.ids:
                continue
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
        return bool(item.title) and name_key(item.title) == name_key(self._title(row))

    def _title(self, row: ItemRow) -> str:
        if row.title or row.axis_value_id is None or row.axis_value_id not in self.snapshot.axis_values:
            return row.title
        return self.snapshot.axis_values[row.axis_value_id].heading

    # --- 取組

    def _match_initiatives(self) -> None:
        drafts = [item for item in self._drafts if item.kind is ItemKind.INITIATIVE]
        there = [item for item in self.snapshot.walk() if item.kind is ItemKind.INITIATIVE]

        def by_number(one: ItemDraft | ItemRow) -> Hashable:
            return number_key(one.number) or None

        def by_place(one: ItemDraft | ItemRow) -> Hashable:
            return self._parent(one), name_key(one.title)

        self._pair(drafts, there, by_number)
        self._pair(drafts, there, by_place)
        used = set(self.ids.values())
        left = Counter(name_key(item.title) for item in drafts if item.key not in self.ids)
        rows_left = Counter(name_key(row.title) for row in there if row.id not in used)

        def by_name(one: ItemDraft | ItemRow) -> Hashable:
            name = name_key(one.title)
            return name if name and left[name] == rows_left[name] == 1 else None

        self._pair(drafts, there, by_name)
        self._pair_by_contents(drafts, there)

    def _parent(self, one: ItemDraft | ItemRow) -> Hashable:
        """The 項目 in terms of the plan that is there; of a sheet without 項目 every one is as good."""
        if not self._grouped:
            return None
        if isinstance(one, ItemRow):
            return one.parent_id
        return None if one.parent_key is None else self.ids.get(one.parent_key, ("new", one.parent_key))

    def _pair(
        self, drafts: Iterable[ItemDraft], there: Iterable[ItemRow], key: Callable[[ItemDraft | ItemRow], Hashable]
    ) -> None:
        """Match those with one key, the most alike first, then in order."""
        used = set(self.ids.values())
        rows: dict[Hashable, list[ItemRow]] = {}
        items: dict[Hashable, list[ItemDraft]] = {}
        for row in there:
            if row.id not in used and (found := key(row)) is not None:
                rows.setdefault(found, []).append(row)
        for item in drafts:
            if item.key not in self.ids and (found := key(item)) in rows:
                items.setdefault(found, []).append(item)
        for found, members in items.items():
            same = rows[found]
            if len(members) == len(same) == 1:
                self.ids[members[0].key] = same[0].id
                continue
            self._take(self._likest(members, same))
            taken = {self.ids[item.key] for item in members if item.key in self.ids}
            left = [row for row in same if row.id not in taken]
            for item, row in zip((item for item in members if item.key not in self.ids), left, strict=False):
                self.ids[item.key] = row.id

    def _take(self, pairs: Iterable[tuple[float, int, int, int, int]]) -> None:
        used = set(self.ids.values())
        for _, _, _, item_key, row_id in sorted(pairs):
            if item_key not in self.ids and row_id not in used:
                self.ids[item_key] = row_id
                used.add(row_id)

    def _likest(self, items: Sequence[ItemDraft], rows: Sequence[ItemRow]) -> list[tuple[float, int, int, int, int]]:
        """(−likeness, index, place, ItemDraft.key, PlanItem.id) of the pairs that have something in common."""
        place = {row.id: at for at, row in enumerate(rows)}
        pairs = []
        for index, item in enumerate(items):
            near = place if len(items) * len(rows) <= _FEW else self._sharing(item, place)
            for row_id in near:
                likeness = self._likeness(item, row_id)
                if likeness:
                    pairs.append((-likeness, index, place[row_id], item.key, row_id))
        return pairs

    def _sharing(self, item: ItemDraft, rows: Mapping[int, int]) -> set[int]:
        """Those of the rows in which a text of the draft stands that few others have."""
        found: set[int] = set()
        for texts in self._mine(item):
            for text in texts:
                where = self._where.get(text, ())
                if len(where) <= _COMMON:
                    found.update(row_id for row_id in where if row_id in rows)
        return found

    def _pair_by_contents(self, drafts: Sequence[ItemDraft], there: Sequence[ItemRow]) -> None:
        used = set(self.ids.values())
        rows: dict[Hashable, list[ItemRow]] = {}
        items: dict[Hashable, list[ItemDraft]] = {}
        for row in there:
            if row.id not in used:
                rows.setdefault(self._parent(row), []).append(row)
        for item in drafts:
            if item.key not in self.ids:
                items.setdefault(self._parent(item), []).append(item)
        pairs = [pair for place, members in items.items() for pair in self._likest(members, rows.get(place, ()))]
        self._take(pair for pair in pairs if -pair[0] >= RENAMED)

    def _mine(self, item: ItemDraft) -> list[tuple[Text, ...]]:
        """The draft's texts; each in all the fields in which it might stand."""
        keys = [item.key, *(line.key for line in self._below.get((item.key, ItemKind.LINE), ()))]
        return [
            tuple((name, entry.year, name_key(entry.text)) for name in entry.fields)
            for key in keys
            for entry in self._entries.get(key, ())
            if entry.state is EntryState.TEXT
        ]

    def _likeness(self, item: ItemDraft, row_id: int) -> float:
        """Share of the draft's values that stand somewhere in the 取組 that is there."""
        mine = self._mine(item)
        theirs = self._texts.get(row_id, set())
        same = sum(any(text in theirs for text in texts) for texts in mine)
        return same / len(mine) if mine else 0.0

    # --- 実施行

    def _match_lines(self, item: ItemDraft) -> None:
        initiative = self.snapshot.items[self.ids[item.key]]
        present = self.snapshot.row_items(initiative)
        drafts = self._below.get((item.key, ItemKind.LINE), [])
        if not drafts:  # one row in the sheet: its line-level values go to the likeliest line
            if present[0].id != initiative.id:
                best = max(range(len(present)), key=lambda at: (self._line_likeness(item, present[at]), -at))
                self.redirect[item.key] = present[best].id
            return
        self.onto.update(draft.key for draft in drafts if self.ids.get(draft.key) == initiative.id)
        known = {self.ids[draft.key] for draft in drafts if draft.key in self.ids}
        drafts = [draft for draft in drafts if draft.key not in self.ids]
        present = [row for row in present if row.id not in known]
        scores = [[self._line_likeness(draft, row) for row in present] for draft in drafts]
        for draft_at, row_at in align(scores, len(present)):
            draft, row = drafts[draft_at], present[row_at]
            self.ids[draft.key] = row.id
            if row.id == initiative.id:
                self.onto.add(draft.key)

    def _line_likeness(self, draft: ItemDraft, row: ItemRow) -> float:
        fields = self.snapshot.fields
        scores = []
        for entry in self._entries.get(draft.key, ()):
            if entry.field in fields and fields[entry.field].level != "line":
                continue
            there = (self.snapshot.entry(row.id, name, entry.year) for name in entry.fields)
            words = show_state(entry.state, entry.text)
            scores.append(max((similarity(show_state(e.state, e.text), words) for e in there if e), default=0.0))
        return sum(scores) / len(scores) if scores else 0.0


def _index(snapshot: PlanSnapshot) -> tuple[dict[int, set[Text]], dict[Text, set[int]]]:
    """The texts of each 取組 with its 実施行, and in which 取組 each text stands."""
    texts: dict[int, set[Text]] = {}
    where: dict[Text, set[int]] = {}
    for (item_id, name, year), entry in snapshot.entries.items():
        item = snapshot.items.get(item_id)
        owner = item.parent_id if item is not None and item.kind is ItemKind.LINE else item_id
        if owner is None:
            continue
        text = name, year, name_key(snapshot.holder(entry).text)
        texts.setdefault(owner, set()).add(text)
        where.setdefault(text, set()).add(owner)
    return texts, where


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
