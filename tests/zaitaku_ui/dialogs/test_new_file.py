from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from zaitaku_ui.dialogs.new_file import NewFileDialog
from zaitaku_ui.theme import Theme

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.storage.reading import load_axes, load_documents, load_municipality, load_plans


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> NewFileDialog:
    made = NewFileDialog(Theme(), tmp_path)
    qtbot.addWidget(made)
    made.show()
    return made


def test_that_the_name_is_the_first_thing_asked_and_names_the_file(
    qtbot: QtBot, dialog: NewFileDialog, tmp_path: Path
) -> None:
    dialog.name.setText("みなと/野市")
    assert dialog.place.path() == tmp_path / "みなと＿野市.zaitaku"
    dialog.place.path_field.clear()
    qtbot.keyClicks(dialog.place.path_field, str(tmp_path / "mine"))
    dialog.name.setText("かわべ町")
    assert dialog.place.path() == tmp_path / "mine.zaitaku"


def test_that_a_new_file_has_a_plan_of_three_years_and_its_document(qtbot: QtBot, dialog: NewFileDialog) -> None:
    dialog.name.setText("かわべ町")
    dialog.period.first.choose(FiscalYear(2024))
    dialog.period.last.choose(FiscalYear(2026))
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.workspace is not None and not dialog.isVisible()
    with dialog.workspace as workspace, workspace.read() as connection:
        assert load_municipality(connection).name == "かわべ町"
        plan = load_plans(connection)[0]
        assert (plan.first_year, plan.last_year) == (FiscalYear(2024), FiscalYear(2026))
        assert load_documents(connection)[0].plan_id == plan.id
        assert load_axes(connection)
        assert workspace.undo_name is None


def test_that_for_an_import_no_plan_is_asked_and_none_is_made(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewFileDialog(Theme(), tmp_path, for_import=True)
    qtbot.addWidget(dialog)
    assert dialog.plan.parent() is None
    dialog.name.setText("かわべ町")
    dialog.go.click()
    assert dialog.workspace is not None
    with dialog.workspace as workspace, workspace.read() as connection:
        assert load_plans(connection) == [] and load_axes(connection)


def test_that_a_file_that_exists_is_never_replaced(dialog: NewFileDialog, tmp_path: Path) -> None:
    (tmp_path / "かわべ町.zaitaku").write_bytes(b"mine")
    dialog.name.setText("かわべ町")
    dialog.go.click()
    assert dialog.isVisible() and "同じ名前のファイルがあります。" in dialog.messages.texts()[0]
    assert (tmp_path / "かわべ町.zaitaku").read_bytes() == b"mine"


@pytest.mark.parametrize(("field", "words"), [("name", "自治体の名前が空です。"), ("place", "保存する場所が空です。")])
def test_that_what_is_missing_is_named(dialog: NewFileDialog, field: str, words: str) -> None:
    dialog.name.setText("かわべ町")
    (dialog.name if field == "name" else dialog.place.path_field).clear()
    dialog.go.click()
    assert dialog.isVisible() and dialog.messages.texts()[0].startswith(words)
