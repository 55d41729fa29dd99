"""Days in 和暦, written as the municipality writes them."""

from __future__ import annotations

import datetime as dt

import pytest

from zaitaku_desktop.base.written_day import DayStyle, day_style, write_day

DAY = dt.date(2025, 6, 18)


def test_that_a_day_is_written_in_the_era_of_the_day_itself() -> None:
    assert write_day(DAY) == "令和7年6月18日"
    assert write_day(dt.date(2025, 1, 6)) == "令和7年1月6日", "the year of the calendar, not the 年度"
    assert write_day(dt.date(2019, 5, 1)) == "令和元年5月1日"
    assert write_day(dt.date(2019, 4, 30)) == "平成31年4月30日"


@pytest.mark.parametrize(
    ("written", "today"),
    [
        ("令和6年7月10日（水）に開催", "令和7年6月18日（水）"),
        ("令和６年７月１０日に開催", "令和７年６月１８日"),
        ("R6/7/10(水)開催", "R7/6/18(水)"),
        ("Ｒ６／７／１０", "Ｒ７／６／１８"),
        ("R6.7.10", "R7.6.18"),
        ("令和6年7月10日（第1回）", "令和7年6月18日"),
        ("7月10日（水）、3.5回", "令和7年6月18日"),
    ],
)
def test_that_today_is_written_as_other_days_are(written: str, today: str) -> None:
    assert write_day(DAY, day_style([written])) == today


def test_that_the_way_most_days_are_written_wins() -> None:
    texts = ["R6/7/10（水）、R6/8/1（木）", "令和6年7月1日"]
    assert day_style(texts) == DayStyle("slash", False, "（）")


def test_that_a_day_before_the_eras_known_is_refused() -> None:
    with pytest.raises(ValueError, match="1926"):
        write_day(dt.date(1926, 12, 24))
