"""Columns of one 年度 fold into a narrow strip, so that other years have their room."""

from __future__ import annotations

from dataclasses import dataclass

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_ui.tables.table import Table

STRIP = 42
"""Width of a folded 年度, in px at text size 標準."""


@dataclass(frozen=True, slots=True)
class YearGroup:
    """Neighbouring columns of one 年度, both ends included."""

    first: int
    last: int
    year: FiscalYear


def year_groups(table: Table) -> list[YearGroup]:
    """The groups of a table from the left. Where one 年度 stands at several places, each is a group."""
    found: list[YearGroup] = []
    for col, column in enumerate(table.columns):
        if column.year is None:
            continue
        if found and found[-1].last == col - 1 and found[-1].year == column.year:
            found[-1] = YearGroup(found[-1].first, col, column.year)
        else:
            found.append(YearGroup(col, col, column.year))
    return found


class FoldedYears:
    """Which 年度 are folded. Asked by column of the table given last."""

    def __init__(self) -> None:
        self.years: frozenset[int] = frozenset()
        """Start years of those folded."""
        self._groups: dict[int, YearGroup] = {}

    def look_at(self, table: Table) -> None:
        """The table whose columns are asked about from now on."""
        self._groups = {col: group for group in year_groups(table) for col in range(group.first, group.last + 1)}

    def group_at(self, column: int) -> YearGroup | None:
        """The 年度 that a column belongs to."""
        return self._groups.get(column)

    def is_strip(self, column: int) -> bool:
        """Whether the column is what is left of a folded 年度."""
        group = self._groups.get(column)
        return group is not None and group.first == column and group.year.start in self.years

    def is_hidden(self, column: int) -> bool:
        """Whether the column has gone into the strip at its left."""
        group = self._groups.get(column)
        return group is not None and group.first != column and group.year.start in self.years

    def turn(self, year: FiscalYear) -> None:
        """Fold what is open, open what is folded."""
        self.years = self.years ^ {year.start}

    def fold_others(self, year: FiscalYear) -> None:
        """Fold every 年度 but this."""
        self.years = frozenset(group.year.start for group in self._groups.values()) - {year.start}

    def open_all(self) -> None:
        """Open all."""
        self.years = frozenset()
