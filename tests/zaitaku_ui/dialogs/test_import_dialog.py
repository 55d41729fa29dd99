from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cards_p5 import cards_text
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from workbooks import progress_workbook
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.import_dialog import ImportDialog, report_words
from zaitaku_ui.theme import Theme

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.proposal import ImportReport
from zaitaku_desktop.operations.new_file import fill_new
from zaitaku_desktop.storage import backup
from zaitaku_desktop.storage.reading import load_documents, load_plan, load_plans
from zaitaku_desktop.storage.workspace import Workspace


@pytest.fixture
def bridge(tmp_path: Path) -> Iterator[Bridge]:
    workspace = Workspace.create(tmp_path / "a.zaitaku", name="みなと野市", fill=fill_new)
    yield Bridge(workspace)
    workspace.close()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return progress_workbook(tmp_path / "進捗管理.xlsx")


def opened(qtbot: QtBot, bridge: Bridge, book: Path) -> ImportDialog:
    dialog = ImportDialog(bridge, Theme(), book)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.go.isEnabled() or bool(dialog.messages.texts()), timeout=20_000)
    return dialog


def imported(qtbot: QtBot, bridge: Bridge, book: Path) -> ImportReport:
    dialog = opened(qtbot, bridge, book)
    with qtbot.waitSignal(dialog.imported, timeout=20_000) as waited:
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert waited.args is not None
    report: ImportReport = waited.args[0]
    return report


def test_that_an_import_writes_one_step_after_a_copy(qtbot: QtBot, bridge: Bridge, book: Path) -> None:
    with qtbot.waitSignal(bridge.changed, timeout=20_000):
        report = imported(qtbot, bridge, book)
    assert report.taken > 50 and not report.not_taken
    workspace = bridge.workspace
    assert workspace.undo_name == "Excelの取り込み"
    assert any("取り込み前" in entry.reason for entry in backup.list_backups(workspace.path))
    with workspace.read() as connection:
        assert len(load_plans(connection)) == 1 and len(load_documents(connection)) == 1
    bridge.undo()
    with workspace.read() as connection:
        assert load_plans(connection) == []


def test_that_importing_the_same_book_again_changes_nothing(qtbot: QtBot, bridge: Bridge, book: Path) -> None:
    imported(qtbot, bridge, book)
    step = bridge.workspace.steps(1)[0].id
    report = imported(qtbot, bridge, book)
    assert bridge.workspace.steps(1)[0].id == step
    assert report_words(report) == ("info", "今の内容と同じでした。何も変わっていません。")


def test_that_the_sheet_is_shown_with_a_target_over_each_column(qtbot: QtBot, bridge: Bridge, book: Path) -> None:
    dialog = opened(qtbot, bridge, book)
    combos = [dialog.sheet.columns.cellWidget(0, col) for col in range(dialog.sheet.columns.columnCount())]
    names = [combo.currentText() for combo in combos if isinstance(combo, QComboBox)]
    assert names[:3] == ["項目", "取組名", "取組の目的・概要"]
    assert dialog.sheet.sheet.item(1, 0).text().startswith("みなと野市")


def test_that_a_column_set_aside_is_listed_and_not_taken(qtbot: QtBot, bridge: Bridge, book: Path) -> None:
    dialog = opened(qtbot, bridge, book)
    combo = dialog.sheet.columns.cellWidget(0, dialog.sheet.columns.columnCount() - 1)
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    before = dialog.changes.rowCount()
    qtbot.keyClick(combo, Qt.Key.Key_End)
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: dialog.go.isEnabled() and dialog.changes.item(0, 0).text() == "読まない", timeout=20_000)
    assert dialog.changes.rowCount() > 0 and before > 0
    with qtbot.waitSignal(dialog.imported, timeout=20_000) as waited:
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert waited.args is not None and len(waited.args[0].not_taken) > 0
    with bridge.workspace.read() as connection:
        snapshot = load_plan(connection, 1)
    assert not any(entry.field == "outcome_goal" for entry in snapshot.entries.values())


def changed_book(book: Path) -> Path:
    workbook = load_workbook(book)
    sheet = workbook.active
    cell = next(c for row in sheet.iter_rows() for c in row if str(c.value).startswith("・") and c.column_letter == "F")
    cell.value = "・まったく別の計画にする。"
    workbook.save(book)
    return book


