"""The two halves of the sheet and their geometry: frozen columns, widths, row heights, folded 年度, zoom."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_ui.tables.delegate import CellDelegate
from zaitaku_ui.tables.folding import STRIP, FoldedYears
from zaitaku_ui.tables.found_words import FoundWords
from zaitaku_ui.tables.header import GroupedHeader, RowNumbers
from zaitaku_ui.tables.heights import RowHeights
from zaitaku_ui.tables.model import TableModel
from zaitaku_ui.tables.pane import GridPane, Index
from zaitaku_ui.tables.text_layout import CellLayouts
from zaitaku_ui.theme import Theme

ZOOMS = (50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""Steps of Ctrl+wheel, in per cent."""
MANY = 60
"""So many cells are painted one by one; of more, all that are seen."""


class SheetPanes(QWidget):
    """Two panes over one model: the frozen columns, and the rest. Knows nothing of cursor and typing."""

    shape_kept = Signal()
    """The user drew a column wider, folded a 年度 or zoomed: worth remembering (`shape`)."""
    menu_asked = Signal(int)
    """(column): what can be done with it was asked for at its heading."""
    zoom_changed = Signal(int)
    """Per cent."""

    def __init__(self, theme: Theme, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain_theme = theme
        self.theme = theme
        self.zoom = 100
        self.model = model
        self.folded = FoldedYears()
        self.layouts = CellLayouts(theme)
        self.heights = RowHeights(model, self.layouts, self._width_of)
        self._delegate = CellDelegate(model, self.layouts, theme, self)
        self._delegate.folded = self.folded
        self._frozen_columns = 0
        self._upright: Sequence[int] = ()  # columns whose words stand in the middle of what is seen of them
        self._setting = False
        self._own_widths: dict[str, int] = {}
        self.selection = QItemSelectionModel(model, self)
        self.main = GridPane(self, self)
        self.frozen = GridPane(self, self)
        self._dress()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self.settle_heights)

    def _dress(self) -> None:
        for pane in (self.main, self.frozen):
            pane.setModel(self.model)
            pane.setSelectionModel(self.selection)
            pane.setItemDelegate(self._delegate)
            header = GroupedHeader(self.model, self.theme, self.folded, pane)
            pane.setHorizontalHeader(header)
            header.sectionResized.connect(self._column_resized)
            header.fold_asked.connect(self.turn_fold)
            header.menu_asked.connect(self.menu_asked)
            numbers = RowNumbers(self.model, self.theme, pane)
            pane.setVerticalHeader(numbers)
            numbers.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            pane.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
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

    # What a sheet with a cursor adds (pane.PaneOwner)

    def follow_editor(self) -> None:
        """Rows or columns moved under an open editor: put it back over its cell."""

    def begin_edit(self, _index: Index, *, keep: bool) -> bool:
        """Open the editor over the cell, with its text or empty. False = nothing is typed there."""
        return False

    def handle_key(self, _event: QKeyEvent) -> bool:
        """Act on a key that moves the cursor or begins to type. False = not meant for the sheet."""
        return False

    def wants_key(self, _event: QKeyEvent) -> bool:
        """Whether a key is the sheet's here, although it is that of a command elsewhere."""
        return False

    def compose(self, event: QInputMethodEvent) -> None:
        """Hand what an IME sends to the editor."""

    def composition_place(self, _query: Qt.InputMethodQuery) -> Any:
        """Answer the IME for the editor, None if none is open."""
        return None

    # What is remembered of a sheet

    def shape(self) -> dict[str, int]:
        """Widths of columns by name, at 100 %, as the user drew them; the zoom under `zoom`."""
        return {**self._own_widths, "zoom": self.zoom}

    def set_shape(self, shape: Mapping[str, int], folded: Sequence[int] = ()) -> None:
        """Take a shape that was remembered."""
        self._own_widths = {name: width for name, width in shape.items() if name != "zoom" and width > 0}
        self.folded.years = frozenset(folded)
        self.set_zoom(shape.get("zoom", self.zoom))

    def paint_all(self) -> None:
        """Paint everything anew: the look of all cells may have changed."""
        for pane in (self.main, self.frozen):
            pane.viewport().update()
            pane.horizontalHeader().viewport().update()
            pane.verticalHeader().viewport().update()

    def paint_places(self, places: Collection[tuple[int, int]]) -> None:
        """Paint these cells anew, (row, column) of each; a column of -1 = the row."""
        if len(places) > MANY or any(column < 0 for _, column in places):
            for pane in (self.main, self.frozen):
                pane.viewport().update()
            return
        for row, column in places:
            pane = self.pane_of(column)
            pane.viewport().update(pane.visualRect(self.model.index(row, column)))

    def show_found(self, found: FoundWords) -> None:
        """Mark these words in the cells from now on."""
        self._delegate.found = found
        for pane in (self.main, self.frozen):
            pane.viewport().update()

    # Headings

    def offer_menus(self) -> None:
        """Headings have a ▾ from now on (`menu_asked`)."""
        for pane in (self.main, self.frozen):
            self._header(pane).offers_menus = True

    def show_arranged(self, icons: Mapping[int, str]) -> None:
        """These columns are sorted or filtered: the icons that say how."""
        for pane in (self.main, self.frozen):
            self._header(pane).arranged = icons
            pane.horizontalHeader().viewport().update()

    def heading_corner(self, column: int) -> QPoint:
        """The lower left corner of a heading, in px of this widget."""
        header = self.pane_of(column).horizontalHeader()
        return header.viewport().mapTo(self, QPoint(header.sectionViewportPosition(column), header.height()))

    # Columns

    def _rebuild(self) -> None:
        """Columns, merges and guessed heights of a table that has another shape than the last."""
        table = self.model.table
        if table is None:
            return
        self.folded.look_at(table)
        self._frozen_columns = self.model.frozen_count()
        self._upright = [col for col in range(self.model.columnCount()) if self.model.stands_upright(col)]
        merged = list(self.model.merged())
        edge = self._frozen_columns - 1
        self._delegate.frozen_edge = edge
        self._setting = True
        for pane in (self.main, self.frozen):
            pane.clearSpans()
            for cell in merged:
                pane.setSpan(cell.row, cell.col, cell.rowspan, 1)
            self._header(pane).frozen_edge = edge
            for col in range(len(table.columns)):
                mine = (col < self._frozen_columns) is (pane is self.frozen)
                pane.setColumnHidden(col, not mine or self.folded.is_hidden(col))
                pane.setColumnWidth(col, self._wanted_width(col))
        self._setting = False
        self._guess_heights()
        self._lay_out_panes()

    def _wanted_width(self, column: int) -> int:
        if self.folded.is_strip(column):
            return self.theme.pixels(STRIP)
        own = self._own_widths.get(self.model.width_name(column))
        return self.model.default_width(self.theme, column) if own is None else max(round(own * self.zoom / 100), 1)

    def _width_of(self, column: int) -> int:
        return self.pane_of(column).columnWidth(column) if self.is_shown(column) else 0

    def pane_of(self, column: int) -> GridPane:
        """The pane that shows the column."""
        return self.frozen if 0 <= column < self._frozen_columns else self.main

    def is_shown(self, column: int) -> bool:
        """Whether a column can be seen: it is not folded away."""
        return not (self.folded.is_hidden(column) or self.folded.is_strip(column))

    def _header(self, pane: GridPane) -> GroupedHeader:
        header = pane.horizontalHeader()
        assert isinstance(header, GroupedHeader)
        return header

    def row_numbers(self) -> RowNumbers:
        """The numbers at the left."""
        numbers = self.frozen.verticalHeader()
        assert isinstance(numbers, RowNumbers)
        return numbers

    def _column_resized(self, column: int, _before: int, width: int) -> None:
        if self._setting or self.model.table is None or not width or self.folded.is_strip(column):
            return
        self._own_widths[self.model.width_name(column)] = round(width * 100 / self.zoom)
        self._reshaped()

    def _reshaped(self) -> None:
        """Widths changed: heights follow, the row at the top stays."""
        anchor = self._anchor()
        self._guess_heights()
        self._lay_out_panes()
        self._hold(anchor)
        self._settle.start()
        self.shape_kept.emit()

    # Folding and zoom

    def turn_fold(self, column: int) -> None:
        """Fold the 年度 of that column, or open it."""
        group = self.folded.group_at(column)
        if group is not None:
            self.folded.turn(group.year)
            self.refold()

    def fold_others(self, year: FiscalYear) -> None:
        """Fold every 年度 but this."""
        self.folded.fold_others(year)
        self.refold()

    def open_folds(self) -> None:
        """Open every 年度."""
        self.folded.open_all()
        self.refold()

    def refold(self) -> None:
        """Show the columns as they are folded now."""
        anchor = self._anchor()
        self._rebuild()
        self._hold(anchor)
        self._settle.start()
        self.shape_kept.emit()

    def set_zoom(self, percent: int) -> None:
        """Show the sheet larger or smaller (50–300 %)."""
        self.zoom = max(ZOOMS[0], min(percent, ZOOMS[-1]))
        anchor = self._anchor()
        self.theme = self._plain_theme.zoomed(self.zoom / 100)
        self.layouts = self.heights.layouts = CellLayouts(self.theme)
        self._delegate.look(self.layouts, self.theme)
        for pane in (self.main, self.frozen):
            self._header(pane).look(self.theme)
            numbers = pane.verticalHeader()
            assert isinstance(numbers, RowNumbers)
            numbers.look(self.theme)
            pane.updateGeometries()
        self._rebuild()
        self._hold(anchor)
        self.settle_heights()
        self.zoom_changed.emit(self.zoom)
        self.shape_kept.emit()

    def zoom_by(self, steps: int) -> None:
        """So many steps larger (smaller if negative)."""
        bigger = [step for step in ZOOMS if step > self.zoom]
        smaller = [step for step in ZOOMS if step < self.zoom]
        wanted = bigger[:1] if steps > 0 else smaller[-1:] if steps < 0 else []
        if wanted:
            self.set_zoom(wanted[0])

    # Geometry

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
        shown = (col for col in range(self._frozen_columns) if not self.folded.is_hidden(col))
        columns = sum(self.frozen.columnWidth(col) for col in shown)
        width = columns + self.frozen.verticalHeader().sizeHint().width()
        off = self.main.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        bar = 0 if off else self.main.horizontalScrollBar().sizeHint().height()
        self.frozen.setGeometry(0, 0, width, max(self.height() - bar, 0))
        self.main.setGeometry(width, 0, max(self.width() - width, 0), self.height())
        self.follow_editor()

    def scroll_rows(self, pixels: int) -> None:
        """Down (up if negative) by so much."""
        bar = self.main.verticalScrollBar()
        bar.setValue(bar.value() + pixels)
        self.settle_heights()

    def show_row(self, row: int) -> None:
        """Scroll no further than this row needs, whatever its cells are merged with."""
        numbers = self.main.verticalHeader()
        top = numbers.sectionViewportPosition(row)
        below = top + numbers.sectionSize(row) - self.main.viewport().height()
        if top < 0 or below > 0:
            bar = self.main.verticalScrollBar()
            bar.setValue(bar.value() + (top if top < 0 else min(below, top)))

    def column_in_sight(self, column: int) -> int:
        """This column if it scrolls and is seen, else the first that does: to go there nothing moves sideways."""
        width = self.main.viewport().width()
        after = range(self._frozen_columns, self.model.columnCount())
        seen = [col for col in after if self.is_shown(col) and 0 <= self.main.columnViewportPosition(col) < width]
        return column if column in seen or not seen else seen[0]

    def row_band(self, column: int) -> QRect:
        """Where rows are seen from this column on: in px of this widget."""
        room = self.main.viewport()
        corner = room.mapTo(self, QPoint(0, 0))
        left = corner.x()
        if column < self._frozen_columns:
            left = self.frozen.viewport().mapTo(self, QPoint(self.frozen.columnViewportPosition(column), 0)).x()
        header = self.main.horizontalHeader()
        right = corner.x() + min(room.width(), header.length() - header.offset())
        return QRect(left, corner.y(), right - left, room.height())

    def pane_changed(self) -> None:
        """More or fewer rows are in sight."""
        self._settle.start()

    def _keep_frozen(self, value: int) -> None:
        if value:  # frozen columns never move sideways, whatever Qt does to show a wide cell
            self.frozen.horizontalScrollBar().setValue(0)

    def _scrolled(self, _value: int) -> None:
        for column in self._upright:
            self.pane_of(column).show_again(column)
        self._settle.start()
        self.follow_editor()

    # Row heights

    def _guess_heights(self) -> None:
        guessed = self.heights.reset()
        for pane in (self.main, self.frozen):
            numbers = pane.verticalHeader()
            pane.setUpdatesEnabled(False)
            if self.heights.uniform:
                numbers.setDefaultSectionSize(guessed[0])
            else:
                _resize(numbers, dict(enumerate(guessed)))
            pane.setUpdatesEnabled(True)

    def _anchor(self) -> tuple[int, int] | None:
        """The record whose row is at the top of what is seen, and how far above the edge it begins."""
        numbers = self.main.verticalHeader()
        row = numbers.visualIndexAt(0)
        table = self.model.table
        if table is None or not 0 <= row < len(table.rows):
            return None
        return table.rows[row].item_id, numbers.sectionViewportPosition(row)

    def _hold(self, anchor: tuple[int, int] | None) -> None:
        """Bring that row back to where it was."""
        row = None if anchor is None else self.model.row_of(anchor[0])
        if anchor is None or row is None:
            return
        self.main.updateGeometries()
        self.frozen.updateGeometries()
        self.main.verticalScrollBar().setValue(self.main.verticalHeader().sectionPosition(row) - anchor[1])

    def settle_heights(self) -> None:
        """Measure the rows in sight (and some below); what is at the top stays at the top."""
        rows = self.model.rowCount()
        if not rows:
            return
        numbers = self.main.verticalHeader()
        bar = self.main.verticalScrollBar()
        for _round in range(4):
            first = max(numbers.visualIndexAt(0), 0)
            last = numbers.visualIndexAt(max(self.main.viewport().height() - 1, 0))  # 0 = not laid out yet
            last = rows - 1 if last < 0 else last + 3
            offset = numbers.sectionViewportPosition(first)
            changed = self.heights.ensure(first, last)
            if not changed:
                break
            for pane in (self.main, self.frozen):
                _resize(pane.verticalHeader(), changed)
                pane.updateGeometries()
            if first and min(changed) < first:
                bar.setValue(numbers.sectionPosition(first) - offset)
            self._paint_from(min(changed))
        self.follow_editor()

    def _paint_from(self, row: int) -> None:
        """Paint anew what stands in a row that has another height, and all below.

        Qt does so only when a timer goes off: until then the rows would stand torn, and what is merged over them not
        in its middle.
        """
        table = self.model.table
        assert table is not None
        columns = [col for col in range(len(table.columns)) if col not in self._upright]
        top = min((table.cell_at(row, col).row for col in columns), default=row)
        for pane in (self.main, self.frozen):
            pane.paint_from(top)
        for column in self._upright:
            self.pane_of(column).show_again(column)


def _resize(numbers: QHeaderView, heights: Mapping[int, int]) -> None:
    for row, height in heights.items():
        if numbers.sectionSize(row) != height:
            numbers.resizeSection(row, height)
