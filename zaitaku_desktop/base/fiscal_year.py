"""年度: a value object, never a bare int.

A 年度 runs from 1 April to 31 March and is named by the era year in which it begins. 令和元年度 is the
whole of 2019-04-01…2020-03-31 (the custom of most cities; 平成31年度 is read as the same year).
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

ERAS = (("令和", "R", 2018), ("平成", "H", 1988), ("昭和", "S", 1925))
_PATTERN = re.compile(r"(令和|平成|昭和|[RHS])\.?(元|\d{1,2})(?:年度?)?")
_WESTERN = re.compile(r"((?:19|20)\d\d)(?:年度?)?")


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """A 年度. `start` = the Gregorian year of its 1 April (令和6年度 → 2024)."""

    start: int

    def __post_init__(self) -> None:
        if not 1926 <= self.start <= 2200:
            raise ValueError(f"not a 年度: {self.start}")

    @classmethod
    def of(cls, day: dt.date) -> FiscalYear:
        """The 年度 in which `day` falls."""
        return cls(day.year if day.month >= 4 else day.year - 1)

    @classmethod
    def parse(cls, text: str) -> FiscalYear:
        """Read `R6`, `Ｒ６`, `令和6年度`, `令和元年`, `2024`. Raises ValueError for anything else."""
        plain = unicodedata.normalize("NFKC", text).strip().upper().replace(" ", "")
        if match := _PATTERN.fullmatch(plain):
            era, number = match.groups()
            base = next(start for name, letter, start in ERAS if era in (name, letter))
            return cls(base + (1 if number == "元" else int(number)))
        if match := _WESTERN.fullmatch(plain):
            return cls(int(match.group(1)))
        raise ValueError(f"not a 年度: {text!r}")

    @property
    def era(self) -> tuple[str, str, int]:
        """(name, letter, year in the era), e.g. ("令和", "R", 6)."""
        for name, letter, base in ERAS:
            if self.start > base:
                return name, letter, self.start - base
        raise ValueError(self.start)

    @property
    def long(self) -> str:
        """`令和6年度`, `令和元年度`."""
        name, _, number = self.era
        return f"{name}{'元' if number == 1 else number}年度"

    @property
    def short(self) -> str:
        """`R6`."""
        _, letter, number = self.era
        return f"{letter}{number}"

    @property
    def first_day(self) -> dt.date:
        """1 April."""
        return dt.date(self.start, 4, 1)

    @property
    def last_day(self) -> dt.date:
        """31 March of the next Gregorian year."""
        return dt.date(self.start + 1, 3, 31)

    def __add__(self, years: int) -> FiscalYear:
        return FiscalYear(self.start + years)

    def __sub__(self, years: int) -> FiscalYear:
        return FiscalYear(self.start - years)

    def __str__(self) -> str:
        return self.long


def years_between(first: FiscalYear, last: FiscalYear) -> tuple[FiscalYear, ...]:
    """All 年度 from `first` to `last`, both included; empty if last is earlier."""
    return tuple(FiscalYear(year) for year in range(first.start, last.start + 1))
