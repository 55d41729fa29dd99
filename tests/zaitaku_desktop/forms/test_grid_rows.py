"""Order, grouping and rolling up of rows (LAYOUTS P3, P4)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plans import text
from shapes import Shapes, go_on, grid, read

from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.forms.grid import GridView, build_grid
from zaitaku_desktop.forms.grid_rows import bracketed, heading_text, number_key
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import plan_cells, plan_tags
from zaitaku_desktop.storage.workspace import Workspace

Opened = tuple[Workspace, Shapes]


def headings(opened: Opened, document: int) -> list[tuple[str, int | None]]:
    view = grid(*opened, document)
    snapshot, _ = read(opened[0], opened[1].plan, document)
    return [(heading_text(snapshot, row), row.initiative_id) for row in view.rows]


def test_that_rows_are_grouped_by_the_axis_in_its_order(opened_shapes: Opened) -> None:
    shapes = opened_shapes[1]
    found = headings(opened_shapes, shapes.p3)
    assert [name[:1] for name, _ in found] == ["ア", "ウ", "ウ", "キ"]
    assert [item for _, item in found] == [shapes.map, shapes.cards, shapes.cards, shapes.ended]


def test_that_rows_without_a_value_follow_under_their_own_group(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes
    workspace.perform("分類", lambda s: plan_tags.set_tags(s, shapes.map, []))
    assert headings(opened_shapes, shapes.p3)[-1] == ("日常の療養支援", shapes.map)


def test_that_a_plan_without_any_value_keeps_its_own_groups(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes
    for item in (shapes.map, shapes.cards, shapes.ended):
        workspace.perform("分類", lambda s, item=item: plan_tags.set_tags(s, item, []))
    names = [name for name, _ in headings(opened_shapes, shapes.p3)]
    assert names == ["日常の療養支援"] * 3 + ["看取り"]
    view = grid(workspace, shapes, shapes.p3)
    assert view.cell_at(0, 0).address is not None  # the 項目 itself can be renamed there


def test_that_a_computed_heading_is_no_cell_to_write_to(opened_shapes: Opened) -> None:
    cell = grid(*opened_shapes, opened_shapes[1].p3).cell_at(0, 0)
    assert cell.text == "ア　地域の医療・介護の資源の把握"
    assert cell.address is None


def test_that_numbers_sort_as_people_count(opened_shapes: Opened) -> None:
    assert sorted(["②-1", "①-10", "①-2", "ア"], key=number_key) == ["①-2", "①-10", "②-1", "ア"]
    shapes = opened_shapes[1]
    order = [row.initiative_id for row in grid(*opened_shapes, shapes.p4, printed=True).rows]
    assert order == [shapes.cards, shapes.map, shapes.ended]  # by No. within each 項目


def test_that_all_lines_stand_in_one_row_of_p4_on_paper_only(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes
    paper = grid(workspace, shapes, shapes.p4, printed=True)
    assert [row.items for row in paper.rows] == [shapes.lines, (shapes.map,), (shapes.ended,)]
    screen = grid(workspace, shapes, shapes.p4)
    assert [row.items for row in screen.rows] == [(line,) for line in shapes.lines] + [(shapes.map,), (shapes.ended,)]


def test_that_lines_whose_spans_differ_have_rows_of_their_own_in_p3(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes
    first, second = shapes.lines
    assert [row.items for row in grid(workspace, shapes, shapes.p3, printed=True).rows][1:3] == [(first,), (second,)]
    workspace.perform("入力", lambda s: plan_cells.write_values(s, second, [go_on("plan", 2025), go_on("plan", 2026)]))
    assert (first, second) in [row.items for row in grid(workspace, shapes, shapes.p3, printed=True).rows]


def test_that_a_line_that_only_goes_on_does_not_stand_with_one_that_adds_to_it(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes
    first, second = shapes.lines
    workspace.perform("入力", lambda s: plan_cells.write_values(s, first, [go_on("plan", 2025, "・直す")]))
    workspace.perform("入力", lambda s: plan_cells.write_values(s, second, [go_on("plan", 2025), go_on("plan", 2026)]))
    assert [row.items for row in grid(workspace, shapes, shapes.p3, printed=True).rows][1:3] == [(first,), (second,)]


def test_that_a_heavier_rule_needs_headings_with_several_rows(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes
    assert grid(workspace, shapes, shapes.p3, printed=True).group_starts == {1, 3}
    snapshot, document = read(workspace, shapes.plan, shapes.p3)
    together = replace(load_form("p3"), rows="initiative")
    assert build_grid(together, document, snapshot, printed=True).group_starts == frozenset()


def test_that_what_is_rolled_up_stands_in_order_and_once(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes
    first, second = shapes.lines
    view = grid(workspace, shapes, shapes.p4, printed=True)
    cells = {column.key: view.cell_at(0, at).text for at, column in enumerate(view.columns)}
    assert (cells["actual:2024"], cells["grade:2024"]) == ("見本を作った\n千枚", "A\nB")
    workspace.perform("入力", lambda s: plan_cells.write_values(s, second, [text("grade", "A", 2024)]))
    view = grid(workspace, shapes, shapes.p4, printed=True)
    grade = _column(view, "grade:2024")
    assert view.cell_at(0, grade).text == "A"
    address = grid(workspace, shapes, shapes.p4).cell_at(1, grade).address
    assert address is not None
    assert address.item_id == second
    assert view.find(address) == view.cell_at(0, grade)
    assert first != second


def test_that_a_dash_says_nothing_beside_a_text_it_is_rolled_up_with(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes
    none = FieldValue("actual", 2024, EntryState.NONE)
    for line, shown in zip(shapes.lines[::-1], ("見本を作った", "―"), strict=True):
        workspace.perform("入力", lambda s, line=line: plan_cells.write_values(s, line, [none]))
        view = grid(workspace, shapes, shapes.p4, printed=True)
        assert view.cell_at(0, _column(view, "actual:2024")).text == shown


def _column(view: GridView, key: str) -> int:
    return [column.key for column in view.columns].index(key)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("ア\u3000地域の資源", "(ア) 地域の資源"),
        ("（オ）相談の支援", "(オ) 相談の支援"),
        ("(カ) 研修", "(カ) 研修"),
        ("4. 情報共有", "(4) 情報共有"),
        ("アセスメントの支援", "アセスメントの支援"),
        ("そのほか", "そのほか"),
    ],
)
def test_that_the_sign_of_a_heading_stands_in_brackets_however_it_was_typed(words: str, shown: str) -> None:
    assert bracketed(words) == shown
