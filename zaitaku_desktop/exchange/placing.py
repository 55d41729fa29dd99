"""Under which 項目 the 取組 of a sheet without a 項目 column go (LAYOUTS P4).

Those that are there stay where they are, also where a sheet has them under another 項目: an import moves nothing,
it tells. Without a 項目 column a new one goes to its 基本理念 (the ① of ①-3) where the file has that
value, else to the 項目 of the others with that number, else to that of its neighbour in the sheet.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from zaitaku_desktop.exchange.account import Account
from zaitaku_desktop.exchange.axis_words import AxisWords
from zaitaku_desktop.exchange.known_rows import place_of
from zaitaku_desktop.exchange.pairing import number_key
from zaitaku_desktop.exchange.proposal import ItemDraft, PlanDraft, TagsDraft
from zaitaku_desktop.forms.grid_rows import item_title
from zaitaku_desktop.model.plan import ItemKind, Mark
from zaitaku_desktop.model.snapshot import AxisValueRow, PlanSnapshot

AXIS = "philosophy"


def place(draft: PlanDraft, snapshot: PlanSnapshot | None, words: AxisWords, account: Account) -> PlanDraft:
    """The draft with a parent for each 取組 that the sheet leaves without.

    `snapshot` = the plan as it is there, None = it is new.
    """
    if any(item.kind is ItemKind.GROUP for item in draft.items):
        return draft if snapshot is None else _staying(draft, snapshot, account)
    return _Placer(draft, snapshot, words, account).result()


def _staying(draft: PlanDraft, snapshot: PlanSnapshot, account: Account) -> PlanDraft:
    """Each 取組 that stands under another 項目 here is told; a new 項目 with no other 取組 is not made."""
    groups = {item.key: item for item in draft.items if item.kind is ItemKind.GROUP}
    below: dict[int, list[ItemDraft]] = {}
    for item in draft.items:
        if item.kind is ItemKind.INITIATIVE and item.parent_key in groups:
            below.setdefault(item.parent_key, []).append(item)
    for key, members in below.items():
        for item in members:
            row = None if item.matched_id is None else snapshot.items[item.matched_id]
            at = place_of(item.where)
            if row is None or at is None or row.parent_id == groups[key].matched_id:
                continue
            above = None if row.parent_id is None else item_title(snapshot, snapshot.items[row.parent_id])
            there = f"「{''.join(above.split())}」" if above else "ない所"
            account.remark(
                at,
                row.title,
                f"アプリでは項目が{there}の取組です。項目は変えません。変えるときはアプリで移してください。",
            )
    empty = {
        key
        for key, members in below.items()
        if groups[key].matched_id is None and all(item.matched_id is not None for item in members)
    }
    items = (item for item in draft.items if item.key not in empty)
    return replace(
        draft, items=tuple(replace(item, parent_key=None) if item.parent_key in empty else item for item in items)
    )


def _series(number: str) -> str:
    """The ① of ①-3, folded; "" if the number has no parts."""
    first, dash, _ = number_key(number).partition("-")
    return first if dash else ""


class _Placer:
    def __init__(self, draft: PlanDraft, snapshot: PlanSnapshot | None, words: AxisWords, account: Account) -> None:
        self.draft = draft
        self.snapshot = snapshot
        self.words = words
        self.account = account
        self._next = max((item.key for item in draft.items), default=0)
        self._groups: dict[tuple[str, int], ItemDraft] = {}
        self._siblings: dict[str, Counter[int]] = {}
        for row in snapshot.items.values() if snapshot is not None else ():
            if row.kind is ItemKind.INITIATIVE and row.parent_id is not None and _series(row.number):
                self._siblings.setdefault(_series(row.number), Counter())[row.parent_id] += 1

    def result(self) -> PlanDraft:
        initiatives = [item for item in self.draft.items if item.kind is ItemKind.INITIATIVE]
        near = self._neighbours(initiatives)
        placed = {item.key: self._placed(item, near[item.key]) for item in initiatives}
        items = tuple(placed.get(item.key, item) for item in self.draft.items)
        return replace(self.draft, items=(*self._groups.values(), *items))

    def _neighbours(self, initiatives: list[ItemDraft]) -> dict[int, int | None]:
        """The 項目 of the nearest 取組 above in the sheet that is there, else of the first below."""
        own = {item.key: self._own_group(item) for item in initiatives}
        found: dict[int, int | None] = {}
        last = next((group for group in own.values() if group is not None), None)
        for item in initiatives:
            last = own[item.key] or last
            found[item.key] = last
        return found

    def _own_group(self, item: ItemDraft) -> int | None:
        row = None if self.snapshot is None or item.matched_id is None else self.snapshot.items[item.matched_id]
        return None if row is None else row.parent_id

    def _placed(self, item: ItemDraft, neighbour: int | None) -> ItemDraft:
        if item.matched_id is not None:
            group = self._own_group(item)
            return item if group is None else replace(item, parent_key=self._group("item", group, item).key)
        series = _series(item.number)
        value = self.words.numbered(AXIS, series) if series else None
        if self.snapshot is None:
            if value is None:
                return item
            self._remark(item, value.label)
            return replace(item, parent_key=self._group("axis", value.id, item).key)
        return self._among(self.snapshot, item, value, neighbour)

    def _among(
        self, snapshot: PlanSnapshot, item: ItemDraft, value: AxisValueRow | None, neighbour: int | None
    ) -> ItemDraft:
        """A new 取組 in the plan that is there."""
        of_value = (row.id for row in snapshot.children(None) if value is not None and row.axis_value_id == value.id)
        siblings = self._siblings.get(_series(item.number))
        group = next(of_value, None) or (siblings.most_common(1)[0][0] if siblings else neighbour)
        tags = item.tags
        if value is not None and (group is None or snapshot.items[group].axis_value_id != value.id):
            tags = (*tags, TagsDraft(AXIS, (value.id,), item.where))
        if group is None:
            return replace(item, tags=tags)
        self._remark(item, item_title(snapshot, snapshot.items[group]))
        return replace(item, parent_key=self._group("item", group, item).key, tags=tags)

    def _group(self, kind: str, record: int, item: ItemDraft) -> ItemDraft:
        """The draft of a 項目 that is there, or of a new one that is a 基本理念."""
        if (kind, record) not in self._groups:
            self._next += 1
            made = ItemDraft(self._next, None, ItemKind.GROUP, "", Mark.NONE, item.where)
            there = replace(made, matched_id=record) if kind == "item" else replace(made, axis_value_id=record)
            self._groups[kind, record] = there
        return self._groups[kind, record]

    def _remark(self, item: ItemDraft, group: str) -> None:
        at = place_of(item.where)
        name = "".join(group.split("\n"))
        if at is not None:
            self.account.remark(at, item.title, f"項目の列がない表の新しい取組なので、「{name}」に入れます。")
