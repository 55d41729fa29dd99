"""The sheet: merges, cursor, ranges, frozen columns, heights, what stays after a step."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QImage
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session
from zaitaku_ui.tables.navigation import Area

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.operations import plan_rows


def press(desk: Any, qtbot: QtBot, key: Qt.Key, *, shift: bool = False, control: bool = False) -> None:
    """A key on the half of the sheet that has the keyboard."""
    sheet = desk.sheet
    held = Qt.KeyboardModifier.NoModifier
    if shift:
        held |= Qt.KeyboardModifier.ShiftModifier
    if control:
        held |= Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(sheet.frozen if sheet.frozen.hasFocus() else sheet.main, key, held)


def test_that_merged_cells_are_drawn_merged_in_both_halves(desk: Any) -> None:
    for pane in (desk.sheet.main, desk.sheet.frozen):
        assert pane.rowSpan(0, 0) == 3
        assert pane.rowSpan(0, 1) == 2
        assert pane.isColumnHidden(0) is (pane is desk.sheet.main)


def test_that_the_cursor_steps_over_a_merged_cell_and_keeps_its_row_sideways(desk: Any, qtbot: QtBot) -> None:
    desk.sheet.set_cursor(0, 1)
    press(desk, qtbot, Qt.Key.Key_Down)
    assert desk.sheet.place() == (2, 1)
    desk.sheet.set_cursor(1, 5)
    for _ in range(4):
        press(desk, qtbot, Qt.Key.Key_Left)
    for _ in range(4):
        press(desk, qtbot, Qt.Key.Key_Right)
    assert desk.sheet.place() == (1, 5)


def test_that_the_keyboard_follows_the_cursor_into_the_frozen_columns(desk: Any, qtbot: QtBot) -> None:
    desk.sheet.set_cursor(0, 2)
    desk.sheet.main.setFocus()
    press(desk, qtbot, Qt.Key.Key_Left)
    assert desk.sheet.frozen.hasFocus()
    press(desk, qtbot, Qt.Key.Key_Right)
    assert desk.sheet.main.hasFocus()


def test_that_a_range_never_tears_a_merged_cell(desk: Any, qtbot: QtBot) -> None:
    desk.sheet.set_cursor(1, 5)
    press(desk, qtbot, Qt.Key.Key_Down, shift=True)
    assert desk.sheet.area() == Area(1, 5, 2, 5)
    desk.sheet.extend_to(1, 1)
    assert desk.sheet.area() == Area(0, 1, 2, 5), "the shared 対象者 reaches down to row 2"


def test_that_home_and_end_reach_the_corners(desk: Any, qtbot: QtBot) -> None:
    press(desk, qtbot, Qt.Key.Key_End, control=True)
    view = desk.sheet.model.view
    assert desk.sheet.place() == (len(view.rows) - 1, len(view.columns) - 1)
    press(desk, qtbot, Qt.Key.Key_Home, control=True)
    assert desk.sheet.place() == (0, 0)


def test_that_rows_are_as_high_as_their_text_and_the_same_in_both_halves(desk: Any) -> None:
    sheet = desk.sheet
    view = sheet.model.view
    for cell in view.cells:
        needed = sheet.layouts.height(sheet.model.content(cell), sheet._width_of(cell.col))
        for pane in (sheet.main, sheet.frozen):
            assert sum(pane.rowHeight(row) for row in range(cell.row, cell.row + cell.rowspan)) >= needed
    for row in range(len(view.rows)):
        assert sheet.main.rowHeight(row) == sheet.frozen.rowHeight(row)


def test_that_a_longer_text_makes_its_row_higher(desk: Any, qtbot: QtBot) -> None:
    before = desk.sheet.main.rowHeight(1)
    desk.go("line2", "plan:2024")
    cell = desk.sheet.cursor_cell()
    desk.write(cell, None, "\n".join("長い文を何行も書く。" for _ in range(12)))
    assert desk.sheet.main.rowHeight(1) >= max(before, 12 * 18)


def test_that_only_what_changed_is_told_to_the_views(desk: Any, qtbot: QtBot) -> None:
    resets: list[int] = []
    changes: list[tuple[int, int]] = []
    model = desk.sheet.model

    def reset() -> None:
        resets.append(1)

    def changed(first: Any, _last: Any, _roles: Any) -> None:
        changes.append((first.row(), first.column()))

    model.modelReset.connect(reset)
    model.dataChanged.connect(changed)
    desk.go("line2", "plan:2024")
    place = desk.sheet.place()
    desk.write(desk.sheet.cursor_cell(), None, "ほかの文")
    assert resets == []
    assert changes == [place]
    assert desk.sheet.place() == place


def test_that_the_cursor_stays_with_its_row_when_rows_move(desk: Any) -> None:
    desk.go("cases", "plan:2024")

    def change(session: Session) -> None:
        plan_rows.move(session, desk.ids["cases"], desk.ids["group"], 0)

    assert desk.sheet.place()[0] == 2
    desk.workspace.perform("移動", change)
    desk.load()
    assert desk.sheet.place()[0] == 0
    assert desk.sheet.cursor_cell().address.item_id == desk.ids["cases"]


def test_that_the_cursor_goes_near_when_its_row_is_deleted(desk: Any) -> None:
    desk.go("empty", "group")

    def change(session: Session) -> None:
        plan_rows.delete(session, [desk.ids["empty"]])

    desk.workspace.perform("削除", change)
    desk.load()
    assert desk.sheet.place() == (3, 0)


def test_that_a_screen_reader_hears_row_heading_and_text(desk: Any) -> None:
    desk.go("line2", "plan:2024")
    index = desk.sheet.selection.currentIndex()
    assert desk.sheet.model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "2行 R6 ・薬局に照会する。"


def test_that_tooltips_resolve_what_continues_and_name_who_shares(desk: Any) -> None:
    model = desk.sheet.model
    desk.go("cases", "plan:2025")
    tip = model.data(desk.sheet.selection.currentIndex(), Qt.ItemDataRole.ToolTipRole)
    assert "年4回" in tip
    view = model.view
    shared = [cell for cell in view.cells if cell.linked]
    assert len(shared) == 2
    for cell in shared:
        assert "同じ文" in model.data(model.index(cell.row, cell.col), Qt.ItemDataRole.ToolTipRole)


def test_that_the_current_year_is_tinted(desk: Any) -> None:
    def colour() -> str:
        image = QImage(desk.sheet.main.size(), QImage.Format.Format_RGB32)
        desk.sheet.main.render(image)
        index = desk.sheet.model.index(0, column)
        header = desk.sheet.main.horizontalHeader().height()
        at = desk.sheet.main.visualRect(index).bottomRight()
        return image.pixelColor(at.x() - 4, at.y() + header - 4).name()

    view = desk.sheet.model.view
    column = next(i for i, c in enumerate(view.columns) if c.key == "plan:2024")
    desk.sheet.set_cursor(0, 1)
    plain = colour()
    desk.sheet.set_year(FiscalYear(2024))
    assert plain == desk.sheet.theme.colour("surface").name()
    assert colour() != plain


def test_that_closed_cells_are_hatched_and_the_first_carries_the_chip(desk: Any) -> None:
    model = desk.sheet.model
    closed = [cell for cell in model.view.cells if cell.closed]
    assert closed
    assert all(model.content(cell).hatched for cell in closed)
    assert [model.content(cell).middle_chip for cell in closed].count("廃止") == 1


def test_that_the_frozen_columns_never_move_sideways(desk: Any) -> None:
    for column in (0, 1):
        desk.sheet.set_cursor(0, column)
        assert desk.sheet.frozen.horizontalScrollBar().value() == 0
    desk.sheet.frozen.horizontalScrollBar().setValue(5)
    assert desk.sheet.frozen.horizontalScrollBar().value() == 0
    assert desk.sheet.frozen.geometry().right() + 1 == desk.sheet.main.geometry().left()


def test_that_a_wider_column_measures_its_rows_again(desk: Any, qtbot: QtBot) -> None:
    column = next(i for i, c in enumerate(desk.sheet.model.view.columns) if c.key == "plan:2024")
    desk.sheet.main.setColumnWidth(column, 400)
    desk.sheet.settle_heights()
    wide = desk.sheet.main.rowHeight(2)
    desk.sheet.main.setColumnWidth(column, 60)
    desk.sheet.settle_heights()
    assert desk.sheet.main.rowHeight(2) > wide
    assert desk.sheet.main.rowHeight(2) == desk.sheet.frozen.rowHeight(2)


def test_that_many_rows_open_with_the_rows_in_sight_measured_only(desk: Any) -> None:
    def change(session: Session) -> None:
        for _ in range(150):
            plan_rows.add_initiative(session, 1, desk.ids["group"], title="取組" * 30)

    desk.workspace.perform("追加", change)
    desk.load()
    rows = len(desk.sheet.model.view.rows)
    assert len(desk.sheet.heights._exact) < rows / 2
    desk.sheet.set_cursor(rows - 1, 3)
    pane = desk.sheet.main
    assert pane.visualRect(desk.sheet.selection.currentIndex()).bottom() <= pane.viewport().height()


def test_that_all_is_chosen_without_moving_the_cursor(desk: Any, qtbot: QtBot) -> None:
    desk.sheet.set_cursor(1, 4)
    press(desk, qtbot, Qt.Key.Key_A, control=True)
    view = desk.sheet.model.view
    assert desk.sheet.place() == (1, 4)
    assert len(desk.sheet.selected_cells()) == len(view.cells)
    press(desk, qtbot, Qt.Key.Key_Down, shift=True)  # goes on from the cursor
    assert desk.sheet.selected_cells() == [view.cell_at(1, 4), view.cell_at(2, 4)]


@pytest.mark.soak
def test_that_a_number_of_four_digits_has_its_room(desk: Any) -> None:
    def change(session: Session) -> None:
        for _ in range(1000):
            plan_rows.add_initiative(session, 1, desk.ids["group"], title="取組")

    narrow = desk.sheet.frozen.verticalHeader().width()
    desk.workspace.perform("追加", change)
    desk.load()
    rows, numbers = len(desk.sheet.model.view.rows), desk.sheet.frozen.verticalHeader()
    bold = QFontMetrics(desk.sheet.theme.font(13, bold=True))
    assert numbers.width() > bold.horizontalAdvance(str(rows)) + 6 and numbers.width() > narrow
    assert desk.sheet.main.geometry().left() == desk.sheet.frozen.geometry().right() + 1
