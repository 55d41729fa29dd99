"""What an exported workbook carries so that it can come back: ids of rows, and what each cell said when written.

A hidden column outside the print area holds one mark for each row (`id:項目/取組/実施行`, `id:lead.1`), a hidden sheet
what plan, 資料 and data file they belong to and short hashes of the texts. `round_trip.py` reads it all again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zaitaku_desktop.exchange.workbook_file import Texts
from zaitaku_desktop.forms.cells import MARK, MARK_WORDS, NUMBER, TITLE, show_state, tags_field
from zaitaku_desktop.forms.definition import ColumnDef
from zaitaku_desktop.forms.grid_rows import item_title
from zaitaku_desktop.forms.grid_view import GridRow, GridView, column_level
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.plan import EntryState, ItemKind, Mark
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot

SHEET = "取り込み用"
MAGIC = "zaitaku-stamp"
VERSION = "1"
HEADING = "取り込み用の印"
"""Stands in the hidden column beside each header row."""
PREFIX = "id:"
MARK_COLUMN = "#mark"
"""Key of the column of a data export that says 新規 or 既存."""
CAPTION_COLUMN = "#caption"
"""Key of its column of names, where the form prints them above a text."""
FURNITURE = ("title", "number", "lead", "notes", "legend")

Kind = Literal["print", "data"]
BaseKey = tuple[int, str, int | None]
"""(item id, field or pseudo field, start year); (document id, `document.…`, None)."""


def text_hash(text: str) -> str:
    """Short hash of a text; line ends and blanks at the ends of lines count nothing."""
    tidy = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n"))
    return hashlib.sha256(tidy.encode("utf-8", "replace")).hexdigest()[:12]


def mark_word(mark: Mark) -> str:
    """新規, 既存 or ""."""
    return next((word for word, value in MARK_WORDS.items() if value is mark), "")


def column_kind(definition: ColumnDef) -> str:
    """What a column says: "title", "number" or "tags" of a 取組, its "group", else a value of that level."""
    return definition.role if definition.role != "fields" else column_level(definition)


def row_key(row: GridRow) -> str:
    """The mark of a row: its 項目, its 取組, the 実施行 that stand in it."""
    group = "" if row.group_id is None or row.heading_id is not None else str(row.group_id)
    initiative = "" if row.initiative_id is None else str(row.initiative_id)
    lines = "" if row.initiative_id is None else "+".join(map(str, row.items))
    return f"{group}/{initiative}/{lines}"


@dataclass(frozen=True)
class Source:
    """Where an export comes from. `bases` = hashes of what is stored now, for telling later who has changed it."""

    kind: Kind
    plan_id: int
    document_id: int
    origin: str
    bases: Mapping[BaseKey, str] = field(default_factory=dict)


def source_of(kind: Kind, document: DocumentRow, snapshot: PlanSnapshot, view: GridView, origin: str) -> Source:
    """The origin of an export of `document`; `view` says which fields it shows."""
    shown = {name for column in view.columns for name in column.fields}
    bases: dict[BaseKey, str] = {}
    for item_id, name, year in snapshot.entries:
        if name in shown and (entry := snapshot.entry(item_id, name, year)) is not None:
            words = inline.plain(show_state(EntryState(entry.state), entry.text))
            bases[item_id, name, year] = text_hash(words)
    for item in snapshot.items.values():
        for name, text in ((TITLE, item_title(snapshot, item)), (MARK, mark_word(item.mark)), (NUMBER, item.number)):
            if text:
                bases[item.id, name, None] = text_hash(text)
        for axis in (column.definition.axis for column in view.columns if column.definition.role == "tags"):
            if item.kind is not ItemKind.INITIATIVE:
                continue
            labels = "\n".join(value.label for value in snapshot.tagged(item, axis))
            bases[item.id, tags_field(axis), None] = text_hash(labels)
    for name in FURNITURE:
        value = getattr(document, name)
        bases[document.id, f"document.{name}", None] = text_hash(
            "\n".join(value) if isinstance(value, tuple) else value
        )
    return Source(kind, snapshot.plan.id, document.id, origin, bases)


@dataclass
class Stamp:
    """What is written: marks of sheet rows, and by mark and column the hashes of the texts."""

    source: Source
    columns: Sequence[tuple[str, str, str]]
    """(column key, heading, kind) of each column of the sheet, from the first; see `column_kind`."""
    marks: dict[int, str] = field(default_factory=dict)
    headers: Sequence[int] = ()
    hashes: dict[tuple[str, str], str] = field(default_factory=dict)
    extras: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Words in a cell that are no field's: 廃止, notes under a name, a name above a text."""

    def remember(self, row: int, column: str, text: str, extras: Iterable[str] = ()) -> None:
        """A cell of a marked sheet row."""
        mark = self.marks[row]
        self.hashes[mark, column] = text_hash(text)
        if found := [words for words in extras if words.strip()]:
            self.extras[mark, column] = found


def write_stamp(book: Workbook, sheet: Worksheet, stamp: Stamp, column: int) -> Texts:
    """Put the hidden column and the hidden sheet into the workbook; returns the words that stand there now."""
    letter = get_column_letter(column)
    sheet.column_dimensions[letter].width = 2
    sheet.column_dimensions[letter].hidden = True
    words = dict.fromkeys(stamp.headers, HEADING) | {row: PREFIX + mark for row, mark in stamp.marks.items()}
    for row, text in words.items():
        sheet.cell(row, column).value = text
    hidden = book.create_sheet(SHEET if sheet.title != SHEET else f"{SHEET}2")
    hidden.sheet_state = "veryHidden"
    written: dict[tuple[int, int], str] = {}
    for row, line in enumerate(_lines(stamp), 1):
        for col, value in enumerate(line, 1):
            cell: Any = hidden.cell(row, col)
            cell.value = value
            cell.data_type = "s"
            written[row, col] = value
    return {sheet.title: {(row, column): text for row, text in words.items()}, hidden.title: written}


def _lines(stamp: Stamp) -> Iterable[list[str]]:
    source = stamp.source
    yield [MAGIC, VERSION, source.kind, str(source.plan_id), str(source.document_id), source.origin]
    yield ["columns", *(key for key, _, _ in stamp.columns)]
    yield ["headings", *(text_hash(heading) for _, heading, _ in stamp.columns)]
    yield ["levels", *(level for _, _, level in stamp.columns)]
    for mark in dict.fromkeys(stamp.marks.values()):
        yield ["row", mark, *(stamp.hashes.get((mark, key), "-") for key, _, _ in stamp.columns)]
    for (mark, key), words in stamp.extras.items():
        yield ["extra", mark, key, json.dumps(words, ensure_ascii=False)]
    for (item, name, year), value in stamp.source.bases.items():
        yield ["base", str(item), name, "-" if year is None else str(year), value]
