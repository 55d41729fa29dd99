from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from plans import SmallPlan, grid_of, small_file, snapshot_of, text

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.cells import MARK, TITLE, FieldValue, read_cell
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.storage.workspace import Workspace

Opened = tuple[Workspace, SmallPlan]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    yield workspace, plan
    workspace.close()


def read(opened: Opened, item_id: int, field: str, year: int | None = None) -> tuple[str, str] | None:
    snapshot, _ = snapshot_of(*opened)
    entry = snapshot.entry(item_id, field, year)
    return (entry.state.value, entry.text) if entry else None


def test_that_writing_to_a_sharer_changes_all_who_share(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.b, [text("purpose", "改めた。")]))
    assert read(opened, plan.a, "purpose") == read(opened, plan.b, "purpose") == ("text", "改めた。")


def test_that_blanking_a_shared_cell_blanks_it_for_all(opened: Opened) -> None:
    workspace, plan = opened
    blank = [FieldValue("leader", 2024, None)]
    workspace.perform("削除", lambda s: plan_cells.write_values(s, plan.b2, blank))
    assert read(opened, plan.b1, "leader", 2024) is None
    workspace.undo()
    assert read(opened, plan.b2, "leader", 2024) == ("text", "市役所")


def test_that_writing_what_stands_there_is_no_step(opened: Opened) -> None:
    workspace, plan = opened
    done = workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, [text("purpose", "早く知る。")]))
    assert done.step is None


def test_that_name_and_mark_are_written_with_the_title_cell(opened: Opened) -> None:
    workspace, plan = opened
    typed = [
        FieldValue(MARK, None, EntryState.TEXT, "existing"),
        FieldValue(TITLE, None, EntryState.TEXT, "新しい名"),
    ]
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, typed))
    assert grid_of(workspace, plan).cell_at(0, 1).text == "既存 新しい名"


def test_that_unsharing_keeps_the_text_and_parts_the_cells(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("共有をやめる", lambda s: plan_cells.unshare(s, plan.b, [("purpose", None)]))
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, [text("purpose", "改めた。")]))
    assert read(opened, plan.b, "purpose") == ("text", "早く知る。")


def test_that_the_holder_can_leave_too(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("共有をやめる", lambda s: plan_cells.unshare(s, plan.a, [("purpose", None)]))
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, [text("purpose", "改めた。")]))
    assert read(opened, plan.b, "purpose") == ("text", "早く知る。")


def test_that_a_share_never_points_to_a_sharer(opened: Opened) -> None:
    workspace, plan = opened
    made = workspace.perform(
        "追加", lambda s: plan_rows.add_initiative(s, plan.plan, plan.group, title="三つ目")
    ).result
    workspace.perform("上と同じ", lambda s: plan_cells.share_with(s, made, [("purpose", None)], plan.b))
    snapshot, _ = snapshot_of(*opened)
    entry = snapshot.stored(made, "purpose")
    assert entry is not None and entry.shared_from_id == snapshot.entries[plan.a, "purpose", None].id


def test_that_sharing_with_one_who_shares_from_it_changes_nothing(opened: Opened) -> None:
    workspace, plan = opened
    done = workspace.perform("上と同じ", lambda s: plan_cells.share_with(s, plan.a, [("purpose", None)], plan.b))
    assert done.step is None


def test_that_sharing_hands_the_old_text_to_those_who_shared_it(opened: Opened) -> None:
    workspace, plan = opened
    made = workspace.perform(
        "追加", lambda s: plan_rows.add_initiative(s, plan.plan, plan.group, title="三つ目")
    ).result
    workspace.perform("入力", lambda s: plan_cells.write_values(s, made, [text("purpose", "別の文。")]))
    workspace.perform("上と同じ", lambda s: plan_cells.share_with(s, plan.a, [("purpose", None)], made))
    assert read(opened, plan.a, "purpose") == ("text", "別の文。")
    assert read(opened, plan.b, "purpose") == ("text", "早く知る。")


def test_that_continuing_keeps_what_is_added_to_it(opened: Opened) -> None:
    workspace, plan = opened
    more = [FieldValue("plan", 2025, EntryState.CONTINUES, "・広げる。")]
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, more))
    done = workspace.perform("継続", lambda s: plan_cells.set_state(s, plan.a, "plan", 2025, EntryState.CONTINUES))
    assert done.step is None
    assert read(opened, plan.a, "plan", 2025) == ("continues", "・広げる。")


