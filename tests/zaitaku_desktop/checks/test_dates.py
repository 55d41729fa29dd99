"""Dates with a weekday in running text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.checks.dates import WEEKDAYS, WrittenDate, written_dates

DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2060, 12, 31))
WIDE = {
    ord(half): half_to for half, half_to in zip("0123456789()/RHS", "０１２３４５６７８９（）／ＲＨＳ", strict=True)
}


def only(text: str, year: int | None = None) -> WrittenDate:
    (found,) = written_dates(text, year)
    return found


def era_of(day: dt.date) -> tuple[str, str, str]:
    name, letter, number = FiscalYear(day.year).era
    return name, letter, "元" if number == 1 else str(number)


def shapes(day: dt.date, sign: str) -> list[str]:
    """A day in every way it is written with its year."""
    name, letter, number = era_of(day)
    bare = f"{day.month}月{day.day}日"
    return [
        f"{name}{number}年{bare}（{sign}）",
        f"{name}{number}年{bare}({sign}曜日)",
        f"{name} {number}年 {day.month}月 {day.day}日 （{sign}・祝）",
        f"{letter}{number}/{day.month}/{day.day}（{sign}）",
        f"{letter}{number}.{day.month}.{day.day}({sign})",
        f"{day.year}年{bare}({sign})",
        f"{day.year}/{day.month}/{day.day}（{sign}）",
        f"{day.year}-{day.month:02}-{day.day:02} ({sign})",
        f"{day.year}年{bare}{sign}曜日",
    ]


@given(
    DAYS, st.sampled_from(WEEKDAYS), st.booleans(), st.text("あ、。い\n", max_size=6), st.text("あ、。い\n", max_size=6)
)
def test_that_a_date_is_read_however_it_is_written(
    day: dt.date, sign: str, wide: bool, before: str, after: str
) -> None:
    for shape in shapes(day, sign):
        written = shape.translate(WIDE) if wide else shape
        text = before + written + after
        found = only(text)
        assert (found.years, found.month, found.day) == ((day.year,), day.month, day.day)
        assert found.explicit
        assert text[found.sign] == found.weekday == sign
        assert text[found.start : found.stop] in written
        assert found.weekdays() == {day.year: WEEKDAYS[day.weekday()]}


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_that_a_date_without_a_year_is_of_the_fiscal_year_of_its_cell(day: dt.date, sign: str) -> None:
    year = FiscalYear.of(day).start
    for text in (f"{day.month}月{day.day}日（{sign}）に開く。", f"・{day.month}/{day.day}({sign})"):
        found = only(text, year)
        assert found.years == (day.year,)
        assert not found.explicit


@given(
    st.text("0123456789０１２月日年度令和元R/.-（）()水木祝・、～〜 \n件人", max_size=40),
    st.none() | st.integers(1990, 2100),
)
def test_that_no_text_breaks_the_reading(text: str, year: int | None) -> None:
    for found in written_dates(text, year):
        assert text[found.sign] == found.weekday
        assert 1 <= found.month <= 12
        assert 1 <= found.day <= 31


@pytest.mark.parametrize(
    "text",
    [
        "参加者の平均は3.5（日）。",
        "1人あたり6（日）、月に12（月）。",
        "13月4日（水）",
        "6月40日（水）",
        "第6/18（水）号"[:4],
        "（水）",
        "水曜日に開く。",
        "R6年度計画（土）",
    ],
)
def test_that_what_is_no_date_is_none(text: str) -> None:
    assert list(written_dates(text, 2024)) == []


def test_that_a_day_after_a_date_is_of_the_same_month() -> None:
    first, second, third = written_dates("6月18日（火）、19日（水）・20日（木）", 2024)
    assert [(one.month, one.day, one.years) for one in (first, second, third)] == [
        (6, 18, (2024,)),
        (6, 19, (2024,)),
        (6, 20, (2024,)),
    ]


def test_that_a_day_far_from_any_date_is_none() -> None:
    assert len(list(written_dates("6月18日（火）に開いた会で決めたことを確かめ、19日（水）", 2024))) == 1


def test_that_the_year_written_before_and_the_year_of_the_cell_are_both_thought_of() -> None:
    assert only("令和7年度は4月3日（木）から", 2024).years == (2025, 2024)
    _, second = written_dates("令和7年3月5日（水）、4月3日（木）", 2024)
    assert second.years == (2025, 2024)


def test_that_the_first_year_of_an_era_is_written_gannen() -> None:
    assert only("令和元年5月1日（水）").weekdays() == {2019: "水"}
