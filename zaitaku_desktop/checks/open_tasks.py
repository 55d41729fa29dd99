"""宿題 that are open although their day has gone by."""

from __future__ import annotations

from collections.abc import Iterator

from zaitaku_desktop.base.written_day import write_day
from zaitaku_desktop.checks.finding import Finding, Severity
from zaitaku_desktop.checks.meeting_scope import MeetingScope, place_in
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.model.tasks import tasks

RULE = "open_task"


def check_meeting(scope: MeetingScope, meeting: MeetingSnapshot) -> Iterator[Finding]:
    """Where the 宿題 was set."""
    late = [
        task for task in tasks(meeting.blocks, {meeting.meeting.id: meeting.meeting}) if task.is_past_due(scope.today)
    ]
    words_of = MeetingWords(meeting)
    for task in late:
        block = task.block
        assert block.due_on is not None
        text = inline.plain(words_of.block_text(block))
        who = f"（{block.assignee}）" if block.assignee else ""
        words = f"宿題「{text}」{who}は、期限の{write_day(block.due_on)}を過ぎています。"
        yield Finding(RULE, Severity.WARNING, place_in(meeting, "block", block.id), words, write_day(block.due_on))
