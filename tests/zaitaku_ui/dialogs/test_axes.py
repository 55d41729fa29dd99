"""分類の設定: signs and names in the municipality's words, and the references that follow."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from sample_files import open_sample
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.axes import NAME, SENTENCE, SIGN, AxisDialog
from zaitaku_ui.theme import Theme

from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.storage.reading import load_plan, load_plans

REFERRING = "*研修としての振り返りは、（{}）参照"


@pytest.fixture
def bridge(qapp: object, tmp_path: Path) -> Iterator[Bridge]:
    with open_sample(tmp_path / "a.zaitaku") as workspace:
        yield Bridge(workspace)


@pytest.fixture
def dialog(qtbot: QtBot, bridge: Bridge) -> AxisDialog:
    made = AxisDialog(bridge, Theme())
    qtbot.addWidget(made)
    made.show()
    return made


def plan(bridge: Bridge) -> PlanSnapshot:
    with bridge.workspace.read() as connection:
        return load_plan(connection, load_plans(connection)[0].id)


def refers(bridge: Bridge, sign: str) -> bool:
    return any(REFERRING.format(sign) in entry.text for entry in plan(bridge).entries.values())


def write(qtbot: QtBot, dialog: AxisDialog, row: int, column: int, words: str) -> None:
    """Type into a cell of the table."""
    dialog.table.setCurrentCell(row, column)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    editor = dialog.table.indexWidget(dialog.table.currentIndex()) or dialog.table.findChildren(QLineEdit)[-1]
    assert isinstance(editor, QLineEdit)
    editor.setText(words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(partial(_says, dialog, row, column, words))
    assert dialog.isVisible()


def _says(dialog: AxisDialog, row: int, column: int, words: str) -> bool:
    item = dialog.table.item(row, column)
    return item is not None and item.text() == words


def test_that_references_follow_a_new_sign_in_one_step(qtbot: QtBot, bridge: Bridge, dialog: AxisDialog) -> None:
    assert dialog.axis.currentText() == "事業項目" and not dialog.follow.isVisible()
    write(qtbot, dialog, 5, SIGN, "キ")
    write(qtbot, dialog, 6, SIGN, "カ")
    assert dialog.follow.text() == "文の中の参照（1か所）も、新しい記号に直す(&R)"
    dialog.go.click()
    assert refers(bridge, "キ") and not refers(bridge, "カ")
    assert bridge.workspace.undo_name == "分類の設定の変更"
    bridge.undo()
    assert refers(bridge, "カ")


def test_that_references_stay_where_that_is_declined(qtbot: QtBot, bridge: Bridge, dialog: AxisDialog) -> None:
    write(qtbot, dialog, 5, SIGN, "ケ")
    dialog.follow.setFocus()
    qtbot.keyClick(dialog.follow, Qt.Key.Key_Space)
    dialog.go.click()
    assert refers(bridge, "カ")
    assert any(value.number == "ケ" for value in plan(bridge).axis_values.values())


def test_that_a_sign_given_twice_is_told_and_nothing_written(qtbot: QtBot, bridge: Bridge, dialog: AxisDialog) -> None:
    write(qtbot, dialog, 5, SIGN, "ア")
    dialog.go.click()
    assert dialog.isVisible() and "「ア」が、事業項目に2つあります。" in dialog.messages.texts()[0]
    assert bridge.workspace.undo_name is None


def test_that_another_axis_is_shown_with_its_own_names(qtbot: QtBot, bridge: Bridge, dialog: AxisDialog) -> None:
    dialog.axis.setCurrentIndex(dialog.axis.findData("care_scene"))
    assert dialog.table.item(0, NAME).text() == "日常の療養支援"
    write(qtbot, dialog, 0, NAME, "ふだんの療養")
    dialog.go.click()
    assert any(value.heading == "ふだんの療養" for value in plan(bridge).axis_values.values())


def test_that_a_sentence_is_changed_and_a_new_value_typed_below(
    qtbot: QtBot, bridge: Bridge, dialog: AxisDialog
) -> None:
    dialog.axis.setCurrentIndex(dialog.axis.findData("desired_state"))
    count = len(dialog._values())
    write(qtbot, dialog, 0, SENTENCE, "望む場所で過ごすことができる。")
    write(qtbot, dialog, count, SIGN, "8")
    write(qtbot, dialog, count, SENTENCE, "災害のときも支え合う。")
    dialog.go.click()
    values = [value for value in plan(bridge).axis_values.values() if value.axis == "desired_state"]
    assert values[0].sentence == "望む場所で過ごすことができる。" and values[0].heading
    assert (values[-1].number, values[-1].heading, values[-1].sentence) == ("8", "", "災害のときも支え合う。")
    bridge.undo()
    assert len([value for value in plan(bridge).axis_values.values() if value.axis == "desired_state"]) == count


def test_that_only_an_axis_of_the_citys_own_has_sentences_and_free_rows(dialog: AxisDialog) -> None:
    assert dialog.table.isColumnHidden(SENTENCE) and dialog.table.rowCount() == len(dialog._values())
    dialog.axis.setCurrentIndex(dialog.axis.findData("philosophy"))
    assert not dialog.table.isColumnHidden(SENTENCE) and dialog.table.rowCount() == len(dialog._values()) + 3
