"""太字 from the stored text to the grid and the page: words are read as if it were not there, and printed with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from plans import SmallPlan, grid_of, small_file, snapshot_of, text

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.cells import Column, FieldValue, read_cell, show_cell
from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_plan import plan_job
from zaitaku_desktop.model.inline import bold_all, marked, plain
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import plan_cells
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.blocks import Cell, Grid, Paragraph

FORM = load_form("p1")
YEARS = (FiscalYear(2024), FiscalYear(2025), FiscalYear(2026))
SOME = marked([("・年4回、", False), ("夜間", True), ("に開く。", False)])


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[Workspace, SmallPlan]]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    yield workspace, plan
    workspace.close()


def read(key: str, typed: str, year: int | None = None) -> tuple[FieldValue, ...]:
    return read_cell(Column(key, FORM.column(key), FiscalYear(year) if year else None), typed, YEARS)


def test_that_states_and_labels_are_read_through_what_is_bold() -> None:
    assert read("plan", bold_all("継続", bold=True), 2025) == (FieldValue("plan", 2025, EntryState.CONTINUES),)
    assert read("plan", bold_all("―", bold=True), 2025) == (FieldValue("plan", 2025, EntryState.NONE),)
    typed = bold_all("・継続\n・夜間も", bold=True)
    (value,) = read("plan", typed, 2025)
    assert (value.state, value.text) == (EntryState.CONTINUES, bold_all("・夜間も", bold=True))
    assert plain(show_cell(Column("plan", FORM.column("plan"), FiscalYear(2025)), [value])) == "・継続\n・夜間も"
    purpose, summary = read("purpose_summary", bold_all("目的：早く知る。\n概要：訪ねる。", bold=True))
    assert (purpose.text, summary.text) == (bold_all("早く知る。", bold=True), bold_all("訪ねる。", bold=True))
    leaders = {value.year: value.text for value in read("leader", bold_all("令和6年度\n市役所", bold=True))}
    assert leaders[2024] == bold_all("市役所", bold=True)


def test_that_names_numbers_and_grades_have_one_weight() -> None:
    assert [value.text for value in read("title", bold_all("新規 便利帳", bold=True))] == ["new", "便利帳"]
    grade = Column("grade", load_form("p4").column("grade"), FiscalYear(2024))
    assert read_cell(grade, bold_all("ａ", bold=True), YEARS)[0].text == "A"


def test_that_the_grid_has_the_words_and_beside_them_what_is_bold(opened: tuple[Workspace, SmallPlan]) -> None:
    workspace, plan = opened
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, [text("plan", SOME, 2024)]))
    cell = grid_of(workspace, plan).find(CellAddress(plan.a, "plan:2024"))
    assert cell is not None
    assert (cell.text, cell.marked) == ("・年4回、夜間に開く。", SOME)
    other = grid_of(workspace, plan).find(CellAddress(plan.b1, "plan:2024"))
    assert other is not None and other.marked == other.text


def body(workspace: Workspace, plan: SmallPlan) -> dict[object, Cell]:
    snapshot, document = snapshot_of(workspace, plan)
    job = plan_job(FORM, document, snapshot)
    grid = next(block for block in job.blocks if isinstance(block, Grid))
    return {cell.ident: cell for cell in grid.body}


def test_that_it_is_printed_in_bold_with_the_digits_of_the_whole_line(opened: tuple[Workspace, SmallPlan]) -> None:
    workspace, plan = opened
    words = marked([("　・年1", False), ("0回", True), ("開く。", False)])
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, [text("plan", words, 2024)]))
    (paragraph,) = body(workspace, plan)[CellAddress(plan.a, "plan:2024")].blocks
    assert isinstance(paragraph, Paragraph)
    assert [(run.text, run.bold) for run in paragraph.runs] == [("・年1", None), ("0回", True), ("開く。", None)]
    assert (paragraph.indent, paragraph.hang) == (1.0, 2.0)


def test_that_a_bold_purpose_keeps_its_label_and_a_leader_is_bold(opened: tuple[Workspace, SmallPlan]) -> None:
    workspace, plan = opened

    def change(session: object) -> None:
        plan_cells.set_bold(session, plan.a, [("purpose", None), ("leader", 2024)], bold=True)  # type: ignore[arg-type]

    workspace.perform("太字", change)
    cells = body(workspace, plan)
    (purpose,) = cells[CellAddress(plan.a, "purpose_summary")].blocks
    assert isinstance(purpose, Paragraph)
    assert [(run.text, run.bold) for run in purpose.runs] == [("目的：", True), ("早く知る。", True)]
    leader = cells[CellAddress(plan.a, "leader")].blocks[-1]
    assert isinstance(leader, Paragraph)
    assert [(run.text, run.bold) for run in leader.runs] == [("ひがし包括", True)]


def test_that_undo_takes_it_back_and_states_have_no_weight(opened: tuple[Workspace, SmallPlan]) -> None:
    workspace, plan = opened
    keys: list[tuple[str, int | None]] = [("plan", 2024), ("plan", 2025)]
    done = workspace.perform("太字", lambda s: plan_cells.set_bold(s, plan.b2, keys, bold=True))
    assert done.step is None, "継続 alone has no words"
    workspace.perform("太字", lambda s: plan_cells.set_bold(s, plan.a, keys, bold=True))
    shown = grid_of(workspace, plan).find(CellAddress(plan.a, "plan:2024"))
    assert shown is not None and shown.rich
    workspace.undo()
    shown = grid_of(workspace, plan).find(CellAddress(plan.a, "plan:2024"))
    assert shown is not None and not shown.rich and shown.text == "・訪ねる。"
