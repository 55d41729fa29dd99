"""The checks run beside the typing: in slices, only what was touched, and no later than half a second."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from plans import SmallPlan, small_file, snapshot_of, text
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from zaitaku_ui.side import checking
from zaitaku_ui.side.checking import Checking

from zaitaku_desktop.checks import acting
from zaitaku_desktop.checks.scope import Fact, Scope
from zaitaku_desktop.operations import plan_cells
from zaitaku_desktop.storage.patching import patch_plan
from zaitaku_desktop.storage.workspace import Step, Workspace
from zaitaku_desktop.typeset.fonts import Faces


class Watched:
    """A plan whose findings are followed as the editor does it."""

    def __init__(self, workspace: Workspace, plan: SmallPlan) -> None:
        self.workspace = workspace
        self.plan = plan
        self.snapshot = snapshot_of(workspace, plan)[0]
        self.checking = Checking(Faces.load())
        with workspace.read() as connection:
            self.checking.read(connection, plan.plan)
        self.checking.follow(self.snapshot)

    def write(self, words: str) -> Step:
        value = text("actual", words, 2024)
        done = self.workspace.perform("入力", lambda session: plan_cells.write_values(session, self.plan.a, [value]))
        assert done.step is not None
        patched = patch_plan(self.snapshot, done.step.changes)
        assert patched is not None
        self.snapshot = patched.snapshot
        self.checking.follow(patched.snapshot, patched.items)
        return done.step

    def rules(self) -> list[str]:
        return [one.rule for one in self.checking.open_findings]


@pytest.fixture
def watched(qapp: QApplication, tmp_path: Path) -> Iterator[Watched]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    made = Watched(workspace, plan)
    yield made
    made.checking.shut_down()
    workspace.close()


def test_that_findings_come_within_half_a_second_of_a_change(qtbot: QtBot, watched: Watched) -> None:
    with qtbot.waitSignal(watched.checking.found):
        pass
    assert watched.rules() == ["missing_actual"] * 3
    with qtbot.waitSignal(watched.checking.found, timeout=500):
        watched.write("R6/6/18（水）")
    assert watched.rules() == ["weekday", "missing_actual", "missing_actual"]


def test_that_a_change_costs_only_what_it_touched(
    qtbot: QtBot, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(watched.checking.found):
        pass
    looked: list[int] = []
    facts_of = Scope.facts_of

    def spy(scope: Scope, item_id: int) -> Iterator[Fact]:
        looked.append(item_id)
        return facts_of(scope, item_id)

    monkeypatch.setattr(Scope, "facts_of", spy)
    with qtbot.waitSignal(watched.checking.found):
        watched.write("開催した。")
    assert looked == [watched.plan.a]


def test_that_no_slice_holds_the_window_for_long(
    qtbot: QtBot, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "DELAY", 0)
    many = {**watched.snapshot.items}
    entries = {**watched.snapshot.entries}
    for number in range(600):
        many[9000 + number] = replace(many[watched.plan.a], id=9000 + number)
        entry = replace(next(iter(entries.values())), id=9000 + number, item_id=9000 + number, text="・照会する。" * 30)
        entries[entry.item_id, entry.field, entry.year] = entry
    spent: list[float] = []
    go_on = watched.checking._go_on
    watched.checking._timer.timeout.disconnect()
    watched.checking._timer.timeout.connect(partial(_measured, go_on, spent))
    with qtbot.waitSignal(watched.checking.found):
        watched.checking.follow(replace(watched.snapshot, items=many, entries=entries))
    assert len(spent) > 3
    assert max(spent) < 0.02


def _measured(act: object, spent: list[float]) -> None:
    began = time.thread_time()
    assert callable(act)
    act()
    spent.append(time.thread_time() - began)


def test_that_what_is_left_as_it_is_is_told_at_once(qtbot: QtBot, watched: Watched) -> None:
    with qtbot.waitSignal(watched.checking.found):
        pass
    finding = watched.checking.open_findings[0]
    done = watched.workspace.perform("承知", lambda session: acting.acknowledge(session, finding, "集計中"))
    assert done.step is not None
    with qtbot.waitSignal(watched.checking.found, timeout=100):
        watched.checking.hear(done.step.changes)
    assert len(watched.rules()) == 2
    assert [one.acknowledged for one in watched.checking.findings if one.acknowledged] == ["集計中"]
    watched.checking.hear(watched.workspace.undo().changes)
    assert len(watched.rules()) == 3
