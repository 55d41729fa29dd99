"""Two people whose names are one name in other glyphs (濱 / 浜), or written alike."""

from __future__ import annotations

from collections.abc import Iterator

from zaitaku_desktop.checks.finding import Finding, Place, Severity
from zaitaku_desktop.checks.meeting_scope import MeetingScope
from zaitaku_desktop.model.people_names import name_key
from zaitaku_desktop.model.roster import PersonRow

RULE = "similar_people"


def check_meetings(scope: MeetingScope) -> Iterator[Finding]:
    """At the later entry; never merged by the program."""
    found: dict[str, PersonRow] = {}
    for person in scope.roster.people.values():
        first = found.setdefault(name_key(person.name), person)
        if first is person:
            continue
        words = f"「{first.name}」と「{person.name}」が、別の人として登録されています。同じ人かどうか確かめてください。"
        place = Place(field="person", part=person.id)
        yield Finding(RULE, Severity.WARNING, place, words, f"{first.name}/{person.name}")
