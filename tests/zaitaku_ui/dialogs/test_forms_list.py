"""様式の一覧, and the choice of a form for a 資料."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from plans import SmallPlan, small_file
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.document_settings import DocumentDialog
from zaitaku_ui.dialogs.forms_list import FormsDialog
from zaitaku_ui.theme import Theme

from zaitaku_desktop.forms.library import load_form, read_library
from zaitaku_desktop.forms.writing import form_toml
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.operations.own_forms import add_form
from zaitaku_desktop.storage.reading import load_document, load_plans

Opened = tuple[Bridge, SmallPlan]


@pytest.fixture
def opened(qapp: object, tmp_path: Path) -> Iterator[Opened]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    workspace.perform("様式の追加", lambda session: add_form(session, load_form("p4"), "私たちの様式"))
    yield Bridge(workspace), plan
    workspace.close()


def listed(qtbot: QtBot, opened: Opened) -> FormsDialog:
    dialog = FormsDialog(opened[0], Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose(dialog: FormsDialog, words: str) -> None:
    rows = [dialog.list.item(at).text() for at in range(dialog.list.count())]
    dialog.list.setCurrentRow(next(at for at, row in enumerate(rows) if row.startswith(words)))


def usable(dialog: FormsDialog) -> set[str]:
    return {button.text() for button in dialog.findChildren(QPushButton) if button.isEnabled()}


def test_that_presets_are_only_copied_and_own_forms_are_changed_too(qtbot: QtBot, opened: Opened) -> None:
    dialog = listed(qtbot, opened)
    asked: list[tuple[str, bool]] = []
    dialog.edit_asked.connect(lambda key, copy: asked.append((key, copy)))
    choose(dialog, "実施実績・評価")
    assert not usable(dialog) & {"直す", "消す", "名前を変える…"} and "ファイルに書き出す…" in usable(dialog)
    dialog.go.click()
    choose(dialog, "私たちの様式")
    assert {"直す", "消す", "名前を変える…"} <= usable(dialog) and dialog.isVisible()
    dialog.edit_button.click()
    assert asked == [("p4", True), ("own1", False)]


def test_that_an_own_form_is_renamed_and_removed_but_not_while_documents_are_in_it(
    qtbot: QtBot, opened: Opened
) -> None:
    bridge, plan = opened
    dialog = listed(qtbot, opened)
    choose(dialog, "私たちの様式")
    dialog.rename("市の様式")
    assert dialog.list.currentItem().text() == "市の様式　（自分の様式）"
    bridge.workspace.perform("様式", lambda session: edit_document(session, plan.document, form="own1"))
    dialog.reload()
    dialog.remove_button.click()
    assert "資料「資料1 進捗管理表」が使っています" in dialog.messages.texts()[0]
    bridge.undo()
    dialog.remove_button.click()
    with bridge.workspace.read() as connection:
        assert not read_library(connection).own


def test_that_a_form_goes_into_a_file_and_comes_back_and_a_broken_one_is_refused(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    bridge, _ = opened
    dialog = listed(qtbot, opened)
    choose(dialog, "私たちの様式")
    dialog.files.write(tmp_path / "様式.toml", dialog.library.form(dialog.key()))
    dialog.files.read(tmp_path / "様式.toml")
    assert dialog.list.currentItem().text().startswith("私たちの様式（2）")
    broken = form_toml(load_form("p1")).replace("width = 53", "width = 530")
    (tmp_path / "壊れた様式.toml").write_text(broken, encoding="utf-8")
    dialog.files.read(tmp_path / "壊れた様式.toml")
    said = dialog.messages.texts()[0]
    assert "壊れた様式.toml" in said and "column.width" in said and "超えます" in said
    (tmp_path / "文.toml").write_text("これは様式ではありません", encoding="utf-8")
    dialog.files.read(tmp_path / "文.toml")
    assert "文.toml" in dialog.messages.texts()[0]
    with bridge.workspace.read() as connection:
        assert len(read_library(connection).own) == 2


def test_that_a_form_that_cannot_be_read_is_listed_with_its_reason_and_the_others_work(
    qtbot: QtBot, opened: Opened
) -> None:
    bridge, _ = opened
    bridge.workspace.perform("壊す", lambda session: session.connection().exec_driver_sql(BREAK))
    dialog = listed(qtbot, opened)
    choose(dialog, "私たちの様式")
    assert "読み取れません" in dialog.list.currentItem().text() and "私たちの様式" in dialog.messages.texts()[0]
    assert usable(dialog) & {"消す"} and not usable(dialog) & {"直す", "複製して直す"}
    choose(dialog, "年次計画")
    assert "複製して直す" in usable(dialog) and not dialog.messages.texts()


BREAK = "UPDATE stored_form SET toml = 'key = 1'"


def test_that_another_form_is_chosen_for_a_document_and_a_copy_is_asked_for(qtbot: QtBot, opened: Opened) -> None:
    bridge, small = opened
    with bridge.workspace.read() as connection:
        plan, document = load_plans(connection)[0], load_document(connection, small.document)
    dialog = DocumentDialog(bridge, document, plan, Theme())
    qtbot.addWidget(dialog)
    asked: list[tuple[str, bool]] = []
    dialog.form_asked.connect(lambda key, copy: asked.append((key, copy)))
    assert dialog.form_combo is not None
    dialog.form_combo.edit.click()
    dialog.offer_forms("own1")
    dialog.go.click()
    with bridge.workspace.read() as connection:
        assert load_document(connection, small.document).form == "own1"
    new = DocumentDialog(bridge, replace(document, id=0, title=""), plan, Theme())
    qtbot.addWidget(new)
    assert new.forms is not None
    new.forms.button("p3").click()
    new.forms.copy.click()
    assert asked == [("p1", False)]
    new.form_asked.connect(lambda key, copy: asked.append((key, copy)))
    new.forms.copy.click()
    assert asked[1:] == [("p3", True)]
    new.offer_forms("own1")
    assert new.forms.key() == "own1"
