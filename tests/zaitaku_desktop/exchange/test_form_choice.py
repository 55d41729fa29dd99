"""Each sheet goes to its own form, however its columns stand."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from imports import look, take
from openpyxl import Workbook
from sqlalchemy.engine import Engine
from workbooks import COLUMNS, Grid, progress_book
from workbooks import ROWS as PROGRESS
from workbooks_p3 import HEADINGS as YEARLY_HEADINGS
from workbooks_p3 import ROWS as YEARLY
from workbooks_p3 import yearly_book
from workbooks_p4 import HEADINGS as RESULTS_HEADINGS
from workbooks_p4 import LABELS, results_book
from workbooks_p4 import ROWS as RESULTS

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.proposal import ImportProposal
from zaitaku_desktop.storage.reading import load_documents

TABLES: dict[str, tuple[Sequence[str], list[list[str]]]] = {
    "p1": (COLUMNS, [list(row.values()) for row in PROGRESS]),
    "p3": (YEARLY_HEADINGS, [list(row) for row in YEARLY]),
    "p4": (RESULTS_HEADINGS, [[*row[:3], LABELS[row[3][0]], *row[4:]] for row in RESULTS]),
}
KEPT = {"p1": {"項目", "取組名"}, "p3": {"事業項目"}, "p4": {"No.", "取組", "令和4年度\n実施予定"}}


def forms(proposal: ImportProposal) -> dict[str, str]:
    return {sheet.sheet: sheet.form for sheet in proposal.sheets}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("key", list(TABLES))
def test_that_shuffled_and_further_and_missing_columns_change_nothing(
    engine: Engine, tmp_path: Path, key: str, seed: int
) -> None:
    dice = random.Random(seed)
    headings, rows = TABLES[key]
    order = list(range(len(headings)))
    if key == "p1":
        order = order[:2] + dice.sample(order[2:], len(order) - 2)
    elif key == "p3":
        order = [0, *dice.sample(order[1:], len(order) - 1)]
    elif key == "p4":  # the columns that take their year from their neighbour stay beside it
        order = [*dice.sample(order[:4], 4), 4, 5, 6]
    dropped = dice.choice([at for at in order if headings[at] not in KEPT[key]])
    order.remove(dropped)
    at = dice.randint(1, len(order))
    table = [[row[col] for col in order[:at]] + ["確かめる"] + [row[col] for col in order[at:]] for row in rows]
    shown = [headings[col] for col in order[:at]] + ["控え"] + [headings[col] for col in order[at:]]
    proposal = look(engine, Grid(shown, table, extra={"A1": "みなと野市の計画"}, top=3).save(tmp_path / "a.xlsx"))
    assert proposal.form == key
    (reading,) = proposal.sheets
    assert [column.heading for column in reading.columns if not column.target] == ["控え"]
    assert {row.text for row in proposal.not_taken} == {"控え", "確かめる"}


def test_that_a_table_with_grades_beside_its_plans_stays_what_it_is(engine: Engine, tmp_path: Path) -> None:
    headings = ("項目", "取組名", "概要", "R3計画", "R3実績", "R3評価", "R4計画", "R4実績", "R4評価")
    row = ("看取り", "手引き", "・配る会", "・配る。", "・配った。", "A", "・広げる。", "・広げた。", "B")
    proposal = look(engine, Grid(headings, [row]).save(tmp_path / "a.xlsx"))
    assert proposal.form == "p1"
    assert {row.text for row in proposal.not_taken} == {"R3評価", "R4評価", "A", "B"}


def _copy(book: Workbook, sources: Sequence[Callable[[], Workbook]]) -> Workbook:
    for make in sources:
        source = make().worksheets[0]
        sheet = book.create_sheet(source.title)
        for row in source.iter_rows():
            for cell in row:
                if cell.value is not None:
                    sheet[cell.coordinate] = cell.value
        for merged in source.merged_cells.ranges:
            sheet.merge_cells(str(merged))
    return book


def test_that_the_sheets_of_one_workbook_may_be_in_different_forms(engine: Engine, tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    path = tmp_path / "三つ.xlsx"
    _copy(book, (progress_book, yearly_book, results_book)).save(path)
    proposal = look(engine, path)
    assert forms(proposal) == {"進捗管理表": "p1", "年次計画": "p3", "実施実績": "p4"}
    assert proposal.form == ""
    again = look(engine, path, form_key=proposal.form)
    assert forms(again) == forms(proposal)
    report = take(engine, path)
    assert (report.not_taken, report.conflicts) == ((), ())
    with engine.connect() as connection:
        assert [document.form for document in load_documents(connection)] == ["p1", "p3", "p4"]


def test_that_the_form_can_be_said(engine: Engine, tmp_path: Path) -> None:
    headings = ("事業項目", "取組名", "目的", "令和6年度", "令和7年度")
    path = Grid(headings, [("その他の支え", "茶話会", "集まる。", "○開く", "→")]).save(tmp_path / "a.xlsx")
    assert look(engine, path).form == "p1"
    said = look(engine, path, form_key="p3")
    assert said.form == "p3"
    assert {row.text for row in said.not_taken} == {"取組名", "茶話会"}
    with pytest.raises(KnownError, match="様式「年次計画」の表として読めませんでした"):
        look(
            engine,
            Grid(("取組名", "対象者", "R3", "R4"), [("会", "市民", "", "・")]).save(tmp_path / "b.xlsx"),
            form_key="p3",
        )
