"""A 会議録 or a 次第 as read, beside what is in the file → what would be done with it.

The meeting is that of the same 会議体 on the same day, or one of the same number that has no day yet. Blank fields are
filled; what differs is a conflict and stays as it is unless the clerk says otherwise.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.minutes.known import KnownMeetings
from zaitaku_desktop.exchange.minutes.lines import BREAKS, plain
from zaitaku_desktop.exchange.minutes.meeting_parts import MeetingParts, committee_draft, values_of
from zaitaku_desktop.exchange.minutes.outline_blocks import drafts_of, scheme_for
from zaitaku_desktop.exchange.minutes.paper import (
    NEW,
    CommitteeDraft,
    MeetingDraft,
    MemberDraft,
    OfficeDraft,
    PaperKind,
    PaperProposal,
    PeopleChoices,
    PersonDraft,
    PrintDraft,
    TermDraft,
    place,
)
from zaitaku_desktop.exchange.minutes.people_matching import key_of, people_of
from zaitaku_desktop.exchange.minutes.reading import is_agenda, is_minutes, read_minutes
from zaitaku_desktop.exchange.minutes.tree import AgendaText, MinutesText, PersonText
from zaitaku_desktop.exchange.proposal import Listed
from zaitaku_desktop.model.attendance import Side
from zaitaku_desktop.model.meeting_names import meeting_name
from zaitaku_desktop.model.meeting_rows import MeetingRow, MeetingSnapshot
from zaitaku_desktop.model.members import is_member_on, secretariat_on, term_on
from zaitaku_desktop.model.number_signs import STANDARD
from zaitaku_desktop.model.reference_words import agenda_numbers

_NO_PAPER = {
    "minutes": "会議録として読み取れませんでした（日時、出席者、議事のどれも見つかりません）。",
    "agenda": "次第として読み取れませんでした（議題が見つかりません）。",
}
_TODO = "会議録（日時、場所、出席者、本文のある文）か、次第を選んでください。"
_OUTSIDE = "この日の任期の名簿にない委員です。名簿に加えます。"
_PLAIN_ROLES = frozenset({"委員", "部会員", "構成員"})


def propose_meeting(
    text: str,
    source: str,
    known: KnownMeetings,
    *,
    kind: PaperKind | None = None,
    choices: PeopleChoices | None = None,
    committee: int | None = None,
) -> PaperProposal:
    """What would be done with the text. `kind` None = whichever it is; `committee` = id of the 会議体 the clerk chose.

    KnownError if it is neither a 会議録 nor a 次第 (nothing is changed then).
    """
    found = read_minutes(text)
    told = kind or ("minutes" if is_minutes(found) else "agenda")
    if not (is_minutes(found) if told == "minutes" else is_agenda(found) or (kind == "agenda" and found.agenda)):
        raise KnownError(_NO_PAPER[told], safe="何も取り込んでいません。", todo=_TODO, place=source)
    if told == "agenda":
        found = replace(found, blocks=(), people=())
    return _Proposing(found, text, source, known, told, dict(choices or {}), committee).result()


def _items(there: MeetingSnapshot) -> list[AgendaText]:
    """The 次第 of a meeting as a paper would have it."""
    numbers = agenda_numbers(there)
    levels: dict[int | None, int] = {None: 0}
    found = []
    for item in there.walk_agenda():
        levels[item.id] = levels[item.parent_id] + 1
        found.append(AgendaText(levels[item.id], numbers.get(item.id, ""), item.title, (0, 0)))
    return found


@dataclass
class _Proposing:
    found: MinutesText
    text: str
    source: str
    known: KnownMeetings
    kind: PaperKind
    choices: Mapping[int, int]
    chosen: int | None
    remarks: list[Listed] = field(default_factory=list)

    def result(self) -> PaperProposal:
        found = self.found
        committee = committee_draft(found, self.known, self.chosen)
        year, day = self._year(), found.when.day
        row = self._meeting(committee, year, day)
        there = None if row is None else self.known.snapshot(row.id)
        if there is not None and not found.agenda and there.agenda and self.kind == "minutes":
            found = self.found = read_minutes(self.text, agenda=_items(there))
        people, keys = people_of(found.people, self.known.roster, self.choices, committee.id)
        by_key = {person.key: person for person in people}
        parts = MeetingParts(found, there, by_key, keys)
        meeting = self._draft(committee, row, year, parts)
        term, members, office = self._roster(committee, year, day, keys, by_key)
        self._missing(committee)
        lines = BREAKS.split(self.text)
        self.remarks += [
            Listed(place(block.at), block.text, "ア～キのような範囲が、番号とともに動くようにします。")
            for block, draft in zip(found.blocks, meeting.blocks, strict=False)
            if draft.links and block.series is not None
        ]
        changes = self._changes(committee, people, term, members, office, meeting)
        return PaperProposal(
            self.kind,
            self.source,
            tuple(lines),
            committee,
            tuple(people),
            term,
            members,
            office,
            meeting,
            tuple(parts.conflicts),
            tuple(Listed(place(one.at), one.text, one.why) for one in found.unread),
            tuple(self.remarks),
            found.repairs,
            found.title.committee,
            self._taken(lines),
            changes,
        )

    # ── which meeting

    def _year(self) -> int:
        title, day = self.found.title, self.found.when.day
        if title.fiscal_year:
            return title.fiscal_year
        return FiscalYear.of(day or dt.date.today()).start

    def _meeting(self, committee: CommitteeDraft, year: int, day: dt.date | None) -> MeetingRow | None:
        rows = [row for row in self.known.meetings.values() if row.committee_id == committee.id]
        on_day = [row for row in rows if day is not None and row.day == day]
        if on_day:
            return on_day[0]
        number = self.found.title.number
        without_day = [row for row in rows if row.day is None and number and row.nth == number]
        return next((row for row in without_day if row.fiscal_year.start == year), None)

    def _draft(self, committee: CommitteeDraft, row: MeetingRow | None, year: int, parts: MeetingParts) -> MeetingDraft:
        found = self.found
        own = self.known.roster.committees.get(committee.id)
        standard = (own.scheme if own else tuple(committee.values.get("scheme", ()))) or STANDARD
        scheme = scheme_for(found, (row.scheme if row is not None else ()) or standard)
        values = values_of(found, self.kind)
        if scheme != tuple(standard):
            values["scheme"] = scheme
        blocks = drafts_of(found, scheme)
        values = parts.values(values)
        return MeetingDraft(
            self._title(committee, row, year),
            NEW if row is None else row.id,
            year,
            values,
            parts.agenda(),
            parts.replaced,
            parts.outline(blocks),
            parts.handouts(),
            parts.attendance(),
            len(found.blocks),
            tuple(item.title for item in found.agenda),
            self._document(committee, row, year),
            parts.theirs,
        )

    def _document(self, committee: CommitteeDraft, row: MeetingRow | None, year: int) -> PrintDraft | None:
        """The 資料 that prints the paper in the form that is most like it."""
        if row is not None and self.known.has_document(row.id, self.kind):
            return None
        words = "会議録" if self.kind == "minutes" else "次第"
        paper = self.found.style == "form" and not self.found.talk
        form = "m1" if self.kind == "agenda" else "m2" if paper else "m2s"
        heads = (part for part in self.found.fields if part.key in ("paper", "committee"))
        draft = any(re.search(r"[(（]案[)）]", part.label.text + part.text) for part in heads)
        return PrintDraft(self.kind, form, f"{self._title(committee, row, year)}\u3000{words}", draft)

    def _title(self, committee: CommitteeDraft, row: MeetingRow | None, year: int) -> str:
        own = self.known.roster.committees.get(committee.id)
        if own is not None and row is not None:
            return meeting_name(own, row)
        number = self.found.title.number
        return f"{FiscalYear(year).long}{'' if number is None else f'第{number}回'}{committee.name}"

    # ── who is 委員 and 事務局

    def _roster(
        self,
        committee: CommitteeDraft,
        year: int,
        day: dt.date | None,
        keys: Mapping[str, int],
        people: Mapping[int, PersonDraft],
    ) -> tuple[TermDraft | None, tuple[MemberDraft, ...], tuple[OfficeDraft, ...]]:
        """The 任期 of the day with those who are not in it yet; the 年度 where nobody has said how long it is."""
        members = [one for one in self.found.people if one.side is Side.MEMBER]
        office = [one for one in self.found.people if one.side is Side.SECRETARIAT]
        if not members and not office:
            return None, (), ()
        roster = self.known.roster
        on = day or FiscalYear(year).first_day
        present = term_on(roster, committee.id, on) if committee.id else None
        if present is None:
            span = FiscalYear.of(on)
            term = TermDraft(span.first_day, span.last_day)
            why = f"任期が書かれていないため、{span.long}の1年間とします。後から直せます。"
            self.remarks.append(Listed("任期", committee.name, why))
        else:
            term = TermDraft(present.first_day, present.last_day, present.id)
        joined = self._joined(term, on, keys, people)
        added = tuple(self._member(one, keys, joined) for one in members if self._joins(term, one, keys, people, on))
        if present is not None:
            new = {member.key for member in added}
            outside = [one for one in members if keys[key_of(one)] in new]
            self.remarks += [Listed(place(one.at), one.name, _OUTSIDE) for one in outside]
        had = {row.person_id for row in secretariat_on(roster, committee.id, on)} if committee.id else set()
        new_office = tuple(
            OfficeDraft(keys[key_of(one)], one.post or one.role)
            for one in office
            if people[keys[key_of(one)]].person not in had or not people[keys[key_of(one)]].person
        )
        return term, added, new_office

    def _joins(
        self, term: TermDraft, one: PersonText, keys: Mapping[str, int], people: Mapping[int, PersonDraft], on: dt.date
    ) -> bool:
        person = people[keys[key_of(one)]].person
        if not person or not term.id:
            return True
        roster = self.known.roster
        rows = [row for row in roster.memberships_of(term.id) if row.person_id == person]
        return not any(is_member_on(roster, row, on) for row in rows)

    def _joined(
        self, term: TermDraft, on: dt.date, keys: Mapping[str, int], people: Mapping[int, PersonDraft]
    ) -> dict[int, dt.date]:
        """Since when those are 委員 who are new to a 任期 in which meetings were held without them."""
        if not term.id:
            return {}
        committee_id = self.known.roster.terms[term.id].committee_id
        held = [
            row.id
            for row in self.known.meetings.values()
            if row.committee_id == committee_id and row.day is not None and term.first_day <= row.day < on
        ]
        return dict.fromkeys(people, on) if self.known.has_attendance(held) else {}

    def _member(self, one: PersonText, keys: Mapping[str, int], joined: Mapping[int, dt.date]) -> MemberDraft:
        key = keys[key_of(one)]
        role = "" if one.role in _PLAIN_ROLES else one.role
        return MemberDraft(key, one.organization, role, one.profession, one.group, from_day=joined.get(key))

    # ── counting

    def _missing(self, committee: CommitteeDraft) -> None:
        title = self.found.title
        if title.number is None and title.total_number is None:
            why = "第何回かが書かれていないため、回は空欄にします。"
            self.remarks.append(Listed("回", committee.name, why))
        unsure = "氏名と所属の分かれ目がはっきりしません。取り込んだ後に確かめてください。"
        self.remarks += [Listed(place(one.at), one.name, unsure) for one in self.found.people if not one.sure]
        if self.found.when.day is None:
            self.remarks.append(Listed("日時", committee.name, "日付が読み取れないため、空欄にします。"))

    def _taken(self, lines: Sequence[str]) -> int:
        """Lines with words that are in the records, be it as text in its place."""
        debris: dict[int, str] = {}
        for one in self.found.debris:
            debris[one.at[0]] = debris.get(one.at[0], "") + plain(one.text)
        return sum(bool(plain(line)) and plain(line) != debris.get(number, "") for number, line in enumerate(lines, 1))

    def _changes(
        self,
        committee: CommitteeDraft,
        people: Sequence[PersonDraft],
        term: TermDraft | None,
        members: Sequence[MemberDraft],
        office: Sequence[OfficeDraft],
        meeting: MeetingDraft,
    ) -> int:
        rows: list[Any] = [*members, *office, *meeting.agenda, *meeting.blocks]
        rows += [one for one in meeting.handouts if one.row is None or one.fill]
        rows += [one for one in meeting.attendance if one.row is None or one.fill]
        made = (
            (meeting.document is not None)
            + (not committee.id)
            + (term is not None and not term.id)
            + (not meeting.id or bool(meeting.values))
        )
        return len(rows) + made + sum(not person.person or bool(person.reading) for person in people)
