"""Enter and Tab: in a range from cell to cell of it, else as in Excel."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

PLAN, ACTUAL = "plan:2024", "actual:2024"
SHIFT = Qt.KeyboardModifier.ShiftModifier


def choose(desk: Any) -> list[tuple[int, int]]:
    """A range of two rows and two columns, the cursor at its upper left. Returns its cells, row by row."""
    desk.go("line2", PLAN)
    row, col = desk.sheet.place()
    desk.sheet.extend_to(row + 1, col + 1)
    desk.sheet.selection.setCurrentIndex(desk.sheet.model.index(row, col), desk.sheet.selection.SelectionFlag.NoUpdate)
    return [(row, col), (row, col + 1), (row + 1, col), (row + 1, col + 1)]


def walk(desk: Any, qtbot: QtBot, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> list[tuple[int, int]]:
    """Where the cursor is after each of four keys."""
    found = []
    for _ in range(4):
        qtbot.keyClick(desk.sheet.main, key, modifier)
        found.append(desk.sheet.place())
    return found


def test_that_enter_walks_a_range_by_columns_and_tab_by_rows(desk: Any, qtbot: QtBot) -> None:
    a, b, c, d = choose(desk)
    assert walk(desk, qtbot, Qt.Key.Key_Return) == [c, b, d, a]
    assert walk(desk, qtbot, Qt.Key.Key_Return, SHIFT) == [d, b, c, a]
    assert walk(desk, qtbot, Qt.Key.Key_Tab) == [b, c, d, a]
    assert walk(desk, qtbot, Qt.Key.Key_Backtab, SHIFT) == [d, c, b, a]
    assert len(desk.sheet.selected_cells()) == 4


def test_that_typing_in_a_range_keeps_it_and_goes_to_its_next_cell(desk: Any, qtbot: QtBot) -> None:
    _a, _b, c, _d = choose(desk)
    qtbot.keyClick(desk.sheet.main, "x")
    qtbot.keyClick(desk.sheet.editing.editor, Qt.Key.Key_Return)
    assert desk.text("line2", PLAN) == "x"
    assert desk.sheet.place() == c
    assert len(desk.sheet.selected_cells()) == 4


def test_that_an_arrow_leaves_the_range(desk: Any, qtbot: QtBot) -> None:
    choose(desk)
    qtbot.keyClick(desk.sheet.main, Qt.Key.Key_Right)
    assert len(desk.sheet.selected_cells()) == 1


def test_that_enter_after_tab_goes_below_the_cell_where_tab_began(desk: Any, qtbot: QtBot) -> None:
    desk.go("list", "target_group")
    row, col = desk.sheet.place()
    qtbot.keyClick(desk.sheet.main, Qt.Key.Key_Tab)
    qtbot.keyClick(desk.sheet.main, "x")
    qtbot.keyClick(desk.sheet.editing.editor, Qt.Key.Key_Tab)
    assert desk.sheet.place() == (row, col + 2)
    qtbot.keyClick(desk.sheet.main, "y")
    qtbot.keyClick(desk.sheet.editing.editor, Qt.Key.Key_Return)
    assert desk.sheet.place() == (row + 1, col)


def test_that_an_arrow_forgets_where_tab_began(desk: Any, qtbot: QtBot) -> None:
    desk.go("line1", PLAN)
    row, col = desk.sheet.place()
    qtbot.keyClick(desk.sheet.main, Qt.Key.Key_Tab)
    qtbot.keyClick(desk.sheet.main, Qt.Key.Key_Left)
    qtbot.keyClick(desk.sheet.main, Qt.Key.Key_Right)
    qtbot.keyClick(desk.sheet.main, Qt.Key.Key_Return)
    assert desk.sheet.place() == (row + 1, col + 1)
