"""Only what looks different is painted again, and nothing that does is forgotten."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.zaitaku_ui.tables.conftest import Desk

SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
KEYS = (
    (Qt.Key.Key_Down, NONE),
    (Qt.Key.Key_Right, NONE),
    (Qt.Key.Key_Up, NONE),
    (Qt.Key.Key_Left, NONE),
    (Qt.Key.Key_Down, SHIFT),
    (Qt.Key.Key_Right, SHIFT),
    (Qt.Key.Key_Up, SHIFT),
    (Qt.Key.Key_Return, NONE),
    (Qt.Key.Key_Tab, NONE),
    (Qt.Key.Key_Space, SHIFT),
)


def on_screen(desk: Desk) -> QImage:
    """What has been painted, as it stands on the screen."""
    QApplication.processEvents()
    window = desk.sheet.window()
    size = window.size()
    return window.screen().grabWindow(window.winId(), 0, 0, size.width(), size.height()).toImage()


@pytest.mark.parametrize("seed", range(3))
def test_that_after_any_keys_the_screen_is_as_if_all_had_been_painted(desk: Desk, qtbot: QtBot, seed: int) -> None:
    dice, sheet = random.Random(seed), desk.sheet
    qtbot.waitExposed(sheet)
    first = on_screen(desk)
    shown: set[bytes] = {bytes(first.constBits())}
    for number in range(60):
        if number % 12 == 11:
            desk.go("cases", "plan:2024")
            assert sheet.enter(f"・第{number}回の計画。" * dice.choice((1, 9)))
        elif number % 17 == 16:
            numbers = sheet.row_numbers().viewport()
            qtbot.mouseClick(numbers, Qt.MouseButton.LeftButton, pos=QPoint(5, dice.randrange(numbers.height() // 2)))
        else:
            qtbot.keyClick(sheet.pane_of(sheet.place()[1]), *dice.choice(KEYS))
        now = on_screen(desk)
        sheet.paint_all()
        assert now == on_screen(desk), f"after step {number}"
        shown.add(bytes(now.constBits()))
    assert len(shown) > 20
