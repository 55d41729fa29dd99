"""相談件数: a typed total against the sum of what stands below it, the months against the figure of the 年度."""

from __future__ import annotations

from collections.abc import Iterator

from zaitaku_desktop.checks.count_scope import CountScope
from zaitaku_desktop.checks.finding import Finding, Place, Severity
from zaitaku_desktop.model.consultation_table import CountRow, Difference

TOTAL = "consultation_total"
MONTHS = "consultation_months"


def check_consultations(scope: CountScope) -> Iterator[Finding]:
    """Both figures stay as they are: only a clerk knows which is right."""
    table = scope.consultations
    for one in table.differences():
        when = one.row.fiscal_year.long + ("" if one.row.month is None else f"{one.row.month}月")
        name = table.name(one.row.category_id)
        words = f"{when}の「{name}」は{one.row.count:,}件ですが、内訳を足すと{one.computed:,}件です。"
        yield _finding(TOTAL, one, words)
    for one in table.against_months():
        words = (
            f"{one.row.fiscal_year.long}の「{table.name(one.row.category_id)}」は、年度の数が{one.row.count:,}件、"
            f"月の数を足すと{one.computed:,}件です。表と図には月の合計を出します。"
        )
        yield _finding(MONTHS, one, words)


def _finding(rule: str, one: Difference, words: str) -> Finding:
    return Finding(rule, Severity.WARNING, place_of(one.row), words, f"{one.row.count}/{one.computed}")


def place_of(row: CountRow) -> Place:
    """Where a count stands."""
    return Place(field="consultation", year=row.fiscal_year.start, part=row.id)
