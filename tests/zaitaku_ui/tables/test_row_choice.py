"""Whole rows chosen with the mouse on the row numbers and with the keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session
from zaitaku_ui.tables.navigation import Area, cells_in
from zaitaku_ui.tables.plan_sheet import PlanSheet
from zaitaku_ui.tables.row_choice import blocks
from zaitaku_ui.theme import Theme

from zaitaku_desktop.operations import plan_rows

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT, NO = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def middle(desk: Any, row: int) -> QPoint:
    """The middle of a row number."""
    numbers = desk.sheet.row_numbers()
    return QPoint(10, numbers.sectionViewportPosition(row) + numbers.sectionSize(row) // 2)


def click(desk: Any, qtbot: QtBot, row: int, held: Qt.KeyboardModifier = NO) -> None:
    qtbot.mouseClick(desk.sheet.row_numbers().viewport(), LEFT, held, middle(desk, row))


def drag(desk: Any, qtbot: QtBot, first: int, last: int, held: Qt.KeyboardModifier = NO) -> None:
    viewport = desk.sheet.row_numbers().viewport()
    qtbot.mousePress(viewport, LEFT, held, middle(desk, first))
    qtbot.mouseMove(viewport, middle(desk, last))
    qtbot.mouseRelease(viewport, LEFT, held, middle(desk, last))


def chosen(desk: Any) -> tuple[int, ...]:
    return tuple(desk.sheet.row_choice.rows)


def press(desk: Any, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = NO) -> None:
    sheet = desk.sheet
    qtbot.keyClick(sheet.frozen if sheet.frozen.hasFocus() else sheet.main, key, held)


def test_that_a_click_on_a_number_chooses_that_row_whatever_is_merged_over_it(desk: Any, qtbot: QtBot) -> None:
    click(desk, qtbot, 1)
    view = desk.sheet.model.view
    assert chosen(desk) == (1,)
    assert desk.sheet.area() == Area(1, 0, 1, len(view.columns) - 1)
    assert desk.sheet.place()[0] == 1
    whole = cells_in(view, desk.sheet.area())
    assert whole and all((cell.row, cell.rowspan) == (1, 1) for cell in whole)
    assert desk.sheet.row_numbers().highlighted == {1}


def test_that_dragging_over_numbers_chooses_all_of_them_and_back(desk: Any, qtbot: QtBot) -> None:
    drag(desk, qtbot, 3, 1)
    assert chosen(desk) == (1, 2, 3)
    viewport = desk.sheet.row_numbers().viewport()
    qtbot.mousePress(viewport, LEFT, NO, middle(desk, 0))
    qtbot.mouseMove(viewport, middle(desk, 4))
    qtbot.mouseMove(viewport, middle(desk, 1))
    qtbot.mouseRelease(viewport, LEFT, NO, middle(desk, 1))
    assert chosen(desk) == (0, 1)


def test_that_shift_stretches_from_the_first_and_ctrl_adds_and_takes_away(desk: Any, qtbot: QtBot) -> None:
    click(desk, qtbot, 1)
    click(desk, qtbot, 3, SHIFT)
    assert chosen(desk) == (1, 2, 3)
    click(desk, qtbot, 0, SHIFT)
    assert chosen(desk) == (0, 1)
    click(desk, qtbot, 3, CONTROL)
    assert chosen(desk) == (0, 1, 3)
    click(desk, qtbot, 4, SHIFT)
    assert chosen(desk) == (0, 1, 3, 4)
    click(desk, qtbot, 1, CONTROL)
    assert chosen(desk) == (0, 3, 4)
    click(desk, qtbot, 3)  # a click without a key: that one alone
    assert chosen(desk) == (3,)
    click(desk, qtbot, 3, CONTROL)
    assert chosen(desk) == (3,), "the last one stays chosen"


def test_that_shift_and_a_click_begin_at_the_cursor(desk: Any, qtbot: QtBot) -> None:
    desk.sheet.set_cursor(3, 5)
    click(desk, qtbot, 1, SHIFT)
    assert chosen(desk) == (1, 2, 3)


def test_that_shift_space_chooses_the_rows_of_the_range_and_shift_down_one_more(desk: Any, qtbot: QtBot) -> None:
    desk.sheet.set_cursor(0, 5)
    press(desk, qtbot, Qt.Key.Key_Space, SHIFT)
    assert chosen(desk) == (0,)
    press(desk, qtbot, Qt.Key.Key_Down, SHIFT)
    press(desk, qtbot, Qt.Key.Key_Down, SHIFT)
    assert chosen(desk) == (0, 1, 2)
    press(desk, qtbot, Qt.Key.Key_Up, SHIFT)
    assert chosen(desk) == (0, 1)
    press(desk, qtbot, Qt.Key.Key_End, SHIFT | CONTROL)
    assert chosen(desk) == (0, 1, 2, 3, 4)
    press(desk, qtbot, Qt.Key.Key_Down)
    assert chosen(desk) == ()


def test_that_shift_space_on_a_merged_name_chooses_all_its_rows(desk: Any, qtbot: QtBot) -> None:
    desk.sheet.set_cursor(0, 1)
    press(desk, qtbot, Qt.Key.Key_Space, SHIFT)
    assert chosen(desk) == (0, 1)
    assert desk.sheet.editing.editor is None


def test_that_a_click_in_the_sheet_chooses_cells_again(desk: Any, qtbot: QtBot) -> None:
    click(desk, qtbot, 1)
    pane = desk.sheet.main
    qtbot.mouseClick(pane.viewport(), LEFT, NO, pane.visualRect(desk.sheet.model.index(2, 5)).center())
    assert chosen(desk) == ()
    assert desk.sheet.area() == Area(2, 5, 2, 5)


def test_that_choosing_rows_writes_what_is_being_typed_and_stays_if_it_cannot(desk: Any, qtbot: QtBot) -> None:
    desk.go("line2", "plan:2024")
    qtbot.keyClicks(desk.sheet.main, "new")
    click(desk, qtbot, 3)
    assert desk.text("line2", "plan:2024") == "new"
    assert chosen(desk) == (3,)
    desk.go("line2", "plan:2024")
    qtbot.keyClicks(desk.sheet.main, "other")
    desk.refusing = True
    click(desk, qtbot, 3)
    assert desk.sheet.editing.editor is not None
    assert chosen(desk) == ()
    desk.sheet.editing.cancel()


def test_that_chosen_rows_stay_chosen_when_they_move(desk: Any, qtbot: QtBot) -> None:
    drag(desk, qtbot, 2, 3)

    def change(session: Session) -> None:
        plan_rows.move(session, desk.ids["cases"], desk.ids["group"], 0)

    desk.workspace.perform("移動", change)
    desk.load()
    assert chosen(desk) == (0, 3)


def test_that_the_sheet_does_not_move_sideways_and_keeps_the_cursor_in_sight(desk: Any, qtbot: QtBot) -> None:
    desk.sheet.set_cursor(0, 1)
    bar = desk.sheet.main.horizontalScrollBar()
    bar.setValue(bar.maximum())
    before = bar.value()
    assert before > 0
    click(desk, qtbot, 2)
    assert bar.value() == before
    assert desk.sheet.main.columnViewportPosition(desk.sheet.place()[1]) >= 0


def test_that_only_the_part_of_a_merged_cell_in_the_row_is_filled(desk: Any, qtbot: QtBot) -> None:
    click(desk, qtbot, 1)
    pane = desk.sheet.frozen
    image = QImage(pane.size(), QImage.Format.Format_RGB32)
    pane.render(image)
    corner = pane.viewport().pos()

    def colour(row: int) -> str:
        x = pane.columnViewportPosition(1) + pane.columnWidth(1) - 6
        return image.pixelColor(corner.x() + x, corner.y() + pane.rowViewportPosition(row) + 6).name()

    theme = desk.sheet.theme
    assert [colour(0), colour(1)] == [theme.colour("surface").name(), theme.colour("sel").name()]


def test_that_the_sheet_scrolls_while_rows_are_chosen_over_its_edge(desk: Any, qtbot: QtBot) -> None:
    def change(session: Session) -> None:
        for _ in range(60):
            plan_rows.add_initiative(session, 1, desk.ids["group"], title="取組")

    desk.workspace.perform("追加", change)
    desk.load()
    numbers, bar = desk.sheet.row_numbers(), desk.sheet.main.verticalScrollBar()
    qtbot.mousePress(numbers.viewport(), LEFT, NO, middle(desk, 1))
    qtbot.mouseMove(numbers.viewport(), QPoint(10, numbers.viewport().height() + 20))
    qtbot.waitUntil(lambda: bar.value() > 300)
    qtbot.mouseRelease(numbers.viewport(), LEFT, NO, QPoint(10, numbers.viewport().height() + 20))
    stopped = bar.value()
    qtbot.wait(100)
    assert bar.value() == stopped
    assert chosen(desk)[0] == 1 and len(chosen(desk)) > 10


@pytest.mark.parametrize(
    ("rows", "expected"),
    [((), []), ((3,), [range(3, 4)]), ((0, 1, 3, 4, 7), [range(2), range(3, 5), range(7, 8)])],
)
def test_that_rows_are_parted_where_they_stand_apart(rows: tuple[int, ...], expected: list[range]) -> None:
    assert list(blocks(rows)) == expected


def test_that_chosen_words_are_dark_on_light_in_high_contrast_also_in_part_of_a_cell(
    desk: Any, qtbot: QtBot, qapp: QApplication
) -> None:
    sheet = PlanSheet(Theme(family=desk.sheet.theme.family, high_contrast=True))
    qtbot.addWidget(sheet)
    view = desk.sheet.model.view
    sheet.set_grid(view, desk.sheet.model.snapshot)
    sheet.resize(1000, 600)
    sheet.show()
    qtbot.waitExposed(sheet)
    column = next(col for col, known in enumerate(view.columns) if known.key == "target_group")
    assert view.cell_at(0, column).rowspan == 3

    def colours() -> set[str]:
        """Of the words in the first row of a merged cell."""
        image = QImage(sheet.main.size(), QImage.Format.Format_RGB32)
        sheet.main.render(image)
        corner = sheet.main.viewport().pos()
        left = corner.x() + sheet.main.columnViewportPosition(column) + 4
        top = corner.y() + sheet.main.rowViewportPosition(0) + 4
        return {image.pixelColor(x, y).name() for x in range(left, left + 50) for y in range(top, top + 18)}

    light, dark, chosen = (sheet.theme.colour(name).name() for name in ("ink", "on-sel", "sel"))
    sheet.row_choice.begin(1)
    assert light in colours() and chosen not in colours()
    sheet.row_choice.begin(0)
    assert dark in colours() and chosen in colours() and light not in colours()
