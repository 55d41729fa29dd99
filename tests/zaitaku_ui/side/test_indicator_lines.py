"""The rows of 指標 beside the plan: what was aimed at, what was reached, where it goes."""

from __future__ import annotations

from decimal import Decimal

from zaitaku_ui.side.indicator_lines import indicators_of

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.indicator import Direction
from zaitaku_desktop.model.indicator_table import IndicatorItemRow, IndicatorRow, Indicators, IndicatorValueRow

R6 = FiscalYear(2024)


def table(*values: tuple[int, str | None, str | None], direction: Direction = Direction.HIGHER) -> Indicators:
    """Two 指標, the first linked to item 7; `values` = (year, target, actual) of it."""
    rows = {1: IndicatorRow(1, "退院時の割合", "％", direction), 2: IndicatorRow(2, "相談", "件")}
    found = {
        number: IndicatorValueRow(number, 1, FiscalYear(year), *(None if one is None else Decimal(one) for one in both))
        for number, (year, *both) in enumerate(values)
    }
    return Indicators(rows, found, [IndicatorItemRow(1, 1, 7)])


def test_that_a_row_tells_target_actual_and_whether_it_got_better() -> None:
    shown = indicators_of(
        table((2022, None, "9.0"), (2024, "8.0", "7.5"), (2025, None, "1"), direction=Direction.LOWER), 7, R6
    )
    (line,) = shown.lines
    assert (line.first, line.chip, line.icon) == ("退院時の割合", "達成", "ok")
    assert line.second == "目標 8.0％　実績 7.5％　改善 ↘ -1.5（R4比）"
    assert line.tip.splitlines()[2:] == ["実績　R4 9.0 → R6 7.5", "達成率 106.7％"]
    assert shown.choices == ((1, "退院時の割合（％）", True), (2, "相談（件）", False))


def test_that_what_is_not_entered_is_said_and_not_judged() -> None:
    (line,) = indicators_of(table((2023, "80", "70"), (2024, "85", None)), 7, R6).lines
    assert (line.second, line.chip) == ("目標 85％　実績 未入力", "")
    (line,) = indicators_of(table((2023, "80", "70"), (2024, None, "70.0")), 7, R6).lines
    assert line.second == "目標 未入力　実績 70.0％　→ R5と同じ"
    (line,) = indicators_of(table((2023, "80", "70"), (2024, "80", "61")), 7, R6).lines
    assert (line.chip, line.icon, line.second[-12:]) == ("未達", "warn", "後退 ↘ -9（R5比）"[-12:])
    assert indicators_of(table(), 8, R6).lines == ()
