"""The 指標 of one 取組 as rows of the side panel. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.indicator import Direction
from zaitaku_desktop.model.indicator_table import IndicatorRow, Indicators, achievement, amount_words, reached
from zaitaku_ui.side.line import Line

BLANK = "未入力"
REACHED, MISSED = "達成", "未達"
SHOWN = 4
"""So many 年度 are named when the mouse rests on a row."""


@dataclass(frozen=True, slots=True)
class ItemIndicators:
    """The 指標 of a 取組 in one 年度: a row for each, and of every 指標 (id, title, whether it is one of them)."""

    item_id: int
    year: FiscalYear
    lines: tuple[Line, ...]
    choices: tuple[tuple[int, str, bool], ...]


def indicators_of(known: Indicators, item_id: int, year: FiscalYear) -> ItemIndicators:
    """Those of a 取組, in the order in which they print."""
    own = known.of_item(item_id)
    mine = {row.id for row in own}
    lines = tuple(_line(known, row, year) for row in own)
    return ItemIndicators(
        item_id, year, lines, tuple((row.id, row.title, row.id in mine) for row in known.rows.values())
    )


def _line(known: Indicators, row: IndicatorRow, year: FiscalYear) -> Line:
    target, actual = (known.amount(row.id, year, field) for field in ("target", "actual"))
    good = reached(row.direction, target, actual)
    icon, token = {True: ("ok", "ok"), False: ("warn", "warn"), None: ("chart", "ink3")}[good]
    chip = "" if good is None else REACHED if good else MISSED
    words = [f"目標 {_amount(target, row)}", f"実績 {_amount(actual, row)}", _trend(known, row, year)]
    rate = achievement(row.direction, target, actual)
    more = [row.title, "　".join(filter(None, words)), _series(known, row.id, year)]
    more.append("" if rate is None else f"達成率 {rate}％")
    return Line(row.name, more[1], icon, token, chip, row.id, "\n".join(filter(None, more)))


def _amount(amount: Decimal | None, row: IndicatorRow) -> str:
    return BLANK if amount is None else amount_words(amount) + row.unit


def _actuals(known: Indicators, indicator_id: int, year: FiscalYear) -> Iterator[tuple[FiscalYear, Decimal]]:
    """What was reached up to that 年度, the latest first; 年度 without are left out."""
    for one in reversed(known.years):
        amount = known.amount(indicator_id, one, "actual")
        if one <= year and amount is not None:
            yield one, amount


def _trend(known: Indicators, row: IndicatorRow, year: FiscalYear) -> str:
    """`改善 ↗ +17（R5比）`: against the 年度 before it that has a figure."""
    found = list(_actuals(known, row.id, year))[:2]
    if len(found) < 2 or found[0][0] != year:
        return ""
    (_, now), (before, then) = found
    change = now - then
    if not change:
        return f"→ {before.short}と同じ"
    better = (change > 0) is (row.direction is Direction.HIGHER)
    return f"{'改善' if better else '後退'} {'↗' if change > 0 else '↘'} {change:+,f}（{before.short}比）"


def _series(known: Indicators, indicator_id: int, year: FiscalYear) -> str:
    """`実績　R5 176 → R6 214 → R7 231`."""
    found = list(_actuals(known, indicator_id, year))[:SHOWN]
    words = [f"{one.short} {amount_words(amount)}" for one, amount in reversed(found)]
    return f"実績　{' → '.join(words)}" if len(words) > 1 else ""
