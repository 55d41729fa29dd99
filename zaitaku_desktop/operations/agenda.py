"""次第: items added, edited, moved, indented, removed; the 配付資料 marked at them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.agenda import AgendaHandout, AgendaItem, AgendaKind
from zaitaku_desktop.model.handout import Handout
from zaitaku_desktop.model.outline import OutlineBlock
from zaitaku_desktop.operations.agenda_copy import items_of
from zaitaku_desktop.operations.meeting import open_meeting
from zaitaku_desktop.operations.records import edit, in_order, must_have, placed

LEVELS = 4
"""So many levels a 次第 has at most."""


def _item(session: Session, item_id: int) -> AgendaItem:
    """The item, to be changed. Raises KnownError if it is gone, or its meeting is 確定."""
    item = must_have(session, AgendaItem, item_id, "議題")
    open_meeting(session, item.meeting_id)
    return item


def siblings_of(session: Session, meeting_id: int, parent_id: int | None) -> list[AgendaItem]:
    """The items below another one (None = at the top), in order."""
    above = AgendaItem.parent_id.is_(None) if parent_id is None else AgendaItem.parent_id == parent_id
    rows = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id, above)
    return list(session.scalars(rows.order_by(AgendaItem.position, AgendaItem.id)))


def _depth(session: Session, parent_id: int | None) -> int:
    """How many items stand above one below this parent."""
    depth = 0
    while parent_id is not None:
        depth += 1
        parent_id = session.get_one(AgendaItem, parent_id).parent_id
    return depth


def _height(session: Session, item_id: int) -> int:
    """How many levels an item has below it."""
    below = session.scalars(select(AgendaItem.id).where(AgendaItem.parent_id == item_id)).all()
    return max((1 + _height(session, one) for one in below), default=0)


def add_item(
    session: Session,
    meeting_id: int,
    title: str = "",
    parent_id: int | None = None,
    position: int | None = None,
    **more: object,
) -> int:
    """Add an item below another (None = at the top), at `position` among its siblings (None = last). Returns its id.

    Raises KnownError if the meeting is gone or 確定, the one above is gone or of another meeting, or too deep.
    """
    open_meeting(session, meeting_id)
    if parent_id is not None and _item(session, parent_id).meeting_id != meeting_id:
        raise KnownError("別の会議の議題の下には置けません。", todo="同じ次第の中で選んでください。")
    _check_depth(_depth(session, parent_id))
    item = AgendaItem(meeting_id=meeting_id, parent_id=parent_id, title=title)
    edit(item, more, fixed=("meeting_id", "parent_id"))
    rows = siblings_of(session, meeting_id, parent_id)
    rows.insert(len(rows) if position is None else max(0, min(position, len(rows))), item)
    session.add(item)
    in_order(rows)
    session.flush()
    return item.id


def _check_depth(depth: int) -> None:
    if depth >= LEVELS:
        raise KnownError(f"次第は{LEVELS}段までです。", todo="上の段に置いてください。")


def add_items(session: Session, meeting_id: int, lines: Sequence[tuple[int, str]]) -> list[int]:
    """Add items at the end as (level from 0, title), as a pasted list has them. Returns their ids.

    A level deeper than the line above allows is put one below it. Raises KnownError as `add_item`.
    """
    open_meeting(session, meeting_id)
    above: list[AgendaItem] = []
    made: list[AgendaItem] = []
    counts: dict[int | None, int] = {None: len(siblings_of(session, meeting_id, None))}
    for level, title in lines:
        del above[max(0, min(level, len(above), LEVELS - 1)) :]
        parent_id = above[-1].id if above else None
        item = AgendaItem(meeting_id=meeting_id, parent_id=parent_id, title=title, position=counts.get(parent_id, 0))
        counts[parent_id] = item.position + 1
        session.add(item)
        session.flush()
        made.append(item)
        above.append(item)
    return [item.id for item in made]


def edit_item(session: Session, item_id: int, **changes: object) -> None:
    """Change columns of an item by their names (title, note, kind, presenter, minutes, committee_id).

    Raises KnownError if it is gone, or the meeting is 確定.
    """
    edit(_item(session, item_id), changes, fixed=("meeting_id", "parent_id", "position"))
    session.flush()


def move_item(session: Session, item_id: int, parent_id: int | None, before_id: int | None = None) -> None:
    """Put an item with all below it before another child of `parent_id` (None = last); marks and headings follow.

    Raises KnownError if it is gone, below itself, too deep, of another meeting, or the meeting is 確定.
    """
    item = _item(session, item_id)
    above = parent_id
    while above is not None:
        if above == item_id:
            raise KnownError("議題を、それ自身の下には移せません。", todo="移す先を選び直してください。")
        above = _item(session, above).parent_id
    if parent_id is not None and _item(session, parent_id).meeting_id != item.meeting_id:
        raise KnownError("別の会議の議題の下には置けません。", todo="同じ次第の中で選んでください。")
    _check_depth(_depth(session, parent_id) + _height(session, item_id))
    old = item.parent_id
    rows = [row for row in siblings_of(session, item.meeting_id, parent_id) if row.id != item_id]
    item.parent_id = parent_id
    in_order(placed(rows, [item], before_id))
    session.flush()
    in_order(siblings_of(session, item.meeting_id, old))
    session.flush()


def indent_item(session: Session, item_id: int) -> None:
    """Put an item below the one before it. Raises KnownError if there is none, or as `move_item`."""
    item = _item(session, item_id)
    rows = siblings_of(session, item.meeting_id, item.parent_id)
    at = [row.id for row in rows].index(item_id)
    if at == 0:
        raise KnownError("この議題は字下げできません。", todo="すぐ上に同じ段の議題がある行を選んでください。")
    move_item(session, item_id, rows[at - 1].id)


def outdent_item(session: Session, item_id: int) -> None:
    """Put an item after the one it stands below. Raises KnownError if it stands at the top."""
    item = _item(session, item_id)
    if item.parent_id is None:
        raise KnownError("この議題は字上げできません。", todo="下の段の議題を選んでください。")
    parent = _item(session, item.parent_id)
    rows = siblings_of(session, item.meeting_id, parent.parent_id)
    behind = [row.id for row in rows][[row.id for row in rows].index(parent.id) + 1 :]
    move_item(session, item_id, parent.parent_id, behind[0] if behind else None)


def remove_items(session: Session, item_ids: Sequence[int]) -> None:
    """Remove items with all below them. A 見出し of the 会議録 that stands for one keeps its words.

    Raises KnownError if the meeting is 確定.
    """
    for item_id in item_ids:
        if session.get(AgendaItem, item_id) is None:  # gone with the one above
            continue
        item = _item(session, item_id)
        below = {item.id: item}
        for row in items_of(session, item.meeting_id):
            if row.parent_id in below:
                below[row.id] = row
        for block in session.scalars(select(OutlineBlock).where(OutlineBlock.agenda_item_id.in_(below))):
            block.text = block.text or below[block.agenda_item_id or 0].title
        session.flush()
        meeting_id, parent_id = item.meeting_id, item.parent_id
        session.delete(item)
        session.flush()
        session.expire_all()
        in_order(siblings_of(session, meeting_id, parent_id))
        session.flush()


def carry_items(session: Session, meeting_id: int, item_ids: Sequence[int], parent_id: int | None = None) -> list[int]:
    """継続: items of earlier meetings once more in this 次第, each knowing where it comes from. Returns the new ids.

    Raises KnownError as `add_item`, or if one is gone.
    """
    made = []
    for item_id in item_ids:
        old = must_have(session, AgendaItem, item_id, "議題")
        new = add_item(session, meeting_id, old.title, parent_id, presenter=old.presenter, carried_from_id=old.id)
        made.append(new)
    return made


def add_report_items(
    session: Session, meeting_id: int, committee_ids: Sequence[int], names: Sequence[str], parent_id: int | None = None
) -> list[int]:
    """部会からの報告: an item for each 部会, called by its name. Returns their ids. Raises KnownError as `add_item`."""
    return [
        add_item(session, meeting_id, name, parent_id, kind=AgendaKind.REPORT, committee_id=committee_id)
        for committee_id, name in zip(committee_ids, names, strict=True)
    ]


def mark_handouts(session: Session, item_id: int, handout_ids: Sequence[int]) -> None:
    """Which 配付資料 an item is about, in the order of its marks; none = no mark.

    Raises KnownError if one is gone or of another meeting, or the meeting is 確定.
    """
    item = _item(session, item_id)
    for handout_id in handout_ids:
        if must_have(session, Handout, handout_id, "配付資料").meeting_id != item.meeting_id:
            raise KnownError("別の会議の配付資料です。", todo="同じ会議の配付資料を選んでください。")
    present = {
        mark.handout_id: mark
        for mark in session.scalars(select(AgendaHandout).where(AgendaHandout.agenda_item_id == item_id))
    }
    for handout_id, mark in present.items():
        if handout_id not in handout_ids:
            session.delete(mark)
    for position, handout_id in enumerate(dict.fromkeys(handout_ids)):
        if handout_id in present:
            present[handout_id].position = position
        else:
            session.add(AgendaHandout(agenda_item_id=item_id, handout_id=handout_id, position=position))
    session.flush()
