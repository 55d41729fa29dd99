"""The 会議体 and meetings of the sample municipality."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from sample_files import open_sample

from zaitaku_desktop.model import inline
from zaitaku_desktop.model.attendance_table import build_table
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.model.references import LOST
from zaitaku_desktop.model.tasks import tasks
from zaitaku_desktop.storage.reading_meetings import load_meeting, load_meetings


@pytest.fixture(scope="module")
def meetings(tmp_path_factory: pytest.TempPathFactory) -> list[MeetingSnapshot]:
    """Every meeting, by its day."""
    path: Path = tmp_path_factory.mktemp("sample") / "s.zaitaku"
    with open_sample(path) as workspace, workspace.read() as connection:
        return [load_meeting(connection, row.id) for row in load_meetings(connection)]


def test_that_the_sample_has_a_committee_with_four_subcommittees_and_their_meetings(
    meetings: list[MeetingSnapshot],
) -> None:
    roster = meetings[0].roster
    (board,) = roster.subcommittees(None)
    assert [row.name for row in roster.subcommittees(board.id)] == [
        "連携推進部会",
        "入退院支援部会",
        "研修部会",
        "普及啓発部会",
    ]
    counts = Counter(meeting.committee.name for meeting in meetings)
    assert counts.pop(board.name) == 3
    assert set(counts.values()) == {2}
    assert {meeting.meeting.status.value for meeting in meetings} == {"final", "checking", "draft"}


def test_that_every_meeting_is_complete(meetings: list[MeetingSnapshot]) -> None:
    for meeting in meetings:
        assert meeting.attendance and meeting.agenda and meeting.handouts and meeting.blocks, meeting.name
        assert meeting.meeting.day and meeting.meeting.start_time and meeting.meeting.end_time
        words = MeetingWords(meeting)
        texts = [inline.plain(words.block_text(block)) for block in meeting.blocks]
        assert all(texts), meeting.name
        assert LOST not in "".join(texts)
        assert "{" not in "".join(texts)
        headings = [block.agenda_item_id for block in meeting.blocks if block.kind is BlockKind.HEADING]
        assert headings == [item.id for item in meeting.walk_agenda()], meeting.name


def test_that_a_member_was_replaced_in_mid_term(meetings: list[MeetingSnapshot]) -> None:
    board = [meeting for meeting in meetings if meeting.committee.parent_id is None]
    rows = [row for meeting in board for row in meeting.attendance]
    table = build_table(board[0].roster, board[0].committee.id, [meeting.meeting for meeting in board], rows)
    names = [table.roster.people[seat.person_id].name for seat in table.seats]
    at = names.index("洲崎 理恵")
    assert names[at + 1] == "渚 直人"
    signs = [[cell.sign for cell in row] for row in table.cells]
    assert signs[at : at + 2] == [["○", "―", "―"], ["―", "○", "代"]]
    assert table.whole.asked == 36


def test_that_some_tasks_are_done_and_some_are_open(meetings: list[MeetingSnapshot]) -> None:
    by_id = {meeting.meeting.id: meeting.meeting for meeting in meetings}
    found = list(tasks([block for meeting in meetings for block in meeting.blocks], by_id))
    assert Counter(task.is_open() for task in found) == {True: 3, False: 5}
    assert all(task.block.assignee and (task.block.due_on or task.block.due_note) for task in found)


def test_that_subcommittees_have_a_report_nobody_has_looked_at_yet(meetings: list[MeetingSnapshot]) -> None:
    for meeting in meetings:
        reports = meeting.committee.parent_id is not None
        assert bool(meeting.meeting.report_summary and meeting.meeting.report_decisions) is reports
        assert not meeting.meeting.report_summary_checked
