"""An import of our own export: its rows are known by id, its untouched cells change nothing (see `round_trip.py`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from zaitaku_desktop.exchange.account import Account
from zaitaku_desktop.exchange.proposal import CellPlace, ItemDraft, PlanDraft
from zaitaku_desktop.exchange.round_trip import RowIds, Stamp
from zaitaku_desktop.forms.cells import show_state
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.model.snapshot import PlanSnapshot

DELETED = "アプリで削除された行で、Excelでも直されていないため、取り込みません。"
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_LONGEST = 4000  # characters compared one by one
_WHERE = re.compile(r"(.*)!([A-Z]+)(\d+)", re.DOTALL)


def known_ids(draft: PlanDraft, snapshot: PlanSnapshot, stamp: Stamp | None) -> dict[int, int]:
    """ItemDraft.key → id of the record its row was written from. Of rows with the same id the first."""
    found: dict[tuple[ItemKind, int], int] = {}
    for item in draft.items if stamp is not None else ():
        item_id = _id_of(item, stamp)
        there = None if item_id is None else snapshot.items.get(item_id)
        if there is None:
            continue
        single = item.kind is ItemKind.LINE and there.kind is ItemKind.INITIATIVE and _alone(there.id, snapshot)
        if there.kind is item.kind or single:
            found.setdefault((item.kind, there.id), item.key)
    return {key: item_id for (_, item_id), key in found.items()}


def _alone(initiative: int, snapshot: PlanSnapshot) -> bool:
    return not any(child.kind is ItemKind.LINE for child in snapshot.children(initiative))


def _id_of(item: ItemDraft, stamp: Stamp | None) -> int | None:
    ids = _row(item.where, stamp)
    if ids is None:
        return None
    if item.kind is ItemKind.GROUP:
        return ids.group
    if item.kind is ItemKind.INITIATIVE:
        return ids.initiative
    return ids.lines[0] if len(ids.lines) == 1 else None


def _row(where: str, stamp: Stamp | None) -> RowIds | None:
    place = place_of(where)
    return None if stamp is None or place is None else stamp.row(place[0], place[1])


def place_of(where: str) -> CellPlace | None:
    """`シート!C5` → (シート, 5, 3)."""
    match = _WHERE.fullmatch(where)
    if match is None:
        return None
    column = 0
    for letter in match.group(2):
        column = column * 26 + ord(letter) - 64
    return match.group(1), int(match.group(3)), column


def without_deleted(
    draft: PlanDraft, plans: Iterable[PlanSnapshot], stamp: Stamp | None, account: Account
) -> PlanDraft:
    """The draft without rows whose records are gone here and that nobody has edited there: they stay deleted."""
    snapshot = next((plan for plan in plans if stamp is not None and plan.plan.id == stamp.plan_id), None)
    if snapshot is None or stamp is None:
        return draft
    edited = {entry.item_key for entry in draft.entries if not stamp.unchanged(entry.where)}
    gone: set[int] = set()
    for item in sorted(draft.items, key=_depth, reverse=True):
        item_id = _id_of(item, stamp)
        children = {child.key for child in draft.items if child.parent_key == item.key}
        titled = item.kind is ItemKind.LINE or stamp.unchanged(item.where)
        if (
            item_id is not None
            and item_id not in snapshot.items
            and titled
            and children <= gone
            and item.key not in edited
        ):
            gone.add(item.key)
    for entry in draft.entries:
        place = place_of(entry.where)
        if entry.item_key in gone and place is not None:
            account.refuse(place, show_state(entry.state, entry.text), DELETED)
    return replace(
        draft,
        items=tuple(item for item in draft.items if item.key not in gone),
        entries=tuple(entry for entry in draft.entries if entry.item_key not in gone),
    )


def _depth(item: ItemDraft) -> int:
    return (ItemKind.GROUP, ItemKind.INITIATIVE, ItemKind.LINE).index(item.kind)


def own_digits(mine: str, theirs: str) -> str:
    """An edited text of a printed sheet with the widths its digits have in the record, where it says the same."""
    folded, edited = mine.translate(_DIGITS), theirs.translate(_DIGITS)
    if folded == edited:
        return mine
    if max(len(mine), len(theirs)) > _LONGEST:
        return theirs
    found = list(theirs)
    for a, b, size in SequenceMatcher(None, folded, edited, autojunk=False).get_matching_blocks():
        found[b : b + size] = mine[a : a + size]
    return "".join(found)
