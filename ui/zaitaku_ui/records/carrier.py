"""Carrying records to another place of their table with the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from zaitaku_ui.records.model import RecordModel
from zaitaku_ui.records.source import NEW
from zaitaku_ui.tables.row_drag import Landing

READ_ONLY = "閲覧専用で開いているため、移せません。"


class RecordCarrier:
    """Between any two records."""

    def __init__(self, model: RecordModel, *, read_only: bool) -> None:
        self._model = model
        self._read_only = read_only

    def why_not(self, rows: Sequence[int]) -> str:
        """Read only, or an order that is not made by hand."""
        if self._read_only:
            return READ_ONLY
        return self._model.source.why_not_move() or ("" if self._records(rows) else "移せる行がありません。")

    def around(self, rows: Sequence[int], row: int) -> tuple[Landing, Landing]:
        """Above and below the record in this row."""
        chosen, all_rows = self._records(rows), self._model.source.records()
        row = min(row, len(all_rows) - 1)
        return self._landing(chosen, all_rows, row), self._landing(chosen, all_rows, row + 1)

    def _records(self, rows: Sequence[int]) -> list[int]:
        table = self._model.table
        return [table.rows[row].item_id for row in rows if table.rows[row].item_id != NEW] if table else []

    def _landing(self, chosen: list[int], records: Sequence[int], line: int) -> Landing:
        before = records[line] if line < len(records) else None
        ahead = [one for one in records[:line] if one not in chosen]
        after = [one for one in records[line:] if one not in chosen]
        if [*ahead, *chosen, *after] == list(records):
            return Landing(line)
        words = f"{len(chosen)}行を移す" if len(chosen) > 1 else "行を移す"
        return Landing(line, 0, words, partial(self._put, chosen, before))

    def _put(self, chosen: list[int], before: int | None) -> None:
        self._model.source.move(chosen, before)
