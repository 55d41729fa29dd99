"""A grid brought up to date is the grid made anew."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sample_files import open_sample
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.forms.grid import GridCell, GridView, build_grid
from zaitaku_desktop.forms.grid_changes import Touched
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.operations import plan_cells
from zaitaku_desktop.storage.patching import patch_plan
from zaitaku_desktop.storage.reading import load_documents, load_plan

FIELDS = (
    ("plan", 2024),
    ("plan", 2025),
    ("actual", 2024),
    ("purpose", None),
    ("leader", 2024),
    ("indicator_text", 2024),
    ("note", None),
)


def changes(snapshot: PlanSnapshot, dice: random.Random) -> Callable[[Session], None]:
    rows = [row.id for row in snapshot.items.values() if row.kind.value != "group" and row.ended_year is None]
    item, other = dice.sample(rows, 2)
    field, year = dice.choice(FIELDS)
    kind = dice.choice(("text", "continue", "blank", "share", "unshare"))

    def change(session: Session) -> None:
        if kind == "share":
            plan_cells.share_with(session, item, [(field, year)], other)
        elif kind == "unshare":
            plan_cells.unshare(session, item, [(field, year)])
        elif kind == "continue" and year is not None:
            plan_cells.set_state(session, item, field, year, EntryState.CONTINUES)
        else:
            words = "" if kind == "blank" else f"・文{dice.random()}"
            state = EntryState.TEXT if words else None
            plan_cells.write_values(session, item, [FieldValue(field, year, state, words)])

    return change


@pytest.mark.parametrize("printed", [False, True])
@pytest.mark.parametrize("key", ["p1", "p2", "p3", "p4"])
def test_that_only_what_a_step_touched_is_made_anew_and_the_rest_is_right(
    tmp_path: Path, key: str, printed: bool
) -> None:
    dice = random.Random(key)
    form = load_form(key)
    with open_sample(tmp_path / "a.zaitaku") as workspace:

        def read() -> tuple[PlanSnapshot, DocumentRow]:
            with workspace.read() as connection:
                document = next(row for row in load_documents(connection) if row.form == key)
                assert document.plan_id is not None
                return load_plan(connection, document.plan_id), document

        snapshot, document = read()
        made = partial(build_grid, form, document, printed=printed, with_notes=not printed)
        view = made(snapshot)
        patched_steps = 0
        for number in range(40):
            if number % 7 == 6:
                step = workspace.undo()
            else:
                found = workspace.perform("変更", changes(snapshot, dice)).step
                if found is None:
                    continue
                step = found
            patched = patch_plan(snapshot, step.changes)
            assert patched is not None
            if patched.rows:  # a 再掲 is called as what it refers to
                snapshot, view = patched.snapshot, made(patched.snapshot)
                continue
            patched_steps += 1
            before, snapshot = view, patched.snapshot
            fresh, _ = read()
            assert snapshot.entries == fresh.entries
            view = made(snapshot, before=view, touched=Touched(patched.fields, patched.items))
            anew = made(fresh)
            assert view == anew
            assert slots(view) == slots(anew)
            assert [view.find(cell.address) for cell in anew.cells if cell.address] == [
                anew.find(cell.address) for cell in anew.cells if cell.address
            ]
            if (before.rows, before.columns) == (view.rows, view.columns):  # the first 備考 brings a column along
                assert taken_over(before, view) > len(view.cells) / 2
        assert patched_steps > 20


def slots(view: GridView) -> list[list[GridCell]]:
    """The cell that covers each slot."""
    return [[view.cell_at(row, col) for col in range(len(view.columns))] for row in range(len(view.rows))]


def taken_over(before: GridView, after: GridView) -> int:
    """How many cells are the very ones of the grid before."""
    old = {id(cell) for cell in before.cells}
    return sum(id(cell) in old for cell in after.cells)
