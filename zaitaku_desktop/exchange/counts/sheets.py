"""What readers of figures share: words without blanks and widths, 年度 and months in a text, numbers of a sheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.proposal import Conflict, Created, ImportReport, Listed, cell_name
from zaitaku_desktop.exchange.sheet import SheetTable

TOTALS = frozenset({"合計", "計", "総計", "小計", "年度計", "年計", "年間計", "合計件数"})
_YEAR = re.compile(r"(?:令和|平成)(?:元|\d{1,2})年度|[RH](?:元|\d{1,2})(?:年度)?(?![\d.])")
_MONTH = re.compile(r"(?:^|[^\d])(\d{1,2})月")
BLANK = frozenset({"", "-", "―", "—", "ー", "－"})


def bare(text: str) -> str:
    """A text without blanks, line ends and differences of width."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def year_in(text: str) -> FiscalYear | None:
    """The first 年度 that is written in a text."""
    found = _YEAR.search(bare(text))
    try:
        return None if found is None else FiscalYear.parse(found.group())
    except ValueError:
        return None


def month_in(text: str) -> int | None:
    """The month that is written in a text."""
    found = _MONTH.search(bare(text))
    month = 0 if found is None else int(found[1])
    return month if 1 <= month <= 12 else None


def year_above(sheet: SheetTable, row: int) -> FiscalYear | None:
    """The 年度 that is written last above a row, else anywhere on the sheet."""
    for at in (*range(row - 1, 0, -1), *range(row, sheet.last_row + 1)):
        for col in sheet.columns_of(at):
            year = year_in(sheet.text(at, col))
            if year is not None:
                return year
    return None


def filled(sheet: SheetTable, row: int, columns: range) -> Iterator[tuple[int, str]]:
    """(column, text) of the cells of a row that hold something."""
    for col in sheet.columns_of(row):
        if col in columns and (text := sheet.text(row, col)).strip():
            yield col, text


@dataclass
class Account:
    """What came of an import, while it goes on. `changed` = records written."""

    taken: int = 0
    changed: int = 0
    not_taken: list[Listed] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    created: list[Created] = field(default_factory=list)
    remarks: list[Listed] = field(default_factory=list)

    def leave(self, place: tuple[str, int, int], text: str, why: str) -> None:
        """A cell that is not taken."""
        self.not_taken.append(Listed(cell_name(place), text, why))

    def report(self) -> ImportReport:
        """As the command line tells it."""
        return ImportReport(self.taken, tuple(self.not_taken), tuple(self.conflicts), tuple(self.created), self.changed)
