"""Row heights: exact for the rows in sight, guessed for the rest (GUI 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from zaitaku_desktop.forms.grid import GridCell
from zaitaku_ui.tables.model import GridModel
from zaitaku_ui.tables.text_layout import CellLayouts

LEAST = 28
FAR = 60
"""Merged cells of more rows than this are not followed back to their first row."""


class RowHeights:
    """Heights in pixels by row. What a merged cell needs beyond its rows goes to its last one."""

    def __init__(self, model: GridModel, layouts: CellLayouts, width_of: Callable[[int], int]) -> None:
        self._model = model
        self._layouts = layouts
        self._width_of = width_of
        self._ending: dict[int, list[GridCell]] = {}
        self._heights: list[int] = []
        self._exact: set[int] = set()

    def reset(self) -> list[int]:
        """Begin anew with guesses. Returns the height of every row."""
        view = self._model.view
        self._ending = {}
        self._exact = set()
        guessed = [LEAST] * (len(view.rows) if view else 0)
        least = self._layouts.theme.pixels(LEAST)
        for cell in view.cells if view else ():
            last = cell.row + cell.rowspan - 1
            self._ending.setdefault(last, []).append(cell)
            if cell.text and view and view.columns[cell.col].definition.role != "group":
                share = self._layouts.estimate(cell.text, self._width_of(cell.col)) // cell.rowspan
                for row in range(cell.row, last + 1):
                    guessed[row] = max(guessed[row], share, least)
        self._heights = guessed
        return guessed

    def forget(self, cells: Iterable[GridCell]) -> None:
        """These cells look different: their last rows are measured again when next in sight."""
        view = self._model.view
        for cell in cells:
            self._exact.discard(cell.row + cell.rowspan - 1)
        if view is not None:
            self._ending = {}
            for cell in view.cells:
                self._ending.setdefault(cell.row + cell.rowspan - 1, []).append(cell)
            # a row that changes its height changes what is left to the last row of the merges over it
            for last, ending in self._ending.items():
                if any(cell.rowspan > 1 for cell in ending):
                    self._exact.discard(last)

    def ensure(self, first: int, last: int) -> dict[int, int]:
        """Measure the rows `first` … `last`. Returns the rows whose height is another now."""
        view = self._model.view
        if view is None or not self._heights:
            return {}
        last = min(last, len(self._heights) - 1)
        first = min(
            (cell.row for row in range(first, last + 1) for cell in self._ending.get(row, ()) if cell.rowspan <= FAR),
            default=first,
        )
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
        needed = self._layouts.theme.pixels(LEAST)
        for cell in self._ending.get(row, ()):
            own = self._layouts.height(self._model.content(cell), self._width_of(cell.col))
            needed = max(needed, own - sum(self._heights[cell.row : row]))
        return needed
