"""An export knows from which state of which file it was made; ids of another state say nothing."""

from __future__ import annotations

from pathlib import Path

from plans import SmallPlan, small_file, text

from zaitaku_desktop.exchange.plan_export import export_plan
from zaitaku_desktop.exchange.plan_import import load_known, propose
from zaitaku_desktop.exchange.proposal import ImportProposal
from zaitaku_desktop.forms.printable import read_printable
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.storage.backup import restore_backup
from zaitaku_desktop.storage.reading import is_origin, load_origin
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.fonts import Faces


def add(workspace: Workspace, plan: SmallPlan, title: str) -> int:
    made = workspace.perform("追加", lambda s: plan_rows.add_initiative(s, plan.plan, plan.group, title=title)).result
    workspace.perform("入力", lambda s: plan_cells.write_values(s, made, [text("plan", f"・{title}を作る。", 2024)]))
    return made


def export(workspace: Workspace, plan: SmallPlan, path: Path) -> Path:
    with workspace.read() as connection:
        printable, origin = read_printable(connection, plan.document), load_origin(connection)
    export_plan(printable, "data", path, Faces.load(), origin=origin)
    return path


def read_again(workspace: Workspace, path: Path) -> ImportProposal:
    with workspace.read() as connection:
        return propose(path, load_known(connection))


def test_that_a_row_made_after_a_restore_is_not_taken_for_one_that_had_its_id(tmp_path: Path) -> None:
    path = tmp_path / "a.zaitaku"
    workspace, plan = small_file(path)
    backup = workspace.back_up("手動")
    first = add(workspace, plan, "窓口")
    exported = export(workspace, plan, tmp_path / "a.xlsx")
    workspace.close()
    restore_backup(path, backup)
    with Workspace.open(path) as restored:
        second = add(restored, plan, "便り")
        assert second == first  # the id is given a second time
        (found,) = read_again(restored, exported).plans
        made = next(item for item in found.items if item.title == "窓口")
        assert made.matched_id is None
        assert second not in {item.matched_id for item in found.items}


def test_that_an_export_stays_known_while_its_file_goes_on(tmp_path: Path) -> None:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    with workspace:
        early = export(workspace, plan, tmp_path / "a.xlsx")
        add(workspace, plan, "窓口")
        late = export(workspace, plan, tmp_path / "b.xlsx")
        workspace.perform("改名", lambda s: plan_cells.write_values(s, plan.a, [text("#title", "別の名")]))
        workspace.undo()
        for path in (early, late):
            assert read_again(workspace, path).counts["new_items"] == 0


def test_that_an_origin_is_a_file_and_a_step_it_has_had() -> None:
    steps = frozenset({"s1", "s2"})
    assert is_origin("f/s1", "f", steps)
    assert is_origin("f/", "f", frozenset())
    assert not is_origin("f/s3", "f", steps)
    assert not is_origin("g/s1", "f", steps)
    assert not is_origin("/", "", steps)
