"""Values of an axis that all stand in a cell, those that hold marked (LAYOUTS P2: ■ 日常の療養支援 □ 看取り).

Where the sheet marks them by colour or bold type alone, or not at all, nobody can tell which hold: then it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from zaitaku_desktop.exchange.axis_words import AxisWords
from zaitaku_desktop.exchange.labels import plain
from zaitaku_desktop.model.snapshot import AxisValueRow
from zaitaku_desktop.model.vocabulary import EVERY

PAIRS = (("■", "□"), ("●", "○"), ("●", "◯"), ("☑", "☐"), ("☑", "□"), ("◆", "◇"), ("◎", "○"), ("✓", "□"), ("✔", "□"))
"""The sign of what holds, and that of what does not, as papers use them."""
_SIGNS = "■□●○◯☑☐◆◇◎✓✔"
_BLANK = "[ \t\u3000]*"


@dataclass(frozen=True, slots=True)
class FlagCell:
    """A cell taken apart: `words` = its other lines; `flags` = (value, the sign before it or "")."""

    words: str
    flags: tuple[tuple[AxisValueRow, str], ...] = ()

    def marked(self, signs: frozenset[str]) -> tuple[int, ...]:
        """Ids of the values with one of these signs before them, without the value that stands for all."""
        return tuple(value.id for value, sign in self.flags if sign in signs)


class FlagReader:
    """Reads the cells of one axis."""

    def __init__(self, words: AxisWords, axis: str) -> None:
        self.axis = axis
        self.values = [value for value in words.values.values() if value.axis == axis and value.key != EVERY]
        self._named = {plain(name): value for value in self.values for name in words.names_of(value)}
        names = "|".join(re.escape(name) for name in sorted(self._named, key=len, reverse=True))
        self._token = re.compile(rf"{_BLANK}([{_SIGNS}・]?){_BLANK}({names}){_BLANK}(?:[、,・/]{_BLANK})?")

    def read(self, text: str) -> FlagCell:
        """The cell taken apart. One that says nothing else than names of values is no such cell."""
        rest: list[str] = []
        flags: dict[int, tuple[AxisValueRow, str]] = {}
        for line in text.split("\n"):
            found = self._tokens(plain(line))
            if not found:
                rest.append(line)
            flags.update({value.id: (value, sign) for value, sign in found})
        words = "\n".join(rest).strip()
        return FlagCell(words, tuple(flags.values())) if words and flags else FlagCell(text)

    def _tokens(self, line: str) -> list[tuple[AxisValueRow, str]]:
        found: list[tuple[AxisValueRow, str]] = []
        at = 0
        while self._named and (match := self._token.match(line, at)):
            sign = match.group(1)
            found.append((self._named[match.group(2)], "" if sign == "・" else sign))
            at = match.end()
        return found if at == len(line) else []


def signs_that_hold(cells: Iterable[FlagCell], legend: Iterable[str]) -> frozenset[str]:
    """The signs that mean that a value holds, as far as the sheet shows it: it uses both of a pair, or its legend
    names both. Empty = nobody can tell."""
    used = {sign for cell in cells for _, sign in cell.flags if sign}
    told = plain("\n".join(legend))
    for holds, holds_not in PAIRS:
        both = {holds, holds_not}
        if used and used <= both and (used == both or all(re.search(rf"{sign}\s*[:=…]", told) for sign in both)):
            return frozenset({holds})
    return frozenset()
