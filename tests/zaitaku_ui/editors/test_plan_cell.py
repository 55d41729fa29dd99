"""The page セル: the text in a large field, its history, where it is printed."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton
from zaitaku_ui.side import large_field

from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.operations import plan_cells
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.plan_rows import end_item

PLAN, ACTUAL = "plan:2024", "actual:2024"
CONTROL = Qt.KeyboardModifier.ControlModifier


def open_field(desk: Any, item: int, column: str = PLAN) -> Any:
    """The page, with the keyboard in its field, over that cell."""
    desk.go(item, column)
    if not desk.editor.side.right.panel_seen:
        desk.press(Qt.Key.Key_F8)
    page = desk.editor.side.cell
    page.setFocus()
    desk.qtbot.waitUntil(page.field.hasFocus)
    return page


def settle_page(desk: Any) -> None:
    """Until history and pages have been read."""
    desk.qtbot.waitUntil(lambda: not desk.editor.side.following._timer.isActive())


def names(desk: Any) -> list[str]:
    """The steps so far, the newest last."""
    return [step.name for step in reversed(desk.workspace.steps())]


def test_that_the_page_shows_the_cell_of_the_cursor_in_full(desk: Any) -> None:
    page = open_field(desk, desk.plan.a)
    assert (page.place.text(), page.owner.text()) == ("1行目 R6", "顔合わせ") or page.place.text() == "1行目 R6計画"
    assert page.field.toPlainText() == "・訪ねる。"
    desk.go(desk.plan.b1, PLAN)
    assert page.field.toPlainText() == "・照会する。"


def test_that_leaving_the_field_writes_the_text_as_one_step(desk: Any) -> None:
    page = open_field(desk, desk.plan.a)
    page.field.moveCursor(page.field.textCursor().MoveOperation.End)
    desk.type("one two")
    assert desk.text(desk.plan.a, PLAN) == "・訪ねる。"
    desk.editor.sheet.setFocus()
    assert desk.text(desk.plan.a, PLAN) == desk.shown(desk.plan.a, PLAN) == "・訪ねる。one two"
    assert names(desk) == ["R6計画の入力"]


def test_that_a_pause_writes_the_text_and_the_keyboard_stays(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_field(desk, desk.plan.a)
    page.field._pause.setInterval(50)
    assert large_field.PAUSE >= 1000  # not after each word
    desk.type("x")
    desk.qtbot.waitUntil(lambda: "x" in desk.text(desk.plan.a, PLAN))
    assert page.field.hasFocus()
    desk.type("y")
    assert page.field.toPlainText() == "xy・訪ねる。"  # the cursor stayed where it was
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.text(desk.plan.a, PLAN) == "xy・訪ねる。"
    assert desk.has_keyboard()
    assert len(names(desk)) == 2


def test_that_closing_the_panel_writes_the_text_and_gives_the_keyboard_back(desk: Any) -> None:
    open_field(desk, desk.plan.a)
    desk.type("x")
    desk.press(Qt.Key.Key_F8)
    assert desk.text(desk.plan.a, PLAN) == "x・訪ねる。"
    assert desk.has_keyboard() and not desk.editor.side.right.panel_seen


def test_that_esc_gives_the_old_text_back_even_after_a_pause(desk: Any) -> None:
    page = open_field(desk, desk.plan.a)
    desk.type("x")
    desk.press(Qt.Key.Key_Escape)
    assert desk.has_keyboard() and names(desk) == []
    page = open_field(desk, desk.plan.a)
    page.field._pause.setInterval(50)
    desk.type("x")
    desk.qtbot.waitUntil(lambda: "x" in desk.text(desk.plan.a, PLAN))
    desk.press(Qt.Key.Key_Escape)
    assert desk.text(desk.plan.a, PLAN) == page.field.toPlainText() == "・訪ねる。"


def test_that_enter_makes_a_line_that_goes_on_with_its_mark(desk: Any) -> None:
    page = open_field(desk, desk.plan.a)
    page.field.moveCursor(page.field.textCursor().MoveOperation.End)
    desk.press(Qt.Key.Key_Return)
    desk.type("second")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.text(desk.plan.a, PLAN) == "・訪ねる。\n・second"


def test_that_nothing_is_written_while_an_input_method_composes_and_leaving_loses_nothing(desk: Any) -> None:
    page = open_field(desk, desk.plan.a, ACTUAL)
    page.field._pause.setInterval(20)
    QApplication.sendEvent(page.field, QInputMethodEvent("かい", []))
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.wait(80)
    assert names(desk) == []
    desk.press(Qt.Key.Key_Escape)  # the input method's own
    assert page.field.hasFocus()
    done = QInputMethodEvent("", [])
    done.setCommitString("開催")
    QApplication.sendEvent(page.field, done)
    desk.editor.sheet.setFocus()
    assert desk.text(desk.plan.a, ACTUAL) == "開催"


def test_that_ctrl_z_takes_back_what_was_typed_and_then_the_steps(desk: Any) -> None:
    page = open_field(desk, desk.plan.a)
    desk.type("x")
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert page.field.toPlainText() == "・訪ねる。" and names(desk) == []


def test_that_undo_shows_in_the_field(desk: Any) -> None:
    page = open_field(desk, desk.plan.a)
    desk.type("x")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.act("undo")
    assert page.field.toPlainText() == "・訪ねる。"


def test_that_ctrl_b_makes_the_selection_bold(desk: Any) -> None:
    page = open_field(desk, desk.plan.a)
    page.field.selectAll()
    desk.press(Qt.Key.Key_B, CONTROL)
    desk.press(Qt.Key.Key_Return, CONTROL)
    cell = desk.sheet.cursor_cell()
    assert cell.text == "・訪ねる。" and cell.marked != cell.text
    assert page.field.text() == cell.marked


def test_that_keys_of_the_sheet_do_nothing_to_rows_while_typing(desk: Any) -> None:
    open_field(desk, desk.plan.a)
    rows = desk.rows()
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    desk.press(Qt.Key.Key_Delete, CONTROL)
    assert desk.rows() == rows


def test_that_a_cell_that_takes_no_words_says_why(desk: Any) -> None:
    desk.bridge.perform("廃止", partial(_end, desk.plan.a), desk)
    page = open_field(desk, desk.plan.a, "plan:2026")
    assert page.field.isReadOnly() and "廃止" in page.note.text()
    desk.press(Qt.Key.Key_Escape)
    assert desk.has_keyboard()


def _end(item: int, session: Any) -> None:
    end_item(session, item, 2025)


def test_that_what_cannot_be_written_stays_in_the_field(desk: Any) -> None:
    page = open_field(desk, desk.plan.a, "plan:2026")
    desk.type("late")
    desk.bridge.perform("廃止", partial(_end, desk.plan.a), desk)  # meanwhile the 取組 ended elsewhere
    desk.editor.sheet.setFocus()
    desk.go(desk.plan.b1, PLAN)
    assert page.field.toPlainText() == "late"
    assert not desk.editor.finish_editing()
    page.field.setFocus()
    desk.press(Qt.Key.Key_Escape)
    assert page.field.toPlainText() == "・照会する。"
    assert desk.editor.finish_editing()


def test_that_the_history_tells_what_the_cell_said_and_gives_it_back(desk: Any) -> None:
    page = open_field(desk, desk.plan.a)
    for words in ("first", "second"):
        page.field.selectAll()
        desk.type(words)
        desk.press(Qt.Key.Key_Return, CONTROL)
        page.setFocus()
    settle_page(desk)
    history = page.history
    assert [line.first for line in history.list.lines] == ["second", "first", "・訪ねる。"]
    assert [line.chip for line in history.list.lines] == ["いまの内容", "", ""]
    assert not history.restore.isEnabled()
    history.list.setFocus()
    desk.press(Qt.Key.Key_Down)
    assert history.text.toPlainText() == "・訪ねる。first"  # what went is struck out, what came underlined
    assert history.restore.isEnabled()
    desk.press(Qt.Key.Key_Return)
    assert desk.text(desk.plan.a, PLAN) == page.field.toPlainText() == "first"
    assert desk.workspace.undo_name == "R6計画の復元"
    settle_page(desk)
    assert [line.first for line in history.list.lines][:2] == ["first", "second"]


def test_that_each_field_of_a_cell_has_its_own_history(desk: Any) -> None:
    value = plan_cells.FieldValue("summary", None, plan_cells.EntryState.TEXT, "一覧を作る。")
    desk.bridge.perform("入力", partial(_write, desk.plan.a, value), desk)
    page = open_field(desk, desk.plan.a, "purpose_summary")
    settle_page(desk)
    assert [line.second.split("　")[0] for line in page.history.list.lines] == ["概要"]
    assert "行目と同じ" in page.note.text() or page.note.text() == ""


def _write(item: int, value: Any, session: Any) -> None:
    plan_cells.write_values(session, item, [value])


def test_that_the_names_of_an_initiative_have_a_history_too(desk: Any) -> None:
    page = open_field(desk, desk.plan.b, "title")
    page.field.selectAll()
    desk.type("guide")
    desk.press(Qt.Key.Key_Return, CONTROL)
    settle_page(desk)
    assert [line.first for line in page.history.list.lines] == ["guide", "便利帳"]
    page.history.list.take(1)
    desk.qtbot.mouseClick(page.history.restore, Qt.MouseButton.LeftButton)
    assert desk.shown(desk.plan.b, "title") == "便利帳"


def links(desk: Any) -> list[QPushButton]:
    page = desk.editor.side.cell
    found = page.findChildren(QPushButton)
    return [button for button in found if button.property("slim") and not button.isHidden()]


def test_that_it_says_where_the_cell_is_printed_and_leads_there(desk: Any) -> None:
    desk.bridge.perform("資料", partial(_yearly, desk.plan.plan), desk)
    open_field(desk, desk.plan.b1)
    desk.qtbot.waitUntil(lambda: len(links(desk)) == 2)
    words = [button.text() for button in links(desk)]
    assert words == ["資料1の1ページに印刷します", "資料2でも印刷します"]
    asked: list[int] = []
    desk.editor.side.elsewhere.connect(lambda document, _place: asked.append(document))
    press(desk, links(desk)[1])
    assert len(asked) == 1
    press(desk, links(desk)[0])
    preview = desk.editor.preview
    assert desk.editor.side.right.preview_seen
    assert [region.ident for region in preview.whole._marked] == [CellAddress(desk.plan.b1, PLAN)]


def press(desk: Any, button: QPushButton) -> None:
    QApplication.processEvents()
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(20, button.height() // 2))


def _yearly(plan: int, session: Any) -> int:
    return create_document(session, form="p3", title="年次計画", fiscal_year=2025, plan_id=plan, number="資料2")


def test_that_a_read_only_file_is_read_and_not_written(read_only_desk: Any) -> None:
    page = open_field(read_only_desk, read_only_desk.plan.a)
    assert page.field.isReadOnly() and page.field.toPlainText() == "・訪ねる。"
    assert "閲覧専用" in page.note.text()
