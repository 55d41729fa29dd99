"""Tables of figures in a sheet, whatever else stands there: lists of 研修, their participants by 職種, 相談件数.

A sheet may hold several, one below the other, each under a heading. An area says where its table stands and what is
written over each of its columns; what its rows mean is read elsewhere (`training_texts`, and so for 相談件数).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from zaitaku_desktop.exchange.proposal import column_letter
from zaitaku_desktop.exchange.sheet import SheetTable

AreaKind = Literal["training_list", "training_matrix", "consultation"]
_DAY = ("開催日", "開催日時", "実施日", "日時", "日程", "年月日")
_LISTED = ("名称", "研修名", "講座名", "テーマ", "内容", "講師", "参加人数", "参加者数", "人数")
_PARTICIPANTS = ("参加者", "参加者数", "参加人数", "参加者人", "受講者")
_CONSULTED = ("医療機関", "介護事業所", "病院", "診療所")
_TOTAL = ("合計", "計", "総計")
_DEEPEST = 4
"""Rows that a header has at most."""
_HEADING = re.compile(r"\s*(?:第?\s*[0-9０-９①-⑳]+\s*[.．、)）章]?|[(（][0-9０-９]+[)）]|[■◆●○・])?\s*(.+)", re.DOTALL)


@dataclass(frozen=True)
class Area:
    """A table. `heading` = the line above it, without its number; `top` = its first header row, `first` and `last` =
    its rows below the header (from 1; `last` < `first` = none). `columns` = what stands over each column, from the
    upper row down, as `key_of` has it for comparing; `shown` = the same as written."""

    kind: AreaKind
    sheet: SheetTable
    heading: str
    heading_row: int
    top: int
    first: int
    last: int
    columns: Mapping[int, tuple[str, ...]]
    shown: Mapping[int, tuple[str, ...]]

    def where(self, row: int, column: int = 1) -> str:
        """The place of a cell as a report names it."""
        return f"{self.sheet.name}!{column_letter(column)}{row}"

    @property
    def title_row(self) -> int:
        """The row of the title of the sheet, 0 = it has none: its first line, unless that is a heading or a table."""
        first = min((row for row, _ in self.sheet.cells), default=0)
        return first if _is_heading(self.sheet, first) and first != self.heading_row else 0

    def column(self, *names: str) -> int | None:
        """The first column over which one of these stands, in any row of the header."""
        wanted = {key_of(name) for name in names}
        return next((column for column, path in self.columns.items() if wanted & set(path)), None)


def key_of(text: str) -> str:
    """A heading as it is compared: without blanks, brackets with what stands in them, points; width folded."""
    folded = unicodedata.normalize("NFKC", text)
    return re.sub(r"\(.*?\)|[\s.:・]", "", folded)


def find_areas(sheets: Iterable[SheetTable]) -> list[Area]:
    """Every area of the sheets, from top to bottom."""
    return [area for sheet in sheets for area in _in_sheet(sheet)]


def _in_sheet(sheet: SheetTable) -> list[Area]:
    found: list[Area] = []
    row = 1
    while row <= sheet.last_row:
        kind = _kind_at(sheet, row)
        if kind is None:
            row += 1
            continue
        area = _area(sheet, row, kind)
        found.append(area)
        row = max(area.first, area.last + 1, row + 1)
    return found


def _keys(sheet: SheetTable, row: int) -> set[str]:
    return {key_of(sheet.text(row, column)) for column in sheet.columns_of(row)} - {""}


def _kind_at(sheet: SheetTable, row: int) -> AreaKind | None:
    """Which table begins with this row as the first of its header."""
    keys = _keys(sheet, row)
    if keys & set(_DAY) and len(keys) > 1:
        below = set().union(*(_keys(sheet, row + step) for step in range(1, _DEEPEST)))
        if keys & set(_PARTICIPANTS) and below & {"医師", "看護師", "薬剤師", "ケアマネジャー", "医療関係者"}:
            return "training_matrix"
        return "training_list" if len(keys & set(_LISTED)) >= 2 else None
    if keys & set(_TOTAL) and len((keys | _keys(sheet, row + 1)) & set(_CONSULTED)) >= 2:
        return "consultation"
    return None


def _area(sheet: SheetTable, top: int, kind: AreaKind) -> Area:
    first = top + 1
    while first < top + _DEEPEST and not _is_data(sheet, first):
        if not sheet.columns_of(first) or len(sheet.columns_of(first)) == 1:
            break
        first += 1
    shown = _paths(sheet, top, first)
    columns = {column: tuple(map(key_of, path)) for column, path in shown.items()}
    last = first - 1
    for row in range(first, sheet.last_row + 1):
        if not sheet.columns_of(row) or _kind_at(sheet, row) is not None or _is_heading(sheet, row):
            break
        last = row
    heading, heading_row = _heading(sheet, top)
    return Area(kind, sheet, heading, heading_row, top, first, last, columns, shown)


def _is_data(sheet: SheetTable, row: int) -> bool:
    """Whether a row holds figures or days, and not headings."""
    texts = [unicodedata.normalize("NFKC", sheet.text(row, column)) for column in sheet.columns_of(row)]
    return any(re.fullmatch(r"[\d,]+\s*[人名件]?", text.strip()) or re.search(r"\d+\s*月\s*\d+\s*日", text) or
               re.fullmatch(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.*", text.strip()) for text in texts)  # fmt: skip


def _is_heading(sheet: SheetTable, row: int) -> bool:
    """A line of words alone, at the left."""
    columns = sheet.columns_of(row)
    return len(columns) == 1 and columns[0] <= 2 and len(sheet.text(row, columns[0])) > 2 and not _is_data(sheet, row)


def _heading(sheet: SheetTable, top: int) -> tuple[str, int]:
    """The nearest line above the header, without its number."""
    for row in range(top - 1, max(top - 4, 0), -1):
        if _is_heading(sheet, row):
            text = sheet.text(row, sheet.columns_of(row)[0])
            match = _HEADING.fullmatch(text)
            return (match[1].strip() if match else text.strip()), row
        if sheet.columns_of(row):
            break
    return "", 0


def _paths(sheet: SheetTable, top: int, first: int) -> dict[int, tuple[str, ...]]:
    """What stands over each column: a heading of an upper row reaches to the right as far as nothing else begins."""
    columns = range(1, max((max(sheet.columns_of(row), default=0) for row in range(top, first + 1)), default=0) + 1)
    found: dict[int, list[str]] = {column: [] for column in columns}
    for row in range(top, first):
        lower = row + 1 < first
        last = ""
        for column in columns:
            own = sheet.text(row, column) if sheet.owner(row, column)[0] == row else ""
            if own:
                last = own
            elif not lower or _starts_anew(sheet, top, row, column):
                last = ""
            if last and (own or _reaches(sheet, row, first, column)):
                found[column].append(last)
    return {column: tuple(path) for column, path in found.items() if path}


def _reaches(sheet: SheetTable, row: int, first: int, column: int) -> bool:
    """Whether something stands below in the header, so that a heading of this row is over it."""
    return any(sheet.text(below, column) for below in range(row + 1, first))


def _starts_anew(sheet: SheetTable, top: int, row: int, column: int) -> bool:
    """Whether a heading of a row above begins in this column, so that none of this row reaches into it."""
    return any(sheet.owner(above, column) == (above, column) and sheet.text(above, column) for above in range(top, row))
