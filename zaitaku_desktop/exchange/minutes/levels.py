"""Which number a line really has, and how deep it stands: numbers are told from words by the series they make.

A number opens a series (its first sign), goes on in an open one, or goes on in one that a heading has interrupted.
Anything else is no number, or a slip. What copying has changed — (7) for (ア), 才 for オ — is put right and listed as a
repair; a number left out or printed twice stays as it is printed, and is listed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from zaitaku_desktop.exchange.minutes.signs import KANA_PAREN, KANA_SIGN, ORDER, PAREN, PLAIN, Sign, printed
from zaitaku_desktop.exchange.minutes.tree import Repair

_SHIFT = 6
"""(7) is how (ア) comes out of some PDFs: seven and not one, because the signs stand in that order in the font."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number puts its line. `depth` = open series outside of it, `parent` = kind of the sign around it."""

    kind: str
    value: int
    depth: int
    parent: str
    restarts: bool = False
    continues: bool = False


@dataclass
class _Series:
    kind: str
    last: int
    shifted: bool = False


@dataclass
class Levels:
    """Reads the numbers of a body from its first line to its last."""

    repairs: list[Repair] = field(default_factory=list)
    odd: list[tuple[int, str, str]] = field(default_factory=list)
    """(line, number, the one that was due) of numbers that do not follow."""
    nested: Counter[tuple[str, str]] = field(default_factory=Counter)
    _open: list[_Series] = field(default_factory=list)
    _closed: dict[str, int] = field(default_factory=dict)

    @property
    def depth(self) -> int:
        """Series that are open now."""
        return len(self._open)

    @property
    def kind(self) -> str:
        """Kind of the innermost open series, "" for none."""
        return self._open[-1].kind if self._open else ""

    def place(self, signs: list[Sign], line: int, *, heading: bool = False) -> tuple[Sign, Place] | None:
        """The number that the line has; None if it has none. `heading` = its words are those of a 議題: a number that
        does not follow is then a slip, not a word."""
        for judge in (self._expected, self._first, self._shifted, self._resumed, self._amidst):
            for sign in signs:
                place = judge(sign, line)
                if place is not None:
                    self._note(sign, place, line)
                    return sign, place
        for sign in signs:
            if sign.sure and (heading or self._is_slip(sign)):
                return sign, self._slip(sign, line)
        return None

    def close(self) -> None:
        """End every series: something begins that stands outside of them."""
        self._closed.update({series.kind: series.last for series in self._open})
        self._open.clear()

    # ── what a number may be

    def _find(self, kind: str) -> int | None:
        return next((i for i in range(len(self._open) - 1, -1, -1) if self._open[i].kind == kind), None)

    def _expected(self, sign: Sign, _line: int) -> Place | None:
        """The next of an open series."""
        index = self._find(sign.kind)
        if index is None or sign.value != self._open[index].last + 1 or self._open[index].shifted:
            return None
        if not sign.sure and index < len(self._open) - 1 and sign.kind == PLAIN:
            return None
        return self._at(index, sign.kind, sign.value)

    def _first(self, sign: Sign, _line: int) -> Place | None:
        """The first of a new series: below the open ones, or at the place of one that ends here."""
        if sign.value != 1 or not sign.sure or sign.misread:
            return None
        index = self._find(sign.kind)
        if index is None:
            outer = self._outer(sign.kind)
            return self._at(outer, sign.kind, 1)
        return self._at(index, sign.kind, 1, restarts=True)

    def _outer(self, kind: str) -> int:
        """At which depth a kind belongs that is not open: below all that is open, unless it is used outside of it."""
        for index, series in enumerate(self._open):
            if self.nested[kind, series.kind]:
                return index
        return len(self._open)

    def _shifted(self, sign: Sign, _line: int) -> Place | None:
        """(7) (8) (9) below ア, where no (6) came before: they stand for (ア) (イ) (ウ)."""
        if sign.kind != PAREN or sign.value <= _SHIFT:
            return None
        top = self._open[-1] if self._open else None
        if top is None:
            return None
        if top.shifted and sign.value - _SHIFT == top.last + 1:
            return self._at(len(self._open) - 1, KANA_PAREN, sign.value - _SHIFT)
        if sign.value == _SHIFT + 1 and top.kind in (KANA_SIGN, KANA_PAREN):
            depth = len(self._open) - (top.kind == KANA_PAREN)
            return self._at(depth, KANA_PAREN, 1)
        return None

    def _resumed(self, sign: Sign, _line: int) -> Place | None:
        """The next of a series that a heading has closed: it goes on below the new one."""
        if not sign.sure or sign.value == 1 or self._find(sign.kind) is not None:
            return None
        if self._closed.get(sign.kind) != sign.value - 1:
            return None
        return self._at(self._outer(sign.kind), sign.kind, sign.value, continues=True)

    def _amidst(self, sign: Sign, _line: int) -> Place | None:
        """A text may begin in the middle: with (3)."""
        if self._open or self._closed or not sign.sure or sign.misread:
            return None
        return self._at(0, sign.kind, sign.value, restarts=True)

    def _is_slip(self, sign: Sign) -> bool:
        """Whether a number that does not follow is one all the same: two too many, or one again."""
        index = self._find(sign.kind)
        return index is not None and -1 <= sign.value - self._open[index].last <= 2 and sign.kind != PLAIN

    def _slip(self, sign: Sign, line: int) -> Place:
        index = self._find(sign.kind)
        due = 1 if index is None else self._open[index].last + 1
        depth = self._outer(sign.kind) if index is None else index
        place = self._at(depth, sign.kind, sign.value, restarts=True)
        self._push(place)
        self.odd.append((line, sign.printed, printed(sign.kind, due)))
        return place

    # ── taking it

    def _at(self, index: int, kind: str, value: int, *, restarts: bool = False, continues: bool = False) -> Place:
        return Place(kind, value, index, self._open[index - 1].kind if index else "", restarts, continues)

    def _note(self, sign: Sign, place: Place, line: int) -> None:
        shifted = sign.kind != place.kind
        if shifted or sign.misread:
            why = "文字を写すときに変わった番号です。"
            self.repairs.append(Repair(line, sign.printed, printed(place.kind, place.value), why))
        self._push(place, shifted=shifted)

    def _push(self, place: Place, *, shifted: bool = False) -> None:
        self._closed.update({series.kind: series.last for series in self._open[place.depth :]})
        del self._open[place.depth :]
        self._open.append(_Series(place.kind, place.value, shifted))
        if place.parent:
            self.nested[place.parent, place.kind] += 1


def scheme_of(nested: Counter[tuple[str, str]], used: set[str]) -> tuple[str, ...]:
    """The kinds used, the outermost first: by what was seen inside of what, else by the habit of 公用文."""
    left = [kind for kind in ORDER if kind in used]
    found: list[str] = []
    while left:
        inner = {kind for kind in left for other in left if nested[other, kind] > nested[kind, other]}
        free = [kind for kind in left if kind not in inner] or left
        found.append(free[0])
        left.remove(free[0])
    return tuple(found)
