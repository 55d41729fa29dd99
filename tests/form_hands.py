"""Hands at the editor of 様式: where things are on its page, and how they are taken hold of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from zaitaku_ui.forms_editor.editor import FormEditor

EditorMaker = Callable[..., FormEditor]
NONE = Qt.KeyboardModifier.NoModifier


def settled(editor: FormEditor, qtbot: QtBot) -> None:
    """Wait until the pages are those of the form as it is."""
    qtbot.waitUntil(lambda: not editor.pages_are_due, timeout=20_000)


def place_of(editor: FormEditor, x: float, y: float) -> QPoint:
    """A point of the first page that is seen (points of the page) in the view."""
    sheet = next(iter(editor.desk.seen_sheets()))
    corner = sheet.area.topLeft() - editor.desk.offset()
    return QPoint(round(corner.x() + x * editor.desk.scale), round(corner.y() + y * editor.desk.scale))


def heading(editor: FormEditor, index: int, *, upper: bool = False) -> QPoint:
    """The middle of the heading of a column of the page; `upper` = of the one over it."""
    frame = editor.desk.frame(0)
    assert frame is not None
    boxes = [box for box in frame.boxes if box.first <= index < box.first + box.span and box.own is not upper]
    region = boxes[0].region
    return place_of(editor, region.x + region.width / 2, region.y + region.height / 2)


def edge(editor: FormEditor, index: int) -> QPoint:
    """The right edge of a column, in its heading."""
    frame = editor.desk.frame(0)
    assert frame is not None
    return place_of(editor, frame.lefts[index + 1], (frame.top + frame.bottom) / 2)


def click(editor: FormEditor, at: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
    """A click on the pages."""
    QTest.mouseClick(editor.desk.viewport(), Qt.MouseButton.LeftButton, modifier, at)


def drag(editor: FormEditor, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    """Press, move in steps, let go."""
    view = editor.desk.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, start)
    for part in (0.3, 0.7, 1.0):
        at = QPointF(start) + (QPointF(end) - QPointF(start)) * part
        kind, held = QMouseEvent.Type.MouseMove, Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, at, view.mapToGlobal(at), Qt.MouseButton.NoButton, held, NONE)
        QApplication.sendEvent(view, event)
    if drop:
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, end)


def press(editor: FormEditor, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Keys, wherever the keyboard is in the editor."""
    target = editor.focusWidget() or editor
    for key in keys:
        QTest.keyClick(target, key, modifier)


def retype(field: QWidget, words: str) -> None:
    """Other words in a field, key by key (paste for Japanese, which no key gives)."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if not words:
        QTest.keyClick(field, Qt.Key.Key_Delete)
    QApplication.clipboard().setText(words)
    if words:
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(field, QLineEdit | QTextEdit)


def add_column(editor: FormEditor, name: str) -> None:
    """「列を足す」 by its key, the name typed, Enter."""
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = editor.adding
    assert dialog is not None and dialog.isVisible()
    retype(dialog.search, name)
    offer = dialog.offer()
    while offer is not None and offer.name != name:
        QTest.keyClick(dialog.search, Qt.Key.Key_Down)
        offer = dialog.offer()
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert editor.adding is None
    editor.activateWindow()  # as a window manager does when a dialog over it has closed
    assert QTest.qWaitForWindowActive(editor)
