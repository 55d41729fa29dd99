from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from zaitaku_desktop.exchange.dump import dump_records, load_dump
from zaitaku_desktop.forms.grid import build_grid
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.model.plan import EntryState, ItemKind, Mark
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.operations.sample import fill_sample
from zaitaku_desktop.storage.reading import load_documents, load_plan
from zaitaku_desktop.storage.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "s.zaitaku", name="", fill=fill_sample) as opened:
        yield opened


@pytest.fixture
def snapshot(workspace: Workspace) -> PlanSnapshot:
    with workspace.read() as connection:
        return load_plan(connection, 1)


def test_that_the_sample_has_twenty_initiatives_and_uses_everything(snapshot: PlanSnapshot) -> None:
    initiatives = [item for item in snapshot.items.values() if item.kind is ItemKind.INITIATIVE]
    assert len(initiatives) >= 20
    assert {item.mark for item in initiatives} == set(Mark)
    assert any(item.ended_year for item in initiatives)
    used = {snapshot.axis_values[tag].key for item in initiatives for tag in item.tags}
    assert used == {"a", "i", "u", "e", "o", "ka", "ki", "ku"}
    scenes = {snapshot.axis_values[g.axis_value_id or 0].key for g in snapshot.children(None)}
    assert scenes == {"daily_care", "hospital_transition", "acute_change", "end_of_life", "all"}


def test_that_the_sample_uses_every_state_and_both_kinds_of_sharing(
    snapshot: PlanSnapshot, workspace: Workspace
) -> None:
    entries = list(snapshot.entries.values())
    assert {entry.state for entry in entries} == set(EntryState)
    assert any(entry.state is EntryState.CONTINUES and entry.text for entry in entries)
    with workspace.read() as connection:
        document = load_documents(connection)[0]
    cells = build_grid(load_form(document.form), document, snapshot).cells
    assert any(cell.shared and cell.rowspan > 1 for cell in cells)
    assert any(cell.linked for cell in cells)
    assert any(cell.state is None and cell.address for cell in cells)


def test_that_a_dump_rebuilds_the_very_same_records(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.read() as connection:
        data = dump_records(connection)
    with Workspace.create(tmp_path / "t.zaitaku", name="", fill=lambda session: load_dump(session, data)) as again:
        with again.read() as connection:
            assert dump_records(connection) == data
        assert again.verify() == []
