"""日本語入力: what an IME composes goes into the cell, and its keys are no keys of the sheet."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

PLAN, ACTUAL = "plan:2024", "actual:2024"
BEFORE = "・薬局に照会する。"


def focused() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def ime(preedit: str = "", commit: str = "") -> None:
    """What an IME sends to whatever has the keyboard."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QCoreApplication.sendEvent(focused(), event)


def preedit(desk: Any) -> str:
    """What is seen underlined in the cell editor."""
    editor = desk.sheet.editing.editor
    return str(editor.textCursor().block().layout().preeditAreaText()) if editor is not None else ""


def test_that_a_word_composed_on_a_cell_is_seen_there_from_its_first_sign(desk: Any) -> None:
    desk.go("line2", PLAN)
    ime("ｋ")
    assert desk.sheet.editing.editor is not None and preedit(desk) == "ｋ"
    assert desk.sheet.main.hasFocus(), "moving the keyboard would end the composition"
    for step in ("か", "かn", "かん", "かんじ", "漢字"):
        ime(step)
        assert preedit(desk) == step
    ime(commit="漢字")
    assert (desk.sheet.editing.editor.text(), preedit(desk)) == ("漢字", "")
    assert desk.sheet.editing.editor.hasFocus()
    ime("も")
    ime(commit="も")
    assert desk.sheet.editing.editor.text() == "漢字も"


def test_that_a_word_without_composition_opens_the_editor_too(desk: Any) -> None:
    desk.go("line2", ACTUAL)
    ime(commit="１")
    assert desk.sheet.editing.editor.text() == "１"
    assert desk.sheet.editing.editor.hasFocus()


def test_that_it_works_in_the_frozen_columns_as_well(desk: Any, qtbot: QtBot) -> None:
    desk.sheet.set_cursor(2, 1)
    qtbot.waitUntil(desk.sheet.frozen.hasFocus)
    ime("じ")
    ime(commit="事例")
    assert desk.sheet.editing.editor.text() == "事例"
    assert desk.sheet.editing.editor.parentWidget() is desk.sheet.frozen.viewport()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Enter])
@pytest.mark.parametrize("opened", [False, True])
def test_that_keys_of_the_composition_write_no_cell(desk: Any, qtbot: QtBot, key: Qt.Key, opened: bool) -> None:
    desk.go("line2", PLAN)
    place = desk.sheet.place()
    if opened:
        qtbot.keyClick(focused(), Qt.Key.Key_F2)
    ime("かんじ")
    qtbot.keyClick(focused(), key)
    assert (preedit(desk), desk.written, desk.sheet.place()) == ("かんじ", [], place)
    assert "\n" not in desk.sheet.editing.editor.toPlainText()
    ime(commit="漢字")
    assert desk.sheet.editing.editor.text() == (BEFORE if opened else "") + "漢字"
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert desk.text("line2", PLAN).endswith("漢字")


def test_that_control_enter_waits_for_the_word(desk: Any, qtbot: QtBot) -> None:
    desk.go("line2", PLAN)
    qtbot.keyClick(focused(), Qt.Key.Key_F2)
    ime("かんじ")
    qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.sheet.editing.editor is not None and desk.written == []


def test_that_escape_gives_up_the_word_and_not_the_cell(desk: Any, qtbot: QtBot) -> None:
    desk.go("line2", PLAN)
    qtbot.keyClick(focused(), Qt.Key.Key_F2)
    qtbot.keyClicks(focused(), "x")
    ime("かんじ")
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert (preedit(desk), desk.sheet.editing.editor.text()) == ("", f"{BEFORE}x")
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert desk.sheet.editing.editor is None
    assert desk.text("line2", PLAN) == BEFORE


def test_that_a_first_word_given_up_leaves_the_cell_as_it_was(desk: Any, qtbot: QtBot) -> None:
    desk.go("line2", PLAN)
    ime("か")
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert desk.sheet.editing.editor is None and desk.sheet.main.hasFocus()
    ime("か")
    ime("")  # the last sign of it was erased
    assert desk.sheet.editing.editor is None
    assert (desk.text("line2", PLAN), desk.written) == (BEFORE, [])


def test_that_a_commit_after_an_empty_preedit_is_kept(desk: Any) -> None:
    """Some input methods take the composition away before they send the word."""
    desk.go("line2", PLAN)
    ime("かんじ")
    ime("")
    ime(commit="漢字")
    assert desk.sheet.editing.editor.text() == "漢字"


def test_that_candidates_leave_the_composition_alone(desk: Any, qtbot: QtBot) -> None:
    desk.go("cases", PLAN)
    ime(commit="薬局")
    popup = desk.sheet.editing.editor.suggestions
    assert popup.isVisible()
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    assert popup.currentRow() == 0
    ime("に")
    assert not popup.isVisible() and preedit(desk) == "に"
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert (preedit(desk), desk.sheet.editing.editor.text()) == ("に", "薬局"), "nothing was taken from the list"
    ime(commit="に")
    assert popup.isVisible() and popup.currentRow() == -1
    assert desk.sheet.editing.editor.hasFocus()


def test_that_the_candidate_window_is_told_where_the_word_stands(desk: Any) -> None:
    desk.go("line2", PLAN)
    ime("か")
    pane, editor = desk.sheet.main, desk.sheet.editing.editor
    at = pane.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    there = QRect(editor.mapTo(pane, QPoint(0, 0)), editor.size())
    assert there.adjusted(-2, -2, 2, 2).contains(at.toRect()), "in the coordinates of the pane, below its headings"
    assert pane.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)


def test_that_bold_goes_on_through_a_composition(desk: Any, qtbot: QtBot) -> None:
    desk.go("line2", ACTUAL)
    qtbot.keyClicks(focused(), "a")
    desk.sheet.editing.editor.toggle_bold()
    ime("かんじ")
    ime(commit="漢字")
    assert desk.sheet.editing.editor.text() == "a\ufdd0漢字\ufdd1"


def test_that_a_cell_that_cannot_be_written_takes_no_word_and_says_why(desk: Any, qtbot: QtBot) -> None:
    desk.go("book", "plan:2025")
    with qtbot.waitSignal(desk.sheet.message) as said:
        ime("か")
    assert "廃止" in said.args[0] and desk.sheet.editing.editor is None
