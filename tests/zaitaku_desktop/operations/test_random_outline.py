"""Whatever is done to an outline: no reference is lost, and undo brings everything back."""

from __future__ import annotations

import random
from typing import Any

import pytest
from meetings import Desk

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.outline import BlockKind, Series
from zaitaku_desktop.model.references import RANGE, Kind, Reference, references
from zaitaku_desktop.operations import outline
from zaitaku_desktop.operations.outline import NewBlock


def _act(desk: Desk, dice: random.Random) -> Any:
    """One change of the outline, chosen by chance."""
    at, ids = desk.circle.meeting, [row.id for row in desk.now().blocks]
    if len(ids) < 3:
        return outline.append_blocks, at, [NewBlock(f"文{number}", 2, BlockKind.OPINION) for number in range(4)]
    one, two = dice.choice(ids), dice.choice(ids)
    some = dice.sample(ids, min(len(ids), dice.randint(1, 3)))
    return dice.choice(
        [
            (outline.insert_block, at, one, BlockKind.OPINION, dice.randint(0, 4), Reference(Kind.BLOCK, two).token),
            (outline.insert_block, at, None, BlockKind.BOX, 2, Reference(Kind.RANGE, two).token),
            (outline.split_block, one, dice.randint(0, 9)),
            (outline.join_blocks, one),
            (outline.remove_blocks, some),
            (outline.shift_blocks, some, dice.choice((1, -1))),
            (outline.move_blocks, some, dice.choice((two, None))),
            (outline.edit_blocks, some, {"kind": dice.choice(list(BlockKind))}),
            (outline.edit_block, one, {"series": dice.choice(list(Series))}),
            (outline.step_blocks, some, {"up": dice.random() < 0.5}),
        ]
    )


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=pytest.mark.soak) for n in range(1, 12))])
def test_that_no_reference_is_lost_and_undo_brings_everything_back(desk: Desk, seed: int) -> None:
    dice = random.Random(seed)
    new = [NewBlock(f"文{number}", number % 4, BlockKind.OPINION) for number in range(6)]
    desk.do(outline.append_blocks, desk.circle.meeting, [*new, NewBlock(f"【{RANGE}】", 2, BlockKind.BOX)])
    states = [desk.now().blocks]
    for _ in range(60):
        change, *args = _act(desk, dice)
        more = args.pop() if isinstance(args[-1], dict) else {}
        try:
            done = desk.workspace.perform(
                "変更", lambda session, change=change, args=args, more=more: change(session, *args, **more)
            )
        except KnownError:
            assert desk.now().blocks == states[-1]
            continue
        if done.step is not None:
            states.append(desk.now().blocks)
        present = {row.id for row in states[-1]}
        for row in states[-1]:
            assert all(one.id in present or one.id == 0 for one in references(row.text)), row
    for before in reversed(states[:-1]):
        desk.workspace.undo()
        assert desk.now().blocks == before
