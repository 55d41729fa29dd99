from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from plans import SmallPlan, grid_of, shown, small_file, snapshot_of, text
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.cells import MARK, TITLE, FieldValue
from zaitaku_desktop.model.municipality import DigitStyle
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import plan_cells, plan_rows, plan_tags
from zaitaku_desktop.operations.document import create_document, delete_document, edit_document
from zaitaku_desktop.operations.municipality import edit_municipality
from zaitaku_desktop.operations.new_file import fill_new
from zaitaku_desktop.operations.plan import create_plan, delete_plan, edit_plan
from zaitaku_desktop.storage.reading import load_axes, load_documents, load_municipality, load_plans
from zaitaku_desktop.storage.workspace import Workspace

Opened = tuple[Workspace, SmallPlan]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    yield workspace, plan
    workspace.close()


def test_that_a_shorter_period_hides_entries_and_deletes_none(opened: Opened) -> None:
    workspace, plan = opened
    before = snapshot_of(workspace, plan)[0].entries
    workspace.perform("計画の設定", lambda s: edit_plan(s, plan.plan, first_year=2025, title="改めた計画"))
    assert [column.key for column in grid_of(workspace, plan).columns if column.year] == ["plan:2025", "plan:2026"]
    assert snapshot_of(workspace, plan)[0].entries == before
    workspace.perform("計画の設定", lambda s: edit_plan(s, plan.plan, first_year=2024))
    assert grid_of(workspace, plan).cell_at(0, 5).text == "・訪ねる。"


@pytest.mark.parametrize("years", [(2026, 2024), (2024, 2060), (1900, 1902)])
def test_that_an_impossible_period_is_refused(opened: Opened, years: tuple[int, int]) -> None:
    workspace, plan = opened
    with pytest.raises(KnownError, match="期間"):
        workspace.perform("計画の設定", lambda s: edit_plan(s, plan.plan, first_year=years[0], last_year=years[1]))
    with pytest.raises(KnownError, match="期間"):
        workspace.perform("計画", lambda s: create_plan(s, "計画", *years))


def test_that_a_deleted_plan_takes_its_rows_and_documents_and_comes_back(opened: Opened) -> None:
    workspace, plan = opened
    before = shown(grid_of(workspace, plan))
    workspace.perform("削除", lambda s: delete_plan(s, plan.plan))
    with workspace.read() as connection:
        assert load_plans(connection) == [] and load_documents(connection) == []
    with pytest.raises(KnownError, match="削除"):
        workspace.perform("計画の設定", lambda s: edit_plan(s, plan.plan, title="遅い"))
    workspace.undo()
    assert shown(grid_of(workspace, plan)) == before


def test_that_what_a_document_says_can_be_edited(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform(
        "資料の設定", lambda s: edit_document(s, plan.document, title="別の題", notes=("一つ", "二つ"), draft=False)
    )
    _, document = snapshot_of(workspace, plan)
    assert (document.title, document.notes, document.draft) == ("別の題", ("一つ", "二つ"), False)
    done = workspace.perform("資料の設定", lambda s: edit_document(s, plan.document, notes=["一つ", "二つ"]))
    assert done.step is None
    with pytest.raises(TypeError, match="colour"):
        workspace.perform("資料の設定", lambda s: edit_document(s, plan.document, colour="red"))


def test_that_documents_are_listed_in_the_order_they_were_made(opened: Opened) -> None:
    workspace, plan = opened

    def change(session: Session) -> None:
        for title in ("二つ目", "三つ目"):
            create_document(session, form="p1", title=title, fiscal_year=2025, plan_id=plan.plan)
        delete_document(session, plan.document)
        create_document(session, form="p1", title="四つ目", fiscal_year=2025)

    workspace.perform("資料", change)
    with workspace.read() as connection:
        assert [document.title for document in load_documents(connection)] == ["二つ目", "三つ目", "四つ目"]
    with pytest.raises(KnownError, match="削除"):
        workspace.perform("資料", lambda s: create_document(s, form="p1", title="無い", fiscal_year=2025, plan_id=99))


def test_that_the_municipality_keeps_a_name(opened: Opened) -> None:
    workspace, _ = opened
    workspace.perform("自治体設定", lambda s: edit_municipality(s, name=" 髙濵市 ", digit_style=DigitStyle.HALF))
    with pytest.raises(KnownError, match="自治体名"):
        workspace.perform("自治体設定", lambda s: edit_municipality(s, name=" 　"))
    with workspace.read() as connection:
        row = load_municipality(connection)
    assert (row.name, row.digit_style) == ("髙濵市", "half")


def test_that_filling_a_new_file_twice_adds_nothing(opened: Opened) -> None:
    workspace, _ = opened
    assert workspace.perform("語彙", fill_new).step is None
    with workspace.read() as connection:
        axes = load_axes(connection)
    assert {value.heading for value in axes.values() if value.axis == "care_scene"} >= {"看取り", "全てに関わること"}


def test_that_a_cell_opened_before_its_row_was_split_still_writes_where_its_text_stands(opened: Opened) -> None:
    workspace, plan = opened
    first = workspace.perform("分ける", lambda s: plan_rows.add_line(s, plan.a, first=True)).result
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, [text("plan", "・改めた。", 2024)]))
    workspace.perform("入力", lambda s: plan_cells.write_values(s, first, [text("purpose", "改めた。")]))
    snapshot, _ = snapshot_of(workspace, plan)
    written = snapshot.entry(first, "plan", 2024)
    assert written is not None and written.text == "・改めた。"
    assert snapshot.stored(plan.a, "plan", 2024) is None and snapshot.stored(first, "purpose") is None


