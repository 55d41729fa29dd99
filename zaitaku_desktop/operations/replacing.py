"""Replace words in the texts of a plan: what stands around them is not touched, shared texts change once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.folding import replace_spans
from zaitaku_desktop.forms.cells import BELOW_NOTE, END_NOTE, TITLE, read_grade, read_state
from zaitaku_desktop.forms.finding import REASON, Hit, TextKey, spans_by_text
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.plan import Entry, EntryState, ItemKind, PlanItem
from zaitaku_desktop.operations import entries

FEW = 100
"""So many of the items found are asked to which plan they belong: one may be gone by now, not all."""
_ON_ITEM = {TITLE: "title", END_NOTE: "end_note", BELOW_NOTE: "below_note"}


@dataclass(frozen=True, slots=True)
class Replaced:
    """`places` = how many hits were replaced; `closed` = texts of 年度 after the end of their 取組, `nameless` = names
    that would have become empty: both were left as they are. `changed` = texts that no longer are what was searched."""

    places: int = 0
    closed: tuple[TextKey, ...] = ()
    nameless: tuple[TextKey, ...] = ()
    changed: tuple[TextKey, ...] = ()


def replace_hits(session: Session, hits: Sequence[Hit], words: str) -> Replaced:
    """Put `words` in the place of each hit. Texts that have changed since they were searched are left alone.

    A text that becomes empty blanks its cell. Raises KnownError if nothing at all could be replaced.
    """
    places = 0
    left: dict[str, list[TextKey]] = {"closed": [], "nameless": [], "changed": []}
    texts = spans_by_text(hits)
    known = _Known.load(session, {key.item_id for key in texts})
    for key, (text, spans) in texts.items():
        why = _replace(session, known, key, text, replace_spans(text, spans, words))
        if why:
            left[why].append(key)
        else:
            places += len(spans)
    if not places:
        raise _nothing(left)
    session.flush()
    return Replaced(places, tuple(left["closed"]), tuple(left["nameless"]), tuple(left["changed"]))


@dataclass(frozen=True, slots=True)
class _Known:
    """What is asked about thousands of texts, read at once."""

    items: Mapping[int, PlanItem]
    entries: Mapping[tuple[int, str, int | None], Entry]
    sharers: Mapping[int, Sequence[Entry]]

    @classmethod
    def load(cls, session: Session, wanted: Collection[int]) -> _Known:
        """Of the plan to which these items belong."""
        some = select(PlanItem.plan_id).where(PlanItem.id.in_(list(wanted)[:FEW]))
        in_plan = PlanItem.plan_id.in_(some)
        items = {item.id: item for item in session.scalars(select(PlanItem).where(in_plan))}
        query = select(Entry).join(PlanItem, Entry.item_id == PlanItem.id).where(in_plan)
        found: dict[tuple[int, str, int | None], Entry] = {}
        sharers: dict[int, list[Entry]] = {}
        for entry in session.scalars(query):
            found[entry.item_id, entry.field, entry.year] = entry
            if entry.shared_from_id is not None:
                sharers.setdefault(entry.shared_from_id, []).append(entry)
        return cls(items, found, sharers)

    def is_closed(self, item: PlanItem, entry: Entry) -> bool:
        """Whether the 年度 comes after the end of every 取組 that shows the text: then it is typed in nowhere."""
        if entry.year is None:
            return False
        shown_by = [item, *(self.items[sharer.item_id] for sharer in self.sharers.get(entry.id, ()))]
        return all(self._has_ended(one, entry.year) for one in shown_by)

    def _has_ended(self, item: PlanItem, year: int) -> bool:
        current: PlanItem | None = item
        while current is not None and current.kind != ItemKind.INITIATIVE.value:
            current = None if current.parent_id is None else self.items.get(current.parent_id)
        return current is not None and current.ended_year is not None and year > current.ended_year


def _nothing(left: dict[str, list[TextKey]]) -> KnownError:
    if left["closed"]:
        return KnownError(
            "見つかった所はどれも、取組が廃止された後の年度です。置き換えていません。",
            todo="書くときは、先に廃止を取り消してください。",
        )
    if left["nameless"]:
        return KnownError("名前が空になるため、置き換えていません。", todo="置き換える語を入力してください。")
    return KnownError("見つかった所の文が変わったため、置き換えていません。", todo="もう一度検索してください。")


def _replace(session: Session, known: _Known, key: TextKey, before: str, after: str) -> str:
    """Write one text. "" = done, else why it was left: closed, nameless, changed."""
    item = known.items.get(key.item_id)
    if item is None:
        return "changed"
    if key.field in _ON_ITEM:
        return _replace_on_item(item, key.field, before, after)
    entry = known.entries.get((key.item_id, "grade" if key.field == REASON else key.field, key.year))
    if entry is None or entry.shared_from_id is not None:
        return "changed"
    if (entry.reason if key.field == REASON else entry.text) != before:
        return "changed"
    if known.is_closed(item, entry):
        return "closed"
    if key.field == REASON:
        entry.reason = after
    else:
        _write_entry(session, entry, after)
    return ""


def _replace_on_item(item: PlanItem, field: str, before: str, after: str) -> str:
    name = _ON_ITEM[field]
    if getattr(item, name) != before:
        return "changed"
    if field == TITLE and not after.strip():
        return "nameless"
    setattr(item, name, after)
    return ""


def _write_entry(session: Session, entry: Entry, text: str) -> None:
    """As if the new text had been typed: 継続, ― and nothing are states, not words."""
    state: EntryState | None = EntryState(entry.state)
    if state is EntryState.TEXT:
        state, text = read_state(text, yearly=entry.year is not None)
        text = read_grade(inline.plain(text)) if entry.field == "grade" else text
    if state is None:
        entries.blank_everywhere(session, entry)
    else:
        entry.state, entry.text = state.value, inline.tidy(text)
