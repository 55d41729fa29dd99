"""Pages that follow every edit are those that would be made from nothing, and nearly all of their cells are kept."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from sample_files import open_sample
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.forms.printable import Printable, read_printable
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.storage.patching import patch_plan
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.workspace import Step, Workspace
from zaitaku_desktop.typeset.blocks import Grid, PrintJob

FIELDS = (("plan", 2025), ("plan", 2024), ("actual", 2024), ("grade", 2024), ("purpose", None), ("leader", None))


def change(workspace: Workspace, snapshot: PlanSnapshot, dice: random.Random) -> Step | None:
    """Write, continue, share, blank; now and then move a row."""
    rows = [item.id for item in snapshot.items.values() if item.kind.value == "initiative" and not item.ended_year]
    one, other = dice.sample(rows, 2)
    field, year = dice.choice(FIELDS)
    kind = dice.randrange(6)

    def act(session: Session) -> None:
        if kind == 0:
            plan_cells.share_with(session, one, [(field, year)], other)
        elif kind == 1 and year is not None:
            plan_cells.set_state(session, one, field, year, EntryState.CONTINUES)
        elif kind == 2:
            plan_cells.write_values(session, one, [FieldValue(field, year, None)])
        elif kind == 3 and dice.random() < 0.3:
            plan_rows.add_line(session, one)
        else:
            text = "Ｂ" if field == "grade" else f"・新しい文{dice.randrange(99)}。"
            plan_cells.write_values(session, one, [FieldValue(field, year, EntryState.TEXT, text)])

    return workspace.perform("変更", act).step


def cells(job: PrintJob) -> tuple[object, ...]:
    return next(block.body for block in job.blocks if isinstance(block, Grid))


@pytest.mark.parametrize("key", ["p1", "p2", "p3", "p4"])
def test_that_pages_made_on_are_those_made_from_nothing(tmp_path: Path, key: str) -> None:
    dice = random.Random(key)
    with open_sample(tmp_path / "a.zaitaku") as workspace:

        def read() -> Printable:
            with workspace.read() as connection:
                document = next(row for row in load_documents(connection) if row.form == key)
                return read_printable(connection, document.id)

        shown, before = read(), None
        kept = 0
        for _ in range(40):
            step = change(workspace, shown.snapshot, dice)
            if step is None:
                continue
            patched = patch_plan(shown.snapshot, step.changes)
            assert patched is not None
            shown = replace(shown, snapshot=patched.snapshot)
            if dice.random() < 0.3:
                continue  # the pages are not asked for after every step
            job = shown.job()
            assert job == read().job()
            old = set() if before is None else {id(cell) for cell in before}
            kept += sum(id(cell) in old for cell in cells(job)) > len(cells(job)) * 0.8
            before = cells(job)
        assert kept > 10
