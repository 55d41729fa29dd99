"""Keys of Excel in the sheet of a plan: Ctrl+Enter, Ctrl+R, Ctrl+;."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from zaitaku_desktop.base.written_day import write_day
from zaitaku_desktop.operations.plan_rows import end_item

PLAN, ACTUAL, NEXT = "plan:2024", "actual:2024", "plan:2025"
CONTROL = Qt.KeyboardModifier.ControlModifier


def choose(desk: Any, item: int, column: str, down: int, right: int = 0) -> None:
    """A range from a cell on, the cursor at its upper left."""
    desk.go(item, column)
    row, col = desk.sheet.place()
    desk.sheet.extend_to(row + down, col + right)
    model = desk.sheet.selection
    model.setCurrentIndex(desk.sheet.model.index(row, col), model.SelectionFlag.NoUpdate)


def test_that_control_enter_fills_the_range_in_one_step(desk: Any) -> None:
    choose(desk, desk.plan.a, ACTUAL, 2)
    desk.type("done")
    desk.press(Qt.Key.Key_Return, CONTROL)
    items = (desk.plan.a, desk.plan.b1, desk.plan.b2)
    assert [desk.text(item, ACTUAL) for item in items] == ["done"] * 3
    assert desk.workspace.undo_name == "R6実績の入力"
    assert desk.sheet.cursor_cell().address.item_id == desk.plan.a
    assert len(desk.sheet.selected_cells()) == 3
    desk.act("undo")
    assert [desk.text(item, ACTUAL) for item in items] == [""] * 3


def test_that_control_enter_in_one_cell_keeps_the_text_and_the_cursor(desk: Any) -> None:
    desk.go(desk.plan.a, ACTUAL)
    desk.type("done")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.text(desk.plan.a, ACTUAL) == "done"
    assert desk.sheet.cursor_cell().address.item_id == desk.plan.a
    assert desk.has_keyboard()


def test_that_control_enter_leaves_closed_cells_and_names_alone_and_says_so(desk: Any) -> None:
    desk.bridge.perform("廃止", _Ending(desk.plan.a), desk)
    choose(desk, desk.plan.b1, NEXT, 1)
    row, col = desk.sheet.place()
    desk.sheet.select(_area(desk, row - 1, 0, row, col), desk.sheet.model.index(row, col))
    desk.type("go")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.text(desk.plan.b1, NEXT) == "go"
    assert desk.text(desk.plan.a, NEXT) == ""
    assert desk.shown(desk.plan.b, "title") == "便利帳"
    assert "1か所" in desk.positions[-1][1]


def _area(desk: Any, top: int, left: int, bottom: int, right: int) -> Any:
    area = type(desk.sheet.area())
    return area(top, left, bottom, right)


class _Ending:
    def __init__(self, item: int) -> None:
        self.item = item

    def __call__(self, session: Any) -> None:
        end_item(session, self.item, 2024)


def test_that_control_r_copies_from_the_left(desk: Any) -> None:
    desk.go(desk.plan.a, ACTUAL)
    desk.press(Qt.Key.Key_R, CONTROL)
    assert desk.text(desk.plan.a, ACTUAL) == "・訪ねる。"
    assert desk.workspace.undo_name == "左のセルの写し"
    choose(desk, desk.plan.b1, PLAN, 0, 2)
    desk.press(Qt.Key.Key_R, CONTROL)
    assert [desk.text(desk.plan.b1, column) for column in (PLAN, ACTUAL, NEXT)] == ["・照会する。"] * 3


def test_that_control_r_does_nothing_beside_a_name_and_in_the_cell_editor(desk: Any) -> None:
    before = desk.workspace.undo_name
    desk.go(desk.plan.a, "purpose_summary")
    desk.press(Qt.Key.Key_R, CONTROL)
    assert desk.workspace.undo_name == before
    assert "左" in desk.positions[-1][1]
    desk.go(desk.plan.a, ACTUAL)
    desk.type("kept")
    desk.press(Qt.Key.Key_R, CONTROL)
    assert desk.sheet.editing.editor.text() == "kept"


def test_that_control_semicolon_types_today_as_the_plan_writes_its_days(desk: Any) -> None:
    today = dt.date.today()
    desk.go(desk.plan.a, ACTUAL)
    desk.press(Qt.Key.Key_Semicolon, CONTROL)
    desk.type("x")
    desk.press(Qt.Key.Key_Return)
    assert desk.text(desk.plan.a, ACTUAL) == f"{write_day(today)}x"
    desk.go(desk.plan.a, ACTUAL)
    desk.press(Qt.Key.Key_F2)
    QApplication.focusWidget().selectAll()
    desk.type("R6/5/1 ")
    desk.press(Qt.Key.Key_Return)
    desk.go(desk.plan.b1, ACTUAL)
    desk.type("on ")
    desk.press(Qt.Key.Key_Semicolon, CONTROL)
    desk.press(Qt.Key.Key_Return)
    assert desk.text(desk.plan.b1, ACTUAL) == f"on R{today.year - 2018}/{today.month}/{today.day}"
