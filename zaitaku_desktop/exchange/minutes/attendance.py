"""Who was there: the people under 出席者, 欠席者, 委員, 事務局 … as runs or as a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from zaitaku_desktop.exchange.minutes.header import Place
from zaitaku_desktop.exchange.minutes.labels import PEOPLE_KEYS
from zaitaku_desktop.exchange.minutes.lines import Cell, plain, squeeze
from zaitaku_desktop.exchange.minutes.names import is_role
from zaitaku_desktop.exchange.minutes.people import PeopleRun
from zaitaku_desktop.exchange.minutes.people_table import PeopleTable, columns_of
from zaitaku_desktop.exchange.minutes.tree import PersonText, Unread, Words
from zaitaku_desktop.model.attendance import Presence, Side

_SIDES = {
    "member": Side.MEMBER,
    "office_people": Side.SECRETARIAT,
    "explainer": Side.PRESENTER,
    "observer": Side.OBSERVER,
    "present": Side.MEMBER,
    "absent": Side.MEMBER,
}
_NOBODY = "人として読み取れないため、文のまま残します。"


@dataclass
class Attendance:
    """Reads the places of people. `left` = words in them that are nobody."""

    people: tuple[PersonText, ...] = ()
    left: tuple[Words, ...] = ()
    unread: list[Unread] = field(default_factory=list)
    _group: str = ""

    def read(self, places: Sequence[Place]) -> Attendance:
        """All the people, in the order of the source."""
        people: list[PersonText] = []
        left: list[Words] = []
        for place in places:
            if place.key not in PEOPLE_KEYS:
                continue
            found, words, counts = self._place(place)
            people += found
            left += words
            group = place.under or place.key
            before = people if group == self._group else found
            self._group = group
            self._count(found, [one for one in before if one.side in {other.side for other in found}], counts)
        self.unread += [Unread(words.text, words.at, _NOBODY) for words in left]
        self.people, self.left = tuple(_once(people)), tuple(left)
        return self

    def _place(self, place: Place) -> tuple[list[PersonText], list[Words], list[Words]]:
        state = Presence.ABSENT if "absent" in (place.key, place.under) else Presence.PRESENT
        if re.search(r"(?i)オンライン|web|リモート", plain(place.label.text)) and state is Presence.PRESENT:
            state = Presence.ONLINE
        side = _SIDES[place.key]
        columns = columns_of(place.rows)
        people: list[PersonText] = []
        left: list[Words] = []
        rows: Sequence[Sequence[Cell]] = place.rows
        if columns is not None:
            found, words = PeopleTable(columns, side, state).read(rows[columns.header + 1 :])
            people, left, rows = [*people, *found], [*left, *words], rows[: columns.header]
        run = PeopleRun(side, state)
        for one in _whole(rows):
            run.read(one)
        if (
            side is Side.MEMBER
            and not any(one.role for one in run.found)
            and is_role(plain(place.label.text).strip(":(（）)"))
        ):
            run.found = [replace(one, role=plain(place.label.text).strip(":")) for one in run.found]
        return [*run.found, *people], [*run.left, *left], run.counts

    def _count(self, found: Sequence[PersonText], so_far: Sequence[PersonText], counts: Sequence[Words]) -> None:
        """A number of people that is written, and neither those of this place nor those so far are so many."""
        for words in counts:
            digits = re.search(r"\d+", plain(words.text))
            if digits and found and int(digits.group()) not in (len(found), len(so_far)):
                why = f"{len(found)}人を読み取りました。書かれた人数と違います。"
                self.unread.append(Unread(words.text, words.at, why))


def _whole(rows: Sequence[Sequence[Cell]]) -> list[Words]:
    """The cells as words; one whose brackets are open goes on in the next, tabs are blanks."""
    found: list[Words] = []
    for row in rows:
        text, at = "\u3000".join(cell.text for cell in row), row[0].at
        if found and _open(found[-1].text):
            found[-1] = replace(found[-1], text=found[-1].text + text)
        else:
            found.append(Words(text, at))
    return found


def _open(text: str) -> bool:
    return sum(text.count(sign) for sign in "(（") > sum(text.count(sign) for sign in ")）")


def _once(people: Sequence[PersonText]) -> list[PersonText]:
    """Everybody once: who is listed again, word for word, keeps the first place."""
    found: dict[tuple[str, Side, str], PersonText] = {}
    for one in people:
        found.setdefault((squeeze(one.name), one.side, one.organization or one.post), one)
    return list(found.values())