@pytest.mark.parametrize(("key", "choice"), [("1", "mine"), ("2", "theirs"), ("3", "both")])
def test_that_a_differing_text_stays_unless_the_clerk_says_so(
    qtbot: QtBot, bridge: Bridge, book: Path, key: str, choice: str
) -> None:
    imported(qtbot, bridge, book)
    dialog = opened(qtbot, bridge, changed_book(book))
    assert dialog.changes.item(0, 0).text() == "違い"
    assert dialog.go.text() == "次へ：違いを決める（1件）"
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.conflicts.isVisible() and dialog.conflicts.untouched == 1 and dialog.go.text() == "取り込む"
    assert [dialog.conflicts.table.item(0, col).text() for col in range(2)] == ["診療所を訪ねる", "計画"]
    qtbot.keyClicks(dialog.conflicts.table, key)
    assert dialog.conflicts.untouched == 0
    with qtbot.waitSignal(dialog.imported, timeout=20_000):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    with bridge.workspace.read() as connection:
        entries = load_plan(connection, 1).entries.values()
    assert ("・まったく別の計画にする。" in {e.text for e in entries}) == (choice == "theirs")
    noted = any(e.field == "note" and "まったく別の計画にする。" in e.text for e in entries)
    assert noted == (choice == "both")


def test_that_one_can_go_back_from_the_differences(qtbot: QtBot, bridge: Bridge, book: Path) -> None:
    imported(qtbot, bridge, book)
    dialog = opened(qtbot, bridge, changed_book(book))
    assert not dialog.back.isVisible()
    dialog.go.click()
    qtbot.keyClicks(dialog.conflicts.table, "2")
    dialog.back.click()
    assert dialog.changes.isVisible() and dialog.go.text().startswith("次へ")
    dialog.go.click()
    assert list(dialog.conflicts.decided().values()) == ["theirs"]


def test_that_what_is_no_workbook_says_so_and_nothing_changes(qtbot: QtBot, bridge: Bridge, tmp_path: Path) -> None:
    junk = tmp_path / "写真.xlsx"
    junk.write_bytes(b"\x89PNG" + bytes(200))
    dialog = opened(qtbot, bridge, junk)
    assert "写真.xlsx" in dialog.messages.texts()[0]
    assert not dialog.go.isVisible() and dialog.leave.text() == "閉じる"
    assert bridge.workspace.undo_name is None


def test_that_the_dialog_can_be_left_while_it_reads(qtbot: QtBot, bridge: Bridge, book: Path) -> None:
    dialog = ImportDialog(bridge, Theme(), book)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=10_000)
    assert bridge.workspace.undo_name is None


def test_that_the_buttons_are_on_the_screen_in_the_largest_text_size(qtbot: QtBot, bridge: Bridge, book: Path) -> None:
    dialog = ImportDialog(bridge, Theme(text_size="largest"), book)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.go.isEnabled, timeout=20_000)
    room = dialog.screen().availableGeometry()
    assert dialog.width() <= room.width() and dialog.height() <= room.height()
    corner = dialog.go.mapTo(dialog, dialog.go.rect().bottomRight())
    assert dialog.rect().contains(corner)


def test_that_columns_are_as_wide_as_the_names_of_their_targets(qtbot: QtBot, bridge: Bridge, book: Path) -> None:
    dialog = opened(qtbot, bridge, book)
    columns = dialog.sheet.columns
    combos = [columns.cellWidget(0, col) for col in range(columns.columnCount())]
    named = [(col, combo) for col, combo in enumerate(combos) if isinstance(combo, QComboBox)]
    assert any("ターゲット" in combo.currentText() for _, combo in named)
    for col, combo in named:
        assert columns.columnWidth(col) >= combo.fontMetrics().horizontalAdvance(combo.currentText()) + 60
        assert columns.columnWidth(col) == dialog.sheet.sheet.columnWidth(col)


def test_that_cards_in_a_text_are_shown_one_in_a_row_and_taken(qtbot: QtBot, bridge: Bridge, tmp_path: Path) -> None:
    path = cards_text(tmp_path / "予定.tsv")
    dialog = opened(qtbot, bridge, path)
    assert dialog.windowTitle() == "文字のファイルを取り込む"
    assert "データ　5行" in dialog._read_as.text()
    with qtbot.waitSignal(dialog.imported, timeout=20_000) as waited:
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert waited.args is not None and waited.args[0].not_taken == ()
    with bridge.workspace.read() as connection:
        assert [document.form for document in load_documents(connection)] == ["p5"]
    assert bridge.workspace.undo_name == "文字のファイルの取り込み"


def test_that_what_could_not_be_written_can_be_tried_again_or_left(
    qtbot: QtBot, bridge: Bridge, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_reason: str) -> None:
        raise KnownError("空き容量がありません。", safe="", todo="空けてから、もう一度お試しください。")

    dialog = opened(qtbot, bridge, book)
    with monkeypatch.context() as patched:
        patched.setattr(bridge.workspace, "back_up", full)
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: bool(dialog.messages.texts()))
    assert dialog.leave.isEnabled()
    with qtbot.waitSignal(dialog.imported, timeout=20_000):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
