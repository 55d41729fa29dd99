"""A 委員名簿 as read, beside what is in the file → the 会議体, the 任期 and the 委員 that would be added or filled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.minutes.known import KnownMeetings
from zaitaku_desktop.exchange.minutes.lines import BREAKS, plain
from zaitaku_desktop.exchange.minutes.meeting_parts import NAMES, committee_draft
from zaitaku_desktop.exchange.minutes.paper import (
    CommitteeDraft,
    MemberDraft,
    PaperProposal,
    PeopleChoices,
    TermDraft,
    place,
)
from zaitaku_desktop.exchange.minutes.people_matching import key_of, people_of
from zaitaku_desktop.exchange.minutes.roster import read_roster
from zaitaku_desktop.exchange.minutes.tree import MinutesText, PersonText, RosterText, Title
from zaitaku_desktop.exchange.minutes.when import days_in
from zaitaku_desktop.exchange.proposal import Conflict, Listed
from zaitaku_desktop.model.members import term_on
from zaitaku_desktop.model.roster import MembershipRow, Roster

_PLAIN_ROLES = frozenset({"委員", "部会員", "構成員"})
_NO_ROSTER = "名簿として読み取れませんでした（氏名の見出しのある表が見つかりません）。"


def propose_roster(
    text: str,
    source: str,
    known: KnownMeetings,
    *,
    choices: PeopleChoices | None = None,
    committee: int | None = None,
    today: dt.date | None = None,
) -> PaperProposal:
    """What would be done with a 名簿. `committee` = id of the 会議体 the clerk chose; `today` tells the 任期 where none
    is written. KnownError if it is no 名簿."""
    found = read_roster(text)
    if not found.people:
        raise KnownError(
            _NO_ROSTER,
            safe="何も取り込んでいません。",
            todo="「氏名」「所属」などの見出しのある名簿を選んでください。",
            place=source,
        )
    about = committee_draft(MinutesText(Title(found.committee, found.committee)), known, committee)
    remarks: list[Listed] = []
    term = _term(found, about, known, today or dt.date.today(), remarks)
    people, keys = people_of(found.people, known.roster, choices or {}, about.id)
    by_key = {person.key: person.person for person in people}
    conflicts: list[Conflict] = []
    members = tuple(_member(one, keys[key_of(one)], by_key, term, known.roster, conflicts) for one in found.people)
    lines = tuple(BREAKS.split(text))
    new = sum(one.row is None or bool(one.fill) for one in members) + sum(
        not person.person or bool(person.reading) for person in people
    )
    return PaperProposal(
        "roster",
        source,
        lines,
        about,
        tuple(people),
        term,
        members,
        conflicts=tuple(conflicts),
        not_taken=tuple(Listed(place(one.at), one.text, one.why) for one in found.unread),
        remarks=tuple(remarks),
        written=found.committee,
        taken=sum(bool(plain(line)) for line in lines) - len(found.unread),
        changes=new + (not about.id) + (not term.id),
    )


def _term(
    found: RosterText, committee: CommitteeDraft, known: KnownMeetings, today: dt.date, remarks: list[Listed]
) -> TermDraft:
    """The 任期 written, else the present one of the 会議体, else this 年度."""
    first, last = found.first_day, found.last_day
    rows = known.roster.terms_of(committee.id) if committee.id else []
    if first is not None and last is not None:
        same = next((row for row in rows if (row.first_day, row.last_day) == (first, last)), None)
        return TermDraft(first, last, same.id if same else 0)
    present = term_on(known.roster, committee.id, today) if committee.id else None
    if present is not None:
        return TermDraft(present.first_day, present.last_day, present.id)
    span = FiscalYear.of(today)
    why = f"任期が書かれていないため、{span.long}の1年間とします。後から直せます。"
    remarks.append(Listed("任期", committee.name, why))
    return TermDraft(span.first_day, span.last_day)


def _member(
    one: PersonText,
    key: int,
    people: Mapping[int, int],
    term: TermDraft,
    roster: Roster,
    conflicts: list[Conflict],
) -> MemberDraft:
    days = days_in(one.note)
    from_day = days[0] if len(days) == 1 and "から" in one.note else None
    organization = f"{one.organization} {one.post}".strip() if one.post else one.organization
    role = "" if one.role in _PLAIN_ROLES else one.role
    note = "" if len(days) > 1 or from_day is not None else one.note
    draft = MemberDraft(key, organization, role, one.profession, one.group, note, from_day)
    person = people[key]
    rows = roster.memberships_of(term.id) if term.id else []
    row = next((row for row in rows if person and row.person_id == person), None)
    if row is None:
        return draft
    fill = _fill(row, draft, one, roster, conflicts)
    return MemberDraft(key, organization, role, one.profession, one.group, note, from_day, None, row.id, fill)


def _fill(
    row: MembershipRow, draft: MemberDraft, one: PersonText, roster: Roster, conflicts: list[Conflict]
) -> dict[str, Any]:
    """What is blank in the present row; what differs is a conflict."""
    told = {
        "organization": (roster.organization_name(row), draft.organization),
        "role": (row.role, draft.role),
        "profession": (row.profession, draft.profession),
        "selection": (row.selection, draft.selection),
    }
    fill: dict[str, Any] = {}
    names = {**NAMES, "profession": "職種", "selection": "選出区分"}
    for name, (mine, theirs) in told.items():
        if not theirs or plain(mine) == plain(theirs):
            continue
        if not mine:
            fill[name] = theirs
            continue
        what = Conflict(place(one.at), row.id, f"membership.{name}", None, mine, theirs, one.name, name=names[name])
        conflicts.append(what)
    return fill
