"""What the rules about meetings look at: all people, 会議体 and meetings of the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.checks.scope import Fact
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.meeting_rows import MeetingRow, MeetingSnapshot
from zaitaku_desktop.model.roster import Roster

HELD = frozenset({MeetingStatus.HELD, MeetingStatus.DRAFT, MeetingStatus.CHECKING, MeetingStatus.FINAL})
"""The meeting took place."""
_TEXTS = ("place", "status_note", "observing_reason", "next_place", "next_note", "report_summary", "report_decisions")


@dataclass(frozen=True)
class MeetingScope:
    """Everything, as it is now. `today` = the day on which something is past due."""

    roster: Roster
    meetings: Mapping[int, MeetingSnapshot]
    today: dt.date

    @cached_property
    def by_committee(self) -> Mapping[int, list[MeetingRow]]:
        """The meetings of each 会議体 that were not put off, in their order."""
        found: dict[int, list[MeetingRow]] = {}
        for meeting in self.meetings.values():
            if meeting.meeting.status is not MeetingStatus.POSTPONED:
                found.setdefault(meeting.meeting.committee_id, []).append(meeting.meeting)
        return found


def place_in(meeting: MeetingSnapshot, field: str, part: int = 0) -> Place:
    """A place in a meeting."""
    return Place(field=field, year=None, meeting_id=meeting.meeting.id, part=part)


def facts_of_meeting(meeting: MeetingSnapshot) -> Iterator[Fact]:
    """Every text of a meeting that somebody has written."""
    for field in _TEXTS:
        if words := getattr(meeting.meeting, field):
            yield Fact(place_in(meeting, field), words)
    for item in meeting.walk_agenda():
        for field, words in (("agenda", item.title), ("agenda_note", item.note)):
            if words:
                yield Fact(place_in(meeting, field, item.id), words)
    for handout in meeting.handouts.values():
        if handout.list_title:
            yield Fact(place_in(meeting, "handout", handout.id), handout.list_title)
    for block in meeting.blocks:
        if block.text:
            yield Fact(place_in(meeting, "block", block.id), inline.plain(block.text))
