"""元に戻す操作の一覧, in the window with real keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.undo_list import UndoListDialog
from zaitaku_ui.main_window import MainWindow
from zaitaku_ui.theme import Theme, load_ui_fonts

from zaitaku_desktop.operations.municipality import edit_municipality
from zaitaku_desktop.storage.reading import load_municipality
from zaitaku_desktop.storage.workspace import Workspace

NAMES = ("い町", "ろ町", "は町", "に町")


@pytest.fixture
def workspace(qapp: object, tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.zaitaku", name="みなと野市") as opened:
        for name in NAMES:
            rename(opened, name)
        yield opened


def rename(workspace: Workspace, name: str) -> None:
    workspace.perform(f"「{name}」に変更", lambda session: edit_municipality(session, name=name))


def name_of(workspace: Workspace) -> str:
    with workspace.read() as connection:
        return load_municipality(connection).name


def opened(qtbot: QtBot, workspace: Workspace) -> UndoListDialog:
    dialog = UndoListDialog(Bridge(workspace), Theme(family=load_ui_fonts()))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.table.hasFocus)
    return dialog


def test_that_the_newest_is_on_top_and_the_button_counts_what_it_undoes(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = opened(qtbot, workspace)
    assert [edit.name for edit in dialog.edits] == [f"「{name}」に変更" for name in reversed(NAMES)]
    assert dialog.go.text() == "1件を元に戻す"
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.go.text() == "3件を元に戻す" and dialog.reached() == range(3)
    first = dialog.table.item(0, 0)
    assert first is not None and first.text().startswith("きょう")


def test_that_enter_undoes_down_to_the_one_chosen_and_it_can_all_be_done_again(
    qtbot: QtBot, workspace: Workspace
) -> None:
    dialog = opened(qtbot, workspace)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert not dialog.isVisible() and name_of(workspace) == "い町"
    again = opened(qtbot, workspace)
    assert again.table.currentRow() == 3 and again.go.text() == "1件を元に戻す"
    qtbot.keyClick(again.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert again.go.text() == "3件をやり直す" and again.reached() == range(3)
    qtbot.keyClick(again.table, Qt.Key.Key_Return)
    assert name_of(workspace) == "に町"


def test_that_a_double_click_is_enough_and_escape_changes_nothing(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = opened(qtbot, workspace)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and name_of(workspace) == "に町"
    dialog = opened(qtbot, workspace)
    item = dialog.table.item(1, 1)
    assert item is not None
    at = dialog.table.visualItemRect(item).center()
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not dialog.isVisible() and name_of(workspace) == "ろ町"


def test_that_what_has_been_changed_since_is_said_in_the_dialog(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = opened(qtbot, workspace)
    for _ in range(4):
        workspace.undo()
    rename(workspace, "別の町")  # as another view would, while the list is open
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.isVisible() and "元に戻す操作がありません" in dialog.messages.texts()[0]
    assert name_of(workspace) == "別の町"


def test_that_it_works_from_the_keyboard_over_all_views(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page
    assert page is not None
    assert not window.actions_table["undo_list"].isEnabled()
    qtbot.waitUntil(lambda: page.editor.isAncestorOf(QApplication.focusWidget() or page))
    for words in ("abc", "def"):
        qtbot.keyClicks(QApplication.focusWidget(), words)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    page.go("print")
    rename(page.workspace, "かわべ町")
    page.bridge.tell(page.workspace.steps(1)[0])
    said: list[str] = []

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, UndoListDialog)
        qtbot.keyClick(dialog.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        said.append(dialog.go.text())
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)

    QTimer.singleShot(200, choose)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, keys)
    assert said == ["3件を元に戻す"]
    assert page.workspace.undo_name is None and len(page.workspace.edits()) == 3
    assert name_of(page.workspace) == "みなと野市"
    qtbot.waitUntil(lambda: page.workspace.disk.saved)
