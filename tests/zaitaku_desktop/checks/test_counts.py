"""Findings about 相談件数 and 指標."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from meetings import Desk
from sample_files import open_sample

from zaitaku_desktop.checks import acting
from zaitaku_desktop.checks.finding import Finding
from zaitaku_desktop.checks.reading import check_counts
from zaitaku_desktop.checks.registry import NAMES
from zaitaku_desktop.checks.words import count_place_words
from zaitaku_desktop.operations.consultation import CountValue, write_counts
from zaitaku_desktop.operations.indicator import AmountValue, add_indicator, write_amounts


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "circle.zaitaku")
    yield desk
    desk.workspace.close(give_up=True)


def found(desk: Desk) -> list[Finding]:
    with desk.workspace.read() as connection:
        return check_counts(connection)[1]


def said(desk: Desk) -> list[str]:
    """Where and what."""
    with desk.workspace.read() as connection:
        scope, findings = check_counts(connection)
    assert {one.rule for one in findings} <= set(NAMES)
    return [f"{count_place_words(one.place, scope)}：{one.message}" for one in findings]


def test_that_the_sample_has_none(tmp_path: Path) -> None:
    with open_sample(tmp_path / "s.zaitaku") as workspace, workspace.read() as connection:
        assert check_counts(connection)[1] == []


def test_that_a_total_and_months_that_differ_are_found_and_may_stay(desk: Desk) -> None:
    with desk.workspace.read() as connection:
        table = check_counts(connection)[0].consultations
    hospital = next(row.id for row in table.categories.values() if row.name == "病院")
    values = [(4, hospital, 3), (4, None, 4), (None, hospital, 1203), (5, None, 2)]
    desk.do(write_counts, [CountValue(2024, *value) for value in values])
    assert said(desk) == [
        "令和6年度　相談件数（4月　合計）：令和6年度4月の「合計」は4件ですが、内訳を足すと3件です。",
        "令和6年度　相談件数（年度計　医療機関　病院）：令和6年度の「医療機関　病院」は、年度の数が1,203件、"
        "月の数を足すと3件です。表と図には月の合計を出します。",
    ]
    desk.do(acting.acknowledge, found(desk)[0], "電話1件の区分が分からないため")
    assert [bool(one.acknowledged) for one in found(desk)] == [True, False]
    desk.do(write_counts, [CountValue(2024, 4, None, 5)])
    assert not any(one.acknowledged for one in found(desk))  # it says something else now


def test_that_a_percentage_is_held_against_its_parts_to_the_decimals_it_has(desk: Desk) -> None:
    made = desk.do(add_indicator, "割合", unit="％", denominator_name="回答した事業所")
    parts = [("actual", "81.3"), ("numerator", "347"), ("denominator", "427")]  # 81.264…
    desk.do(write_amounts, [AmountValue(made, 2024, field, Decimal(text)) for field, text in parts])
    assert said(desk) == []
    desk.do(write_amounts, [AmountValue(made, 2024, "actual", Decimal("81"))])
    assert said(desk) == []
    desk.do(write_amounts, [AmountValue(made, 2024, "actual", Decimal("82.0"))])
    assert said(desk) == ["令和6年度　指標（割合）：令和6年度の「割合」は82.0％ですが、347÷427は81.3％です。"]


def test_that_a_rate_without_a_named_denominator_is_told(desk: Desk) -> None:
    desk.do(add_indicator, "割合", unit="%")
    desk.do(add_indicator, "件数", unit="件")
    assert said(desk) == ["指標（割合）：「割合」は割合ですが、何を分母とするかが書かれていません。"]
