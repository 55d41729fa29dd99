"""The grid of a plan form: rows, columns, merged cells — the one shape that the screen, the print, Excel
and the import share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.forms.cells import MARK, TITLE, Column, FieldValue, show_cell
from zaitaku_desktop.forms.definition import ColumnDef, Form
from zaitaku_desktop.forms.widths import settle_widths
from zaitaku_desktop.model.fields import standard_fields
from zaitaku_desktop.model.plan import EntryState, ItemKind
from zaitaku_desktop.model.snapshot import DocumentRow, EntryRow, ItemRow, PlanSnapshot


@dataclass(frozen=True, slots=True)
class CellAddress:
    """A cell by what it stands for: stays valid when rows move. `column` = Column.key."""

    item_id: int
    column: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A printed row. `item_id` = the 実施行 (or the 取組 that has none, or an empty 項目)."""

    item_id: int
    initiative_id: int | None
    group_id: int | None


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A heading over columns; rows count from the top header row."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at (row, col), merged over `rowspan` rows.

    `values` = what stands behind it, sharing resolved; `text` = as edited. `state` = the state when the cell
    is one field, else TEXT or None (blank). `shared` = some field shares its text (as holder or sharer);
    `linked` = so, and a sharer stands elsewhere, not merged into this cell. `closed` = after the 取組 ended.
    `meaning` = what 継続 stands for here, "" otherwise. `address` None = nothing can be written there.
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
    def _covering(self) -> dict[tuple[int, int], GridCell]:
        return {(row, cell.col): cell for cell in self.cells for row in range(cell.row, cell.row + cell.rowspan)}

    @cached_property
    def _by_address(self) -> dict[CellAddress, GridCell]:
        found: dict[CellAddress, GridCell] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                address = self.address_at(row, cell.col)
                if address is not None:
                    found.setdefault(address, cell)
        return found

    def cell_at(self, row: int, col: int) -> GridCell:
        """The cell that covers the slot."""
        return self._covering[row, col]

    def find(self, address: CellAddress) -> GridCell | None:
        """The cell that shows that address, or None if it is not in this grid."""
        return self._by_address.get(address)

    def address_at(self, row: int, col: int) -> CellAddress | None:
        """What a single slot stands for, even inside a merge (for sharing and unsharing)."""
        item_id = _item_of(self.rows[row], self.columns[col].definition)
        return None if item_id is None else CellAddress(item_id, self.columns[col].key)


def _item_of(row: GridRow, definition: ColumnDef) -> int | None:
    if definition.role == "group":
        return row.group_id
    if row.initiative_id is None:
        return None
    if definition.role == "title" or column_level(definition) == "initiative":
        return row.initiative_id
    return row.item_id


def column_level(definition: ColumnDef) -> str:
    """The level whose rows carry the column: group, initiative or line."""
    if definition.role != "fields":
        return "group" if definition.role == "group" else "initiative"
    known = standard_fields().get(definition.fields[0])
    return known.level if known else "line"


def build_columns(form: Form, document: DocumentRow, years: Sequence[FiscalYear], due: str = "") -> list[Column]:
    """The form's columns with their 年度: neighbours that repeat by year alternate (R3, R3実績, R4 …)."""
    columns: list[Column] = []
    index = 0
    while index < len(form.columns):
        definition = form.columns[index]
        if definition.years in ("none", "collapsed"):
            columns.append(_settled(definition, None, due))
            index += 1
            continue
        block = []
        while index < len(form.columns) and form.columns[index].years in ("plan", "actual"):
            block.append(form.columns[index])
            index += 1
        columns += [
            _settled(member, year, due)
            for year in years
            for member in block
            if member.years == "plan" or year.start in document.actual_years
        ]
    return columns


def _settled(definition: ColumnDef, year: FiscalYear | None, due: str) -> Column:
    words = {"year": year.short if year else "", "due": due}
    heading = tuple(part.format(**words) for part in definition.heading)
    if not due:
        heading = tuple(part.replace("（達成時期：）", "") for part in heading)
    return Column(
        f"{definition.key}:{year.start}" if year else definition.key,
        definition,
        year,
        definition.width,
        heading,
    )


def build_header(columns: Sequence[Column]) -> tuple[tuple[HeaderCell, ...], int]:
    """Heading cells merged over columns with the same path, and down where a path is short."""
    depth = max(len(column.heading) for column in columns)
    cells: list[HeaderCell] = []
    for level in range(depth):
        col = 0
        while col < len(columns):
            path = columns[col].heading
            if level >= len(path):
                col += 1
                continue
            last = level == len(path) - 1
            end = col + 1
            while not last and end < len(columns) and columns[end].heading[: level + 1] == path[: level + 1]:
                end += 1
            cells.append(HeaderCell(level, col, depth - level if last else 1, end - col, path[level]))
            col = end
    return tuple(cells), depth


def build_rows(snapshot: PlanSnapshot) -> list[GridRow]:
    """実施行 in order. An empty 項目 has one row, so that it can be seen and filled."""
    rows: list[GridRow] = []
    for top in snapshot.children(None):
        if top.kind is ItemKind.GROUP:
            initiatives = [child for child in snapshot.children(top.id) if child.kind is ItemKind.INITIATIVE]
            if not initiatives:
                rows.append(GridRow(top.id, None, top.id))
            for initiative in initiatives:
                rows += [GridRow(row.id, initiative.id, top.id) for row in snapshot.row_items(initiative)]
        else:
            rows += [GridRow(row.id, top.id, None) for row in snapshot.row_items(top)]
    return rows


