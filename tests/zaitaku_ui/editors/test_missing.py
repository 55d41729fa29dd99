"""未入力: the button that counts, and the list that leads there."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from zaitaku_desktop.forms.missing import missing_cells


def count(desk: Any) -> int:
    return len(missing_cells(desk.editor.view, desk.editor.snapshot))


def test_that_the_button_counts_what_the_form_needs_after_each_edit(desk: Any, qtbot: QtBot) -> None:
    before = count(desk)
    qtbot.waitUntil(desk.editor.missing.isVisible)
    assert desk.editor.missing.text() == f"未入力 {before}件"
    desk.go(desk.plan.a, "actual:2024")
    desk.type("done")
    desk.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.editor.missing.text() == f"未入力 {before - 1}件")


def test_that_enter_in_the_list_puts_the_cursor_on_the_cell(desk: Any, qtbot: QtBot) -> None:
    button = desk.editor.missing
    qtbot.waitUntil(button.isVisible)
    button.click()
    qtbot.waitUntil(button.list.isVisible)
    table = button.list.table
    words = [[table.item(row, col).text() for col in range(3)] for row in range(table.rowCount())]
    row = words.index(["1", "R6実績", "顔合わせ"])
    table.selectRow(row)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert not button.list.isVisible() and desk.has_keyboard()
    assert desk.sheet.cursor_cell().address.item_id == desk.plan.a
    assert desk.positions[-1] == ("1行目 R6実績", "顔合わせ")


def test_that_escape_closes_the_list(desk: Any, qtbot: QtBot) -> None:
    button = desk.editor.missing
    qtbot.waitUntil(button.isVisible)
    button.click()
    qtbot.keyClick(button.list.table, Qt.Key.Key_Escape)
    assert not button.list.isVisible() and desk.has_keyboard()


def test_that_nothing_missing_is_no_button(desk: Any) -> None:
    desk.editor.missing.show_missing(())
    assert not desk.editor.missing.isVisible()


def test_that_keys_of_the_sheet_change_nothing_while_the_list_is_open(desk: Any, qtbot: QtBot) -> None:
    button = desk.editor.missing
    qtbot.waitUntil(button.isVisible)
    desk.go(desk.plan.a, "plan:2024")
    button.click()
    name, rows = desk.workspace.undo_name, desk.rows()
    qtbot.keyClick(button.list.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(button.list.table, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert (desk.workspace.undo_name, desk.rows()) == (name, rows)
