"""Which words differ between two texts. Plain functions; no Qt here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST = 4_000_000
"""Above this many pairs of words only whole lines are compared: a window must not stand still for a mark."""
_WORDS = re.compile(r"[0-9０-９]+|[A-Za-zＡ-Ｚａ-ｚ]+|[ァ-ヶー]+|[一-龠々]+|\n|.", re.DOTALL)
_LINES = re.compile(r"[^\n]+|\n")


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring words; `only` = the other text does not have them here."""

    text: str
    only: bool


def difference(mine: str, theirs: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Both texts in parts. The parts of each, joined, are that text; what is not `only` is the same in both."""
    left, right = _WORDS.findall(mine), _WORDS.findall(theirs)
    if len(left) * len(right) > MOST:
        left, right = _LINES.findall(mine), _LINES.findall(theirs)
    matcher = SequenceMatcher(None, left, right, autojunk=len(left) * len(right) > MOST)
    parts: tuple[list[Part], list[Part]] = ([], [])
    for tag, a, b, c, d in matcher.get_opcodes():
        for side, words in ((parts[0], left[a:b]), (parts[1], right[c:d])):
            if words:
                side.append(Part("".join(words), tag != "equal"))
    return _joined(parts[0]), _joined(parts[1])


def merged(mine: str, theirs: str) -> list[tuple[str, str]]:
    """One text that says how the first became the second: (words, "same", "gone" or "new")."""
    left, right = difference(mine, theirs)
    gone, new = list(left), list(right)
    found: list[tuple[str, str]] = []
    while gone or new:
        if gone and gone[0].only:
            found.append((gone.pop(0).text, "gone"))
        elif new and new[0].only:
            found.append((new.pop(0).text, "new"))
        else:  # the same in both, cut where either of them changes next
            length = min(len(gone[0].text), len(new[0].text))
            found.append((gone[0].text[:length], "same"))
            for parts in (gone, new):
                rest = parts[0].text[length:]
                parts[:1] = [Part(rest, only=False)] if rest else []
    return found


def _joined(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Neighbours of one kind as one part."""
    found: list[Part] = []
    for part in parts:
        if found and found[-1].only == part.only:
            found[-1] = Part(found[-1].text + part.text, part.only)
        else:
            found.append(part)
    return tuple(found)
