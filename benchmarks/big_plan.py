"""The sample's plan many times over in one file: fifty pages and more of 資料1."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.model.plan import Entry, ItemTag, PlanItem
from zaitaku_desktop.operations.sample import fill_sample
from zaitaku_desktop.storage.workspace import Workspace

TIMES = 9


def big_plan(path: Path, times: int = TIMES) -> Workspace:
    """Make the file and open it. Its first 資料 is a P1 of about six pages for each time."""

    def fill(session: Session) -> None:
        fill_sample(session)
        for number in range(1, times):
            _copy_all(session, number)

    return Workspace.create(path, name="みなと野市", fill=fill)


def _copy_all(session: Session, number: int) -> None:
    """Once more every 項目 of the first copy, with all below it."""
    plan_id = session.scalars(select(PlanItem.plan_id)).first()
    items = list(session.scalars(select(PlanItem).where(PlanItem.plan_id == plan_id).order_by(PlanItem.id)))
    originals = items[: len(items) // number]
    top = sum(item.parent_id is None for item in items)
    made: dict[int, PlanItem] = {}
    for item in originals:
        parent = None if item.parent_id is None else made[item.parent_id].id
        copy = PlanItem(plan_id=item.plan_id, parent_id=parent, kind=item.kind, number=item.number, title=item.title)
        copy.position, copy.mark, copy.axis_value_id = item.position, item.mark, item.axis_value_id
        if parent is None:
            copy.position += top
        session.add(copy)
        session.flush()
        made[item.id] = copy
    ids = list(made)
    for tag in list(session.scalars(select(ItemTag).where(ItemTag.item_id.in_(ids)))):
        session.add(ItemTag(item_id=made[tag.item_id].id, axis_value_id=tag.axis_value_id))
    entries: dict[int, Entry] = {}
    for entry in list(session.scalars(select(Entry).where(Entry.item_id.in_(ids)).order_by(Entry.shared_from_id))):
        same = Entry(item_id=made[entry.item_id].id, field=entry.field, year=entry.year)
        same.state, same.text, same.reason = entry.state, entry.text, entry.reason
        if entry.shared_from_id is not None:
            same.shared_from_id = entries[entry.shared_from_id].id
        session.add(same)
        session.flush()
        entries[entry.id] = same
