"""次第 taken from another meeting: its top for the next one, all of it where a meeting was put off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from zaitaku_desktop.model.agenda import AgendaHandout, AgendaItem, AgendaKind
from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.handout import Handout, HandoutPart
from zaitaku_desktop.model.meeting import Meeting
from zaitaku_desktop.model.tasks import open_before
from zaitaku_desktop.storage.reading_meetings import load_blocks, load_meetings

R = TypeVar("R", bound=Record)
STANDARD = ("開会", "議題", "その他", "閉会")
TASKS_TITLE = "前回までの宿題について"


def items_of(session: Session, meeting_id: int) -> list[AgendaItem]:
    """Every item of a 次第, those above before those below, siblings in order."""
    rows = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    found = list(session.scalars(rows.order_by(AgendaItem.position, AgendaItem.id)))
    below: dict[int | None, list[AgendaItem]] = {}
    for item in found:
        below.setdefault(item.parent_id, []).append(item)
    ordered: list[AgendaItem] = []
    waiting: list[int | None] = [None]
    while waiting:
        children = below.get(waiting.pop(0), [])
        ordered += children
        waiting += [child.id for child in children]
    return ordered


def walked(items: Iterable[AgendaItem]) -> Iterator[tuple[AgendaItem, int]]:
    """The items of a 次第 as they are printed, from top to bottom, each with its level from 0."""
    below: dict[int | None, list[AgendaItem]] = {}
    for item in items:
        below.setdefault(item.parent_id, []).append(item)

    def walk(parent: int | None, level: int) -> Iterator[tuple[AgendaItem, int]]:
        for item in below.get(parent, ()):
            yield item, level
            yield from walk(item.id, level + 1)

    return walk(None, 0)


def begin_agenda(session: Session, meeting: Meeting, last: Meeting | None) -> None:
    """The top of the last 次第 (or the usual one), and 前回までの宿題 below 議題 where some are open."""
    top = [] if last is None else [item for item in items_of(session, last.id) if item.parent_id is None]
    titles = [(item.title, item.kind) for item in top] or [(title, AgendaKind.PLAIN) for title in STANDARD]
    made = [
        AgendaItem(meeting_id=meeting.id, position=at, title=title, kind=kind)
        for at, (title, kind) in enumerate(titles)
    ]
    session.add_all(made)
    session.flush()
    topics = next((item for item in made if item.title.replace("\u3000", "").startswith("議題")), None)
    if topics is not None and has_open_tasks(session, meeting):
        session.add(AgendaItem(meeting_id=meeting.id, parent_id=topics.id, kind=AgendaKind.TASKS, title=TASKS_TITLE))
        session.flush()


def has_open_tasks(session: Session, meeting: Meeting) -> bool:
    """Whether a 宿題 of an earlier meeting is open."""
    session.flush()
    rows = load_meetings(session.connection(), meeting.committee_id)
    meetings = {row.id: row for row in rows}
    return bool(open_before(meetings[meeting.id], load_blocks(session.connection(), *meetings), meetings))


def copy_agenda(session: Session, source_id: int, target_id: int) -> None:
    """Copy items, 配付資料 with their parts, and the marks between them to another meeting."""
    items: dict[int, int] = {}
    for item in items_of(session, source_id):
        parent = items.get(item.parent_id or 0)
        items[item.id] = _copied(session, item, meeting_id=target_id, parent_id=parent).id
    handouts: dict[int, int] = {}
    rows = select(Handout).where(Handout.meeting_id == source_id).order_by(Handout.position, Handout.id)
    for handout in session.scalars(rows).all():
        handouts[handout.id] = _copied(session, handout, meeting_id=target_id, replaces_id=None).id
    for handout in session.scalars(select(Handout).where(Handout.id.in_(handouts))).all():
        if handout.replaces_id in handouts:
            session.get_one(Handout, handouts[handout.id]).replaces_id = handouts[handout.replaces_id]
    _copy_below(session, session.scalars(select(HandoutPart).where(HandoutPart.handout_id.in_(handouts))), handouts)
    marks = session.scalars(select(AgendaHandout).where(AgendaHandout.handout_id.in_(handouts))).all()
    for mark in marks:
        if mark.agenda_item_id in items:
            _copied(session, mark, agenda_item_id=items[mark.agenda_item_id], handout_id=handouts[mark.handout_id])
    session.flush()


def _copy_below(session: Session, parts: Iterable[HandoutPart], handouts: dict[int, int]) -> None:
    for part in list(parts):
        _copied(session, part, handout_id=handouts[part.handout_id])


def _copied(session: Session, row: R, **changes: object) -> R:
    """A new row with the columns of another but for these changes."""
    values = {column.key: getattr(row, column.key) for column in inspect(type(row)).columns}
    copy = type(row)(**{**values, "id": None, "row_hash": "", **changes})
    session.add(copy)
    session.flush()
    return copy
