"""What is done to several rows of a plan at once, chosen by their numbers or as cells."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.arranging import Arrangement, Choice, arrange, settle
from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.operations import plan_rows

PLAN = "plan:2024"
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NO = Qt.KeyboardModifier.NoModifier


def click_number(desk: Any, row: int, held: Qt.KeyboardModifier = NO) -> None:
    numbers = desk.sheet.row_numbers()
    at = QPoint(10, numbers.sectionViewportPosition(row) + numbers.sectionSize(row) // 2)
    desk.qtbot.mouseClick(numbers.viewport(), Qt.MouseButton.LeftButton, held, at)


def choose(desk: Any, *rows: int) -> None:
    """Click on these row numbers, Ctrl held from the second on."""
    for place, row in enumerate(rows):
        click_number(desk, row, CONTROL if place else NO)
    assert tuple(desk.sheet.row_choice.rows) == tuple(sorted(rows))


def chosen(desk: Any) -> list[int]:
    return list(desk.sheet.row_choice.records)


def names(desk: Any) -> list[str]:
    """項目 and 取組 of every row, as shown."""
    view = desk.sheet.model.view
    return [f"{view.cell_at(row, 0).text[:3]}/{view.cell_at(row, 1).text}" for row in range(len(view.rows))]


def more(desk: Any) -> tuple[int, int]:
    """A third and a fourth 取組 in the first 項目."""

    def change(session: Session) -> tuple[int, int]:
        plan, group = desk.plan.plan, desk.plan.group
        return (
            plan_rows.add_initiative(session, plan, group, title="c"),
            plan_rows.add_initiative(session, plan, group, title="d"),
        )

    return tuple(desk.bridge.perform("追加", change).result)


def test_that_as_many_rows_as_are_chosen_are_inserted_below_them(desk: Any) -> None:
    more(desk)
    choose(desk, 3, 4)
    desk.press(Qt.Key.Key_B, CONTROL | SHIFT)
    view = desk.sheet.model.view
    assert [row.initiative_id for row in view.rows][5:7] == sorted({r.initiative_id for r in view.rows[5:7]})
    assert len(view.rows) == 8
    assert desk.sheet.place() == (5, 1), "the first new row takes its name"
    desk.type("name")
    desk.press(Qt.Key.Key_Return)
    assert desk.sheet.model.view.cell_at(5, 1).text == "name"
    desk.act("undo")
    desk.act("undo")
    assert len(desk.rows()) == 6


def test_that_a_row_is_inserted_above_an_initiative_a_line_or_a_group(desk: Any) -> None:
    desk.go(desk.plan.a, PLAN)
    desk.press(Qt.Key.Key_A, CONTROL | SHIFT)
    assert desk.rows()[1] == desk.plan.a and desk.sheet.place() == (0, 1)
    desk.act("undo")
    desk.go(desk.plan.b2, "actual:2024")
    desk.act("insert_above")
    view = desk.sheet.model.view
    assert (view.cell_at(1, 1).rowspan, view.rows[3].item_id) == (3, desk.plan.b2)
    assert desk.sheet.place()[0] == 2
    desk.go(desk.plan.group, "group")
    desk.act("insert_above")
    assert desk.sheet.place() == (0, 0)
    assert len(desk.rows()) == 6


def test_that_a_copy_stands_below_with_its_own_texts_and_is_chosen(desk: Any) -> None:
    desk.go(desk.plan.b, "title")
    desk.press(Qt.Key.Key_D, CONTROL | SHIFT)
    assert names(desk)[1:5] == [names(desk)[1]] * 4
    assert tuple(desk.sheet.row_choice.rows) == (3, 4)
    copy = desk.sheet.model.view.rows[3].initiative_id
    assert "早く知る。" in desk.text(copy, "purpose_summary")
    desk.go(copy, "purpose_summary")
    desk.type("x")
    desk.press(Qt.Key.Key_Return)
    assert "早く知る。" in desk.text(desk.plan.b, "purpose_summary")
    desk.act("undo")
    desk.act("undo")
    assert len(desk.rows()) == 4


def test_that_several_chosen_rows_move_together_and_stay_chosen(desk: Any) -> None:
    c, d = more(desk)
    choose(desk, 3, 4)
    desk.press(Qt.Key.Key_Up, ALT)
    assert desk.rows()[:5] == [desk.plan.a, c, d, desk.plan.b1, desk.plan.b2]
    assert chosen(desk) == [c, d]
    desk.press(Qt.Key.Key_Up, ALT)
    assert desk.rows()[:2] == [c, d]
    desk.press(Qt.Key.Key_Up, ALT)
    assert "移せません" in desk.positions[-1][1]
    for _ in range(3):
        desk.press(Qt.Key.Key_Down, ALT)
    assert [row.group_id for row in desk.sheet.model.view.rows][-2:] == [desk.plan.empty_group] * 2
    assert chosen(desk) == [c, d]
    assert desk.workspace.undo_name == "2か所の行の移動"


def test_that_rows_apart_come_together_when_they_move(desk: Any) -> None:
    c, d = more(desk)
    choose(desk, 0, 4)
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.rows()[:2] == [desk.plan.b1, desk.plan.b2]
    assert [row.item_id for row in desk.sheet.model.view.rows if row.group_id == desk.plan.empty_group] == [
        desk.plan.a,
        d,
    ]
    assert desk.rows()[2] == c


def test_that_cells_of_several_names_move_as_rows_do(desk: Any) -> None:
    c, d = more(desk)
    desk.go(c, "title")
    desk.press(Qt.Key.Key_Down, SHIFT)
    desk.press(Qt.Key.Key_Up, ALT)
    assert desk.rows()[1:3] == [c, d]


def test_that_rows_of_two_kinds_are_not_moved_and_say_why(desk: Any) -> None:
    choose(desk, 0, 1)
    before = desk.rows()
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.rows() == before
    assert "一緒には移せません" in desk.positions[-1][1]


def test_that_the_rows_of_a_whole_group_move_with_their_group(desk: Any) -> None:
    choose(desk, 0, 1, 2)
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.rows() == [desk.plan.empty_group, desk.plan.a, desk.plan.b1, desk.plan.b2]
    assert {row.group_id for row in desk.sheet.model.view.rows} == {desk.plan.group, desk.plan.empty_group}


def test_that_several_initiatives_become_lines_and_initiatives_again(desk: Any) -> None:
    c, d = more(desk)
    choose(desk, 3, 4)
    desk.press(Qt.Key.Key_Right, ALT)
    items = desk.editor.snapshot.items
    assert [(items[i].kind, items[i].parent_id) for i in (c, d)] == [(ItemKind.LINE, desk.plan.b)] * 2
    assert chosen(desk) == [c, d]
    desk.press(Qt.Key.Key_Left, ALT)
    assert [desk.editor.snapshot.items[i].kind for i in (c, d)] == [ItemKind.INITIATIVE] * 2
    assert desk.rows()[3:5] == [c, d]


def test_that_chosen_rows_are_deleted_and_nothing_that_is_merged_over_them(desk: Any) -> None:
    choose(desk, 0, 2)
    desk.press(Qt.Key.Key_Delete, CONTROL)
    assert desk.rows() == [desk.plan.b1, desk.plan.empty_group]
    assert "早く知る。" in desk.text(desk.plan.b, "purpose_summary"), "the text that a shared lives on"
    desk.act("undo")
    assert len(desk.rows()) == 4


def test_that_a_group_goes_with_all_its_rows(desk: Any) -> None:
    choose(desk, 0, 1, 2)
    desk.press(Qt.Key.Key_Delete, CONTROL)
    assert desk.rows() == [desk.plan.empty_group]
    assert desk.workspace.undo_name == "行の削除"


def test_that_cells_of_a_row_are_blanked_but_not_what_reaches_out_of_it(desk: Any) -> None:
    choose(desk, 2)
    desk.press(Qt.Key.Key_Delete)
    view = desk.sheet.model.view
    assert view.find(CellAddress(desk.plan.b2, PLAN)).text == ""
    assert desk.text(desk.plan.b, "title").endswith("便利帳")
    assert "早く知る。" in desk.text(desk.plan.a, "purpose_summary")


def test_that_rows_apart_are_not_written_as_one_rectangle(desk: Any) -> None:
    choose(desk, 0, 2)
    desk.press(Qt.Key.Key_Delete)
    assert desk.text(desk.plan.a, PLAN) == "・訪ねる。"
    assert "続いた行" in desk.positions[-1][1]


@pytest.mark.parametrize("key", ["move_up", "move_down"])
def test_that_rows_stay_where_they_are_while_something_hinders(desk: Any, key: str) -> None:
    more(desk)
    desk.editor.rows.hindrance = partial(str, "並べ替えています。")
    choose(desk, 3)
    before = desk.rows()
    desk.act(key)
    assert desk.rows() == before
    assert desk.positions[-1][1] == "並べ替えています。"


def test_that_the_menu_of_the_numbers_is_about_the_row_clicked(desk: Any) -> None:
    numbers = desk.sheet.row_numbers()
    at = QPoint(10, numbers.sectionViewportPosition(1) + 5)
    choose(desk, 0)
    desk.qtbot.mousePress(numbers.viewport(), Qt.MouseButton.RightButton, NO, at)
    assert tuple(desk.sheet.row_choice.rows) == (1,)
    choose(desk, 0, 1)
    desk.qtbot.mousePress(numbers.viewport(), Qt.MouseButton.RightButton, NO, at)
    assert tuple(desk.sheet.row_choice.rows) == (0, 1)


def show_only(desk: Any, *names: str) -> None:
    """Filter the sheet by the names of 取組."""
    editor = desk.editor
    wanted = Arrangement(choices=(Choice("title", frozenset(names)),))
    settled = settle(editor.view, editor.snapshot, wanted)
    editor.view = arrange(editor.view, editor.snapshot, settled)
    desk.sheet.set_grid(editor.view, editor.snapshot)


def test_that_what_is_filtered_away_is_not_deleted_with_all_that_is_seen_of_its_group(desk: Any) -> None:
    show_only(desk, "便利帳")
    choose(desk, 0, 1)
    desk.press(Qt.Key.Key_Delete, CONTROL)
    snapshot = desk.editor.snapshot
    assert desk.plan.b not in snapshot.items
    assert {desk.plan.group, desk.plan.a} <= set(snapshot.items)


def test_that_a_group_is_not_deleted_while_some_of_it_is_filtered_away(desk: Any) -> None:
    show_only(desk, "便利帳")
    desk.go(desk.plan.group, "group")
    desk.press(Qt.Key.Key_Delete, CONTROL)
    assert "隠れている" in desk.positions[-1][1]
    assert desk.plan.a in desk.editor.snapshot.items and desk.workspace.undo_name is None
