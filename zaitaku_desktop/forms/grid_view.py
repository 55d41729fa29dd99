"""The grid of a plan form as plain values: rows, columns, merged cells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.cells import Column, FieldValue, read_cell
from zaitaku_desktop.forms.definition import ColumnDef, Form
from zaitaku_desktop.model.plan import EntryState


@dataclass(frozen=True, slots=True)
class CellAddress:
    """A cell by what it stands for: stays valid when rows move. `column` = Column.key."""

    item_id: int
    column: str


Heading = tuple[str, int | None, int | None]
"""Whether it is an item or an axis value, its id, and the banner above it."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A printed row. `item_id` = the 実施行 (or the 取組 that has none, or an empty 項目).

    `group_id` = the 項目 it belongs to. `heading_id` = the axis value it is grouped by, where the form groups by
    an axis and not by the plan's own 項目. `rolled` = every 実施行 that stands in this row, () = only `item_id`;
    `together` = every 取組 that does, () = only `initiative_id`. `banner_id` = the axis value under whose banner it
    stands.
    """

    item_id: int
    initiative_id: int | None
    group_id: int | None
    heading_id: int | None = None
    rolled: tuple[int, ...] = ()
    together: tuple[int, ...] = ()
    banner_id: int | None = None

    @property
    def initiatives(self) -> tuple[int, ...]:
        """The 取組 that stand in it, in order."""
        return self.together or (() if self.initiative_id is None else (self.initiative_id,))

    @property
    def items(self) -> tuple[int, ...]:
        """The items whose line-level fields stand in it, in order."""
        return self.rolled or (self.item_id,)

    @property
    def heading(self) -> Heading:
        """What it is grouped under; rows of one heading stand together."""
        if self.heading_id is None:
            return "item", self.group_id, self.banner_id
        return "axis", self.heading_id, self.banner_id


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A heading over columns; rows count from the top header row. `note` = printed under it, smaller."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at (row, col), merged over `rowspan` rows.

    `values` = what stands behind it, sharing resolved; `text` = its words as edited, `rich` = the same with what is
    bold (`model.inline`) where something is. `state` = the state when the cell
    is one field, else TEXT or None (blank). `shared` = some field shares its text (as holder or sharer);
    `linked` = so, and a sharer stands elsewhere, not merged into this cell. `closed` = after the 取組 ended.
    `meaning` = what 継続 stands for here, "" otherwise. `address` None = nothing can be written there.
    `caption` = the 取組's name, where it is printed over the text. `flags` = the values printed under a heading, and
    whether a 取組 of the row has them.
    """

    row: int
    col: int
    rowspan: int
    address: CellAddress | None
    values: tuple[FieldValue, ...] = ()
    text: str = ""
    state: EntryState | None = None
    shared: bool = False
    linked: bool = False
    closed: bool = False
    meaning: str = ""
    caption: str = ""
    rich: str = ""
    flags: tuple[tuple[str, bool], ...] = ()

    @property
    def marked(self) -> str:
        """Its words with what is bold: what is copied and edited."""
        return self.rich or self.text


def in_reading_order(cell: GridCell) -> tuple[int, int]:
    """Row by row, from left to right: for sorting."""
    return cell.row, cell.col


def column_level(definition: ColumnDef) -> str:
    """The level whose rows carry the column: group, initiative or line."""
    if definition.role != "fields":
        return "group" if definition.role == "group" else "initiative"
    known = definition.known(definition.fields[0])
    return known.level if known else "line"


def item_of(row: GridRow, definition: ColumnDef) -> int | None:
    """The item a cell of that row is written to; None where there is none (a heading that is no 項目)."""
    if definition.role == "group":
        return row.group_id if row.heading_id is None else None
    if row.initiative_id is None:
        return None
    return row.initiative_id if column_level(definition) == "initiative" else row.item_id


def items_of(row: GridRow, definition: ColumnDef) -> tuple[int, ...]:
    """All items whose values stand in a cell of that row: more than one where rows are rolled up."""
    own = item_of(row, definition)
    if own is None or definition.role == "group":
        return () if own is None else (own,)
    return row.initiatives if column_level(definition) == "initiative" else row.items


