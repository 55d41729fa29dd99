"""The words of 会議録 and 名簿 for places, columns, roles and posts (resources/vocabularies/minutes.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from zaitaku_desktop.base.paths import resource


@dataclass(frozen=True)
class Lexicon:
    """All of them, ready to compare with. `labels` and `columns` = word → what it stands for, `states` = word → value
    of a `Presence`, `glued` = roles and posts, the longest first."""

    labels: Mapping[str, str]
    columns: Mapping[str, str]
    states: Mapping[str, str]
    roles: frozenset[str]
    professions: frozenset[str]
    not_names: frozenset[str]
    glued: tuple[str, ...]
    post_end: re.Pattern[str]
    organization_end: re.Pattern[str]
    organization_begin: re.Pattern[str]
    department: re.Pattern[str]
    work: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """The words, read once."""
    data = tomllib.loads(resource("vocabularies/minutes.toml").read_text(encoding="utf-8"))
    people = {key: tuple(words.split()) for key, words in data["people"].items()}
    glued = tuple(sorted({*people["roles"], *people["posts"]}, key=len, reverse=True))
    return Lexicon(
        _turned(data["labels"]),
        _turned(data["columns"]),
        _turned(data["presence"]),
        frozenset(people["roles"]),
        frozenset(people["professions"]),
        frozenset(people["not_names"]),
        glued,
        re.compile(f"{_any(people['posts'])}(?:兼.+)?$"),
        re.compile(f"{_any(people['organization_ends'])}$"),
        re.compile(_any(people["organization_begins"])),
        re.compile(_any(people["departments"])),
        re.compile(_any(people["work"])),
    )


def _turned(table: Mapping[str, str]) -> dict[str, str]:
    return {word: key for key, words in table.items() for word in words.split()}


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"
