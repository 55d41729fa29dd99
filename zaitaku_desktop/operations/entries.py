"""Entries and their sharing: the few moves that every change of cells and rows is made of.

What holds after each of them: `shared_from_id` points to an entry that holds a text, never to another sharer,
in the same plan; deleting or moving a holder changes no text that another cell shows.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.fields import standard_fields
from zaitaku_desktop.model.plan import Entry, EntryState, ItemKind, PlanItem
from zaitaku_desktop.model.vocabulary import OwnField


def item_of(session: Session, item_id: int) -> PlanItem:
    """The item. Raises KnownError if it is gone."""
    item = session.get(PlanItem, item_id)
    if item is None:
        raise KnownError("この行は削除されています。", todo="画面を開き直してください。")
    return item


def find(session: Session, item_id: int, field: str, year: int | None) -> Entry | None:
    """The entry as stored there."""
    at = Entry.year.is_(None) if year is None else Entry.year == year
    return session.scalars(select(Entry).where(Entry.item_id == item_id, Entry.field == field, at)).one_or_none()


def holder_of(session: Session, entry: Entry) -> Entry:
    """The entry that holds its text: itself or the one it shares."""
    if entry.shared_from_id is None:
        return entry
    return session.get_one(Entry, entry.shared_from_id)


def sharers_of(session: Session, entry: Entry) -> list[Entry]:
    """The entries that share its text, in their order in the plan."""
    found = list(session.scalars(select(Entry).where(Entry.shared_from_id == entry.id)))
    if len(found) < 2:
        return found
    order = {item_id: index for index, item_id in enumerate(walk(session, item_of(session, entry.item_id).plan_id))}
    return sorted(found, key=lambda sharer: (order.get(sharer.item_id, len(order)), sharer.id))


def children(session: Session, plan_id: int, parent_id: int | None) -> list[PlanItem]:
    """The items directly below one (None = top of the plan), in order."""
    below = PlanItem.parent_id.is_(None) if parent_id is None else PlanItem.parent_id == parent_id
    query = select(PlanItem).where(PlanItem.plan_id == plan_id, below)
    return list(session.scalars(query.order_by(PlanItem.position, PlanItem.id)))


def walk(session: Session, plan_id: int, parent_id: int | None = None) -> list[int]:
    """Ids of all items below one (None = of the whole plan), depth first, in order."""
    query = select(PlanItem.id, PlanItem.parent_id).where(PlanItem.plan_id == plan_id)
    below: dict[int | None, list[int]] = {}
    for item_id, parent in session.execute(query.order_by(PlanItem.position.desc(), PlanItem.id.desc())):
        below.setdefault(parent, []).append(item_id)
    found: list[int] = []
    waiting = list(below.get(parent_id, ()))
    while waiting:
        item_id = waiting.pop()
        found.append(item_id)
        waiting += below.get(item_id, ())
    return found


def hand_over(session: Session, entry: Entry) -> None:
    """Give the text of a holder to its next sharer, which holds it for the others from now on."""
    sharers = sharers_of(session, entry)
    if not sharers:
        return
    heir, *others = sharers
    heir.state, heir.text, heir.reason, heir.shared_from_id = entry.state, entry.text, entry.reason, None
    for other in others:
        other.shared_from_id = heir.id
    session.flush()


def drop(session: Session, entry: Entry) -> None:
    """Delete one entry; what others share of it stays with them."""
    hand_over(session, entry)
    session.delete(entry)
    session.flush()


def blank_everywhere(session: Session, entry: Entry) -> None:
    """Delete the text wherever it is shown: the holder and all who share it."""
    holder = holder_of(session, entry)
    for sharer in sharers_of(session, holder):
        session.delete(sharer)
    session.flush()
    session.delete(holder)
    session.flush()


def carrier(session: Session, item: PlanItem, field: str) -> PlanItem:
    """The item on which `field` stands for this row (model/plan.py): itself, its 取組, or its first 実施行.

    A cell that was opened before its 取組 was split still writes where its text stands now. Raises KnownError
    for a 項目, which has no fields.
    """
    if item.kind == ItemKind.GROUP.value:
        raise KnownError("項目の行には書けません。", todo="取組名を入力してから書いてください。")
    on_line = field in line_fields(session)
    if item.kind == ItemKind.LINE.value and not on_line and item.parent_id is not None:
        return item_of(session, item.parent_id)
    if item.kind == ItemKind.INITIATIVE.value and on_line:
        return next(iter(children(session, item.plan_id, item.id)), item)
    return item


def line_fields(session: Session) -> frozenset[str]:
    """Keys of the fields that stand on 実施行, the municipality's own included."""
    standard = {key for key, field in standard_fields().items() if field.level == "line"}
    own = session.scalars(select(OwnField.key).where(OwnField.level == "line"))
    return frozenset(standard | set(own))


def put(session: Session, item_id: int, field: str, year: int | None, state: EntryState, text: str) -> Entry:
    """Write a value; where the cell shares its text, all that share it change together."""
    entry = find(session, item_id, field, year)
    if entry is None:
        entry = Entry(item_id=item_id, field=field, year=year, state=state.value, text=text)
        session.add(entry)
    else:
        entry = holder_of(session, entry)
        if (entry.state, entry.text) != (state.value, text):
            entry.state, entry.text = state.value, text
    session.flush()
    return entry


def initiative_of(session: Session, item: PlanItem) -> PlanItem | None:
    """The 取組 an item is or belongs to."""
    current: PlanItem | None = item
    while current is not None and current.kind != ItemKind.INITIATIVE.value:
        current = None if current.parent_id is None else session.get(PlanItem, current.parent_id)
    return current


def refuse_closed(session: Session, item: PlanItem, years: Iterable[int | None]) -> None:
    """Raise KnownError if one of the years (of cells about to change) comes after the 取組 ended."""
    initiative = initiative_of(session, item)
    if initiative is None or initiative.ended_year is None:
        return
    if any(year is not None and year > initiative.ended_year for year in years):
        raise KnownError(
            "この取組は廃止されているため、その後の年度には書けません。",
            todo="書くときは、先に廃止を取り消してください。",
        )
