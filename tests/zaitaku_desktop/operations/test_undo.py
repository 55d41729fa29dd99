"""Whatever is done to a plan, sharing holds and every step can be undone, one after another (with a real file)."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from plans import SmallPlan, grid_of, small_file, snapshot_of, text
from sqlalchemy.orm import Session
from storage_helpers import content, disk_connection, everything

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.model.plan import EntryState, ItemKind
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.operations import plan_cells, plan_moves, plan_numbers, plan_rows
from zaitaku_desktop.storage.workspace import Workspace

Opened = tuple[Workspace, SmallPlan]


def check(snapshot: PlanSnapshot) -> None:
    """What must hold after every operation."""
    for entry in snapshot.entries.values():
        if entry.shared_from_id is not None:
            holder = next(row for row in snapshot.entries.values() if row.id == entry.shared_from_id)
            assert holder.shared_from_id is None
            assert (holder.field, holder.year) == (entry.field, entry.year)
    for parent in (None, *snapshot.items):
        children = snapshot.children(parent)
        assert [child.position for child in children] == list(range(len(children)))
    own = {"plan", "leader", "output_goal"}
    for item in snapshot.items.values():
        if item.kind is ItemKind.INITIATIVE and snapshot.children(item.id):
            assert not own & {field for (i, field, _), _ in snapshot.entries.items() if i == item.id}


class Clerk:
    """Does one thing after another at random."""

    def __init__(self, dice: random.Random, opened: Opened) -> None:
        self.dice = dice
        self.workspace, self.plan = opened
        self.written = 0

    def ids(self, *kinds: ItemKind) -> list[int]:
        snapshot, _ = snapshot_of(self.workspace, self.plan)
        return [item.id for item in snapshot.items.values() if item.kind in kinds]

    def change(self) -> Callable[[Session], object]:
        dice = self.dice
        initiatives, lines = self.ids(ItemKind.INITIATIVE), self.ids(ItemKind.LINE)
        groups = self.ids(ItemKind.GROUP)
        snapshot, _ = snapshot_of(self.workspace, self.plan)
        rows = [row.id for i in initiatives for row in snapshot.row_items(snapshot.items[i])]
        one, other = dice.choice(rows), dice.choice(rows)
        first, second = dice.choice(initiatives), dice.choice(initiatives)
        self.written += 1
        words = f"文{self.written}"
        key, kept = ("plan", dice.choice([2024, 2025])), ("purpose", None)
        choices: list[Callable[[Session], object]] = [
            lambda s: plan_cells.write_values(s, one, [text(key[0], words, key[1])]),
            lambda s: plan_cells.write_values(s, first, [text("purpose", words)]),
            lambda s: plan_cells.write_values(s, one, [FieldValue(key[0], key[1], None)]),
            lambda s: plan_cells.set_state(s, one, *key, EntryState.CONTINUES),
            lambda s: plan_cells.share_with(s, one, [key, ("leader", 2024)], other),
            lambda s: plan_cells.share_with(s, first, [kept], second),
            lambda s: plan_cells.unshare(s, one, [key]),
            lambda s: plan_cells.unshare(s, first, [kept]),
            lambda s: plan_rows.add_line(s, first),
            lambda s: plan_rows.add_initiative(s, self.plan.plan, dice.choice(groups), dice.randrange(3)),
            lambda s: plan_rows.move(s, first, dice.choice(groups), dice.randrange(3)),
            lambda s: plan_rows.indent(s, first),
            lambda s: plan_rows.duplicate(s, [first, second]),
        ]
        choices += self.of_several(snapshot, [first, second], dice.choice(groups))
        if lines:
            choices += [
                lambda s: plan_rows.move(s, dice.choice(lines), first, dice.randrange(3)),
                lambda s: plan_rows.outdent(s, dice.choice(lines)),
                lambda s: plan_rows.delete(s, [dice.choice(lines)]),
            ]
        if len(initiatives) > 3:
            choices.append(lambda s: plan_rows.delete(s, [first]))
        return dice.choice(choices)

    def of_several(self, snapshot: PlanSnapshot, chosen: list[int], group: int) -> list[Callable[[Session], object]]:
        """What is done to several 取組 at once."""
        numbers = plan_numbers.propose(snapshot, list(dict.fromkeys(chosen)), plan_numbers.NumberRule.CIRCLED_GROUP)
        above = self.dice.choice([True, False])
        return [
            lambda s: plan_moves.insert_beside(s, chosen[0], above=above, count=2),
            lambda s: plan_moves.move_items(s, chosen, group),
            lambda s: plan_moves.indent_items(s, chosen),
            lambda s: plan_moves.end_items(s, chosen[:1], 2025, "（終了）", chosen[1]),
            lambda s: plan_numbers.renumber(s, {change.item_id: change.new for change in numbers}),
        ]


@pytest.mark.parametrize("seed", [*range(2), *(pytest.param(n, marks=pytest.mark.soak) for n in range(2, 60))])
def test_that_whatever_is_done_shares_hold_and_every_step_can_be_undone(tmp_path: Path, seed: int) -> None:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    clerk = Clerk(random.Random(seed), (workspace, plan))
    states = [content(workspace)]
    for _ in range(40):
        try:
            done = workspace.perform("何か", clerk.change())
        except KnownError:
            continue
        if done.step is not None:
            states.append(content(workspace))
        check(snapshot_of(workspace, plan)[0])
        grid_of(workspace, plan)
    assert len(states) > 15
    same_on_disk(workspace)
    for state in reversed(states[:-1]):
        workspace.undo()
        assert content(workspace) == state
    same_on_disk(workspace)
    workspace.close()


def same_on_disk(workspace: Workspace) -> None:
    """The file holds the very same rows, log and used-up ids as memory does."""
    assert workspace.flush() and workspace.verify() == []
    assert everything(disk_connection(workspace)) == everything(workspace._memory)
