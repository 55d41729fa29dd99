from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.forms.cells import Column
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid import build_columns
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.widths import settle_widths
from zaitaku_desktop.model.snapshot import DocumentRow

P1 = load_form("p1")


def columns_of(form: Form, count: int, actual: tuple[int, ...]) -> list[Column]:
    years = years_between(FiscalYear(2024), FiscalYear(2023 + count))
    document = DocumentRow(1, "plan", form.key, "題", 1, FiscalYear(2025), actual)
    return build_columns(form, document, years, "令和8年度末")


@given(st.integers(1, 8), st.sets(st.integers(2024, 2031)))
def test_that_columns_fill_the_text_area_exactly(count: int, actual: set[int]) -> None:
    columns, size = settle_widths(P1, columns_of(P1, count, tuple(sorted(actual))))
    assert sum(column.width for column in columns) == pytest.approx(P1.paper.measure)
    assert all(column.width > 0 for column in columns)
    assert size in (9.0, 8.5)


@given(st.integers(1, 8), st.sets(st.integers(2024, 2031)))
def test_that_the_type_is_smaller_only_where_the_year_columns_have_given_all(count: int, actual: set[int]) -> None:
    columns, size = settle_widths(P1, columns_of(P1, count, tuple(sorted(actual))))
    years = [column.width for column in columns if column.year is not None]
    assert (size < 9.0) == (min(years) < P1.years.last_minimum - 1e-6 or max(years) < P1.years.minimum - 1e-6)


def test_that_the_widths_of_the_form_stand_where_they_fit() -> None:
    """PAGES 2 P1: R6 47, R6実績 48, R7 44, R8 27."""
    columns, size = settle_widths(P1, columns_of(P1, 3, (2024,)))
    assert [round(column.width, 1) for column in columns if column.year] == [47, 48, 44, 27]
    assert size == 9.0


def test_that_room_to_spare_goes_to_the_year_columns() -> None:
    columns, _ = settle_widths(P1, columns_of(P1, 2, ()))
    assert next(column.width for column in columns if column.key == "title") == 31
    assert sum(column.width for column in columns if column.year) == pytest.approx(390 - 224)


def test_that_a_form_without_year_columns_grows_as_a_whole() -> None:
    form = replace(P1, columns=tuple(column for column in P1.columns if column.years not in ("plan", "actual")))
    columns, size = settle_widths(form, columns_of(form, 3, ()))
    assert sum(column.width for column in columns) == pytest.approx(390)
    assert columns[1].width / columns[0].width == pytest.approx(31 / 17)
    assert size == 9.0
