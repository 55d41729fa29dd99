"""The few moves that changes of any record are made of: find it, change what differs, keep an order from 0."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.base import Record

R = TypeVar("R", bound=Record)


def must_have(session: Session, record: type[R], record_id: int, called: str) -> R:
    """The record of that id. Raises KnownError if it is gone; `called` = what it is called (会議, 委員)."""
    found = session.get(record, record_id)
    if found is None:
        raise KnownError(f"この{called}は削除されています。", todo="一覧から選び直してください。")
    return found


def edit(record: Record, changes: Mapping[str, object], *, fixed: Iterable[str] = ()) -> set[str]:
    """Change columns by their names; returns those that differ now. A tuple is stored as a list.

    Raises TypeError for a name it has not, or one of `fixed`.
    """
    known = {column.key for column in inspect(type(record)).columns} - {"id", "row_hash", *fixed}
    changed = set()
    for name, value in changes.items():
        if name not in known:
            raise TypeError(f"a {type(record).__name__} has no {name} to change")
        new = list(value) if isinstance(value, tuple) else value
        if getattr(record, name) != new:
            setattr(record, name, new)
            changed.add(name)
    return changed


def in_order(rows: Iterable[Any]) -> None:
    """Number the `position` of records from 0, in the order in which they come."""
    for index, row in enumerate(rows):
        if row.position != index:
            row.position = index


STEP = 1024
"""So far from each other stand the positions of `spaced` at first."""


def spaced(rows: Sequence[Any], moved: Collection[Any]) -> None:
    """Give the moved ones of these records a `position` between those of their neighbours, so that nothing else is
    written; all are placed anew only where there is no room left.
    """
    chosen = {id(row) for row in moved}
    at = 0
    while at < len(rows):
        if id(rows[at]) not in chosen:
            at += 1
            continue
        end = next((i for i in range(at, len(rows)) if id(rows[i]) not in chosen), len(rows))
        found = between(
            rows[at - 1].position if at else None, rows[end].position if end < len(rows) else None, end - at
        )
        if found is None:
            for index, row in enumerate(rows, 1):
                row.position = index * STEP
            return
        for row, position in zip(rows[at:end], found, strict=True):
            row.position = position
        at = end


def between(before: int | None, behind: int | None, count: int) -> list[int] | None:
    """So many positions between two others (None = there is none on that side); None = there is no room."""
    first = -1 if before is None else before
    last = first + STEP * (count + 1) if behind is None else behind
    step = (last - first) // (count + 1)
    return [first + index * step for index in range(1, count + 1)] if step else None


def placed(rows: Sequence[R], chosen: Sequence[R], before_id: int | None) -> list[R]:
    """The rows with the chosen ones put, in their order, before another (None = last).

    If that one is itself chosen, they go before the next that is not.
    """
    ids = {row.id for row in chosen}
    start = (
        len(rows) if before_id is None else next((at for at, row in enumerate(rows) if row.id == before_id), len(rows))
    )
    ahead = [row for row in rows[:start] if row.id not in ids]
    return [*ahead, *chosen, *(row for row in rows[start:] if row.id not in ids)]


def required(text: str, what: str) -> str:
    """The text without blanks around it. Raises KnownError where nothing is left; `what` = what is missing."""
    words = text.strip()
    if not words:
        raise KnownError(f"{what}が空です。", todo=f"{what}を入力してください。")
    return words
