"""A table as a Qt model: slots of rows × columns. What kind of table it is, a subclass says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_desktop.forms.grid import GridCell
from zaitaku_ui.tables.cell_text import CellText, marked, plain_text
from zaitaku_ui.tables.marks import Marks, Picture, pictures_of_rows
from zaitaku_ui.tables.table import Edge, Table
from zaitaku_ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
EDITABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
"""Made once: every cell painted asks for it."""
LEAST = 28
NEAR = 2000
"""So many rows up and down are looked at for what a line may be."""
WIDTH = 120
"""Of a column that says nothing else, in px at text size 標準."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the grid that stays valid when rows move: the row by its item, the column by its key."""

    item_id: int
    column: str


class TableModel(QAbstractTableModel):
    """The cells of a table. Where a cell is merged, every slot under it shows it.

    Subclasses give the table (`show_table`) and override what is not true of every table: how a cell looks, which
    cells are merged, how wide columns are, where nothing can be typed.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: Table | None = None
        self.current_year: FiscalYear | None = None
        self.marks: Marks = {}
        self.row_pictures: dict[int, Picture] = {}
        self._texts: dict[tuple[int, int], CellText] = {}
        self._places: dict[int, int] | None = None

    # What a kind of table says of itself

    def text_of(self, cell: GridCell) -> CellText:
        """What is drawn in a cell."""
        return plain_text(cell.marked)

    def merged(self) -> Iterable[GridCell]:
        """The cells that go over more than one row."""
        return ()

    def ending_in(self, row: int) -> Sequence[GridCell]:
        """The cells whose last row this is."""
        assert self.table is not None
        return [self.table.cell_at(row, col) for col in range(len(self.table.columns))]

    def frozen_count(self) -> int:
        """How many columns at the left say which row it is and stay in sight."""
        return 1

    def default_width(self, _theme: Theme, _column: int) -> int:
        """The width of a column in px as long as nobody has drawn it wider or narrower."""
        return _theme.pixels(WIDTH)

    def stands_upright(self, _column: int) -> bool:
        """Whether the column is a heading over rows, which takes the height it finds."""
        return False

    def width_name(self, column: int) -> str:
        """Under which name the width of a column is kept."""
        assert self.table is not None
        return self.table.columns[column].key

    def edge_below(self, _row: int) -> Edge:
        """The line under a row."""
        return Edge.ITEM

    def row_name(self, row: int) -> str:
        """What stands before a row."""
        return str(row + 1)

    def least_height(self, _row: int) -> int:
        """How high a row is at least, in px at text size 標準."""
        return LEAST

    def why_not(self, _cell: GridCell) -> str:
        """Why nothing can be typed in a cell, "" if it can."""
        return ""

    def takes_key(self, _column: int, _text: str) -> str:
        """What one key writes at once in a column (評価: A–D), "" where it begins to type."""
        return ""

    def known_lines(self, cell: GridCell) -> KnownLines:
        """Which lines stand in the cells of the column already, those nearest above first."""
        return KnownLines(self._texts_near(cell, cell.col))

    def _texts_near(self, cell: GridCell, column: int) -> Iterator[str]:
        """The texts of a column around a cell: upwards, then downwards."""
        assert self.table is not None
        below = range(cell.row + cell.rowspan, min(cell.row + NEAR, len(self.table.rows)))
        for row in (*range(cell.row - 1, max(cell.row - NEAR, -1), -1), *below):
            found = self.table.cell_at(row, column)
            if found.row == row:  # a merged cell once
                yield found.text

    def place_name(self, _row: int, column: int) -> str:
        """`R6実績`, `取組名`: the heading of the column in a few words."""
        assert self.table is not None
        return self.table.columns[column].heading[-1].split("\n")[0]

    def tip(self, _cell: GridCell) -> str | None:
        """What a cell says when the mouse rests on it."""
        return None

    def spoken(self, cell: GridCell) -> str:
        """What a screen reader says: place, then words."""
        words = (f"{cell.row + 1}行", self.place_name(cell.row, cell.col), cell.text.replace("\n", " "))
        return " ".join(word for word in words if word)

    # The table shown

    def show_table(self, table: Table) -> None:
        """Show this table from now on; cursor and scroll place are the sheet's to keep."""
        self.beginResetModel()
        self.table, self._texts, self._places = table, {}, None
        self.endResetModel()

    def exchange(self, table: Table, anew: Iterable[tuple[GridCell, GridCell]]) -> list[GridCell]:
        """Show a table of the same shape, in which only these cells (before, now) were made anew.

        Returns those that look different.
        """
        self.table = table
        changed = []
        for before, cell in anew:
            was = self._texts.pop((cell.row, cell.col), None)
            if before != cell or (was is not None and was != self.content(cell)):
                changed.append(cell)
        for cell in changed:
            self.dataChanged.emit(self.index(cell.row, cell.col), self.index(cell.row + cell.rowspan - 1, cell.col))
        return changed

    def set_marks(self, marks: Marks) -> list[GridCell]:
        """Show these marks from now on. Returns the cells that look different."""
        touched = {place for place in {*marks, *self.marks} if marks.get(place) != self.marks.get(place)}
        self.marks, self.row_pictures = marks, pictures_of_rows(marks)
        if self.table is None:
            return []
        cells = [self.table.cell_at(*place) for place in touched if self._is_inside(*place)]
        return self.exchange(self.table, [(cell, cell) for cell in cells])

    def _is_inside(self, row: int, column: int) -> bool:
        return row < self.rowCount() and column < self.columnCount()

    def set_year(self, year: FiscalYear | None) -> None:
        """Tint the columns of this 年度."""
        self.current_year = year

    def is_current(self, column: int) -> bool:
        """Whether the column belongs to the current 年度."""
        year = self.current_year
        return self.table is not None and year is not None and self.table.columns[column].year == year

    def cell(self, index: Index) -> GridCell | None:
        """The cell that covers the slot, None outside the grid."""
        if self.table is None or not index.isValid():
            return None
        return self.table.cell_at(index.row(), index.column())

    def content(self, cell: GridCell) -> CellText:
        """What is drawn in the cell, made when it is first asked for: few cells of many are ever seen."""
        found = self._texts.get((cell.row, cell.col))
        if found is None:
            mark = self.marks.get((cell.row, cell.col))
            found = self.text_of(cell)
            found = self._texts[cell.row, cell.col] = found if mark is None else marked(found, mark)
        return found

    def slot_at(self, row: int, column: int) -> Slot | None:
        """The lasting name of a slot."""
        if self.table is None or not (0 <= row < self.rowCount() and 0 <= column < self.columnCount()):
            return None
        return Slot(self.table.rows[row].item_id, self.table.columns[column].key)

    def row_of(self, item_id: int) -> int | None:
        """In which row a record stands, None if it is not shown."""
        if self.table is None:
            return None
        if self._places is None:  # from the end, so that the first of several rows wins
            rows = self.table.rows
            self._places = {rows[row].item_id: row for row in range(len(rows) - 1, -1, -1)}
        return self._places.get(item_id)

    def column_of(self, key: str) -> int | None:
        """In which column this key stands, None if it is not shown."""
        columns = self.table.columns if self.table else ()
        return next((i for i, column in enumerate(columns) if column.key == key), None)

    def index_of(self, slot: Slot) -> QModelIndex:
        """Where the slot is now; an invalid index if its row or column is gone."""
        row, column = self.row_of(slot.item_id), self.column_of(slot.column)
        return QModelIndex() if row is None or column is None else self.index(row, column)

    # Qt

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.table is None else len(self.table.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.table is None else len(self.table.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return EDITABLE

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell.text
        mark = self.marks.get((cell.row, cell.col))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(cell) + (f" 点検：{mark.words}" if mark else "")
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(words for words in (mark.words if mark else "", self.tip(cell)) if words) or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.table is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            notes = (cell.note for cell in self.table.header if cell.col <= section < cell.col + cell.colspan)
            return "\n".join(filter(None, notes)) or None if orientation == Qt.Orientation.Horizontal else None
        if orientation == Qt.Orientation.Vertical:
            return self.row_name(section)
        return " ".join(self.table.columns[section].heading).replace("\n", "")
