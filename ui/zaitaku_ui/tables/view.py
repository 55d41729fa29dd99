"""The sheet: frozen and scrolling columns of one grid, with one cursor, one range and one editor."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.grid import CellAddress, GridCell, GridView
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_ui.tables.columns import computed, default_width, frozen_columns
from zaitaku_ui.tables.delegate import CellDelegate
from zaitaku_ui.tables.editing import CellEditing
from zaitaku_ui.tables.header import GroupedHeader, RowNumbers
from zaitaku_ui.tables.heights import RowHeights
from zaitaku_ui.tables.keys import SheetKeys
from zaitaku_ui.tables.model import GridModel, Slot
from zaitaku_ui.tables.navigation import Area, cells_in, grown, next_slot, tab
from zaitaku_ui.tables.pane import GridPane, Index
from zaitaku_ui.tables.text_layout import CellLayouts
from zaitaku_ui.theme import Theme

Select = QItemSelectionModel.SelectionFlag


class SheetView(QWidget):
    """A plan grid on the screen. Give it a grid with `set_grid`; write through `editing.writer`."""

    cursor_changed = Signal()
    range_changed = Signal()
    message = Signal(str)
    blank_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.read_only = False
        self.model = GridModel(self)
        self.layouts = CellLayouts(theme)
        self.heights = RowHeights(self.model, self.layouts, self._width_of)
        self.editing = CellEditing(self, theme, self)
        self._delegate = CellDelegate(self.model, self.layouts, theme, self)
        self._keys = SheetKeys(self)
        self._frozen_columns = 0
        self._origin: tuple[int, int] | None = None
        self._setting = False
        self._own_widths: dict[str, int] = {}
        self.selection = QItemSelectionModel(self.model, self)
        self.main = GridPane(self, self)
        self.frozen = GridPane(self, self)
        self._dress()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self.settle_heights)
        self.selection.currentChanged.connect(self._current_changed)
        self.selection.selectionChanged.connect(self._selection_changed)
        self.setFocusProxy(self.main)
        self.setAccessibleName("計画の表")

    def _dress(self) -> None:
        for pane in (self.main, self.frozen):
            pane.setModel(self.model)
            pane.setSelectionModel(self.selection)
            pane.setItemDelegate(self._delegate)
            header = GroupedHeader(self.model, self.theme, pane)
            pane.setHorizontalHeader(header)
            header.sectionResized.connect(self._column_resized)
            numbers = RowNumbers(self.model, self.theme, pane)
            pane.setVerticalHeader(numbers)
            pane.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            pane.setAccessibleName("計画の表")
            head, line = self.theme.tokens["head"], self.theme.tokens["line2"]
            pane.setStyleSheet(  # Qt's own corner would be a white spot, a border would tear the halves apart
                f"QTableView {{ border: 0; padding: 0; }} QTableCornerButton::section {{ background: {head};"
                f" border: 0; border-right: 1px solid {line}; border-bottom: 1px solid {line}; }}"
            )
        self.main.verticalHeader().hide()
        self.frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.main.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.main.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        for source, target in ((self.main, self.frozen), (self.frozen, self.main)):
            source.verticalScrollBar().valueChanged.connect(target.verticalScrollBar().setValue)
        self.frozen.horizontalScrollBar().valueChanged.connect(self._keep_frozen)
        self.main.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.main.horizontalScrollBar().valueChanged.connect(self._scrolled)

    # -- the grid ------------------------------------------------------------------------------------------

    def set_grid(self, view: GridView, snapshot: PlanSnapshot) -> None:
        """Show a grid; cursor and scroll place stay where they were as far as possible."""
        slot, row_before = self._cursor_slot(), self.place()[0]
        top = self.main.verticalScrollBar().value()
        self._setting = True
        changed = self.model.set_grid(view, snapshot)
        if changed is None:
            self._rebuild(view)
        else:
            self.heights.forget(changed)
        self._setting = False
        if changed is None:
            self.main.verticalScrollBar().setValue(top)
            index = self.model.index_of(slot) if slot else QModelIndex()
            if not index.isValid() and view.rows:
                column = self._column_of(slot.column) if slot else self._frozen_columns
                index = self.model.index(min(max(row_before, 0), len(view.rows) - 1), column)
            self.set_cursor(index.row(), index.column())
        self.settle_heights()
        self._show_cursor()
        self.editing.place_again()

    def set_year(self, year: FiscalYear | None) -> None:
        """Tint the columns of this 年度 and bring them into sight."""
        self.model.set_year(year)
        view = self.model.view
        columns = range(len(view.columns)) if view else range(0)
        current = [col for col in columns if self.model.is_current(col)]
        row = max(self.place()[0], 0)
        for col in (*reversed(current), *current[:1]):
            self.main.scrollTo(self.model.index(row, col))
        self._refresh_marks()

    def _column_of(self, key: str) -> int:
        view = self.model.view
        columns = view.columns if view else ()
        return next((i for i, column in enumerate(columns) if column.key == key), 0)

    def _rebuild(self, view: GridView) -> None:
        self._frozen_columns = frozen_columns(view)
        edge = self._frozen_columns - 1
        self._delegate.frozen_edge = edge
        for pane in (self.main, self.frozen):
            pane.clearSpans()
            for cell in view.cells:
                if cell.rowspan > 1:
                    pane.setSpan(cell.row, cell.col, cell.rowspan, 1)
            header = self._header(pane)
            header.frozen_edge = edge
            for col, column in enumerate(view.columns):
                pane.setColumnHidden(col, (col < self._frozen_columns) is not (pane is self.frozen))
                width = self._own_widths.get(column.key) or default_width(
                    self.theme, column, slim=view.names_initiatives
                )
                pane.setColumnWidth(col, width)
        self._guess_heights()
        self._lay_out_panes()

    def _guess_heights(self) -> None:
        guessed = self.heights.reset()
        for pane in (self.main, self.frozen):
            pane.setUpdatesEnabled(False)
            for row, height in enumerate(guessed):
                pane.verticalHeader().resizeSection(row, height)
            pane.setUpdatesEnabled(True)

    def _width_of(self, column: int) -> int:
        pane = self.frozen if column < self._frozen_columns else self.main
        return pane.columnWidth(column)

    def _header(self, pane: GridPane) -> GroupedHeader:
        header = pane.horizontalHeader()
        assert isinstance(header, GroupedHeader)
        return header

    def _column_resized(self, column: int, _before: int, width: int) -> None:
        view = self.model.view
        if self._setting or view is None or not width:
            return
        self._own_widths[view.columns[column].key] = width
        self._guess_heights()
        self._lay_out_panes()
        self._settle.start()

    # -- geometry ------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(900, 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out_panes()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("panel"))
        painter.end()

    def _lay_out_panes(self) -> None:
        columns = sum(self.frozen.columnWidth(col) for col in range(self._frozen_columns))
        numbers = self.frozen.verticalHeader().sizeHint().width()
        width = columns + numbers
        bar = self.main.horizontalScrollBar().sizeHint().height()
        self.frozen.setGeometry(0, 0, width, max(self.height() - bar, 0))
        self.main.setGeometry(width, 0, max(self.width() - width, 0), self.height())
        self.editing.place_again()

    def pane_changed(self) -> None:
        """More or fewer rows are in sight."""
        self._settle.start()

    def _keep_frozen(self, value: int) -> None:
        if value:  # frozen columns never move sideways, whatever Qt does to show a wide cell
            self.frozen.horizontalScrollBar().setValue(0)

    def _scrolled(self, _value: int) -> None:
        self.frozen.viewport().update()  # 項目 stands in the middle of what is seen of it
        self._settle.start()
        self.editing.place_again()

    def settle_heights(self) -> None:
        """Measure the rows in sight (and some below); what is at the top stays at the top."""
        if self.model.view is None or not self.model.view.rows:
            return
        numbers = self.main.verticalHeader()
        bar = self.main.verticalScrollBar()
        for _round in range(4):
            first = max(numbers.visualIndexAt(0), 0)
            last = numbers.visualIndexAt(max(self.main.viewport().height() - 1, 0))  # 0 = not laid out yet
            last = len(self.model.view.rows) - 1 if last < 0 else last + 3
            offset = numbers.sectionViewportPosition(first)
            changed = self.heights.ensure(first, last)
            if not changed:
                break
            for pane in (self.main, self.frozen):
                for row, height in changed.items():
                    pane.verticalHeader().resizeSection(row, height)
            self.main.updateGeometries()
            self.frozen.updateGeometries()
            if first and min(changed) < first:
                bar.setValue(numbers.sectionPosition(first) - offset)
        self.editing.place_again()

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
        view = self.model.view
        if not index.isValid() or view is None:
            self.selection.clear()
            self._refresh_marks()
            return
        area = grown(view, Area(row, col, row, col))
        self.select(area, index)

    def extend_to(self, row: int, col: int) -> None:
        """Stretch the range from where it began to this slot, tearing no merged cell."""
        view = self.model.view
        origin = self._origin or self.place()
        if view is None or origin[0] < 0:
            return
        area = Area(min(origin[0], row), min(origin[1], col), max(origin[0], row), max(origin[1], col))
        self.select(grown(view, area), self.model.index(row, col))

    def select(self, area: Area, current: QModelIndex) -> None:
        """Make `area` the range and put the cursor on `current`."""
        span = QItemSelection(self.model.index(area.top, area.left), self.model.index(area.bottom, area.right))
        self.selection.setCurrentIndex(current, Select.NoUpdate)
        self.selection.select(span, Select.ClearAndSelect)

    def area(self) -> Area | None:
        """The range as a rectangle that tears no merged cell; None without a cursor."""
        view = self.model.view
        row, col = self.place()
        if view is None or row < 0:
            return None
        top, left, bottom, right = row, col, row, col
        ranges = self.selection.selection()
        for part in (ranges.at(number) for number in range(ranges.size())):
            top, bottom = min(top, part.top()), max(bottom, part.bottom())
            left, right = min(left, part.left()), max(right, part.right())
        return grown(view, Area(top, left, bottom, right))

    def selected_cells(self) -> list[GridCell]:
        """The cells of the range."""
        area, view = self.area(), self.model.view
        return cells_in(view, area) if area and view else []

    def go_to(self, address: CellAddress) -> bool:
        """Put the cursor on the cell of that address. False if it is not in this grid."""
        index = self.model.index_at(address)
        if index.isValid():
            self.set_cursor(index.row(), index.column())
        return index.isValid()

    def step(self, down: int, right: int, *, extend: bool = False) -> None:
        """One step with the cursor, over merged cells."""
        view = self.model.view
        row, col = self.place()
        if view is None or row < 0:
            return
        target = next_slot(view, row, col, down, right)
        if extend:
            self.extend_to(*target)
        else:
            self.set_cursor(*target)

    def tab(self, forward: bool) -> None:
        """To the next or last cell in reading order."""
        view = self.model.view
        row, col = self.place()
        if view is not None and row >= 0:
            self.set_cursor(*tab(view, row, col, forward))

    def go_on(self, down: int, right: int) -> None:
        """After editing: move on and take the keyboard back."""
        if right:
            self.tab(right > 0)
        elif down:
            self.step(down, 0)
        self.pane_of(self.place()[1]).setFocus(Qt.FocusReason.OtherFocusReason)

    def pane_of(self, column: int) -> GridPane:
        """The pane that shows the column."""
        return self.frozen if 0 <= column < self._frozen_columns else self.main

    def _current_changed(self, current: Index, _previous: Index) -> None:
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
        if self._setting:
            return
        if len(self.selected_cells()) == 1:  # a click begins a new range
            self._origin = self.place()
        self._refresh_marks()
        self.range_changed.emit()

    def _refresh_marks(self) -> None:
        cell = self.cursor_cell()
        cells = self.selected_cells()
        self._delegate.cursor = (cell.row, cell.col) if cell else None
        self._delegate.selected = frozenset((c.row, c.col) for c in cells) if len(cells) > 1 else frozenset()
        rows = frozenset(row for c in cells for row in range(c.row, c.row + c.rowspan))
        columns = frozenset(c.col for c in cells)
        for pane in (self.main, self.frozen):
            self._header(pane).highlighted = columns
            numbers = pane.verticalHeader()
            assert isinstance(numbers, RowNumbers)
            numbers.highlighted = rows
            pane.viewport().update()
            pane.horizontalHeader().viewport().update()
            numbers.viewport().update()

    def _show_cursor(self) -> None:
        index = self.selection.currentIndex()
        if not index.isValid():
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
        if reason := self.why_not(cell):
            self.message.emit(reason)
            return False
        self._show_cursor()
        return self.editing.open(cell, slot, keep=keep, focus=focus) is not None

    def why_not(self, cell: GridCell) -> str:
        """Why nothing can be typed in a cell, "" if it can."""
        if self.read_only:
            return "閲覧専用で開いているため、書き込めません。"
        if cell.closed:
            return "この取組は廃止されています。書くときは、先に廃止を取り消してください。"
        view = self.model.view
        if view is not None and view.is_computed(cell):
            return computed(view, cell.col)
        if cell.address is None and (view is None or not view.begins_initiative(cell)):
            return "この項目にはまだ取組がありません。先に取組名を書いてください。"
        return ""

    def enter(self, text: str) -> bool:
        """Write a text into the cursor's cell as if it had been typed there, and go down. False = refused."""
        cell, slot = self.cursor_cell(), self._cursor_slot()
        if cell is None or slot is None or self.editing.writer is None:
            return False
        if reason := self.why_not(cell):
            self.message.emit(reason)
        elif self.editing.writer(cell, slot, text):
            self.step(1, 0)
        return True

    def handle_key(self, event: QKeyEvent) -> bool:
        """Keys while no editor has the keyboard."""
        return self._keys.handle(event)

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
