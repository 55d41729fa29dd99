"""再掲: a reference to another point, never a copy of its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from plans import SmallPlan, small_file, snapshot_of, text
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.cells import TITLE, FieldValue
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.model.snapshot import ItemRow
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.storage.patching import patch_plan
from zaitaku_desktop.storage.workspace import Workspace

Opened = tuple[Workspace, SmallPlan]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    yield workspace, plan
    workspace.close()


def name(item_id: int, words: str) -> FieldValue:
    return FieldValue(TITLE, None, EntryState.TEXT, words)


def listed_again(opened: Opened, words: str) -> int:
    """A new 取組 under the empty 項目, called so."""
    workspace, plan = opened

    def add(session: Session) -> int:
        made = plan_rows.add_initiative(session, plan.plan, plan.empty_group)
        plan_cells.write_values(session, made, [name(made, words)])
        return made

    return workspace.perform("再掲", add).result


def row(opened: Opened, item_id: int) -> ItemRow:
    return snapshot_of(*opened)[0].items[item_id]


@pytest.mark.parametrize("words", ["便利帳（再掲）", "便利帳(再掲)", " 便利帳（再掲）"])
def test_that_a_name_that_says_so_refers_to_the_point_of_that_name(words: str, opened: Opened) -> None:
    again = row(opened, listed_again(opened, words))
    assert (again.relisted_from_id, again.title) == (opened[1].b, "便利帳（再掲）")


def test_that_it_is_called_as_its_source_is_called_later(opened: Opened) -> None:
    workspace, plan = opened
    again = listed_again(opened, "便利帳（再掲）")
    workspace.perform("改名", lambda s: plan_cells.write_values(s, plan.b, [name(plan.b, "相談の手引き")]))
    assert row(opened, again).title == "相談の手引き（再掲）"


def test_that_a_plan_patched_after_a_step_knows_the_new_name_too(opened: Opened) -> None:
    workspace, plan = opened
    again = listed_again(opened, "便利帳（再掲）")
    before = snapshot_of(*opened)[0]
    done = workspace.perform("改名", lambda s: plan_cells.write_values(s, plan.b, [name(plan.b, "手引き")]))
    assert done.step is not None
    patched = patch_plan(before, done.step.changes)
    assert patched is not None and patched.rows
    assert patched.snapshot.items[again].title == "手引き（再掲）"


def test_that_a_point_below_a_point_can_be_listed_again(opened: Opened) -> None:
    again = row(opened, listed_again(opened, "照会する。（再掲）"))
    assert (again.relisted_from_id, again.title) == (opened[1].b1, "照会する。（再掲）")


def test_that_words_that_no_point_has_stay_words(opened: Opened) -> None:
    again = row(opened, listed_again(opened, "ほかのこと（再掲）"))
    assert (again.relisted_from_id, again.title) == (None, "ほかのこと（再掲）")


def test_that_another_name_makes_it_a_point_of_its_own(opened: Opened) -> None:
    workspace, _ = opened
    again = listed_again(opened, "便利帳（再掲）")
    workspace.perform("改名", lambda s: plan_cells.write_values(s, again, [name(again, "新しいこと")]))
    assert (row(opened, again).relisted_from_id, row(opened, again).title) == (None, "新しいこと")


def test_that_its_words_stay_when_its_source_is_deleted(opened: Opened) -> None:
    workspace, plan = opened
    again = listed_again(opened, "便利帳（再掲）")
    workspace.perform("削除", lambda s: plan_rows.delete(s, [plan.b]))
    assert (row(opened, again).relisted_from_id, row(opened, again).title) == (None, "便利帳（再掲）")
    workspace.undo()
    assert row(opened, again).relisted_from_id == plan.b


def test_that_a_source_called_in_the_same_way_as_another_stays_the_source(opened: Opened) -> None:
    workspace, plan = opened
    again = listed_again(opened, "便利帳（再掲）")
    workspace.perform("改名", lambda s: plan_cells.write_values(s, plan.a, [name(plan.a, "便利帳")]))
    workspace.perform("同じ", lambda s: plan_cells.write_values(s, again, [name(again, "便利帳（再掲）")]))
    assert row(opened, again).relisted_from_id == plan.b


def test_that_a_copy_refers_to_the_same_point(opened: Opened) -> None:
    workspace, plan = opened
    again = listed_again(opened, "便利帳（再掲）")
    (copy,) = workspace.perform("複製", lambda s: plan_rows.duplicate(s, [again])).result
    assert row(opened, copy).relisted_from_id == plan.b


def test_that_its_texts_are_its_own(opened: Opened) -> None:
    """Only the name is that of the source; what is written for it stays with it."""
    workspace, plan = opened
    again = listed_again(opened, "便利帳（再掲）")
    workspace.perform("書く", lambda s: plan_cells.write_values(s, again, [text("plan", "・見直す", 2025)]))
    snapshot = snapshot_of(*opened)[0]
    entry = snapshot.entry(again, "plan", 2025)
    assert entry is not None and entry.text == "・見直す"
    assert snapshot.entry(plan.b1, "plan", 2025) is None
