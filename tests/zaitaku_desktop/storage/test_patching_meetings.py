"""A meeting after a step is the meeting as it would be read."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from meetings import Desk

from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.confirmation import Answer
from zaitaku_desktop.model.handout import PartKind
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.operations import agenda, attendance, confirmation, handout, meeting, outline, person
from zaitaku_desktop.storage.patching_meetings import patch_meeting

Change = Callable[[Desk, random.Random], Any]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "circle.zaitaku")
    yield desk
    desk.workspace.close(give_up=True)


def _any(rows: Any, dice: random.Random) -> int:
    return int(dice.choice([row.id for row in rows]))


def _changes(desk: Desk, now: MeetingSnapshot, dice: random.Random) -> list[tuple[Any, ...]]:
    """What can be done to the meeting as it is."""
    at = desk.circle.meeting
    day = dt.date(2025, 7, dice.randint(1, 30))
    found: list[tuple[Any, ...]] = [
        (outline.insert_block, at, None, BlockKind.OPINION, 2, "意見"),
        (agenda.add_item, at, "題", None, dice.randint(0, 3)),
        (handout.add_handout, at, "資料", dice.randint(0, 3)),
        (attendance.set_state, at, dice.choice(desk.circle.people), Presence.ONLINE),
        (attendance.add_attendee, at, desk.circle.people[3], Side.OBSERVER),
        (meeting.edit_meeting, at, {"day": day, "end_time": dt.time(21), "scheme": ("1", "ア")}),
        (meeting.set_status, at, MeetingStatus.HELD),
        (meeting.add_meeting, desk.circle.committee, day),
        (confirmation.send_confirmations, at, list(desk.circle.people[:2]), day),
        (attendance.remove_attendees, [now.attendance[0].id]),
        (agenda.remove_items, [_any(now.agenda_below(), dice)]),
    ]
    if now.handouts:
        paper = _any(now.handouts.values(), dice)
        found += [
            (handout.add_part, paper, PartKind.MINUTES, at),
            (handout.move_handouts, [paper]),
            (handout.remove_handouts, [paper]),
            (handout.edit_handout, paper, {"listed": False, "replaced_on": day}),
            (agenda.mark_handouts, _any(now.agenda.values(), dice), [paper]),
        ]
    if len(now.blocks) > 1:
        block = _any(now.blocks[1:], dice)
        found += [
            (outline.edit_block, block, {"text": "直", "due_on": day, "full_text_only": True}),
            (outline.step_blocks, [block], {"up": True}),
            (outline.remove_blocks, [block]),
            (outline.join_blocks, block),
        ]
    if now.confirmations:
        found.append((confirmation.answer_confirmation, now.confirmations[0].id, Answer.AGREED))
    return found


@pytest.mark.parametrize("seed", range(3))
def test_that_a_patched_meeting_is_the_one_that_is_read(desk: Desk, seed: int) -> None:
    dice = random.Random(seed)
    now = desk.now()
    for _ in range(40):
        change, *args = dice.choice(_changes(desk, now, dice))
        more = args.pop() if isinstance(args[-1], dict) else {}

        def act(session: Any, change: Any = change, args: Any = args, more: Any = more) -> Any:
            return change(session, *args, **more)

        step = desk.workspace.perform("変更", act).step
        if step is not None and dice.random() < 0.2:
            now = _after(desk, now, step.changes)
            step = desk.workspace.undo()
        now = _after(desk, now, () if step is None else step.changes)


def _after(desk: Desk, before: MeetingSnapshot, changes: Any) -> MeetingSnapshot:
    patched = patch_meeting(before, changes)
    assert patched is not None
    if not changes or desk.workspace.steps(1)[0].changes != changes:
        return patched
    read = desk.now()
    assert patched.meeting == read.meeting
    assert patched == read
    assert list(patched.agenda) == list(read.agenda)
    assert list(patched.handouts) == list(read.handouts)
    assert list(patched.meetings) == list(read.meetings)
    return patched


def test_that_what_is_not_within_a_meeting_is_read_anew(desk: Desk) -> None:
    now = desk.now()
    step = desk.workspace.perform("変更", lambda session: person.add_person(session, "己")).step
    assert step is not None
    assert patch_meeting(now, step.changes) is None
    step = desk.workspace.perform("変更", lambda session: meeting.delete_meeting(session, now.meeting.id)).step
    assert step is not None
    assert patch_meeting(now, step.changes) is None


def test_that_another_meeting_leaves_this_one_as_it_is(desk: Desk) -> None:
    other = desk.do(meeting.add_meeting, desk.circle.committee, dt.date(2025, 10, 22))
    now = desk.now()
    step = desk.workspace.perform(
        "変更", lambda session: outline.insert_block(session, other, None, BlockKind.PLAIN, 0, "x")
    ).step
    assert step is not None
    assert patch_meeting(now, step.changes) is now