def test_that_a_name_typed_into_an_empty_group_makes_one_initiative_only(opened: Opened) -> None:
    workspace, plan = opened
    mark, blank = FieldValue(MARK, None, EntryState.TEXT, ""), FieldValue(TITLE, None, EntryState.TEXT, "")
    typed = [mark, FieldValue(TITLE, None, EntryState.TEXT, "始める")]
    assert workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.empty_group, [mark, blank])).step is None
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.empty_group, typed))
    with pytest.raises(KnownError, match="もう取組"):
        workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.empty_group, typed))
    with pytest.raises(KnownError, match="項目の行"):
        workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.group, [text("plan", "・x", 2024)]))


def test_that_typing_the_heading_a_group_shows_leaves_it_a_value_of_its_axis(opened: Opened) -> None:
    workspace, plan = opened
    same = [FieldValue(TITLE, None, EntryState.TEXT, "日常の療養支援")]
    assert workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.group, same)).step is None
    own = [FieldValue(TITLE, None, EntryState.TEXT, "ふだんの療養")]
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.group, own))
    assert grid_of(workspace, plan).cell_at(0, 0).text == "ふだんの療養"


def test_that_a_closed_year_that_does_not_change_is_no_hindrance(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, [text("leader", "市役所", 2025)]))
    workspace.perform("廃止", lambda s: plan_rows.end_item(s, plan.a, 2024, "※（令和7年3月廃止）", plan.b))
    both = [text("leader", "にし包括", 2024), text("leader", "市役所", 2025)]
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, both))
    assert grid_of(workspace, plan).cell_at(0, 4).text == "令和6年度\nにし包括\n令和7年度\n市役所"
    for change in (FieldValue("leader", 2025, None), text("leader", "別", 2025)):
        with pytest.raises(KnownError, match="廃止"):
            workspace.perform("入力", lambda s, c=change: plan_cells.write_values(s, plan.a, [c]))
    with pytest.raises(KnownError, match="廃止"):
        workspace.perform("上と同じ", lambda s: plan_cells.share_with(s, plan.a, [("leader", 2025)], plan.b1))


def test_that_a_state_set_on_a_text_keeps_the_text_beside_it(opened: Opened) -> None:
    workspace, plan = opened
    for state, words in ((EntryState.CONTINUES, "・継続\n・訪ねる。"), (EntryState.TEXT, "・訪ねる。")):
        workspace.perform("状態", lambda s, to=state: plan_cells.set_state(s, plan.a, "plan", 2024, to))
        assert grid_of(workspace, plan).cell_at(0, 5).text == words
    workspace.perform("状態", lambda s: plan_cells.set_state(s, plan.a, "plan", 2024, EntryState.NONE))
    assert grid_of(workspace, plan).cell_at(0, 5).text == "―"
    workspace.perform("状態", lambda s: plan_cells.set_state(s, plan.a, "plan", 2024, EntryState.TEXT))
    assert grid_of(workspace, plan).cell_at(0, 5).state is None


def test_that_rows_of_two_plans_share_nothing(opened: Opened) -> None:
    workspace, plan = opened

    def other(session: Session) -> int:
        plan_id = create_plan(session, "別の計画", 2024, 2026)
        made = plan_rows.add_initiative(session, plan_id, None)
        plan_cells.write_values(session, made, [text("purpose", "別の文。")])
        return made

    made = workspace.perform("計画", other).result
    with pytest.raises(KnownError, match="別の計画"):
        workspace.perform("上と同じ", lambda s: plan_cells.share_with(s, plan.a, [("purpose", None)], made))
    with pytest.raises(KnownError, match="そこには"):
        workspace.perform("移動", lambda s: plan_rows.move(s, made, plan.group))
    with pytest.raises(KnownError, match="引継ぎ先"):
        workspace.perform("廃止", lambda s: plan_rows.end_item(s, plan.a, 2024, successor_id=made))


def test_that_an_ended_initiative_is_not_indented_out_of_sight(opened: Opened) -> None:
    workspace, plan = opened
    made = workspace.perform("追加", lambda s: plan_rows.add_initiative(s, plan.plan, plan.group)).result
    workspace.perform("注記", lambda s: plan_rows.set_below_note(s, made, "別の取組に引き継ぐ。"))
    with pytest.raises(KnownError, match="注記"):
        workspace.perform("字下げ", lambda s: plan_rows.indent(s, made))


def test_that_tags_are_set_as_given(opened: Opened) -> None:
    workspace, plan = opened
    with workspace.read() as connection:
        items = [key for key, value in load_axes(connection).items() if value.axis == "program_item"]
    for wanted in (items[:2], items[1:4], []):
        workspace.perform("タグ", lambda s, w=wanted: plan_tags.set_tags(s, plan.a, w))
        assert list(snapshot_of(workspace, plan)[0].items[plan.a].tags) == wanted
