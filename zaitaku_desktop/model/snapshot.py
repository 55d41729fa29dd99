"""What a view reads: plain immutable rows, loaded at once, safe to hand to another thread.

`storage/reading.py` loads it; forms/, checks/ and the window read it; nobody but operations/ writes records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.fields import Field, all_fields, standard_fields
from zaitaku_desktop.model.plan import EntryState, ItemKind, Mark
from zaitaku_desktop.model.vocabulary import EVERY, axis_label


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """自治体設定."""

    name: str
    department: str = ""
    digit_style: str = "mixed"
    minutes_policy: str = ""
    minutes_days: int | None = None


@dataclass(frozen=True, slots=True)
class AxisValueRow:
    """A value of an axis, with the key of its axis."""

    id: int
    axis: str
    key: str
    number: str
    heading: str
    sentence: str = ""

    @property
    def label(self) -> str:
        """`ア　地域の…`, or the heading alone where there is no sign."""
        return axis_label(self.number, self.heading)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """The plan's own facts."""

    id: int
    title: str
    first_year: FiscalYear
    last_year: FiscalYear
    due: str = ""
    vision: str = ""
    catchphrase: str = ""


@dataclass(frozen=True, slots=True)
class RelatedPlanRow:
    """A plan that this one belongs with. Years are start years of 年度; None = not known."""

    id: int
    name: str
    first_year: int | None = None
    last_year: int | None = None
    relation: str = ""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A node of the plan tree with its tags. `title` of a 再掲 (`relisted_from_id`): that of what it refers to."""

    id: int
    parent_id: int | None
    kind: ItemKind
    position: int
    number: str = ""
    title: str = ""
    mark: Mark = Mark.NONE
    axis_value_id: int | None = None
    ended_year: int | None = None
    end_note: str = ""
    below_note: str = ""
    tags: tuple[int, ...] = ()
    successor_id: int | None = None
    relisted_from_id: int | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as stored. `year` = start year or None. See `PlanSnapshot.entry` for the resolved one."""

    id: int
    item_id: int
    field: str
    year: int | None
    state: EntryState
    text: str
    reason: str = ""
    shared_from_id: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A 資料."""

    id: int
    kind: str
    form: str
    title: str
    plan_id: int | None
    fiscal_year: FiscalYear
    actual_years: tuple[int, ...] = ()
    number: str = ""
    lead: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    legend: str = ""
    draft: bool = True
    digit_style: str = ""
    continues: str = ""
    header_notes: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    meeting_id: int | None = None
    committee_id: int | None = None


@dataclass(frozen=True, slots=True)
class StoredFormRow:
    """A 様式 of the municipality's own, as stored."""

    id: int
    key: str
    toml: str
    name: str = ""
    base: str = ""


EntryKey = tuple[int, str, int | None]
RELISTED = "（再掲）"
"""Behind the words of what is listed a second time."""


def with_relisted(items: Mapping[int, ItemRow], entries: Mapping[EntryKey, EntryRow]) -> Mapping[int, ItemRow]:
    """The items, each 再掲 called as what it refers to; the very same mapping where nothing differs."""
    found = {
        row.id: replace(row, title=words)
        for row in items.values()
        if row.relisted_from_id is not None and (words := _relisted(row, items, entries)) != row.title
    }
    return {**items, **found} if found else items


def _relisted(row: ItemRow, items: Mapping[int, ItemRow], entries: Mapping[EntryKey, EntryRow]) -> str:
    source = items.get(row.relisted_from_id or 0)
    if source is None:
        return row.title
    return point_words(source, entries) + RELISTED


def point_words(item: ItemRow, entries: Mapping[EntryKey, EntryRow]) -> str:
    """What an item is called as a point of a list: its name; of a 実施行 its 計画, of the last 年度 that has one."""
    if item.kind is not ItemKind.LINE:
        return item.title.removesuffix(RELISTED)
    years = sorted(key[2] for key in entries if key[:2] == (item.id, "plan") and key[2] is not None)
    texts = (entries[item.id, "plan", year].text for year in reversed(years))
    return inline.plain(next((text for text in texts if text), "")).partition("\n")[0].lstrip("・○ \u3000")


