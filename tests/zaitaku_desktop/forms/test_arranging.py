"""Sorted and filtered grids show whole 取組, tear no text, and change nothing of what a cell stands for."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from plans import grid_of, small_file, snapshot_of
from sample_files import open_sample
from shapes import Shapes, grid, read, shapes_file
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.arranging import (
    AXIS,
    BLANK,
    Arrangement,
    Choice,
    Sorting,
    arrange,
    counts,
    options,
    place_key,
    settle,
)
from zaitaku_desktop.forms.grid import GridView, build_grid
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.operations import plan_rows
from zaitaku_desktop.storage.reading import load_documents, load_plan
from zaitaku_desktop.storage.workspace import Workspace

Grid = tuple[GridView, PlanSnapshot]


@pytest.fixture(params=["p1", "p2", "p3", "p4"])
def sample(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Grid]:
    with open_sample(tmp_path / "a.zaitaku") as workspace:
        with workspace.read() as connection:
            document = load_documents(connection)[0]
            assert document.plan_id is not None
            snapshot = load_plan(connection, document.plan_id)
        yield build_grid(load_form(request.param), document, snapshot), snapshot


def check(view: GridView, original: GridView) -> None:
    """What must hold for every arrangement."""
    old = {row: place for place, row in enumerate(original.rows)}
    assert len(set(view.rows)) == len(view.rows)
    for place, row in enumerate(view.rows):
        for col in range(len(view.columns)):
            cell, before = view.cell_at(place, col), original.cell_at(old[row], col)
            assert (cell.text, cell.values, cell.state) == (before.text, before.values, before.state)
            assert cell.row <= place < cell.row + cell.rowspan
            if cell.address is not None:
                found = view.find(cell.address)
                assert found is not None
                assert found.text == cell.text
            if cell.shared and cell.rowspan != before.rowspan:
                assert cell.linked
    runs = [key for at, key in enumerate(map(place_key, view.rows)) if not at or key != place_key(view.rows[at - 1])]
    assert len(runs) == len(set(runs)), "a 取組 stands in two places"


def test_that_whatever_is_asked_for_tears_nothing(sample: Grid) -> None:
    view, snapshot = sample
    dice = random.Random(4)
    for _round in range(60):
        column = dice.choice(view.columns).key
        choices = []
        for key in dice.sample([one.key for one in view.columns], dice.randint(0, 2)):
            values = [value for value, _ in options(view, snapshot, key)]
            choices.append(Choice(key, frozenset(dice.sample(values, dice.randint(1, len(values))))))
        sorting = Sorting(column, dice.random() < 0.5) if dice.random() < 0.7 else None
        settled = settle(view, snapshot, Arrangement(sorting, tuple(choices)))
        check(arrange(view, snapshot, settled), view)


def test_that_nothing_asked_for_is_the_grid_itself(sample: Grid) -> None:
    view, snapshot = sample
    assert arrange(view, snapshot, settle(view, snapshot, Arrangement())) is view


def test_that_the_options_of_a_column_count_its_initiatives(sample: Grid) -> None:
    view, snapshot = sample
    for column in view.columns:
        for value, count in options(view, snapshot, column.key):
            settled = settle(view, snapshot, Arrangement(choices=(Choice(column.key, frozenset({value})),)))
            shown = {place_key(row) for row in arrange(view, snapshot, settled).rows}
            assert len(shown) == count


@pytest.fixture
def shapes(tmp_path: Path) -> Iterator[tuple[Workspace, Shapes]]:
    workspace, made = shapes_file(tmp_path / "a.zaitaku")
    yield workspace, made
    workspace.close()


def p4(workspace: Workspace, made: Shapes) -> Grid:
    return grid(workspace, made, made.p4), read(workspace, made.plan, made.p4)[0]


def key_of(view: GridView, field: str) -> str:
    return next(column.key for column in view.columns if field in column.fields)


def order_of(view: GridView) -> list[int]:
    return list(dict.fromkeys(place_key(row) for row in view.rows))


def test_that_grades_sort_with_the_blank_ones_last_both_ways(shapes: tuple[Workspace, Shapes]) -> None:
    view, snapshot = p4(*shapes)
    column = key_of(view, "grade")
    made = shapes[1]
    up = order_of(arrange(view, snapshot, settle(view, snapshot, Arrangement(Sorting(column)))))
    down = order_of(arrange(view, snapshot, settle(view, snapshot, Arrangement(Sorting(column, True)))))
    assert up == [made.cards, made.ended, made.map]
    assert down == [made.ended, made.cards, made.map]


def test_that_a_filter_shows_whole_initiatives(shapes: tuple[Workspace, Shapes]) -> None:
    """Of カード only the second 実施行 has a B, but both stay together."""
    view, snapshot = p4(*shapes)
    made = shapes[1]
    settled = settle(view, snapshot, Arrangement(choices=(Choice(key_of(view, "grade"), frozenset({"B"})),)))
    shown = arrange(view, snapshot, settled)
    assert [row.item_id for row in shown.rows] == list(made.lines)
    assert counts(view, settled) == (1, 3)


def test_that_choices_hold_together_in_one_row(shapes: tuple[Workspace, Shapes]) -> None:
    view, snapshot = p4(*shapes)
    grade, actual = key_of(view, "grade"), key_of(view, "actual")
    both = (Choice(grade, frozenset({"B"})), Choice(actual, frozenset({"見本を作った"})))
    assert arrange(view, snapshot, settle(view, snapshot, Arrangement(choices=both))).rows == ()


def test_that_tags_filter_also_where_no_column_shows_them(shapes: tuple[Workspace, Shapes]) -> None:
    view, snapshot = p4(*shapes)
    axis = f"{AXIS}program_item"
    labels = [value for value, _ in options(view, snapshot, axis)]
    assert len(labels) == 3
    settled = settle(view, snapshot, Arrangement(choices=(Choice(axis, frozenset(labels[:1])),)))
    assert order_of(arrange(view, snapshot, settled)) == [shapes[1].map]


def test_that_a_row_stays_where_it_is_while_it_is_filled(shapes: tuple[Workspace, Shapes]) -> None:
    """The arrangement is worked out once: what is written later hides nothing, and a new 取組 is shown."""
    workspace, made = shapes
    view, snapshot = p4(workspace, made)
    settled = settle(view, snapshot, Arrangement(choices=(Choice(key_of(view, "grade"), frozenset({BLANK})),)))
    before = order_of(arrange(view, snapshot, settled))

    def change(session: Session) -> None:
        plan_rows.add_initiative(session, made.plan, made.daily, title="新しい取組")

    workspace.perform("追加", change)
    view, snapshot = p4(workspace, made)
    after = order_of(arrange(view, snapshot, settled))
    assert set(before) < set(after)
    assert len(after) == len(before) + 1


def test_that_a_text_shared_with_a_row_left_out_is_marked(shapes: tuple[Workspace, Shapes]) -> None:
    view, snapshot = p4(*shapes)
    for column in view.columns:
        for value, _count in options(view, snapshot, column.key):
            settled = settle(view, snapshot, Arrangement(choices=(Choice(column.key, frozenset({value})),)))
            check(arrange(view, snapshot, settled), view)


def test_that_leaders_are_chosen_one_by_one_without_their_years(tmp_path: Path) -> None:
    workspace, plan = small_file(tmp_path / "b.zaitaku")
    with workspace:
        view, snapshot = grid_of(workspace, plan), snapshot_of(workspace, plan)[0]
    column = key_of(view, "leader")
    assert options(view, snapshot, column) == [("ひがし包括", 1), ("市役所", 1), (BLANK, 1)]
