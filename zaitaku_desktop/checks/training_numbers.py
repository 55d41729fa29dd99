"""Two 研修 with one number: in a 事業 of one 年度, in a シリーズ of one 年度, or in a シリーズ over the years."""

from __future__ import annotations

from collections.abc import Iterator

from zaitaku_desktop.checks.finding import Finding, Place, Severity
from zaitaku_desktop.model.training_rows import SessionRow, TrainingBook

RULE = "training_number"


def check_trainings(book: TrainingBook) -> Iterator[Finding]:
    """Once for each pair, at the later one."""
    seen: dict[tuple[object, ...], SessionRow] = {}
    for row in book.sessions.values():
        for field, number, key in (
            ("number", row.number, (row.fiscal_year, row.programme_id) if row.programme_id else None),
            ("nth", row.nth, (row.fiscal_year, row.series_id) if row.series_id else None),
            ("cumulative", row.cumulative, (row.series_id,) if row.series_id else None),
        ):
            if number is None or key is None:
                continue
            other = seen.setdefault((field, number, *key), row)
            if other is not row:
                yield _finding(book, row, other, field, number)


def _finding(book: TrainingBook, row: SessionRow, other: SessionRow, field: str, number: int) -> Finding:
    said = {"number": f"No.{number}", "nth": f"年度の第{number}回", "cumulative": f"通しの第{number}回"}[field]
    names = "と".join(f"「{book.name(one) or one.content}」" for one in (other, row))
    return Finding(
        RULE, Severity.WARNING, Place(field=field, training_id=row.id), f"{names}が、どちらも{said}です。", str(number)
    )
