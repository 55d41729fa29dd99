"""Typing into the sheet with real keys and a real input method."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from zaitaku_ui.tables.cell_editor import CellEditor

ACTUAL = "actual:2024"
PLAN = "plan:2024"


def editor_of(desk: Any) -> CellEditor:
    """The open editor."""
    editor = desk.sheet.editing.editor
    assert editor is not None
    return editor


def send(widget: QWidget, preedit: str = "", commit: str = "") -> None:
    """What an IME sends while composing, and when a word is done."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QCoreApplication.sendEvent(widget, event)


def test_that_typing_replaces_the_text_and_enter_goes_down(desk: Any, qtbot: QtBot) -> None:
    desk.go("line2", PLAN)
    qtbot.keyClick(desk.sheet.main, "a")
    qtbot.keyClicks(editor_of(desk), "bc")
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Return)
    assert desk.text("line2", PLAN) == "abc"
    assert desk.sheet.place()[0] == 2
    assert desk.sheet.editing.editor is None


def test_that_f2_keeps_the_text(desk: Any, qtbot: QtBot) -> None:
    desk.go("line2", PLAN)
    qtbot.keyClick(desk.sheet.main, Qt.Key.Key_F2)
    qtbot.keyClicks(editor_of(desk), "x")
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert desk.text("line2", PLAN) == "・薬局に照会する。x"
    assert desk.sheet.place()[0] == 0


def test_that_a_double_click_edits_the_text(desk: Any, qtbot: QtBot) -> None:
    desk.go("line2", PLAN)
    pane = desk.sheet.main
    at = pane.visualRect(desk.sheet.selection.currentIndex()).center()
    qtbot.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert editor_of(desk).toPlainText() == "・薬局に照会する。"


def test_that_alt_enter_makes_a_line_and_tab_goes_right(desk: Any, qtbot: QtBot) -> None:
    desk.go("line2", ACTUAL)
    qtbot.keyClick(desk.sheet.main, "1")
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(editor_of(desk), "2")
    row, col = desk.sheet.place()
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Tab)
    assert desk.text("line2", ACTUAL) == "1\n2"
    assert desk.sheet.place() == (row, col + 1)


def test_that_escape_leaves_the_cell_as_it_was(desk: Any, qtbot: QtBot) -> None:
    desk.go("line2", PLAN)
    qtbot.keyClick(desk.sheet.main, "z")
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Escape)
    assert desk.text("line2", PLAN) == "・薬局に照会する。"
    assert desk.written == []


def test_that_an_unchanged_text_is_no_step(desk: Any, qtbot: QtBot) -> None:
    desk.go("line2", PLAN)
    qtbot.keyClick(desk.sheet.main, Qt.Key.Key_F2)
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Return)
    assert desk.written == []
    assert desk.workspace.undo_name is None


def test_that_a_text_that_cannot_be_written_stays_open(desk: Any, qtbot: QtBot) -> None:
    desk.go("line2", PLAN)
    desk.refusing = True
    qtbot.keyClick(desk.sheet.main, "q")
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Return)
    assert editor_of(desk).toPlainText() == "q"
    desk.refusing = False
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Return)
    assert desk.text("line2", PLAN) == "q"


def test_that_leaving_the_sheet_writes_what_was_typed(desk: Any, qtbot: QtBot) -> None:
    desk.go("line2", PLAN)
    qtbot.keyClick(desk.sheet.main, "w")
    desk.sheet.main.setFocus()
    assert desk.text("line2", PLAN) == "w"


def test_that_the_first_character_of_an_input_method_is_kept(desk: Any) -> None:
    desk.go("line2", ACTUAL)
    send(desk.sheet.main, preedit="k")
    assert desk.sheet.main.hasFocus(), "moving the keyboard would end the composition"
    send(desk.sheet.main, preedit="かんじ")
    send(desk.sheet.main, commit="漢字")
    assert editor_of(desk).toPlainText() == "漢字"
    assert editor_of(desk).hasFocus()


def test_that_enter_does_not_write_while_a_word_is_composed(desk: Any, qtbot: QtBot) -> None:
    desk.go("line2", ACTUAL)
    qtbot.keyClick(desk.sheet.main, Qt.Key.Key_F2)
    editor = editor_of(desk)
    send(editor, preedit="のこり")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert desk.sheet.editing.editor is editor
    assert desk.written == []
    send(editor, commit="残り")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert desk.text("line2", ACTUAL) == "残り"


def test_that_the_editor_grows_with_its_lines(desk: Any, qtbot: QtBot) -> None:
    desk.go("line2", PLAN)
    qtbot.keyClick(desk.sheet.main, "1")
    before = editor_of(desk).height()
    for _ in range(9):
        qtbot.keyClick(editor_of(desk), Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert editor_of(desk).height() >= before + 4 * 18


def test_that_a_closed_cell_and_a_place_without_item_say_why(desk: Any, qtbot: QtBot) -> None:
    desk.go("book", "plan:2025")
    with qtbot.waitSignal(desk.sheet.message) as said:
        qtbot.keyClick(desk.sheet.main, "a")
    assert "廃止" in said.args[0]
    desk.sheet.set_cursor(4, desk.sheet.place()[1])
    with qtbot.waitSignal(desk.sheet.message) as said:
        qtbot.keyClick(desk.sheet.main, "a")
    assert "取組名" in said.args[0]
    assert desk.sheet.editing.editor is None


def test_that_nothing_opens_in_a_file_for_reading(desk: Any, qtbot: QtBot) -> None:
    desk.sheet.read_only = True
    desk.go("line2", PLAN)
    with qtbot.waitSignal(desk.sheet.message) as said:
        qtbot.keyClick(desk.sheet.main, Qt.Key.Key_F2)
    assert "閲覧専用" in said.args[0]
    assert desk.sheet.editing.editor is None


def test_that_delete_asks_to_blank(desk: Any, qtbot: QtBot) -> None:
    desk.go("line2", PLAN)
    with qtbot.waitSignal(desk.sheet.blank_asked):
        qtbot.keyClick(desk.sheet.main, Qt.Key.Key_Delete)


def test_that_tab_stays_in_the_sheet_and_goes_to_the_next_cell(desk: Any, qtbot: QtBot) -> None:
    desk.go("line2", PLAN)
    row, col = desk.sheet.place()
    qtbot.keyClick(desk.sheet.main, Qt.Key.Key_Tab)
    assert desk.sheet.place() == (row, col + 1)
    qtbot.keyClick(desk.sheet.main, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert desk.sheet.place() == (row, col)
    assert desk.sheet.main.hasFocus()


def test_that_lines_end_in_the_editor_where_they_do_in_the_cell(desk: Any, qtbot: QtBot) -> None:
    for width in (220, 260, 321):
        desk.go("cases", PLAN)
        desk.sheet.main.setColumnWidth(desk.sheet.place()[1], width)
        qtbot.keyClick(desk.sheet.main, Qt.Key.Key_F2)
        cell = desk.sheet.cursor_cell()
        ((drawn, _),) = desk.sheet.layouts.place(desk.sheet.model.content(cell), width).texts
        typed = editor_of(desk).document().begin().layout()
        ends = [
            [layout.lineAt(number).textStart() for number in range(layout.lineCount())] for layout in (drawn, typed)
        ]
        assert len(ends[0]) > 1 and ends[0] == ends[1], width
        qtbot.keyClick(editor_of(desk), Qt.Key.Key_Escape)
