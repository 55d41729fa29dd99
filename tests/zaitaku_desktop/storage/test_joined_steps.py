"""Typing that goes on is one step, however often it reached the file meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from storage_helpers import content, set_title

from zaitaku_desktop.storage.workspace import Workspace


def title(workspace: Workspace) -> str:
    with workspace.read() as connection:
        return str(connection.execute(text("SELECT title FROM plan_item WHERE id = 2")).scalar())


def typed(workspace: Workspace, *words: str) -> int:
    """Type on and on; the id of the last step."""
    last = None
    for word in words:
        step = workspace.perform("入力", set_title(2, word), onto=last).step
        assert step is not None
        last = step.id
    assert last is not None
    return last


def test_that_what_goes_on_with_a_step_is_undone_and_done_again_with_it(workspace: Workspace) -> None:
    before = content(workspace)
    typed(workspace, "あ", "あい", "あいう")
    assert [edit.name for edit in workspace.edits()] == ["入力"]
    workspace.undo()
    assert content(workspace) == before
    workspace.redo()
    assert title(workspace) == "あいう"


def test_that_a_step_tells_only_what_is_new_in_it(workspace: Workspace) -> None:
    first = typed(workspace, "あ")
    step = workspace.perform("入力", set_title(2, "あい"), onto=first).step
    assert step is not None and step.changes[0].before is not None
    assert step.changes[0].before["title"] == "あ"


def test_that_nothing_goes_on_with_a_step_that_is_not_the_last(workspace: Workspace) -> None:
    first = typed(workspace, "あ")
    workspace.perform("ほか", set_title(3, "別"))
    workspace.perform("入力", set_title(2, "あい"), onto=first)
    assert len(workspace.edits()) == 3
    workspace.undo()
    assert title(workspace) == "あ"
    workspace.perform("入力", set_title(2, "あう"), onto=first)  # an undo came after it
    assert [edit.name for edit in workspace.edits()] == ["入力", "ほか", "入力"]


@pytest.mark.parametrize("waiting", [False, True])
def test_that_the_file_has_them_as_one_step_too(workspace: Workspace, path: Path, waiting: bool) -> None:
    """However many of them reach the disk at once."""
    last = None
    for word in ("あ", "あい", "あいう"):
        step = workspace.perform("入力", set_title(2, word), onto=last).step
        assert step is not None
        last = step.id
        if waiting:
            workspace.flush()
    workspace.close()
    with Workspace.open(path) as again:
        assert again.verify() == []
        assert (title(again), len(again.steps()), again.undo_name) == ("あいう", 1, "入力")
        again.undo()
        assert title(again) == "研修会の開催"


def test_that_typing_which_comes_back_to_where_it_began_stays_undoable(workspace: Workspace) -> None:
    before = content(workspace)
    typed(workspace, "あ", "研修会の開催")
    assert content(workspace) == before
    assert workspace.verify() == []
    while workspace.undo_name is not None:
        workspace.undo()
    assert content(workspace) == before
