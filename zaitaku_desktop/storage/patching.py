"""A plan after a step, from the plan before it: so that a view need not read a thousand rows for one word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zaitaku_desktop.model.plan import EntryState, ItemKind, Mark
from zaitaku_desktop.model.snapshot import EntryKey, EntryRow, ItemRow, PlanSnapshot
from zaitaku_desktop.storage.history import RowChange

TABLES = frozenset({"entry", "plan_item", "item_tag"})


@dataclass(frozen=True, slots=True)
class Patched:
    """The plan as it is now, and of which fields and items something changed (also: what shares a text with it).

    `rows` = items came, went, moved or were named anew: then rows and headings may be others too.
    """

    snapshot: PlanSnapshot
    fields: frozenset[str]
    items: frozenset[int]
    rows: bool = False


def patch_plan(snapshot: PlanSnapshot, changes: Sequence[RowChange]) -> Patched | None:
    """`snapshot` after these changes. None if they touch more than its rows: then the plan must be read again."""
    if any(change.table not in TABLES for change in changes):
        return None
    items = _items(snapshot, changes)
    fields: set[str] = set()
    gone: dict[EntryKey, EntryRow] = {}
    written: dict[EntryKey, EntryRow] = {}
    for change in changes:
        if change.table != "entry":
            continue
        for record in (change.before, change.after):
            if record is None:
                continue
            if record["item_id"] not in items and record["item_id"] not in snapshot.items:
                return None
            fields.add(str(record["field"]))
        if change.before is not None:
            gone[_key(change.before)] = _row(change.before)
        if change.after is not None:
            written[_key(change.after)] = _row(change.after)
    entries = {**snapshot.entries, **written}
    for key in gone.keys() - written.keys():
        del entries[key]
    before = snapshot if items is snapshot.items else replace(snapshot, items=items)
    after = before.with_entries(entries, (*gone.values(), *written.values()))
    keys = gone.keys() | written.keys()
    touched = {item for plan in (snapshot, after) for key in keys for item in plan.items_that_show(key)}
    return Patched(after, frozenset(fields), frozenset(touched), rows=after.items is not snapshot.items)


def _items(snapshot: PlanSnapshot, changes: Iterable[RowChange]) -> Mapping[int, ItemRow]:
    """The items after the changes; the very same mapping where none has changed."""
    tags: dict[int, set[int]] = {}
    items: dict[int, ItemRow] | None = None
    for change in changes:
        if change.table == "item_tag":
            _tag(snapshot, tags, change)
        elif change.table == "plan_item":
            items = dict(snapshot.items) if items is None else items
            record = change.after
            if record is None:
                items.pop(change.row_id, None)
            elif record["plan_id"] == snapshot.plan.id:
                known = snapshot.items.get(change.row_id)
                items[change.row_id] = _item(record, known.tags if known else ())
    if items is None and not tags:
        return snapshot.items
    items = dict(snapshot.items) if items is None else items
    order = {value_id: place for place, value_id in enumerate(snapshot.axis_values)}
    for item_id, own in tags.items():
        if item_id in items:
            items[item_id] = replace(items[item_id], tags=tuple(sorted(own, key=order.__getitem__)))
    return items


def _tag(snapshot: PlanSnapshot, tags: dict[int, set[int]], change: RowChange) -> None:
    """Take the change of one tag into `tags`, by item."""
    record: Mapping[str, Any] = change.after or change.before or {}
    known = snapshot.items.get(record["item_id"])
    own = tags.setdefault(record["item_id"], set(known.tags if known else ()))
    for image, act in ((change.before, own.discard), (change.after, own.add)):
        if image is not None:
            act(int(image["axis_value_id"] or 0))


def _item(record: Mapping[str, Any], tags: tuple[int, ...]) -> ItemRow:
    return ItemRow(
        id=record["id"],
        parent_id=record["parent_id"],
        kind=ItemKind(record["kind"]),
        position=record["position"],
        number=record["number"],
        title=record["title"],
        mark=Mark(record["mark"]),
        axis_value_id=record["axis_value_id"],
        ended_year=record["ended_year"],
        end_note=record["end_note"],
        below_note=record["below_note"],
        tags=tags,
        successor_id=record["successor_id"],
        relisted_from_id=record["relisted_from_id"],
    )


def _key(record: Mapping[str, Any]) -> EntryKey:
    return record["item_id"], record["field"], record["year"]


def _row(record: Mapping[str, Any]) -> EntryRow:
    return EntryRow(
        record["id"],
        record["item_id"],
        record["field"],
        record["year"],
        EntryState(record["state"]),
        record["text"],
        record["reason"],
        record["shared_from_id"],
    )
