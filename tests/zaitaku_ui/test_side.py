"""The right side in the window: counted in the status bar, reached by keys, remembered by this PC."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from zaitaku_ui.file_page import FilePage
from zaitaku_ui.main_window import MainWindow
from zaitaku_ui.places.indicator_page import IndicatorPage

from zaitaku_desktop import preferences
from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import plan_cells
from zaitaku_desktop.operations.document import create_document

SHIFT = Qt.KeyboardModifier.ShiftModifier


def page_of(window: MainWindow) -> FilePage:
    assert window.page is not None
    return window.page


def write_wrong(qtbot: QtBot, window: MainWindow) -> CellAddress:
    """A wrong weekday in the first 実績. Returns its cell."""
    page = page_of(window)
    assert page.editor.view is not None
    qtbot.waitUntil(lambda: page.editor.isAncestorOf(QApplication.focusWidget()))
    cell = next(c for c in page.editor.view.cells if c.address and c.address.column.startswith("actual:"))
    assert cell.address is not None
    value = FieldValue("actual", 2024, EntryState.TEXT, "R6/6/18（水）")
    item = cell.address.item_id
    page.bridge.perform("入力", lambda session: plan_cells.write_values(session, item, [value]))
    qtbot.waitUntil(lambda: window.status.findings.text() == "点検 1件")
    return cell.address


def test_that_the_status_bar_counts_and_leads_to_the_list(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.status.findings.text() == "点検 0件")
    write_wrong(qtbot, window)
    qtbot.mouseClick(window.status.findings, Qt.MouseButton.LeftButton)
    side = page_of(window).editor.side
    assert side.right.page_seen() == "findings" and side.findings.view.list.hasFocus()


def test_that_without_a_file_nothing_is_counted(make_window: Callable[..., MainWindow]) -> None:
    assert not make_window().status.findings.isVisible()


def test_that_f6_goes_to_what_is_seen_at_the_right(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    write_wrong(qtbot, window)
    qtbot.keyClick(focused(), Qt.Key.Key_F6)
    assert page.editor.preview.isAncestorOf(focused())
    page.editor.sheet.setFocus()
    page.editor.side.right.show_panel(True, "findings")
    qtbot.keyClick(focused(), Qt.Key.Key_F6)
    assert focused() is page.editor.side.findings.view.list
    qtbot.keyClick(focused(), Qt.Key.Key_F6, SHIFT)
    assert page.editor.sheet.isAncestorOf(focused())


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_that_a_finding_shown_in_another_document_opens_it(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    wanted = write_wrong(qtbot, window)
    first, plan = page.document_id, page.plan()
    assert plan is not None
    before = len(page.documents)
    done = page.bridge.perform("資料", partial(_yearly, plan.id))
    assert done is not None
    qtbot.waitUntil(lambda: len(page.documents) == before + 1)
    page.open_document(done.result)
    page.editor.side.show_list()
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert page.document_id == first
    cell = page.editor.sheet.cursor_cell()
    assert cell is not None and cell.address == wanted


def _yearly(plan: int, session: object) -> int:
    return create_document(session, form="p3", title="年次計画", fiscal_year=2025, plan_id=plan)  # type: ignore[arg-type]


def test_that_width_and_open_panes_are_remembered(
    qtbot: QtBot, window: MainWindow, make_window: Callable[..., MainWindow], sample: Path
) -> None:
    editor = page_of(window).editor
    editor.side.right.show_panel(True)
    editor._splitter.moveSplitter(editor.width() - 380, 1)
    width = editor.side.right.width()
    qtbot.waitUntil(lambda: preferences.load().panes.get("side:width") == (width,))
    assert preferences.load().panes["side:panel-wanted"] == (1,)
    window.close()
    other = make_window(preferences.load())
    other.open_path(str(sample))
    again = page_of(other).editor.side.right
    assert again.panel_seen or again.preview_seen
    assert again.width() == width


def test_that_the_indicators_of_an_initiative_lead_to_their_table_and_back(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    page.desk.open()
    link = page.desk.indicators.items[-1]
    page.editor.go_to(CellAddress(link.item_id, "title"))
    page.editor.side.right.show_panel(True, "cell")
    view = page.editor.side.cell.indicators
    qtbot.waitUntil(view.isVisible)
    qtbot.mouseClick(view.go, Qt.MouseButton.LeftButton)
    shown = page.tabbed()
    assert isinstance(shown, IndicatorPage) and focused().window() is window
    table = shown.table()
    assert table.record() == link.indicator_id and table.isAncestorOf(focused())
    page.editor.go_to(CellAddress(page.editor.view.rows[0].item_id, "title"))  # type: ignore[union-attr]
    shown.show_initiative()
    cell = page.editor.sheet.cursor_cell()
    assert page.place() == "plan" and cell is not None and cell.address == CellAddress(link.item_id, "title")
    assert page.editor.isAncestorOf(focused())
