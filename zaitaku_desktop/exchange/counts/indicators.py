"""指標 on a sheet: names, then 年度, each with 目標 and 実績 (and 分子, 分母), or a row for each of these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.counts.sheets import BLANK, Account, bare, filled, year_in
from zaitaku_desktop.exchange.sheet import SheetTable
from zaitaku_desktop.model.indicator import Direction
from zaitaku_desktop.model.indicator_table import read_amount

NAMES = frozenset({"指標", "指標名", "評価指標", "成果指標", "指標の名称"})
SURE = NAMES - {"成果指標"}
UNITS = frozenset({"単位"})
KINDS = frozenset({"区分", "目標・実績", "種別"})
FIELDS: Mapping[str, str] = {
    "目標": "target",
    "目標値": "target",
    "計画": "target",
    "計画値": "target",
    "実績": "actual",
    "実績値": "actual",
    "結果": "actual",
    "分子": "numerator",
    "分母": "denominator",
}
PARTS = frozenset({"分子/分母", "分子・分母"})
"""Kinds of rows in which both stand with a stroke between them."""
WORKED_OUT = frozenset({"達成率", "達成状況"})
_LOWER = re.compile(r"[（(](?:少ない|低い|小さい)ほど[良よ]い[）)]$")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
"""Print makes single digits of a name wide."""
_UNIT = re.compile(r"^(.+?)[（(]([^（）()]{1,6})[）)]$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """A value as it stands in a sheet."""

    place: tuple[str, int, int]
    name: str
    unit: str
    year: FiscalYear
    field: str
    amount: Decimal
    direction: Direction = Direction.HIGHER


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    unit: int | None
    kind: int | None
    values: Mapping[int, tuple[FiscalYear, str]]
    """年度 and field by column; "" = the row says which."""
    last: int
    """The last row of the headings."""


def find_indicators(sheet: SheetTable, account: Account) -> Iterator[ReadAmount]:
    """Every value of every such table on the sheet."""
    heads = [found for row in range(1, sheet.last_row + 1) if (found := _columns(sheet, row)) is not None]
    for at, columns in enumerate(heads):
        below = heads[at + 1].last - 1 if at + 1 < len(heads) else sheet.last_row
        yield from _rows(sheet, columns, below, account)


def holds_indicators(sheet: SheetTable) -> bool:
    """Whether a table on the sheet says of itself that it has 指標 with 目標 or 実績 of 年度. A column of a plan may be
    called 成果指標 too: that alone is none."""
    for row in range(1, sheet.last_row + 1):
        columns = _columns(sheet, row)
        if columns is None or bare(sheet.text(row, columns.name)) not in SURE:
            continue
        if columns.kind is not None or any(field for _, field in columns.values.values()):
            return True
    return False


def _columns(sheet: SheetTable, row: int) -> _Columns | None:
    """The headings that begin in a row: it names the indicators and 年度."""
    texts = dict(filled(sheet, row, range(1, sheet.last_column + 1)))
    name = next((col for col, text in texts.items() if bare(text) in NAMES), None)
    if name is None or sheet.owner(row, name) != (row, name):
        return None
    years = _years(sheet, row)
    if not years:
        return None
    lower = {col: FIELDS[word] for col in years if (word := bare(sheet.text(row + 1, col))) in FIELDS}
    values: dict[int, tuple[FiscalYear, str]] = {}
    for col, year in years.items():
        own = next((FIELDS[word] for word in FIELDS if bare(sheet.text(row, col)).endswith(word)), "")
        values[col] = (year, lower.get(col, own))
    unit = next((col for col, text in texts.items() if bare(text) in UNITS), None)
    kind = next((col for col, text in texts.items() if bare(text) in KINDS), None)
    return _Columns(name, unit, kind, values, row + 1 if lower else row)


def _years(sheet: SheetTable, row: int) -> dict[int, FiscalYear]:
    """The 年度 of each column: its own, or that of the heading that reaches over it."""
    found: dict[int, FiscalYear] = {}
    for col in range(1, sheet.last_column + 1):
        year = year_in(sheet.text(row, col))
        if year is not None:
            found[col] = year
        elif col - 1 in found and not sheet.text(row, col).strip() and bare(sheet.text(row + 1, col)) in FIELDS:
            found[col] = found[col - 1]
    return found


def _rows(sheet: SheetTable, columns: _Columns, below: int, account: Account) -> Iterator[ReadAmount]:
    name, unit, direction = "", "", Direction.HIGHER
    for row in range(columns.last + 1, below + 1):
        if any(sheet.owner(row, col)[1] <= columns.name for col in columns.values):
            continue  # a line of words across the table, or below it
        words = sheet.text(row, columns.name).strip()
        kind = "" if columns.kind is None else bare(sheet.text(row, columns.kind))
        if words:
            said = "" if columns.unit is None else sheet.text(row, columns.unit).strip()
            name, unit, direction = _named("".join(words.split("\n")), said)
        if not name or kind in WORKED_OUT:
            continue
        for col, (year, field) in columns.values.items():
            text = sheet.text(row, col)
            if bare(text) in BLANK:
                continue
            place = (sheet.name, row, col)
            wanted = field or FIELDS.get(kind, "actual" if columns.kind is None else "")
            try:
                found = _amounts(text, wanted, parts=kind in PARTS)
            except ValueError:
                account.leave(place, text, "数として読み取れません。")
                continue
            if not found:
                account.leave(place, text, "目標か実績か、表から分かりません。")
            for one, amount in found:
                yield ReadAmount(place, name, unit, year, one, amount, direction)


def _named(words: str, unit: str) -> tuple[str, str, Direction]:
    """Name, unit and direction of an indicator, from its cell and that of its unit."""
    name = _LOWER.sub("", words).strip().translate(_DIGITS)
    direction = Direction.HIGHER if _LOWER.search(words) is None else Direction.LOWER
    if not unit and (own := _UNIT.match(name)):
        name, unit = own[1].strip(), own[2]
    return name, unit, direction


def _amounts(text: str, field: str, *, parts: bool) -> list[tuple[str, Decimal]]:
    """What a cell says, by field; of `260／380` both. ValueError where it is no number."""
    if parts:
        above, _, below = bare(text).partition("/")
        both = (("numerator", read_amount(above)), ("denominator", read_amount(below)))
        return [(one, amount) for one, amount in both if amount is not None]
    amount = read_amount(text)
    return [(field, amount)] if amount is not None and field else []
