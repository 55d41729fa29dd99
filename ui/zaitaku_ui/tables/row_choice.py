"""Whole rows chosen by their numbers: one, a stretch of them, or several that stand apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal

from zaitaku_ui.tables.model import TableModel

Select = QItemSelectionModel.SelectionFlag


class ChoosingPlace(Protocol):
    """What is asked of the sheet."""

    model: TableModel
    selection: QItemSelectionModel

    def place(self) -> tuple[int, int]:
        """Row and column of the cursor."""
        ...

    def column_in_sight(self, column: int) -> int:
        """This column if it is seen, else one that is."""
        ...


class RowChoice(QObject):
    """`rows` are those chosen as a whole, () while cells are chosen. They go with their records when rows move."""

    changed = Signal()

    def __init__(self, sheet: ChoosingPlace, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._origin = -1
        self._base: tuple[int, ...] = ()  # those that a stretch is added to (Ctrl)
        self.choosing = False
        """The selection changes because rows are being chosen."""
        self.rows: tuple[int, ...] = ()
        self.records: tuple[int, ...] = ()
        """What the rows show (TableRow.item_id), in the same order."""

    def begin(self, row: int) -> None:
        """This row alone."""
        self._base, self._origin = (), row
        self.choose([row], row)

    def extend(self, row: int) -> None:
        """Every row from where the choice began (the cursor, where nothing is chosen yet) to this one."""
        if not self.rows:
            self._base, self._origin = (), self._sheet.place()[0]
        origin = row if self._origin < 0 else self._origin
        self.choose([*self._base, *range(min(origin, row), max(origin, row) + 1)], row)

    def turn(self, row: int) -> None:
        """Choose this row too, or no longer; the last one stays."""
        if row not in self.rows:
            self._base, self._origin = self.rows, row
            self.choose([*self.rows, row], row)
        elif len(self.rows) > 1:
            left = [chosen for chosen in self.rows if chosen != row]
            nearest = min(left, key=lambda one: abs(one - row))
            self._base, self._origin = tuple(left), nearest
            self.choose(left, nearest)

    def span(self, first: int, last: int) -> None:
        """These rows, the cursor staying in its own."""
        self._base, self._origin = (), first
        self.choose(range(first, last + 1), min(max(self._sheet.place()[0], first), last))

    def find(self, records: Iterable[int]) -> None:
        """Choose the rows that show these records, as far as there are any; the cursor goes to one of them."""
        rows = sorted(row for record in records if (row := self._sheet.model.row_of(record)) is not None)
        if rows:
            here = self._sheet.place()[0]
            self._base, self._origin = (), rows[0]
            self.choose(rows, here if here in rows else rows[0])

    def choose(self, rows: Iterable[int], current: int) -> None:
        """Choose these rows and no others; the cursor goes to the row `current`."""
        sheet, table = self._sheet, self._sheet.model.table
        if table is None or not table.rows:
            return
        self.rows = tuple(sorted(set(rows)))
        self.records = tuple(table.rows[row].item_id for row in self.rows)
        wanted = QItemSelection()
        last = len(table.columns) - 1
        for block in blocks(self.rows):
            wanted.select(sheet.model.index(block.start, 0), sheet.model.index(block.stop - 1, last))
        self.choosing = True
        column = sheet.column_in_sight(sheet.place()[1])
        sheet.selection.setCurrentIndex(sheet.model.index(current, column), Select.NoUpdate)
        sheet.selection.select(wanted, Select.ClearAndSelect)
        self.choosing = False
        self.changed.emit()

    def forget(self) -> None:
        """Cells are chosen from now on."""
        self.rows = self.records = self._base = ()
        self._origin = -1


def blocks(rows: Sequence[int]) -> Iterator[range]:
    """The stretches of rows that stand together. `rows` are in order."""
    start = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place] != rows[place - 1] + 1:
            yield range(rows[start], rows[place - 1] + 1)
            start = place
