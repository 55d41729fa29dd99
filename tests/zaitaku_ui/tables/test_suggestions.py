"""入力候補 under the cell editor, and 箇条書き: what they do, and that they steal no key."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetricsF, QInputMethodEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from zaitaku_ui.tables.cell_editor import CellEditor
from zaitaku_ui.tables.suggestions import Suggestions

PLAN, ACTUAL = "plan:2024", "actual:2024"
ALT = Qt.KeyboardModifier.AltModifier


def editor_of(desk: Any) -> CellEditor:
    """The open editor."""
    editor = desk.sheet.editing.editor
    assert editor is not None
    return editor


def popup_of(desk: Any) -> Suggestions:
    """Its list of candidates."""
    popup = editor_of(desk).suggestions
    assert popup is not None
    return popup


def offered(desk: Any) -> list[str]:
    """The lines that are seen in it."""
    popup = popup_of(desk)
    return [popup.item(row).text() for row in range(popup.count())] if popup.isVisible() else []


def compose(widget: QWidget, preedit: str = "", commit: str = "") -> None:
    """What an IME sends while composing, and when a word is done."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QCoreApplication.sendEvent(widget, event)


def begin(desk: Any, qtbot: QtBot, words: str) -> None:
    """Open an empty editor two rows below 「・薬局に照会する。」 and type."""
    desk.go("cases", PLAN)
    compose(desk.sheet.main, commit=words)


def test_that_earlier_lines_of_the_column_are_offered_while_typing(desk: Any, qtbot: QtBot) -> None:
    begin(desk, qtbot, "薬局")
    assert offered(desk) == ["薬局に照会する。"]
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Down)
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Return)
    assert editor_of(desk).text() == "薬局に照会する。"
    assert not offered(desk)
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Return)
    assert desk.text("cases", PLAN) == "薬局に照会する。"


def test_that_tab_takes_the_chosen_line_and_keeps_the_mark(desk: Any, qtbot: QtBot) -> None:
    begin(desk, qtbot, "①電話する。\n○薬局")
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Down)
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Tab)
    assert editor_of(desk).text() == "①電話する。\n○薬局に照会する。"


def test_that_enter_and_tab_keep_what_was_typed_as_long_as_nothing_is_chosen(desk: Any, qtbot: QtBot) -> None:
    begin(desk, qtbot, "薬局")
    assert offered(desk)
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Return)
    assert desk.text("cases", PLAN) == "薬局"
    begin(desk, qtbot, "薬局")
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Tab)
    assert desk.text("cases", PLAN) == "薬局"


def test_that_escape_closes_the_list_first_and_the_editor_then(desk: Any, qtbot: QtBot) -> None:
    begin(desk, qtbot, "薬局")
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Escape)
    assert not offered(desk)
    assert editor_of(desk).text() == "薬局"
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Escape)
    assert desk.sheet.editing.editor is None
    assert desk.written == []


def test_that_plain_typing_goes_on_through_the_list(desk: Any, qtbot: QtBot) -> None:
    begin(desk, qtbot, "薬局")
    qtbot.keyClicks(editor_of(desk), "ab")
    assert editor_of(desk).text() == "薬局ab"
    assert not offered(desk)
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Backspace)
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Backspace)
    assert offered(desk)


def test_that_up_from_the_first_line_leaves_the_list_again(desk: Any, qtbot: QtBot) -> None:
    begin(desk, qtbot, "薬局")
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Down)
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Up)
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Return)
    assert desk.text("cases", PLAN) == "薬局"


def test_that_a_click_takes_a_line_and_the_keyboard_stays_in_the_editor(desk: Any, qtbot: QtBot) -> None:
    begin(desk, qtbot, "薬局")
    popup = popup_of(desk)
    at = popup.visualItemRect(popup.item(0)).center()
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert editor_of(desk).text() == "薬局に照会する。"
    assert editor_of(desk).hasFocus()


