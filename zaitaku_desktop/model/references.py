"""References by id within a text: a sign that prints the number its target has where and when it is printed.

Stored as U+FDD2, kind, `:id`, at times `:how`, U+FDD3; the kinds are those of `Kind`. Nothing else of a text is touched
here: 太字 (model/inline.py) may stand around a reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

OPEN, CLOSE = "\ufdd2", "\ufdd3"
_TOKEN = re.compile(f"{OPEN}([a-z]+)(?::([0-9]+)(?::([a-z]+))?)?{CLOSE}")
LOST = "〓"
"""Printed where a reference has lost its target; a finding names it."""


class Kind(StrEnum):
    """What a reference refers to."""

    BLOCK = "block"  # a block of an outline: its number (ア)
    RANGE = "range"  # ア～キ: the series that the line interrupts, up to the line; id = its first block, 0 = by itself
    AGENDA = "agenda"  # an item of the 次第: its number
    HANDOUT = "handout"  # a 配付資料: its mark (資料1); how = number: the number alone (資料1、2)
    PERSON = "person"  # how = family, "" = the whole name
    DOCUMENT = "document"  # a 資料
    ITEM = "item"  # a 取組 of a plan: its No.
    INDICATOR = "indicator"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference. `id` 0 = none is named (a range that finds its own beginning)."""

    kind: Kind
    id: int = 0
    how: str = ""

    @property
    def token(self) -> str:
        """As it is stored in a text."""
        target = f":{self.id}" + (f":{self.how}" if self.how else "") if self.id else ""
        return f"{OPEN}{self.kind.value}{target}{CLOSE}"


RANGE = Reference(Kind.RANGE).token
"""ア～キ, growing with the series."""


def _read(match: re.Match[str]) -> Reference | None:
    try:
        return Reference(Kind(match[1]), int(match[2] or 0), match[3] or "")
    except ValueError:
        return None


def parts(text: str) -> Iterator[str | Reference]:
    """The words and references of a text, in order; none of the words is empty. A token of no kind is words."""
    at = 0
    for match in _TOKEN.finditer(text):
        found = _read(match)
        if found is None:
            continue
        if match.start() > at:
            yield text[at : match.start()]
        yield found
        at = match.end()
    if at < len(text):
        yield text[at:]


def references(text: str) -> list[Reference]:
    """The references in a text, in order."""
    return [] if OPEN not in text else [part for part in parts(text) if isinstance(part, Reference)]


def resolved(text: str, say: Callable[[Reference], str]) -> str:
    """The text with what `say` says in place of each reference."""
    if OPEN not in text:
        return text
    return "".join(part if isinstance(part, str) else say(part) for part in parts(text))


def replaced(text: str, reference: Reference, words: str) -> str:
    """The text with words in place of one reference, wherever it stands."""
    return resolved(text, lambda found: words if found == reference else found.token)
