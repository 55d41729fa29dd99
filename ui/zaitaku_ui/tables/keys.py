"""Keys on the sheet while no cell is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from zaitaku_ui.tables.navigation import Area

if TYPE_CHECKING:
    from zaitaku_ui.tables.view import SheetView

_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class SheetKeys:
    """Moves the cursor, stretches the range, begins to type."""

    def __init__(self, sheet: SheetView) -> None:
        self._sheet = sheet

    def handle(self, event: QKeyEvent) -> bool:
        """Act on the key. False = not for the sheet."""
        sheet = self._sheet
        editor = sheet.editing.editor
        if editor is not None:  # the keyboard is still here while an IME composes its first word
            if not editor.composing:  # moving the keyboard would end the composition
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.keyPressEvent(event)
            return True
        if self.opens_list(event):
            cell, picker = sheet.cursor_cell(), sheet.picker
            return cell is not None and picker is not None and picker.open(cell)
        if event.modifiers() & _ALT:
            return False
        return self._move(event) or self._jump(event) or self._act(event) or self._type(event)

    def opens_list(self, event: QKeyEvent) -> bool:
        """Whether this is Alt+↓ in a cell that has a list."""
        sheet = self._sheet
        cell = sheet.cursor_cell() if event.key() == Qt.Key.Key_Down and event.modifiers() == _ALT else None
        return cell is not None and sheet.picker is not None and sheet.picker.has(cell)

    def _move(self, event: QKeyEvent) -> bool:
        sheet, shift = self._sheet, bool(event.modifiers() & _SHIFT)
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers() & _CONTROL:
            sheet.step(*_STEPS[key], extend=shift)
        elif key in _ENTER:
            sheet.advance(-1 if shift else 1, 0)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            sheet.advance(0, 1 if key == Qt.Key.Key_Tab else -1)
        else:
            return False
        return True

    def _jump(self, event: QKeyEvent) -> bool:
        sheet = self._sheet
        table = sheet.model.table
        row, col = sheet.place()
        if table is None or row < 0:
            return False
        control = bool(event.modifiers() & _CONTROL)
        last_row, last_col = len(table.rows) - 1, len(table.columns) - 1
        page = max(sheet.main.viewport().height() - 40, 40)
        targets = {
            Qt.Key.Key_Home: (0 if control else row, 0),
            Qt.Key.Key_End: (last_row if control else row, last_col),
            Qt.Key.Key_PageUp: (self._row_at_distance(row, -page), col),
            Qt.Key.Key_PageDown: (self._row_at_distance(row, page), col),
        }
        if control:
            targets |= {
                Qt.Key.Key_Up: (0, col),
                Qt.Key.Key_Down: (last_row, col),
                Qt.Key.Key_Left: (row, 0),
                Qt.Key.Key_Right: (row, last_col),
            }
        target = targets.get(Qt.Key(event.key()))
        paging = event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if target is None or (paging and control):  # Ctrl+PageUp/PageDown change the 年度
            return False
        if event.modifiers() & _SHIFT:
            sheet.extend_to(*target)
        else:
            sheet.set_cursor(*target)
        return True

    def _row_at_distance(self, row: int, pixels: int) -> int:
        sheet = self._sheet
        numbers = sheet.main.verticalHeader()
        last = numbers.count() - 1
        at = numbers.sectionPosition(row) + pixels
        if at < 0:
            return 0
        found = numbers.logicalIndexAt(at - numbers.offset())
        return last if found < 0 else found

    def _act(self, event: QKeyEvent) -> bool:
        sheet = self._sheet
        if event.key() == Qt.Key.Key_F2:
            sheet.begin_edit(sheet.selection.currentIndex(), keep=True)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            sheet.blank_asked.emit()
        elif event.key() == Qt.Key.Key_A and event.modifiers() & _CONTROL:
            self._select_all()
        elif event.key() == Qt.Key.Key_Space and event.modifiers() == _SHIFT:
            self._choose_rows()
        else:
            return False
        return True

    def _choose_rows(self) -> None:
        """The rows of the range as a whole."""
        choice, area = self._sheet.row_choice, self._sheet.area()
        if area is not None and not choice.rows:
            choice.span(area.top, area.bottom)

    def _select_all(self) -> None:
        """The whole sheet; the cursor stays as in Excel, so that what is typed next goes where it is seen."""
        sheet = self._sheet
        table, place = sheet.model.table, sheet.place()
        if table is not None and place[0] >= 0:
            sheet.select(Area(0, 0, len(table.rows) - 1, len(table.columns) - 1), sheet.model.index(*place))

    def _type(self, event: QKeyEvent) -> bool:
        sheet, text = self._sheet, event.text()
        if not text or not text.isprintable() or event.modifiers() & _CONTROL:
            return False
        column = sheet.place()[1]
        if column >= 0 and (written := sheet.model.takes_key(column, text)):
            return sheet.enter(written)
        sheet.type_in(text)
        return True
