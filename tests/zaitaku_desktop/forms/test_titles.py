from __future__ import annotations

import pytest

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.titles import form_title

FIRST, LAST, YEAR = FiscalYear(2024), FiscalYear(2026), FiscalYear(2025)


def test_that_a_title_names_the_period_of_the_plan() -> None:
    assert form_title(load_form("p1"), FIRST, LAST, YEAR).endswith("（R6－R8）")


@pytest.mark.parametrize(("actual", "long"), [((2025, 2024), "令和6年度"), ((), "令和7年度")])
def test_that_a_table_of_results_is_named_after_the_year_it_shows(actual: tuple[int, ...], long: str) -> None:
    assert form_title(load_form("p4"), FIRST, LAST, YEAR, actual).startswith(long)
