"""宿題."""

from __future__ import annotations

from dataclasses import replace

from outlines import day, meeting, outline

from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.tasks import open_before, tasks

FIRST, SECOND, THIRD = meeting(1, "2025-06-18", 1), meeting(2, "2025-08-20", 2), meeting(3, "2025-10-22", 3)
OTHER = meeting(4, "2025-05-01", 1, committee=2)
MEETINGS = {row.id: row for row in (FIRST, SECOND, THIRD, OTHER)}


def of(meeting_id: int, *lines: str) -> list[BlockRow]:
    """Blocks of a meeting."""
    return [replace(row, meeting_id=meeting_id, id=row.id + 10 * meeting_id) for row in outline(*lines)]


BLOCKS = [*of(1, "2i 意見", "2t 表を埋める", "2t 名簿を直す"), *of(2, "2t 後の宿題"), *of(4, "2t 別の会")]


def test_that_the_tasks_of_earlier_meetings_are_open_until_they_are_done() -> None:
    assert [task.block.text for task in open_before(THIRD, BLOCKS, MEETINGS)] == [
        "表を埋める",
        "名簿を直す",
        "後の宿題",
    ]
    assert [task.block.text for task in open_before(SECOND, BLOCKS, MEETINGS)] == ["表を埋める", "名簿を直す"]
    done = [replace(row, done_on=day("2025-09-01")) if row.text == "表を埋める" else row for row in BLOCKS]
    assert [task.block.text for task in open_before(THIRD, done, MEETINGS)] == ["名簿を直す", "後の宿題"]
    assert [task.block.text for task in open_before(SECOND, done, MEETINGS)] == ["表を埋める", "名簿を直す"]


def test_that_a_task_is_late_when_its_day_has_gone_by() -> None:
    (task, *_) = tasks([replace(BLOCKS[1], due_on=day("2025-07-01"))], MEETINGS)
    assert task.is_past_due(day("2025-07-02"))
    assert not task.is_past_due(day("2025-07-01"))


def test_that_meetings_without_a_day_are_ordered_by_their_number() -> None:
    undated = meeting(5, nth=2)
    found = open_before(undated, BLOCKS, {**MEETINGS, 5: undated})
    assert [task.meeting.id for task in found] == [1, 1]


def test_that_decisions_are_found_the_same_way() -> None:
    blocks = of(1, "2d 決めた", "2t 宿題")
    assert [task.block.text for task in tasks(blocks, MEETINGS, BlockKind.DECISION)] == ["決めた"]