@dataclass(frozen=True)
class GridView:
    """The whole grid."""

    form: Form
    columns: tuple[Column, ...]
    header: tuple[HeaderCell, ...]
    header_rows: int
    rows: tuple[GridRow, ...]
    cells: tuple[GridCell, ...]
    years: tuple[FiscalYear, ...]
    group_starts: frozenset[int] = frozenset()
    initiative_starts: frozenset[int] = frozenset()
    text_size: float = 9.0

    @cached_property
    def _slots(self) -> list[list[GridCell]]:
        """By column, then row: the cell that covers the slot."""
        slots: list[list[GridCell]] = [[] for _ in self.columns]
        for cell in self.cells:  # they stand in reading order
            slots[cell.col].extend([cell] * cell.rowspan)
        return slots

    @cached_property
    def _column_places(self) -> dict[str, int]:
        return {column.key: place for place, column in enumerate(self.columns)}

    @cached_property
    def _first_rows(self) -> dict[tuple[str, int], int]:
        """(level, item) → the first row in which the cells of that level are written to it."""
        found: dict[tuple[str, int], int] = {}
        for place, row in enumerate(self.rows):
            if row.heading_id is None and row.group_id is not None:
                found.setdefault(("group", row.group_id), place)
            for initiative_id in row.initiatives:
                found.setdefault(("initiative", initiative_id), place)
            for item_id in row.items if row.initiatives else ():
                found.setdefault(("line", item_id), place)
        return found

    @cached_property
    def _rows_of(self) -> dict[int, list[int]]:
        """An item → the rows in which it, or what it belongs to as a 取組, stands; in order."""
        found: dict[int, list[int]] = {}
        for place, row in enumerate(self.rows):
            for item_id in {*row.items, *row.initiatives}:
                found.setdefault(item_id, []).append(place)
        return found

    def cell_at(self, row: int, col: int) -> GridCell:
        """The cell that covers the slot."""
        return self._slots[col][row]

    def rows_of(self, items: Iterable[int]) -> list[int]:
        """The rows in which these items stand as 実施行 or 取組, each once, from the top."""
        return sorted({row for item_id in items for row in self._rows_of.get(item_id, ())})

    def exchange(self, cells: Iterable[GridCell]) -> GridView:
        """The same grid with these cells instead of those at their places, which are as large.

        What has been found out about rows, columns and slots is taken over: a grid has tens of thousands of cells,
        and an edit touches a few.
        """
        mine, slots = list(self.cells), list(self._slots)
        for cell in cells:
            mine[bisect_left(self.cells, in_reading_order(cell), key=in_reading_order)] = cell
            of_column = slots[cell.col] = list(slots[cell.col])
            of_column[cell.row : cell.row + cell.rowspan] = [cell] * cell.rowspan
        found = replace(self, cells=tuple(mine))
        known = {name: value for name, value in self.__dict__.items() if name in _OF_SHAPE}
        found.__dict__.update(known, _slots=slots)
        return found

    def find(self, address: CellAddress) -> GridCell | None:
        """The cell that shows that address, or None if it is not in this grid."""
        col = self._column_places.get(address.column)
        if col is None:
            return None
        row = self._first_rows.get((column_level(self.columns[col].definition), address.item_id))
        return None if row is None else self.cell_at(row, col)

    def address_at(self, row: int, col: int) -> CellAddress | None:
        """What a single slot stands for, even inside a merge (for sharing and unsharing)."""
        return next(self._addresses_at(row, col), None)

    def _addresses_at(self, row: int, col: int) -> Iterator[CellAddress]:
        """All that stands in a slot: more than one where 実施行 are rolled up."""
        column, line = self.columns[col], self.rows[row]
        for item_id in items_of(line, column.definition):
            yield CellAddress(item_id, column.key)

    @cached_property
    def names_initiatives(self) -> bool:
        """Whether it has a column for the names of the 取組."""
        return any(column.definition.role == "title" for column in self.columns)

    def begins_initiative(self, cell: GridCell) -> bool:
        """Whether typing there makes the first 取組 of an empty 項目: in its 取組名, or, in a form without that
        column, anywhere in its row."""
        row, role = self.rows[cell.row], self.columns[cell.col].definition.role
        if cell.address is not None or row.initiative_id is not None or row.group_id is None:
            return False
        return role == "title" or (role != "group" and not self.names_initiatives)

    def is_computed(self, cell: GridCell) -> bool:
        """Whether the cell is a heading that follows from the tags of its 取組 and is no 項目 of the plan."""
        return self.columns[cell.col].definition.role == "group" and self.rows[cell.row].heading_id is not None

    def read(self, cell: GridCell, text: str) -> tuple[FieldValue, ...]:
        """What is typed into a cell, as values of the fields that stand there (`forms.cells.read_cell`)."""
        field = cell.values[0].field if cell.values else ""
        return read_cell(self.columns[cell.col], text, self.years, field=field)


_OF_SHAPE = frozenset({"_column_places", "_first_rows", "_rows_of", "names_initiatives"})
"""What a grid knows of its rows and columns alone."""
