"""The sheet: frozen and scrolling columns of one table, with one cursor, one range and one editor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.grid import GridCell
from zaitaku_ui.tables.editing import CellEditing
from zaitaku_ui.tables.header import RowNumbers
from zaitaku_ui.tables.keys import SheetKeys
from zaitaku_ui.tables.marks import Marks
from zaitaku_ui.tables.model import Slot, TableModel
from zaitaku_ui.tables.navigation import Area, cells_in, grown, next_slot, tab
from zaitaku_ui.tables.pane import Index
from zaitaku_ui.tables.panes import SheetPanes
from zaitaku_ui.tables.picking import CellPicker
from zaitaku_ui.tables.row_choice import RowChoice
from zaitaku_ui.tables.row_drag import Carrier
from zaitaku_ui.tables.row_mouse import RowMouse
from zaitaku_ui.tables.table import Table
from zaitaku_ui.theme import Theme

Select = QItemSelectionModel.SelectionFlag


class SheetView(SheetPanes):
    """Any table on the screen. The model says what it shows; write through `editing.writer`."""

    cursor_changed = Signal()
    range_changed = Signal()
    message = Signal(str)
    blank_asked = Signal()

    def __init__(self, theme: Theme, model: TableModel, parent: QWidget | None = None, *, name: str = "表") -> None:
        super().__init__(theme, model, parent)
        self.read_only = False
        self.editing = CellEditing(self, theme, self)
        self.editing.knows = model.known_lines
        self.picker: CellPicker | None = None
        self._keys = SheetKeys(self)
        self.carrier: Carrier | None = None
        """Says where rows may be carried with the mouse; without one they stay."""
        self.row_choice = RowChoice(self, self)
        self.row_choice.changed.connect(self._rows_chosen)
        self.row_numbers().hand = RowMouse(self, self)
        self._origin: tuple[int, int] | None = None
        self._tabbed_from: int | None = None
        self.selection.currentChanged.connect(self._current_changed)
        self.selection.selectionChanged.connect(self._selection_changed)
        self.setFocusProxy(self.main)
        for widget in (self, self.main, self.frozen):
            widget.setAccessibleName(name)

    # -- the table -----------------------------------------------------------------------------------------

    def show_table(self, table: Table) -> None:
        """Show a table; cursor and scroll place stay where they were as far as possible."""
        slot, row, anchor = self._cursor_slot(), self.place()[0], self._anchor()
        self._setting = True
        self.model.show_table(table)
        self._setting = False
        self._shape_changed(slot, row, anchor)

    def _shape_changed(self, slot: Slot | None, row_before: int, anchor: tuple[int, int] | None) -> None:
        """The model shows rows or columns that it did not show before."""
        self._rebuild()
        self._hold(anchor)
        index = self.model.index_of(slot) if slot else QModelIndex()
        rows, chosen = self.model.rowCount(), self.row_choice.records
        if not index.isValid() and rows:
            column = self.model.column_of(slot.column) if slot else None
            column = self._frozen_columns if column is None and slot is None else column or 0
            index = self.model.index(min(max(row_before, 0), rows - 1), column)
        self.set_cursor(index.row(), index.column())
        self.row_choice.find(chosen)
        self._settled()

    def set_marks(self, marks: Marks) -> None:
        """Show these small pictures in the corners of cells."""
        changed = self.model.set_marks(marks)
        self.row_numbers().viewport().update()
        if changed:
            self.heights.forget(changed)
            self.settle_heights()

    def _settled(self) -> None:
        self.settle_heights()
        self._show_cursor()
        self.editing.place_again()

    def follow_editor(self) -> None:
        """The open editor goes where its cell is now."""
        self.editing.place_again()

    def set_year(self, year: FiscalYear | None) -> None:
        """Tint the columns of this 年度 and bring them into sight."""
        self.model.set_year(year)
        current = [col for col in range(self.model.columnCount()) if self.model.is_current(col)]
        row = max(self.place()[0], 0)
        for col in (*reversed(current), *current[:1]):
            self.main.scrollTo(self.model.index(row, col))
        self.paint_all()

    def refold(self) -> None:
        """As SheetPanes; the cursor goes to a column that is seen."""
        super().refold()
        row, column = self.place()
        if column >= 0 and not self.is_shown(column):  # the cursor was folded away: to the nearest that is seen
            shown = [col for col in range(self.model.columnCount()) if self.is_shown(col)]
            self.set_cursor(row, min(shown, key=partial(_distance, column)) if shown else 0)
        self._refresh_marks()
        self.paint_all()

    def set_zoom(self, percent: int) -> None:
        """As SheetPanes; the cursor stays in sight."""
        super().set_zoom(percent)
        self.editing.theme = self.theme
        self._show_cursor()

    # -- cursor and range ----------------------------------------------------------------------------------

    def place(self) -> tuple[int, int]:
        """Row and column of the cursor's slot; (-1, -1) without one."""
        index = self.selection.currentIndex()
        return (index.row(), index.column()) if index.isValid() else (-1, -1)

    def _cursor_slot(self) -> Slot | None:
        return self.model.slot_at(*self.place())

    def cursor_cell(self) -> GridCell | None:
        """The cell under the cursor."""
        return self.model.cell(self.selection.currentIndex())

    def set_cursor(self, row: int, col: int) -> None:
        """Put the cursor there; the range is that cell alone."""
        index = self.model.index(row, col)
        self._origin = (row, col) if index.isValid() else None
        table = self.model.table
        if not index.isValid() or table is None:
            self.selection.clear()
            self._refresh_marks()
            return
        area = grown(table, Area(row, col, row, col))
        self.select(area, index)

    def reveal(self, place: tuple[int, int]) -> None:
        """Put the cursor there; if the 年度 of the column is folded away, it is opened."""
        if not self.is_shown(place[1]):
            self.turn_fold(place[1])
        self.set_cursor(*place)

    def extend_to(self, row: int, col: int) -> None:
        """Stretch the range from where it began to this slot, tearing no merged cell; chosen rows to this row."""
        if self.row_choice.rows:
            self.row_choice.extend(row)
            return
        table = self.model.table
        origin = self._origin or self.place()
        if table is None or origin[0] < 0:
            return
        area = Area(min(origin[0], row), min(origin[1], col), max(origin[0], row), max(origin[1], col))
        self.select(grown(table, area), self.model.index(row, col))

    def select(self, area: Area, current: QModelIndex) -> None:
        """Make `area` the range and put the cursor on `current`."""
        self.row_choice.forget()
        span = QItemSelection(self.model.index(area.top, area.left), self.model.index(area.bottom, area.right))
        self.selection.setCurrentIndex(current, Select.NoUpdate)
        self.selection.select(span, Select.ClearAndSelect)

    def area(self) -> Area | None:
        """The range as a rectangle that tears no merged cell; None without a cursor.

        Of rows chosen by their numbers, the rectangle around them: merged cells reach out of it.
        """
        table = self.model.table
        row, col = self.place()
        if table is None or row < 0:
            return None
        if rows := self.row_choice.rows:
            return Area(rows[0], 0, rows[-1], len(table.columns) - 1)
        top, left, bottom, right = row, col, row, col
        ranges = self.selection.selection()
        for part in (ranges.at(number) for number in range(ranges.size())):
            top, bottom = min(top, part.top()), max(bottom, part.bottom())
            left, right = min(left, part.left()), max(right, part.right())
        return grown(table, Area(top, left, bottom, right))

    def selected_cells(self) -> list[GridCell]:
        """The cells of the range."""
        area, table = self.area(), self.model.table
        return cells_in(table, area) if area and table else []

    @property
    def chosen_rows(self) -> Sequence[int]:
        """The rows chosen as a whole."""
        return self.row_choice.rows

    def step(self, down: int, right: int, *, extend: bool = False) -> None:
        """One step with the cursor, over merged cells; chosen rows are stretched row by row."""
        table = self.model.table
        row, col = self.place()
        if table is None or row < 0:
            return
        if extend and self.row_choice.rows:
            self.row_choice.extend(min(max(row + down, 0), len(table.rows) - 1))
            return
        target = next_slot(table, row, col, down, right)
        while right and not self.is_shown(target[1]) and 0 < target[1] < len(table.columns) - 1:
            target = next_slot(table, *target, 0, right)
        if right and not self.is_shown(target[1]):
            return
        if extend:
            self.extend_to(*target)
        else:
            self.set_cursor(*target)

    def advance(self, down: int, right: int) -> None:
        """Enter and Tab: in a range to its next cell; after Tab, Enter goes below the cell where it began (Excel)."""
        cells = self.selected_cells()
        if len(cells) > 1:
            self._walk(cells, down, right)
            return
        tabbed_from = self._tabbed_from
        if right:
            column = self.place()[1] if tabbed_from is None else tabbed_from
            self._tab(right > 0)
            self._tabbed_from = column
        elif down and tabbed_from is not None and self.is_shown(tabbed_from) and self.model.table is not None:
            row, _ = next_slot(self.model.table, self.place()[0], self.place()[1], down, 0)
            self.set_cursor(row, tabbed_from)
        elif down:
            self.step(down, 0)

    def _walk(self, cells: Sequence[GridCell], down: int, right: int) -> None:
        """To the next cell of the range, from its end to its beginning; the range stays."""
        current = self.cursor_cell()
        order = sorted((c for c in cells if self.is_shown(c.col)), key=_by_column if down else _by_row)
        if current in order:
            cell = order[(order.index(current) + (down or right)) % len(order)]
            self.selection.setCurrentIndex(self.model.index(cell.row, cell.col), Select.NoUpdate)

    def _tab(self, forward: bool) -> None:
        """To the next or last cell in reading order."""
        table = self.model.table
        row, col = self.place()
        if table is None or row < 0:
            return
        target = tab(table, row, col, forward)
        while not self.is_shown(target[1]) and target != (on := tab(table, *target, forward)):
            target = on
        if self.is_shown(target[1]):
            self.set_cursor(*target)

    def go_on(self, down: int, right: int) -> None:
        """After editing: move on and take the keyboard back."""
        self.advance(down, right)
        self.take_keyboard()

    def finish_typing(self) -> bool:
        """Close the cell editor. False = what stands in it cannot be written."""
        return self.editing.finish()

    def take_keyboard(self) -> None:
        """The half that has the cursor gets the keyboard."""
        self.pane_of(self.place()[1]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _current_changed(self, current: Index, _previous: Index) -> None:
        self._tabbed_from = None
        if self._setting:
            return
        if self.main.hasFocus() or self.frozen.hasFocus():
            pane = self.pane_of(current.column())
            if not pane.hasFocus():
                pane.setFocus(Qt.FocusReason.OtherFocusReason)
        self._refresh_marks()
        self._show_cursor()
        self.cursor_changed.emit()

    def _selection_changed(self, _new: QItemSelection, _old: QItemSelection) -> None:
        if self._setting or self.row_choice.choosing:
            return
        self.row_choice.forget()
        if len(self.selected_cells()) == 1:  # a click begins a new range
            self._origin = self.place()
        self._refresh_marks()
        self.range_changed.emit()

    def _rows_chosen(self) -> None:
        self._origin = self.place()
        self._refresh_marks()
        self.range_changed.emit()

    def _refresh_marks(self) -> None:
        """Say where cursor and range are. Painted anew are only the cells and headings that look different now."""
        before = self._delegate.chosen()
        cell = self.cursor_cell()
        self._delegate.cursor = (cell.row, cell.col) if cell else None
        rows = self._delegate.rows = frozenset(self.row_choice.rows)
        if rows:
            self._delegate.selected, columns = frozenset(), frozenset([self.place()[1]])
        else:
            cells = self.selected_cells()
            self._delegate.selected = frozenset((c.row, c.col) for c in cells) if len(cells) > 1 else frozenset()
            rows = frozenset(row for c in cells for row in range(c.row, c.row + c.rowspan))
            columns = frozenset(c.col for c in cells)
        self.paint_places({(row, col) for _, row, col in before ^ self._delegate.chosen()})
        for pane in (self.main, self.frozen):
            self._header(pane).highlight(columns)
            numbers = pane.verticalHeader()
            assert isinstance(numbers, RowNumbers)
            numbers.highlight(rows, self._delegate.rows)

    def _show_cursor(self) -> None:
        index = self.selection.currentIndex()
        if not index.isValid():
            return
        if self.row_choice.rows:
            self.settle_heights()
            self.show_row(index.row())
            return
        pane = self.pane_of(index.column())
        pane.scrollTo(index)
        self.settle_heights()
        pane.scrollTo(index)

    # -- typing --------------------------------------------------------------------------------------------

    def editor_home(self, slot: Slot) -> tuple[QWidget, QRect] | None:
        """Where the editor of a cell stands."""
        index = self.model.index_of(slot)
        if not index.isValid():
            return None
        pane = self.pane_of(index.column())
        return pane.viewport(), pane.visualRect(index)

    def begin_edit(self, index: Index, *, keep: bool, focus: bool = True) -> bool:
        """Open the editor; where nothing can be typed, say why."""
        cell = self.model.cell(index)
        slot = self.model.slot_at(index.row(), index.column())
        if cell is None or slot is None:
            return False
        if keep and self.picker is not None and self.picker.instead_of_editor(cell):
            self._show_cursor()
            return self.picker.open(cell)  # which says by itself why it cannot
        if reason := self.why_not(cell):
            self.message.emit(reason)
            return False
        self._show_cursor()
        return self.editing.open(cell, slot, keep=keep, focus=focus) is not None

    def why_not(self, cell: GridCell) -> str:
        """Why nothing can be typed in a cell, "" if it can."""
        if self.read_only:
            return "閲覧専用で開いているため、書き込めません。"
        return self.model.why_not(cell)

    def type_in(self, text: str) -> None:
        """Type a text where the cursor of the open editor is, else into the cursor's cell anew."""
        if self.editing.editor is None and not self.begin_edit(self.selection.currentIndex(), keep=False):
            return
        editor = self.editing.editor
        if editor is not None and not editor.composing:
            editor.add(text)

    def enter(self, text: str) -> bool:
        """Write a text into the cursor's cell as if it had been typed there, and go down. False = refused."""
        cell, slot = self.cursor_cell(), self._cursor_slot()
        if cell is None or slot is None or self.editing.writer is None:
            return False
        if reason := self.why_not(cell):
            self.message.emit(reason)
        elif self.editing.writer(cell, slot, text):
            self.advance(1, 0)
        return True

    def handle_key(self, event: QKeyEvent) -> bool:
        """Keys while no editor has the keyboard."""
        return self._keys.handle(event)

    def wants_key(self, event: QKeyEvent) -> bool:
        """Alt+↓ where the cell has a list to choose from."""
        return self._keys.opens_list(event)

    def compose(self, event: QInputMethodEvent) -> None:
        """The first character of an IME opens an empty editor and goes into it."""
        if self.editing.editor is None:
            if not event.preeditString() and not event.commitString():
                return
            if not self.begin_edit(self.selection.currentIndex(), keep=False, focus=False):
                return
        self.editing.compose(event)

    def composition_place(self, query: Qt.InputMethodQuery) -> Any:
        """What the IME is told while it composes for the editor."""
        return self.editing.answer(query)


def _by_column(cell: GridCell) -> tuple[int, int]:
    return cell.col, cell.row


def _by_row(cell: GridCell) -> tuple[int, int]:
    return cell.row, cell.col


def _distance(column: int, other: int) -> int:
    return abs(column - other)
