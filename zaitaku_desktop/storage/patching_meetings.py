"""A meeting after a step, from the meeting before it: so that a view need not read everything for one word."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import JSON, inspect
from sqlalchemy.types import TypeEngine

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.agenda import AgendaHandout, AgendaItem
from zaitaku_desktop.model.attendance import Attendance
from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.confirmation import Confirmation
from zaitaku_desktop.model.handout import Handout, HandoutPart
from zaitaku_desktop.model.meeting import Meeting, MeetingLock
from zaitaku_desktop.model.meeting_rows import MeetingRow, MeetingSnapshot
from zaitaku_desktop.model.outline import OutlineBlock
from zaitaku_desktop.model.types import OneOf
from zaitaku_desktop.storage.history import Image, RowChange
from zaitaku_desktop.storage.reading_meetings import ROWS

R = TypeVar("R")
_RECORDS: Mapping[str, type[Record]] = {
    record.__tablename__: record
    for record in (
        Attendance,
        AgendaItem,
        AgendaHandout,
        Handout,
        HandoutPart,
        OutlineBlock,
        Confirmation,
        MeetingLock,
        Meeting,
    )
}
TABLES = frozenset(_RECORDS)
"""Tables whose changes are taken over; anything else is read anew."""
_READ: Mapping[type, Callable[[Any], Any]] = {
    dt.date: dt.date.fromisoformat,
    dt.time: dt.time.fromisoformat,
    bool: bool,
}


def _list(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text))


def _reader(name: str, kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    """How a stored value of a column is read; None = as it is."""
    if name == "fiscal_year":
        return FiscalYear
    if name == "options":
        return json.loads
    if isinstance(kind, OneOf):
        return kind.words
    return _list if isinstance(kind, JSON) else _READ.get(kind.python_type)


@cache
def _readers(table: str) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    record = _RECORDS[table]
    names = ROWS[record].__dataclass_fields__
    columns = inspect(record).local_table.columns
    return tuple((name, _reader(name, columns[name].type)) for name in names)


def row_of(table: str, image: Image) -> Any:
    """The row that a view reads, from the image of a record in the change log."""
    values = {
        name: image[name] if image[name] is None or read is None else read(image[name])
        for name, read in _readers(table)
    }
    return ROWS[_RECORDS[table]](**values)


def patch_meeting(snapshot: MeetingSnapshot, changes: Sequence[RowChange]) -> MeetingSnapshot | None:
    """The meeting after these changes; the very same one where none of them touches it.

    None if they touch more than it holds (people, 会議体, 資料, files) or it is gone: then it must be read again.
    """
    if any(change.table not in TABLES for change in changes):
        return None
    by_table: dict[str, list[RowChange]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(change)
    meetings = _patched(snapshot.meetings, by_table.get("meeting", ()), lambda _: True)
    if meetings is not snapshot.meetings:
        if snapshot.meeting.id not in meetings:
            return None
        by_day = sorted(meetings.values(), key=_day_order)
        snapshot = replace(snapshot, meetings={row.id: row for row in by_day}, meeting=meetings[snapshot.meeting.id])
    return _with_rows(snapshot, by_table)


def _day_order(row: MeetingRow) -> tuple[FiscalYear, dt.date, int, int]:
    """As `reading_meetings.load_meetings` has them."""
    return row.fiscal_year, row.day or dt.date.max, -1 if row.nth is None else row.nth, row.id


def _with_rows(snapshot: MeetingSnapshot, by_table: Mapping[str, Sequence[RowChange]]) -> MeetingSnapshot | None:
    own = snapshot.meeting.id

    def mine(image: Image) -> bool:
        return image["meeting_id"] == own

    changed: dict[str, Any] = {}
    for table, name in (("agenda_item", "agenda"), ("handout", "handouts")):
        before: Mapping[int, Any] = getattr(snapshot, name)
        after = _patched(before, by_table.get(table, ()), mine)
        if after is not before:
            changed[name] = {row.id: row for row in _sorted(after.values())}
    handouts = changed.get("handouts", snapshot.handouts)
    if any(_is_new_source(snapshot, change) for change in by_table.get("handout_part", ())):
        return None
    for table, name, belongs in (
        ("attendance", "attendance", mine),
        ("outline_block", "blocks", mine),
        ("confirmation", "confirmations", mine),
        ("meeting_lock", "locks", mine),
        ("handout_part", "parts", lambda image: image["handout_id"] in handouts),
        ("agenda_handout", "marks", lambda image: image["handout_id"] in handouts),
    ):
        rows = {row.id: row for row in getattr(snapshot, name)}
        after = _patched(rows, by_table.get(table, ()), belongs)
        if after is not rows:
            changed[name] = _sorted(after.values())
    return replace(snapshot, **changed) if changed else snapshot


def _is_new_source(snapshot: MeetingSnapshot, change: RowChange) -> bool:
    """Whether a part refers to a 資料 or a file whose name was not read."""
    image = change.after
    if image is None:
        return False
    document, file = image["document_id"], image["file_id"]
    return (document is not None and document not in snapshot.titles) or (
        file is not None and file not in snapshot.files
    )


def _patched(rows: Mapping[int, R], changes: Iterable[RowChange], belongs: Callable[[Image], bool]) -> Mapping[int, R]:
    """The rows after the changes that belong here; the very same mapping where none does."""
    found: dict[int, R] | None = None
    for change in changes:
        image = change.after
        if image is not None and belongs(image):
            found = dict(rows) if found is None else found
            found[change.row_id] = row_of(change.table, image)
        elif change.row_id in rows:
            found = dict(rows) if found is None else found
            found.pop(change.row_id, None)
    return rows if found is None else found


def _sorted(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (getattr(row, "position", 0), row.id))
