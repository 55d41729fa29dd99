"""What the sheet needs of a table: rows, columns, headings and (merged) cells. A GridView of a plan is one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Protocol

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.grid import GridCell, HeaderCell


class Edge(IntEnum):
    """How strong the line under a row is: between 実施行, 取組, 項目 (LOOK 2)."""

    ROW = 0
    ITEM = 1
    GROUP = 2


class TableRow(Protocol):
    """A row; `item_id` is its lasting name."""

    @property
    def item_id(self) -> int:
        """The record that the row shows, whatever its place."""
        ...


class TableColumn(Protocol):
    """A column; `key` is its lasting name."""

    @property
    def key(self) -> str:
        """Its name in the code."""
        ...

    @property
    def heading(self) -> tuple[str, ...]:
        """Its heading, from the uppermost level down."""
        ...

    @property
    def year(self) -> FiscalYear | None:
        """The 年度 it belongs to."""
        ...


class Table(Protocol):
    """Rows and columns of cells; every slot is covered by exactly one cell."""

    @property
    def rows(self) -> Sequence[TableRow]:
        """From the top."""
        ...

    @property
    def columns(self) -> Sequence[TableColumn]:
        """From the left."""
        ...

    @property
    def header(self) -> Sequence[HeaderCell]:
        """The heading cells of all levels."""
        ...

    @property
    def header_rows(self) -> int:
        """How many levels of headings there are."""
        ...

    def cell_at(self, row: int, col: int) -> GridCell:
        """The cell that covers the slot."""
        ...
