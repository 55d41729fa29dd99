from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sample_files import open_sample
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.document_settings import DocumentDialog
from zaitaku_ui.dialogs.municipality import MunicipalityDialog
from zaitaku_ui.dialogs.plan_settings import PlanDialog
from zaitaku_ui.theme import Theme

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.snapshot import DocumentRow, MunicipalityRow, PlanRow
from zaitaku_desktop.storage.reading import load_documents, load_municipality, load_plans


@pytest.fixture
def bridge(qapp: object, tmp_path: Path) -> Iterator[Bridge]:
    with open_sample(tmp_path / "a.zaitaku") as workspace:
        yield Bridge(workspace)


def municipality(bridge: Bridge) -> MunicipalityRow:
    with bridge.workspace.read() as connection:
        return load_municipality(connection)


def plan_of(bridge: Bridge) -> PlanRow:
    with bridge.workspace.read() as connection:
        return load_plans(connection)[0]


def documents(bridge: Bridge) -> list[DocumentRow]:
    with bridge.workspace.read() as connection:
        return load_documents(connection)


def test_that_enter_in_a_field_changes_the_setting(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = MunicipalityDialog(bridge, municipality(bridge), Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.department.setText("")
    qtbot.keyClicks(dialog.department, "kaigo")
    dialog.policy.setCurrentText("要点")
    dialog.days.setValue(14)
    qtbot.keyClick(dialog.department, Qt.Key.Key_Return)
    assert municipality(bridge).department == "kaigo" and not dialog.isVisible()
    assert bridge.workspace.undo_name == "自治体設定の変更"
    assert (municipality(bridge).minutes_policy, municipality(bridge).minutes_days) == ("summary", 14)
    bridge.undo()
    assert municipality(bridge).department != "kaigo"


def test_that_an_empty_name_is_refused_in_the_dialog(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = MunicipalityDialog(bridge, municipality(bridge), Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.name.clear()
    dialog.go.click()
    assert dialog.isVisible() and dialog.messages.texts()[0].startswith("自治体名が空です。")
    assert municipality(bridge).name == "みなと野市"


def test_that_escape_changes_nothing(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = MunicipalityDialog(bridge, municipality(bridge), Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.name.setText("かわべ町")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert municipality(bridge).name == "みなと野市" and bridge.workspace.undo_name is None


def test_that_each_way_of_digits_is_shown_by_an_example(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = MunicipalityDialog(bridge, municipality(bridge), Theme())
    qtbot.addWidget(dialog)
    seen = []
    for button in dialog.digits.buttons.buttons():
        button.click()
        seen.append(dialog.digits.example.text())
    assert seen == [
        "印刷の例：７月10日に3,000部を９か所へ配る。",
        "印刷の例：7月10日に3,000部を9か所へ配る。",
        "印刷の例：７月１０日に３，０００部を９か所へ配る。",
        "印刷の例：7月10日に3,000部を9か所へ配る。",
    ]
    dialog.go.click()
    assert municipality(bridge).digit_style == "typed"


def test_that_a_period_stands_the_right_way_round(qtbot: QtBot, bridge: Bridge) -> None:
    plan = plan_of(bridge)
    dialog = PlanDialog(bridge, plan, Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.period.last.choose(plan.first_year - 1)
    dialog.go.click()
    assert dialog.isVisible() and "前になっています" in dialog.messages.texts()[0]
    dialog.period.last.choose(plan.last_year + 1)
    dialog.due.setText("令和9年度末")
    dialog.go.click()
    assert not dialog.isVisible()
    assert plan_of(bridge).last_year == plan.last_year + 1 and plan_of(bridge).due == "令和9年度末"


def test_that_a_document_is_set_as_a_whole_in_one_step(qtbot: QtBot, bridge: Bridge) -> None:
    before = documents(bridge)[0]
    dialog = DocumentDialog(bridge, before, plan_of(bridge), Theme())
    qtbot.addWidget(dialog)
    dialog.title_field.setText("進捗管理表")
    dialog.number.setText("資料２")
    dialog.draft.click()
    dialog.actual.box(2025).click()
    dialog.notes.setPlainText("一つ目の注\n二つ目の注\n\n")
    dialog.go.click()
    after = documents(bridge)[0]
    assert (after.title, after.number, after.draft) == ("進捗管理表", "資料２", not before.draft)
    assert after.actual_years == (2024, 2025) and after.notes == ("一つ目の注", "二つ目の注")
    bridge.undo()
    assert documents(bridge)[0] == before


def test_that_nothing_changed_is_no_step(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = DocumentDialog(bridge, documents(bridge)[0], plan_of(bridge), Theme())
    qtbot.addWidget(dialog)
    dialog.go.click()
    assert bridge.workspace.undo_name is None


def test_that_a_document_needs_a_title(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = DocumentDialog(bridge, documents(bridge)[0], plan_of(bridge), Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.title_field.setText("　")
    dialog.go.click()
    assert dialog.isVisible() and dialog.messages.texts()[0].startswith("題名が空です。")


def test_that_a_further_document_of_the_plan_can_be_made(qtbot: QtBot, bridge: Bridge) -> None:
    plan, before = plan_of(bridge), documents(bridge)
    new = DocumentRow(0, "plan", "p1", "来年度の表", plan.id, FiscalYear(2026))
    dialog = DocumentDialog(bridge, new, plan, Theme())
    qtbot.addWidget(dialog)
    dialog.go.click()
    made = documents(bridge)[-1]
    assert (made.id, made.title, made.plan_id) == (dialog.made, "来年度の表", plan.id)
    assert made.fiscal_year == FiscalYear(2026)
    bridge.undo()
    assert documents(bridge) == before


def test_that_a_long_dialog_is_never_higher_than_the_screen(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = DocumentDialog(bridge, documents(bridge)[0], plan_of(bridge), Theme(text_size="largest"))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.height() < dialog.screen().availableGeometry().height()
    assert dialog.rect().contains(dialog.go.mapTo(dialog, dialog.go.rect().bottomRight()))


def test_that_a_dialog_begins_in_its_first_field(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = MunicipalityDialog(bridge, municipality(bridge), Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.focusWidget() is dialog.name


def by_items(qtbot: QtBot, bridge: Bridge) -> DocumentDialog:
    document = next(row for row in documents(bridge) if row.form == "p2")
    dialog = DocumentDialog(bridge, document, plan_of(bridge), Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_that_the_note_of_a_heading_is_edited_and_one_taken_away_is_kept_as_none(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = by_items(qtbot, bridge)
    notes = dialog.header_notes
    words = [notes.headings.itemText(index) for index in range(notes.headings.count())]
    assert words == [
        *("注あり　事業項目と4つの場面分類", "令和6年度取組状況及び結果", "令和6年度評価"),
        *("令和7年度目標", "注あり　令和7年度の計画"),
    ]
    notes.headings.setCurrentIndex(3)
    qtbot.keyClicks(notes.edit, "*mokuhyo")
    assert notes.headings.itemText(3) == "注あり　令和7年度目標"
    notes.headings.setCurrentIndex(0)
    notes.edit.clear()
    dialog.go.click()
    after = next(row for row in documents(bridge) if row.form == "p2")
    assert dict(after.header_notes) == {"goal": "*mokuhyo", "plan": "*取組ごとの内容は、資料1を参照"}


def test_that_the_dialog_says_which_years_follow_from_that_of_the_document(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = by_items(qtbot, bridge)
    assert dialog.pair.text() == "令和6年度の取組状況及び結果、評価　令和7年度の目標、計画"
    assert not dialog.actual.isVisible() and not dialog.continues.isVisible()
    dialog.year.choose(FiscalYear(2026))
    assert dialog.pair.text().startswith("令和7年度の取組状況")
    dialog.go.click()
    after = next(row for row in documents(bridge) if row.form == "p2")
    assert (after.fiscal_year, after.actual_years) == (FiscalYear(2026), ())


def test_that_the_lines_around_the_title_of_a_plan_in_points_are_settings(qtbot: QtBot, bridge: Bridge) -> None:
    document = next(row for row in documents(bridge) if row.form == "p6")
    dialog = DocumentDialog(bridge, document, plan_of(bridge), Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    places = dialog.header_notes.headings
    names = [places.itemText(index).removeprefix("注あり　") for index in range(places.count())]
    assert names == ["題名の下の行", "ありたい姿の見出し", "太字の説明"]
    assert dialog.header_notes.edit.toPlainText() == document.header_notes["#below"]
    places.setCurrentIndex(1)
    assert dialog.header_notes.edit.toPlainText() == "みなと野市の医療と介護のありたい姿"
    places.setCurrentIndex(2)
    dialog.header_notes.edit.setPlainText("")
    dialog.go.click()
    (changed,) = [row for row in documents(bridge) if row.form == "p6"]
    assert changed.header_notes == {"#below": document.header_notes["#below"], "#key": ""}
