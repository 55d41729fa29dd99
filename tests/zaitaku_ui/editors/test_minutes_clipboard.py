"""Items copied, cut and pasted; lines from elsewhere become items."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from minutes_desk import CTRL, SHIFT, MinutesDesk
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from zaitaku_ui.theme import Theme

from zaitaku_desktop.operations import outline


@pytest.fixture
def desk(qtbot: QtBot, dressed: Theme, tmp_path: Path) -> Iterator[MinutesDesk]:
    """With the opinions of `put_opinions`, the second of which 乙川 gave."""
    made = MinutesDesk(tmp_path / "a.zaitaku")
    made.opinions = made.put_opinions()[1:]
    made.do(outline.edit_block, made.opinions[1], speaker_id=made.circle.people[1])
    made.show(dressed)
    yield made
    made.close()


def choose_first_two(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[0])
    desk.key(Qt.Key.Key_Down, SHIFT)


def test_that_copied_items_are_numbered_lines_elsewhere_and_whole_here(desk: MinutesDesk) -> None:
    choose_first_two(desk)
    desk.key(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "(1)\u3000甲の意見\n(2)\u3000乙の意見"
    desk.go(desk.opinions[2])
    desk.key(Qt.Key.Key_V, CTRL)
    assert desk.shown()[4:] == ["1 (4) 甲の意見", "1 (5) 乙の意見"]
    assert desk.editor.view.lines[5].aside == "乙川 花"
    desk.editor.hands.undo()
    assert len(desk.shown()) == 4


def test_that_cut_items_come_back_where_they_are_pasted(desk: MinutesDesk) -> None:
    choose_first_two(desk)
    desk.key(Qt.Key.Key_X, CTRL)
    assert desk.shown() == ["0 1 議題", "1 (1) 丙の意見"]
    desk.go(desk.opinions[2])
    desk.key(Qt.Key.Key_V, CTRL)
    assert desk.shown()[1:] == ["1 (1) 丙の意見", "1 (2) 甲の意見", "1 (3) 乙の意見"]


def test_that_lines_from_elsewhere_are_read_as_an_outline(desk: MinutesDesk) -> None:
    QGuiApplication.clipboard().setText(
        "(1) 連絡票について\n　ア　欄が多いと思う。\n　イ　だれが書くのか。\n　　→ 病院が書く。\n"
    )
    desk.go(desk.opinions[2])
    desk.key(Qt.Key.Key_V, CTRL)
    assert desk.shown()[4:] == [
        "1 (4) 連絡票について",
        "2 ア 欄が多いと思う。",
        "2 イ だれが書くのか。",
        "2 → 病院が書く。",
    ]
    assert desk.kinds()[5:] == ["意見", "質問", "回答"]


def test_that_words_alone_go_into_the_text(desk: MinutesDesk) -> None:
    QGuiApplication.clipboard().setText("、賛成\n")
    desk.go(desk.opinions[0])
    desk.key(Qt.Key.Key_V, CTRL)
    desk.editor.finish_editing()
    assert desk.shown()[1].startswith("1 (1) 甲の意見、賛成")
    assert len(desk.shown()) == 4
    desk.key(Qt.Key.Key_Home)
    desk.key(Qt.Key.Key_End, SHIFT)
    desk.key(Qt.Key.Key_C, CTRL)
    assert "(1)" not in QGuiApplication.clipboard().text()
