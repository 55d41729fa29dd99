"""A plan as bytes and back: what a 版 keeps. Plain JSON, compressed; values that are the default are left out.

A state of an older program lacks columns that came later: these have their defaults.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from typing import Any, TypeVar

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.document_rows import DocumentOutline
from zaitaku_desktop.model.fields import Field
from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.outline import BlockKind, Series
from zaitaku_desktop.model.plan import EntryState, ItemKind, Mark
from zaitaku_desktop.model.snapshot import (
    AxisValueRow,
    DocumentRow,
    EntryRow,
    ItemRow,
    MunicipalityRow,
    PlanRow,
    PlanSnapshot,
    RelatedPlanRow,
)

VERSION = 1
R = TypeVar("R")
_Read = Callable[[Any], Any]
_READ: Mapping[type[Any], Mapping[str, _Read]] = {
    PlanRow: {"first_year": FiscalYear, "last_year": FiscalYear},
    ItemRow: {"kind": ItemKind, "mark": Mark, "tags": tuple},
    EntryRow: {"state": EntryState},
    DocumentRow: {"fiscal_year": FiscalYear, "actual_years": tuple, "lead": tuple, "notes": tuple},
    BlockRow: {"kind": BlockKind, "series": Series, "due_on": dt.date.fromisoformat, "done_on": dt.date.fromisoformat},
}
"""How the values of a row are read that JSON has no word for."""


def _written(value: Any) -> Any:
    if isinstance(value, FiscalYear):
        return value.start
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, Mapping) else value


def _packed(row: Any) -> dict[str, Any]:
    found = {}
    for one in fields(row):
        value = getattr(row, one.name)
        default = one.default_factory() if one.default_factory is not MISSING else one.default
        if value != default:
            found[one.name] = _written(value)
    return found


def _unpacked(kind: type[R], values: Mapping[str, Any]) -> R:
    """Values that the row does not know are left aside."""
    read = _READ.get(kind, {})
    known = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    words = {
        name: read[name](value) if name in read and value is not None else value
        for name, value in values.items()
        if name in known
    }
    return kind(**words)


def _plan_words(plan: PlanSnapshot) -> dict[str, Any]:
    return {
        "municipality": _packed(plan.municipality),
        "plan": _packed(plan.plan),
        "items": [_packed(row) for row in plan.items.values()],
        "entries": [_packed(row) for row in plan.entries.values()],
        "axis_values": [_packed(row) for row in plan.axis_values.values()],
        "own_fields": [_packed(row) for row in plan.own_fields],
        "related": [_packed(row) for row in plan.related],
    }


def _plan_of(words: Mapping[str, Any]) -> PlanSnapshot:
    entries = [_unpacked(EntryRow, row) for row in words["entries"]]
    return PlanSnapshot(
        municipality=_unpacked(MunicipalityRow, words["municipality"]),
        plan=_unpacked(PlanRow, words["plan"]),
        items={row.id: row for row in (_unpacked(ItemRow, one) for one in words["items"])},
        entries={(row.item_id, row.field, row.year): row for row in entries},
        axis_values={row.id: row for row in (_unpacked(AxisValueRow, one) for one in words["axis_values"])},
        own_fields=tuple(_unpacked(Field, one) for one in words["own_fields"]),
        related=tuple(_unpacked(RelatedPlanRow, one) for one in words["related"]),
    )


def _bytes_of(words: Mapping[str, Any]) -> bytes:
    text = json.dumps({"version": VERSION, **words}, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 9)


def _words_of(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(zlib.decompress(content))
    except (zlib.error, ValueError) as trouble:
        raise _unreadable() from trouble
    if not isinstance(found, dict) or found.get("version") != VERSION:
        raise _unreadable()
    return found


def _unreadable() -> KnownError:
    return KnownError("この版は読み取れません。", todo="新しい版のプログラムで開くか、別の版を選んでください。")


def digest_of(content: bytes) -> str:
    """What tells one state from another."""
    return hashlib.sha256(zlib.decompress(content)).hexdigest()


def is_document_state(content: bytes) -> bool:
    """Whether it is the state of a 自由文書, else of a plan. KnownError for what is neither."""
    return "blocks" in _words_of(content)


def plan_state(plan: PlanSnapshot) -> bytes:
    """A plan with all its rows and the words they refer to."""
    return _bytes_of(_plan_words(plan))


def plan_of_state(content: bytes) -> PlanSnapshot:
    """The plan again. KnownError for what is no state of a plan."""
    words = _words_of(content)
    try:
        return _plan_of(words)
    except (KeyError, TypeError, ValueError) as trouble:
        raise _unreadable() from trouble


def document_state(outline: DocumentOutline) -> bytes:
    """A 自由文書 with the plans it shows: it prints the same whatever becomes of them."""
    words: dict[str, Any] = {
        "municipality": _packed(outline.municipality),
        "document": _packed(outline.document),
        "blocks": [_packed(row) for row in outline.blocks],
        "plan": None if outline.plan is None else _plan_words(outline.plan),
        "frozen": {str(key): _plan_words(plan) for key, plan in outline.frozen.items()},
    }
    return _bytes_of(words)


def document_of_state(content: bytes) -> DocumentOutline:
    """The 自由文書 again. KnownError for what is no state of one."""
    words = _words_of(content)
    try:
        plan = words["plan"]
        return DocumentOutline(
            municipality=_unpacked(MunicipalityRow, words["municipality"]),
            document=_unpacked(DocumentRow, words["document"]),
            blocks=tuple(_unpacked(BlockRow, row) for row in words["blocks"]),
            plan=None if plan is None else _plan_of(plan),
            frozen={int(key): _plan_of(one) for key, one in words["frozen"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as trouble:
        raise _unreadable() from trouble
