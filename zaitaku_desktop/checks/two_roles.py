"""A person who is 委員 of one 会議体 twice on the same day."""

from __future__ import annotations

from collections.abc import Iterator

from zaitaku_desktop.checks.finding import Finding, Place, Severity
from zaitaku_desktop.checks.meeting_scope import MeetingScope
from zaitaku_desktop.model.members import overlapping
from zaitaku_desktop.model.roster import MembershipRow

RULE = "two_roles"


def check_meetings(scope: MeetingScope) -> Iterator[Finding]:
    """Once for each pair, at the later entry."""
    for committee in scope.roster.committees.values():
        for one, other in overlapping(scope.roster, committee.id):
            name = scope.roster.people[one.person_id].name
            roles = "と".join(f"「{_role(row, committee.member_word)}」" for row in (one, other))
            words = f"{name}さんが、{committee.name}の{roles}に、同じ時期に入っています。"
            place = Place(field="membership", committee_id=committee.id, part=other.id)
            yield Finding(RULE, Severity.WARNING, place, words, name)


def _role(row: MembershipRow, member_word: str) -> str:
    return row.role or member_word
