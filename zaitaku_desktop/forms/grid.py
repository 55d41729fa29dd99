"""Builds the grid of a plan form — the one shape that the screen, the print, Excel and the import share."""

from __future__ import annotations

from collections.abc import Sequence

from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.forms.cells import (
    MARK,
    NOTES,
    NUMBER,
    TITLE,
    Column,
    FieldValue,
    show_cell,
    show_state,
    tags_field,
)
from zaitaku_desktop.forms.definition import ColumnDef, Continues, Form
from zaitaku_desktop.forms.grid_changes import Touched, parts_of
from zaitaku_desktop.forms.grid_rows import build_rows, group_starts, heading_text, item_title
from zaitaku_desktop.forms.grid_view import (
    CellAddress,
    GridCell,
    GridRow,
    GridView,
    HeaderCell,
    column_level,
    item_of,
)
from zaitaku_desktop.forms.widths import settle_widths
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.model.snapshot import DocumentRow, EntryRow, PlanSnapshot

__all__ = [
    "CellAddress",
    "GridCell",
    "GridRow",
    "GridView",
    "HeaderCell",
    "build_columns",
    "build_grid",
    "build_header",
    "column_level",
    "continues_of",
]
NOTE = ColumnDef("note", ("備考\n（印刷しません）",), 45.0, fields=("note",))
"""Where a screen shows the 備考 of a form that prints none."""


def continues_of(form: Form, document: DocumentRow) -> Continues:
    """How 継続 is printed in this 資料: as it says itself, else as its form does."""
    chosen: dict[str, Continues] = {"word": "word", "arrow": "arrow", "merge": "merge", "sign": "sign"}
    return form.continues if form.continues == "resolved" else chosen.get(document.continues, form.continues)


def build_columns(form: Form, document: DocumentRow, years: Sequence[FiscalYear], due: str = "") -> list[Column]:
    """The form's columns with their 年度: neighbours that repeat by year alternate (R3, R3実績, R4 …).

    A form whose yearly columns are all of the 実績 kind shows the 年度 of the 資料 while none is chosen.
    """
    columns: list[Column] = []
    index = 0
    while index < len(form.columns):
        definition = form.columns[index]
        if definition.years in ("none", "collapsed"):
            columns.append(_settled(definition, None, due))
            index += 1
            continue
        block: list[ColumnDef] = []
        while index < len(form.columns) and form.columns[index].years in ("plan", "actual"):
            block.append(form.columns[index])
            index += 1
        planned = any(member.years == "plan" for member in block)
        shown = set(document.actual_years) if planned else {year.start for year in shown_years(document, years)}
        columns += [
            _settled(member, year, due)
            for year in years
            for member in block
            if member.years == "plan" or year.start in shown
        ]
    return columns


def shown_years(document: DocumentRow, years: Sequence[FiscalYear]) -> list[FiscalYear]:
    """The 年度 a table of results is about: those chosen, else the 資料's own, else the plan's last."""
    chosen = [year for year in years if year.start in document.actual_years]
    return chosen or [year for year in years if year == document.fiscal_year] or list(years[-1:])


def _settled(definition: ColumnDef, year: FiscalYear | None, due: str) -> Column:
    words = {"year": year.short if year else "", "long": year.long if year else "", "due": due}
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


def _lacks_notes(columns: Sequence[Column], snapshot: PlanSnapshot) -> bool:
    """Whether there are 備考 that no column shows."""
    shown = any("note" in column.fields for column in columns)
    return not shown and any(field == "note" for _, field, _ in snapshot.entries)


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


