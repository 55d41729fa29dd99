"""The categories of 相談件数 that a new data file begins with (resources/vocabularies/consultations.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from zaitaku_desktop.base.paths import resource


@dataclass(frozen=True, slots=True)
class CategoryWords:
    """A category as delivered. `synonyms` = headings an import takes for it, `members` = those below it."""

    name: str
    synonyms: tuple[str, ...] = ()
    members: tuple[CategoryWords, ...] = ()


@cache
def standard_categories() -> tuple[CategoryWords, ...]:
    """Those of the upper level, each with those below it."""
    data = tomllib.loads(resource("vocabularies/consultations.toml").read_text(encoding="utf-8"))
    return tuple(
        CategoryWords(
            row["name"],
            tuple(row.get("synonyms", ())),
            tuple(CategoryWords(one["name"], tuple(one.get("synonyms", ()))) for one in row["members"]),
        )
        for row in data["category"]
    )
