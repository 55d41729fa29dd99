"""Carrying chosen rows: the line between rows, the edges, Esc."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session
from zaitaku_ui.tables.row_drag import Landing

from zaitaku_desktop.operations import plan_rows

LEFT, NO = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Anywhere:
    """Rows can be put down between any two rows, but not below the last."""

    def __init__(self, rows: int, column: int = 0) -> None:
        self.count = rows
        self.column = column
        self.refusing = ""
        self.put: list[tuple[tuple[int, ...], int]] = []

    def why_not(self, rows: Sequence[int]) -> str:
        return self.refusing

    def around(self, rows: Sequence[int], row: int) -> tuple[Landing, Landing]:
        return self._at(rows, row), self._at(rows, row + 1)

    def _at(self, rows: Sequence[int], line: int) -> Landing:
        if line == self.count:
            return Landing(line, self.column, "ここには移せません。")
        return Landing(line, self.column, "移す", partial(self._note, tuple(rows), line))

    def _note(self, rows: tuple[int, ...], line: int) -> None:
        self.put.append((rows, line))


@pytest.fixture
def carrier(desk: Any) -> Anywhere:
    made = desk.sheet.carrier = Anywhere(desk.sheet.model.rowCount(), 1)
    return made


class Hand:
    """A mouse on the row numbers."""

    def __init__(self, desk: Any, qtbot: QtBot) -> None:
        self.sheet, self.qtbot = desk.sheet, qtbot
        self.numbers = desk.sheet.row_numbers()
        self.viewport = self.numbers.viewport()

    def at(self, row: int, part: float) -> QPoint:
        """In a row: 0 = its upper edge, 1 = its lower."""
        return QPoint(10, self.numbers.sectionViewportPosition(row) + round(part * (self.numbers.sectionSize(row) - 1)))

    def take(self, *rows: int) -> None:
        """Choose the rows and press on the first of them."""
        for place, row in enumerate(rows):
            held = Qt.KeyboardModifier.ControlModifier if place else NO
            self.qtbot.mouseClick(self.viewport, LEFT, held, self.at(row, 0.5))
        self.qtbot.mousePress(self.viewport, LEFT, NO, self.at(rows[0], 0.5))

    def move(self, to: QPoint) -> None:
        self.qtbot.mouseMove(self.viewport, to)

    def release(self) -> None:
        self.qtbot.mouseRelease(self.viewport, LEFT, NO, QPoint(10, 10))

    @property
    def line(self) -> Any:
        return self.numbers.hand.drag.line

    @property
    def words(self) -> Any:
        return self.numbers.hand.drag.words


@pytest.fixture
def hand(desk: Any, qtbot: QtBot) -> Hand:
    return Hand(desk, qtbot)


def boundary(hand: Hand, line: int) -> int:
    """Where the upper edge of a row is, in px of the sheet."""
    y = hand.numbers.sectionViewportPosition(line)
    return int(hand.viewport.mapTo(hand.sheet, QPoint(0, y)).y())


def test_that_rows_are_put_down_where_the_line_is(desk: Any, hand: Hand, carrier: Anywhere) -> None:
    hand.take(0, 2)
    hand.move(hand.at(1, 0.7))
    assert hand.line.isVisible() and hand.words.text() == "移す"
    hand.release()
    assert carrier.put == [((0, 2), 2)]
    assert not hand.line.isVisible() and not hand.words.isVisible()
    assert tuple(desk.sheet.row_choice.rows) == (0, 2)


def test_that_a_small_movement_is_a_click(desk: Any, hand: Hand, carrier: Anywhere) -> None:
    hand.take(0, 2)
    hand.move(hand.at(0, 0.5) + QPoint(2, 1))
    hand.release()
    assert carrier.put == []
    assert tuple(desk.sheet.row_choice.rows) == (0,)


def test_that_the_line_lies_on_the_edge_of_rows_however_high_and_merged(
    desk: Any, hand: Hand, carrier: Anywhere
) -> None:
    cell = next(c for c in desk.sheet.model.view.cells if c.row == 1 and c.rowspan == 1 and c.address is not None)
    desk.sheet.set_cursor(1, cell.col)
    desk.write(cell, None, "\n".join("長い文を何行も書く。" for _ in range(9)))
    assert hand.numbers.sectionSize(1) > 150
    hand.take(3)
    for row, part, line in ((1, 0.4, 1), (1, 0.6, 2), (2, 0.4, 2), (0, 0.6, 1), (0, 0.1, 0)):
        hand.move(hand.at(row, part))
        assert hand.line.geometry().center().y() == boundary(hand, line)
        assert hand.line.geometry().center().y() == _edge_of_pane(hand, line)
    hand.release()


def _edge_of_pane(hand: Hand, row: int) -> int:
    """Where the other half of the sheet draws the same edge."""
    pane = hand.sheet.main
    return int(pane.viewport().mapTo(hand.sheet, QPoint(0, pane.rowViewportPosition(row))).y())


def test_that_the_line_begins_after_the_headings_it_lies_within(desk: Any, hand: Hand, carrier: Anywhere) -> None:
    hand.take(2)
    hand.move(hand.at(0, 0.7))
    frozen = hand.sheet.frozen
    first = frozen.viewport().mapTo(hand.sheet, QPoint(frozen.columnViewportPosition(1), 0)).x()
    assert hand.line.geometry().left() == first
    room = hand.sheet.main.viewport()
    assert hand.line.geometry().right() == room.mapTo(hand.sheet, QPoint(room.width() - 1, 0)).x()
    image = QImage(hand.sheet.size(), QImage.Format.Format_RGB32)
    hand.sheet.render(image)
    at = hand.line.geometry().center()
    assert image.pixelColor(at).name() == hand.sheet.theme.colour("accent").name()
    hand.sheet.set_zoom(50)
    hand.move(hand.at(1, 0.7))
    header = hand.sheet.main.horizontalHeader()
    assert header.length() < room.width(), "the table ends before the window"
    assert hand.line.geometry().right() == room.mapTo(hand.sheet, QPoint(header.length() - 1, 0)).x()
    hand.release()


def test_that_escape_leaves_the_rows_where_they_are(desk: Any, hand: Hand, carrier: Anywhere, qtbot: QtBot) -> None:
    hand.take(0)
    hand.move(hand.at(2, 0.3))
    qtbot.keyClick(desk.sheet.main, Qt.Key.Key_Escape)
    assert not hand.line.isVisible()
    hand.move(hand.at(3, 0.3))
    assert not hand.line.isVisible()
    hand.release()
    assert carrier.put == []
    assert tuple(desk.sheet.row_choice.rows) == (0,)
    hand.take(0)  # and the next time they can be carried
    hand.move(hand.at(2, 0.3))
    hand.release()
    assert carrier.put == [((0,), 2)]


def test_that_the_reason_is_said_where_rows_cannot_go(desk: Any, hand: Hand, carrier: Anywhere) -> None:
    hand.take(0)
    hand.move(hand.at(4, 0.9))
    assert hand.words.text() == "ここには移せません。" and not hand.line.isVisible()
    assert hand.viewport.cursor().shape() is Qt.CursorShape.ForbiddenCursor
    hand.release()
    carrier.refusing = "並べ替えています。"
    hand.take(0)
    hand.move(hand.at(2, 0.9))
    assert hand.words.text() == "並べ替えています。" and not hand.line.isVisible()
    hand.release()
    assert carrier.put == []


def test_that_a_table_that_changes_meanwhile_ends_the_carrying(desk: Any, hand: Hand, carrier: Anywhere) -> None:
    hand.take(0)
    hand.move(hand.at(2, 0.3))

    def change(session: Session) -> None:
        plan_rows.delete(session, [desk.ids["cases"]])

    desk.workspace.perform("削除", change)
    desk.load()
    assert not hand.line.isVisible()
    hand.move(hand.at(1, 0.3))
    hand.release()
    assert carrier.put == []


def test_that_the_sheet_scrolls_at_its_edges_and_the_line_with_it(
    desk: Any, hand: Hand, carrier: Anywhere, qtbot: QtBot
) -> None:
    def change(session: Session) -> None:
        for _ in range(60):
            plan_rows.add_initiative(session, 1, desk.ids["group"], title="取組")

    desk.workspace.perform("追加", change)
    desk.load()
    carrier.count = desk.sheet.model.rowCount()
    bar = desk.sheet.main.verticalScrollBar()
    hand.take(1)
    hand.move(QPoint(10, hand.viewport.height() + 30))
    qtbot.waitUntil(lambda: bar.value() > 400)
    far = bar.value()
    hand.move(QPoint(10, -30))
    qtbot.waitUntil(lambda: bar.value() < far - 200)
    hand.move(QPoint(10, hand.viewport.height() // 2))
    still = bar.value()
    qtbot.wait(100)
    assert bar.value() == still
    assert hand.line.geometry().center().y() in {boundary(hand, line) for line in range(carrier.count)}
    hand.release()
    (((row,), line),) = carrier.put
    assert row == 1 and line > 3


def test_that_rows_stay_in_a_table_without_a_carrier(desk: Any, hand: Hand) -> None:
    desk.sheet.carrier = None
    hand.take(0)
    hand.move(hand.at(2, 0.3))
    assert not hand.line.isVisible()
    hand.release()
    assert tuple(desk.sheet.row_choice.rows) == (0,)
