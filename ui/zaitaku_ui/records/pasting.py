"""What a paste would do to a table of records, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zaitaku_ui.records.model import RecordModel
from zaitaku_ui.records.source import NEW, Change
from zaitaku_ui.tables.clipboard import Clip, CopiedCell
from zaitaku_ui.tables.clipboard_html import Row
from zaitaku_ui.tables.navigation import Area


@dataclass(slots=True)
class PlannedPaste:
    """`changes` = by record and column; `left_out` = (place, text, why). `rows`, `columns` = of the rectangle."""

    changes: list[Change] = field(default_factory=list)
    left_out: list[tuple[str, str, str]] = field(default_factory=list)
    rows: int = 0
    columns: int = 0


def plan_paste(model: RecordModel, area: Area, clip: Clip) -> PlannedPaste:
    """From the upper left of the range on; one text fills the range. Rows below the last record become new ones."""
    table = model.table
    assert table is not None
    rows = _filled(clip.rows, area)
    plan = PlannedPaste(rows=len(rows), columns=max(map(len, rows), default=0))
    for down, texts in enumerate(rows):
        row = area.top + down
        record = table.rows[row].item_id if row < len(table.rows) else NEW
        words: dict[str, str] = {}
        for right, text in enumerate(texts):
            col = area.left + right
            if text is None:
                continue
            if col >= len(table.columns):
                _leave(plan, f"{row + 1}行目 表の外", text, "表の右の外です。")
                continue
            key = table.columns[col].key
            place = f"{row + 1}行目 {model.place_name(0, col)}"
            if record == NEW and not model.source.adds:
                _leave(plan, place, text, "表の下の外です。")
            elif text != _text_at(model, record, key):
                if why := model.source.why_not(record, key):
                    _leave(plan, place, text, why)
                else:
                    words[key] = text
        if any(text.strip() for text in words.values()) or (record != NEW and words):
            plan.changes.append(Change(record, words))
    return plan


def _text_at(model: RecordModel, record: int, key: str) -> str:
    return "" if record == NEW else model.source.text(record, key)


def _leave(plan: PlannedPaste, place: str, text: str, why: str) -> None:
    if text.strip():
        plan.left_out.append((place, text, why))


def _filled(rows: Sequence[Row], area: Area) -> list[Row]:
    """One text as often as the range has cells; anything else as it is."""
    texts = [text for row in rows for text in row if text is not None]
    if len(texts) == 1:
        width, height = area.right - area.left + 1, area.bottom - area.top + 1
        return [[texts[0]] * width for _ in range(height)]
    return list(rows)


def copied(model: RecordModel, area: Area) -> list[list[CopiedCell | None]]:
    """The range for the clipboard; the blank row is no part of it unless it stands alone."""
    table = model.table
    assert table is not None
    rows = [row for row in range(area.top, area.bottom + 1) if table.rows[row].item_id != NEW]
    columns = range(area.left, area.right + 1)
    return [[CopiedCell(table.cell_at(row, col).marked) for col in columns] for row in rows]
