"""What can be done to several rows of a plan at once: insert beside one, move, indent, outdent, end.

Each keeps the order the rows have in the plan; where one of them is refused, none is changed.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.operations import entries, plan_rows, plan_tags
from zaitaku_desktop.operations.plan_rows import Successor


def insert_beside(
    session: Session, item_id: int, *, above: bool, count: int = 1, tags: Iterable[int] = ()
) -> list[int]:
    """New rows of the same kind just above or below one, `tags` on each new 取組. Returns their ids in order.

    Raises KnownError if the row is gone.
    """
    item = entries.item_of(session, item_id)
    kind, plan_id, parent_id = item.kind, item.plan_id, item.parent_id
    first = item.position + (0 if above else 1)
    tags = list(tags)
    made: list[int] = []
    for position in range(first, first + count):
        if kind == ItemKind.GROUP.value:
            made.append(plan_rows.add_group(session, plan_id, position))
        elif kind == ItemKind.LINE.value and parent_id is not None:
            made.append(plan_rows.add_line(session, parent_id, position))
        else:
            made.append(plan_rows.add_initiative(session, plan_id, parent_id, position))
            if tags:
                plan_tags.set_tags(session, made[-1], tags)
    return made


def move_items(session: Session, item_ids: Iterable[int], parent_id: int | None, before_id: int | None = None) -> None:
    """Put these items before a child of `parent_id` (None = after its last one), whatever 項目 they come from.

    No text changes (`plan_rows.move`). Raises KnownError for items of several kinds, for a place where they cannot
    stand, or if one of them is gone.
    """
    chosen = plan_rows.outermost(session, item_ids)
    if len({item.kind for item in chosen}) > 1:
        raise KnownError(
            "項目、取組、実施行は、一緒には移せません。", todo="同じ種類の行だけを選んで、移してください。"
        )
    if not chosen:
        return
    moving = {item.id for item in chosen}
    before = _first_staying(session, chosen[0].plan_id, parent_id, before_id, moving)
    for item in chosen:
        siblings = [row.id for row in entries.children(session, item.plan_id, parent_id) if row.id != item.id]
        position = None if before is None else siblings.index(before)
        plan_rows.move(session, item.id, parent_id, position)


def _first_staying(
    session: Session, plan_id: int, parent_id: int | None, before_id: int | None, moving: set[int]
) -> int | None:
    """The first child from `before_id` on that is not itself moved."""
    if before_id is None:
        return None
    siblings = [row.id for row in entries.children(session, plan_id, parent_id)]
    if before_id not in siblings:
        raise KnownError("移す先の行が見つかりません。", safe="何も移していません。", todo="もう一度選んでください。")
    return next((row for row in siblings[siblings.index(before_id) :] if row not in moving), None)


def indent_items(session: Session, item_ids: Iterable[int]) -> None:
    """取組 → 実施行 of the 取組 above the first of them. Raises KnownError as `plan_rows.indent` does."""
    for item in plan_rows.outermost(session, item_ids):
        plan_rows.indent(session, item.id)


def outdent_items(session: Session, item_ids: Iterable[int]) -> None:
    """実施行 → 取組, after the one they belonged to. Raises KnownError as `plan_rows.outdent` does."""
    for item in reversed(plan_rows.outermost(session, item_ids)):
        plan_rows.outdent(session, item.id)


def end_items(
    session: Session,
    item_ids: Iterable[int],
    year: int | None,
    note: str | None = "",
    successor_id: Successor = "as it was",
) -> None:
    """End several 取組 with one year, note and successor. Raises KnownError as `plan_rows.end_item` does."""
    for item in plan_rows.outermost(session, item_ids):
        plan_rows.end_item(session, item.id, year, note, successor_id)
