"""Names of people: which are one name in other glyphs, and which look like a slip. Nobody is taken for another."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any, NamedTuple

from zaitaku_desktop.base.folding import fold
from zaitaku_desktop.model.person import family_name
from zaitaku_desktop.model.roster import PersonRow


class Likeness(IntEnum):
    """How much a name is like another."""

    NONE = 0
    NEAR = 1  # one character differs: perhaps a slip
    VARIANT = 2  # the same name in other glyphs (濱 / 浜) or another width
    SAME = 3  # glyph for glyph, blanks aside


def name_key(name: str) -> str:
    """The name as it is looked for: without blanks, glyph variants folded."""
    return fold(_tight(name)).text


def _tight(name: str) -> str:
    return "".join(name.split())


def likeness(one: str, other: str) -> Likeness:
    """How much two names are like each other."""
    if _tight(one) == _tight(other):
        return Likeness.SAME
    first, second = name_key(one), name_key(other)
    if first == second:
        return Likeness.VARIANT
    if min(len(first), len(second)) >= 3 and _is_near(first, second):
        return Likeness.NEAR
    return Likeness.NONE


def _is_near(first: str, second: str) -> bool:
    """One character replaced, added or left out."""
    if len(first) == len(second):
        return sum(one != other for one, other in zip(first, second, strict=True)) == 1
    short, long = sorted((first, second), key=len)
    if len(long) - len(short) != 1:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def exactly(rows: Iterable[Any], name: str) -> int | None:
    """The id of the first (id, name) with this name, glyph for glyph, blanks aside."""
    wanted = _tight(name)
    return next((found for found, other in rows if _tight(other) == wanted), None)


class Like(NamedTuple):
    """Somebody with such a name."""

    person: PersonRow
    likeness: Likeness


def people_like(name: str, people: Iterable[PersonRow]) -> list[Like]:
    """Everybody whose name is like this one, the likest first."""
    found = [Like(person, likeness(name, person.name)) for person in people]
    return sorted((like for like in found if like.likeness), key=lambda like: (-like.likeness, like.person.id))


def people_of(text: str, people: Iterable[PersonRow]) -> list[PersonRow]:
    """Everybody whose name or ふりがな contains what was typed; the family names that begin with it first."""
    wanted = name_key(text)
    if not wanted:
        return list(people)
    found = [person for person in people if wanted in name_key(person.name) or wanted in name_key(person.kana)]
    return sorted(found, key=lambda person: not name_key(family_name(person.name)).startswith(wanted))
