from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from zaitaku_ui.action_table import SPECS
from zaitaku_ui.dialogs.about import AboutDialog
from zaitaku_ui.dialogs.help import HelpViewer, help_pages
from zaitaku_ui.dialogs.keys import KeySheet, key_rows
from zaitaku_ui.theme import Theme

from zaitaku_desktop import __version__


def nothing(*_: object) -> None:
    """What an action of these tests does."""


def test_that_every_page_of_help_can_be_read(qtbot: QtBot) -> None:
    viewer = HelpViewer(Theme())
    qtbot.addWidget(viewer)
    assert viewer.list.count() == len(help_pages()) >= 7
    for row in range(viewer.list.count()):
        viewer.list.setCurrentRow(row)
        text = viewer.text.toPlainText()
        assert text.startswith(viewer.list.currentItem().text()) and "#" not in text and "**" not in text


def test_that_help_opens_at_the_page_that_fits(qtbot: QtBot) -> None:
    viewer = HelpViewer(Theme())
    qtbot.addWidget(viewer)
    viewer.show_page("import")
    assert viewer.list.currentItem().text() == "Excel の取り込み"
    viewer.show_page("no such page")
    assert viewer.list.currentRow() == 0


def test_that_arrows_turn_the_pages_and_escape_closes(qtbot: QtBot) -> None:
    viewer = HelpViewer(Theme())
    qtbot.addWidget(viewer)
    viewer.show()
    qtbot.waitExposed(viewer)
    viewer.activateWindow()
    viewer.list.setFocus()
    qtbot.keyClick(viewer.list, Qt.Key.Key_Down)
    assert viewer.list.currentRow() == 1
    qtbot.keyClick(viewer.list, Qt.Key.Key_Escape)
    assert not viewer.isVisible()


def test_that_the_key_sheet_has_every_key_of_the_tables(qtbot: QtBot, qapp: QApplication) -> None:
    rows = key_rows()
    shown = {key for _, key, _ in rows}
    assert {spec.keys for spec in SPECS if spec.shortcut} <= shown
    assert ("計画の表", "Alt+↑", "上へ移す") in rows
    groups = [where for where, _, _ in rows]
    assert groups == sorted(groups, key=groups.index)
    sheet = KeySheet(Theme(), rows)
    qtbot.addWidget(sheet)
    assert sum(len(members) for column in sheet._balanced() for _, members in column) == len(rows)
    assert all(sheet._balanced())


def test_that_the_version_is_told(qtbot: QtBot) -> None:
    dialog = AboutDialog(Theme())
    qtbot.addWidget(dialog)
    assert __version__ in dialog.facts.text()
