"""再掲: a point that refers to another of the plan and is called as that one, whatever it is called later."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.folding import fold
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.plan import Entry, ItemKind, PlanItem
from zaitaku_desktop.model.snapshot import RELISTED

_SIGNS = (RELISTED, "(再掲)", "【再掲】", "［再掲］")
_MARKS = "・○● \u3000"


def name_point(session: Session, item: PlanItem, title: str) -> None:
    """Name a 取組. Words that end in （再掲） and are those of another point of its plan make it a 再掲 of that one.

    Any other name is its own."""
    source = _source_of(session, item, title)
    item.relisted_from_id = None if source is None else source.id
    wanted = title if source is None else ""
    if item.title != wanted:
        item.title = wanted


def _source_of(session: Session, item: PlanItem, title: str) -> PlanItem | None:
    """What a name that ends in （再掲） refers to: as before, else the 取組 of that name or the 実施行 of that 計画."""
    sign = next((sign for sign in _SIGNS if title.rstrip().endswith(sign)), None)
    if sign is None or item.kind != ItemKind.INITIATIVE.value:
        return None
    words = _folded(title.rstrip().removesuffix(sign))
    rows = select(PlanItem).where(PlanItem.plan_id == item.plan_id, PlanItem.relisted_from_id.is_(None))
    others = [row for row in session.scalars(rows.order_by(PlanItem.id)) if row.id != item.id]
    others.sort(key=lambda row: (row.id != item.relisted_from_id, row.kind != ItemKind.INITIATIVE.value))
    return next((row for row in others if words and words in _said(session, row)), None)


def _said(session: Session, row: PlanItem) -> Collection[str]:
    """What a point is called: its name; of a 実施行 its 計画 in each 年度."""
    if row.kind != ItemKind.LINE.value:
        return {_folded(row.title)} if row.kind == ItemKind.INITIATIVE.value else ()
    texts = session.scalars(select(Entry.text).where(Entry.item_id == row.id, Entry.field == "plan"))
    return {_folded(text.partition("\n")[0]) for text in texts}


def _folded(words: str) -> str:
    return fold(inline.plain(words).lstrip(_MARKS).strip()).text


def keep_words(session: Session, doomed: Iterable[int]) -> None:
    """Before these items are deleted: what was a 再掲 of one of them keeps its words as its own name."""
    gone = set(doomed)
    for row in session.scalars(select(PlanItem).where(PlanItem.relisted_from_id.in_(gone))).all():
        if row.id in gone:
            continue
        source = session.get_one(PlanItem, row.relisted_from_id)
        row.title = _words(session, source) + RELISTED
        row.relisted_from_id = None
    session.flush()


def _words(session: Session, source: PlanItem) -> str:
    if source.kind != ItemKind.LINE.value:
        return source.title
    texts = select(Entry.text).where(Entry.item_id == source.id, Entry.field == "plan").order_by(Entry.year.desc())
    first = next((text for text in session.scalars(texts) if text), "")
    return inline.plain(first).partition("\n")[0].lstrip(_MARKS)
