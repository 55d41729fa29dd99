"""A small made-up 会議体 with people, 任期 and a meeting for tests, written through the operations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.model.meeting_rows import BlockRow, MeetingSnapshot
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.operations import committee, meeting, membership, organization, person
from zaitaku_desktop.operations.new_file import fill_new
from zaitaku_desktop.storage.reading_meetings import load_meeting
from zaitaku_desktop.storage.workspace import Workspace


@dataclass(frozen=True)
class Circle:
    """Ids: a 会議体 of three 委員 (甲 会長, 乙, 丙) and one of the 事務局 (丁), R7–R8, with a meeting on R7.6.18."""

    committee: int
    term: int
    people: tuple[int, int, int, int]
    members: tuple[int, int, int]
    office: int
    meeting: int


def fill_circle(session: Session) -> Circle:
    """Write it."""
    fill_new(session)
    board = committee.add_committee(session, "推進会議", office="みなと野市高齢福祉課", member_word="委員")
    term = committee.add_term(session, board, dt.date(2025, 4, 1), dt.date(2027, 3, 31), "第2期")
    names = ("甲野 一郎", "乙川 花", "丙田 三郎", "丁村 四葉")
    people = tuple(person.add_person(session, name) for name in names)
    clinic = organization.add_organization(session, "みなと野医院")
    members = (
        membership.add_membership(session, term, people[0], clinic, role="会長", profession="医師"),
        membership.add_membership(session, term, people[1], profession="薬剤師"),
        membership.add_membership(session, term, people[2], clinic, profession="看護師"),
    )
    office = committee.add_secretariat(session, board, people[3], "高齢福祉課主任")
    first = meeting.add_meeting(session, board, dt.date(2025, 6, 18), start_time=dt.time(19), place="市役所")
    return Circle(board, term, (people[0], people[1], people[2], people[3]), members, office, first)


@cache
def _made() -> tuple[bytes, Circle]:
    """The file, made once for a run of tests."""
    made: list[Circle] = []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "circle.zaitaku"
        Workspace.create(path, name="みなと野市", fill=lambda session: made.append(fill_circle(session))).close()
        return path.read_bytes(), made[0]


class Desk:
    """An open file with the circle; `do` performs a change and returns what it made, `now` reads the meeting."""

    def __init__(self, path: Path) -> None:
        content, self.circle = _made()
        path.write_bytes(content)
        self.workspace = Workspace.open(path)

    def do(self, change: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """Perform one operation."""
        return self.workspace.perform("変更", lambda session: change(session, *args, **more)).result

    def now(self, meeting_id: int | None = None) -> MeetingSnapshot:
        """A meeting as it is now."""
        with self.workspace.read() as connection:
            return load_meeting(connection, meeting_id or self.circle.meeting)

    def lines(self, meeting_id: int | None = None) -> list[str]:
        """The outline as printed: level, number, text."""
        words = MeetingWords(self.now(meeting_id))

        def line(block: BlockRow) -> str:
            return f"{block.level} {words.numbering.sign(block.id)} {words.block_text(block)}"

        return [line(block) for block in words.meeting.blocks]
