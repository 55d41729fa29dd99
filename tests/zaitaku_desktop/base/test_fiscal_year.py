from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between


@pytest.mark.parametrize("text", ["R6", "Ｒ６", "令和6年度", "令和６年度", "令和 6 年", "2024", "2024年度"])
def test_that_a_year_is_read_in_every_usual_writing(text: str) -> None:
    assert FiscalYear.parse(text) == FiscalYear(2024)


def test_that_the_first_year_of_an_era_is_written_gannen() -> None:
    assert FiscalYear.parse("令和元年度") == FiscalYear(2019)
    assert FiscalYear(2019).long == "令和元年度"
    assert FiscalYear.parse("平成31年度") == FiscalYear(2019)


@pytest.mark.parametrize("text", ["", "実績", "R", "6年度", "令和", "13月"])
def test_that_what_is_no_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="年度"):
        FiscalYear.parse(text)


def test_that_a_year_begins_on_the_first_of_april() -> None:
    assert FiscalYear.of(dt.date(2025, 3, 31)) == FiscalYear(2024)
    assert FiscalYear.of(dt.date(2025, 4, 1)) == FiscalYear(2025)


@given(st.integers(1926, 2100))
def test_that_every_year_is_read_back_from_both_of_its_names(start: int) -> None:
    year = FiscalYear(start)
    assert FiscalYear.parse(year.long) == year
    assert FiscalYear.parse(year.short) == year
    assert FiscalYear.of(year.first_day) == FiscalYear.of(year.last_day) == year


def test_that_a_period_has_both_its_ends() -> None:
    assert [year.short for year in years_between(FiscalYear(2024), FiscalYear(2026))] == ["R6", "R7", "R8"]
