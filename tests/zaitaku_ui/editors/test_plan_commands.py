"""Commands on cells and rows of the plan sheet, with their keys; every one is undone in one step."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from zaitaku_ui.action_table import PLAN_SPECS
from zaitaku_ui.editors.end_dialog import EndDialog
from zaitaku_ui.tables.clipboard import put_on_clipboard

from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.model.plan import EntryState

PLAN, ACTUAL = "plan:2024", "actual:2024"
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def state(desk: Any, item: int, column: str) -> tuple[EntryState | None, bool]:
    """State and sharing of a cell as shown."""
    index = next(
        cell for cell in desk.sheet.model.view.cells if cell.address and cell.address == _address(item, column)
    )
    return index.state, index.shared


def _address(item: int, column: str) -> CellAddress:
    return CellAddress(item, column)


def test_that_delete_blanks_the_range_in_one_step(desk: Any) -> None:
    desk.go(desk.plan.a, PLAN)
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    desk.press(Qt.Key.Key_Delete)
    assert [desk.text(desk.plan.a, PLAN), desk.text(desk.plan.b1, PLAN)] == ["", ""]
    desk.act("undo")
    assert [desk.text(desk.plan.a, PLAN), desk.text(desk.plan.b1, PLAN)] == ["・訪ねる。", "・照会する。"]


def test_that_copy_and_paste_carry_texts_and_states(desk: Any) -> None:
    desk.go(desk.plan.b1, PLAN)
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    desk.press(Qt.Key.Key_C, CONTROL)
    desk.go(desk.plan.b1, "plan:2026")
    desk.press(Qt.Key.Key_V, CONTROL)
    assert desk.text(desk.plan.b1, "plan:2026") == "・照会する。"
    assert state(desk, desk.plan.b2, "plan:2026")[0] is EntryState.CONTINUES
    assert desk.workspace.undo_name == "貼り付け"


def test_that_plain_tabs_from_elsewhere_are_pasted(desk: Any) -> None:
    mime = QMimeData()
    mime.setText('x\t"one\ntwo"\r\ny\t0012\r\n')
    put_on_clipboard(mime)
    desk.go(desk.plan.b1, PLAN)
    desk.press(Qt.Key.Key_V, CONTROL)
    assert [desk.text(desk.plan.b1, PLAN), desk.text(desk.plan.b1, ACTUAL)] == ["x", "one\ntwo"]
    assert [desk.text(desk.plan.b2, PLAN), desk.text(desk.plan.b2, ACTUAL)] == ["y", "0012"]


def test_that_one_copied_text_fills_the_range(desk: Any) -> None:
    mime = QMimeData()
    mime.setText("same")
    put_on_clipboard(mime)
    desk.go(desk.plan.a, ACTUAL)
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    desk.press(Qt.Key.Key_V, CONTROL)
    assert [desk.text(desk.plan.a, ACTUAL), desk.text(desk.plan.b1, ACTUAL)] == ["same", "same"]


def test_that_cut_leaves_blanks_and_keeps_the_texts_for_pasting(desk: Any) -> None:
    desk.go(desk.plan.a, PLAN)
    desk.press(Qt.Key.Key_X, CONTROL)
    assert desk.text(desk.plan.a, PLAN) == ""
    desk.go(desk.plan.a, "plan:2025")
    desk.press(Qt.Key.Key_V, CONTROL)
    assert desk.text(desk.plan.a, "plan:2025") == "・訪ねる。"


def test_that_continues_and_none_are_states(desk: Any) -> None:
    desk.go(desk.plan.a, "plan:2025")
    desk.press(Qt.Key.Key_K, CONTROL)
    assert state(desk, desk.plan.a, "plan:2025")[0] is EntryState.CONTINUES
    desk.act("none")
    assert state(desk, desk.plan.a, "plan:2025")[0] is EntryState.NONE


def test_that_continues_is_refused_where_no_year_is(desk: Any) -> None:
    desk.go(desk.plan.a, "target_group")
    desk.act("continues")
    assert "年度" in desk.positions[-1][1]


def test_that_same_as_above_shares_and_stopping_keeps_the_text(desk: Any) -> None:
    desk.go(desk.plan.b1, PLAN)
    desk.press(Qt.Key.Key_U, CONTROL)
    assert desk.text(desk.plan.b1, PLAN) == "・訪ねる。"
    assert state(desk, desk.plan.a, PLAN)[1]
    desk.go(desk.plan.a, PLAN)
    desk.act("unshare")
    assert not state(desk, desk.plan.a, PLAN)[1]
    assert desk.text(desk.plan.b1, PLAN) == "・訪ねる。"


def test_that_ctrl_d_copies_from_above_without_sharing(desk: Any) -> None:
    desk.go(desk.plan.b1, PLAN)
    desk.press(Qt.Key.Key_D, CONTROL)
    assert desk.text(desk.plan.b1, PLAN) == "・訪ねる。"
    assert not state(desk, desk.plan.b1, PLAN)[1]


def test_that_a_new_initiative_comes_below_the_cursor_ready_for_its_name(desk: Any) -> None:
    desk.go(desk.plan.a, PLAN)
    desk.act("add_initiative")
    assert desk.sheet.place() == (1, 1)
    assert desk.rows()[2:4] == [desk.plan.b1, desk.plan.b2]
    desk.type("name")
    desk.press(Qt.Key.Key_Return)
    assert desk.sheet.model.view.cell_at(1, 1).text == "name"


def test_that_a_new_line_splits_the_initiative_and_keeps_its_text(desk: Any) -> None:
    desk.go(desk.plan.a, PLAN)
    desk.act("add_line")
    view = desk.sheet.model.view
    assert [view.cell_at(0, 1).rowspan, view.cell_at(0, 5).text, desk.sheet.place()[0]] == [2, "・訪ねる。", 1]


def test_that_a_new_group_comes_after_that_of_the_cursor(desk: Any) -> None:
    desk.go(desk.plan.b2, PLAN)
    desk.act("add_group")
    assert desk.sheet.place() == (3, 0)
    assert desk.rows()[4] == desk.plan.empty_group


def test_that_deleting_the_row_that_holds_a_shared_text_changes_no_text(desk: Any) -> None:
    desk.go(desk.plan.a, PLAN)
    desk.press(Qt.Key.Key_Delete, CONTROL)
    assert desk.plan.a not in desk.rows()
    assert "早く知る。" in desk.text(desk.plan.b, "purpose_summary")
    desk.act("undo")
    assert desk.rows()[0] == desk.plan.a


def test_that_a_line_is_deleted_alone_and_its_initiative_from_the_name(desk: Any) -> None:
    desk.go(desk.plan.b2, ACTUAL)
    desk.act("delete_rows")
    assert desk.rows() == [desk.plan.a, desk.plan.b1, desk.plan.empty_group]
    desk.go(desk.plan.b, "title")
    desk.act("delete_rows")
    assert desk.rows() == [desk.plan.a, desk.plan.empty_group]


def test_that_alt_down_moves_an_initiative_into_the_next_group_and_the_cursor_goes_along(desk: Any) -> None:
    desk.go(desk.plan.a, PLAN)
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.rows()[:3] == [desk.plan.b1, desk.plan.b2, desk.plan.a]
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.sheet.model.view.rows[2].group_id == desk.plan.empty_group
    assert desk.sheet.cursor_cell().address == _address(desk.plan.a, PLAN)
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.positions[-1][1]
    assert "早く知る。" in desk.text(desk.plan.b, "purpose_summary")


def test_that_lines_change_places(desk: Any) -> None:
    desk.go(desk.plan.b2, ACTUAL)
    desk.press(Qt.Key.Key_Up, ALT)
    assert desk.rows()[1:3] == [desk.plan.b2, desk.plan.b1]


def test_that_outdent_makes_a_line_an_initiative_and_indent_takes_it_back(desk: Any) -> None:
    desk.go(desk.plan.b2, ACTUAL)
    desk.press(Qt.Key.Key_Left, ALT)
    assert desk.sheet.model.view.rows[2].initiative_id == desk.plan.b2
    desk.press(Qt.Key.Key_Right, ALT)
    assert desk.sheet.model.view.rows[2].initiative_id == desk.plan.b


ASKING = ("edit", "end", "move_to_group", "renumber")


@pytest.mark.parametrize("key", [command.key for command in PLAN_SPECS if command.key not in ASKING])
def test_that_every_command_can_be_chosen_on_every_cell(desk: Any, key: str) -> None:
    problems: list[object] = []
    desk.bridge.failed.connect(problems.append)
    for row in range(len(desk.rows())):
        for column in (0, 1, 2, 4, 5):  # 項目, 取組名, two fields, all years in one, one year
            desk.sheet.set_cursor(min(row, len(desk.rows()) - 1), column)
            desk.act(key)
    while desk.workspace.undo_name is not None:
        desk.act("undo")
    assert all(str(problem) for problem in problems)


def test_that_no_key_stands_for_two_commands() -> None:
    keys = [command.shortcut for command in PLAN_SPECS if command.shortcut]
    assert len(keys) == len(set(keys))


def test_that_an_empty_plan_says_the_next_act_and_takes_its_first_rows(desk: Any) -> None:
    for _row in range(4):
        desk.sheet.set_cursor(0, 0)
        desk.act("delete_rows")
    assert desk.rows() == []
    assert "行を追加" in desk.editor._empty.text()
    assert desk.editor._empty.isVisible()
    desk.act("add_group")
    assert desk.sheet.place() == (0, 0)
    desk.type("first")
    desk.press(Qt.Key.Key_Return)
    desk.act("add_initiative")
    assert desk.sheet.place() == (0, 1)
    assert not desk.editor._empty.isVisible()


def test_that_an_ended_initiative_closes_the_years_after_and_undo_opens_them(desk: Any) -> None:
    desk.go(desk.plan.a, PLAN)
    QTimer.singleShot(0, desk.editor, _Answer(desk.editor))
    desk.act("end")
    view = desk.sheet.model.view
    assert view.find(CellAddress(desk.plan.a, "plan:2026")).closed
    assert not view.find(CellAddress(desk.plan.a, "plan:2025")).closed
    desk.act("undo")
    assert not desk.sheet.model.view.find(CellAddress(desk.plan.a, "plan:2026")).closed


class _Answer:
    """Says 「決める」 in the dialog that is open."""

    def __init__(self, editor: Any) -> None:
        self._editor = editor

    def __call__(self) -> None:
        self._editor.findChild(EndDialog).go.click()
