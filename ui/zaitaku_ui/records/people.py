"""Names of people and organizations while they are typed."""

from __future__ import annotations

from collections.abc import Iterable

from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_desktop.model.people_names import name_key, people_of
from zaitaku_desktop.model.roster import PersonRow

MOST = 8


class KnownPeople(KnownLines):
    """People by any part of name or ふりがな, in whatever glyphs; the name as it is kept."""

    def __init__(self, people: Iterable[PersonRow]) -> None:
        super().__init__(())
        self._people = list(people)

    def matching(self, typed: str, most: int = MOST) -> list[str]:
        """Those who may be meant; none for nothing."""
        if not typed.strip():
            return []
        names = (person.name for person in people_of(typed, self._people))
        return [name for name in dict.fromkeys(names) if name != typed][:most]


class KnownNames(KnownLines):
    """Names by any part of them; those that begin with what is typed first."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(())
        self._keys = {name: name_key(name) for name in names if name}

    def matching(self, typed: str, most: int = MOST) -> list[str]:
        """Those that may be meant; none for nothing."""
        wanted = name_key(typed)
        if not wanted:
            return []
        found = [name for name, key in self._keys.items() if wanted in key and name != typed]
        return sorted(found, key=lambda name: not self._keys[name].startswith(wanted))[:most]
