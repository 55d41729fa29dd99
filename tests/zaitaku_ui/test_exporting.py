"""Excelに書き出す of the window: which file, beside the window, what came of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from zaitaku_ui.dialogs.export_excel import ExportDialog
from zaitaku_ui.exporting import Exporting
from zaitaku_ui.main_window import MainWindow
from zaitaku_ui.theme import Theme

from zaitaku_desktop.model.snapshot import DocumentRow


def parts(window: MainWindow) -> tuple[Exporting, DocumentRow]:
    assert window.page is not None
    document = window.page.document()
    assert document is not None
    return window.page.exporting, document


def said(window: MainWindow) -> str:
    assert window.page is not None
    return "".join(window.page.messages.texts())


@pytest.mark.parametrize(("index", "heading"), [(0, "実施計画"), (1, "R6 計画")])
def test_that_the_command_writes_the_chosen_file_and_offers_to_open_it(
    index: int, heading: str, qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "書き出し"
    offered: list[str] = []

    def choose(dialog: ExportDialog) -> int:
        dialog.buttons.button(index).setChecked(True)
        return QDialog.DialogCode.Accepted

    def ask(_parent: object, _title: str, start: str, _filter: str) -> tuple[str, str]:
        offered.append(Path(start).name)
        return str(target), ""

    monkeypatch.setattr(ExportDialog, "exec", choose)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    window.actions_table["export"].trigger()
    qtbot.waitUntil(lambda: "書き出しました" in said(window), timeout=20_000)
    assert offered[0].startswith("資料1 ") and offered[0].endswith("データ.xlsx") is bool(index)
    sheet = load_workbook(tmp_path / "書き出し.xlsx").worksheets[0]
    assert any(cell.value == heading for row in sheet.iter_rows(max_row=6) for cell in row)
    assert not parts(window)[0].busy


def test_that_a_place_that_cannot_be_written_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    exporting, document = parts(window)
    exporting.export(document, "print", tmp_path / "ない" / "x.xlsx")
    qtbot.waitUntil(lambda: "フォルダー" in said(window), timeout=20_000)
    assert not exporting.busy


def test_that_stopping_leaves_the_old_file(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    exporting, document = parts(window)
    target = tmp_path / "x.xlsx"
    target.write_bytes(b"old")
    exporting.export(document, "print", target)
    assert exporting.busy
    assert exporting._strip is not None
    exporting._strip.stop.click()
    qtbot.waitUntil(lambda: "途中でやめました" in said(window), timeout=20_000)
    assert target.read_bytes() == b"old"


def test_that_the_dialog_begins_with_the_file_for_printing(qtbot: QtBot, dressed: Theme) -> None:
    dialog = ExportDialog(dressed, "資料1")
    qtbot.addWidget(dialog)
    assert dialog.kind() == "print"
    dialog.buttons.button(1).setChecked(True)
    assert dialog.kind() == "data"
