"""データ用: the grid as a list for counting and sorting — one heading row, one value a cell, nothing merged.

Follows the rules for machine-readable tables: every heading is unique, values stand on each row they hold for,
states are words (継続, ―). Years of a リーダー and the parts of 目的・概要 have columns of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zaitaku_desktop.exchange.sheet_grid import HIGHEST
from zaitaku_desktop.exchange.sheet_page import set_page
from zaitaku_desktop.exchange.sheet_styles import BASE, DIGIT, CellLook, Edges, Stylist
from zaitaku_desktop.exchange.sheet_text import PAD, PIXEL, CellText, clean, encoded, must_fit, pitch_of, text_height
from zaitaku_desktop.exchange.stamp import (
    CAPTION_COLUMN,
    MARK_COLUMN,
    Source,
    Stamp,
    column_kind,
    mark_word,
    row_key,
    write_stamp,
)
from zaitaku_desktop.exchange.workbook_file import new_workbook, save_workbook
from zaitaku_desktop.forms.cells import MARK, TITLE, Column, show_state
from zaitaku_desktop.forms.grid_view import GridCell, GridView
from zaitaku_desktop.model.plan import Mark
from zaitaku_desktop.typeset.blocks import Sheet
from zaitaku_desktop.typeset.fonts import Faces

Report = Callable[[float], None]
SHEET_NAME = "データ"
_NARROW, _WIDE = 10.0, 30.0  # widths in digits of the base face
_THIN = Edges("thin", "thin", "thin", "thin")
_HEAD = CellLook(replace(BASE, bold=True), "left", "top", True)
_PLAIN = CellLook(BASE, "left", "top")
_PAPER = Sheet(width=420.0, height=297.0)


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column of the list. `key` = as import targets are called; `col` = where its cell stands in the grid.

    `field`, `year` = which value of that cell, field "" = its whole text, "caption" = the name above its text.
    """

    key: str
    heading: str
    col: int
    field: str = ""
    year: int | None = None

    def text(self, cell: GridCell) -> str:
        """What the cell says in this column."""
        if self.field == "":
            return cell.text
        if self.field == "caption":
            return cell.caption
        for value in cell.values:
            if (value.field, value.year) == (self.field, self.year):
                return mark_word(Mark(value.text)) if value.field == MARK else show_state(value.state, value.text)
        return ""


def data_columns(view: GridView) -> list[DataColumn]:
    """The columns of the list, in the order of the form, with unique headings."""
    found = [column for col in range(len(view.columns)) for column in _columns_of(view, col)]
    seen: dict[str, int] = {}
    unique = []
    for column in found:
        count = seen[column.heading] = seen.get(column.heading, 0) + 1
        unique.append(column if count == 1 else replace(column, heading=f"{column.heading}（{count}）"))
    return unique


def _columns_of(view: GridView, col: int) -> Iterator[DataColumn]:
    column = view.columns[col]
    definition, heading = column.definition, _flat(column)
    if definition.title_above:
        yield DataColumn(CAPTION_COLUMN, "取組名", col, "caption")
    if definition.role == "title":
        if definition.marks:
            yield DataColumn(MARK_COLUMN, "新規・既存", col, MARK)
        yield DataColumn(column.key, heading, col, TITLE)
    elif definition.years == "collapsed":
        yield DataColumn(column.key, heading, col, column.fields[0])
        for year in view.years:
            key = f"{column.key}.year:{year.start}"
            yield DataColumn(key, f"{year.short} {heading}", col, column.fields[0], year.start)
    elif definition.labelled and len(column.fields) > 1:
        for name in column.fields:
            yield DataColumn(f"{column.key}.{name}", definition.field_name(name), col, name)
    else:
        yield DataColumn(column.key, heading, col)


def _flat(column: Column) -> str:
    """The heading without line ends; of a yearly column `R6 計画`."""
    words = re.sub(r"\s+", "", re.sub(r"\{\w+\}", "", column.definition.heading[-1])).removeprefix("の")
    if column.year is None:
        return words
    return f"{column.year.short} {words or column.definition.field_name(column.fields[0])}"


def _stamped(view: GridView, columns: Sequence[DataColumn]) -> list[tuple[str, str, str]]:
    """Key, heading and kind of each column."""
    found = []
    for column in columns:
        definition = view.columns[column.col].definition
        kind = "initiative" if column.field == "caption" else column_kind(definition)
        found.append((column.key, column.heading, kind))
    return found


def _set_sizes(sheet: Worksheet, texts: Mapping[tuple[int, int], str], last: int, columns: int, faces: Faces) -> None:
    """Columns as wide as short words need, rows as high as their words: not every program makes them grow."""
    widths = []
    for at in range(1, columns + 1):
        longest = max((len(texts.get((row, at), "")) for row in range(1, last + 1)), default=0)
        widths.append(_WIDE if longest > 12 else max(_NARROW, longest * 2.0 + 2))
        sheet.column_dimensions[get_column_letter(at)].width = widths[-1]
    for row in range(1, last + 1):
        look = _HEAD.look if row == 1 else _PLAIN.look
        heights = [
            text_height(CellText(((look, texts[row, at]),)), width * DIGIT * PIXEL, faces)
            for at, width in enumerate(widths, 1)
            if (row, at) in texts
        ]
        sheet.row_dimensions[row].height = min(max(heights, default=pitch_of(look.size) + PAD), HIGHEST)


def write_data_xlsx(view: GridView, path: Path, source: Source, faces: Faces, *, report: Report | None = None) -> None:
    """Write the rows of `view` (one for each 実施行) over `path`, ready to be imported again.

    KnownError, and the old file as it was, if it cannot be written or a text is too long for a cell.
    """
    columns = data_columns(view)
    book = new_workbook(SHEET_NAME)
    sheet = book.worksheets[0]
    stylist = Stylist()
    stamp = Stamp(source, _stamped(view, columns), headers=(1,))
    texts: dict[tuple[int, int], str] = {}
    for at, column in enumerate(columns, 1):
        texts[1, at] = column.heading
        for row, line in enumerate(view.rows, 2):
            stamp.marks[row] = row_key(line)
            text = clean(column.text(view.cell_at(row - 2, column.col)))
            must_fit(text, f"{SHEET_NAME}!{get_column_letter(at)}{row}")
            if text:
                texts[row, at] = text
                stamp.remember(row, column.key, text)
        if report:
            report(0.6 * at / len(columns))
    last = len(view.rows) + 1
    for row in range(1, last + 1):
        for at in range(1, len(columns) + 1):
            cell, text = sheet.cell(row, at), texts.get((row, at), "")
            stylist.dress(cell, _HEAD if row == 1 else _PLAIN, _THIN, quoted=text[:1] in ("=", "+", "-", "@"))
            if text:
                cell.value = encoded(text)
                cell.data_type = "s"
    _set_sizes(sheet, texts, last, len(columns), faces)
    words = write_stamp(book, sheet, stamp, len(columns) + 1)
    set_page(sheet, _PAPER, (1, 1), last, len(columns))
    # With the hidden column, so that its marks stay with their rows when the list is sorted.
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns) + 1)}{last}"
    save_workbook(book, path, {**words, SHEET_NAME: {**texts, **words[SHEET_NAME]}})
    if report:
        report(1.0)
