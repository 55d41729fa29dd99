"""Typing into the sheet of a plan: every cell committed at once, as one undo step."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.operations.plan_rows import end_item

PLAN, ACTUAL = "plan:2024", "actual:2024"


def test_that_typing_replaces_the_text_and_enter_commits_and_goes_down(desk: Any) -> None:
    desk.go(desk.plan.a, PLAN)
    desk.type("new")
    desk.press(Qt.Key.Key_Return)
    assert desk.text(desk.plan.a, PLAN) == "new"
    assert desk.shown(desk.plan.a, PLAN) == "new"
    assert desk.sheet.cursor_cell().address.item_id == desk.plan.b1
    assert desk.workspace.undo_name == "R6計画の入力"
    assert desk.has_keyboard()


def test_that_f2_keeps_the_text(desk: Any) -> None:
    desk.go(desk.plan.a, PLAN)
    desk.press(Qt.Key.Key_F2)
    desk.type("x")
    desk.press(Qt.Key.Key_Tab)
    assert desk.text(desk.plan.a, PLAN) == "・訪ねる。x"
    assert desk.sheet.cursor_cell().address == CellAddress(desk.plan.a, ACTUAL)


def test_that_alt_enter_breaks_the_line_and_esc_gives_the_old_text_back(desk: Any) -> None:
    desk.go(desk.plan.a, PLAN)
    desk.type("a")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    desk.type("b")
    desk.press(Qt.Key.Key_Escape)
    assert desk.text(desk.plan.a, PLAN) == "・訪ねる。"
    desk.type("a")
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    desk.type("b")
    desk.press(Qt.Key.Key_Return)
    assert desk.text(desk.plan.a, PLAN) == "a\nb"


def test_that_the_first_character_of_an_input_method_is_kept_and_enter_while_composing_commits_nothing(
    desk: Any,
) -> None:
    desk.go(desk.plan.a, ACTUAL)
    before = desk.workspace.undo_name
    QApplication.sendEvent(desk.target(), QInputMethodEvent("か", []))
    desk.press(Qt.Key.Key_Return)
    assert desk.workspace.undo_name == before
    done = QInputMethodEvent("", [])
    done.setCommitString("開催")
    QApplication.sendEvent(desk.target(), done)
    desk.press(Qt.Key.Key_Return)
    assert desk.text(desk.plan.a, ACTUAL) == "開催"


def test_that_leaving_the_sheet_commits_what_was_typed(desk: Any) -> None:
    desk.go(desk.plan.a, ACTUAL)
    desk.type("left")
    desk.editor.preview.whole.setFocus()
    assert desk.text(desk.plan.a, ACTUAL) == "left"


def test_that_the_word_continues_becomes_the_state(desk: Any) -> None:
    desk.go(desk.plan.a, "plan:2025")
    desk.press(Qt.Key.Key_F2)
    desk.target().insertPlainText("継続")
    desk.press(Qt.Key.Key_Return)
    cell = desk.sheet.model.view.find(CellAddress(desk.plan.a, "plan:2025"))
    assert cell.state is not None
    assert cell.state.value == "continues"


def test_that_one_shared_text_changes_in_both_cells(desk: Any) -> None:
    desk.go(desk.plan.b, "purpose_summary")
    desk.press(Qt.Key.Key_F2)
    desk.type("!")
    desk.press(Qt.Key.Key_Return)
    assert desk.text(desk.plan.a, "purpose_summary") == desk.text(desk.plan.b, "purpose_summary")
    assert desk.text(desk.plan.a, "purpose_summary").endswith("!")


def test_that_undo_brings_the_text_back_and_the_cursor_to_it(desk: Any) -> None:
    desk.go(desk.plan.a, PLAN)
    desk.type("wrong")
    desk.press(Qt.Key.Key_Return)
    desk.go(desk.plan.b2, "plan:2026")
    desk.act("undo")
    assert desk.shown(desk.plan.a, PLAN) == "・訪ねる。"
    assert desk.sheet.cursor_cell().address == CellAddress(desk.plan.a, PLAN)
    desk.act("redo")
    assert desk.shown(desk.plan.a, PLAN) == "wrong"


def test_that_what_cannot_be_written_stays_in_the_editor(desk: Any) -> None:
    desk.go(desk.plan.a, "plan:2026")
    desk.type("late")
    desk.bridge.perform("廃止", _Ending(desk.plan.a), desk)  # meanwhile the 取組 ended elsewhere
    desk.press(Qt.Key.Key_Return)
    assert desk.sheet.editing.editor is not None
    assert desk.sheet.editing.editor.toPlainText() == "late"
    desk.press(Qt.Key.Key_Escape)


class _Ending:
    def __init__(self, item: int) -> None:
        self.item = item

    def __call__(self, session: Any) -> None:
        end_item(session, self.item, 2025)


def test_that_a_closed_cell_explains_itself(desk: Any) -> None:
    desk.bridge.perform("廃止", _Ending(desk.plan.a), desk)
    desk.go(desk.plan.a, "plan:2026")
    desk.type("x")
    assert desk.sheet.editing.editor is None
    assert "廃止" in desk.positions[-1][1]


def test_that_the_first_name_in_an_empty_group_makes_its_first_initiative(desk: Any) -> None:
    row = desk.rows().index(desk.plan.empty_group)
    desk.sheet.set_cursor(row, 1)
    desk.type("first")
    desk.press(Qt.Key.Key_Return)
    assert [desk.sheet.model.view.cell_at(row, 1).text, len(desk.rows())] == ["first", 4]


def test_that_other_cells_of_an_empty_group_explain_themselves(desk: Any) -> None:
    row = desk.rows().index(desk.plan.empty_group)
    desk.sheet.set_cursor(row, 5)
    desk.type("x")
    assert desk.sheet.editing.editor is None
    assert "取組" in desk.positions[-1][1]


def test_that_a_read_only_file_opens_no_editor_and_says_why(read_only_desk: Any) -> None:
    desk = read_only_desk
    desk.go(desk.plan.a, PLAN)
    desk.type("x")
    desk.press(Qt.Key.Key_F2)
    assert desk.sheet.editing.editor is None
    assert desk.positions[-1][1]
    assert not desk.editor.commands["add_line"].isEnabled()
    assert desk.editor.commands["copy"].isEnabled()


def test_that_the_status_names_row_column_and_initiative(desk: Any) -> None:
    desk.go(desk.plan.a, ACTUAL)
    assert desk.positions[-1] == ("1行目 R6実績", "顔合わせ")
    desk.go(desk.plan.b2, PLAN)
    assert desk.positions[-1] == ("3行目 R6計画", "便利帳")


def test_that_the_cell_editor_is_never_cut_off_at_the_edge_of_the_sheet(desk: Any) -> None:
    for width in (1200, 700, 480):
        desk.editor.resize(width, 500)
        for column in ("plan:2024", "plan:2026", "outcome_goal"):
            desk.go(desk.plan.a, column)
            desk.press(Qt.Key.Key_F2)
            editor = desk.sheet.editing.editor
            assert editor.parentWidget().rect().contains(editor.geometry()), (width, column)
            desk.press(Qt.Key.Key_Escape)
