"""The outline under the keys: the cursor goes through it as through one text."""

from __future__ import annotations

from minutes_desk import CTRL, OPINIONS, SHIFT, MinutesDesk
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.operations.outline import NewBlock


def at(desk: MinutesDesk) -> tuple[str, int]:
    """The text of the line of the cursor, and where in it the cursor is."""
    line = desk.editor.view.line()
    assert line is not None
    return line.text, desk.editor.view.editor.textCursor().position()


def test_that_the_cursor_goes_up_down_and_around_the_ends_of_items(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[0], 1)
    desk.key(Qt.Key.Key_Down)
    assert at(desk) == (OPINIONS[1], 1)
    desk.key(Qt.Key.Key_Home)
    desk.key(Qt.Key.Key_Left)
    assert at(desk) == (OPINIONS[0], 4)
    desk.key(Qt.Key.Key_Right)
    assert at(desk) == (OPINIONS[1], 0)
    desk.key(Qt.Key.Key_End, CTRL)
    assert at(desk) == (OPINIONS[2], 4)
    desk.key(Qt.Key.Key_Down)
    assert at(desk) == (OPINIONS[2], 4)
    desk.key(Qt.Key.Key_Home, CTRL)
    assert at(desk) == ("議題", 0)


def test_that_a_long_item_is_walked_through_line_by_line(desk: MinutesDesk) -> None:
    (long,) = desk.put(NewBlock("長い文です。" * 30, 1, BlockKind.OPINION))
    desk.editor.show_meeting(desk.circle.meeting)
    desk.go(long)
    lines = desk.editor.view.rows.text_rect(4).height() // 22
    assert lines > 3
    for _ in range(lines - 1):
        desk.key(Qt.Key.Key_Up)
        assert at(desk)[0].startswith("長い")
    desk.key(Qt.Key.Key_Up)
    assert at(desk)[0] == OPINIONS[2]


def test_that_the_row_grows_and_shrinks_with_what_is_typed(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[0])
    view = desk.editor.view
    before = [view.rows.rect(index).top() for index in range(4)]
    desk.type("もっと長くなる文です。" * 8)
    after = [view.rows.rect(index).top() for index in range(4)]
    assert after[:2] == before[:2] and after[2] > before[2]
    for _ in range(8 * 11):
        desk.key(Qt.Key.Key_Backspace)
    assert [view.rows.rect(index).top() for index in range(4)] == before


def test_that_lines_look_the_same_whether_the_cursor_is_in_them_or_not(desk: MinutesDesk) -> None:
    long = desk.put(NewBlock("行の終わりで折り返す長い文です。" * 9, 1, BlockKind.OPINION))
    desk.editor.show_meeting(desk.circle.meeting)
    view = desk.editor.view
    desk.go(desk.opinions[0])
    painted = [view.rows.rect(index) for index in range(5)]
    for block in (*desk.opinions, *long):
        desk.go(block)
        assert [view.rows.rect(index) for index in range(5)] == painted


def test_that_shift_and_the_arrows_choose_items_and_a_key_gives_them_up(desk: MinutesDesk) -> None:
    view = desk.editor.view
    desk.go(desk.opinions[0])
    desk.key(Qt.Key.Key_Down, SHIFT)
    desk.key(Qt.Key.Key_Down, SHIFT)
    assert [line.text for line in view.chosen()] == list(OPINIONS)
    desk.key(Qt.Key.Key_Up, SHIFT)
    assert [line.text for line in view.chosen()] == list(OPINIONS[:2])
    desk.key(Qt.Key.Key_Escape)
    assert not view.has_several
    desk.key(Qt.Key.Key_A, CTRL)
    assert not view.has_several, "the text of the item first"
    desk.key(Qt.Key.Key_A, CTRL)
    assert len(view.chosen()) == 4


def test_that_a_click_puts_the_cursor_where_it_was_made(desk: MinutesDesk, qtbot: QtBot) -> None:
    view = desk.editor.view
    row = view.rect_of(view.rows.text_rect(2))
    wide = view.texts.document(view.lines[2], row.width()).idealWidth()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.left() + round(wide), row.center().y()))
    assert at(desk) == (OPINIONS[1], 4)
    qtbot.waitUntil(view.editor.hasFocus)  # a real screen gives the focus only once the window is the active one


def test_that_what_is_far_down_is_measured_when_it_comes_into_sight(desk: MinutesDesk, qtbot: QtBot) -> None:
    desk.put(*(NewBlock("いくつもの行になる文です。" * 6, 1, BlockKind.OPINION) for _ in range(400)))
    desk.editor.show_meeting(desk.circle.meeting)
    view = desk.editor.view
    desk.go(view.lines[-1].id)
    qtbot.waitUntil(lambda: view.rect_of(view.rows.rect(len(view.lines) - 1)).bottom() <= view.viewport().height())
    assert view.rect_of(view.rows.rect(len(view.lines) - 1)).top() >= 0
    assert view.viewport().rect().contains(view.editor.geometry())