def test_that_a_name_a_grade_and_a_cell_opened_with_f2_offer_nothing(desk: Any, qtbot: QtBot) -> None:
    desk.go("cases", PLAN)
    qtbot.keyClick(desk.sheet.main, Qt.Key.Key_F2)
    assert not offered(desk)
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Escape)
    desk.sheet.set_cursor(2, 1)
    compose(desk.sheet.frozen, commit="受け皿")
    assert not offered(desk)


def test_that_the_list_is_away_while_a_word_is_composed(desk: Any, qtbot: QtBot) -> None:
    begin(desk, qtbot, "薬局")
    assert offered(desk)
    editor = editor_of(desk)
    compose(editor, preedit="に")
    assert not offered(desk)
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert editor.composing
    compose(editor, commit="に")
    assert editor.text() == "薬局に"
    assert offered(desk) == ["薬局に照会する。"]


def test_that_the_list_stands_under_the_editor_or_above_it_within_the_window(desk: Any, qtbot: QtBot) -> None:
    begin(desk, qtbot, "薬局")
    popup, editor = popup_of(desk), editor_of(desk)
    assert popup.y() >= editor.mapTo(desk.sheet, editor.rect().bottomLeft()).y()
    desk.sheet.resize(1000, popup.y() + 4)
    popup.place()
    assert popup.geometry().bottom() <= editor.mapTo(desk.sheet, editor.rect().topLeft()).y()
    assert popup.y() >= 0


def test_that_a_new_line_goes_on_with_the_mark_and_an_empty_mark_ends_the_list(desk: Any, qtbot: QtBot) -> None:
    begin(desk, qtbot, "①電話する。")
    editor = editor_of(desk)
    qtbot.keyClick(editor, Qt.Key.Key_Return, ALT)
    qtbot.keyClicks(editor, "a")
    qtbot.keyClick(editor, Qt.Key.Key_Return, ALT)
    assert editor.toPlainText() == "①電話する。\n②a\n③"
    qtbot.keyClick(editor, Qt.Key.Key_Return, ALT)
    qtbot.keyClicks(editor, "b")
    assert editor.text() == "①電話する。\n②a\nb"
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == "①電話する。\n②a\n③"


def test_that_a_mark_nobody_wrote_after_is_not_kept(desk: Any, qtbot: QtBot) -> None:
    begin(desk, qtbot, "・電話する。")
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Return, ALT)
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Return)
    assert desk.text("cases", PLAN) == "・電話する。"


def test_that_enter_breaks_the_line_and_control_enter_keeps_it_where_this_is_wanted(desk: Any, qtbot: QtBot) -> None:
    desk.sheet.editing.let_enter_break(True)
    begin(desk, qtbot, "・電話する。")
    row = desk.sheet.place()[0]
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Return)
    qtbot.keyClicks(editor_of(desk), "a")
    qtbot.keyClick(editor_of(desk), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.text("cases", PLAN) == "・電話する。\n・a"
    assert desk.sheet.place()[0] == row + 1
    qtbot.keyClick(desk.sheet.main, Qt.Key.Key_Return)
    assert desk.sheet.place()[0] == row + 2, "where nothing is typed Enter goes down as ever"


def test_that_what_follows_a_mark_hangs_under_itself_and_undo_is_not_disturbed(desk: Any, qtbot: QtBot) -> None:
    begin(desk, qtbot, "・電話する。")
    editor = editor_of(desk)
    mark = QFontMetricsF(editor.font()).horizontalAdvance("・")
    assert editor.document().begin().blockFormat().leftMargin() == mark
    qtbot.keyClick(editor, Qt.Key.Key_Home)
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.toPlainText() == "電話する。"
    assert editor.document().begin().blockFormat().leftMargin() == 0
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == "・電話する。"
    assert editor.document().begin().blockFormat().leftMargin() == mark
    qtbot.keyClick(editor, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == "電話する。"