@dataclass(frozen=True)
class PlanSnapshot:
    """One plan as it is now: tree, entries, vocabularies."""

    municipality: MunicipalityRow
    plan: PlanRow
    items: Mapping[int, ItemRow]
    entries: Mapping[EntryKey, EntryRow]
    axis_values: Mapping[int, AxisValueRow] = field(default_factory=dict)
    own_fields: tuple[Field, ...] = ()
    related: tuple[RelatedPlanRow, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", with_relisted(self.items, self.entries))

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The standard fields and the municipality's own."""
        return all_fields(self.own_fields) if self.own_fields else standard_fields()

    @cached_property
    def _children(self) -> dict[int | None, list[ItemRow]]:
        found: dict[int | None, list[ItemRow]] = {}
        for item in sorted(self.items.values(), key=lambda row: (row.position, row.id)):
            found.setdefault(item.parent_id, []).append(item)
        return found

    @cached_property
    def _by_id(self) -> dict[int, EntryRow]:
        return {entry.id: entry for entry in self.entries.values()}

    @cached_property
    def _sharers(self) -> dict[int, list[EntryRow]]:
        found: dict[int, list[EntryRow]] = {}
        for row in self.entries.values():
            if row.shared_from_id is not None:
                found.setdefault(row.shared_from_id, []).append(row)
        return found

    @cached_property
    def _fields(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for item_id, key, _ in self.entries:
            found.setdefault(item_id, set()).add(key)
        return found

    def with_entries(self, entries: Mapping[EntryKey, EntryRow], changed: Iterable[EntryRow]) -> PlanSnapshot:
        """The same items with other entries; `changed` = those that are others now, as they were and as they are.

        What is known of the items, and of who shares a text while no such entry is among them, is taken over.
        """
        found = replace(self, entries=entries)
        names = {"fields"}
        if found.items is self.items:
            names.add("_children")
        if all(entry.shared_from_id is None for entry in changed):
            names.add("_sharers")
        found.__dict__.update({name: value for name, value in self.__dict__.items() if name in names})
        return found

    def children(self, parent_id: int | None) -> list[ItemRow]:
        """The items directly below one (None = top of the plan), in order."""
        return self._children.get(parent_id, [])

    def walk(self, parent_id: int | None = None) -> Iterator[ItemRow]:
        """Every item below one, depth first, in order."""
        for item in self.children(parent_id):
            yield item
            yield from self.walk(item.id)

    def row_items(self, initiative: ItemRow) -> list[ItemRow]:
        """The items whose line-level fields make the rows of a 取組: its lines, or itself while it has none."""
        lines = [child for child in self.children(initiative.id) if child.kind is ItemKind.LINE]
        return lines or [initiative]

    def ancestor(self, item: ItemRow, kind: ItemKind) -> ItemRow | None:
        """The nearest item of `kind` at or above `item`."""
        current: ItemRow | None = item
        while current is not None and current.kind is not kind:
            current = self.items.get(current.parent_id) if current.parent_id is not None else None
        return current

    def tagged(self, item: ItemRow, axis: str) -> list[AxisValueRow]:
        """The values of `axis` on a 取組, in their order: its tags, else what its 項目 itself is."""
        own = [self.axis_values[tag] for tag in item.tags if tag in self.axis_values]
        found = [value for value in own if value.axis == axis]
        if found or item.parent_id is None:
            return found
        above = self.items[item.parent_id].axis_value_id
        value = None if above is None else self.axis_values.get(above)
        return [value] if value is not None and value.axis == axis else []

    def flags(self, item_ids: Iterable[int], axis: str) -> tuple[tuple[str, bool], ...]:
        """Each value of `axis`, and whether one of these 取組 has it. The value that stands for all of them is none
        of its own: it means that they have all."""
        had = {value.id: value.key for item_id in item_ids for value in self.tagged(self.items[item_id], axis)}
        every = EVERY in had.values()
        values = (value for value in self.axis_values.values() if value.axis == axis and value.key != EVERY)
        return tuple((value.heading, every or value.id in had) for value in values)

    def stored(self, item_id: int, field_key: str, year: int | None = None) -> EntryRow | None:
        """The entry as stored there, or None where nothing is written."""
        return self.entries.get((item_id, field_key, year))

    def holder(self, entry: EntryRow) -> EntryRow:
        """The entry that holds the text: itself, or the one it shares."""
        if entry.shared_from_id is None:
            return entry
        return self._by_id.get(entry.shared_from_id, entry)

    def entry(self, item_id: int, field_key: str, year: int | None = None) -> EntryRow | None:
        """The holder of what is read there, or None where blank."""
        found = self.stored(item_id, field_key, year)
        return None if found is None else self.holder(found)

    def resolve(self, item_id: int, field_key: str, year: int) -> EntryRow | None:
        """The nearest entry at or before `year` that is not *continues* (what 継続 means there)."""
        for past in range(year, self.plan.first_year.start - 1, -1):
            entry = self.entry(item_id, field_key, past)
            if entry is None:
                return None
            if entry.state is not EntryState.CONTINUES:
                return entry
        return None

    def sharers(self, entry_id: int) -> list[EntryRow]:
        """The entries that share the text of this one."""
        return self._sharers.get(entry_id, [])

    def items_that_show(self, key: EntryKey) -> Iterator[int]:
        """The item of an entry, and those that share its text."""
        yield key[0]
        entry = self.entries.get(key)
        if entry is not None:
            holder = self.holder(entry)
            yield holder.item_id
            for sharer in self.sharers(holder.id):
                yield sharer.item_id

    def in_one_weight(self) -> PlanSnapshot:
        """The same plan without 太字: for comparing words with those of a sheet."""
        bold = {key: entry for key, entry in self.entries.items() if inline.has_bold(entry.text)}
        if not bold:
            return self
        plain = {key: replace(entry, text=inline.plain(entry.text)) for key, entry in bold.items()}
        return replace(self, entries={**self.entries, **plain})

    def fields_in_use(self, item_id: int) -> frozenset[str]:
        """The fields in which something is written for the item, in whatever 年度."""
        return frozenset(self._fields.get(item_id, ()))
