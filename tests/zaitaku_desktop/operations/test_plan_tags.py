"""The values of a 取組 on an axis, as typed into a cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from shapes import Shapes, read, shapes_file

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.operations.new_file import axis_value_id
from zaitaku_desktop.storage.workspace import Workspace

Opened = tuple[Workspace, Shapes]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    workspace, shapes = shapes_file(tmp_path / "a.zaitaku")
    yield workspace, shapes
    workspace.close()


def typed(opened: Opened, item: int, words: str) -> list[str]:
    workspace, shapes = opened
    value = FieldValue("#tags:program_item", None, EntryState.TEXT, words)
    workspace.perform("分類", lambda s: plan_cells.write_values(s, item, [value]))
    snapshot, _ = read(workspace, shapes.plan, shapes.p3)
    return [found.number for found in snapshot.tagged(snapshot.items[item], "program_item")]


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        ("キ", ["キ"]),
        ("（ｲ）", ["イ"]),
        ("地域住民への普及啓発", ["キ"]),
        ("カ　医療・介護関係者の研修\nア", ["ア", "カ"]),
        ("", []),
    ],
)
def test_that_a_value_may_be_typed_by_its_sign_or_name(opened: Opened, words: str, signs: list[str]) -> None:
    assert typed(opened, opened[1].map, words) == signs


def test_that_words_of_no_value_are_refused_with_what_may_be_typed(opened: Opened) -> None:
    with pytest.raises(KnownError, match="ア、イ、ウ") as refused:
        typed(opened, opened[1].map, "ア\nその他")
    assert "その他" in refused.value.message
    snapshot, _ = read(opened[0], opened[1].plan, opened[1].p3)
    assert [value.number for value in snapshot.tagged(snapshot.items[opened[1].map], "program_item")] == ["ア"]


def test_that_values_of_other_axes_stay(opened: Opened) -> None:
    workspace, shapes = opened
    scene = workspace.perform("軸", lambda s: axis_value_id(s, "care_scene", "end_of_life")).result
    value = FieldValue("#tags:care_scene", None, EntryState.TEXT, "看取り")
    workspace.perform("分類", lambda s: plan_cells.write_values(s, shapes.map, [value]))
    assert typed(opened, shapes.map, "オ") == ["オ"]
    snapshot, _ = read(workspace, shapes.plan, shapes.p3)
    assert scene in snapshot.items[shapes.map].tags


def test_that_what_the_group_is_needs_no_tag(opened: Opened) -> None:
    workspace, shapes = opened

    def under(session: object) -> int:
        value = axis_value_id(session, "program_item", "o")  # type: ignore[arg-type]
        group = plan_rows.add_group(session, shapes.plan, axis_value_id=value)  # type: ignore[arg-type]
        return plan_rows.add_initiative(session, shapes.plan, group, title="窓口")  # type: ignore[arg-type]

    item = workspace.perform("追加", under).result
    assert typed(opened, item, "オ") == ["オ"]
    snapshot, _ = read(workspace, shapes.plan, shapes.p3)
    assert snapshot.items[item].tags == ()
    assert typed(opened, item, "カ") == ["カ"]


def test_that_a_number_is_written_and_taken_away(opened: Opened) -> None:
    workspace, shapes = opened
    for words in ("②-1", ""):
        value = FieldValue("#number", None, EntryState.TEXT, words)
        workspace.perform("番号", lambda s, value=value: plan_cells.write_values(s, shapes.map, [value]))
        snapshot, _ = read(workspace, shapes.plan, shapes.p3)
        assert snapshot.items[shapes.map].number == words
