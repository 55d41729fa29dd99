"""The fields of a plan (計画の欄) and the axes, as vocabularies from resources/vocabularies."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from zaitaku_desktop.base.paths import resource

Level = Literal["initiative", "line"]
PerYear = Literal["no", "yes", "both"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `level` = which rows carry it (see model/plan.py), `per_year` = with a 年度, without, or both."""

    key: str
    name: str
    level: Level
    per_year: PerYear = "no"


@dataclass(frozen=True, slots=True)
class AxisValueWords:
    """A value of an axis as delivered; `synonyms` = other wordings an import understands."""

    key: str
    number: str
    heading: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AxisWords:
    """An axis as delivered."""

    key: str
    name: str
    values: tuple[AxisValueWords, ...]


@cache
def standard_fields() -> Mapping[str, Field]:
    """The fields every municipality has."""
    data = tomllib.loads(resource("vocabularies/fields.toml").read_text(encoding="utf-8"))
    return {key: Field(key, row["name"], row["level"], row.get("per_year", "no")) for key, row in data.items()}


def all_fields(own: Iterable[Field] = ()) -> dict[str, Field]:
    """Standard fields and the municipality's own."""
    return dict(standard_fields()) | {field.key: field for field in own}


def field_name(key: str, fields: Mapping[str, Field] | None = None) -> str:
    """What a field is called; its key where there is none of that key. `fields` None = the standard ones."""
    known = (standard_fields() if fields is None else fields).get(key)
    return known.name if known else key


@cache
def standard_axes() -> tuple[AxisWords, ...]:
    """The axes a new data file begins with."""
    data = tomllib.loads(resource("vocabularies/axes.toml").read_text(encoding="utf-8"))
    return tuple(
        AxisWords(
            axis["key"],
            axis["name"],
            tuple(
                AxisValueWords(row["key"], row.get("number", ""), row["heading"], tuple(row.get("synonyms", ())))
                for row in axis["values"]
            ),
        )
        for axis in data["axis"]
    )
