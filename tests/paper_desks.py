"""What tests of papers do: look at what an import proposes, take it, and look at what is in the file afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from meetings import Desk

from zaitaku_desktop.exchange.minutes.applying import Choices, apply_paper
from zaitaku_desktop.exchange.minutes.known import load_known_meetings
from zaitaku_desktop.exchange.minutes.paper import PaperKind, PaperProposal
from zaitaku_desktop.exchange.minutes.proposing import propose_meeting
from zaitaku_desktop.exchange.minutes.proposing_roster import propose_roster
from zaitaku_desktop.exchange.proposal import ImportReport
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.model.reference_words import MeetingWords


def propose(
    desk: Desk, text: str, kind: PaperKind | None = None, choices: Mapping[int, int] | None = None
) -> PaperProposal:
    """What the import of a text would do."""
    with desk.workspace.read() as connection:
        known = load_known_meetings(connection)
        if kind == "roster":
            return propose_roster(text, "名簿.txt", known, choices=choices, today=dt.date(2025, 6, 1))
        return propose_meeting(text, "会議録.txt", known, kind=kind, choices=choices)


def take(
    desk: Desk,
    text: str,
    kind: PaperKind | None = None,
    choices: Mapping[int, int] | None = None,
    decided: Choices | None = None,
) -> ImportReport:
    """Import a text."""
    proposal = propose(desk, text, kind, choices)
    return desk.workspace.perform("取り込み", lambda session: apply_paper(session, proposal, decided)).result


def made(desk: Desk, report: ImportReport) -> MeetingSnapshot:
    """The meeting that an import has made."""
    return desk.now(next(one.id for one in report.created if one.kind == "meeting"))


def dump(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the file."""
    with desk.workspace.read() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(table.select())]
            for table in Record.metadata.sorted_tables
        }


def printed(snapshot: MeetingSnapshot) -> list[str]:
    """The outline as it prints: number and text."""
    words = MeetingWords(snapshot)
    return [f"{words.numbering.sign(row.id)} {inline.plain(words.block_text(row))}".strip() for row in snapshot.blocks]