class _CellBuilder:
    """Builds the cells of one column after another from a snapshot. `printed` = as they stand on paper."""

    def __init__(
        self, form: Form, snapshot: PlanSnapshot, rows: Sequence[GridRow], years: Sequence[FiscalYear], *, printed: bool
    ) -> None:
        self.form = form
        self.snapshot = snapshot
        self.rows = rows
        self.years = years
        self.resolving = printed and form.continues == "resolved"
        self._found: dict[tuple[int, ...], list[EntryRow | None]] = {}
        self._of_initiative = False
        self._same_keys: list[tuple[str, int | None]] = []
        self.shared_ids = {
            entry.shared_from_id for entry in snapshot.entries.values() if entry.shared_from_id is not None
        }

    def column(self, col: int, column: Column, start: int, stop: int) -> list[GridCell]:
        """The cells of a column in the rows `start` up to `stop`."""
        cells: list[GridCell] = []
        self._begin(column)
        while start < stop:
            end = start + 1
            while end < stop and self._merges(column, self.rows[end - 1], self.rows[end]):
                end += 1
            cells.append(self._cell(column, col, start, end))
            start = end
        return cells

    def _begin(self, column: Column) -> None:
        """What is the same for every cell of the column is asked for once: a grid has tens of thousands of them."""
        self._found.clear()
        self._of_initiative = column_level(column.definition) == "initiative"
        if column.definition.years == "collapsed":
            self._same_keys = [(column.fields[0], year) for year in (None, *(year.start for year in self.years))]
        else:
            year = column.year.start if column.year else None
            self._same_keys = [(field, year) for field in column.fields]

    def _item(self, column: Column, row: GridRow) -> int | None:
        """The item a cell of the column being made is written to (`item_of`)."""
        if column.definition.role != "fields" or row.initiative_id is None:
            return item_of(row, column.definition)
        return row.initiative_id if self._of_initiative else row.item_id

    def _items(self, column: Column, row: GridRow) -> tuple[int, ...]:
        """The items whose entries stand in the cell of that row."""
        item_id = self._item(column, row)
        if item_id is None:
            return ()
        return (item_id,) if self._of_initiative else row.items

    def _keys(self, column: Column, item_id: int) -> list[tuple[str, int | None]]:
        if not column.definition.first_of or column.definition.years == "collapsed":
            return self._same_keys
        year = column.year.start if column.year else None
        return [(self._first_of(column, item_id, year), year)]

    def _first_of(self, column: Column, item_id: int, year: int | None) -> str:
        """The field of several that is filled there; while none is, the one the item has in other years."""
        for field in column.fields:
            if self.snapshot.entry(item_id, field, year) is not None:
                return field
        in_use = self.snapshot.fields_in_use(item_id)
        return next((field for field in column.fields if field in in_use), column.fields[0])

    def _entries(self, column: Column, row: GridRow) -> list[EntryRow | None]:
        """What stands in a cell of the column that is being made; asked for with each row above and below."""
        items = self._items(column, row)
        found = self._found.get(items)
        if found is None:
            found = [
                self.snapshot.entry(item_id, field, year)
                for item_id in items
                for field, year in self._keys(column, item_id)
            ]
            self._found[items] = found
        return found

    def _merges(self, column: Column, above: GridRow, below: GridRow) -> bool:
        if above.heading != below.heading:
            return False
        mine, theirs = self._item(column, above), self._item(column, below)
        if mine == theirs:
            return mine is not None or column.definition.role == "group"
        if column.definition.role != "fields" or mine is None or theirs is None:
            return False
        if column.definition.title_above and above.initiative_id != below.initiative_id:
            return False
        a, b = self._entries(column, above), self._entries(column, below)
        return any(a) and [e and e.id for e in a] == [e and e.id for e in b]

    def _cell(self, column: Column, col: int, start: int, end: int) -> GridCell:
        row = self.rows[start]
        definition = column.definition
        item_id = self._item(column, row)
        if item_id is None:
            text = heading_text(self.snapshot, row) if definition.role == "group" else ""
            return GridCell(start, col, end - start, None, text=text, state=EntryState.TEXT if text else None)
        address = CellAddress(item_id, column.key)
        if definition.role != "fields":
            values = self._of_item(column, item_id)
            text = show_cell(column, values)
            return GridCell(start, col, end - start, address, values, text, EntryState.TEXT if text else None)
        entries = self._entries(column, row)
        values = self._values(column, row)
        filled = [value for value in values if value.state is not None]
        state = None if not filled else filled[0].state if len(values) == 1 else EntryState.TEXT
        present = [entry for entry in entries if entry]
        shared = any(entry.id in self.shared_ids for entry in present)
        marked = self._text(column, row, values)
        rich = inline.has_bold(marked)
        return GridCell(
            start,
            col,
            end - start,
            address,
            values,
            inline.plain(marked) if rich else marked,
            state,
            shared=shared,
            linked=shared and self._elsewhere(column, present, start, end),
            closed=self._closed(column, row),
            meaning=self._meaning(column, item_id, state),
            caption=self._caption(column, row),
            rich=marked if rich else "",
        )

    def _of_item(self, column: Column, item_id: int) -> tuple[FieldValue, ...]:
        """What a 項目 or 取組 itself is called, numbered, tagged."""
        item = self.snapshot.items[item_id]
        role = column.definition.role
        if role == "number":
            return (FieldValue(NUMBER, None, EntryState.TEXT, item.number),)
        if role in NOTES:
            text = item.end_note if role == "end_note" else item.below_note
            return (FieldValue(NOTES[role], None, EntryState.TEXT, text),)
        if role == "tags":
            axis = column.definition.axis
            labels = (value.label for value in self.snapshot.tagged(item, axis))
            return (FieldValue(tags_field(axis), None, EntryState.TEXT, "\n".join(labels)),)
        return (
            FieldValue(MARK, None, EntryState.TEXT, item.mark.value),
            FieldValue(TITLE, None, EntryState.TEXT, item_title(self.snapshot, item)),
        )

    def _values(self, column: Column, row: GridRow) -> tuple[FieldValue, ...]:
        """One for each field and 年度; where several 実施行 stand in the row, theirs in order, equal ones once.

        There a ― is left out beside a text: of the 取組 as a whole something is said.
        """
        found = [
            self._value(item_id, field, year)
            for item_id in self._items(column, row)
            for field, year in self._keys(column, item_id)
        ]
        if len(self._items(column, row)) == 1 or column.definition.years == "collapsed":
            return tuple(found)
        filled = tuple(dict.fromkeys(value for value in found if value.state is not None))
        return tuple(value for value in filled if value.state is not EntryState.NONE) or filled[:1] or tuple(found[:1])

    def _value(self, item_id: int, field: str, year: int | None) -> FieldValue:
        entry = self.snapshot.entry(item_id, field, year)
        if entry is None:
            return FieldValue(field, year, None)
        if self.resolving and entry.state is EntryState.CONTINUES and year is not None:
            meant = self.snapshot.resolve(item_id, field, year)
            if meant is not None:
                text = "\n".join(part for part in (meant.text, entry.text) if part)
                return FieldValue(field, year, EntryState.TEXT if text else meant.state, text)
        return FieldValue(field, year, entry.state, entry.text)

    def _text(self, column: Column, row: GridRow, values: Sequence[FieldValue]) -> str:
        if len(row.items) > 1 and not column.definition.labelled and column.definition.years != "collapsed":
            return "\n".join(show_state(value.state, value.text) for value in values)
        return show_cell(column, values)

    def _caption(self, column: Column, row: GridRow) -> str:
        if not column.definition.title_above or row.initiative_id is None:
            return ""
        return self.snapshot.items[row.initiative_id].title

    def _elsewhere(self, column: Column, present: Sequence[EntryRow], start: int, end: int) -> bool:
        here = {item_id for row in self.rows[start:end] for item_id in self._items(column, row)}
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
        field = self._keys(column, item_id)[0][0]
        found = self.snapshot.resolve(item_id, field, column.year.start)
        return inline.plain(found.text) if found and found.year is not None else ""


