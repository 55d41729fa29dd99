from __future__ import annotations

from pathlib import Path

from plans import small_file, snapshot_of, text

from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.storage.patching import patch_entries


def test_that_a_step_on_entries_gives_the_plan_as_it_is_read(tmp_path: Path) -> None:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    with workspace:
        before, _ = snapshot_of(workspace, plan)
        done = workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, [text("purpose", "新しい文。")]))
        assert done.step is not None
        patched = patch_entries(before, done.step.changes)
        after, _ = snapshot_of(workspace, plan)
    assert patched is not None and patched.snapshot == after
    assert patched.fields == {"purpose"} and patched.items >= {plan.a, plan.b}  # b shares it


def test_that_more_than_entries_is_read_again(tmp_path: Path) -> None:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    with workspace:
        before, _ = snapshot_of(workspace, plan)
        done = workspace.perform("取組の追加", lambda s: plan_rows.add_initiative(s, plan.plan, plan.group))
    assert done.step is not None and patch_entries(before, done.step.changes) is None
