"""指標 as a view reads them, and what follows from their values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Literal, get_args

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.indicator import Direction

ValueField = Literal["target", "actual", "numerator", "denominator"]
VALUE_FIELDS: tuple[ValueField, ...] = get_args(ValueField)
FIELD_NAMES: Mapping[ValueField, str] = {
    "target": "目標",
    "actual": "実績",
    "numerator": "分子",
    "denominator": "分母",
}
DIRECTION_NAMES: Mapping[Direction, str] = {Direction.HIGHER: "多いほど良い", Direction.LOWER: "少ないほど良い"}
RATES = ("％", "%")
"""Units of which the value is numerator ÷ denominator × 100."""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator (model/indicator.py)."""

    id: int
    name: str
    unit: str = ""
    direction: Direction = Direction.HIGHER
    definition: str = ""
    numerator_name: str = ""
    denominator_name: str = ""
    position: int = 0

    @property
    def is_rate(self) -> bool:
        """Whether its value is a percentage."""
        return self.unit in RATES

    @property
    def title(self) -> str:
        """`訪問診療の件数（件）`."""
        return f"{self.name}（{self.unit}）" if self.unit else self.name


@dataclass(frozen=True, slots=True)
class IndicatorValueRow:
    """An indicator in one 年度 (model/indicator.py)."""

    id: int
    indicator_id: int
    fiscal_year: FiscalYear
    target: Decimal | None = None
    actual: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""

    @property
    def rate(self) -> Decimal | None:
        """What numerator and denominator give in per cent, to one decimal; None = one is missing or 0."""
        return None if self.exact is None else self.exact.quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def exact(self) -> Decimal | None:
        """As `rate`, not rounded."""
        return None if self.numerator is None or not self.denominator else self.numerator / self.denominator * 100

    @property
    def rate_differs(self) -> bool:
        """Whether the value, taken as a percentage, is not what numerator and denominator give to as many decimals as
        it has."""
        if self.actual is None or self.exact is None:
            return False
        exponent = self.actual.as_tuple().exponent
        assert isinstance(exponent, int)  # it is a finite number
        return abs(self.exact - self.actual) > Decimal(1).scaleb(min(exponent, 0)) / 2


@dataclass(frozen=True, slots=True)
class IndicatorItemRow:
    """A 取組 that serves an indicator (model/indicator.py)."""

    id: int
    indicator_id: int
    item_id: int


@dataclass(frozen=True)
class Indicators:
    """All indicators of the file in their order, their values, and the 取組 that serve them."""

    rows: Mapping[int, IndicatorRow]
    values: Mapping[int, IndicatorValueRow]
    items: Sequence[IndicatorItemRow] = ()

    @cached_property
    def _by_year(self) -> dict[tuple[int, FiscalYear], IndicatorValueRow]:
        return {(row.indicator_id, row.fiscal_year): row for row in self.values.values()}

    @cached_property
    def years(self) -> tuple[FiscalYear, ...]:
        """The 年度 of which anything is known, the earliest first."""
        return tuple(sorted({row.fiscal_year for row in self.values.values()}))

    def value(self, indicator_id: int, year: FiscalYear) -> IndicatorValueRow | None:
        """An indicator in one 年度, None = nothing is entered."""
        return self._by_year.get((indicator_id, year))

    def amount(self, indicator_id: int, year: FiscalYear, field: ValueField) -> Decimal | None:
        """One value, None = not entered."""
        found = self.value(indicator_id, year)
        return None if found is None else getattr(found, field)

    def items_of(self, indicator_id: int) -> tuple[int, ...]:
        """The 取組 that serve an indicator, by the ids of their items."""
        return tuple(row.item_id for row in self.items if row.indicator_id == indicator_id)

    def of_item(self, item_id: int) -> list[IndicatorRow]:
        """The indicators that a 取組 serves, in order."""
        ids = {row.indicator_id for row in self.items if row.item_id == item_id}
        return [row for row in self.rows.values() if row.id in ids]


def achievement(direction: Direction, target: Decimal | None, actual: Decimal | None) -> Decimal | None:
    """達成率 in per cent, to one decimal: actual ÷ target, or the other way round where less is better. None = one is
    missing, nothing can be divided, or one is below 0."""
    if target is None or actual is None:
        return None
    above, below = (actual, target) if direction is Direction.HIGHER else (target, actual)
    return (above / below * 100).quantize(Decimal("0.1"), ROUND_HALF_UP) if below > 0 and above >= 0 else None


def reached(direction: Direction, target: Decimal | None, actual: Decimal | None) -> bool | None:
    """Whether the target was reached, None = one is missing."""
    if target is None or actual is None:
        return None
    return actual >= target if direction is Direction.HIGHER else actual <= target


def amount_words(amount: Decimal | None) -> str:
    """`1,234.5`, "" = not entered."""
    return "" if amount is None else f"{amount:,f}"


def read_amount(text: str) -> Decimal | None:
    """A number as somebody types it (`1,234.5`, `８６．５％`). ValueError for anything else; None for nothing."""
    plain = text.translate(_PLAIN).strip().removesuffix("%").replace(",", "").strip()
    if plain in ("", "-"):
        return None
    if not _NUMBER.fullmatch(plain):
        raise ValueError(text)
    return Decimal(plain)


_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")
_PLAIN = str.maketrans("０１２３４５６７８９．，％－−―ー", "0123456789.,%----")
