"""Replace words in the texts of a plan: what stands around them is not touched, shared texts change once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
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
STRIDE = 200
"""After so many texts it is told how far it is."""
PREPARED = 0.6
"""Where it is when all texts are made and none is written."""
_ON_ITEM = {TITLE: "title", END_NOTE: "end_note", BELOW_NOTE: "below_note"}


@dataclass(frozen=True, slots=True)
class Replaced:
    """`places` = how many hits were replaced; `closed` = texts of 年度 after the end of their 取組, `nameless` = names
    that would have become empty: both were left as they are. `changed` = texts that no longer are what was searched."""

    places: int = 0
    closed: tuple[TextKey, ...] = ()
    nameless: tuple[TextKey, ...] = ()
    changed: tuple[TextKey, ...] = ()


def unseen(_part: float) -> None:
    """Nobody looks how far it is."""


def replace_hits(
    session: Session, hits: Sequence[Hit], words: str, progress: Callable[[float], None] = unseen
) -> Replaced:
    """Put `words` in the place of each hit. Texts that have changed since they were searched are left alone.

    A text that becomes empty blanks its cell. `progress` is told how far it is (0…1), and may raise to stop it. Raises
    KnownError if nothing at all could be replaced.
    """
    places = 0
    left: dict[str, list[TextKey]] = {"closed": [], "nameless": [], "changed": []}
    texts = spans_by_text(hits)
    progress(0.0)
    known = _Known.load(session, {key.item_id for key in texts})
    writing = _Writing()
    for number, (key, (text, spans)) in enumerate(texts.items()):
        if number % STRIDE == 0:
            progress(PREPARED * number / len(texts))
        why = _replace(writing, known, key, text, replace_spans(text, spans, words))
        if why:
            left[why].append(key)
        else:
            places += len(spans)
    if not places:
        raise _nothing(left)
    progress(PREPARED)
    writing.write(session)
    progress(1.0)
    return Replaced(places, tuple(left["closed"]), tuple(left["nameless"]), tuple(left["changed"]))


class _Writing:
    """What is written at once at the end: the new columns of texts and of items, by id, and the texts that go."""

    def __init__(self) -> None:
        self.entries: dict[int, dict[str, object]] = {}
        self.items: dict[int, dict[str, object]] = {}
        self.blanked: list[int] = []

    def write(self, session: Session) -> None:
        """Thousands of rows with one statement for each set of columns."""
        for record, rows in ((PlanItem, self.items), (Entry, self.entries)):
            if rows:
                session.execute(update(record), [{"id": row_id, **columns} for row_id, columns in rows.items()])
        for row_id in self.blanked:
            entries.blank_everywhere(session, session.get_one(Entry, row_id))
        session.flush()


@dataclass(frozen=True, slots=True)
class _Known:
    """What is asked about thousands of texts, read at once: rows, since records take five times as long."""

    items: Mapping[int, Any]
    entries: Mapping[tuple[int, str, int | None], Any]
    sharers: Mapping[int, Sequence[Any]]

    @classmethod
    def load(cls, session: Session, wanted: Collection[int]) -> _Known:
        """Of the plan to which these items belong."""
        some = select(PlanItem.plan_id).where(PlanItem.id.in_(list(wanted)[:FEW]))
        in_plan = PlanItem.plan_id.in_(some)
        of_items = (PlanItem.id, PlanItem.parent_id, PlanItem.kind, PlanItem.ended_year)
        items = {
            item.id: item
            for item in session.execute(
                select(*of_items, PlanItem.title, PlanItem.end_note, PlanItem.below_note).where(in_plan)
            )
        }
        of_entries = (Entry.id, Entry.item_id, Entry.field, Entry.year, Entry.state, Entry.text, Entry.reason)
        query = select(*of_entries, Entry.shared_from_id).join(PlanItem, Entry.item_id == PlanItem.id).where(in_plan)
        found: dict[tuple[int, str, int | None], Any] = {}
        sharers: dict[int, list[Any]] = {}
        for entry in session.execute(query):
            found[entry.item_id, entry.field, entry.year] = entry
            if entry.shared_from_id is not None:
                sharers.setdefault(entry.shared_from_id, []).append(entry)
        return cls(items, found, sharers)

    def is_closed(self, item: Any, entry: Any) -> bool:
        """Whether the 年度 comes after the end of every 取組 that shows the text: then it is typed in nowhere."""
        if entry.year is None:
            return False
        shown_by = [item, *(self.items[sharer.item_id] for sharer in self.sharers.get(entry.id, ()))]
        return all(self._has_ended(one, entry.year) for one in shown_by)

    def _has_ended(self, item: Any, year: int) -> bool:
        current = item
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


def _replace(writing: _Writing, known: _Known, key: TextKey, before: str, after: str) -> str:
    """Write one text. "" = done, else why it was left: closed, nameless, changed."""
    item = known.items.get(key.item_id)
    if item is None:
        return "changed"
    if key.field in _ON_ITEM:
        return _replace_on_item(writing, item, key.field, before, after)
    entry = known.entries.get((key.item_id, "grade" if key.field == REASON else key.field, key.year))
    if entry is None or entry.shared_from_id is not None:
        return "changed"
    if (entry.reason if key.field == REASON else entry.text) != before:
        return "changed"
    if known.is_closed(item, entry):
        return "closed"
    if key.field == REASON:
        writing.entries.setdefault(entry.id, {})["reason"] = after
    else:
        _write_entry(writing, entry, after)
    return ""


def _replace_on_item(writing: _Writing, item: Any, field: str, before: str, after: str) -> str:
    name = _ON_ITEM[field]
    if getattr(item, name) != before:
        return "changed"
    if field == TITLE and not after.strip():
        return "nameless"
    writing.items.setdefault(item.id, {})[name] = after
    return ""


def _write_entry(writing: _Writing, entry: Any, text: str) -> None:
    """As if the new text had been typed: 継続, ― and nothing are states, not words."""
    state: EntryState | None = EntryState(entry.state)
    if state is EntryState.TEXT:
        state, text = read_state(text, yearly=entry.year is not None)
        text = read_grade(inline.plain(text)) if entry.field == "grade" else text
    if state is None:
        writing.blanked.append(entry.id)
    else:
        writing.entries.setdefault(entry.id, {}).update(state=state.value, text=inline.tidy(text))
