"""Who the people of a paper are: the same name is the same person, a similar one is shown, never taken silently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zaitaku_desktop.exchange.minutes.lines import squeeze
from zaitaku_desktop.exchange.minutes.names import length_of
from zaitaku_desktop.exchange.minutes.paper import NEW, Candidate, Likeness, PeopleChoices, PersonDraft
from zaitaku_desktop.exchange.minutes.tree import PersonText
from zaitaku_desktop.model import people_names
from zaitaku_desktop.model.people_names import name_key
from zaitaku_desktop.model.roster import PersonRow, Roster

_LIKE: dict[people_names.Likeness, Likeness] = {
    people_names.Likeness.SAME: "same",
    people_names.Likeness.VARIANT: "variant",
    people_names.Likeness.NEAR: "near",
}
_FAMILY = 3
"""A name of at most so many signs and without a blank is a family name alone."""


def key_of(one: PersonText) -> str:
    """Two of a paper with the same key are one person."""
    name = squeeze(one.name)
    return f"{name}|{one.organization or one.post}" if is_family_alone(one.name) else name


def is_family_alone(name: str) -> bool:
    """Whether only the family name is known (甲野委員)."""
    return len(name.split()) == 1 and length_of(name) <= _FAMILY


def people_of(
    found: Sequence[PersonText], roster: Roster, choices: PeopleChoices, committee_id: int
) -> tuple[list[PersonDraft], dict[str, int]]:
    """The people of a paper, each once, and `key_of` → PersonDraft.key."""
    people: list[PersonDraft] = []
    keys: dict[str, int] = {}
    about = _Known(roster, committee_id)
    for one in found:
        if key_of(one) in keys:
            continue
        key = keys[key_of(one)] = len(people) + 1
        people.append(_draft(key, one, about, choices))
    return people, keys


def _draft(key: int, one: PersonText, known: _Known, choices: PeopleChoices) -> PersonDraft:
    candidates = tuple(known.candidates(one.name))
    same = [candidate for candidate in candidates if candidate.likeness == "same"]
    here = [candidate for candidate in same if one.organization and known.comes_from(candidate.id, one.organization)]
    same = here or same
    person = choices.get(key, same[0].id if same else NEW)
    asked = len(same) > 1 or (not same and bool(candidates))
    words = "、".join(filter(None, (one.role, one.organization, one.post)))
    reading = "" if known.has_reading(person) else one.reading
    return PersonDraft(key, one.name, one.at, person, candidates, words, reading, asked)


class _Known:
    """The people who are there."""

    def __init__(self, roster: Roster, committee_id: int) -> None:
        self._roster = roster
        self._committee = committee_id

    def candidates(self, name: str) -> Iterable[Candidate]:
        """Who may be meant by a name, the likeliest first; those of the same 会議体 before others."""
        people = self._roster.people.values()
        found: dict[int, tuple[PersonRow, Likeness]] = {
            like.person.id: (like.person, _LIKE[like.likeness]) for like in people_names.people_like(name, people)
        }
        for person in people:
            if person.id not in found and self._shares_family(name, person):
                found[person.id] = person, "family"
        order = ("same", "variant", "family", "near")
        ranked = sorted(found.values(), key=lambda one: (order.index(one[1]), not self._seat(one[0].id), one[0].id))
        return [Candidate(person.id, person.name, likeness, self._about(person.id)) for person, likeness in ranked]

    def has_reading(self, person_id: int) -> bool:
        """Whether the ふりがな of somebody is entered."""
        person = self._roster.people.get(person_id)
        return person is not None and bool(person.kana)

    def comes_from(self, person_id: int, organization: str) -> bool:
        """Whether somebody is a 委員 from there."""
        rows = (row for row in self._roster.memberships.values() if row.person_id == person_id)
        return any(name_key(self._roster.organization_name(row)) == name_key(organization) for row in rows)

    def _shares_family(self, name: str, person: PersonRow) -> bool:
        """Whether one of them is a family name alone, and the other's."""
        if is_family_alone(name):
            return name_key(person.family) == name_key(name)
        family = name.split(maxsplit=1)[0] if len(name.split()) > 1 else ""
        return is_family_alone(person.name) and name_key(person.name) == name_key(family)

    def _seat(self, person_id: int) -> bool:
        """Whether somebody is a 委員 of this 会議体."""
        terms = {term.id for term in self._roster.terms_of(self._committee)}
        return any(row.person_id == person_id and row.term_id in terms for row in self._roster.memberships.values())

    def _about(self, person_id: int) -> str:
        """Where somebody is known from."""
        for row in reversed(list(self._roster.memberships.values())):
            if row.person_id == person_id:
                term = self._roster.terms[row.term_id]
                name = self._roster.committees[term.committee_id].name
                return "、".join(filter(None, (name, row.role, self._roster.organization_name(row))))
        for office in self._roster.secretariat.values():
            if office.person_id == person_id:
                return office.role
        return ""
