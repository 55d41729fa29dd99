"""A table of plain rows (rosters, participants, counts): texts in columns, nothing merged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QObject

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.grid import CellAddress, GridCell, HeaderCell
from zaitaku_desktop.model.plan import EntryState
from zaitaku_ui.tables.model import TableModel
from zaitaku_ui.theme import Theme


@dataclass(frozen=True, slots=True)
class PlainColumn:
    """A column; `width` in px at text size 標準."""

    key: str
    heading: tuple[str, ...]
    width: int = 120
    year: FiscalYear | None = None


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A row by the record that it shows."""

    item_id: int


@dataclass(frozen=True)
class PlainTable:
    """Rows whose texts are asked for only when they are seen: `text_at(item, column key)`."""

    columns: tuple[PlainColumn, ...]
    rows: Sequence[PlainRow]
    text_at: Callable[[int, str], str]

    @cached_property
    def header(self) -> tuple[HeaderCell, ...]:
        """A heading cell over each column; columns beside each other with the same upper heading have one over them."""
        levels, found = self.header_rows, []
        for col, column in enumerate(self.columns):
            if levels == 1 or len(column.heading) == 1:
                found.append(HeaderCell(0, col, levels, 1, column.heading[-1]))
                continue
            found.append(HeaderCell(1, col, 1, 1, column.heading[-1]))
            before = self.columns[col - 1].heading if col else ()
            if len(before) == 1 or before[:1] != column.heading[:1]:
                found.append(HeaderCell(0, col, 1, self._reach(col), column.heading[0]))
        return tuple(found)

    def _reach(self, first: int) -> int:
        """Over how many columns the upper heading of one goes."""
        name, last = self.columns[first].heading[0], first
        while last + 1 < len(self.columns) and len(self.columns[last + 1].heading) > 1:
            if self.columns[last + 1].heading[0] != name:
                break
            last += 1
        return last - first + 1

    @property
    def header_rows(self) -> int:
        """As many levels as the headings have, two at most."""
        return min(max((len(column.heading) for column in self.columns), default=1), 2)

    def cell_at(self, row: int, col: int) -> GridCell:
        """The cell of the slot."""
        item_id, key = self.rows[row].item_id, self.columns[col].key
        text = self.text_at(item_id, key)
        return GridCell(row, col, 1, CellAddress(item_id, key), text=text, state=EntryState.TEXT if text else None)


class PlainModel(TableModel):
    """Shows a PlainTable; `frozen` columns stay in sight."""

    def __init__(self, frozen: int = 1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frozen = frozen

    def frozen_count(self) -> int:
        """As many as it was made with."""
        return self._frozen

    def default_width(self, theme: Theme, column: int) -> int:
        """As the column says."""
        assert isinstance(self.table, PlainTable)
        return theme.pixels(self.table.columns[column].width)
