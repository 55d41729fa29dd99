"""Every text of a plan is found once, in the cell that shows it first or as one that the form does not show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from plans import SmallPlan, grid_of, small_file, snapshot_of, text
from shapes import grid, read, shapes_file
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.cells import TITLE
from zaitaku_desktop.forms.finding import excerpt, find_words, open_hits, place_words
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.storage.workspace import Workspace

Opened = tuple[Workspace, SmallPlan]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    yield workspace, plan
    workspace.close()


def test_that_hits_come_in_reading_order_of_the_grid(opened: Opened) -> None:
    workspace, plan = opened
    snapshot, _ = snapshot_of(workspace, plan)
    found = find_words(grid_of(workspace, plan), snapshot, "ル")
    assert [hit.text for hit in found.shown] == ["早く知る。", "・訪ねる。", "・照会する。"]
    assert [hit.cell for hit in found.shown] == sorted(hit.cell for hit in found.shown if hit.cell)


def test_that_a_shared_text_is_one_hit_but_every_cell_shows_it(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("間に", lambda session: plan_rows.add_initiative(session, plan.plan, plan.group, 1))
    snapshot, _ = snapshot_of(workspace, plan)
    found = find_words(grid_of(workspace, plan), snapshot, "早く知る")
    assert len(found.shown) == 1
    assert len(found.cells) == 2


def test_that_a_name_is_found_and_a_mark_or_tag_is_not(opened: Opened) -> None:
    workspace, plan = opened
    snapshot, _ = snapshot_of(workspace, plan)
    view = grid_of(workspace, plan)
    assert [hit.key.item_id for hit in find_words(view, snapshot, "ﾍﾞﾝﾘ").shown] == []
    assert [hit.key.item_id for hit in find_words(view, snapshot, "便利").shown] == [plan.b]
    assert find_words(view, snapshot, "新規").shown == ()


def test_that_what_the_form_does_not_show_is_told_apart(opened: Opened) -> None:
    workspace, plan = opened

    def change(session: Session) -> None:
        plan_cells.write_values(session, plan.a, [text("outcome_goal", "訪ねる人を増やす", None)])

    workspace.perform("書く", change)
    snapshot, _ = snapshot_of(workspace, plan)
    found = find_words(grid_of(workspace, plan), snapshot, "訪ねる")
    shown_or_hidden = [hit.text for hit in (*found.shown, *found.hidden)]
    assert sorted(shown_or_hidden) == ["・訪ねる。", "訪ねる人を増やす"]
    hidden = found.hidden or found.shown
    assert place_words(snapshot, hidden[-1].key).startswith("「顔合わせ」の")


def test_that_a_selection_is_searched_alone(opened: Opened) -> None:
    workspace, plan = opened
    snapshot, _ = snapshot_of(workspace, plan)
    view = grid_of(workspace, plan)
    everywhere = find_words(view, snapshot, "る")
    cell = everywhere.shown[0].cell
    assert cell is not None
    alone = find_words(view, snapshot, "る", within={cell})
    assert {hit.cell for hit in alone.shown} == {cell}
    assert alone.hidden == ()


def test_that_texts_after_the_end_of_an_initiative_are_closed(opened: Opened) -> None:
    workspace, plan = opened

    def change(session: Session) -> None:
        plan_cells.write_values(session, plan.a, [text("plan", "・訪ねる。", 2025)])
        plan_rows.end_item(session, plan.a, 2024)

    workspace.perform("廃止", change)
    snapshot, _ = snapshot_of(workspace, plan)
    found = find_words(grid_of(workspace, plan), snapshot, "訪ねる")
    assert [hit.key.year for hit in found.shown] == [2024, 2025]
    assert [hit.key.year for hit in open_hits(snapshot, found.shown)] == [2024]


def test_that_an_excerpt_is_one_short_line(opened: Opened) -> None:
    workspace, plan = opened
    snapshot, _ = snapshot_of(workspace, plan)
    hit = find_words(grid_of(workspace, plan), snapshot, "照会").shown[0]
    assert excerpt(hit, 1) == "・照会す…"


def test_that_notes_under_a_name_are_found_where_the_name_stands(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("廃止", lambda session: plan_rows.end_item(session, plan.a, 2025, "（別の取組へ）"))
    snapshot, _ = snapshot_of(workspace, plan)
    view = grid_of(workspace, plan)
    found = find_words(view, snapshot, "別の取組")
    cell = found.shown[0].cell
    assert cell is not None
    assert view.columns[cell[1]].definition.role == "title"
    assert found.hidden == ()


def test_that_a_name_over_the_text_is_found_where_it_stands(tmp_path: Path) -> None:
    """The 年次計画 has no column for names: they stand over the 目的."""
    workspace, made = shapes_file(tmp_path / "b.zaitaku")
    with workspace:
        snapshot, _ = read(workspace, made.plan, made.p3)
        found = find_words(grid(workspace, made, made.p3), snapshot, "地図")
    assert [(hit.key.item_id, hit.key.field) for hit in found.shown] == [(made.map, TITLE)]
    assert found.hidden == ()
