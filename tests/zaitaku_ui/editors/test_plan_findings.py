"""Findings in the editor of a plan: marks in the cells, the list, the way there, putting right, leaving as it is."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox
from zaitaku_ui.side.leave_dialog import LeaveDialog

from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.operations.document import create_document

ACTUAL = "actual:2024"
WRONG = "R6/6/18（水）"
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def write(desk: Any, item: int, words: str, column: str = ACTUAL) -> None:
    """Type a text into a cell, and wait for what the checks say."""
    desk.go(item, column)
    desk.press(Qt.Key.Key_F2)
    desk.target().selectAll()
    desk.target().insertPlainText(words)
    desk.press(Qt.Key.Key_Return)
    settle(desk)


def settle(desk: Any) -> None:
    """Until the checks have looked at everything."""
    desk.qtbot.waitUntil(lambda: not desk.editor.side.checking.busy)


def click(desk: Any, button: QAbstractButton) -> None:
    """Press a button with the mouse, once it has its place."""
    desk.qtbot.waitUntil(button.isVisible)
    QApplication.processEvents()
    where = button.rect().center() if not isinstance(button, QCheckBox) else QPoint(8, button.height() // 2)
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=where)


def index(desk: Any, item: int, column: str = ACTUAL) -> QModelIndex:
    found = desk.sheet.model.index_at(CellAddress(item, column))
    assert isinstance(found, QModelIndex) and found.isValid()
    return found


def picture(desk: Any, item: int, column: str = ACTUAL) -> str:
    """The icon in the corner of a cell, "" without one."""
    model = desk.sheet.model
    mark = model.content(model.cell(index(desk, item, column))).mark
    return "" if mark is None else str(mark[0])


def place(desk: Any) -> CellAddress:
    found = desk.sheet.cursor_cell().address
    assert isinstance(found, CellAddress)
    return found


def test_that_a_finding_marks_its_cell_and_row_and_is_told_by_both(desk: Any) -> None:
    write(desk, desk.plan.a, WRONG)
    assert picture(desk, desk.plan.a) == "error"
    assert desk.sheet.model.row_pictures[0] == ("error", "err")
    model = desk.sheet.model
    assert "火曜日" in model.data(index(desk, desk.plan.a), Qt.ItemDataRole.ToolTipRole)
    assert "点検：" in model.data(index(desk, desk.plan.a), Qt.ItemDataRole.AccessibleTextRole)
    write(desk, desk.plan.a, "R6/6/18（火）")
    assert picture(desk, desk.plan.a) == ""
    assert 0 not in model.row_pictures


def test_that_a_blank_that_a_rule_asks_for_says_so(desk: Any) -> None:
    settle(desk)
    model = desk.sheet.model
    content = model.content(model.cell(index(desk, desk.plan.b1)))
    assert [paragraph.text for paragraph in content.paragraphs] == ["未入力"]
    assert picture(desk, desk.plan.b1) == "warn"
    assert desk.shown(desk.plan.b1, ACTUAL) == ""


def test_that_a_mark_stays_with_its_cell_when_rows_move(desk: Any) -> None:
    write(desk, desk.plan.b2, WRONG)
    desk.go(desk.plan.b2, ACTUAL)
    desk.act("move_up")
    assert picture(desk, desk.plan.b2) == "error"
    assert [desk.rows().index(desk.plan.b2), desk.sheet.model.row_pictures[1]] == [1, ("error", "err")]


def test_that_f7_goes_through_the_findings_and_says_what_they_are(desk: Any) -> None:
    write(desk, desk.plan.b1, WRONG)
    desk.go(desk.plan.a, "plan:2024")
    visited = []
    for _ in range(4):
        desk.press(Qt.Key.Key_F7)
        visited.append(place(desk).item_id)
    assert visited == [desk.plan.a, desk.plan.b1, desk.plan.b2, desk.plan.a]
    desk.press(Qt.Key.Key_F7, SHIFT)
    desk.press(Qt.Key.Key_F7, SHIFT)
    assert place(desk).item_id == desk.plan.b1
    assert "火曜日" in desk.positions[-1][1]
    assert desk.has_keyboard()


def test_that_the_list_counts_names_and_leads_to_the_cell(desk: Any) -> None:
    write(desk, desk.plan.b1, WRONG)
    desk.go(desk.plan.a, "plan:2024")
    desk.press(Qt.Key.Key_F8, SHIFT)
    view = desk.editor.side.findings.view
    assert desk.editor.side.right.page_seen() == "findings" and view.list.hasFocus()
    firsts = [(line.first, line.second, line.chip) for line in view.list.lines]
    assert firsts[0] == ("印刷の前に直してください", "", "1件")
    assert firsts[1] == ("曜日が日付と合いません", "R6実績　便利帳", "直せます")
    assert firsts[2] == ("確かめてください", "", "2件")
    assert "火曜日" in view.words.text()
    desk.press(Qt.Key.Key_Escape)
    assert desk.has_keyboard() and place(desk).item_id == desk.plan.a
    desk.press(Qt.Key.Key_F8, SHIFT)
    desk.press(Qt.Key.Key_Return)
    assert place(desk) == CellAddress(desk.plan.b1, ACTUAL)
    assert desk.has_keyboard()


def test_that_a_finding_is_put_right_in_one_step(desk: Any) -> None:
    write(desk, desk.plan.a, f"{WRONG}と{WRONG}")
    desk.go(desk.plan.a, ACTUAL)
    desk.press(Qt.Key.Key_Period, CONTROL)
    assert desk.text(desk.plan.a, ACTUAL) == "R6/6/18（火）とR6/6/18（火）"
    assert desk.workspace.undo_name == "曜日の訂正"
    settle(desk)
    assert picture(desk, desk.plan.a) == ""
    desk.press(Qt.Key.Key_Period, CONTROL)
    assert "自動で直せる所がありません" in desk.positions[-1][1]


def test_that_all_that_can_be_put_right_is_one_button(desk: Any) -> None:
    write(desk, desk.plan.a, WRONG)
    write(desk, desk.plan.b1, WRONG)
    desk.act("findings")
    side = desk.editor.side
    assert side.findings.all.text() == "2か所を直す"
    click(desk, side.findings.all)
    assert desk.text(desk.plan.a, ACTUAL) == desk.text(desk.plan.b1, ACTUAL) == "R6/6/18（火）"
    desk.act("undo")
    assert desk.text(desk.plan.a, ACTUAL) == desk.text(desk.plan.b1, ACTUAL) == WRONG


def answer(desk: Any, reason: str) -> None:
    """Write a reason into the dialog that is about to open, and press Enter."""

    def write_reason() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, LeaveDialog)
        desk.qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
        assert dialog.isVisible() and dialog.messages.texts()  # not without a reason
        desk.qtbot.keyClicks(dialog.field, reason)
        desk.qtbot.keyClick(dialog.field, Qt.Key.Key_Return)

    QTimer.singleShot(100, desk.editor, write_reason)


def test_that_what_is_left_with_a_reason_leaves_marks_and_list_and_comes_back(desk: Any) -> None:
    settle(desk)
    counted: list[int] = []
    desk.editor.side.counted.connect(counted.append)
    desk.act("findings")
    view = desk.editor.side.findings.view
    answer(desk, "totalling")
    click(desk, view.leave)
    assert counted[-1] == 2 and picture(desk, desk.plan.a) == ""
    assert len([line for line in view.list.lines if line.key]) == 2
    assert desk.workspace.undo_name == "承知済み：実績が未入力です"
    both = desk.editor.side.findings.with_left
    assert both.isVisible() and both.text() == "承知済みの1件も並べる"
    click(desk, both)
    view.list.take(len(view.list.lines) - 1)
    assert "totalling" in view.words.text() and not view.leave.isVisible()
    click(desk, view.withdraw)
    assert counted[-1] == 3 and picture(desk, desk.plan.a) == "warn"


def test_that_undo_takes_a_reason_back(desk: Any) -> None:
    settle(desk)
    desk.go(desk.plan.a, ACTUAL)
    answer(desk, "later")
    desk.act("leave")
    assert picture(desk, desk.plan.a) == ""
    desk.act("undo")
    assert picture(desk, desk.plan.a) == "warn"


def test_that_a_finding_of_another_form_asks_for_the_document_that_shows_it(desk: Any) -> None:
    write(desk, desk.plan.a, WRONG)
    made = desk.bridge.perform("資料", partial(_yearly, desk.plan.plan))
    desk.editor.show_document(made.result)
    settle(desk)
    asked: list[tuple[int, object]] = []
    desk.editor.side.elsewhere.connect(lambda document, where: asked.append((document, where)))
    desk.act("findings")
    desk.press(Qt.Key.Key_Return)
    assert [document for document, _ in asked] == [desk.plan.document]


def _yearly(plan: int, session: Any) -> int:
    return create_document(session, form="p3", title="年次計画", fiscal_year=2025, plan_id=plan, number="資料2")


def test_that_in_a_read_only_file_findings_are_shown_and_nothing_is_offered(read_only_desk: Any) -> None:
    desk = read_only_desk
    settle(desk)
    desk.press(Qt.Key.Key_F8, SHIFT)
    view = desk.editor.side.findings.view
    assert view.list.lines and not view.leave.isEnabled()
    assert not desk.editor.commands["repair"].isEnabled()


def test_that_the_panel_follows_the_cursor_without_taking_the_keyboard(desk: Any) -> None:
    settle(desk)
    desk.press(Qt.Key.Key_F8)
    cell = desk.editor.side.cell
    assert desk.editor.side.right.page_seen() == "cell" and desk.has_keyboard()
    desk.go(desk.plan.b1, ACTUAL)
    assert (cell.place.text(), cell.owner.text()) == ("2行目 R6実績", "便利帳")
    assert cell.findings.isVisible()
    desk.go(desk.plan.a, "plan:2024")
    assert not cell.findings.isVisible()
    desk.press(Qt.Key.Key_F8)
    assert not desk.editor.side.right.panel_seen and desk.has_keyboard()
