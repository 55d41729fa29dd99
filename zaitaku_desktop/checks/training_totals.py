"""Figures of a 研修 that disagree: a written total and the sum by 職種, 満足度 and the counts it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from zaitaku_desktop.checks.finding import Finding, Place, Severity
from zaitaku_desktop.model.training_rows import SessionRow, TrainingBook, computed_rates

RULE = "training_total"
SATISFACTION = "training_satisfaction"


def check_trainings(book: TrainingBook) -> Iterator[Finding]:
    """At the 研修 they are about."""
    for row in book.sessions.values():
        if book.differs(row):
            computed = book.computed(row)
            words = f"参加者の合計が{row.typed_total}人と書かれていますが、職種ごとの人数の合計は{computed}人です。"
            place = Place(field="typed_total", training_id=row.id)
            yield Finding(RULE, Severity.ERROR, place, words, f"{row.typed_total}≠{computed}")
        yield from _satisfaction(row)


def _satisfaction(row: SessionRow) -> Iterator[Finding]:
    words = (("satisfied", "満足"), ("answered", "回答"), ("collected", "回収"))
    counts = [(field, name, getattr(row, field)) for field, name in words]
    known = [one for one in counts if one[2] is not None]
    for (field, name, part), (_, above, whole) in pairwise(known):
        if part > whole:
            message = f"{name}の{part}人が、{above}の{whole}人より多くなっています。"
            yield _finding(row, field, message, f"{part}>{whole}")
    rates = computed_rates(row)
    for field, name, typed, computed in (
        ("typed_of_collected", "未回答を含む", row.typed_of_collected, rates.of_collected),
        ("typed_of_answered", "未回答を除く", row.typed_of_answered, rates.of_answered),
    ):
        if typed is not None and computed is not None and not _agree(typed, computed):
            message = f"満足度（{name}）が{percent(typed)}と書かれていますが、人数からは{percent(computed)}です。"
            yield _finding(row, field, message, f"{typed}≠{computed}")


def _finding(row: SessionRow, field: str, words: str, evidence: str) -> Finding:
    return Finding(SATISFACTION, Severity.WARNING, Place(field=field, training_id=row.id), words, evidence)


def _agree(typed: int, computed: int) -> bool:
    """Whether they are one rate, as exactly as the typed one was written."""
    step = 100 if typed % 100 == 0 else 10 if typed % 10 == 0 else 1
    return 2 * abs(typed - computed) <= step


def percent(hundredths: int) -> str:
    """95.3% of 9530."""
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".") + "%"
