"""相談件数 as a view reads them: categories, counts, and every sum that a table or chart shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear

MONTHS = (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)
"""The months of a 年度, in their order."""

Slot = tuple[int, int | None, int | None]
"""Where a count stands: start year of the 年度, month (None = the whole 年度), category (None = 合計)."""


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category (model/consultation.py)."""

    id: int
    parent_id: int | None
    name: str
    last_year: int | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class CountRow:
    """A count (model/consultation.py)."""

    id: int
    fiscal_year: FiscalYear
    month: int | None
    category_id: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Section:
    """A category of the upper level with those below it that are counted. One that stands alone is its own only one."""

    head: CategoryRow
    members: tuple[CategoryRow, ...]

    @property
    def alone(self) -> bool:
        """Whether there is nothing below it: it is counted itself."""
        return self.members == (self.head,)


@dataclass(frozen=True, slots=True)
class Difference:
    """A typed total beside what the counts add up to."""

    row: CountRow
    computed: int


@dataclass(frozen=True)
class Consultations:
    """All categories and counts of the file, by id in their order."""

    categories: Mapping[int, CategoryRow]
    counts: Mapping[int, CountRow]

    @cached_property
    def _slots(self) -> dict[Slot, CountRow]:
        return {(row.fiscal_year.start, row.month, row.category_id): row for row in self.counts.values()}

    @cached_property
    def years(self) -> tuple[FiscalYear, ...]:
        """The 年度 in which anything is counted, the earliest first."""
        return tuple(sorted({row.fiscal_year for row in self.counts.values()}))

    @cached_property
    def _children(self) -> dict[int | None, list[CategoryRow]]:
        found: dict[int | None, list[CategoryRow]] = {}
        for row in sorted(self.categories.values(), key=lambda one: (one.position, one.id)):
            found.setdefault(row.parent_id, []).append(row)
        return found

    def children(self, parent_id: int | None = None) -> list[CategoryRow]:
        """The categories directly below one (None = those of the upper level), in order."""
        return self._children.get(parent_id, [])

    def is_leaf(self, category_id: int) -> bool:
        """Whether a category is counted itself: nothing is below it."""
        return not self.children(category_id)

    def sections(self, years: Iterable[FiscalYear] = ()) -> tuple[Section, ...]:
        """The categories that stand in a table of these 年度: those still counted then, or with a count in one."""
        wanted = tuple(years)
        found = []
        for head in self.children():
            members = self.children(head.id) or [head]
            shown = tuple(row for row in members if self._is_shown(row, wanted))
            if shown:
                found.append(Section(head, shown))
        return tuple(found)

    def _is_shown(self, row: CategoryRow, years: tuple[FiscalYear, ...]) -> bool:
        parent = self.categories.get(row.parent_id or 0)
        ends = [one.last_year for one in (row, parent) if one is not None and one.last_year is not None]
        if not ends or not years or any(year.start <= min(ends) for year in years):
            return True
        return any(row.id == category for year, _, category in self._slots if FiscalYear(year) in years)

    def stored(self, year: FiscalYear, month: int | None, category_id: int | None) -> CountRow | None:
        """The count as stored there, None = nothing is entered."""
        return self._slots.get((year.start, month, category_id))

    def count(self, year: FiscalYear, month: int | None, category_id: int) -> int | None:
        """What is entered for a category, None = nothing."""
        found = self.stored(year, month, category_id)
        return None if found is None else found.count

    def _leaves(self, category_id: int | None) -> list[int]:
        """Which counts make up the total of a category (None = 合計)."""
        if category_id is not None:
            return [row.id for row in self.children(category_id)] or [category_id]
        return [row.id for head in self.children() for row in self.children(head.id) or [head]]

    def by_month(self, year: FiscalYear, category_id: int | None = None) -> bool:
        """Whether anything of a category (None = of any) is entered month by month."""
        wanted = set(self._leaves(category_id))
        return any(
            start == year.start and month is not None and category in wanted for start, month, category in self._slots
        )

    def computed(self, year: FiscalYear, month: int | None, category_id: int | None) -> int | None:
        """What the counts of a month, or those entered for the whole 年度, add up to; None = there is none."""
        found = [self.count(year, month, leaf) for leaf in self._leaves(category_id)]
        known = [count for count in found if count is not None]
        return sum(known) if known else None

    def total(self, year: FiscalYear, month: int | None, category_id: int | None = None) -> int | None:
        """As `computed`; where no counts are below it, the total that was typed."""
        found = self.computed(year, month, category_id)
        if found is not None:
            return found
        typed = self.stored(year, month, category_id)
        if typed is not None:
            return typed.count
        return self._of_parts(year, month, category_id)

    def _of_parts(self, year: FiscalYear, month: int | None, category_id: int | None) -> int | None:
        """合計 from typed totals of the upper level."""
        if category_id is not None:
            return None
        parts = [self.stored(year, month, head.id) for head in self.children()]
        known = [row.count for row in parts if row is not None]
        return sum(known) if known else None

    def sum_of_months(self, year: FiscalYear, category_id: int | None = None) -> int | None:
        """What the months of a 年度 add up to, None = none is entered."""
        found = [self.total(year, month, category_id) for month in MONTHS]
        known = [count for count in found if count is not None]
        return sum(known) if known else None

    def figure(self, year: FiscalYear, category_id: int | None = None) -> int | None:
        """What a table prints for the whole 年度: the sum of its months where there are any, else what was entered for
        the 年度; never both."""
        if category_id is None:
            found = self._whole(year)
            return self.total(year, None) if found is None else found
        months = self.sum_of_months(year, category_id)
        return self.total(year, None, category_id) if months is None else months

    def _whole(self, year: FiscalYear) -> int | None:
        """合計 of a 年度 as the sum of what its categories print, so that it agrees with them."""
        found = [self.figure(year, leaf) for leaf in self._leaves(None)]
        known = [count for count in found if count is not None]
        return sum(known) if known else self.sum_of_months(year)

    def differences(self) -> list[Difference]:
        """Typed totals that are not what the counts below them add up to."""
        found = []
        for row in self.counts.values():
            if row.category_id is not None and self.is_leaf(row.category_id):
                continue
            computed = self.computed(row.fiscal_year, row.month, row.category_id)
            if computed is not None and computed != row.count:
                found.append(Difference(row, computed))
        return found

    def against_months(self) -> list[Difference]:
        """Figures entered for a whole 年度 that are not what its months add up to."""
        found = []
        for row in self.counts.values():
            if row.month is not None:
                continue
            months = self.sum_of_months(row.fiscal_year, row.category_id)
            if months is not None and months != row.count:
                found.append(Difference(row, months))
        return found

    def name(self, category_id: int | None) -> str:
        """`医療機関　病院`, `医療機関`, `合計`."""
        if category_id is None:
            return "合計"
        row = self.categories.get(category_id)
        if row is None:
            return ""
        parent = self.categories.get(row.parent_id or 0)
        return row.name if parent is None else f"{parent.name}　{row.name}"


def read_count(text: str) -> int | None:
    """A count as somebody types it (`1,203`, `１２件`), None = nothing. Raises KnownError for anything else."""
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("件").replace(",", "").strip()
    if plain in ("", "-", "―", "ー", "—"):
        return None
    if not re.fullmatch(r"\d{1,8}", plain):
        raise KnownError(
            f"「{text.strip()}」は件数にできません。",
            safe="何も変えていません。",
            todo="0以上の整数を入力してください。",
        )
    return int(plain)


def month_words(month: int | None) -> str:
    """`4月`, `年度計`."""
    return "年度計" if month is None else f"{month}月"
