"""太字 within a stored text: two signs of our own stand around what is bold, and nowhere else.

The signs are noncharacters (U+FDD0, U+FDD1), which no text from outside has. Stored texts are tidy: no bold stretch is
empty or goes over a line end, so that every line can be read by itself. Places in a text count its words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

ON, OFF = "\ufdd0", "\ufdd1"
REFERENCE = "\ufdd2[a-z]+(?::[0-9]+(?::[a-z]+)?)?\ufdd3"
REFERENCES = re.compile(REFERENCE)
"""A reference by id (model/references.py): one sign among the words."""
_SIGNS = re.compile(f"(?:{REFERENCE})|([\ufdd0-\ufdef])")
"""All that Unicode leaves to a program's own use here: what is neither ON, OFF nor a whole reference means nothing and
is left out."""

Piece = tuple[str, bool]
"""Words, and whether they are bold."""


def plain(text: str) -> str:
    """The words alone, references as they are stored."""
    return _SIGNS.sub(_kept, text)


def _kept(sign: re.Match[str]) -> str:
    return "" if sign[1] else sign[0]


def has_bold(text: str) -> bool:
    """Whether anything in it is bold."""
    return ON in text


def pieces(text: str) -> list[Piece]:
    """The text in stretches of one weight, none empty, no two neighbours alike."""
    found: list[Piece] = []
    bold, at = False, 0
    for sign in _SIGNS.finditer(text):
        if not sign[1]:
            continue
        _add(found, text[at : sign.start()], bold)
        bold = sign.group() == ON if sign.group() in (ON, OFF) else bold
        at = sign.end()
    _add(found, text[at:], bold)
    return found


def _add(found: list[Piece], words: str, bold: bool) -> None:
    if not words:
        return
    if found and found[-1][1] == bold:
        found[-1] = (found[-1][0] + words, bold)
    else:
        found.append((words, bold))


def marked(stretches: Iterable[Piece]) -> str:
    """The pieces as one tidy text."""
    joined: list[Piece] = []
    for words, bold in stretches:
        _add(joined, words, bold)
    return "".join("\n".join(_sign(line) for line in words.split("\n")) if bold else words for words, bold in joined)


def _sign(words: str) -> str:
    return f"{ON}{words}{OFF}" if words else ""


def tidy(text: str) -> str:
    """The same text with its signs where they belong."""
    return marked(pieces(text)) if _SIGNS.search(text) else text


def cut(text: str, start: int, stop: int | None = None) -> str:
    """The part from `start` up to `stop` (None = to the end), tidy."""
    return text[start:stop] if not _SIGNS.search(text) else marked(_cut(pieces(text), start, stop))


def _cut(stretches: Iterable[Piece], start: int, stop: int | None) -> Iterator[Piece]:
    at = 0
    for words, bold in stretches:
        end = None if stop is None else max(stop - at, 0)
        yield words[max(start - at, 0) : end], bold
        at += len(words)


def replaced(text: str, start: int, stop: int, words: str) -> str:
    """The text with `words` in place of a part; they are bold where the part began bold."""
    bold = has_bold(cut(text, start, max(stop, start + 1))[:1])
    return marked([*pieces(cut(text, 0, start)), (words, bold), *pieces(cut(text, stop))])


def bold_all(text: str, bold: bool) -> str:
    """The whole text in one weight."""
    return marked([(plain(text), bold)])


def is_all_bold(text: str) -> bool:
    """Whether every word of it is bold; blanks do not count."""
    return all(bold or not words.strip() for words, bold in pieces(text))
