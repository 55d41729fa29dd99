"""データ用: one heading row, one value a cell, values on every row they hold for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from plans import SmallPlan, small_file, snapshot_of

from zaitaku_desktop.exchange.plan_export import export_plan
from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.printable import Printable
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import plan_cells
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.fonts import Faces

File = tuple[Workspace, SmallPlan]


@pytest.fixture
def file(tmp_path: Path) -> Iterator[File]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    yield workspace, plan
    workspace.close()


def sheet_of(file: File, folder: Path) -> Worksheet:
    snapshot, document = snapshot_of(*file)
    path = folder / "x.xlsx"
    export_plan(Printable(document, load_form("p1"), snapshot), "data", path, Faces.load(), origin="f")
    return load_workbook(path).worksheets[0]


def rows_of(sheet: Worksheet) -> list[dict[str, str]]:
    """Each row by its headings, without the hidden column."""
    head, *rows = [[str(cell.value or "") for cell in row][:-1] for row in sheet.iter_rows()]
    assert len(set(head)) == len(head) and all(head)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_that_there_is_one_row_of_unique_headings_and_no_merge(file: File, tmp_path: Path) -> None:
    sheet = sheet_of(file, tmp_path)
    assert not sheet.merged_cells.ranges
    assert list(rows_of(sheet)[0]) == [
        "項目",
        "新規・既存",
        "取組名",
        "目的",
        "概要",
        "ターゲット（対象者）",
        "リーダー",
        "R6 リーダー",
        "R7 リーダー",
        "R8 リーダー",
        "R6 計画",
        "R6 実績",
        "R7 計画",
        "R8 計画",
        "事業実施量",
        "事業成果",
    ]


def test_that_values_stand_on_each_row_they_hold_for(file: File, tmp_path: Path) -> None:
    rows = rows_of(sheet_of(file, tmp_path))
    assert [row["取組名"] for row in rows] == ["顔合わせ", "便利帳", "便利帳", ""]
    assert [row["新規・既存"] for row in rows] == ["新規", "", "", ""]
    assert [row["目的"] for row in rows] == ["早く知る。", "早く知る。", "早く知る。", ""]
    assert [row["R6 リーダー"] for row in rows] == ["ひがし包括", "市役所", "市役所", ""]
    assert rows[3]["項目"] == "そのほか"


def test_that_states_are_words(file: File, tmp_path: Path) -> None:
    workspace, plan = file
    none = FieldValue("plan", 2025, EntryState.NONE)
    workspace.perform("なし", lambda session: plan_cells.write_values(session, plan.a, [none]))
    rows = rows_of(sheet_of(file, tmp_path))
    assert (rows[2]["R6 計画"], rows[0]["R7 計画"]) == ("継続", "―")


def test_that_it_can_be_filtered_with_its_marks_and_its_headings_stay_in_sight(file: File, tmp_path: Path) -> None:
    sheet = sheet_of(file, tmp_path)
    assert sheet.auto_filter.ref == "A1:Q5"
    assert sheet.column_dimensions["Q"].hidden
    assert sheet.freeze_panes == "A2"
    assert all((sheet.row_dimensions[row].height or 0) >= 12 for row in range(1, 6))
