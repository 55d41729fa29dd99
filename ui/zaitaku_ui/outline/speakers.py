"""Who can be named at a meeting: those present, then the 事務局. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.meeting_rows import AttendanceRow, MeetingSnapshot
from zaitaku_desktop.model.people_names import name_key, people_of

OFFICE = "事務局"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who may have spoken: a person, or words alone (事務局)."""

    name: str
    person_id: int | None = None
    detail: str = ""


def is_there(row: AttendanceRow) -> bool:
    """Whether somebody came, or may have: nothing is known yet, or a yes was answered."""
    if row.state is not Presence.UNKNOWN:
        return row.state.came
    return row.reply in (Presence.UNKNOWN, Presence.PRESENT, Presence.ONLINE, Presence.PROXY)


def speakers(meeting: MeetingSnapshot) -> list[Speaker]:
    """Those present in the order of the 名簿, 事務局 as a word, then whoever is of it."""
    members: list[Speaker] = []
    others: list[Speaker] = []
    office: list[Speaker] = []
    for row in meeting.attendance:
        if not is_there(row):
            continue
        detail = row.organization or row.role
        found = Speaker(meeting.name_of(row), row.person_id, detail)
        (members if row.side is Side.MEMBER else office if row.side is Side.SECRETARIAT else others).append(found)
    return [*members, *others, Speaker(OFFICE), *office]


def speakers_of(typed: str, meeting: MeetingSnapshot) -> list[Speaker]:
    """Those whose name or ふりがな contains what was typed; all of them for nothing typed."""
    found = speakers(meeting)
    if not typed.strip():
        return found
    ids = {one.person_id for one in found}
    people = [person for key, person in meeting.roster.people.items() if key in ids]
    order = {person.id: at for at, person in enumerate(people_of(typed, people))}
    named = sorted((one for one in found if one.person_id in order), key=lambda one: order[one.person_id or 0])
    wanted = name_key(typed)
    words = [one for one in found if one.person_id is None and (wanted in name_key(one.name) or _kana(wanted))]
    return [*named, *words]


def _kana(wanted: str) -> bool:
    return bool(wanted) and name_key("じむきょく").startswith(wanted)


def meant_by(words: str, meeting: MeetingSnapshot, among: Sequence[Speaker] | None = None) -> Speaker:
    """Who is meant by words that were typed and not chosen: the person of exactly that name at the meeting (also one
    who was absent), else the words."""
    for row in meeting.attendance:
        if name_key(meeting.name_of(row)) == name_key(words):
            return Speaker(meeting.name_of(row), row.person_id)
    return Speaker(words.strip())
