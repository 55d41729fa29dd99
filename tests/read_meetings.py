"""A 会議録 read from text as a meeting, without a data file in between."""

from __future__ import annotations

from dataclasses import replace

from made_meetings import CITY, YEAR

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.minutes.tree import BlockText, MinutesText, PersonText
from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.attendance import Side
from zaitaku_desktop.model.handout import PartKind
from zaitaku_desktop.model.meeting_rows import (
    AgendaItemRow,
    AttendanceRow,
    BlockRow,
    HandoutPartRow,
    HandoutRow,
    MeetingRow,
    MeetingSnapshot,
)
from zaitaku_desktop.model.outline import Series
from zaitaku_desktop.model.roster import CommitteeRow, PersonRow, Roster


def meeting_of(found: MinutesText) -> MeetingSnapshot:
    """The meeting that the text tells of. Words of the head that belong to no field stand before the body."""
    year = FiscalYear(found.title.fiscal_year) if found.title.fiscal_year else YEAR
    when = found.when
    committee = CommitteeRow(1, found.title.committee or "会議", scheme=found.scheme)
    meeting = MeetingRow(
        1, 1, year, found.title.number, day=when.day, start_time=when.start, end_time=when.end, place=found.place,
        observing=found.observing, observing_reason=found.closed_reason, observers=found.observers, office=found.office,
    )  # fmt: skip
    people = {at: PersonRow(at, person.name) for at, person in enumerate(found.people, 1)}
    return MeetingSnapshot(
        municipality=CITY,
        roster=Roster(people, {}, {1: committee}, {}, {}, {}),
        meeting=meeting,
        attendance=tuple(_attendance(at, person) for at, person in enumerate(found.people, 1)),
        agenda=dict(_agenda(found)),
        handouts={
            at: HandoutRow(at, 1, at, label=one.number, list_title=one.title, listed=one.listed)
            for at, one in enumerate(found.handouts, 1)
        },
        parts=tuple(HandoutPartRow(at, at, 0, PartKind.TITLE, one.title) for at, one in enumerate(found.handouts, 1)),
        marks=(),
        blocks=[
            *(BlockRow(900 + at, 1, at - 900, text=words.text) for at, words in enumerate(found.kept)),
            *(_block(at, block) for at, block in enumerate(found.blocks, 1)),
        ],
        confirmations=(),
        locks=(),
        files={},
        titles={},
        meetings={1: meeting},
    )


def _attendance(at: int, person: PersonText) -> AttendanceRow:
    role = person.role if person.side is Side.MEMBER else person.post or person.role
    organization = person.organization if person.side is Side.MEMBER else ""
    return AttendanceRow(
        at, 1, at, person.side, state=person.presence, proxy=person.proxy, role=role, organization=organization,
        position=at,
    )  # fmt: skip


def _agenda(found: MinutesText) -> list[tuple[int, AgendaItemRow]]:
    rows: list[tuple[int, AgendaItemRow]] = []
    above: dict[int, int] = {}
    for at, item in enumerate(found.agenda, 1):
        parent = next((above[level] for level in range(item.level - 1, 0, -1) if level in above), None)
        kind = AgendaKind.PLAIN if item.number else AgendaKind.LINE
        rows.append((at, AgendaItemRow(at, 1, parent, at, kind, item.title)))
        above = {level: row for level, row in above.items() if level < item.level} | {item.level: at}
    return rows


def _block(at: int, block: BlockText) -> BlockRow:
    series = Series.NONE
    if block.number:
        series = Series.RESTART if block.restarts else Series.CONTINUE if block.continues else Series.AUTO
        if series is Series.AUTO and block.kind.value in ("plain", "box", "answer", "speaker"):
            series = Series.CONTINUE
    text = block.text if block.mark in ("", "→") else f"{block.mark}{block.text}"
    row = BlockRow(at, 1, at, block.level, block.kind, text, series, speaker=block.speaker)
    return replace(row, start=block.start if block.restarts else None)
