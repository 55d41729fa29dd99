"""What stands in a plan for a cell of a sheet, as the sheet would print it: 継続 resolved, 実施行 rolled up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from zaitaku_desktop.forms.cells import NONE_SIGN, show_state
from zaitaku_desktop.forms.points import GOES_ON, as_stored, points_of
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.model.snapshot import PlanSnapshot

_QUANTITY = re.compile(r"[ \u3000]+(?=【)")
_DIGITS = {ord("０") + digit: ord("0") + digit for digit in range(10)}


def tidy(text: str) -> str:
    """Without blanks at line ends and empty lines around, which mean nothing."""
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n"))


def same_words(mine: str, theirs: str) -> bool:
    """Whether two texts say the same: the width of digits is a matter of print, and so are blanks at line ends and
    before 【市民向け 3,000部】."""
    return _QUANTITY.sub("", tidy(mine).translate(_DIGITS)) == _QUANTITY.sub("", tidy(theirs).translate(_DIGITS))


def resolved(snapshot: PlanSnapshot, item_id: int, field: str, year: int | None) -> str:
    """The words that stand there with 継続 as what it stands for, "" = blank."""
    entry = snapshot.entry(item_id, field, year)
    if entry is None:
        return ""
    if entry.state is EntryState.CONTINUES and year is not None:
        meant = snapshot.resolve(item_id, field, year)
        if meant is not None:
            words = show_state(meant.state, meant.text)
            return f"{words}\n{entry.text}" if entry.text else words
    return show_state(entry.state, entry.text)


@dataclass(frozen=True, slots=True)
class Rolled:
    """The texts of several 実施行 that a sheet has in one cell: (実施行, its words), those without words left out."""

    parts: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        """What the cell says."""
        return "\n".join(_once(self.parts))

    def says(self, words: str) -> bool:
        """Whether the cell says no more and no less."""
        return same_words(words, self.text)

    def changes(self, words: str) -> list[tuple[int, str]] | None:
        """(実施行, its new words) of those that differ, None where the words are of no single one any more.

        Lines that are new belong to what stands above them.
        """
        before = [(line, part) for line, part in self._owned() for part in part.split("\n")]
        after = tidy(words).split("\n")
        said: dict[int, list[str]] = {line: [] for line, _ in before}
        last = before[0][0] if before else 0
        matcher = SequenceMatcher(None, [part for _, part in before], after, autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            owners = [line for line, _ in before[a:b]]
            if kind == "insert":
                owners = [last] * (d - c)
            elif kind == "delete":
                owners = []
            elif b - a != d - c:
                if len(set(owners)) != 1:
                    return None
                owners = owners[:1] * (d - c)
            for line, part in zip(owners, after[c:d], strict=True):
                said[line].append(part)
            last = before[b - 1][0] if b > a else last
        found = [(line, "\n".join(said[line])) for line, words in self._owned() if "\n".join(said[line]) != words]
        return None if any(not words for _, words in found) else found

    def _owned(self) -> list[tuple[int, str]]:
        """Each text once, with the first 実施行 that says it."""
        found: dict[str, int] = {}
        for line, words in self.parts:
            found.setdefault(words, line)
        return [(line, words) for words, line in found.items()]


def rolled(snapshot: PlanSnapshot, lines: Sequence[int], field: str, year: int | None, mark: str = "") -> Rolled:
    """What the 実施行 say together in one field; `mark` = the sheet has them as points with that mark."""
    found = [(line, words) for line in lines if (words := tidy(_said(snapshot, line, field, year, mark)))]
    said = [(line, words) for line, words in found if words != NONE_SIGN]  # beside a text a ― is not printed
    return Rolled(tuple(said or found))


def _said(snapshot: PlanSnapshot, line: int, field: str, year: int | None, mark: str) -> str:
    entry = snapshot.entry(line, field, year) if mark else None
    if entry is None:
        return "" if mark else resolved(snapshot, line, field, year)
    return points_of(snapshot, line, entry, mark) or NONE_SIGN


def stored_words(snapshot: PlanSnapshot, line: int, field: str, year: int | None, words: str, mark: str) -> str:
    """What a 実施行 would hold for the points that a sheet has of it now: with the marks of its own text, without
    the （継続） that only print adds."""
    entry = snapshot.entry(line, field, year)
    bare = "\n".join(part.removesuffix(GOES_ON) for part in words.split("\n"))
    if entry is None or not mark:
        return words
    like = entry.text if entry.state is EntryState.TEXT else resolved(snapshot, line, field, year)
    return as_stored(bare if entry.state is EntryState.CONTINUES else words, like, mark)


def _once(parts: Sequence[tuple[int, str]]) -> list[str]:
    return list(dict.fromkeys(words for _, words in parts))
