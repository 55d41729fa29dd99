"""次第 written line by line: an item behind another, one parted or joined, one moved past its neighbour."""

from __future__ import annotations

from sqlalchemy.orm import Session

from zaitaku_desktop.model.agenda import AgendaItem
from zaitaku_desktop.operations.agenda import add_item, edit_item, move_item, remove_items, siblings_of
from zaitaku_desktop.operations.records import must_have


def title_and_note(text: str) -> tuple[str, str]:
    """A text of several lines is a title and the lines below it."""
    title, _, note = text.partition("\n")
    return title.strip(), note.strip("\n")


def text_of(title: str, note: str) -> str:
    """Title and the lines below it as one text."""
    return f"{title}\n{note}" if note else title


def write_line(session: Session, item_id: int, text: str) -> None:
    """What was typed for an item. Raises KnownError if it is gone, or the meeting is 確定."""
    title, note = title_and_note(text)
    edit_item(session, item_id, title=title, note=note)


def _siblings(session: Session, item: AgendaItem) -> list[AgendaItem]:
    return siblings_of(session, item.meeting_id, item.parent_id)


def insert_behind(session: Session, meeting_id: int, item_id: int | None, title: str = "", **more: object) -> int:
    """An item on the line behind another: below it where it has items below, else after it; None = the first of all.

    Returns its id. Raises KnownError as `add_item`.
    """
    if item_id is None:
        return add_item(session, meeting_id, title, None, 0, **more)
    item = must_have(session, AgendaItem, item_id, "議題")
    if siblings_of(session, meeting_id, item_id):
        return add_item(session, meeting_id, title, item_id, 0, **more)
    at = [row.id for row in _siblings(session, item)].index(item_id)
    return add_item(session, meeting_id, title, item.parent_id, at + 1, **more)


def insert_before(session: Session, item_id: int, title: str = "") -> int:
    """An item of the same level before another. Returns its id. Raises KnownError as `add_item`."""
    item = must_have(session, AgendaItem, item_id, "議題")
    at = [row.id for row in _siblings(session, item)].index(item_id)
    return add_item(session, item.meeting_id, title, item.parent_id, at)


def split_item(session: Session, item_id: int, at: int) -> int:
    """Cut the text of an item in two; what is behind the place is a new item behind it. Returns its id.

    Raises KnownError as `add_item`.
    """
    item = must_have(session, AgendaItem, item_id, "議題")
    text = text_of(item.title, item.note)
    write_line(session, item_id, text[:at])
    title, note = title_and_note(text[at:])
    return insert_behind(session, item.meeting_id, item_id, title, note=note)


def join_items(session: Session, item_id: int, other_id: int) -> None:
    """Put the title of an item behind that of another one, and its notes and what stands below it too; it goes.

    Raises KnownError as `move_item`.
    """
    item = must_have(session, AgendaItem, item_id, "議題")
    other = must_have(session, AgendaItem, other_id, "議題")
    note = "\n".join(part for part in (other.note, item.note) if part)
    edit_item(session, other_id, title=other.title + item.title, note=note)
    for child in siblings_of(session, item.meeting_id, item_id):
        move_item(session, child.id, other_id)
    remove_items(session, [item_id])


def step_item(session: Session, item_id: int, *, up: bool) -> bool:
    """Alt+↑↓: an item with all below it past its neighbour of the same level. False = there is none.

    Raises KnownError as `move_item`.
    """
    item = must_have(session, AgendaItem, item_id, "議題")
    rows = _siblings(session, item)
    at = [row.id for row in rows].index(item_id)
    if (up and at == 0) or (not up and at + 1 == len(rows)):
        return False
    behind = rows[at + 2] if at + 2 < len(rows) else None
    before = rows[at - 1].id if up else None if behind is None else behind.id
    move_item(session, item_id, item.parent_id, before)
    return True
