"""宿題: what was left to do at earlier meetings, and what of it is still open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zaitaku_desktop.model.meeting_rows import BlockRow, MeetingRow
from zaitaku_desktop.model.outline import BlockKind


@dataclass(frozen=True, slots=True)
class Task:
    """A 宿題 (or a 決定) and the meeting that set it."""

    meeting: MeetingRow
    block: BlockRow

    def is_open(self, day: dt.date | None = None) -> bool:
        """Whether it is not done (yet on that day)."""
        done = self.block.done_on
        return done is None or (day is not None and done > day)

    def is_past_due(self, day: dt.date) -> bool:
        """Whether it is open although its day has gone by."""
        return self.is_open(day) and self.block.due_on is not None and self.block.due_on < day


def tasks(
    blocks: Iterable[BlockRow], meetings: Mapping[int, MeetingRow], kind: BlockKind = BlockKind.TASK
) -> Iterator[Task]:
    """Every 宿題 (or 決定) among these blocks, in their order."""
    for block in blocks:
        meeting = meetings.get(block.meeting_id or 0)
        if block.kind is kind and meeting is not None:
            yield Task(meeting, block)


def open_before(meeting: MeetingRow, blocks: Iterable[BlockRow], meetings: Mapping[int, MeetingRow]) -> list[Task]:
    """「前回までの宿題」: those of earlier meetings of the same 会議体 that are not done by the day of this one."""
    found = [
        task
        for task in tasks(blocks, meetings)
        if task.meeting.committee_id == meeting.committee_id
        and is_earlier(task.meeting, meeting)
        and task.is_open(meeting.day)
    ]
    return sorted(found, key=lambda task: (task.meeting.day or dt.date.max, task.meeting.id, task.block.position))


def is_earlier(one: MeetingRow, other: MeetingRow) -> bool:
    """Whether a meeting is before another: by day, else by 年度 and number."""
    if one.id == other.id:
        return False
    if one.day is not None and other.day is not None:
        return one.day < other.day
    return (one.fiscal_year, one.nth or 0) < (other.fiscal_year, other.nth or 0)
