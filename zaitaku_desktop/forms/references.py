"""References in texts: （カ）参照, ①-3参照, 資料4 — what they point to, and how they follow when that is numbered anew.

A reference is kept as the words that were typed; it means whatever has that sign now. So it follows as long as every
new numbering goes through `follow`. 資料 are numbered by the 配付資料 of a meeting: until there are any, a reference
to one has no target and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from zaitaku_desktop.model import inline
from zaitaku_desktop.model.fields import standard_axes
from zaitaku_desktop.model.plan import EntryState, ItemKind
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot

Kind = Literal["axis_value", "item", "document"]
_HALF = str.maketrans(
    "（）０１２３４５６７８９－‐‑‒–—―ー−", "()0123456789---------"
)  # one sign for one, so that places stay
_PARTICLES = "の|を|に|で|と|へ|は|が|も|及び|並びに|又は|若しくは|及|並|、|・|,|~|～|〜|から|まで"
_AFTER = rf"(?=\s*(?:{_PARTICLES}|[^。\n]{{0,12}}?参照))"
_AT_START = re.compile(r"[ \u3000・○◎●◆◇■□※*＊]*")


@dataclass(frozen=True, slots=True)
class Reference:
    """Characters start…stop of a text (its words alone) are the sign of what is meant; `words` = with what stands
    around it. `target` = id of the axis value or the item, None for a 資料."""

    start: int
    stop: int
    words: str
    kind: Kind
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Follow:
    """A text that changes because of a new numbering. `item_id` with `field` and `year` (or `#end_note` …), else
    `document_id` with `field` and `part`; `count` = references in it that change."""

    before: str
    after: str
    count: int
    field: str
    item_id: int | None = None
    year: int | None = None
    entry_id: int | None = None
    document_id: int | None = None
    part: str = ""


class References:
    """Finds references by the numbers that a plan has now."""

    def __init__(self, snapshot: PlanSnapshot) -> None:
        self._snapshot = snapshot
        names = {axis.key: axis.name for axis in standard_axes()}
        self._values: dict[str, int] = {}
        self._named: dict[str, int] = {}
        for value in snapshot.axis_values.values():
            if value.axis == "program_item" and value.number:
                self._values.setdefault(value.number.translate(_HALF), value.id)
            elif value.number and value.axis in names:
                self._named.setdefault(f"{names[value.axis]}{value.number}".translate(_HALF), value.id)
        self._items: dict[str, int] = {}
        for item in snapshot.items.values():
            number = item.number.translate(_HALF)
            if item.kind is ItemKind.INITIATIVE and "-" in number:  # 3 or ア alone may mean anything
                self._items.setdefault(number, item.id)
        self._pattern = re.compile("|".join(self._parts()))

    def _parts(self) -> Iterator[str]:
        if self._values:
            yield rf"\((?P<value>{_any(self._values)})\){_AFTER}"
        if self._items:
            yield rf"(?<![0-9A-Za-z.-])(?P<item>{_any(self._items)})(?![\d-])"
        if self._named:
            yield rf"(?P<named>{_any(self._named)})(?![\d-])"
        yield r"資料\s*(?P<document>\d+(?:-\d+)*)"

    def find(self, text: str) -> tuple[Reference, ...]:
        """The references of a text, in order. A sign at the start of a line counts its points: it is none."""
        words = inline.plain(text)
        folded = words.translate(_HALF)
        found: list[Reference] = []
        for match in self._pattern.finditer(folded):
            kind = match.lastgroup or ""
            start, stop = match.span(kind)
            if kind == "value" and self._begins_line(folded, match.start(), match.end()):
                continue
            if kind == "item" and self._begins_line(folded, start, stop):
                continue
            sign = match.group(kind)
            target: int | None = None
            if kind == "value":
                target = self._values[sign]
            elif kind == "item":
                target = self._items[sign]
            elif kind == "named":
                target = self._named[sign]
                start = stop - len(self._snapshot.axis_values[target].number)
            of: Kind = "document" if kind == "document" else "item" if kind == "item" else "axis_value"
            found.append(Reference(start, stop, words[match.start() : match.end()], of, target))
        return tuple(found)

    @staticmethod
    def _begins_line(text: str, start: int, stop: int) -> bool:
        """Whether a sign numbers the line it begins: nothing but marks before it, and no 参照 or の after it."""
        line = text.rfind("\n", 0, start) + 1
        lead = _AT_START.match(text, line)
        at_start = lead is not None and lead.end() >= start
        return at_start and re.match(r"(?:の|及び|[^。\n]{0,12}?参照)", text[stop:]) is None

    def follow(self, text: str, numbers: Mapping[tuple[Kind, int], str]) -> tuple[str, int]:
        """(the text with the new signs, how many changed). `numbers` = by (kind, target)."""
        changed = 0
        for reference in reversed(self.find(text)):
            if reference.target is None:
                continue
            new = numbers.get((reference.kind, reference.target))
            old = inline.plain(text)[reference.start : reference.stop]
            if new and new.translate(_HALF) != old.translate(_HALF):
                text = inline.replaced(text, reference.start, reference.stop, new)
                changed += 1
        return text, changed


def _any(signs: Iterable[str]) -> str:
    return "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))


def following(
    snapshot: PlanSnapshot,
    documents: Iterable[DocumentRow],
    *,
    items: Mapping[int, str] | None = None,
    values: Mapping[int, str] | None = None,
) -> tuple[Follow, ...]:
    """Every text of the plan and its 資料 with a reference to what gets another number: `items` (取組) and `values` (of
    axes) → their new numbers."""
    numbers: dict[tuple[Kind, int], str] = {("item", key): number for key, number in (items or {}).items()}
    numbers |= {("axis_value", key): number for key, number in (values or {}).items()}
    references = References(snapshot)
    found: list[Follow] = []
    for place in (*_of_plan(snapshot), *_of_documents(snapshot, documents)):
        after, count = references.follow(place.before, numbers)
        if count:
            found.append(replace(place, after=after, count=count))
    return tuple(found)


def _of_plan(snapshot: PlanSnapshot) -> Iterator[Follow]:
    """Its texts, each with where it stands; nothing changes in them yet."""
    for (item_id, field, year), entry in snapshot.entries.items():
        if entry.shared_from_id is None and entry.text and entry.state is not EntryState.NONE:
            yield Follow(entry.text, entry.text, 0, field, item_id=item_id, year=year, entry_id=entry.id)
    for item in snapshot.items.values():
        for field, text in (("end_note", item.end_note), ("below_note", item.below_note)):
            if text:
                yield Follow(text, text, 0, field, item_id=item.id)


def _of_documents(snapshot: PlanSnapshot, documents: Iterable[DocumentRow]) -> Iterator[Follow]:
    """The texts around the grids of the plan's 資料."""
    for row in documents:
        if row.plan_id != snapshot.plan.id:
            continue
        parts = [("legend", "", row.legend)]
        parts += [("lead", str(at), text) for at, text in enumerate(row.lead)]
        parts += [("notes", str(at), text) for at, text in enumerate(row.notes)]
        parts += [("header_notes", key, text) for key, text in row.header_notes.items()]
        for field, part, text in parts:
            if text:
                yield Follow(text, text, 0, field, document_id=row.id, part=part)
