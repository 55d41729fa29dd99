"""Days on which a city hall is closed."""

from __future__ import annotations

import datetime as dt

import pytest

from zaitaku_desktop.base.closed_days import closed_because


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2025-06-18", ""), ("2025-06-21", "土曜日"), ("2025-06-22", "日曜日"), ("2025-07-21", "祝日（海の日）"),
        ("2025-05-06", "振替休日"), ("2025-12-28", "日曜日"), ("2025-12-29", "年末年始"), ("2026-01-03", "年末年始"),
        ("2026-01-04", "日曜日"), ("2026-09-22", "祝日（国民の休日）"),
    ],
)  # fmt: skip
def test_that_weekends_holidays_and_the_turn_of_the_year_are_closed(day: str, why: str) -> None:
    assert closed_because(dt.date.fromisoformat(day)) == why
