"""Panel and preview share the right side: one above the other where there is room, behind tabs where there is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from zaitaku_ui.side.right_side import RightSide
from zaitaku_ui.theme import Theme

Maker = Callable[..., RightSide]
PREVIEW = 2


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Maker:
    def made(height: int = 600) -> RightSide:
        side = RightSide(Theme(), QWidget(), QWidget(), QWidget())
        qtbot.addWidget(side)
        side.resize(320, height)
        side.show()
        return side

    return made


def tabs(side: RightSide) -> list[str]:
    return [side.tabs.tabText(place) for place in range(side.tabs.count()) if side.tabs.isTabVisible(place)]


def test_that_at_first_there_is_the_preview_alone(make: Maker) -> None:
    side = make()
    assert (side.preview_seen, side.panel_seen, side.tabs.isVisible()) == (True, False, False)


def test_that_on_a_low_screen_the_panel_stands_before_the_preview_and_tabs_lead_back(make: Maker, qtbot: QtBot) -> None:
    side = make()
    side.show_panel(True)
    assert (side.preview_seen, side.page_seen()) == (False, "cell")
    assert tabs(side) == ["セル", "点検", "プレビュー"]
    qtbot.mouseClick(side.tabs, Qt.MouseButton.LeftButton, pos=side.tabs.tabRect(PREVIEW).center())
    assert (side.preview_seen, side.panel_seen) == (True, False)
    side.show_panel(True)
    assert side.page_seen() == "cell"
    side.show_panel(False)
    assert (side.preview_seen, side.panel_seen) == (True, False)


def test_that_the_arrow_keys_go_through_the_tabs(make: Maker, qtbot: QtBot) -> None:
    side = make()
    side.show_panel(True)
    side.tabs.setFocus()
    qtbot.keyClick(side.tabs, Qt.Key.Key_Right)
    assert side.page_seen() == "findings"
    qtbot.keyClick(side.tabs, Qt.Key.Key_Right)
    assert side.preview_seen


def test_that_on_a_tall_screen_both_are_seen(make: Maker) -> None:
    side = make(940)
    side.show_panel(True, "findings")
    assert (side.preview_seen, side.page_seen()) == (True, "findings")
    assert tabs(side) == ["セル", "点検"]
    side.resize(320, 600)
    assert (side.preview_seen, side.page_seen()) == (False, "findings")


def test_that_with_neither_nothing_is_there_and_either_comes_back(make: Maker) -> None:
    side = make()
    side.show_panel(True)
    side.show_preview(False)
    assert side.page_seen() == "cell" and tabs(side) == ["セル", "点検"]
    side.show_panel(False)
    assert side.isHidden()
    side.show_preview(True)
    assert side.preview_seen


def test_that_without_room_nothing_is_shown_until_it_is_asked_for(make: Maker) -> None:
    side = make()
    side.set_room(False)
    assert side.isHidden() and not side.preview_seen
    side.show_panel(True)
    assert side.page_seen() == "cell"


def test_that_the_tab_counts_the_findings(make: Maker) -> None:
    side = make()
    side.count(3)
    assert side.tabs.tabText(1) == "点検 3"
    side.count(0)
    assert side.tabs.tabText(1) == "点検"


def test_that_a_shape_is_given_back_as_it_was(make: Maker, qtbot: QtBot) -> None:
    side = make(940)
    with qtbot.waitSignal(side.shape_kept):
        side.show_panel(True)
    with qtbot.waitSignal(side.shape_kept):
        side.drawn(350)
    with qtbot.waitSignal(side.shape_kept):
        side._parts.moveSplitter(300, 1)
    other = make(940)
    other.set_shape(side.shape())
    assert other.page_seen() == "cell" and other.preview_seen
    assert other.sizeHint().width() == 350
    assert other._parts.sizes() == side._parts.sizes()
