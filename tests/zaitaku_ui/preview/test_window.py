"""「大きく見る」: all pages, small and large, one or two side by side; it follows the sheet as the preview does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from zaitaku_ui.preview.desk import WHOLE, WIDTH
from zaitaku_ui.preview.pane import PreviewPane
from zaitaku_ui.preview.window import PreviewWindow

from zaitaku_desktop.typeset.blocks import PrintJob
from zaitaku_desktop.typeset.boxes import Layout

JobMaker = Callable[..., PrintJob]


def laid(pane: PreviewPane, qtbot: QtBot, job: PrintJob) -> Layout:
    with qtbot.waitSignal(pane.laid_out, timeout=20000) as caught:
        pane.show_job(job)
    layout = caught.args[0]
    assert isinstance(layout, Layout)
    return layout


@pytest.fixture
def large(pane: PreviewPane, qtbot: QtBot, job_of: JobMaker) -> PreviewWindow:
    """The window over a 資料 of several pages."""
    laid(pane, qtbot, job_of(60))
    button = pane.findChild(QToolButton, "preview-enlarge")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pane.large is not None
    with qtbot.waitExposed(pane.large):
        pane.large.activateWindow()
    return pane.large


def test_that_a_whole_page_is_seen_and_keys_turn(large: PreviewWindow, qtbot: QtBot) -> None:
    desk = large.desk
    sheet = desk._sheets[0]
    assert desk.offset().y() == 0
    assert sheet.area.width() <= desk.viewport().width() and sheet.area.height() <= desk.viewport().height()
    qtbot.keyClick(desk, Qt.Key.Key_PageDown)
    assert desk.page_number == 1 and large.number.value() == 2
    assert large.small.currentIndex().row() == 1
    qtbot.keyClick(desk, Qt.Key.Key_End)
    assert large.number.value() == large.number.maximum()


def test_that_zoom_keeps_the_page_and_is_said(large: PreviewWindow, qtbot: QtBot) -> None:
    desk = large.desk
    desk.go_to(2)
    large.power.setCurrentIndex(large.power.findData(2.0))
    large.power.activated.emit(large.power.currentIndex())
    assert desk.zoom == 2.0 and desk.page_number == 2 and large.power.currentText() == "200%"
    qtbot.keyClick(desk, Qt.Key.Key_Minus)
    assert desk.zoom == 1.5 and desk.page_number == 2
    desk.set_fit(WIDTH)
    assert large.power.currentText() == "幅に合わせる" and desk.horizontalScrollBar().maximum() == 0


def test_that_two_pages_stand_side_by_side(large: PreviewWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(large.two_up, Qt.MouseButton.LeftButton)
    first, second, third = large.desk._sheets[:3]
    assert first.area.top() == second.area.top() and first.area.right() < second.area.left()
    assert third.area.top() > first.area.bottom() and third.area.left() == first.area.left()
    assert large.desk.fit == WHOLE and second.area.right() <= large.desk.viewport().width()


def test_that_a_page_number_can_be_typed(large: PreviewWindow, qtbot: QtBot) -> None:
    large.number.setFocus()
    large.number.selectAll()
    qtbot.keyClicks(large.number, "3")
    qtbot.keyClick(large.number, Qt.Key.Key_Return)
    assert large.desk.page_number == 2


def test_that_small_pages_are_painted_when_idle_and_a_click_goes_there(large: PreviewWindow, qtbot: QtBot) -> None:
    pages = len(large.desk._sheets)
    qtbot.waitUntil(lambda: large.small.painted() == pages)
    index = large.small.model().index(1, 0)
    qtbot.mouseClick(large.small.viewport(), Qt.MouseButton.LeftButton, pos=large.small.visualRect(index).center())
    assert large.desk.page_number == 1


def test_that_the_cursor_is_outlined_there_and_a_click_tells_the_cell(
    pane: PreviewPane,
    large: PreviewWindow,
    qtbot: QtBot,
    job_of: JobMaker,
    idents_of: Callable[[PrintJob], list[object]],
) -> None:
    last = idents_of(job_of(60))[-1]
    pane.set_cursor(last)
    qtbot.waitUntil(lambda: large.desk._ident == last)
    assert large.desk.page_number == len(large.desk._sheets) - 1
    sheet = large.desk._sheets[-1]
    region = next(region for region in sheet.page.regions if region.ident == last)
    at = large.desk.box_of(sheet, region).center() - large.desk.offset()
    with qtbot.waitSignal(pane.ident_clicked) as caught:
        qtbot.mouseClick(large.desk.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(at.x()), round(at.y())))
    assert caught.args == [last]


def test_that_new_pages_stay_at_the_place_looked_at(
    pane: PreviewPane, large: PreviewWindow, qtbot: QtBot, job_of: JobMaker
) -> None:
    large.desk.go_to(2)
    layout = laid(pane, qtbot, job_of(60, extra="（続き）"))
    assert large.desk.page_number == 2 and large.desk._sheets[2].page is layout.pages[2]


def test_that_closing_it_leaves_the_preview(pane: PreviewPane, large: PreviewWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(large.closed):
        qtbot.keyClick(large.desk, Qt.Key.Key_Escape)
    assert pane.large is None and pane.is_wanted


def test_that_pages_are_wanted_as_long_as_the_window_is_open(pane: PreviewPane, large: PreviewWindow) -> None:
    pane.hide()
    assert pane.is_wanted
    large.close()
    assert not pane.is_wanted