class _CellBuilder:
    """Builds the cells of one column after another from a snapshot."""

    def __init__(self, snapshot: PlanSnapshot, rows: Sequence[GridRow], years: Sequence[FiscalYear]) -> None:
        self.snapshot = snapshot
        self.rows = rows
        self.years = years
        self.shared_ids = {
            entry.shared_from_id for entry in snapshot.entries.values() if entry.shared_from_id is not None
        }

    def column(self, col: int, column: Column) -> list[GridCell]:
        cells: list[GridCell] = []
        start = 0
        while start < len(self.rows):
            end = start + 1
            while end < len(self.rows) and self._merges(column, self.rows[end - 1], self.rows[end]):
                end += 1
            cells.append(self._cell(column, col, start, end))
            start = end
        return cells

    def _keys(self, column: Column) -> list[tuple[str, int | None]]:
        if column.definition.years == "collapsed":
            return [(column.fields[0], year) for year in (None, *(year.start for year in self.years))]
        return [(field, column.year.start if column.year else None) for field in column.fields]

    def _entries(self, column: Column, item_id: int) -> list[EntryRow | None]:
        return [self.snapshot.entry(item_id, field, year) for field, year in self._keys(column)]

    def _merges(self, column: Column, above: GridRow, below: GridRow) -> bool:
        if above.group_id != below.group_id:
            return False
        mine, theirs = _item_of(above, column.definition), _item_of(below, column.definition)
        if mine == theirs:
            return mine is not None or column.definition.role == "group"
        if column.definition.role != "fields" or mine is None or theirs is None:
            return False
        a, b = self._entries(column, mine), self._entries(column, theirs)
        return any(a) and [e and e.id for e in a] == [e and e.id for e in b]

    def _cell(self, column: Column, col: int, start: int, end: int) -> GridCell:
        row = self.rows[start]
        item_id = _item_of(row, column.definition)
        if item_id is None:
            return GridCell(start, col, end - start, None)
        item = self.snapshot.items[item_id]
        address = CellAddress(item_id, column.key)
        if column.definition.role != "fields":
            values: tuple[FieldValue, ...] = (
                FieldValue(MARK, None, EntryState.TEXT, item.mark.value),
                FieldValue(TITLE, None, EntryState.TEXT, self._title(item)),
            )
            text = show_cell(column, values)
            state = EntryState.TEXT if text else None
            return GridCell(start, col, end - start, address, values, text, state)
        entries = self._entries(column, item_id)
        values = tuple(
            FieldValue(field, year, entry.state if entry else None, entry.text if entry else "")
            for (field, year), entry in zip(self._keys(column), entries, strict=True)
        )
        present = [entry for entry in entries if entry]
        state = None if not present else present[0].state if len(values) == 1 else EntryState.TEXT
        shared = any(entry.id in self.shared_ids for entry in present)
        return GridCell(
            start,
            col,
            end - start,
            address,
            values,
            show_cell(column, values),
            state,
            shared=shared,
            linked=shared and self._elsewhere(column, present, start, end),
            closed=self._closed(column, row),
            meaning=self._meaning(column, item_id, state),
        )

    def _title(self, item: ItemRow) -> str:
        if item.title or item.axis_value_id is None:
            return item.title
        return self.snapshot.axis_values[item.axis_value_id].heading

    def _elsewhere(self, column: Column, present: Sequence[EntryRow], start: int, end: int) -> bool:
        here = {_item_of(row, column.definition) for row in self.rows[start:end]}
        return any(
            entry.item_id not in here or any(s.item_id not in here for s in self.snapshot.sharers(entry.id))
            for entry in present
            if entry.id in self.shared_ids
        )

    def _closed(self, column: Column, row: GridRow) -> bool:
        if column.year is None or row.initiative_id is None:
            return False
        ended = self.snapshot.items[row.initiative_id].ended_year
        return ended is not None and column.year.start > ended

    def _meaning(self, column: Column, item_id: int, state: EntryState | None) -> str:
        if state is not EntryState.CONTINUES or column.year is None:
            return ""
        found = self.snapshot.resolve(item_id, column.fields[0], column.year.start)
        return found.text if found and found.year is not None else ""


def build_grid(form: Form, document: DocumentRow, snapshot: PlanSnapshot) -> GridView:
    """The grid of `snapshot`'s plan in `form`, as `document` says (which years show 実績)."""
    years = years_between(snapshot.plan.first_year, snapshot.plan.last_year)
    columns, size = settle_widths(form, build_columns(form, document, years, snapshot.plan.due))
    header, header_rows = build_header(columns)
    rows = build_rows(snapshot)
    builder = _CellBuilder(snapshot, rows, years)
    cells = [cell for col, column in enumerate(columns) for cell in builder.column(col, column)]
    cells.sort(key=lambda cell: (cell.row, cell.col))
    starts = range(1, len(rows))
    return GridView(
        form=form,
        columns=tuple(columns),
        header=header,
        header_rows=header_rows,
        rows=tuple(rows),
        cells=tuple(cells),
        years=years,
        group_starts=frozenset(i for i in starts if rows[i].group_id != rows[i - 1].group_id),
        initiative_starts=frozenset(i for i in starts if rows[i].initiative_id != rows[i - 1].initiative_id),
        text_size=size,
    )
