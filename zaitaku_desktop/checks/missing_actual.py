"""実績の未入力: a 年度 whose 実績 a 資料 shows, and nothing written in it (CHECKS, "Plan").

What counts as blank is what `forms.missing` says of the cells of that 資料; here it is asked of the records, so that
one item can be looked at alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from zaitaku_desktop.checks.finding import Finding, Place, Severity
from zaitaku_desktop.checks.scope import Scope
from zaitaku_desktop.forms.grid import column_level
from zaitaku_desktop.model.plan import EntryState, ItemKind
from zaitaku_desktop.model.snapshot import ItemRow

RULE = "missing_actual"
FIELD = "actual"


def check_item(scope: Scope, item: ItemRow) -> Iterator[Finding]:
    """One finding for each 年度; none for what is only listed again (再掲)."""
    snapshot = scope.snapshot
    initiative = snapshot.ancestor(item, ItemKind.INITIATIVE)
    if initiative is None or initiative.relisted_from_id is not None:
        return
    carries_rows = item.kind is ItemKind.LINE or snapshot.row_items(item) == [item]
    for column in scope.required:
        if FIELD not in column.fields or column.year is None:
            continue
        on_line = column_level(column.definition) != "initiative"
        if on_line != carries_rows and not (item is initiative and carries_rows):
            continue
        year = column.year.start
        if initiative.ended_year is not None and year > initiative.ended_year:
            continue
        if all(_is_blank(scope, item.id, field, year) for field in column.fields):
            words = f"{column.year.short}実績が未入力です。空のままでも印刷できます。"
            yield Finding(RULE, Severity.WARNING, Place(item.id, FIELD, year), words)


def _is_blank(scope: Scope, item_id: int, field: str, year: int) -> bool:
    entry = scope.snapshot.entry(item_id, field, year)
    return entry is None or (entry.state is EntryState.TEXT and not entry.text)
