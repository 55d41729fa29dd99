"""指標: a percentage against its numerator and denominator, a rate whose denominator nobody has named."""

from __future__ import annotations

from collections.abc import Iterator

from zaitaku_desktop.checks.count_scope import CountScope
from zaitaku_desktop.checks.finding import Finding, Place, Severity
from zaitaku_desktop.model.indicator_table import IndicatorRow, IndicatorValueRow, amount_words

RATE = "indicator_rate"
DENOMINATOR = "indicator_denominator"


def check_indicators(scope: CountScope) -> Iterator[Finding]:
    """A rate that its parts do not give, to as many decimals as it was written with."""
    table = scope.indicators
    for row in table.rows.values():
        for value in table.values.values():
            if value.indicator_id == row.id and row.is_rate:
                yield from _rate(row, value)
        if row.is_rate and not row.denominator_name.strip():
            words = f"「{row.name}」は割合ですが、何を分母とするかが書かれていません。"
            yield Finding(DENOMINATOR, Severity.INFO, Place(field="indicator", part=row.id), words, row.name)


def _rate(row: IndicatorRow, value: IndicatorValueRow) -> Iterator[Finding]:
    if not value.rate_differs:
        return
    words = (
        f"{value.fiscal_year.long}の「{row.name}」は{amount_words(value.actual)}％ですが、"
        f"{amount_words(value.numerator)}÷{amount_words(value.denominator)}は{value.rate}％です。"
    )
    place = Place(field="indicator", year=value.fiscal_year.start, part=row.id)
    evidence = "/".join(map(amount_words, (value.actual, value.numerator, value.denominator)))
    yield Finding(RATE, Severity.WARNING, place, words, evidence)
