"""「Enterで改行する」: chosen in the menu, kept, and said at the foot of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from zaitaku_ui.main_window import MainWindow
from zaitaku_ui.status import BREAKING_KEYS, EDITING_KEYS, Keys

from zaitaku_desktop import preferences

CTRL = Qt.KeyboardModifier.ControlModifier


def focused() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def shown_keys(window: MainWindow) -> Keys:
    """Which keys the foot of the window tells of."""
    number = window.status._keys.currentIndex()
    return next(keys for keys, place in window.status._sets.items() if place == number)


def test_that_enter_breaks_lines_once_it_is_chosen_also_in_the_open_editor(qtbot: QtBot, window: MainWindow) -> None:
    assert window.page is not None
    sheet = window.page.editor.sheet
    qtbot.keyClick(focused(), Qt.Key.Key_F2)
    assert shown_keys(window) == EDITING_KEYS
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    window.actions_table["enter_breaks"].trigger()
    assert preferences.load().enter_breaks
    qtbot.keyClicks(focused(), "a")
    assert shown_keys(window) == BREAKING_KEYS
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.keyClicks(focused(), "b")
    editor = sheet.editing.editor
    assert editor is not None and editor.toPlainText() == "a\nb"
    qtbot.keyClick(focused(), Qt.Key.Key_Return, CTRL)
    assert sheet.editing.editor is None
    assert window.page.workspace.undo_name is not None


def test_that_the_choice_holds_for_the_next_file_and_another_look(window: MainWindow) -> None:
    window.actions_table["enter_breaks"].trigger()
    window._change_size("large")
    assert window.page is not None
    assert window.actions_table["enter_breaks"].isChecked()
    assert window.page.editor.sheet.editing._enter_breaks
