"""Choosing a 年度."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox

from zaitaku_desktop.base.fiscal_year import FiscalYear


class YearCombo(QComboBox):
    """A list of 年度; `year()` is the chosen one."""

    def __init__(self, years: Iterable[FiscalYear], current: FiscalYear) -> None:
        super().__init__()
        for year in years:
            self.addItem(f"{year.long}（{year.start}）", year)
        self.choose(current)

    def year(self) -> FiscalYear:
        """The chosen 年度."""
        found = self.currentData()
        assert isinstance(found, FiscalYear)
        return found

    def choose(self, year: FiscalYear) -> None:
        """Choose this 年度, which is added if it is not in the list."""
        for index in range(self.count()):
            if self.itemData(index) == year:
                self.setCurrentIndex(index)
                return
        self.addItem(f"{year.long}（{year.start}）", year)
        self.setCurrentIndex(self.count() - 1)
