"""What can be done to the rows of a plan: add, split, move, indent, end, delete.

The rule of model/plan.py is kept here: line-level fields stand on the 取組 while it has no 実施行, on its
lines once it has. `_split` carries them down; nothing else has to know.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.plan import Entry, EntryState, ItemKind, ItemTag, Mark, Plan, PlanItem
from zaitaku_desktop.operations import entries, relisting

Successor = int | Literal["as it was"] | None
"""A 取組, or nobody, or whoever it is already."""
PARENTS = {
    ItemKind.GROUP.value: (None,),
    ItemKind.INITIATIVE.value: (None, ItemKind.GROUP.value),
    ItemKind.LINE.value: (ItemKind.INITIATIVE.value,),
}


def _must_have_plan(session: Session, plan_id: int) -> None:
    if session.get(Plan, plan_id) is None:
        raise KnownError("この計画は削除されています。", todo="一覧から選び直してください。")


def _must_be_parent(parent: PlanItem | None, kind: str, plan_id: int) -> None:
    """項目 at the top, 取組 at the top or in a 項目, 実施行 in a 取組; all in one plan."""
    if (parent.kind if parent else None) not in PARENTS[kind] or (parent and parent.plan_id != plan_id):
        raise KnownError("この行はそこには置けません。", todo="項目、取組、実施行の並びに合う所を選んでください。")


def _place(session: Session, item: PlanItem, parent_id: int | None, position: int | None) -> None:
    """Put an item among its siblings and number them from 0."""
    siblings = [row for row in entries.children(session, item.plan_id, parent_id) if row.id != item.id]
    index = len(siblings) if position is None else max(0, min(position, len(siblings)))
    siblings.insert(index, item)
    item.parent_id = parent_id
    _number(siblings)
    session.flush()


def _number(siblings: Sequence[PlanItem]) -> None:
    for index, row in enumerate(siblings):
        if row.position != index:
            row.position = index


def _close_gap(session: Session, plan_id: int, parent_id: int | None) -> None:
    _number(entries.children(session, plan_id, parent_id))
    session.flush()


def _add(session: Session, item: PlanItem, position: int | None) -> int:
    session.add(item)
    session.flush()
    _place(session, item, item.parent_id, position)
    return item.id


def add_group(
    session: Session, plan_id: int, position: int | None = None, *, title: str = "", axis_value_id: int | None = None
) -> int:
    """Add a 項目 (`position` None = last). A value of an axis can be the 項目 itself. Returns its id.

    Raises KnownError if the plan is gone.
    """
    _must_have_plan(session, plan_id)
    group = PlanItem(plan_id=plan_id, kind=ItemKind.GROUP.value, title=title, axis_value_id=axis_value_id)
    return _add(session, group, position)


def add_initiative(
    session: Session,
    plan_id: int,
    group_id: int | None,
    position: int | None = None,
    *,
    title: str = "",
    mark: Mark = Mark.NONE,
) -> int:
    """Add a 取組 under a 項目 (or at the top of the plan). Returns its id.

    Raises KnownError if the plan or the 項目 is gone, or where a 取組 cannot stand.
    """
    _must_have_plan(session, plan_id)
    if group_id is not None:
        _must_be_parent(entries.item_of(session, group_id), ItemKind.INITIATIVE.value, plan_id)
    item = PlanItem(plan_id=plan_id, parent_id=group_id, kind=ItemKind.INITIATIVE.value, title=title, mark=mark.value)
    return _add(session, item, position)


def _lines(session: Session, initiative: PlanItem) -> list[PlanItem]:
    return entries.children(session, initiative.plan_id, initiative.id)


def _split(session: Session, initiative: PlanItem) -> None:
    """Give a 取組 without lines its first one, which takes the line-level fields (their ids stay)."""
    if _lines(session, initiative):
        return
    line = PlanItem(plan_id=initiative.plan_id, parent_id=initiative.id, kind=ItemKind.LINE.value)
    _add(session, line, 0)
    own = entries.line_fields(session)
    for entry in session.scalars(select(Entry).where(Entry.item_id == initiative.id)):
        if entry.field in own:
            entry.item_id = line.id
    session.flush()


def add_line(session: Session, initiative_id: int, position: int | None = None, *, first: bool = False) -> int:
    """Add a 実施行 to a 取組; its present single row becomes the first line. Returns the new line's id.

    `first` = only make that first line (its id is returned), as a reader of split rows needs it.
    Raises KnownError if the 取組 is gone or is none.
    """
    initiative = entries.item_of(session, initiative_id)
    _must_be_parent(initiative, ItemKind.LINE.value, initiative.plan_id)
    _split(session, initiative)
    if first:
        return _lines(session, initiative)[0].id
    line = PlanItem(plan_id=initiative.plan_id, parent_id=initiative.id, kind=ItemKind.LINE.value)
    return _add(session, line, position)


def move(session: Session, item_id: int, new_parent_id: int | None, position: int | None = None) -> None:
    """Move an item to `position` among the children of `new_parent_id` (counted without the item itself).

    No text changes: a 取組 that receives its first line from elsewhere keeps its own row as a line before it,
    unless that row is blank. Raises KnownError for a place where the item cannot stand.
    """
    item = entries.item_of(session, item_id)
    parent = None if new_parent_id is None else entries.item_of(session, new_parent_id)
    _must_be_parent(parent, item.kind, item.plan_id)
    old_parent_id = item.parent_id
    if parent and item.kind == ItemKind.LINE.value and parent.id != old_parent_id and _has_own_row(session, parent):
        _split(session, parent)
    _place(session, item, new_parent_id, position)
    if old_parent_id != new_parent_id:
        _close_gap(session, item.plan_id, old_parent_id)


def _has_own_row(session: Session, initiative: PlanItem) -> bool:
    own = entries.line_fields(session)
    present = session.scalars(select(Entry.field).where(Entry.item_id == initiative.id))
    return any(field in own for field in present)


def delete(session: Session, item_ids: Iterable[int]) -> None:
    """Delete rows with all below them. A text that another row shares stays there."""
    for item_id in item_ids:
        item = session.get(PlanItem, item_id)
        if item is None:  # already gone with its 取組
            continue
        plan_id, parent_id = item.plan_id, item.parent_id
        doomed = [item_id, *entries.walk(session, plan_id, item_id)]
        relisting.keep_words(session, doomed)
        _free_entries(session, doomed)
        for doomed_id in reversed(doomed):
            session.delete(session.get_one(PlanItem, doomed_id))
            session.flush()
        _close_gap(session, plan_id, parent_id)


def _free_entries(session: Session, item_ids: Sequence[int]) -> None:
    """Delete the entries of these items, handing texts over to sharers outside them."""
    found = list(session.scalars(select(Entry).where(Entry.item_id.in_(item_ids))))
    for entry in found:  # sharers first, so that no text is handed to one that goes as well
        if entry.shared_from_id is not None:
            session.delete(entry)
    session.flush()
    for entry in found:
        if entry.shared_from_id is None:
            entries.drop(session, entry)


def indent(session: Session, item_id: int) -> None:
    """取組 → 実施行 of the 取組 above it. Its name is kept with the line, for `outdent`.

    Raises KnownError where a text of the 取組 itself (目的, 概要, 対象者 …, 廃止) would have no place any more.
    """
    item = entries.item_of(session, item_id)
    siblings = [
        row for row in entries.children(session, item.plan_id, item.parent_id) if row.kind == ItemKind.INITIATIVE.value
    ]
    if item.kind != ItemKind.INITIATIVE.value or siblings[0].id == item.id:
        raise KnownError("この行は字下げできません。", todo="同じ項目で、すぐ上に取組がある行を選んでください。")
    if _lines(session, item):
        raise KnownError("実施行に分かれている取組は字下げできません。", todo="実施行を上の取組へ移してください。")
    if item.ended_year is not None or item.end_note or item.below_note:
        raise KnownError("廃止や注記のある取組は字下げできません。", todo="廃止と注記を消してから字下げしてください。")
    above = siblings[[row.id for row in siblings].index(item.id) - 1]
    own = entries.line_fields(session)
    left = [e for e in session.scalars(select(Entry).where(Entry.item_id == item.id)) if e.field not in own]
    for entry in left:
        theirs = entries.find(session, above.id, entry.field, entry.year)
        if theirs is None or entries.holder_of(session, theirs).id != entries.holder_of(session, entry).id:
            raise KnownError(
                "この取組には目的や対象者が書いてあるため、字下げできません。",
                todo="その文を消すか、「上と同じ」にしてから字下げしてください。",
            )
    _split(session, above)
    for entry in left:
        entries.drop(session, entry)
    old_parent = item.parent_id
    item.kind = ItemKind.LINE.value
    _place(session, item, above.id, None)
    _close_gap(session, item.plan_id, old_parent)


def outdent(session: Session, item_id: int) -> None:
    """実施行 → 取組 of its own, right after the one it belonged to."""
    item = entries.item_of(session, item_id)
    if item.kind != ItemKind.LINE.value or item.parent_id is None:
        raise KnownError("この行は字上げできません。", todo="実施行を選んでください。")
    initiative = entries.item_of(session, item.parent_id)
    item.kind = ItemKind.INITIATIVE.value
    _place(session, item, initiative.parent_id, initiative.position + 1)
    _close_gap(session, item.plan_id, initiative.id)


def rename(session: Session, item_id: int, title: str, mark: Mark | None = None) -> None:
    """Name an item; `mark` None = as it was."""
    item = entries.item_of(session, item_id)
    item.title = title
    if mark is not None:
        item.mark = mark.value
    session.flush()


def end_item(
    session: Session,
    item_id: int,
    year: int | None,
    note: str | None = "",
    successor_id: Successor = "as it was",
) -> None:
    """End a 取組 after its last 年度 `year` (None = not ended after all). `note` is printed after its name, None = as
    it was.

    `successor_id` = the 取組 that takes its work over, None = nobody; a 取組 that goes on has none. What stands in
    later years stays in the records. Raises KnownError if item or successor are no 取組 of one plan, or where the
    successor has itself been handed over to this one.
    """
    item = entries.item_of(session, item_id)
    if item.kind != ItemKind.INITIATIVE.value:
        raise KnownError("廃止にできるのは取組だけです。", todo="取組名の行を選んでください。")
    item.ended_year = year
    if note is not None:
        item.end_note = note
    if year is None:
        item.successor_id = None
    elif successor_id != "as it was":
        if successor_id is not None:
            _must_succeed(session, item, successor_id)
        item.successor_id = successor_id
    session.flush()


def _must_succeed(session: Session, item: PlanItem, successor_id: int) -> None:
    successor: PlanItem | None = entries.item_of(session, successor_id)
    assert successor is not None
    if (successor.kind, successor.plan_id) != (item.kind, item.plan_id):
        raise KnownError("引継ぎ先にできない行です。", todo="同じ計画の、別の取組を選んでください。")
    seen: set[int] = set()
    while successor is not None and successor.id not in seen:
        if successor.id == item.id:
            raise KnownError(
                "引継ぎ先が、廃止する取組そのものに戻ってしまいます。", todo="続いている取組を選んでください。"
            )
        seen.add(successor.id)
        further = successor.successor_id
        successor = None if further is None else session.get(PlanItem, further)


def set_below_note(session: Session, item_id: int, note: str) -> None:
    """The note printed under the name of a 取組."""
    entries.item_of(session, item_id).below_note = note
    session.flush()


def duplicate(session: Session, item_ids: Iterable[int]) -> list[int]:
    """Copies of the items with all below them, after the last chosen one of their 項目 or 取組. Returns their ids.

    A copy can be written without changing what it was copied from: texts that are shared are copied once, and
    shared among the copies alone. A copy has no number of its own yet and is not ended.
    """
    copies: dict[int, int] = {}  # entry that holds a text → the copy that holds it for the copies
    made: list[int] = []
    after: dict[int | None, PlanItem] = {}
    chosen = outermost(session, item_ids)
    for item in chosen:
        after[item.parent_id] = item
    for item in chosen:
        copy = session.get_one(PlanItem, _copy(session, item, item.parent_id, copies))
        _place(session, copy, item.parent_id, after[item.parent_id].position + 1)
        after[item.parent_id] = copy
        made.append(copy.id)
    return made


def outermost(session: Session, item_ids: Iterable[int]) -> list[PlanItem]:
    """These items in the order of the plan, without those that stand below another of them.

    Raises KnownError if one is gone.
    """
    items = {item_id: entries.item_of(session, item_id) for item_id in item_ids}
    found: list[PlanItem] = []
    for plan_id in sorted({item.plan_id for item in items.values()}):
        below: set[int] = set()
        for item_id in entries.walk(session, plan_id):
            item = session.get_one(PlanItem, item_id)
            if item.parent_id in below:
                below.add(item_id)
            elif item_id in items:
                below.add(item_id)
                found.append(item)
    return found


def _copy(session: Session, item: PlanItem, parent_id: int | None, copies: dict[int, int]) -> int:
    copy = PlanItem(
        plan_id=item.plan_id,
        parent_id=parent_id,
        kind=item.kind,
        title=item.title,
        mark=item.mark,
        axis_value_id=item.axis_value_id,
        below_note=item.below_note,
        relisted_from_id=item.relisted_from_id,
    )
    _add(session, copy, None)
    for entry in session.scalars(select(Entry).where(Entry.item_id == item.id).order_by(Entry.id)).all():
        _copy_entry(session, entry, copy.id, copies)
    for tag in session.scalars(select(ItemTag).where(ItemTag.item_id == item.id)):
        session.add(ItemTag(item_id=copy.id, axis_value_id=tag.axis_value_id))
    session.flush()
    for child in entries.children(session, item.plan_id, item.id):
        _copy(session, child, copy.id, copies)
    return copy.id


def _copy_entry(session: Session, entry: Entry, item_id: int, copies: dict[int, int]) -> None:
    holder = entries.holder_of(session, entry)
    copy = Entry(item_id=item_id, field=entry.field, year=entry.year)
    if holder.id in copies:
        copy.state, copy.text, copy.shared_from_id = EntryState.TEXT.value, "", copies[holder.id]
    else:
        copy.state, copy.text, copy.reason = holder.state, holder.text, holder.reason
    session.add(copy)
    session.flush()
    copies.setdefault(holder.id, copy.id)
