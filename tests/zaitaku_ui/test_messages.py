"""Messages say what is true now."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from zaitaku_ui.main_window import MainWindow
from zaitaku_ui.messages import MessageArea
from zaitaku_ui.places.record_view import RecordView
from zaitaku_ui.theme import Theme, load_ui_fonts

from zaitaku_desktop.base.errors import KnownError

REFUSED = KnownError("日付「2/30」を読み取れません。", todo="「6/12」のように書いてください。")


@pytest.fixture
def area(qtbot: QtBot) -> MessageArea:
    made = MessageArea(Theme(family=load_ui_fonts()))
    qtbot.addWidget(made)
    return made


def test_that_a_refusal_goes_when_something_else_happens(area: MessageArea) -> None:
    area.show_refusal(REFUSED)
    QApplication.processEvents()
    area.pass_on()
    assert area.texts() == []


def test_that_a_refusal_stays_through_the_act_that_brought_it(area: MessageArea) -> None:
    area.show_refusal(REFUSED)
    area.pass_on()  # a paste of which some cells were written and one was not
    assert area.texts() == [REFUSED.message]


def test_that_what_stays_true_stays(area: MessageArea) -> None:
    area.show_message("ok", "PDFを保存しました：資料1.pdf")
    area.show_trouble(KnownError("控えを取れませんでした。", todo="空きを作ってください。"))
    QApplication.processEvents()
    area.pass_on()
    assert len(area.texts()) == 2


def test_that_a_message_closed_by_hand_is_not_closed_again(area: MessageArea, qtbot: QtBot) -> None:
    area.show_passing("ok", "資料一式を確定しました。")
    QApplication.processEvents()
    strip = area.layout().itemAt(0).widget()  # type: ignore[union-attr]
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    area.pass_on()
    assert area.texts() == []


def test_that_a_refused_day_is_told_only_where_it_was_typed(window: MainWindow) -> None:
    page = window.page
    assert page is not None
    page.go("training")
    tabbed = page.tabbed()
    view = None if tabbed is None else tabbed.view()
    assert isinstance(view, RecordView)
    day = view.table.model.column_of("day")
    assert day is not None
    view.table.sheet.set_cursor(0, day)
    view.table.sheet.enter("2/30")
    assert "2/30" in page.messages.texts()[0]
    QApplication.processEvents()
    page.go("plan")
    assert page.messages.texts() == []
