"""Who is a member on a day, and in which order members stand in a table of a 年度."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zaitaku_desktop.model.roster import MembershipRow, Roster, SecretariatRow, TermRow


def span(roster: Roster, membership: MembershipRow) -> tuple[dt.date, dt.date]:
    """First and last day of a 委員."""
    term = roster.terms[membership.term_id]
    return membership.from_day or term.first_day, membership.to_day or term.last_day


def is_member_on(roster: Roster, membership: MembershipRow, day: dt.date) -> bool:
    """Whether the place is held by this 委員 on that day."""
    first, last = span(roster, membership)
    return first <= day <= last


def term_on(roster: Roster, committee_id: int, day: dt.date) -> TermRow | None:
    """The 任期 of a 会議体 in which the day falls (of two that overlap the later one), None between two."""
    found = [term for term in roster.terms_of(committee_id) if term.first_day <= day <= term.last_day]
    return found[-1] if found else None


def members_on(roster: Roster, committee_id: int, day: dt.date) -> list[MembershipRow]:
    """The 委員 of a 会議体 on a day, in their order; a successor stands where the predecessor stood."""
    term = term_on(roster, committee_id, day)
    if term is None:
        return []
    return [row for row in in_places(roster.memberships_of(term.id)) if is_member_on(roster, row, day)]


def in_places(memberships: Iterable[MembershipRow]) -> list[MembershipRow]:
    """The 委員 in their order, each followed by those who took the place over."""
    rows = list(memberships)
    present = {row.id for row in rows}
    heirs: dict[int, list[MembershipRow]] = {}
    for row in rows:
        if row.predecessor_id in present and row.predecessor_id != row.id:
            heirs.setdefault(row.predecessor_id or 0, []).append(row)
    found: dict[int, MembershipRow] = {}

    def take(row: MembershipRow) -> None:
        if row.id not in found:
            found[row.id] = row
            for heir in heirs.get(row.id, ()):
                take(heir)

    for row in rows:
        if row.predecessor_id not in present:
            take(row)
    for row in rows:  # predecessors in a circle
        take(row)
    return list(found.values())


def secretariat_on(roster: Roster, committee_id: int, day: dt.date) -> list[SecretariatRow]:
    """The 事務局 of a 会議体 on a day."""
    return [
        row
        for row in roster.secretariat.values()
        if row.committee_id == committee_id
        and (row.from_day is None or row.from_day <= day)
        and (row.to_day is None or day <= row.to_day)
    ]


@dataclass(frozen=True, slots=True)
class Seat:
    """A row of 出欠表 or 名簿: one person, and every membership of the period, the latest last."""

    person_id: int
    memberships: tuple[MembershipRow, ...]

    @property
    def latest(self) -> MembershipRow:
        """What the person is called in a table of the whole period."""
        return self.memberships[-1]


def seats(roster: Roster, committee_id: int, first: dt.date, last: dt.date) -> list[Seat]:
    """Everybody who is a member at some time of the period, once, each after the one replaced."""
    found: dict[int, list[MembershipRow]] = {}
    for row in _of_period(roster, committee_id, first, last):
        found.setdefault(row.person_id, []).append(row)
    return [Seat(person, tuple(rows)) for person, rows in found.items()]


def _of_period(roster: Roster, committee_id: int, first: dt.date, last: dt.date) -> Iterator[MembershipRow]:
    for term in roster.terms_of(committee_id):
        for row in in_places(roster.memberships_of(term.id)):
            begins, ends = span(roster, row)
            if begins <= last and first <= ends:
                yield row


def overlapping(roster: Roster, committee_id: int) -> list[tuple[MembershipRow, MembershipRow]]:
    """Two memberships of one person in one 会議体 on the same day: an entry too many, or two 役職 at once."""
    rows = [row for term in roster.terms_of(committee_id) for row in roster.memberships_of(term.id)]
    found = []
    for at, one in enumerate(rows):
        for other in rows[at + 1 :]:
            if one.person_id == other.person_id and _meet(span(roster, one), span(roster, other)):
                found.append((one, other))
    return found


def _meet(one: tuple[dt.date, dt.date], other: tuple[dt.date, dt.date]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
