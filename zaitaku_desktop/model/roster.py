"""People and 会議体 as a view reads them: plain immutable rows (compare model/snapshot.py)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from zaitaku_desktop.model.committee import NumberPer, Quorum, Speakers
from zaitaku_desktop.model.person import family_name


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person (model/person.py)."""

    id: int
    name: str
    kana: str = ""
    note: str = ""

    @property
    def family(self) -> str:
        """The family name; the whole name where it is not divided."""
        return family_name(self.name)


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """An organization (model/organization.py)."""

    id: int
    name: str
    kana: str = ""
    short_name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CommitteeRow:
    """A 会議体 (model/committee.py)."""

    id: int
    name: str
    short_name: str = ""
    parent_id: int | None = None
    desired_state: str = ""
    basis: str = ""
    quorum: Quorum = Quorum.NONE
    quorum_count: int | None = None
    scheme: tuple[str, ...] = ()
    number_per: NumberPer = NumberPer.FISCAL_YEAR
    speakers: Speakers = Speakers.NONE
    member_word: str = "委員"
    office: str = ""
    note: str = ""
    ended_on: dt.date | None = None
    proxies_count: bool = False
    minutes_policy: str = ""
    minutes_days: int | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class SecretariatRow:
    """Somebody of a 事務局 (model/committee.py)."""

    id: int
    committee_id: int
    person_id: int
    role: str = ""
    from_day: dt.date | None = None
    to_day: dt.date | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class TermRow:
    """A 任期 (model/committee.py)."""

    id: int
    committee_id: int
    name: str
    first_day: dt.date
    last_day: dt.date
    position: int = 0


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """A 委員 in one 任期 (model/committee.py)."""

    id: int
    term_id: int
    person_id: int
    organization_id: int | None = None
    role: str = ""
    profession: str = ""
    selection: str = ""
    from_day: dt.date | None = None
    to_day: dt.date | None = None
    predecessor_id: int | None = None
    note: str = ""
    position: int = 0


@dataclass(frozen=True)
class Roster:
    """All people, organizations, 会議体, 任期 and 委員 of the file, each by id in its order."""

    people: Mapping[int, PersonRow]
    organizations: Mapping[int, OrganizationRow]
    committees: Mapping[int, CommitteeRow]
    terms: Mapping[int, TermRow]
    memberships: Mapping[int, MembershipRow]
    secretariat: Mapping[int, SecretariatRow]

    @cached_property
    def _terms_of(self) -> dict[int, list[TermRow]]:
        found: dict[int, list[TermRow]] = {}
        for term in self.terms.values():
            found.setdefault(term.committee_id, []).append(term)
        return found

    @cached_property
    def _members_of(self) -> dict[int, list[MembershipRow]]:
        found: dict[int, list[MembershipRow]] = {}
        for membership in self.memberships.values():
            found.setdefault(membership.term_id, []).append(membership)
        return found

    def terms_of(self, committee_id: int) -> list[TermRow]:
        """The 任期 of a 会議体, the earliest first."""
        return self._terms_of.get(committee_id, [])

    def memberships_of(self, term_id: int) -> list[MembershipRow]:
        """The 委員 of a 任期 in their order, those who have been replaced included."""
        return self._members_of.get(term_id, [])

    def subcommittees(self, committee_id: int | None) -> list[CommitteeRow]:
        """The 会議体 directly below one (None = those with none above), in order."""
        return [row for row in self.committees.values() if row.parent_id == committee_id]

    def organization_name(self, membership: MembershipRow) -> str:
        """Where a 委員 comes from, "" = not entered."""
        found = self.organizations.get(membership.organization_id or 0)
        return "" if found is None else found.name
