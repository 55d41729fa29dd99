"""A grid in another order, or with some of its 取組 only: a way to look at it, the plan stays as it is.

Whole 取組 are ordered and left out, never single 実施行, so that nothing is done to a row that cannot be seen. Cells
that were merged over rows which no longer stand together are shown in full in each place, marked as shared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from zaitaku_desktop.forms.cells import TITLE, show_state
from zaitaku_desktop.forms.grid_rows import group_starts, number_key
from zaitaku_desktop.forms.grid_view import CellAddress, GridCell, GridRow, GridView, item_of
from zaitaku_desktop.model.snapshot import PlanSnapshot

BLANK = ""
"""What stands for blank cells among the values to choose from."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """By the cells of this column (Column.key)."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Only the 取組 that have one of these `values` in `column`: a Column.key, or `#axis:…` for its tags on an axis.
    BLANK among them = also those without any."""

    column: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What the user asked for; `choices` hold together, in one and the same row of a 取組."""

    sorting: Sorting | None = None
    choices: tuple[Choice, ...] = ()

    def __bool__(self) -> bool:
        return self.sorting is not None or bool(self.choices)

    def with_choice(self, column: str, values: frozenset[str] | None) -> Arrangement:
        """The same with another choice for a column, None = without one."""
        others = tuple(choice for choice in self.choices if choice.column != column)
        return replace(self, choices=others if values is None else (*others, Choice(column, values)))

    def choice(self, column: str) -> frozenset[str] | None:
        """What is chosen in a column, None = everything."""
        return next((choice.values for choice in self.choices if choice.column == column), None)


@dataclass(frozen=True, slots=True)
class Settled:
    """An arrangement as it came out: it stays like this while cells are written, so that no row jumps or goes away
    under the hands of whoever fills it. `ranks` = the place of each 取組 (by the item of its place), None = as in the
    plan; `left_out` = the 取組 not shown."""

    ranks: Mapping[int, int] | None
    left_out: frozenset[int]


AXIS = "#axis:"


def place_key(row: GridRow) -> int:
    """The 取組 of a row, or the empty 項目: what is moved and left out as one."""
    return row.group_id or row.item_id if row.initiative_id is None else row.initiative_id


def settle(view: GridView, snapshot: PlanSnapshot, wanted: Arrangement) -> Settled:
    """Work the arrangement out on the grid as the form has it. Columns that it does not have are passed over."""
    keys = {column.key: place for place, column in enumerate(view.columns)}
    choices = [choice for choice in wanted.choices if choice.column in keys or choice.column.startswith(AXIS)]
    kept = {
        place_key(row)
        for place, row in enumerate(view.rows)
        if all(choice.values & set(values_at(view, snapshot, place, choice.column)) for choice in choices)
    }
    left_out = frozenset(place_key(row) for row in view.rows) - kept
    if wanted.sorting is None or wanted.sorting.column not in keys:
        return Settled(None, left_out)
    return Settled(_ranks(view, snapshot, keys[wanted.sorting.column], wanted.sorting), left_out)


def _ranks(view: GridView, snapshot: PlanSnapshot, col: int, sorting: Sorting) -> dict[int, int]:
    """By the first row of a 取組 that has something there; blank ones last, whichever way it goes; equal ones as in
    the plan."""
    first: dict[int, int] = {}
    for place, row in enumerate(view.rows):
        key = place_key(row)
        if key not in first or not _words(view, first[key], col):
            first[key] = place
    order = {key: _sort_key(view, snapshot, place, col) for key, place in first.items() if _words(view, place, col)}
    filled = sorted(order, key=order.__getitem__, reverse=sorting.descending)  # reversed, equal ones keep their order
    return {key: rank for rank, key in enumerate([*filled, *(key for key in first if key not in order)])}


def _words(view: GridView, row: int, col: int) -> str:
    return (
        _name(view.cell_at(row, col)) if view.columns[col].definition.role == "title" else view.cell_at(row, col).text
    )


def _name(cell: GridCell) -> str:
    return next((value.text for value in cell.values if value.field == TITLE), cell.text)


def _sort_key(view: GridView, snapshot: PlanSnapshot, row: int, col: int) -> tuple[tuple[int, str], ...]:
    """Headings in the order of the form, tags in that of their axis, numbers as people count, else by the words."""
    definition, line = view.columns[col].definition, view.rows[row]
    if definition.role == "group":
        return ((view.cell_at(row, col).row, ""),)
    if definition.role == "tags" and line.initiative_id is not None:
        tagged = snapshot.tagged(snapshot.items[line.initiative_id], definition.axis)
        order = {value: place for place, value in enumerate(snapshot.axis_values)} if tagged else {}
        return tuple((order[value.id], "") for value in tagged)
    return number_key(_words(view, row, col))


def values_at(view: GridView, snapshot: PlanSnapshot, row: int, column: str) -> tuple[str, ...]:
    """What a row has in a column, for choosing: tags and リーダー one by one, BLANK if nothing."""
    if column.startswith(AXIS):
        initiative = view.rows[row].initiative_id
        tagged = () if initiative is None else snapshot.tagged(snapshot.items[initiative], column.removeprefix(AXIS))
        return tuple(value.label for value in tagged) or (BLANK,)
    col = next(place for place, one in enumerate(view.columns) if one.key == column)
    cell = view.cell_at(row, col)
    if view.columns[col].definition.role == "title":
        return (_name(cell),)
    if view.columns[col].definition.role == "tags":
        return tuple(cell.text.split("\n")) if cell.text else (BLANK,)
    if view.columns[col].definition.years == "collapsed":
        return tuple(dict.fromkeys(_names(cell))) or (BLANK,)
    return (cell.text,)


