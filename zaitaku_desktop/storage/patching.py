"""A plan after a step, from the plan before it: so that a view need not read a thousand rows for one word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.model.snapshot import EntryKey, EntryRow, PlanSnapshot
from zaitaku_desktop.storage.history import RowChange


@dataclass(frozen=True, slots=True)
class Patched:
    """The plan as it is now, and of which fields and items something changed (also: what shares a text with it)."""

    snapshot: PlanSnapshot
    fields: frozenset[str]
    items: frozenset[int]


def patch_entries(snapshot: PlanSnapshot, changes: Iterable[RowChange]) -> Patched | None:
    """`snapshot` after these changes. None if they touch more than entries: then the plan must be read again."""
    fields: set[str] = set()
    gone: set[EntryKey] = set()
    written: dict[EntryKey, EntryRow] = {}
    for change in changes:
        if change.table != "entry":
            return None
        for record in (change.before, change.after):
            if record is None:
                continue
            if record["item_id"] not in snapshot.items:
                return None
            fields.add(str(record["field"]))
        if change.before is not None:
            gone.add(_key(change.before))
        if change.after is not None:
            written[_key(change.after)] = _row(change.after)
    entries = {**snapshot.entries, **written}
    for key in gone - written.keys():
        del entries[key]
    after = replace(snapshot, entries=entries)
    items = {item for plan in (snapshot, after) for key in gone | written.keys() for item in _together(plan, key)}
    return Patched(after, frozenset(fields), frozenset(items))


def _together(snapshot: PlanSnapshot, key: EntryKey) -> Iterator[int]:
    """The items that show the text of an entry."""
    yield key[0]
    entry = snapshot.entries.get(key)
    if entry is None:
        return
    holder = snapshot.holder(entry)
    yield holder.item_id
    for sharer in snapshot.sharers(holder.id):
        yield sharer.item_id


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
