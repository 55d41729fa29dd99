"""未入力: what a form needs and the plan lacks."""

from __future__ import annotations

from plans import text
from shapes import Shapes, grid, read

from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.forms.missing import missing_cells, summary
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import plan_cells, plan_tags
from zaitaku_desktop.storage.workspace import Workspace

Opened = tuple[Workspace, Shapes]


def missing(opened: Opened, document: int) -> list[tuple[str, str]]:
    workspace, shapes = opened
    snapshot, _ = read(workspace, shapes.plan, document)
    return [(one.column, one.item) for one in missing_cells(grid(workspace, shapes, document), snapshot)]


def test_that_blank_cells_of_needed_columns_are_listed_from_top_to_bottom(opened_shapes: Opened) -> None:
    found = missing(opened_shapes, opened_shapes[1].p4)
    assert found[:2] == [("事業概要", "カード"), ("令和6年度実施予定", "カード")]
    assert summary_of(found)["実施実績"] == 2
    assert not {"No.", "取組", "事業区分"} & {column for column, _ in found}


def summary_of(found: list[tuple[str, str]]) -> dict[str, int]:
    return {column: [one for one, _ in found].count(column) for column, _ in found}


def test_that_a_year_cell_of_p3_may_be_blank(opened_shapes: Opened) -> None:
    assert {column for column, _ in missing(opened_shapes, opened_shapes[1].p3)} == {"目的", "国が示す具体的取組例"}


def test_that_a_group_that_is_no_program_item_counts_as_one_missing(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes
    workspace.perform("分類", lambda s: plan_tags.set_tags(s, shapes.map, []))
    assert ("事業項目", "地図") in missing(opened_shapes, shapes.p3)
    assert ("事業区分", "地図") in missing(opened_shapes, shapes.p4)


def test_that_none_and_cells_after_the_end_are_not_missing(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes
    assert ("実施実績", "講座") in missing(opened_shapes, shapes.p4)
    none = FieldValue("actual", 2024, EntryState.NONE)
    workspace.perform("入力", lambda s: plan_cells.write_values(s, shapes.ended, [none]))
    assert ("実施実績", "講座") not in missing(opened_shapes, shapes.p4)


def test_that_what_is_filled_in_leaves_the_list(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes
    before = missing(opened_shapes, shapes.p4)
    workspace.perform("入力", lambda s: plan_cells.write_values(s, shapes.map, [text("actual", "更新した", 2024)]))
    assert set(before) - set(missing(opened_shapes, shapes.p4)) == {("実施実績", "地図")}


def test_that_the_summary_counts_by_column(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes
    snapshot, _ = read(workspace, shapes.plan, shapes.p3)
    found = summary(missing_cells(grid(workspace, shapes, shapes.p3), snapshot))
    assert dict(found)["国が示す具体的取組例"] == 3  # one for each 取組, not for each row
