"""Writes what the import of a paper proposes, through the operations: one undo step for all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.conflict_words import ONLY_ONE, stays_open
from zaitaku_desktop.exchange.minutes.agenda import cited
from zaitaku_desktop.exchange.minutes.lines import plain, squeeze
from zaitaku_desktop.exchange.minutes.meeting_parts import handout_number
from zaitaku_desktop.exchange.minutes.outline_blocks import BlockDraft
from zaitaku_desktop.exchange.minutes.paper import (
    AttendanceDraft,
    HandoutDraft,
    MeetingDraft,
    MemberDraft,
    PaperProposal,
)
from zaitaku_desktop.exchange.minutes.tree import AgendaText
from zaitaku_desktop.exchange.proposal import Choice, Conflict, Created, ImportReport
from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.handout import Handout
from zaitaku_desktop.model.meeting import Meeting
from zaitaku_desktop.model.meeting_rows import HandoutRow
from zaitaku_desktop.model.person import Person
from zaitaku_desktop.model.references import Kind, Reference
from zaitaku_desktop.operations import agenda, attendance, committee, handout, meeting, membership, outline, person
from zaitaku_desktop.operations.agenda_copy import items_of
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.organization import ensure_organization
from zaitaku_desktop.storage.reading_meetings import load_meeting

Choices = Mapping[tuple[int, str, int | None], Choice]
"""Conflict.key → what to do with it; "mine" where nothing is said."""


def apply_paper(session: Session, proposal: PaperProposal, choices: Choices | None = None) -> ImportReport:
    """Write it. KnownError if the meeting is 確定 or something it needs was deleted meanwhile."""
    return _Applying(session, proposal, choices or {}).run()


@dataclass
class _Applying:
    session: Session
    proposal: PaperProposal
    choices: Choices
    created: list[Created] = field(default_factory=list)
    changed: int = 0
    people: dict[int, int] = field(default_factory=dict)
    """PersonDraft.key → id."""

    def run(self) -> ImportReport:
        proposal = self.proposal
        committee_id = self._committee()
        self._people()
        term_id = self._term(committee_id)
        if term_id is not None:
            for member in proposal.members:
                self._member(term_id, member)
        self._office(committee_id)
        if proposal.meeting is not None:
            self._meeting(committee_id, proposal.meeting)
        for conflict in proposal.conflicts:
            self._decide(conflict)
        return proposal.report(tuple(self.created), self.changed)

    # ── who

    def _committee(self) -> int:
        draft = self.proposal.committee
        if draft.id:
            return draft.id
        made = committee.add_committee(self.session, draft.name, **draft.values)
        self._made(made, "committee", draft.name)
        return made

    def _people(self) -> None:
        for draft in self.proposal.people:
            if not draft.person:
                made = person.add_person(self.session, draft.name, kana=draft.reading)
                self.people[draft.key] = made
                self._made(made, "person", draft.name)
                continue
            self.people[draft.key] = draft.person
            if draft.reading:
                person.edit_person(self.session, draft.person, kana=draft.reading)
                self.changed += 1

    def _term(self, committee_id: int) -> int | None:
        term = self.proposal.term
        if term is None or term.id:
            return None if term is None else term.id
        made = committee.add_term(self.session, committee_id, term.first_day, term.last_day)
        self._made(made, "term", f"{self.proposal.committee.name} {term.words}")
        return made

    def _member(self, term_id: int, draft: MemberDraft) -> None:
        if draft.row is not None:
            if draft.fill:
                membership.edit_membership(self.session, draft.row, **self._columns(draft.fill))
                self.changed += 1
            return
        membership.add_membership(
            self.session,
            term_id,
            self.people[draft.key],
            ensure_organization(self.session, draft.organization),
            role=draft.role,
            profession=draft.profession,
            selection=draft.selection,
            note=draft.note,
            from_day=draft.from_day,
            to_day=draft.to_day,
        )
        self.changed += 1

    def _columns(self, fill: Mapping[str, Any]) -> dict[str, Any]:
        """Columns of a 委員; its organization by name."""
        found = dict(fill)
        if "organization" in found:
            found["organization_id"] = ensure_organization(self.session, found.pop("organization"))
        return found

    def _office(self, committee_id: int) -> None:
        term = self.proposal.term
        for draft in self.proposal.office:
            first, last = (None, None) if term is None else (term.first_day, term.last_day)
            committee.add_secretariat(
                self.session, committee_id, self.people[draft.key], draft.role, from_day=first, to_day=last
            )
            self.changed += 1

    # ── the meeting

    def _meeting(self, committee_id: int, draft: MeetingDraft) -> None:
        meeting_id = draft.id
        if not meeting_id:
            meeting_id = meeting.create_meeting(self.session, committee_id, draft.fiscal_year, **draft.values)
            self._made(meeting_id, "meeting", draft.title)
        elif draft.values:
            values = dict(draft.values)
            status = values.pop("status", None)
            meeting.edit_meeting(self.session, meeting_id, **values)
            if status is not None:
                meeting.set_status(self.session, meeting_id, status)
            self.changed += 1
        for one in draft.attendance:
            self._attendance(meeting_id, one)
        handouts = {one.mark: made for one in draft.handouts if (made := self._handout(meeting_id, one))}
        agenda.remove_items(self.session, draft.replaced)
        self._agenda(meeting_id, draft.agenda, handouts)
        self._outline(meeting_id, draft.blocks)
        self._document(meeting_id, draft)

    def _document(self, meeting_id: int, draft: MeetingDraft) -> None:
        """The 資料 that prints it."""
        paper = draft.document
        if paper is None:
            return
        made = create_document(
            self.session,
            form=paper.form,
            title=paper.title,
            fiscal_year=draft.fiscal_year,
            kind=paper.kind,
            draft=paper.draft,
            meeting_id=meeting_id,
        )
        self._made(made, "document", paper.title)

    def _attendance(self, meeting_id: int, draft: AttendanceDraft) -> None:
        if draft.row is not None:
            if draft.fill:
                attendance.edit_attendance(self.session, draft.row, **draft.fill)
                self.changed += 1
            return
        person_id = self.people[draft.key]
        there = self.session.get_one(Person, person_id)
        attendance.add_attendee(
            self.session,
            meeting_id,
            person_id,
            draft.side,
            state=draft.state,
            role=draft.role,
            organization=draft.organization,
            proxy=draft.proxy,
            note=draft.note,
            printed_name="" if there.name == draft.name else draft.name,
        )
        self.changed += 1

    def _handout(self, meeting_id: int, draft: HandoutDraft) -> int:
        if draft.row is not None:
            if draft.fill:
                handout.edit_handout(self.session, draft.row, **draft.fill)
                self.changed += 1
            return draft.row
        self.changed += 1
        return handout.add_handout(
            self.session,
            meeting_id,
            draft.title,
            numbered=draft.number is not None,
            label=draft.label,
            number=draft.number,
            branch=draft.branch,
            listed=draft.listed,
            kind=draft.kind,
        )

    def _agenda(self, meeting_id: int, items: Sequence[AgendaText], handouts: Mapping[str, int]) -> None:
        above: list[int] = []
        for item in items:
            del above[max(0, min(item.level - 1, len(above), agenda.LEVELS - 1)) :]
            kind = AgendaKind.LINE if not item.number and _is_line(item) else AgendaKind.PLAIN
            parent = above[-1] if above else None
            above.append(agenda.add_item(self.session, meeting_id, item.title, parent, kind=kind))
            marks = [handouts[mark] for number in item.marks if (mark := _mark(number)) in handouts]
            if marks:
                agenda.mark_handouts(self.session, above[-1], marks)
            self.changed += 1

    def _items(self, meeting_id: int, titles: Sequence[str]) -> list[int | None]:
        """The item of the 次第 that each title of the paper is, None = none of them."""
        self.session.flush()
        there = list(load_meeting(self.session.connection(), meeting_id).walk_agenda())
        if [plain(item.title) for item in there] == [plain(title) for title in titles]:
            return [item.id for item in there]
        by_title = {plain(item.title): item.id for item in there}
        return [by_title.get(plain(title)) for title in titles]

    def _outline(self, meeting_id: int, blocks: Sequence[BlockDraft]) -> None:
        if not blocks:
            return
        titles = self.proposal.meeting.titles if self.proposal.meeting else ()
        items = self._items(meeting_id, titles)
        speakers = self._speakers()
        new = []
        for draft in blocks:
            item = None if draft.agenda is None else items[draft.agenda]
            text = draft.text or ("" if draft.agenda is None or item is not None else titles[draft.agenda])
            new.append(
                outline.NewBlock(
                    text,
                    draft.level,
                    draft.kind,
                    draft.series,
                    draft.start,
                    draft.speaker,
                    speakers.get(squeeze(draft.speaker)) if draft.speaker else None,
                    agenda_item_id=item,
                )
            )
        ids = outline.append_blocks(self.session, meeting_id, new)
        body = ids[sum(draft.kept for draft in blocks) :]
        marks = {row.id: row for row in handout.handouts_of(self.session, meeting_id)}
        for draft, block_id in zip(blocks, ids, strict=True):
            text = self._with_references(draft, body, marks)
            if text != draft.text:
                outline.write_text(self.session, block_id, text)
        self.changed += len(ids)

    def _speakers(self) -> dict[str, int]:
        """Who a speaker's words mean: a role that one person has (委員長), or a name with it (甲野委員); nobody where
        they may mean two."""
        found: dict[str, set[int]] = {}
        for one in self.proposal.meeting.attendance if self.proposal.meeting else ():
            names = {(one.name.split() or [""])[0], squeeze(one.name)}
            for words in {one.role, *(f"{name}{role}" for name in names for role in ("委員", one.role))}:
                found.setdefault(squeeze(words), set()).add(self.people[one.key])
        return {words: next(iter(people)) for words, people in found.items() if words and len(people) == 1}

    def _with_references(self, draft: BlockDraft, ids: Sequence[int], handouts: Mapping[int, Handout]) -> str:
        """The text with references for the numbers in it that print the same."""
        places: list[tuple[int, int, str]] = []
        for link in draft.links:
            target = 0 if link.block is None else ids[link.block]
            places.append((link.start, link.stop, link.token(target)))
        for identity, (start, stop) in cited(draft.text):
            mark = _mark(identity)
            row = next((one for one in handouts.values() if _row_mark(one) == mark), None)
            if row is None:
                continue
            words = plain(draft.text[start:stop]).replace("-", "－")
            for how, said in (("", mark), ("number", mark.removeprefix(row.label))):
                if plain(said).replace("-", "－") == words:
                    places.append((start, stop, Reference(Kind.HANDOUT, row.id, how).token))
        text = draft.text
        for start, stop, token in sorted(places, reverse=True):
            text = text[:start] + token + text[stop:]
        return text

    # ── what differs

    def _decide(self, conflict: Conflict) -> None:
        choice = self.choices.get(conflict.key, conflict.default)
        if stays_open(conflict, {conflict.key: choice}):
            return
        record, _, name = conflict.field.partition(".")
        self.changed += 1
        if choice == "both" and conflict.field not in ONLY_ONE:
            self._note(conflict)
        elif record == "meeting":
            self._take(conflict.id, name)
        elif record == "attendance":
            attendance.edit_attendance(self.session, conflict.id, **{name: self._theirs(conflict)})
        elif record == "handout":
            handout.edit_handout(self.session, conflict.id, **{name: self._theirs(conflict)})
        else:
            membership.edit_membership(self.session, conflict.id, **self._columns({name: conflict.theirs}))

    def _theirs(self, conflict: Conflict) -> Any:
        record, _, name = conflict.field.partition(".")
        return self._values()[f"{record}.{conflict.id}.{name}"]

    def _values(self) -> Mapping[str, Any]:
        found = self.proposal.meeting
        return {} if found is None else found.theirs

    def _take(self, meeting_id: int, name: str) -> None:
        """Their value of a column, their 次第 or their outline."""
        value = self._values()[name]
        if name == "agenda":
            agenda.remove_items(self.session, [row.id for row in items_of(self.session, meeting_id)])
            rows = handout.handouts_of(self.session, meeting_id)
            self._agenda(meeting_id, value, {_row_mark(row): row.id for row in rows})
        elif name == "outline":
            present = [block.id for block in outline.blocks_of(self.session, meeting_id)]
            outline.remove_blocks(self.session, present)
            self._outline(meeting_id, value)
        else:
            meeting.edit_meeting(self.session, meeting_id, **{name: value})

    def _note(self, conflict: Conflict) -> None:
        """Keep both: the other text as a note of the meeting."""
        found = self.proposal.meeting
        if found is None or not found.id:
            raise KnownError("書き添える会議がありません。", todo="もう一度取り込んでください。")
        who = "" if conflict.field.startswith("meeting.") else f"{conflict.item}　"
        words = f"{who}{conflict.name}（取り込んだもの）：{conflict.theirs}"
        row = self.session.get_one(Meeting, found.id)
        meeting.edit_meeting(self.session, found.id, note=f"{row.note}\n{words}".strip())

    def _made(self, record_id: int, kind: str, title: str) -> None:
        self.created.append(Created(record_id, kind, title))
        self.changed += 1


def _is_line(item: AgendaText) -> bool:
    """An item without a number prints without one where it is a remark; a bulleted title has just lost its bullet."""
    return item.level > 1 or item.title.startswith(("〈", "＜", "【", "《", "（", "("))


def _mark(identity: str) -> str:
    label, number, branch = handout_number(identity)
    return HandoutRow(0, 0, label=label, number=number, branch=branch).mark


def _row_mark(row: Handout) -> str:
    return HandoutRow(row.id, row.meeting_id, label=row.label, number=row.number, branch=row.branch).mark
