from __future__ import annotations

from pathlib import Path

from plans import small_file, snapshot_of, text

from zaitaku_desktop.operations import plan_cells, plan_rows, plan_tags
from zaitaku_desktop.storage.history import RowChange
from zaitaku_desktop.storage.patching import patch_plan


def test_that_a_step_on_entries_gives_the_plan_as_it_is_read(tmp_path: Path) -> None:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    with workspace:
        before, _ = snapshot_of(workspace, plan)
        done = workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, [text("purpose", "新しい文。")]))
        assert done.step is not None
        patched = patch_plan(before, done.step.changes)
        after, _ = snapshot_of(workspace, plan)
    assert patched is not None and patched.snapshot == after
    assert patched.fields == {"purpose"} and patched.items >= {plan.a, plan.b}  # b shares it


def test_that_steps_on_rows_and_tags_give_the_plan_as_it_is_read(tmp_path: Path) -> None:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    with workspace:
        before, _ = snapshot_of(workspace, plan)
        tag = next(iter(before.axis_values))
        for change in (
            lambda s: plan_rows.add_initiative(s, plan.plan, plan.group, 0),
            lambda s: plan_rows.add_line(s, plan.a),
            lambda s: plan_tags.set_tags(s, plan.b, [tag]),
            lambda s: plan_rows.move(s, plan.b, plan.group, 0),
            lambda s: plan_rows.end_item(s, plan.a, 2024, "終了", plan.b),
            lambda s: plan_rows.delete(s, [plan.b]),
            lambda s: plan_rows.delete(s, [plan.a]),
        ):
            done = workspace.perform("行", change)
            assert done.step is not None
            patched = patch_plan(before, done.step.changes)
            after, _ = snapshot_of(workspace, plan)
            assert patched is not None and patched.rows and patched.snapshot == after
            before = after
        for _ in range(5):
            patched = patch_plan(before, workspace.undo().changes)
            after, _ = snapshot_of(workspace, plan)
            assert patched is not None and patched.snapshot == after
            before = after


def test_that_more_than_the_rows_of_a_plan_is_read_again(tmp_path: Path) -> None:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    with workspace:
        before, _ = snapshot_of(workspace, plan)
        change = RowChange("axis_value", 1, {"id": 1}, None)
    assert patch_plan(before, [change]) is None
