"""Points below a point (LAYOUTS P6) as 実施行 of their own, so that each can be referred to.

A sheet has them in one cell. What is there is compared as it is; only a new 取組 is made of so many 実施行.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zaitaku_desktop.exchange.proposal import EntryDraft, ItemDraft, PlanDraft
from zaitaku_desktop.forms.points import TOP_MARKS
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.plan import EntryState, ItemKind, Mark


def split_points(draft: PlanDraft) -> PlanDraft:
    """The draft with a 実施行 for each point below a new 取組 that has several, and nothing else of its rows."""
    new = {item.key for item in draft.items if item.kind is ItemKind.INITIATIVE and item.matched_id is None}
    lined = {item.parent_key for item in draft.items if item.kind is ItemKind.LINE}
    of_item: dict[int, list[EntryDraft]] = {}
    for entry in draft.entries:
        of_item.setdefault(entry.item_key, []).append(entry)
    alone = {key: entries[0] for key, entries in of_item.items() if len(entries) == 1 and key in new - lined}
    split = {key: points for key, entry in alone.items() if len(points := list(_points(entry))) > 1}
    if not split:
        return draft
    number = max(item.key for item in draft.items)
    items: list[ItemDraft] = []
    made: list[EntryDraft] = []
    for item in draft.items:
        items.append(item)
        for entry in split.get(item.key, ()):
            number += 1
            items.append(ItemDraft(number, item.key, ItemKind.LINE, "", Mark.NONE, entry.where))
            made.append(replace(entry, item_key=number))
    kept = [entry for entry in draft.entries if entry.item_key not in split]
    return replace(draft, items=tuple(items), entries=(*kept, *made))


def _points(entry: EntryDraft) -> Iterator[EntryDraft]:
    """Each point of a text with the lines under it."""
    if entry.field != "plan" or entry.state is not EntryState.TEXT or entry.shared_with is not None:
        return
    found: list[list[str]] = []
    for line in (entry.rich or entry.text).split("\n"):
        if not found or inline.plain(line)[:1] in TOP_MARKS:
            found.append([line])
        else:
            found[-1].append(line)
    for lines in found:
        marked = "\n".join(lines)
        words = inline.plain(marked)
        yield replace(entry, text=words, rich=marked if marked != words else "")
