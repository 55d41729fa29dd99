"""What may be meant while a line is typed: lines that stand in cells of the same column (入力候補)."""

from __future__ import annotations

from collections.abc import Iterable

from zaitaku_desktop.base.folding import fold
from zaitaku_desktop.forms.cells import CONTINUES_SIGNS
from zaitaku_desktop.forms.list_marks import mark_of

SHORTEST = 2
"""Characters of the shortest line worth offering."""


def bare_line(line: str) -> str:
    """A line without its mark and outer spaces."""
    mark = mark_of(line)
    return (line[len(mark.words) :] if mark else line).strip(" \t\u3000")


class KnownLines:
    """The lines of the texts given, the likeliest first; each once, without their marks."""

    def __init__(self, texts: Iterable[str], most: int = 3000) -> None:
        """At most `most` lines are kept."""
        found: dict[str, str] = {}
        for text in texts:
            for line in text.split("\n"):
                bare = bare_line(line)
                if len(bare) >= SHORTEST and bare not in found and bare not in CONTINUES_SIGNS:
                    found[bare] = fold(bare).text
            if len(found) >= most:
                break
        self._folded = found

    def matching(self, typed: str, most: int = 8) -> list[str]:
        """The lines that go on from what is typed, however it is typed (width, kana, case); none for nothing."""
        begun = bare_line(typed)
        wanted = fold(begun).text
        if not wanted:
            return []
        found: list[str] = []
        for line, folded in self._folded.items():
            if folded.startswith(wanted) and line != begun:
                found.append(line)
                if len(found) == most:
                    break
        return found
