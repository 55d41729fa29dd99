"""場面を選ぶ: what a sheet does not tell is asked before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from workbooks_p2 import FIRST, NAMES, SCENES, items_book, items_workbook
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.import_dialog import ImportDialog, report_words
from zaitaku_ui.dialogs.import_frame import RESULT
from zaitaku_ui.theme import Theme

from zaitaku_desktop.exchange.proposal import ImportReport
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.operations.new_file import fill_new
from zaitaku_desktop.storage.reading import load_plan, load_plans
from zaitaku_desktop.storage.workspace import Workspace


@pytest.fixture
def bridge(tmp_path: Path) -> Iterator[Bridge]:
    workspace = Workspace.create(tmp_path / "a.zaitaku", name="みなと野市", fill=fill_new)
    yield Bridge(workspace)
    workspace.close()


def opened(qtbot: QtBot, bridge: Bridge, book: Path) -> ImportDialog:
    dialog = ImportDialog(bridge, Theme(), book)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.go.isEnabled() or bool(dialog.messages.texts()), timeout=20_000)
    return dialog


def scenes(bridge: Bridge) -> list[tuple[str, ...]]:
    with bridge.workspace.read() as connection:
        view = load_plan(connection, load_plans(connection)[0].id)
    items = [item for item in view.walk() if item.kind is ItemKind.INITIATIVE]
    return [tuple(value.heading for value in view.tagged(item, "care_scene")) for item in items]


def take(qtbot: QtBot, dialog: ImportDialog) -> ImportReport:
    with qtbot.waitSignal(dialog.imported, timeout=20_000) as waited:
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert waited.args is not None
    report: ImportReport = waited.args[0]
    return report


def test_that_the_scenes_chosen_by_keys_are_written_and_the_others_stay_open(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path
) -> None:
    dialog = opened(qtbot, bridge, items_workbook(tmp_path / "a.xlsx"))
    assert dialog.go.text() == "次へ：場面を選ぶ（5件）"
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    page = dialog.questions
    assert dialog._pages.currentIndex() == RESULT + 1
    assert [page.table.item(row, 0).text() for row in range(5)][:2] == [NAMES[0], NAMES[1]]
    assert page.answers() == {}
    for key in (Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_Down, Qt.Key.Key_3):
        qtbot.keyClick(page.table, key)
    assert page.count.text() == "5件　うち 未選択 3件"
    report = take(qtbot, dialog)
    assert scenes(bridge) == [(SCENES[0], SCENES[3]), (SCENES[2],), (), (), ()]
    level, words = report_words(report)
    assert level == "warn" and "3件の場面は未入力です。" in words
    bridge.undo()
    with bridge.workspace.read() as connection:
        assert load_plans(connection) == []


def test_that_space_chooses_the_box_of_the_cursor_and_back_keeps_it(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path
) -> None:
    dialog = opened(qtbot, bridge, items_workbook(tmp_path / "a.xlsx"))
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    page = dialog.questions
    qtbot.keyClick(page.table, Qt.Key.Key_Right)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    chosen = page.answers()
    assert len(chosen) == 1
    qtbot.mouseClick(dialog.back, Qt.MouseButton.LeftButton)
    assert dialog._pages.currentIndex() == RESULT
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert page.answers() == chosen
    take(qtbot, dialog)
    assert scenes(bridge)[0] == (SCENES[1],)


def test_that_what_the_sheet_lists_is_only_chosen_on_request(qtbot: QtBot, bridge: Bridge, tmp_path: Path) -> None:
    book = items_book()
    book["取組状況"][f"A{FIRST}"] = f"{NAMES[0]}\n・{SCENES[1]}、{SCENES[3]}"
    book.save(tmp_path / "a.xlsx")
    dialog = opened(qtbot, bridge, tmp_path / "a.xlsx")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    page = dialog.questions
    said = [page.table.item(row, len(SCENES) + 1).text() for row in range(5)]
    assert said == [f"{SCENES[1]}、{SCENES[3]}", *["区別なし"] * 4]
    assert page.answers() == {}
    qtbot.mouseClick(page.as_said, Qt.MouseButton.LeftButton)
    take(qtbot, dialog)
    assert scenes(bridge) == [(SCENES[1], SCENES[3]), (), (), (), ()]
