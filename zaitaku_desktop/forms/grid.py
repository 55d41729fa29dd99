"""Builds the grid of a plan form — the one shape that the screen, the print, Excel and the import share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid_changes import Touched, exchanged, parts_of
from zaitaku_desktop.forms.grid_columns import build_columns, build_header, continues_of, grid_columns
from zaitaku_desktop.forms.grid_rows import bracketed, build_rows, group_starts, heading_text, item_title
from zaitaku_desktop.forms.grid_view import (
    CellAddress,
    GridCell,
    GridRow,
    GridView,
    HeaderCell,
    column_level,
    in_reading_order,
    item_of,
    items_of,
)
from zaitaku_desktop.forms.points import as_points, points_of
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


class _CellBuilder:
    """Builds the cells of one column after another from a snapshot. `printed` = as they stand on paper."""

    def __init__(
        self, form: Form, snapshot: PlanSnapshot, rows: Sequence[GridRow], years: Sequence[FiscalYear], *, printed: bool
    ) -> None:
        self.form = form
        self.snapshot = snapshot
        self.rows = rows
        self.years = years
        self.printed = printed
        self.resolving = printed and form.continues == "resolved"
        self._found: dict[tuple[int, ...], list[EntryRow | None]] = {}
        self._of_initiative = False
        self._same_keys: list[tuple[str, int | None]] = []

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
        return () if self._item(column, row) is None else row.initiatives if self._of_initiative else row.items

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
            text = self._heading(column, row) if definition.role == "group" else ""
            state = EntryState.TEXT if text else None
            return GridCell(start, col, end - start, None, text=text, state=state, flags=self._flags(column, row))
        address = CellAddress(item_id, column.key)
        if definition.role != "fields":
            of_items = [self._of_item(column, item) for item in items_of(row, definition)]
            values = _joined(of_items) if len(of_items) > 1 else of_items[0]
            text = show_cell(column, values)
            state, flags = EntryState.TEXT if text else None, self._flags(column, row)
            return GridCell(start, col, end - start, address, values, text, state, flags=flags)
        entries = self._entries(column, row)
        values = self._values(column, row)
        filled = [value for value in values if value.state is not None]
        state = None if not filled else filled[0].state if len(values) == 1 else EntryState.TEXT
        present = [entry for entry in entries if entry]
        shared = any(self.snapshot.sharers(entry.id) for entry in present)
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
        title = item_title(self.snapshot, item)
        if column.definition.sign == "bracket" and self.printed:
            title = bracketed(title)
        return (
            FieldValue(MARK, None, EntryState.TEXT, item.mark.value),
            FieldValue(TITLE, None, EntryState.TEXT, title),
        )

    def _heading(self, column: Column, row: GridRow) -> str:
        """The words of a heading that is no 項目 of the plan."""
        words = heading_text(self.snapshot, row)
        return bracketed(words) if column.definition.sign == "bracket" and self.printed else words

    def _flags(self, column: Column, row: GridRow) -> tuple[tuple[str, bool], ...]:
        """The values of the column's axis, and whether some 取組 of the row has them."""
        if not column.definition.flags or not self.printed:
            return ()
        return self.snapshot.flags(row.initiatives, column.definition.flags)

    def _values(self, column: Column, row: GridRow) -> tuple[FieldValue, ...]:
        """One for each field and 年度; where several 実施行 stand in the row, theirs in order, equal ones once.

        There a ― is left out beside a text: of the 取組 as a whole something is said. Those of all 取組 under one
        heading are points, with one and the same mark all over the table.
        """
        items = self._items(column, row)
        mark = self.form.points if self.printed and (len(items) > 1 or self.form.rows == "group") else ""
        found = [
            self._value(item_id, field, year, mark, alone=len(items) == 1)
            for item_id in items
            for field, year in self._keys(column, item_id)
        ]
        if len(items) == 1 or column.definition.years == "collapsed":
            return tuple(found)
        filled = tuple(dict.fromkeys(value for value in found if value.state is not None))
        return tuple(value for value in filled if value.state is not EntryState.NONE) or filled[:1] or tuple(found[:1])

    def _value(self, item_id: int, field: str, year: int | None, mark: str = "", *, alone: bool = False) -> FieldValue:
        """What stands there, resolved where the form does so; with `mark` as points, `alone` or among others."""
        entry = self.snapshot.entry(item_id, field, year)
        if entry is None:
            return FieldValue(field, year, None)
        if mark and alone and entry.state is EntryState.TEXT and entry.text and field != "grade":
            return FieldValue(field, year, entry.state, as_points(entry.text, mark))
        if mark and not alone:
            text = points_of(self.snapshot, item_id, entry, mark)
            return FieldValue(field, year, EntryState.TEXT if text else entry.state, text)
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
            entry.item_id not in here or any(s.item_id not in here for s in sharers)
            for entry in present
            if (sharers := self.snapshot.sharers(entry.id))
        )

    def _closed(self, column: Column, row: GridRow) -> bool:
        if column.year is None or row.initiative_id is None:
            return False
        ends = [self.snapshot.items[initiative].ended_year for initiative in row.initiatives]
        return all(ended is not None and column.year.start > ended for ended in ends)

    def _meaning(self, column: Column, item_id: int, state: EntryState | None) -> str:
        if state is not EntryState.CONTINUES or column.year is None:
            return ""
        field = self._keys(column, item_id)[0][0]
        found = self.snapshot.resolve(item_id, field, column.year.start)
        return inline.plain(found.text) if found and found.year is not None else ""


def _joined(of_items: Sequence[tuple[FieldValue, ...]]) -> tuple[FieldValue, ...]:
    """The names, numbers or tags of several 取組 in one cell, each once."""
    lines = dict.fromkeys(line for values in of_items for line in values[-1].text.split("\n") if line)
    return (*of_items[0][:-1], replace(of_items[0][-1], text="\n".join(lines)))


def _keeps_shape(form: Form, touched: Touched, *, printed: bool, with_notes: bool) -> bool:
    """Whether rows and columns are certain to be those of before: they do not follow from the entries touched."""
    if with_notes and "note" in touched.fields:  # the first 備考 brings its column along
        return False
    if not printed or form.rows != "span":
        return True
    return not any(column.repeats and touched.fields.intersection(column.fields) for column in form.columns)


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
    if before and touched and _keeps_shape(form, touched, printed=printed, with_notes=with_notes):
        builder = _CellBuilder(form, snapshot, before.rows, before.years, printed=printed)
        if (found := exchanged(before, touched, builder.column)) is not None:
            return found
    years = years_between(snapshot.plan.first_year, snapshot.plan.last_year)
    columns, size = grid_columns(form, document, snapshot, printed=printed, with_notes=with_notes)
    header, header_rows = build_header(columns, document.header_notes)
    rows = build_rows(form, snapshot, years, rolled=printed)
    builder = _CellBuilder(form, snapshot, rows, years, printed=printed)
    cells: list[GridCell] = []
    for col, part in enumerate(parts_of(columns, rows, before, touched)):
        cells += part.kept
        for start, stop in part.anew:
            cells += builder.column(col, columns[col], start, stop)
    cells.sort(key=in_reading_order)
    return GridView(
        form=form,
        columns=columns,
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
