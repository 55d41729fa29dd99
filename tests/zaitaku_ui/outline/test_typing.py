"""What is typed is in the file soon, as one step."""

from __future__ import annotations

from minutes_desk import CTRL, OPINIONS, MinutesDesk
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot


def test_that_what_is_typed_is_written_soon_though_nobody_pauses(desk: MinutesDesk, qtbot: QtBot) -> None:
    desk.go(desk.opinions[0])
    for _ in range(9):
        desk.type("か")
        qtbot.wait(60)
    assert "か" in desk.lines()[1]
    qtbot.waitUntil(lambda: desk.lines()[1] == f"1 (1) {OPINIONS[0]}かかかかかかかかか", timeout=1000)


def test_that_what_is_typed_on_and_on_is_undone_at_once(desk: MinutesDesk, qtbot: QtBot) -> None:
    desk.go(desk.opinions[0])
    steps = len(desk.workspace.edits())
    for words in ("もっと", "続く", "文"):
        desk.type(words)
        assert desk.editor.typing.save()
    assert len(desk.workspace.edits()) == steps + 1
    desk.editor.hands.undo()
    assert desk.shown()[1] == f"1 (1) {OPINIONS[0]}"
    assert desk.editor.view.editor.text() == OPINIONS[0]
    desk.editor.hands.redo()
    assert desk.shown()[1] == f"1 (1) {OPINIONS[0]}もっと続く文"


def test_that_what_is_typed_in_two_items_are_two_steps(desk: MinutesDesk) -> None:
    steps = len(desk.workspace.edits())
    desk.go(desk.opinions[0])
    desk.type("一")
    desk.key(Qt.Key.Key_Down)
    desk.type("二")
    desk.key(Qt.Key.Key_Up)
    desk.type("三")
    desk.editor.finish_editing()
    assert len(desk.workspace.edits()) == steps + 3


def test_that_a_word_being_composed_is_not_written_and_its_keys_are_no_keys_of_the_outline(
    desk: MinutesDesk, qtbot: QtBot
) -> None:
    desk.go(desk.opinions[0])
    before = desk.lines()
    desk.compose("かんじ")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Up):
        desk.key(key)
    qtbot.wait(450)
    assert desk.lines() == before and len(desk.shown()) == 4
    desk.type("漢字")
    desk.editor.finish_editing()
    assert desk.lines()[1] == f"1 (1) {OPINIONS[0]}漢字"


def test_that_a_change_elsewhere_leaves_what_is_being_composed(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[1])
    desk.compose("かんじ")
    desk.bridge.perform("ほか", lambda session: None)
    desk.editor.hands.undo()  # takes back what put the opinions in: the item is gone, the window goes on
    assert desk.editor.view.line() is not None
    desk.key(Qt.Key.Key_Z, CTRL)