def _in_reading_order(cell: GridCell) -> tuple[int, int]:
    return cell.row, cell.col


def build_grid(
    form: Form,
    document: DocumentRow,
    snapshot: PlanSnapshot,
    *,
    printed: bool = False,
    with_notes: bool = False,
    before: GridView | None = None,
    touched: Touched | None = None,
) -> GridView:
    """The grid of `snapshot`'s plan in `form`, as `document` says (which years show 実績).

    `printed` False = for the screen and data: one row for each 実施行, what is stored in each cell. True = as on
    paper: 実施行 rolled up and 継続 resolved as the form says. `with_notes` = 備考 that the form has no column for
    stand in one more at the end, if there are any. `before` = the grid as it was when nothing differed but what
    `touched` says: its other cells are taken over.
    """
    years = years_between(snapshot.plan.first_year, snapshot.plan.last_year)
    columns, size = settle_widths(form, build_columns(form, document, years, snapshot.plan.due))
    if with_notes and _lacks_notes(columns, snapshot):
        columns.append(_settled(NOTE, None, ""))
    header, header_rows = build_header(columns)
    rows = build_rows(form, snapshot, years, rolled=printed)
    builder = _CellBuilder(form, snapshot, rows, years, printed=printed)
    cells: list[GridCell] = []
    for col, part in enumerate(parts_of(columns, rows, before, touched)):
        cells += part.kept
        for start, stop in part.anew:
            cells += builder.column(col, columns[col], start, stop)
    cells.sort(key=_in_reading_order)
    return GridView(
        form=form,
        columns=tuple(columns),
        header=header,
        header_rows=header_rows,
        rows=tuple(rows),
        cells=tuple(cells),
        years=years,
        group_starts=group_starts(form, rows),
        initiative_starts=frozenset(
            i for i in range(1, len(rows)) if rows[i].initiative_id != rows[i - 1].initiative_id
        ),
        text_size=size,
    )