def _names(cell: GridCell) -> Iterator[str]:
    """Who stands in a cell of リーダー, without the 年度 before them."""
    for value in cell.values:
        yield from filter(None, show_state(value.state, value.text).split("\n"))


class Parts:
    """The parts of cells made for the last grid, so that those of cells that are still the same stay the same."""

    def __init__(self) -> None:
        self._before: dict[tuple[int, int, int], tuple[GridCell, GridCell]] = {}
        self._now: dict[tuple[int, int, int], tuple[GridCell, GridCell]] = {}

    def begin(self) -> None:
        """Another grid is made."""
        self._before, self._now = self._now, {}

    def of(self, cell: GridCell, start: int, count: int, make: Callable[[], GridCell]) -> GridCell:
        """The part of `cell` in `count` rows from `start` on."""
        key = (id(cell), start, count)  # the cell is kept beside its part, so that its id stays its own
        kept = self._before.get(key)
        found = (cell, make()) if kept is None else kept
        self._now[key] = found
        return found[1]


def arrange(view: GridView, snapshot: PlanSnapshot, settled: Settled, parts: Parts | None = None) -> GridView:
    """The grid with its rows so ordered. 取組 made since then stand below the one above them in the plan.

    `parts` = of the same grid as it was before an edit: of what was not touched the same cells are given again.
    """
    order = _row_order(view, settled)
    if order == list(range(len(view.rows))):
        return view
    rows = tuple(view.rows[place] for place in order)
    starts = frozenset(i for i in range(1, len(rows)) if rows[i].initiative_id != rows[i - 1].initiative_id)
    cells: list[GridCell] = []
    parts = Parts() if parts is None else parts
    parts.begin()
    for col in range(len(view.columns)):
        cells += _column(view, snapshot, rows, order, col, parts)
    cells.sort(key=_in_reading_order)
    return replace(
        view,
        rows=rows,
        cells=tuple(cells),
        group_starts=group_starts(view.form, rows),
        initiative_starts=starts,
    )


def _row_order(view: GridView, settled: Settled) -> list[int]:
    """The rows of the grid that are shown, in their new order."""
    shown = [place for place, row in enumerate(view.rows) if place_key(row) not in settled.left_out]
    if settled.ranks is None:
        return shown
    ranks: dict[int, int] = {}
    above = -1
    for row in view.rows:
        above = ranks.setdefault(place_key(row), settled.ranks.get(place_key(row), above))

    def rank(place: int) -> int:
        return ranks[place_key(view.rows[place])]

    return sorted(shown, key=rank)


def _column(
    view: GridView, snapshot: PlanSnapshot, rows: Sequence[GridRow], order: Sequence[int], col: int, parts: Parts
) -> list[GridCell]:
    """The cells of a column: rows of one merged cell that still stand together stay merged."""
    found: list[GridCell] = []
    start = 0
    while start < len(order):
        cell = view.cell_at(order[start], col)
        end = start + 1
        while end < len(order) and view.cell_at(order[end], col) is cell:
            end += 1
        make = partial(_part_of, view, snapshot, rows[start:end], cell, start)
        found.append(parts.of(cell, start, end - start, make))
        start = end
    return found


def _part_of(view: GridView, snapshot: PlanSnapshot, rows: Sequence[GridRow], cell: GridCell, start: int) -> GridCell:
    """What is left together of a cell, from row `start` on."""
    if len(rows) == cell.rowspan:
        return replace(cell, row=start)
    column = view.columns[cell.col]
    own = item_of(rows[0], column.definition)
    closed = cell.closed
    if column.year is not None and rows[0].initiative_id is not None:
        ended = snapshot.items[rows[0].initiative_id].ended_year
        closed = ended is not None and column.year.start > ended
    return replace(
        cell,
        row=start,
        rowspan=len(rows),
        address=None if own is None or cell.address is None else CellAddress(own, column.key),
        closed=closed,
        linked=cell.linked or cell.shared,
    )


def _in_reading_order(cell: GridCell) -> tuple[int, int]:
    return cell.row, cell.col


def options(view: GridView, snapshot: PlanSnapshot, column: str) -> list[tuple[str, int]]:
    """(value, how many 取組 have it) of a column of the form's grid, to choose from; BLANK last."""
    found: dict[str, set[int]] = {}
    for place, row in enumerate(view.rows):
        for value in values_at(view, snapshot, place, column):
            found.setdefault(value, set()).add(place_key(row))
    known = {value.label: place for place, value in enumerate(snapshot.axis_values.values())}

    def order(value: str) -> tuple[object, ...]:
        return (value == BLANK, known.get(value, len(known)), number_key(value))

    return [(value, len(found[value])) for value in sorted(found, key=order)]


def counts(view: GridView, settled: Settled) -> tuple[int, int]:
    """(取組 shown, all 取組). Empty 項目 are no 取組."""
    every = {row.initiative_id for row in view.rows if row.initiative_id is not None}
    return len(every - settled.left_out), len(every)
