"""Values of an axis in the municipality's own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from shapes import Shapes, read, shapes_file

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.model.snapshot import AxisValueRow
from zaitaku_desktop.operations import plan_cells
from zaitaku_desktop.operations.axes import add_axis_value, rename_axis_values
from zaitaku_desktop.storage.workspace import Workspace

Opened = tuple[Workspace, Shapes]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    workspace, shapes = shapes_file(tmp_path / "a.zaitaku")
    yield workspace, shapes
    workspace.close()


def add(opened: Opened, number: str, heading: str, axis: str = "philosophy") -> int:
    return opened[0].perform("追加", lambda s: add_axis_value(s, axis, heading, number=number)).result


def test_that_values_stand_in_the_order_in_which_they_are_added(opened: Opened) -> None:
    workspace, shapes = opened
    made = [add(opened, "②", "支え合い"), add(opened, "①", "顔の見える関係")]
    snapshot, _ = read(workspace, shapes.plan, shapes.p4)
    values = [snapshot.axis_values[id_] for id_ in snapshot.axis_values if id_ in made]
    assert [value.label for value in values] == ["②　支え合い", "①　顔の見える関係"]
    assert len({value.key for value in snapshot.axis_values.values()}) == len(snapshot.axis_values)


def test_that_a_new_value_can_be_typed_as_a_tag_and_groups_p4(opened: Opened) -> None:
    workspace, shapes = opened
    made = add(opened, "①", "顔の見える関係")
    tag = FieldValue("#tags:philosophy", None, EntryState.TEXT, "①")
    workspace.perform("分類", lambda s: plan_cells.write_values(s, shapes.map, [tag]))
    snapshot, _ = read(workspace, shapes.plan, shapes.p4)
    assert [value.id for value in snapshot.tagged(snapshot.items[shapes.map], "philosophy")] == [made]


def test_that_a_value_goes_after_the_delivered_ones(opened: Opened) -> None:
    workspace, shapes = opened
    add(opened, "ケ", "そのほか", "program_item")
    snapshot, _ = read(workspace, shapes.plan, shapes.p4)
    signs = [value.number for value in snapshot.axis_values.values() if value.axis == "program_item"]
    assert signs[-2:] == ["ク", "ケ"]


@pytest.mark.parametrize(
    ("number", "heading", "said"),
    [("①", "別の名", "「①」"), ("②", "顔の見える関係", "「顔の見える関係」"), ("②", "　", "名前")],
)
def test_that_a_sign_and_a_name_stand_once(opened: Opened, number: str, heading: str, said: str) -> None:
    add(opened, "①", "顔の見える関係")
    with pytest.raises(KnownError, match=said):
        add(opened, number, heading)


def test_that_values_without_a_sign_may_stand_together(opened: Opened) -> None:
    assert add(opened, "", "顔の見える関係") != add(opened, "", "支え合い")


def test_that_a_sign_or_name_is_not_given_twice_and_swapping_is_no_such_case(opened: Opened) -> None:
    workspace, shapes = opened

    def items() -> list[AxisValueRow]:
        snapshot, _ = read(workspace, shapes.plan, shapes.p4)
        return [value for value in snapshot.axis_values.values() if value.axis == "program_item"]

    first, second, third, *_ = items()
    swapped = {first.id: (second.number, first.heading), second.id: (first.number, second.heading)}
    workspace.perform("分類", lambda s: rename_axis_values(s, swapped))
    assert [value.number for value in items()[:2]] == [second.number, first.number]
    refused = (
        (("ウ", "別の名前"), "「ウ」が、事業項目に2つ"),
        (("ア", third.heading), "2つあります"),
        (("ア", " "), "名前が"),
    )
    for words, said in refused:
        with pytest.raises(KnownError, match=said):
            workspace.perform("分類", lambda s, words=words: rename_axis_values(s, {second.id: words}))


def test_that_a_sentence_with_a_sign_needs_no_name_and_others_keep_theirs(opened: Opened) -> None:
    workspace, shapes = opened
    made = workspace.perform(
        "追加", lambda s: add_axis_value(s, "philosophy", "", number="①", sentence="互いを知る。")
    ).result
    other = add(opened, "②", "支え合い")
    workspace.perform("改名", lambda s: rename_axis_values(s, {other: ("②", "情報")}, sentences={other: "伝える。"}))
    values = read(workspace, shapes.plan, shapes.p4)[0].axis_values
    assert (values[made].label, values[made].sentence) == ("①", "互いを知る。")
    assert (values[other].label, values[other].sentence) == ("②\u3000情報", "伝える。")
    with pytest.raises(KnownError, match="名前"):
        workspace.perform("改名", lambda s: rename_axis_values(s, {made: ("", "")}))
