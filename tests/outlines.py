"""Outlines and rosters for tests, in few words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.meeting_rows import BlockRow, MeetingRow
from zaitaku_desktop.model.outline import BlockKind, Series
from zaitaku_desktop.model.roster import CommitteeRow, MembershipRow, OrganizationRow, PersonRow, Roster, TermRow

KINDS = {
    "#": BlockKind.HEADING,
    "i": BlockKind.OPINION,
    "d": BlockKind.DECISION,
    "q": BlockKind.QUESTION,
    "a": BlockKind.ANSWER,
    "p": BlockKind.PLAIN,
    "b": BlockKind.BOX,
    "s": BlockKind.SPEAKER,
    "t": BlockKind.TASK,
}


def outline(*lines: str, **more: Any) -> list[BlockRow]:
    """Blocks with the ids 1, 2 …; a line = level, kind (`KINDS`), `+` continue / `!` restart / `-` no number, text."""
    found = []
    for at, line in enumerate(lines):
        head, _, text = line.partition(" ")
        series = {"+": Series.CONTINUE, "!": Series.RESTART, "-": Series.NONE}.get(head[2:3], Series.AUTO)
        start = int(head[3:]) if head[3:] else None
        found.append(BlockRow(at + 1, 1, at, int(head[0]), KINDS[head[1]], text, series, start, **more))
    return found


def day(words: str) -> dt.date:
    """2025-06-01."""
    return dt.date.fromisoformat(words)


def meeting(meeting_id: int, on: str = "", nth: int | None = None, committee: int = 1, **more: Any) -> MeetingRow:
    """A meeting of R7."""
    return MeetingRow(meeting_id, committee, FiscalYear(2025), nth, day=day(on) if on else None, **more)


def roster(*members: MembershipRow, terms: tuple[TermRow, ...] = (), **more: Any) -> Roster:
    """One 会議体 (1) with a 任期 (1) of R7 and R8; people 1–9 are 甲, 乙, 丙 …"""
    own = terms or (TermRow(1, 1, "", day("2025-04-01"), day("2027-03-31")),)
    committee = CommitteeRow(1, more.pop("name", "推進会議"), **more)
    return Roster(
        {n: PersonRow(n, f"{'甲乙丙丁戊己庚辛壬'[n - 1]}野 一") for n in range(1, 10)},
        {1: OrganizationRow(1, "みなと医院")},
        {1: committee},
        {term.id: term for term in own},
        {row.id: row for row in members},
        {},
    )
