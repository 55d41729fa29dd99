"""What a form says about 相談件数 (T3) and 指標. Lengths in mm, type sizes in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class ConsultationSettings:
    """相談件数: headings of its parts, "" = the part is left out. `years` = so many 年度 stand in the table by
    年度, the last of them that of the 資料.

    `by_month` may name it: {long}. `label`, `total` = widths of the columns of names and of 合計, `row` =
    least height of a row. `chart` = height of the chart, `bar` = the widest a bar gets; `months` = a chart by month, of
    the 年度 and of that before, stands below it.
    """

    by_year: str = "年度別"
    by_month: str = "月別（{long}）"
    comparison: str = "前年度との比較"
    months: str = ""
    unit: str = "（単位：件）"
    total_word: str = "合計"
    years: int = 3
    label: float = 25.0
    total: float = 17.0
    row: float = 6.0
    chart: float = 62.5
    bar: float = 5.0
    size: float = 9.0


@dataclass(frozen=True, slots=True)
class IndicatorSettings:
    """指標: `years` = so many 年度 with values stand beside each other, the last of them that of the 資料.

    Names of the rows, "" = the row is left out; `parts` stands for rates and wherever a numerator is entered. Widths of
    the columns: `label` of the indicators, `unit`, `kind` of the names of the rows. `chart` = "auto": rates as lines,
    others as bars; `chart_height`, and `columns`: how many stand side by side. `notes` = over the definitions.
    """

    years: int = 4
    target: str = "目標"
    actual: str = "実績"
    rate: str = "達成率"
    parts: str = "分子／分母"
    lower: str = "（少ないほど良い）"
    label: float = 46.0
    unit: float = 14.0
    kind: float = 20.0
    row: float = 6.0
    size: float = 9.0
    chart: Literal["auto", "bar", "line", "none"] = "auto"
    chart_height: float = 52.0
    columns: int = 2
    charts: str = "指標ごとの推移"
    notes: str = "指標の考え方"
