"""What was printed last of a plan, so that after one edit only what it touched is made anew.

The pages follow every edit (preview): of a plan of fifty pages nearly all cells are those of the moment before.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid import GridView, build_grid
from zaitaku_desktop.forms.grid_changes import Touched
from zaitaku_desktop.forms.grid_view import GridCell
from zaitaku_desktop.model.snapshot import DocumentRow, EntryKey, PlanSnapshot
from zaitaku_desktop.typeset.blocks import Cell


class LastPrinted:
    """Shared by the printables of one 資料, one after the other; any thread may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of: tuple[Form, DocumentRow] | None = None
        self._snapshot: PlanSnapshot | None = None
        self._view: GridView | None = None
        self._cells: Sequence[GridCell] = ()
        self._columns: Sequence[int] = ()
        self._printed: tuple[Cell, ...] = ()

    def view(self, form: Form, document: DocumentRow, snapshot: PlanSnapshot) -> GridView:
        """The grid as printed; cells that no entry since the last time has touched are the very ones of then."""
        with self._lock:
            last, before = self._snapshot, self._view
            same = (form, document) == self._of and last is not None and _differ_in_entries(last, snapshot)
            if not same or last is None:
                before, touched, self._printed = None, None, ()
            elif last is snapshot and before is not None:
                return before
            else:
                touched = touched_between(last, snapshot)
            found = build_grid(form, document, snapshot, printed=True, before=before, touched=touched)
            self._of, self._snapshot, self._view = (form, document), snapshot, found
            return found

    def printed(
        self, cells: Sequence[GridCell], columns: Sequence[int], make: Callable[[GridCell, int], Cell]
    ) -> tuple[Cell, ...]:
        """The blocks of these cells, each with the columns it runs over: those of last time for the very cells that
        were printed then, of the others what `make` makes."""
        before = list(zip(self._cells, self._columns, self._printed, strict=False))
        if len(before) == len(cells):
            found = tuple(
                [
                    known if cell is was and wide == far else make(cell, wide)
                    for cell, wide, (was, far, known) in zip(cells, columns, before, strict=True)
                ]
            )
        else:
            by_cell = {(id(was), far): known for was, far, known in before}  # `was` is held, so its id is its own
            found = tuple(
                by_cell.get((id(cell), wide)) or make(cell, wide) for cell, wide in zip(cells, columns, strict=True)
            )
        self._cells, self._columns, self._printed = cells, columns, found
        return found


def _differ_in_entries(one: PlanSnapshot, other: PlanSnapshot) -> bool:
    """Whether nothing but entries can differ."""
    return (
        one.items is other.items
        and one.plan == other.plan
        and one.axis_values is other.axis_values
        and one.municipality == other.municipality
    )


def touched_between(before: PlanSnapshot, after: PlanSnapshot) -> Touched:
    """The fields and items of which an entry differs, or what it shares."""
    changed: set[EntryKey] = {key for key, entry in after.entries.items() if before.entries.get(key) is not entry}
    changed |= before.entries.keys() - after.entries.keys()
    items = {item for plan in (before, after) for key in changed for item in plan.items_that_show(key)}
    return Touched(frozenset(field for _, field, _ in changed), frozenset(items))
