"""What stands in a plan for a cell of a sheet, as the sheet would print it: 継続 resolved, 実施行 rolled up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zaitaku_desktop.forms.cells import NONE_SIGN, show_state
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.model.snapshot import PlanSnapshot

_DIGITS = {ord("０") + digit: ord("0") + digit for digit in range(10)}


def tidy(text: str) -> str:
    """Without blanks at line ends and empty lines around, which mean nothing."""
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n"))


def same_words(mine: str, theirs: str) -> bool:
    """Whether two texts say the same: the width of digits is a matter of print, and so are blanks at line ends."""
    return tidy(mine).translate(_DIGITS) == tidy(theirs).translate(_DIGITS)


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

    def changed(self, words: str) -> tuple[int, str] | None:
        """(実施行, its new words) where only one differs, None where several do."""
        if len(self.parts) == 1:
            return self.parts[0][0], words
        whole = tidy(words)
        for index, (line, _) in enumerate(self.parts):
            before = "\n".join(_once(self.parts[:index]))
            after = "\n".join(_once(self.parts[index + 1 :]))
            start = len(before) + 1 if before else 0
            end = len(whole) - len(after) - 1 if after else len(whole)
            fits = whole.startswith(before) and whole.endswith(after) and start < end
            if fits and (not before or whole[start - 1] == "\n") and (not after or whole[end] == "\n"):
                return line, whole[start:end]
        return None


def rolled(snapshot: PlanSnapshot, lines: Sequence[int], field: str, year: int | None) -> Rolled:
    """What the 実施行 say together in one field."""
    found = [(line, words) for line in lines if (words := tidy(resolved(snapshot, line, field, year)))]
    said = [(line, words) for line, words in found if words != NONE_SIGN]  # beside a text a ― is not printed
    return Rolled(tuple(said or found))


def _once(parts: Sequence[tuple[int, str]]) -> list[str]:
    return list(dict.fromkeys(words for _, words in parts))
