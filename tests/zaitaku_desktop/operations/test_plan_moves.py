from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from plans import SmallPlan, grid_of, shown, small_file, snapshot_of
from storage_helpers import content

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.operations import plan_moves, plan_rows
from zaitaku_desktop.storage.workspace import Workspace

Opened = tuple[Workspace, SmallPlan]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    yield workspace, plan
    workspace.close()


def below(opened: Opened, parent: int | None) -> list[int]:
    return [item.id for item in snapshot_of(*opened)[0].children(parent)]


def test_that_rows_are_inserted_above_and_below_as_many_as_asked(opened: Opened) -> None:
    workspace, plan = opened
    above = workspace.perform("挿入", lambda s: plan_moves.insert_beside(s, plan.b, above=True, count=2)).result
    (under,) = workspace.perform("挿入", lambda s: plan_moves.insert_beside(s, plan.b, above=False)).result
    assert below(opened, plan.group) == [plan.a, *above, plan.b, under]
    (line,) = workspace.perform("挿入", lambda s: plan_moves.insert_beside(s, plan.b1, above=True)).result
    assert below(opened, plan.b) == [line, plan.b1, plan.b2]
    (group,) = workspace.perform("挿入", lambda s: plan_moves.insert_beside(s, plan.group, above=True)).result
    assert below(opened, None)[0] == group


def test_that_several_move_into_another_group_in_their_order(opened: Opened) -> None:
    workspace, plan = opened
    before = sorted(row[1:] for row in shown(grid_of(workspace, plan))[:3])
    kept = content(workspace)
    workspace.perform("移動", lambda s: plan_moves.move_items(s, [plan.b, plan.a], plan.empty_group))
    assert below(opened, plan.empty_group) == [plan.a, plan.b]
    assert sorted(row[1:] for row in shown(grid_of(workspace, plan)) if row[1]) == before
    workspace.undo()
    assert content(workspace) == kept


def test_that_moving_before_one_of_themselves_means_the_next_that_stays(opened: Opened) -> None:
    workspace, plan = opened
    (c,) = workspace.perform("挿入", lambda s: plan_moves.insert_beside(s, plan.b, above=False)).result
    workspace.perform("移動", lambda s: plan_moves.move_items(s, [plan.a, c], plan.group, c))
    assert below(opened, plan.group) == [plan.b, plan.a, c]
    workspace.perform("移動", lambda s: plan_moves.move_items(s, [plan.a, c], plan.group, plan.b))
    assert below(opened, plan.group) == [plan.a, c, plan.b]


def test_that_rows_of_two_kinds_are_not_moved_together(opened: Opened) -> None:
    workspace, plan = opened
    with pytest.raises(KnownError, match="一緒には移せません"):
        workspace.perform("移動", lambda s: plan_moves.move_items(s, [plan.a, plan.b1], plan.empty_group))
    with pytest.raises(KnownError, match="移す先"):
        workspace.perform("移動", lambda s: plan_moves.move_items(s, [plan.a], plan.empty_group, plan.b))


def test_that_outdented_lines_keep_their_order_and_indent_takes_them_back(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("追加", lambda s: plan_rows.add_line(s, plan.b))
    workspace.perform("字上げ", lambda s: plan_moves.outdent_items(s, [plan.b1, plan.b2]))
    assert below(opened, plan.group) == [plan.a, plan.b, plan.b1, plan.b2]
    workspace.perform("字下げ", lambda s: plan_moves.indent_items(s, [plan.b2, plan.b1]))
    assert below(opened, plan.b)[-2:] == [plan.b1, plan.b2]
    assert snapshot_of(*opened)[0].items[plan.b2].kind is ItemKind.LINE


def test_that_where_one_cannot_be_indented_none_is(opened: Opened) -> None:
    workspace, plan = opened
    (c,) = workspace.perform("挿入", lambda s: plan_moves.insert_beside(s, plan.a, above=False)).result
    kept = content(workspace)
    with pytest.raises(KnownError, match="字下げ"):
        workspace.perform("字下げ", lambda s: plan_moves.indent_items(s, [c, plan.b]))
    assert content(workspace) == kept


def test_that_several_end_together_with_one_successor(opened: Opened) -> None:
    workspace, plan = opened
    (c,) = workspace.perform("挿入", lambda s: plan_moves.insert_beside(s, plan.b, above=False)).result
    workspace.perform("廃止", lambda s: plan_moves.end_items(s, [plan.a, plan.b], 2025, "（終了）", c))
    items = snapshot_of(*opened)[0].items
    assert [(items[i].ended_year, items[i].end_note) for i in (plan.a, plan.b)] == [(2025, "（終了）")] * 2
    assert [items[i].successor_id for i in (plan.a, plan.b, c)] == [c, c, None]
