"""The 会議体 and meetings of the sample municipality, from resources/sample/meetings (see the notes in its files)."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.base.paths import resources_folder
from zaitaku_desktop.model.agenda import AgendaItem, AgendaKind
from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.committee import Membership
from zaitaku_desktop.model.document import Document
from zaitaku_desktop.model.handout import PartKind
from zaitaku_desktop.model.meeting import Meeting, MeetingStatus
from zaitaku_desktop.model.outline import BlockKind, OutlineBlock, Series
from zaitaku_desktop.model.references import RANGE, Kind, Reference
from zaitaku_desktop.operations import (
    agenda,
    attendance,
    attendance_rows,
    committee,
    confirmation,
    handout,
    meeting,
    meeting_report,
    membership,
    outline,
    person,
)
from zaitaku_desktop.operations.agenda_copy import items_of, walked
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.outline import NewBlock

Words = Mapping[str, Any]
_FIELDS = ("name", "kana", "organization", "role", "profession", "selection")
_KINDS = {
    "見": BlockKind.HEADING,
    "説": BlockKind.EXPLANATION,
    "意": BlockKind.OPINION,
    "問": BlockKind.QUESTION,
    "答": BlockKind.ANSWER,
    "決": BlockKind.DECISION,
    "宿": BlockKind.TASK,
    "文": BlockKind.PLAIN,
    "囲": BlockKind.BOX,
    "発": BlockKind.SPEAKER,
}
_LINE = re.compile(r"( *)([見説意問答決宿文囲発])(-?)(?:\[(\w+)\])?(?:<(.+?)>)?(?: (.*))?")
_HELD = ("day", "start", "end", "place", "method", "observing", "observing_reason", "observers")
_NAMES = {"start": "start_time", "end": "end_time"}


def _read(name: str) -> Words:
    path = resources_folder() / "sample" / "meetings" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def fill_meetings(session: Session, documents: Mapping[str, int]) -> None:
    """Write all 会議体 with their people, then all meetings by their days. `documents` = the 資料 by their forms."""
    main = _read("committees")
    filler = _Filler(session, documents, main["term"])
    words = list(main["committee"])
    for one in words:
        filler.add_committee(one)
    held = [(one["key"], meeting_words) for one in words for meeting_words in _read(one["key"])["meeting"]]
    for key, one_meeting in sorted(held, key=lambda pair: pair[1]["day"]):
        filler.add_meeting(key, one_meeting)


class _Filler:
    """Writes 会議体 and meetings, and knows them by key and number."""

    def __init__(self, session: Session, documents: Mapping[str, int], term: Words) -> None:
        self.session = session
        self.documents = documents
        self.term = term
        self.people: dict[str, int] = {}
        self.committees: dict[str, int] = {}
        self.first: dict[str, int] = {}
        self.offices: dict[str, str] = {}
        self.reporting: set[str] = set()
        self.meetings: dict[str, int] = {}

    def _person(self, name: str, kana: str = "") -> int:
        if name not in self.people:
            self.people[name] = person.add_person(self.session, name, kana=kana)
        return self.people[name]

    def add_committee(self, words: Words) -> None:
        """A 会議体 with its 任期, its 委員 with those who came in mid-term, and its 事務局."""
        own = ("name", "short_name", "basis", "desired_state", "quorum", "office", "speakers", "member_word", "scheme")
        more = {key: words[key] for key in own[1:] if key in words}
        parent = self.committees.get(words.get("parent", ""))
        made = committee.add_committee(self.session, words["name"], parent_id=parent, **more)
        self.committees[words["key"]], self.first[words["key"]] = made, words["first_cumulative"]
        self.offices[words["key"]] = words["office"]
        if parent is not None:
            self.reporting.add(words["key"])
        term = committee.add_term(self.session, made, **self.term)
        for name, kana, *_ in words["members"]:
            self._person(name, kana)
        rows = [(None, dict(zip(_FIELDS, row, strict=True))) for row in words["members"]]
        membership.write_members(self.session, term, rows)
        for change in words.get("replaced", ()):
            old = self.session.scalars(
                select(Membership.id).where(
                    Membership.term_id == term, Membership.person_id == self.people[change["name"]]
                )
            ).one()
            new = self._person(*change["by"])
            membership.replace_member(self.session, old, change["day"], new, role=change.get("role", ""))
        for name, kana, role in words["secretariat"]:
            committee.add_secretariat(self.session, made, self._person(name, kana), role)

    def add_meeting(self, key: str, words: Words) -> None:
        """A meeting with all that belongs to it."""
        held = {_NAMES.get(name, name): words[name] for name in _HELD if name in words}
        nth = 1 + sum(one.startswith(f"{key}/") for one in self.meetings)
        held |= {"nth": nth, "cumulative": self.first[key] + nth - 1, "office": self.offices[key]}
        held |= dict(zip(("next_day", "next_start", "next_place"), words.get("next", ()), strict=False))
        year = FiscalYear.of(words["day"]).start
        made = meeting.create_meeting(self.session, self.committees[key], year, **held)
        self.meetings[f"{key}/{nth}"] = made
        held_on_to = self.session.get_one(Meeting, made)  # or each of the many changes below would read it anew
        self._add_handouts(made, words["handouts"])
        self._add_agenda(made, words["agenda"])
        self._add_minutes(made, words["minutes"])
        self._set_states(made, words.get("states", {}))
        for beginning in words.get("done", ()):
            self._finish(beginning, made)
        if key in self.reporting:
            meeting_report.prefill_report(self.session, made)
        self._set_status(made, words)
        assert held_on_to.id == made

    def _add_handouts(self, meeting_id: int, papers: list[Words]) -> None:
        for paper in papers:
            more = {key: paper[key] for key in ("kind", "label", "copies") if key in paper}
            made = handout.add_handout(self.session, meeting_id, paper["title"], **more)
            for source in paper.get("parts", ("",)):
                if source.endswith(".pdf"):
                    content = (resources_folder() / "sample" / "files" / source).read_bytes()
                    kept = handout.keep_file(self.session, f"{paper['title']}.pdf", content)
                    handout.add_part(self.session, made, PartKind.FILE, kept)
                elif source == "m3":
                    handout.add_part(self.session, made, PartKind.DOCUMENT, self._status(meeting_id, paper["title"]))
                elif source in self.meetings:
                    handout.add_part(self.session, made, PartKind.MINUTES, self.meetings[source])
                elif source in self.documents:
                    handout.add_part(self.session, made, PartKind.DOCUMENT, self.documents[source])
                else:
                    handout.add_part(self.session, made, PartKind.TITLE, title=paper["title"])

    def _status(self, meeting_id: int, title: str) -> int:
        """The 資料 on what the 部会 of the 会議体 have done so far in the 年度."""
        own = self.session.get_one(Meeting, meeting_id)
        return create_document(
            self.session,
            form="m3",
            title=title,
            fiscal_year=own.fiscal_year,
            kind="subcommittee_status",
            draft=False,
            committee_id=own.committee_id,
            meeting_id=meeting_id,
        )

    def _add_agenda(self, meeting_id: int, text: str) -> None:
        lines = [line for line in text.split("\n") if line.strip()]
        rows = [(_level(line), re.sub(r"【\d+】", "", line).strip()) for line in lines]
        papers = [row.id for row in handout.handouts_of(self.session, meeting_id)]
        for item, line in zip(agenda.add_items(self.session, meeting_id, rows), lines, strict=True):
            marks = [papers[int(number) - 1] for number in re.findall(r"【(\d+)】", line)]
            if "宿題" in line:
                agenda.edit_item(self.session, item, kind=AgendaKind.TASKS)
            if marks:
                agenda.mark_handouts(self.session, item, marks)

    def _add_minutes(self, meeting_id: int, text: str) -> None:
        lines = [match for line in text.split("\n") if (match := _LINE.fullmatch(line)) is not None]
        items = (item for item, _ in walked(items_of(self.session, meeting_id)))
        new = [self._block(match, items) for match in lines]
        made = outline.append_blocks(self.session, meeting_id, new)
        names = {match[4]: block_id for match, block_id in zip(lines, made, strict=True) if match[4]}
        marks = {f"{row.label}{row.number}": row.id for row in handout.handouts_of(self.session, meeting_id)}
        tokens = {name: Reference(Kind.BLOCK, block_id).token for name, block_id in names.items()}
        tokens |= {mark: Reference(Kind.HANDOUT, handout_id).token for mark, handout_id in marks.items()}
        tokens["範囲"] = RANGE
        for block_id in made:
            block = self.session.get_one(OutlineBlock, block_id)
            if "{" in block.text:
                block.text = re.sub(r"\{(.+?)\}", lambda match: tokens[match[1]], block.text)
        self.session.flush()

    def _block(self, match: re.Match[str], items: Iterator[AgendaItem]) -> NewBlock:
        kind, (text, *more) = _KINDS[match[2]], (match[6] or "").split("｜")
        due = more[1] if len(more) > 1 else ""
        return NewBlock(
            text,
            _level(match[1]),
            kind,
            Series.NONE if match[3] else Series.AUTO,
            speaker_id=self.people[match[5]] if match[5] else None,
            assignee=more[0] if more else "",
            due_on=dt.date.fromisoformat(due) if due[:2] == "20" else None,
            due_note="" if due[:2] == "20" else due,
            agenda_item_id=next(items).id if kind is BlockKind.HEADING and not text else None,
        )

    def _set_states(self, meeting_id: int, states: Mapping[str, str]) -> None:
        """出席 for everybody but those named; `*` = whoever is not named."""
        attendance.refresh_attendance(self.session, meeting_id)
        rows = attendance_rows.rows_of(self.session, meeting_id)
        asked = [row.person_id for row in rows if row.side is Side.MEMBER]
        names = {person_id: name for name, person_id in self.people.items()}
        texts = [[states.get(names[person_id], states.get("*", "○"))] for person_id in asked]
        attendance.write_states(self.session, [meeting_id], asked, texts)
        attendance.set_all(self.session, meeting_id, Presence.PRESENT, side=Side.SECRETARIAT)

    def _finish(self, beginning: str, meeting_id: int) -> None:
        """A 宿題 of an earlier meeting is done on the day of this one."""
        tasks = select(OutlineBlock).where(OutlineBlock.kind == BlockKind.TASK, OutlineBlock.done_on.is_(None))
        day = self.session.get_one(Meeting, meeting_id).day
        for block in self.session.scalars(tasks):
            if block.text.startswith(beginning):
                outline.set_done(self.session, block.id, day)

    def _set_status(self, meeting_id: int, words: Words) -> None:
        if "asked" in words:
            people = [self.people[name] for name in words["asked"]]
            confirmation.send_confirmations(self.session, meeting_id, people, words["day"])
        meeting.set_status(self.session, meeting_id, MeetingStatus(words["status"]))


def _level(line: str) -> int:
    """Two blanks a level."""
    return (len(line) - len(line.lstrip(" "))) // 2


def documents_by_form(session: Session) -> dict[str, int]:
    """The first 資料 of each form."""
    rows = session.execute(select(Document.form, Document.id).order_by(Document.position.desc()))
    return {row.form: row.id for row in rows}
