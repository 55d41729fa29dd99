"""年度 fold into strips, the sheet zooms, and the shape of a table is kept."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from zaitaku_ui.table_memory import TableMemory
from zaitaku_ui.tables.folding import STRIP, year_groups
from zaitaku_ui.tables.plan_sheet import PlanSheet
from zaitaku_ui.theme import Theme


def column(sheet: PlanSheet, key: str) -> int:
    found = sheet.model.column_of(key)
    assert found is not None
    return found


def width(sheet: PlanSheet, key: str) -> int:
    col = column(sheet, key)
    return 0 if sheet.main.isColumnHidden(col) else sheet.main.columnWidth(col)


def click_mark(qtbot: QtBot, sheet: PlanSheet, key: str) -> None:
    """Click the − or ＋ in the heading of a column."""
    header = sheet._header(sheet.main)
    mark = header._mark(header._bottom_rect(column(sheet, key))).center()
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=mark)


def test_that_neighbouring_columns_of_one_year_are_a_group(desk: Any) -> None:
    groups = [(group.year.start, group.last - group.first + 1) for group in year_groups(desk.sheet.model.view)]
    assert groups == [(2024, 2), (2025, 1), (2026, 1)]


def test_that_a_click_on_the_mark_folds_a_year_and_another_opens_it(desk: Any, qtbot: QtBot) -> None:
    sheet = desk.sheet
    before = width(sheet, "plan:2024"), width(sheet, "actual:2024")
    click_mark(qtbot, sheet, "plan:2024")
    assert (width(sheet, "plan:2024"), width(sheet, "actual:2024")) == (sheet.theme.pixels(STRIP), 0)
    click_mark(qtbot, sheet, "plan:2024")
    assert (width(sheet, "plan:2024"), width(sheet, "actual:2024")) == before


@pytest.mark.parametrize("key", ["plan:2024", "plan:2025"])
def test_that_no_row_is_higher_when_a_year_is_folded(desk: Any, key: str) -> None:
    sheet = desk.sheet
    desk.go("cases", key)
    sheet.enter("・年4回、圏域ごとに開き、進行役を各圏域で二名ずつ育てていく。" * 3)
    sheet.settle_heights()
    rows = range(sheet.model.rowCount())
    before = [sheet.main.rowHeight(row) for row in rows]
    sheet.turn_fold(column(sheet, key))
    sheet.settle_heights()
    folded = [sheet.main.rowHeight(row) for row in rows]
    assert all(now <= then for now, then in zip(folded, before, strict=True))
    assert folded != before  # the long text is not seen any more
    sheet.turn_fold(column(sheet, key))
    sheet.settle_heights()
    assert [sheet.main.rowHeight(row) for row in rows] == before


def test_that_the_cursor_leaves_a_folded_year_and_steps_over_it(desk: Any, qtbot: QtBot) -> None:
    sheet = desk.sheet
    desk.go("cases", "actual:2024")
    sheet.turn_fold(column(sheet, "plan:2024"))
    assert sheet.is_shown(sheet.place()[1])
    desk.go("cases", "plan:2025")
    qtbot.keyClick(sheet.main, Qt.Key.Key_Left)
    assert sheet.place()[1] == column(sheet, "leader")
    qtbot.keyClick(sheet.frozen if sheet.frozen.hasFocus() else sheet.main, Qt.Key.Key_Tab)
    assert sheet.place()[1] == column(sheet, "plan:2025")


def test_that_the_other_years_fold_and_all_open_again(desk: Any) -> None:
    sheet = desk.sheet
    view = sheet.model.view
    sheet.fold_others(view.columns[column(sheet, "plan:2025")].year)
    assert [sheet.is_shown(column(sheet, key)) for key in ("plan:2024", "plan:2025", "plan:2026")] == [
        False,
        True,
        False,
    ]
    sheet.open_folds()
    assert all(sheet.is_shown(col) for col in range(len(view.columns)))


@pytest.mark.parametrize(("turn", "wanted"), [(120, 110), (-120, 90)])
def test_that_the_wheel_with_ctrl_zooms(desk: Any, turn: int, wanted: int) -> None:
    sheet = desk.sheet
    high = sheet.main.rowHeight(0)
    at = QPointF(50, 50)
    wheel = QWheelEvent(
        at,
        sheet.main.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(sheet.main.viewport(), wheel)
    assert sheet.zoom == wanted
    assert (sheet.main.rowHeight(0) > high) is (turn > 0)


def test_that_widths_and_zoom_are_kept_and_given_to_the_next_sheet(desk: Any, theme: Theme, qtbot: QtBot) -> None:
    memory = TableMemory({})
    memory.look_after(desk.sheet)
    desk.sheet.set_zoom(200)
    desk.sheet.main.setColumnWidth(column(desk.sheet, "plan:2024"), 300)
    with qtbot.waitSignal(memory.changed):
        pass
    other = PlanSheet(theme)
    qtbot.addWidget(other)
    TableMemory(memory.panes()).look_after(other)
    other.set_grid(desk.sheet.model.view, desk.sheet.model.snapshot)
    assert other.zoom == 200
    # the form's own column: every 年度 of it is as wide
    assert width(other, "plan:2024") == width(other, "plan:2026") == 300


def test_that_the_row_at_the_top_stays_when_the_shape_changes(desk: Any, qtbot: QtBot) -> None:
    sheet = desk.sheet
    sheet.resize(700, 160)
    qtbot.waitUntil(lambda: sheet.main.verticalScrollBar().maximum() > 60)
    sheet.main.verticalScrollBar().setValue(60)
    before = sheet._anchor()
    sheet.turn_fold(column(sheet, "plan:2024"))
    after = sheet._anchor()
    assert before is not None and after is not None
    assert after[0] == before[0]
