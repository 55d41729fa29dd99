"""太字 in the sheet of a plan: Ctrl+B on the selection and on cells, copied, pasted, undone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication, QTextCursor
from zaitaku_ui.tables.cell_text import Piece

from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.model.inline import bold_all, marked

PLAN, ACTUAL = "plan:2024", "actual:2024"
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SOME = marked([("・", False), ("訪ねる", True), ("。", False)])
ALL = bold_all("・訪ねる。", bold=True)


def stored(desk: Any, item: int, column: str) -> str:
    """The text of a cell with what is bold in it."""
    cell = desk.sheet.model.view.find(CellAddress(item, column))
    return str(cell.marked)


def pieces(desk: Any, item: int, column: str) -> list[Piece]:
    """What is drawn in a cell."""
    cell = desk.sheet.model.view.find(CellAddress(item, column))
    return [piece for paragraph in desk.sheet.model.content(cell).paragraphs for piece in paragraph.pieces]


def make_some_bold(desk: Any) -> None:
    """訪ねる of ・訪ねる。 in the cell editor."""
    desk.go(desk.plan.a, PLAN)
    desk.press(Qt.Key.Key_F2)
    editor = desk.sheet.editing.editor
    editor.moveCursor(QTextCursor.MoveOperation.Left)
    for _ in range(3):
        desk.press(Qt.Key.Key_Left, SHIFT)
    desk.press(Qt.Key.Key_B, CONTROL)


def test_that_control_b_makes_the_selection_bold_and_plain_again(desk: Any) -> None:
    make_some_bold(desk)
    assert desk.sheet.editing.editor.text() == SOME
    desk.press(Qt.Key.Key_B, CONTROL)
    assert desk.sheet.editing.editor.text() == "・訪ねる。"
    desk.press(Qt.Key.Key_B, CONTROL)
    desk.press(Qt.Key.Key_Return)
    assert stored(desk, desk.plan.a, PLAN) == SOME
    assert desk.text(desk.plan.a, PLAN) == "・訪ねる。"
    assert pieces(desk, desk.plan.a, PLAN) == [Piece("・"), Piece("訪ねる", "bold"), Piece("。")]


def test_that_what_is_typed_next_is_bold_where_nothing_is_selected(desk: Any) -> None:
    desk.go(desk.plan.a, ACTUAL)
    desk.type("a")
    desk.press(Qt.Key.Key_B, CONTROL)
    desk.type("b")
    desk.press(Qt.Key.Key_B, CONTROL)
    desk.type("c")
    desk.press(Qt.Key.Key_Return)
    assert stored(desk, desk.plan.a, ACTUAL) == marked([("a", False), ("b", True), ("c", False)])


def test_that_an_unchanged_bold_text_is_no_step_and_only_its_weight_is_one(desk: Any) -> None:
    make_some_bold(desk)
    desk.press(Qt.Key.Key_Return)
    assert desk.workspace.undo_name == "R6計画の入力"
    desk.act("undo")
    assert stored(desk, desk.plan.a, PLAN) == "・訪ねる。"
    desk.act("redo")
    assert stored(desk, desk.plan.a, PLAN) == SOME
    steps = len(desk.workspace.steps())
    desk.press(Qt.Key.Key_F2)
    assert desk.sheet.editing.editor.text() == SOME
    desk.press(Qt.Key.Key_Return)
    assert len(desk.workspace.steps()) == steps


def test_that_control_b_on_cells_is_one_step_for_all_and_leaves_names_alone(desk: Any) -> None:
    desk.go(desk.plan.a, PLAN)
    row, col = desk.sheet.place()
    desk.sheet.set_cursor(row, 0)
    desk.sheet.extend_to(row + 2, col)
    desk.press(Qt.Key.Key_B, CONTROL)
    assert desk.workspace.undo_name == "太字"
    assert stored(desk, desk.plan.a, PLAN) == ALL
    assert stored(desk, desk.plan.b1, PLAN) == bold_all("・照会する。", bold=True)
    assert stored(desk, desk.plan.b2, PLAN) == "継続"
    assert stored(desk, desk.plan.a, "title") == "新規 顔合わせ"
    assert pieces(desk, desk.plan.a, "purpose_summary") == [Piece("目的 ", "label"), Piece("早く知る。", "bold")]
    desk.press(Qt.Key.Key_B, CONTROL)
    assert desk.workspace.undo_name == "太字の取りやめ"
    assert stored(desk, desk.plan.a, PLAN) == "・訪ねる。"


def test_that_a_name_says_why_it_cannot_be_made_bold(desk: Any) -> None:
    before = desk.workspace.undo_name
    desk.go(desk.plan.a, "title")
    desk.press(Qt.Key.Key_B, CONTROL)
    assert desk.workspace.undo_name == before
    assert "同じ太さ" in desk.positions[-1][1]


def test_that_copies_within_the_program_keep_it_and_others_get_it_as_html(desk: Any) -> None:
    make_some_bold(desk)
    desk.press(Qt.Key.Key_Return)
    desk.go(desk.plan.a, PLAN)
    desk.press(Qt.Key.Key_C, CONTROL)
    mime = QGuiApplication.clipboard().mimeData()
    assert "・<b>訪ねる</b>。" in mime.html()
    assert mime.text() == "・訪ねる。\r\n"
    desk.go(desk.plan.b1, ACTUAL)
    desk.press(Qt.Key.Key_V, CONTROL)
    assert stored(desk, desk.plan.b1, ACTUAL) == SOME
    desk.go(desk.plan.b2, ACTUAL)
    desk.press(Qt.Key.Key_D, CONTROL)
    assert stored(desk, desk.plan.b2, ACTUAL) == SOME


def test_that_a_part_copied_from_one_cell_editor_into_another_keeps_it(desk: Any) -> None:
    make_some_bold(desk)
    desk.press(Qt.Key.Key_A, CONTROL)
    desk.press(Qt.Key.Key_C, CONTROL)
    desk.press(Qt.Key.Key_Escape)
    desk.go(desk.plan.b1, ACTUAL)
    desk.type("x")
    desk.press(Qt.Key.Key_V, CONTROL)
    assert desk.sheet.editing.editor.text() == f"x{SOME}"
    assert QGuiApplication.clipboard().mimeData().text() == "・訪ねる。"


def test_that_signs_of_ours_from_elsewhere_make_nothing_bold(desk: Any) -> None:
    QGuiApplication.clipboard().setText(SOME)
    desk.go(desk.plan.b1, ACTUAL)
    desk.press(Qt.Key.Key_V, CONTROL)
    assert stored(desk, desk.plan.b1, ACTUAL) == "・訪ねる。"


def test_that_the_mark_of_the_next_line_stands_where_it_should_after_rare_kanji(desk: Any) -> None:
    desk.go(desk.plan.a, ACTUAL)
    desk.type("x")
    editor = desk.sheet.editing.editor
    editor.selectAll()
    editor.insertPlainText("・𠮷田𠮷")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    desk.type("a")
    assert editor.text() == "・𠮷田𠮷\n・a"
    editor.selectAll()
    desk.press(Qt.Key.Key_B, CONTROL)
    assert editor.text() == bold_all("・𠮷田𠮷\n・a", bold=True)
    assert editor.fontWeight() >= QFont.Weight.DemiBold
