"""資料を増やす and 資料の設定, by form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from plans import SmallPlan, small_file
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.document_settings import DocumentDialog
from zaitaku_ui.theme import Theme

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.reading import load_document, load_plans

Opened = tuple[Bridge, SmallPlan]


@pytest.fixture
def opened(qapp: object, tmp_path: Path) -> Iterator[Opened]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    yield Bridge(workspace), plan
    workspace.close()


def dialog_for(qtbot: QtBot, opened: Opened, **changes: object) -> DocumentDialog:
    bridge, small = opened
    with bridge.workspace.read() as connection:
        plan = load_plans(connection)[0]
    row = replace(DocumentRow(0, "plan", "p1", "", small.plan, FiscalYear(2026), (2024,)), **changes)  # type: ignore[arg-type]
    dialog = DocumentDialog(bridge, row, plan, Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def made(dialog: DocumentDialog, bridge: Bridge) -> DocumentRow:
    dialog.go.click()
    assert dialog.made is not None
    with bridge.workspace.read() as connection:
        return load_document(connection, dialog.made)


def test_that_each_form_proposes_its_title_and_years(qtbot: QtBot, opened: Opened) -> None:
    dialog = dialog_for(qtbot, opened)
    assert dialog.title_field.text().endswith("（R6－R8）") and dialog.actual.years() == [2024]
    dialog.forms.button("p4").click()
    assert dialog.title_field.text() == "令和7年度における各事業の実施実績について"
    assert dialog.actual.years() == [2025] and dialog.actual.accessibleName() == "評価する年度"
    dialog.forms.button("p3").click()
    assert dialog.title_field.text().endswith("年次計画") and not dialog.actual.isVisible()
    document = made(dialog, opened[0])
    assert (document.form, document.fiscal_year, document.actual_years) == ("p3", FiscalYear(2026), ())


def test_that_what_was_typed_is_not_proposed_over(qtbot: QtBot, opened: Opened) -> None:
    dialog = dialog_for(qtbot, opened)
    dialog.title_field.clear()
    qtbot.keyClicks(dialog.title_field, "hyou")
    dialog.actual.box(2026).click()
    dialog.forms.button("p4").click()
    document = made(dialog, opened[0])
    assert document.title == "hyou" and document.actual_years == (2024, 2026) and document.form == "p4"


def test_that_the_year_before_is_assessed_as_far_as_the_plan_has_it(qtbot: QtBot, opened: Opened) -> None:
    dialog = dialog_for(qtbot, opened, form="p4", fiscal_year=FiscalYear(2024))
    assert dialog.actual.years() == [2024]
    dialog.year.choose(FiscalYear(2026))
    assert dialog.actual.years() == [2025] and dialog.title_field.text().startswith("令和7年度")


@pytest.mark.parametrize(("form", "asked"), [("p1", True), ("p3", True), ("p4", False)])
def test_that_the_way_of_continuing_is_asked_where_the_form_shows_it(
    qtbot: QtBot, opened: Opened, form: str, asked: bool
) -> None:
    dialog = dialog_for(qtbot, opened, form=form)
    assert dialog.continues.isVisible() == asked
    if asked:
        dialog.continues.setCurrentIndex(dialog.continues.findData("merge"))
        assert made(dialog, opened[0]).continues == "merge"


def test_that_a_legend_has_several_lines_and_shows_that_of_the_form(qtbot: QtBot, opened: Opened) -> None:
    dialog = dialog_for(qtbot, opened, form="p4")
    assert dialog.legend.placeholderText().startswith("Ａ：") and dialog.legend.placeholderText().count("\n") == 3
    dialog.legend.setPlainText("Ａ：できた\nＢ：一部できた\n")
    document = made(dialog, opened[0])
    assert document.legend == "Ａ：できた\nＢ：一部できた"
    again = dialog_for(
        qtbot, opened, **{name: getattr(document, name) for name in ("id", "form", "title", "legend", "fiscal_year")}
    )
    assert again.legend.lines() == ["Ａ：できた", "Ｂ：一部できた"] and again.forms is None


def test_that_enter_confirms_also_after_the_keyboard_was_on_the_buttons(qtbot: QtBot, opened: Opened) -> None:
    dialog = dialog_for(qtbot, opened)
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    for widget in (dialog.leave, dialog.go, dialog.leave, dialog.forms.button("p3"), dialog.title_field):
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
    qtbot.keyClick(dialog.title_field, Qt.Key.Key_Return)
    assert dialog.made is not None and not dialog.isVisible()
