"""研修実施状況, participants by 職種, 事業概要 on paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from golden import check_golden
from made_meetings import CITY
from made_trainings import YEAR, training_book
from printed_pdf import copied, pdf_of, solid

from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_matrix import matrix_job
from zaitaku_desktop.forms.print_report import report_job
from zaitaku_desktop.forms.print_training import training_job
from zaitaku_desktop.forms.training_layouts import TrainingColumn
from zaitaku_desktop.forms.training_words import days_words, satisfaction_words
from zaitaku_desktop.model.consultation_table import Consultations
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.model.training_rows import DayRow, SessionRow
from zaitaku_desktop.typeset.blocks import Grid, PrintJob, flat
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def row(form: str, **more: object) -> DocumentRow:
    title = load_form(form).title.format(long=YEAR.long)
    made = DocumentRow(0, "training", form, title, None, YEAR, number="資料3", draft=False)
    return replace(made, **more)  # type: ignore[arg-type]


def listed(**more: object) -> PrintJob:
    form = load_form("t1")
    form = replace(form, trainings=replace(form.trainings, **more))  # type: ignore[arg-type]
    return training_job(form, row("t1"), CITY, training_book())


def matrix(**options: str) -> PrintJob:
    return matrix_job(load_form("t2"), row("t2", options=options), CITY, training_book())


JOBS = {"t1-1": listed, "t2-1": matrix}


@pytest.mark.parametrize("name", JOBS)
def test_that_the_page_looks_as_it_was_found_right(name: str, faces: Faces) -> None:
    check_golden(pdf_of(JOBS[name](), faces), 0, name)


def text_at(job: PrintJob, ident: object) -> str:
    """What stands in the cell of that name."""
    cells = [cell for block in flat(job.blocks) if isinstance(block, Grid) for cell in block.body]
    return "\n".join(one.text for cell in cells if cell.ident == ident for one in cell.blocks)  # type: ignore[union-attr]


def test_that_sums_are_computed_and_a_lone_total_is_no_fault(faces: Faces) -> None:
    words = solid(copied(pdf_of(matrix(), faces)))
    assert "283" in words and "79" in words and "市民講演会" not in words
    form = load_form("t2")
    form = replace(form, matrix=replace(form.matrix, lone_tables=True))
    alone = matrix_job(form, row("t2"), CITY, training_book())
    assert (text_at(alone, ("count", 7, 11)), text_at(alone, ("session", 7, "total"))) == ("―", "86")
    assert text_at(alone, ("count", 2, 12)) == "0"


def test_that_columns_notes_and_numbers_are_those_of_the_form_and_the_programme(faces: Faces) -> None:
    words = solid(copied(pdf_of(listed(), faces)))
    assert "(敬称、所属等省略)" in words and "(敬称、略歴省略)" in words
    assert text_at(listed(), ("session", 7, "lecturer")) == "みなと野市医師会\n見本 太郎（医師）"
    assert text_at(listed(affiliation=False), ("session", 7, "lecturer")) == "見本 太郎"
    columns = (TrainingColumn("name", "名称", 40.0), TrainingColumn("participants", "人数", 20.0, "right"))
    short = solid(copied(pdf_of(listed(columns=columns, total="合計"), faces)))
    assert "講師" not in short and "369人" in short


def test_that_a_document_shows_the_programmes_that_were_chosen(faces: Faces) -> None:
    words = solid(copied(pdf_of(matrix(programmes="2"), faces)))
    assert "関係機関" in words and "入退院連携の手引" not in words
    other = training_job(load_form("t1"), row("t1", fiscal_year=YEAR + 1), CITY, training_book())
    assert solid(copied(pdf_of(other, faces))).count("(開催なし)") == 2


def test_that_the_report_has_its_tables_and_its_list_under_running_numbers(faces: Faces) -> None:
    counts = Consultations({}, {})
    job = report_job(load_form("t4"), row("t4", notes=("・便りを年4回発行した。",)), CITY, training_book(), counts)
    words = solid(copied(pdf_of(job, faces)))
    assert "283" in words and "・便りを年4回発行した。" in words
    assert "1在宅医療・介護連携に関する相談件数" in words and "2在宅医療・介護連携に関する研修" in words
    assert "4その他・便り" in words


@pytest.mark.parametrize("row_height", [7.5, 9.0, 10.5, 12.0, 13.5])
def test_that_a_short_list_at_the_end_of_the_report_has_no_page_of_its_own(row_height: float, faces: Faces) -> None:
    form = load_form("t4")
    form = replace(form, matrix=replace(form.matrix, row=row_height))
    layout = lay_out(report_job(form, row("t4"), CITY, training_book(), Consultations({}, {})), faces)
    idents = [region.ident for region in layout.pages[-1].regions]
    assert "notes" in idents and any(isinstance(one, tuple) and one[0] == "session" for one in idents)


def test_that_days_of_one_month_are_written_once() -> None:
    first = DayRow(1, 1, dt.date(2025, 11, 12), dt.time(13, 30), dt.time(16))
    days = (first, replace(first, day=dt.date(2025, 11, 13)), replace(first, day=dt.date(2025, 12, 1)))
    assert days_words(days) == "令和7年11月12日・13日・12月1日"
    assert days_words(days[:1], weekday=True, times=True) == "令和7年11月12日（水）\n午後1時30分～午後4時"


def test_that_satisfaction_is_printed_with_and_without_blank_answers() -> None:
    counted = SessionRow(1, YEAR, collected=74, answered=70, satisfied=66)
    assert satisfaction_words(counted) == "89.2%\n未回答を除く94.3%"
    assert satisfaction_words(SessionRow(1, YEAR, typed_of_collected=9000)) == "90.0%"
    assert satisfaction_words(SessionRow(1, YEAR)) == ""
