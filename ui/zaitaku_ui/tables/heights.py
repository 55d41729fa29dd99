"""Row heights: exact for the rows in sight, guessed for the rest (GUI 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from zaitaku_desktop.forms.grid import GridCell
from zaitaku_ui.tables.model import TableModel
from zaitaku_ui.tables.text_layout import CellLayouts

FAR = 60
"""Merged cells of more rows than this are not followed back to their first row."""
MANY = 4000
"""From so many rows on, one height is guessed for all, from SAMPLE of them: to read every text takes too long."""
SAMPLE = 60


class RowHeights:
    """Heights in pixels by row. What a merged cell needs beyond its rows goes to its last one.

    `width_of` = the width of a column that is shown, in px; 0 = what stands in it is not seen (a folded 年度), and no
    row is higher for it.
    """

    def __init__(self, model: TableModel, layouts: CellLayouts, width_of: Callable[[int], int]) -> None:
        self._model = model
        self.layouts = layouts
        self._width_of = width_of
        self._heights: list[int] = []
        self._exact: set[int] = set()

    def reset(self) -> list[int]:
        """Begin anew with guesses. Returns the height of every row."""
        self._exact = set()
        rows = self._model.rowCount()
        if rows > MANY:
            some = [self._guess(row) for row in range(0, rows, rows // SAMPLE)]
            self._heights = [sum(some) // len(some)] * rows
        else:
            self._heights = self._guess_all(rows)
        return self._heights

    @property
    def uniform(self) -> bool:
        """Whether all rows have been guessed to be of one height."""
        return len(self._heights) > MANY

    def _guess(self, row: int) -> int:
        cells = [cell for cell in self._model.ending_in(row) if cell.rowspan == 1]
        return max([self._least(row), *(self._needed(cell) for cell in cells)])

    def _guess_all(self, rows: int) -> list[int]:
        guessed = [self._least(row) for row in range(rows)]
        for last in range(rows):
            for cell in self._model.ending_in(last):
                share = self._needed(cell) // cell.rowspan
                for row in range(cell.row, last + 1):
                    guessed[row] = max(guessed[row], share)
        return guessed

    def _needed(self, cell: GridCell) -> int:
        """About how high a cell must be; a heading over many rows never decides it."""
        width = self._width_of(cell.col)
        if not cell.text or not width or self._model.stands_upright(cell.col):
            return 0
        return self.layouts.estimate(cell.text, width)

    def _least(self, row: int) -> int:
        return self.layouts.theme.pixels(self._model.least_height(row))

    def forget(self, cells: Iterable[GridCell]) -> None:
        """These cells look different: their last rows are measured again when next in sight."""
        for cell in cells:
            self._exact.discard(cell.row + cell.rowspan - 1)
        # a row that changes its height changes what is left to the last row of the merges over it
        for cell in self._model.merged():
            self._exact.discard(cell.row + cell.rowspan - 1)

    def ensure(self, first: int, last: int) -> dict[int, int]:
        """Measure the rows `first` … `last`. Returns the rows whose height is another now."""
        if not self._heights:
            return {}
        last = min(last, len(self._heights) - 1)
        ending = (cell for row in range(first, last + 1) for cell in self._model.ending_in(row))
        first = min((cell.row for cell in ending if cell.rowspan <= FAR), default=first)
        changed: dict[int, int] = {}
        for row in range(max(first, 0), last + 1):
            if row in self._exact:
                continue
            height = self._measure(row)
            self._exact.add(row)
            if height != self._heights[row]:
                self._heights[row] = changed[row] = height
        return changed

    def _measure(self, row: int) -> int:
        needed = self._least(row)
        for cell in self._model.ending_in(row):
            width = self._width_of(cell.col)
            own = self.layouts.height(self._model.content(cell), width) if width else 0
            needed = max(needed, own - sum(self._heights[cell.row : row]))
        return needed
