"""What can be done to the cells of a plan: write, set a state, share, stop sharing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from zaitaku_desktop.forms.cells import MARK, TITLE, FieldValue
from zaitaku_desktop.model.plan import Entry, EntryState, ItemKind
from zaitaku_desktop.operations import entries, plan_rows

Key = tuple[str, int | None]


def write_values(session: Session, item_id: int, values: Sequence[FieldValue]) -> None:
    """Write what was typed into a cell: one value for each field and 年度 that stands in it.

    A blank value deletes; in a shared cell every sharer changes with it. `#title` and `#mark` name and mark
    the item. Raises KnownError for a 年度 after the 取組 ended, or if the item is gone.
    """
    item = entries.item_of(session, item_id)
    written = [value for value in values if not value.field.startswith("#")]
    entries.refuse_closed(session, item, [value.year for value in written if value.state is not None])
    for value in values:
        if value.field == TITLE:
            if item.title != value.text:
                item.title = value.text
        elif value.field == MARK:
            item.mark = value.text
        elif value.state is None:
            present = entries.find(session, item_id, value.field, value.year)
            if present is not None:
                entries.blank_everywhere(session, present)
        else:
            entries.put(session, item_id, value.field, value.year, value.state, value.text)
    session.flush()


def write_first_initiative(session: Session, group_id: int, values: Sequence[FieldValue]) -> int:
    """Typing into the 取組名 of an empty 項目 makes its first 取組. Returns its id."""
    group = entries.item_of(session, group_id)
    made = plan_rows.add_initiative(session, group.plan_id, group.id)
    write_values(session, made, values)
    return made


def set_state(session: Session, item_id: int, field: str, year: int | None, state: EntryState | None) -> None:
    """Set 継続, ― or blank. 継続 on a cell that already continues keeps what is added to it."""
    item = entries.item_of(session, item_id)
    present = entries.find(session, item_id, field, year)
    if state is None:
        if present is not None:
            entries.blank_everywhere(session, present)
        return
    entries.refuse_closed(session, item, [year])
    if present is not None and entries.holder_of(session, present).state == state.value:
        return
    entries.put(session, item_id, field, year, state, "")


def share_with(session: Session, item_id: int, keys: Sequence[Key], holder_item_id: int) -> None:
    """「上と同じ」: these fields of the item show the text of the other item from now on.

    A text of its own is replaced (and stays with those who shared it). Where the other is blank, this becomes
    blank too.
    """
    if item_id == holder_item_id:
        return
    item = entries.item_of(session, item_id)
    for field, year in keys:
        source = entries.find(session, holder_item_id, field, year)
        own = entries.find(session, item_id, field, year)
        if source is None:
            if own is not None:
                entries.drop(session, own)
            continue
        entries.refuse_closed(session, item, [year])
        holder = entries.holder_of(session, source)
        if own is not None and holder.id in (own.id, own.shared_from_id):
            continue
        if own is None:
            own = Entry(item_id=item_id, field=field, year=year)
            session.add(own)
        else:
            entries.hand_over(session, own)
        own.state, own.text, own.reason, own.shared_from_id = EntryState.TEXT.value, "", "", holder.id
        session.flush()


def unshare(session: Session, item_id: int, keys: Sequence[Key]) -> None:
    """「共有をやめる」: the text stays, but changes alone from now on."""
    for field, year in keys:
        own = entries.find(session, item_id, field, year)
        if own is None:
            continue
        if own.shared_from_id is None:
            entries.hand_over(session, own)
            continue
        holder = entries.holder_of(session, own)
        own.state, own.text, own.reason = holder.state, holder.text, holder.reason
        own.shared_from_id = None
        session.flush()


def group_without_initiative(session: Session, item_id: int) -> bool:
    """Whether the item is a 項目 that has no 取組 yet."""
    item = entries.item_of(session, item_id)
    return item.kind == ItemKind.GROUP.value and not entries.children(session, item.plan_id, item.id)
