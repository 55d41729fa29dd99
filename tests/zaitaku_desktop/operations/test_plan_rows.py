from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from plans import SmallPlan, grid_of, shown, small_file, snapshot_of, text
from sqlalchemy import select

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.plan import ItemKind, PlanItem
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.storage.workspace import Workspace

Opened = tuple[Workspace, SmallPlan]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    yield workspace, plan
    workspace.close()


def texts(opened: Opened, item_id: int) -> dict[tuple[str, int | None], str]:
    snapshot, _ = snapshot_of(*opened)
    return {
        (field, year): snapshot.holder(entry).text
        for (item, field, year), entry in snapshot.entries.items()
        if item == item_id
    }


def test_that_splitting_carries_the_line_fields_down_and_keeps_the_others(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("分ける", lambda s: plan_rows.add_line(s, plan.a))
    snapshot, _ = snapshot_of(*opened)
    first, second = snapshot.children(plan.a)
    assert texts(opened, first.id) == {("plan", 2024): "・訪ねる。", ("leader", 2024): "ひがし包括"}
    assert texts(opened, plan.a) == {("purpose", None): "早く知る。"}
    assert texts(opened, second.id) == {}


def test_that_deleting_the_holder_changes_no_text(opened: Opened) -> None:
    workspace, plan = opened
    before = shown(grid_of(workspace, plan))[1:]
    workspace.perform("削除", lambda s: plan_rows.delete(s, [plan.a]))
    assert shown(grid_of(workspace, plan)) == before
    workspace.perform("削除", lambda s: plan_rows.delete(s, [plan.b1]))
    assert shown(grid_of(workspace, plan)) == before[1:]
    workspace.undo()
    workspace.undo()
    assert shown(grid_of(workspace, plan))[1:] == before


def test_that_moving_the_holder_changes_no_text(opened: Opened) -> None:
    workspace, plan = opened
    before = sorted(row[1:] for row in shown(grid_of(workspace, plan))[:3])
    workspace.perform("移動", lambda s: plan_rows.move(s, plan.a, plan.group, 1))
    workspace.perform("移動", lambda s: plan_rows.move(s, plan.b1, plan.b, 1))
    assert sorted(row[1:] for row in shown(grid_of(workspace, plan))[:3]) == before
    workspace.perform("移動", lambda s: plan_rows.move(s, plan.a, plan.empty_group, 0))
    assert sorted(row[1:] for row in shown(grid_of(workspace, plan))) == before


def test_that_a_line_moved_onto_a_single_row_keeps_that_row(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("移動", lambda s: plan_rows.move(s, plan.b2, plan.a, None))
    rows = shown(grid_of(workspace, plan))
    assert [row[5] for row in rows[:3]] == ["・訪ねる。", "継続", "・照会する。"]


def test_that_an_outdented_line_is_an_initiative_with_its_texts(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("字上げ", lambda s: plan_rows.outdent(s, plan.b1))
    snapshot, _ = snapshot_of(*opened)
    assert snapshot.items[plan.b1].kind is ItemKind.INITIATIVE
    assert [i.id for i in snapshot.children(plan.group)] == [plan.a, plan.b, plan.b1]
    assert texts(opened, plan.b1) == {("plan", 2024): "・照会する。", ("leader", 2024): "市役所"}


def test_that_indenting_refuses_to_lose_a_purpose(opened: Opened) -> None:
    workspace, plan = opened
    made = workspace.perform("追加", lambda s: plan_rows.add_initiative(s, plan.plan, plan.group)).result
    workspace.perform("入力", lambda s: plan_cells.write_values(s, made, [text("purpose", "別の文。")]))
    with pytest.raises(KnownError, match="目的"):
        workspace.perform("字下げ", lambda s: plan_rows.indent(s, made))
    assert texts(opened, made) == {("purpose", None): "別の文。"}


def test_that_indenting_under_one_it_shares_with_needs_no_question(opened: Opened) -> None:
    workspace, plan = opened
    made = workspace.perform("追加", lambda s: plan_rows.add_initiative(s, plan.plan, plan.group, 1)).result
    workspace.perform("上と同じ", lambda s: plan_cells.share_with(s, made, [("purpose", None)], plan.a))
    workspace.perform("字下げ", lambda s: plan_rows.indent(s, made))
    snapshot, _ = snapshot_of(*opened)
    assert [child.id for child in snapshot.children(plan.a)][-1] == made
    assert len(snapshot.children(plan.a)) == 2


def test_that_the_first_initiative_of_a_group_cannot_be_indented(opened: Opened) -> None:
    workspace, plan = opened
    with pytest.raises(KnownError, match="字下げ"):
        workspace.perform("字下げ", lambda s: plan_rows.indent(s, plan.a))


@pytest.mark.parametrize("wrong", ["line to group", "initiative to line", "group to group"])
def test_that_a_row_is_not_moved_where_it_cannot_be(opened: Opened, wrong: str) -> None:
    workspace, plan = opened
    moved, parent = {
        "line to group": (plan.b1, plan.group),
        "initiative to line": (plan.a, plan.b1),
        "group to group": (plan.group, plan.empty_group),
    }[wrong]
    with pytest.raises(KnownError, match="そこには置けません"):
        workspace.perform("移動", lambda s: plan_rows.move(s, moved, parent, 0))


def test_that_a_copy_can_be_written_without_changing_what_it_was_copied_from(opened: Opened) -> None:
    workspace, plan = opened
    (made,) = workspace.perform("複製", lambda s: plan_rows.duplicate(s, [plan.b])).result
    snapshot, _ = snapshot_of(*opened)
    assert [i.id for i in snapshot.children(plan.group)] == [plan.a, plan.b, made]
    rows = shown(grid_of(workspace, plan))
    assert rows[1][1:] == rows[3][1:] and rows[2][1:] == rows[4][1:]
    purpose = snapshot.stored(made, "purpose")
    assert purpose is not None and purpose.shared_from_id is None
    first, second = (line.id for line in snapshot.children(made))
    held, shared = snapshot.stored(first, "leader", 2024), snapshot.stored(second, "leader", 2024)
    assert held is not None and shared is not None
    assert shared.shared_from_id == held.id  # what the copies have in common stays one text


def test_that_copies_of_several_stand_together_after_the_last_of_them(opened: Opened) -> None:
    workspace, plan = opened
    first, second = workspace.perform("複製", lambda s: plan_rows.duplicate(s, [plan.b, plan.b1, plan.a])).result
    snapshot, _ = snapshot_of(*opened)
    assert [i.id for i in snapshot.children(plan.group)] == [plan.a, plan.b, first, second]
    assert [snapshot.items[i].title for i in (first, second)] == ["顔合わせ", "便利帳"]
    own, other = snapshot.stored(first, "purpose"), snapshot.stored(second, "purpose")
    assert own is not None and other is not None and other.shared_from_id == own.id
    workspace.undo()
    assert [i.id for i in snapshot_of(*opened)[0].children(plan.group)] == [plan.a, plan.b]


def test_that_another_note_of_an_ended_initiative_keeps_its_successor(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("廃止", lambda s: plan_rows.end_item(s, plan.a, 2024, "（終了）", plan.b))
    workspace.perform("廃止", lambda s: plan_rows.end_item(s, plan.a, 2025, "（令和7年度で終了）"))
    with workspace.read() as connection:
        kept = select(PlanItem.ended_year, PlanItem.successor_id).where(PlanItem.id == plan.a)
        assert connection.execute(kept).one() == (2025, plan.b)
    workspace.perform("廃止の取りやめ", lambda s: plan_rows.end_item(s, plan.a, None))
    with workspace.read() as connection:
        assert connection.execute(kept).one() == (None, None)


def test_that_a_successor_is_taken_away_and_never_leads_back(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("廃止", lambda s: plan_rows.end_item(s, plan.a, 2024, successor_id=plan.b))
    with pytest.raises(KnownError, match="戻って"):
        workspace.perform("廃止", lambda s: plan_rows.end_item(s, plan.b, 2025, successor_id=plan.a))
    workspace.perform("廃止", lambda s: plan_rows.end_item(s, plan.a, 2024, successor_id=None))
    workspace.perform("廃止", lambda s: plan_rows.end_item(s, plan.b, 2025, successor_id=plan.a))
    with workspace.read() as connection:
        kept = select(PlanItem.successor_id).where(PlanItem.id.in_([plan.a, plan.b])).order_by(PlanItem.id)
        assert list(connection.execute(kept).scalars()) == [None, plan.a]
