"""Lists of 研修 and tables of participants from a workbook: each 研修 once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from meetings import Desk
from training_workbooks import training_workbook

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.areas import find_areas
from zaitaku_desktop.exchange.figures import FiguresProposal, apply_figures, propose_figures
from zaitaku_desktop.exchange.proposal import ImportReport
from zaitaku_desktop.exchange.sheet import SheetCell, SheetTable
from zaitaku_desktop.exchange.training_texts import read_days, read_lecturers, read_title
from zaitaku_desktop.exchange.workbook import read_workbook
from zaitaku_desktop.model.training_rows import TrainingBook
from zaitaku_desktop.operations import training
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.reading_trainings import load_trainings


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A file without any 研修, open."""
    desk = Desk(tmp_path / "circle.zaitaku")
    yield desk
    desk.workspace.close(give_up=True)


def proposed(desk: Desk, sheets: list[SheetTable]) -> FiguresProposal:
    with desk.workspace.read() as connection:
        return propose_figures(sheets, connection, "研修.xlsx", "training")


def taken(desk: Desk, sheets: list[SheetTable], decided: Any = None) -> ImportReport:
    report: ImportReport = desk.do(apply_figures, proposed(desk, sheets), decided)
    return report


def book(desk: Desk) -> TrainingBook:
    with desk.workspace.read() as connection:
        return load_trainings(connection)


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> list[SheetTable]:
    return read_workbook(training_workbook(tmp_path_factory.mktemp("book") / "研修.xlsx"))


def test_that_areas_are_found_under_their_headings(sheets: list[SheetTable]) -> None:
    found = [(area.kind, area.heading, area.first, area.last) for area in find_areas(sheets)]
    assert found == [
        ("training_list", "在宅療養推進事業", 4, 6),
        ("training_list", "連携推進事業", 9, 11),
        ("consultation", "連携に関する相談件数", 5, 5),
        ("training_matrix", "連携に関する研修の実施状況", 10, 11),
        ("training_matrix", "情報共有に関する研修の実施状況", 16, 16),
    ]
    assert find_areas([SheetTable("表", {(1, 1): SheetCell("No."), (1, 2): SheetCell("取組")})]) == []


def test_that_each_training_is_taken_once_with_all_that_is_said_of_it(desk: Desk, sheets: list[SheetTable]) -> None:
    report = taken(desk, sheets)
    now = book(desk)
    rows = list(now.sessions.values())
    assert [(now.name(row), row.number, row.nth, row.cumulative, now.total(row)) for row in rows] == [
        ("第8回在宅勉強会", 1, 1, 8, 20),
        ("ICT講習会", 1, None, None, 31),
        ("第12回多職種研修会", 2, None, 12, 45),
        ("第9回在宅勉強会", 2, 2, 9, 16),
        ("市民講演会（第1回）", 3, 1, None, 86),
        ("ICT講習会", 3, 1, None, 10),
    ]
    assert sum(bool(now.counted(row.id)) for row in rows) == 3 and report.conflicts == ()
    others = [kind.name for group, below in now.columns() for kind in below if kind.name == "その他"]
    assert others == ["その他"] * 2  # the heading that began a column too early took none of them away
    medical = next(below[-1] for group, below in now.columns() if group.name == "医療関係者")
    assert now.counted(rows[0].id)[medical.id] == 2
    lecturers = [now.lecturer(one) for row in rows for one in now.lecturers[row.id]]
    assert lecturers == [
        "なぎさ薬局　架空花子（薬剤師）",
        "情報共有部会",
        "各センター 管理者",
        "しおかぜステーション　作例進（看護師）",
        "みなと野病院　見本太郎（医師）",
        "仮名 次郎",
    ]
    assert {row.kind for row in report.created} >= {"training", "person", "committee", "training_series", "document"}
    with desk.workspace.read() as connection:
        papers = {row.form: (row.title, row.draft, bool(row.options)) for row in load_documents(connection)}
    assert papers["t1"] == ("令和6年度みなと野市の研修の実施状況について", True, False)
    assert papers["t4"][2]  # only the 事業 whose 研修 stand in it


def test_that_a_second_import_changes_nothing(desk: Desk, sheets: list[SheetTable]) -> None:
    taken(desk, sheets)
    before = book(desk)
    again = taken(desk, sheets)
    assert (again.changed, again.created, again.conflicts) == (0, (), ()) and again.taken > 0
    assert book(desk) == before


def test_that_a_differing_value_stays_unless_the_clerk_says_otherwise(desk: Desk, sheets: list[SheetTable]) -> None:
    taken(desk, sheets)
    row = next(row for row in book(desk).sessions.values() if row.cumulative == 12)
    desk.do(training.edit_session, row.id, typed_total=44, place="会館")
    report = taken(desk, sheets)
    ((conflict,), key) = report.conflicts, (row.id, "typed_total", None)
    assert (conflict.mine, conflict.theirs, book(desk).sessions[row.id].typed_total) == ("44", "45", 44)
    taken(desk, sheets, {key: "theirs"})
    assert (book(desk).sessions[row.id].typed_total, book(desk).sessions[row.id].place) == (45, "会館")


def test_that_nothing_unclear_is_put_together_and_a_wrong_total_is_kept(desk: Desk, tmp_path: Path) -> None:
    lone = (("4", "令和6年5月15日", "救急講習", "心肺蘇生の実技", "消防署", "12人"), ("5", "未定", "", "", "", ""))
    report = taken(desk, read_workbook(training_workbook(tmp_path / "a.xlsx", lone=lone, total=21)))
    now = book(desk)
    assert len(now.sessions) == 7
    assert [row.text for row in report.asked] == ["薬の飲み残し～減らす～"]
    assert [row.text for row in report.not_taken] == ["5", "未定"]
    differing = [row for row in now.sessions.values() if now.differs(row)]
    assert [(row.cumulative, row.typed_total, now.total(row)) for row in differing] == [(8, 21, 20)]


def test_that_days_titles_and_lecturers_are_read_however_they_are_written() -> None:
    ((day, start, end), (second, *_)) = read_days("令和7年11月12日（水）・13日（木）　午後1時30分～4時")
    assert (day.isoformat(), second.day, str(start), str(end)) == ("2025-11-12", 13, "13:30:00", "16:00:00")
    assert list(read_days("未定")) == []
    assert read_title("第 2 3 回在宅勉強会")[1:] == ("在宅勉強会", None, 23)
    assert read_title("講演会(第１回)") == ("講演会（第1回）", "講演会", 1, None)
    assert [one.person for one in read_lecturers("みなと野病院 見本太郎（医師）\n研修部会")] == [True, False]


def test_that_a_workbook_without_such_a_table_is_refused(desk: Desk) -> None:
    with pytest.raises(KnownError, match="見出しが見つかりません"):
        proposed(desk, [SheetTable("表", {(1, 1): SheetCell("あ")})])
