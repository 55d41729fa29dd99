"""Days and times as they are typed."""

from __future__ import annotations

import datetime as dt

import pytest

from zaitaku_desktop.base.read_day import find_day, read_day, read_time, write_time

DAY = dt.date(2025, 4, 1)


@pytest.mark.parametrize(
    "text",
    [
        "令和7年4月1日", "令和７年４月１日（火）", "R7.4.1", "Ｒ７．４．１", "r7/4/1", " 2025-04-01 ",
        "2025/4/1(火曜日)", "令和 7 年 4 月 1 日",
    ],
)  # fmt: skip
def test_that_a_day_is_read_however_it_is_typed(text: str) -> None:
    assert read_day(text) == DAY


@pytest.mark.parametrize("text", ["", "4月1日", "令和7年2月30日", "R7.4.1から", "7.4.1", "令和7年度", "㍻7年4月1日"])
def test_that_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None


def test_that_a_day_is_found_at_the_beginning_of_a_line() -> None:
    text = "令和元年５月１日（水）午後7時"
    found = find_day(text)
    assert found is not None
    assert found[0] == dt.date(2019, 5, 1)
    assert text[found[1] :] == "（水）午後7時"
    assert find_day("平成31年4月30日") == (dt.date(2019, 4, 30), 10)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("午後7時30分", dt.time(19, 30)), ("午後７時半", dt.time(19, 30)), ("19:30", dt.time(19, 30)),
        ("19時", dt.time(19)), ("午前10時", dt.time(10)), ("午後0時15分", dt.time(12, 15)), ("午前12時", dt.time(0)),
        ("午後12時", dt.time(12)), ("25時", None), ("午後13時", None), ("9:75", None), ("夜", None), ("", None),
    ],
)  # fmt: skip
def test_that_a_time_is_read_however_it_is_typed(text: str, wanted: dt.time | None) -> None:
    assert read_time(text) == wanted


@pytest.mark.parametrize("time", [dt.time(0, 5), dt.time(9), dt.time(12), dt.time(12, 30), dt.time(19, 30)])
def test_that_a_time_that_was_written_is_read(time: dt.time) -> None:
    assert read_time(write_time(time)) == time
    assert read_time(write_time(time, halves=False)) == time
    assert write_time(dt.time(19)) == "午後7時"