def test_that_nothing_is_written_after_the_end_of_an_initiative(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("廃止", lambda s: plan_rows.end_item(s, plan.b, 2024))
    with pytest.raises(KnownError, match="廃止"):
        workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.b1, [text("plan", "・続ける。", 2025)]))
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.b1, [text("plan", "・書ける。", 2024)]))
    assert read(opened, plan.b1, "plan", 2024) == ("text", "・書ける。")


def test_that_typing_a_name_into_an_empty_group_makes_its_first_initiative(opened: Opened) -> None:
    workspace, plan = opened
    typed = [FieldValue(TITLE, None, EntryState.TEXT, "始める")]
    workspace.perform("入力", lambda s: plan_cells.write_first_initiative(s, plan.empty_group, typed))
    view = grid_of(workspace, plan)
    assert view.cell_at(len(view.rows) - 1, 1).text == "始める"


def test_that_a_row_that_is_gone_says_so(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("削除", lambda s: plan_rows.delete(s, [plan.a]))
    with pytest.raises(KnownError, match="削除"):
        workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, [text("purpose", "遅い。")]))


def test_that_a_shared_cell_stays_one_cell_when_a_new_year_is_typed_into_it(opened: Opened) -> None:
    workspace, plan = opened
    view = grid_of(workspace, plan)
    cell = next(cell for cell in view.cells if cell.text == "令和6年度\n市役所")
    assert cell.rowspan == 2
    typed = read_cell(view.columns[cell.col], "市役所\n令和8年度\nひがし包括", view.years)
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.b1, typed))
    cell = grid_of(workspace, plan).cell_at(cell.row, cell.col)
    assert (cell.rowspan, cell.text) == (2, "市役所\n令和8年度\nひがし包括")
    workspace.undo()
    assert grid_of(workspace, plan).cell_at(cell.row, cell.col).text == "令和6年度\n市役所"


def test_that_a_summary_typed_beside_a_shared_purpose_is_shared_too(opened: Opened) -> None:
    workspace, plan = opened
    typed = [text("purpose", "早く知る。"), text("summary", "年に一度集まる。")]
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.b, typed))
    assert read(opened, plan.a, "summary") == ("text", "年に一度集まる。")


def test_that_what_others_have_beside_a_shared_text_stays_theirs(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("入力", lambda s: plan_cells.unshare(s, plan.b, [("purpose", None)]))
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, [text("summary", "集まる。")]))
    workspace.perform("上と同じ", lambda s: plan_cells.share_with(s, plan.b, [("purpose", None)], plan.a))
    typed = [text("purpose", "早く知る。"), text("summary", "配る。")]
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.b, typed))
    assert read(opened, plan.a, "summary") == ("text", "集まる。")
    assert read(opened, plan.b, "summary") == ("text", "配る。")


def test_that_a_year_outside_the_plan_is_refused_and_not_hidden(opened: Opened) -> None:
    workspace, plan = opened
    view = grid_of(workspace, plan)
    typed = read_cell(view.columns[4], "令和8年度\n市役所\n令和9年度\nひがし包括", view.years)
    with pytest.raises(KnownError, match="令和9年度は、計画の期間（令和6年度から令和8年度まで）の外"):
        workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, typed))
    assert read(opened, plan.a, "leader", 2026) is None


def test_that_a_reason_belongs_to_a_grade_and_is_shared_with_it(opened: Opened) -> None:
    workspace, plan = opened
    with pytest.raises(KnownError, match="先に評価"):
        workspace.perform("理由", lambda s: plan_cells.set_reason(s, plan.b1, 2024, "遅れたため"))
    workspace.perform("評価", lambda s: plan_cells.write_values(s, plan.b1, [text("grade", "C", 2024)]))
    workspace.perform("共有", lambda s: plan_cells.share_with(s, plan.b2, [("grade", 2024)], plan.b1))
    workspace.perform("理由", lambda s: plan_cells.set_reason(s, plan.b2, 2024, "遅れたため"))
    snapshot, _ = snapshot_of(*opened)
    for line in (plan.b1, plan.b2):
        grade = snapshot.entry(line, "grade", 2024)
        assert grade is not None and grade.reason == "遅れたため"
    again = workspace.perform("理由", lambda s: plan_cells.set_reason(s, plan.b1, 2024, "遅れたため"))
    assert again.step is None


def test_that_a_grade_after_the_end_gets_no_reason(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("評価", lambda s: plan_cells.write_values(s, plan.a, [text("grade", "C", 2026)]))
    workspace.perform("廃止", lambda s: plan_rows.end_item(s, plan.a, 2025))
    with pytest.raises(KnownError, match="廃止"):
        workspace.perform("理由", lambda s: plan_cells.set_reason(s, plan.a, 2026, "遅れたため"))
