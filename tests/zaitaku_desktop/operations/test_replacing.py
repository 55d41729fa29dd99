"""Replacing changes the hits and nothing else, shared texts once, nothing after the end of a 取組, in one undo step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plans import SmallPlan, grid_of, small_file, snapshot_of, text
from sqlalchemy.orm import Session
from storage_helpers import content

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.finding import Findings, Hit, TextKey, find_words, plan_texts
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.operations.replacing import Replaced, replace_hits
from zaitaku_desktop.storage.workspace import Workspace

Opened = tuple[Workspace, SmallPlan]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    yield workspace, plan
    workspace.close()


def find(opened: Opened, pattern: str) -> Findings:
    workspace, plan = opened
    return find_words(grid_of(workspace, plan), snapshot_of(workspace, plan)[0], pattern)


def texts(opened: Opened) -> dict[TextKey, str]:
    return dict(plan_texts(snapshot_of(*opened)[0]))


def replace(opened: Opened, pattern: str, words: str) -> Replaced:
    found = find(opened, pattern)
    hits: list[Hit] = [*found.shown, *found.hidden]
    return opened[0].perform(f"{len(hits)}か所の置き換え", lambda session: replace_hits(session, hits, words)).result


def test_that_only_the_hits_change(opened: Opened) -> None:
    before = texts(opened)
    assert replace(opened, "する", "した").places == 1
    after = texts(opened)
    assert {key: text for key, text in after.items() if before[key] != text} == {
        key: "・照会した。" for key, text in before.items() if text == "・照会する。"
    }


def test_that_rows_written_at_once_are_logged_and_sealed_as_any_other(opened: Opened) -> None:
    workspace, before = opened[0], texts(opened)
    replace(opened, "す", "した")
    workspace.flush()
    assert workspace.verify() == []
    changed = texts(opened)
    assert changed != before
    workspace.undo()
    workspace.flush()
    assert texts(opened) == before and workspace.verify() == []
    workspace.redo()
    assert texts(opened) == changed


def test_that_a_shared_text_is_replaced_once_and_stays_shared(opened: Opened) -> None:
    workspace, plan = opened
    assert replace(opened, "早く", "もっと早く早く").places == 1
    snapshot, _ = snapshot_of(workspace, plan)
    for item in (plan.a, plan.b):
        entry = snapshot.entry(item, "purpose", None)
        assert entry is not None
        assert entry.text == "もっと早く早く知る。"
    assert snapshot.stored(plan.b, "purpose", None) is not snapshot.entry(plan.b, "purpose", None)


def test_that_all_of_it_is_one_undo_step_with_the_count_in_its_name(opened: Opened) -> None:
    workspace, _ = opened
    before = content(workspace)
    assert replace(opened, "る", "ル").places >= 3
    assert workspace.undo_name is not None
    assert workspace.undo_name.endswith("か所の置き換え")
    workspace.undo()
    assert content(workspace) == before


def test_that_years_after_the_end_are_left_and_named(opened: Opened) -> None:
    workspace, plan = opened

    def change(session: Session) -> None:
        plan_cells.write_values(session, plan.a, [text("plan", "・訪ねる。", 2025)])
        plan_rows.end_item(session, plan.a, 2024)

    workspace.perform("廃止", change)
    done = replace(opened, "訪ねる", "行く")
    assert (done.places, [key.year for key in done.closed]) == (1, [2025])
    with pytest.raises(KnownError, match="廃止"):
        replace(opened, "訪ねる", "行く")


def test_that_a_text_that_becomes_empty_blanks_its_cell_and_a_name_is_kept(opened: Opened) -> None:
    workspace, plan = opened
    replace(opened, "早く知る。", "")
    snapshot, _ = snapshot_of(workspace, plan)
    assert snapshot.stored(plan.a, "purpose", None) is None
    assert snapshot.stored(plan.b, "purpose", None) is None
    with pytest.raises(KnownError, match="名前が空"):
        replace(opened, "便利帳", "")


def test_that_words_that_mean_a_state_become_it(opened: Opened) -> None:
    workspace, plan = opened
    replace(opened, "・訪ねる。", "継続")
    entry = snapshot_of(workspace, plan)[0].entry(plan.a, "plan", 2024)
    assert entry is not None
    assert entry.state is EntryState.CONTINUES


def test_that_a_text_written_since_the_search_is_left_alone(opened: Opened) -> None:
    workspace, plan = opened
    hits = find(opened, "訪ねる").shown
    workspace.perform("書く", lambda s: plan_cells.write_values(s, plan.a, [text("plan", "・訪ねるかも。", 2024)]))
    with pytest.raises(KnownError, match="もう一度検索"):
        workspace.perform("置き換え", lambda session: replace_hits(session, hits, "行く"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pattern=st.sampled_from(["る", "・", "。", "ひがし", "照会", "知"]), words=st.sampled_from(["", "x", "るる", "―"])
)
def test_that_whatever_is_replaced_can_be_undone(opened: Opened, pattern: str, words: str) -> None:
    workspace, _ = opened
    before = content(workspace)
    try:
        replace(opened, pattern, words)
    except KnownError:
        assert content(workspace) == before
        return
    workspace.undo()
    assert content(workspace) == before
