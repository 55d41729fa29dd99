"""The 研修 of the sample municipality."""

from __future__ import annotations

from pathlib import Path

from sample_files import open_sample

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.checks.registry import find_in_trainings
from zaitaku_desktop.storage.reading_trainings import load_trainings


def test_that_the_sample_has_six_trainings_of_one_year_without_a_finding(tmp_path: Path) -> None:
    with open_sample(tmp_path / "s.zaitaku") as workspace, workspace.read() as connection:
        book = load_trainings(connection)
    rows = book.of_year(FiscalYear(2025))
    assert [(row.number, book.name(row), book.total(row)) for row in rows] == [
        (1, "第11回医療・介護合同研修", 41),
        (2, "在宅療養市民講演会", 86),
        (3, "第12回医療・介護合同研修", 28),
        (4, "第13回医療・介護合同研修", 55),
        (1, "情報共有講習会（第1回）", 30),
        (2, "情報共有講習会（第2回）", 40),
    ]
    assert sum(row.typed_total is None for row in rows) == 5
    assert sum(row.satisfied is not None for row in rows) == 1
    lecturers = [book.lecturer(row) for below in book.lecturers.values() for row in below]
    assert "研修部会" in lecturers and "みなと野市歯科医師会　岬 和也（歯科医師）" in lecturers
    assert not list(find_in_trainings(book))
