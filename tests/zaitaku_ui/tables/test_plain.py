"""Any table is shown and edited with the same widget; a long one opens at once."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from zaitaku_ui.tables.heights import MANY
from zaitaku_ui.tables.plain import PlainColumn, PlainModel, PlainRow, PlainTable
from zaitaku_ui.tables.view import SheetView
from zaitaku_ui.theme import Theme

from zaitaku_desktop.forms.grid import GridCell

COLUMNS = (PlainColumn("name", ("氏名",), 140), PlainColumn("job", ("職種",), 120), PlainColumn("note", ("備考",), 200))


class Members:
    """Records in memory, written by the sheet."""

    def __init__(self, count: int) -> None:
        self.texts = {(item, "name"): f"委員{item}" for item in range(count)}
        self.table = PlainTable(COLUMNS, [PlainRow(item) for item in range(count)], self.text)

    def text(self, item: int, key: str) -> str:
        return self.texts.get((item, key), "")

    def write(self, cell: GridCell, _slot: object, text: str) -> bool:
        assert cell.address is not None
        self.texts[cell.address.item_id, cell.address.column] = text
        return True


@pytest.fixture
def sheet(qtbot: QtBot, theme: Theme) -> SheetView:
    made = SheetView(theme, PlainModel(1))
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    with qtbot.waitExposed(made):
        made.activateWindow()
    made.main.setFocus()
    return made


def test_that_a_list_is_typed_in_like_a_plan(sheet: SheetView, qtbot: QtBot) -> None:
    members = Members(3)
    sheet.editing.writer = members.write
    sheet.show_table(members.table)
    sheet.set_cursor(1, 1)
    qtbot.keyClicks(sheet.main, "nurse")
    assert sheet.editing.editor is not None
    qtbot.keyClick(sheet.editing.editor, Qt.Key.Key_Return)
    assert members.text(1, "job") == "nurse"
    assert sheet.place() == (2, 1)


def test_that_a_record_keeps_the_cursor_when_rows_come_before_it(sheet: SheetView) -> None:
    members = Members(5)
    sheet.show_table(members.table)
    sheet.set_cursor(3, 2)
    sheet.show_table(PlainTable(COLUMNS, [PlainRow(99), *members.table.rows], members.text))
    assert sheet.place() == (4, 2)


def test_that_fifty_thousand_rows_open_at_once_and_end_in_sight(sheet: SheetView, qapp: QApplication) -> None:
    members = Members(50_000)
    begin = time.process_time()
    sheet.show_table(members.table)
    qapp.processEvents()
    assert time.process_time() - begin < 1.0  # measured: 0.02; every row measured would take many seconds
    assert sheet.heights.uniform and MANY < 50_000
    sheet.set_cursor(49_999, 0)
    bottom = sheet.main.visualRect(sheet.model.index(49_999, 1))
    assert 0 < bottom.bottom() <= sheet.main.viewport().height()


def test_that_one_long_text_among_many_rows_is_shown_whole(sheet: SheetView) -> None:
    members = Members(MANY + 1)
    members.texts[2500, "note"] = "長い備考がここに入ります。" * 12
    sheet.show_table(members.table)
    sheet.set_cursor(2500, 2)
    needed = sheet.layouts.height(sheet.model.content(members.table.cell_at(2500, 2)), sheet.main.columnWidth(2))
    assert sheet.main.rowHeight(2500) >= needed > sheet.main.rowHeight(2490)


def test_that_the_model_is_a_sound_qt_model(sheet: SheetView) -> None:
    members = Members(4)
    sheet.show_table(members.table)
    model = sheet.model
    assert (model.rowCount(), model.columnCount()) == (4, 3)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None
    assert model.data(model.index(2, 0), Qt.ItemDataRole.AccessibleTextRole) == "3行 氏名 委員2"


def _picture(sheet: SheetView) -> QImage:
    """What stands on the screen, not what would be painted now."""
    return sheet.screen().grabWindow(sheet.winId()).toImage()


def test_that_scrolling_moves_what_is_painted_and_shows_the_same_as_painting_all(
    sheet: SheetView, qtbot: QtBot
) -> None:
    sheet.show_table(Members(300).table)
    sheet.scroll_rows(84)  # the rows in sight are measured
    QApplication.processEvents()
    painted: list[int] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                painted.append(event.rect().height())
            return False

    watch = Watch()
    sheet.main.viewport().installEventFilter(watch)
    for step in (84, 84, 84, -56):
        bar = sheet.main.verticalScrollBar()
        bar.setValue(bar.value() + step)
        before = len(painted)
        qtbot.waitUntil(lambda before=before: len(painted) > before)  # type: ignore[misc]  # a screen takes its time
    del painted[0]  # what showing the table had still left to do
    # X11 gives back less of what was painted before than the other platforms do.
    share = 1 if QApplication.platformName() == "xcb" else 2
    assert max(painted) < sheet.main.viewport().height() / share, painted
    shown = _picture(sheet)
    for pane in (sheet.main, sheet.frozen):
        pane.viewport().repaint()
    assert _picture(sheet) == shown


def test_that_nothing_of_former_rows_stays_below_the_last_row(sheet: SheetView) -> None:
    sheet.show_table(Members(300).table)
    QApplication.processEvents()
    sheet.show_table(Members(1).table)
    QApplication.processEvents()
    picture = _picture(sheet)
    room = sheet.main.viewport()
    paper = QColor(sheet.theme.tokens["surface"])
    below = sheet.main.rowViewportPosition(0) + sheet.main.rowHeight(0) + 2
    line = [room.mapTo(sheet, QPoint(room.width() // 4, y)) for y in range(below, room.height())]
    assert {picture.pixelColor(at * picture.devicePixelRatio()).name() for at in line} == {paper.name()}
