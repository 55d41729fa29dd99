"""What a cell said before: its texts, from the change log."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.storage.row_hash import to_json
from zaitaku_desktop.storage.tables import CELL_OF_CHANGE


@dataclass(frozen=True, slots=True)
class Said:
    """What stood in a cell. `state` None = blank."""

    state: EntryState | None
    text: str = ""


BLANK = Said(None)


@dataclass(frozen=True, slots=True)
class CellChange:
    """One step in which a cell came to say something else. `kind` = edit, undo or redo."""

    step_id: int
    at: dt.datetime
    name: str
    kind: str
    before: Said
    after: Said


# Two ways to a cell's past: rows that stood there (also those deleted since), and all that ever happened to those
# rows (a text written before the 取組 was split stood on another item).
QUERY = f"""
SELECT s.id, s.at, s.name, s.kind, r."before", r."after"
FROM change_row r JOIN change_step s ON s.id = r.step_id
WHERE r.table_name = 'entry' AND r.row_id IN (
    SELECT row_id FROM change_row INDEXED BY ix_change_row_cell
    WHERE table_name = 'entry' AND {CELL_OF_CHANGE} = :cell
)
ORDER BY s.id DESC, r.id DESC LIMIT :limit
"""
TITLES = """
SELECT s.id, s.at, s.name, s.kind, r."before", r."after"
FROM change_row r JOIN change_step s ON s.id = r.step_id
WHERE r.table_name = 'plan_item' AND r.row_id = :item
ORDER BY s.id DESC, r.id DESC LIMIT :limit
"""
Cell = tuple[int, str, int | None]


def load_history(
    connection: Connection, cell: Cell, also: Iterable[Cell] = (), *, limit: int = 100
) -> list[CellChange]:
    """The last changes of a cell's text (item, field, year), the newest first.

    `also` = other cells whose text it shows (the holder of a shared text).
    """
    found: dict[int, CellChange] = {}
    for one in dict.fromkeys((cell, *also)):
        rows = connection.execute(text(QUERY), {"cell": _beginning(one), "limit": limit})
        for step_id, at, name, kind, before, after in rows:
            change = CellChange(step_id, dt.datetime.fromisoformat(at), name, kind, _said(before), _said(after))
            if change.before != change.after:
                found.setdefault(step_id, change)
    return [found[step_id] for step_id in sorted(found, reverse=True)][:limit]


def load_title_history(connection: Connection, item_id: int, *, limit: int = 100) -> list[CellChange]:
    """The last changes of the name of a 取組 (or 項目), the newest first; moving it is none."""
    found = []
    for step_id, at, name, kind, before, after in connection.execute(text(TITLES), {"item": item_id, "limit": limit}):
        change = CellChange(step_id, dt.datetime.fromisoformat(at), name, kind, _called(before), _called(after))
        if change.before != change.after:
            found.append(change)
    return found


def _called(image: str | None) -> Said:
    """What a stored item is called."""
    title = "" if image is None else str(json.loads(image)["title"])
    return Said(EntryState.TEXT, title) if title else BLANK


def _beginning(cell: Cell) -> str:
    """How the stored image of an entry of that cell begins."""
    item, field, year = cell
    return to_json({"item_id": item, "field": field, "year": year})[:-1] + ","


def _said(image: str | None) -> Said:
    """What a stored row says; a row that shares another's text says nothing itself."""
    if image is None:
        return BLANK
    record: dict[str, Any] = json.loads(image)
    if record.get("shared_from_id") is not None:
        return BLANK
    return Said(EntryState(record["state"]), record["text"])
