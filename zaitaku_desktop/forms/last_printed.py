"""What was printed last of a plan, so that after one edit only what it touched is made anew.

The pages follow every edit (preview): of a plan of fifty pages nearly all cells are those of the moment before.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid import GridView, build_grid
from zaitaku_desktop.forms.grid_changes import Touched
from zaitaku_desktop.forms.grid_view import GridCell
from zaitaku_desktop.forms.spans import Run
from zaitaku_desktop.model.snapshot import DocumentRow, EntryKey, PlanSnapshot
from zaitaku_desktop.typeset.blocks import Cell

Known = dict[tuple[int, int], tuple[GridCell, Cell]]
"""(id of a cell of the grid, columns that it runs over) → that very cell, and its blocks."""


class LastPrinted:
    """Shared by the printables of one 資料, one after the other; any thread may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of: tuple[Form, DocumentRow] | None = None
        self._snapshot: PlanSnapshot | None = None
        self._view: GridView | None = None
        self._known: Known = {}

    def view(self, form: Form, document: DocumentRow, snapshot: PlanSnapshot) -> GridView:
        """The grid as printed; cells that no entry since the last time has touched are the very ones of then."""
        with self._lock:
            last, before = self._snapshot, self._view
            same = (form, document) == self._of and last is not None and _differ_in_entries(last, snapshot)
            if not same or last is None:
                before, touched, self._known = None, None, {}
            elif last is snapshot and before is not None:
                return before
            else:
                touched = touched_between(last, snapshot)
            found = build_grid(form, document, snapshot, printed=True, before=before, touched=touched)
            self._of, self._snapshot, self._view = (form, document), snapshot, found
            return found

    def known(self, run: Run) -> Cell | None:
        """The blocks of a cell, if this very cell was printed last time."""
        found = self._known.get((id(run.cell), run.columns))
        return found[1] if found is not None and found[0] is run.cell else None

    def keep(self, printed: Iterable[tuple[Run, Cell]]) -> None:
        """All that has been printed now; what is not among it is forgotten."""
        self._known = {(id(run.cell), run.columns): (run.cell, cell) for run, cell in printed}


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
