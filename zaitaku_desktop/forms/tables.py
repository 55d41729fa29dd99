"""A settings class as a table of TOML: what may stand there follows from its annotations.

Reading goes on after a mistake, with what the form has by itself in its place, so that all of them are found at once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Severity = Literal["error", "warning"]
LONGEST = 2000
"""Characters of one text of a form."""
MOST = 200
"""Members of one list of a form (columns, lines of a legend)."""
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a form that is wrong ("error": it cannot be used) or looks so ("warning").

    `key` = the place as in the TOML text, with dots: `paper.margins.left`, `column.plan.width` (of a column its key).
    """

    key: str
    message: str
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name that a table may have. `default` MISSING = it must be there."""

    name: str
    hint: Any
    default: Any


@cache
def _entries(kind: Any) -> dict[str, _Entry]:
    """By the name in TOML, where a list of tables is called by what one of them is: [[column]]."""
    hints = get_type_hints(kind)
    found = {}
    for one in fields(kind):
        if not one.metadata.get("written", True):
            continue
        default = one.default_factory() if one.default_factory is not MISSING else one.default
        rows = get_origin(hints[one.name]) is tuple and is_dataclass(get_args(hints[one.name])[0])
        found[one.name.removesuffix("s") if rows else one.name] = _Entry(one.name, hints[one.name], default)
    return found


def read_table(kind: type[T], data: Mapping[str, Any], place: str, problems: list[Problem], base: T | None = None) -> T:
    """The settings that `data` says, the rest as in `base`, else as the class has it; what is wrong goes into
    `problems`, with its place below `place`. Always gives settings of the right types."""
    entries = _entries(cast(Any, kind))
    problems += [Problem(f"{place}{name}", "この項目は様式にありません。") for name in data if name not in entries]
    values: dict[str, Any] = {}
    for name, entry in entries.items():
        here = f"{place}{name}"
        default = entry.default if base is None else getattr(base, entry.name)
        if name in data:
            values[entry.name] = _read(entry.hint, data[name], here, problems, default)
        elif default is MISSING:
            problems.append(Problem(here, "この項目がありません。"))
            values[entry.name] = _neutral(entry.hint)
        else:
            values[entry.name] = default
    return kind(**values)


def _read(hint: Any, value: Any, place: str, problems: list[Problem], default: Any) -> Any:
    """`value` as `hint` says; where it cannot be, `default`, and why."""
    if is_dataclass(hint):
        kind = cast(type[Any], hint)
        if isinstance(value, dict):
            return read_table(kind, value, f"{place}.", problems, None if default is MISSING else default)
        problems.append(Problem(place, "項目の並び（表）にしてください。"))
    elif get_origin(hint) is tuple:
        member = get_args(hint)[0]
        if isinstance(value, list) and len(value) <= MOST:
            return tuple(_member(member, one, at, place, problems) for at, one in enumerate(value, 1))
        short = isinstance(value, list)
        problems.append(
            Problem(place, f"{MOST}個までにしてください。" if short else "[ ] で囲んだ並びにしてください。")
        )
    elif why := _why_not(hint, value):
        problems.append(Problem(place, why))
    else:
        return float(value) if hint is float else value
    return _neutral(hint) if default is MISSING else default


def _member(hint: Any, value: Any, at: int, place: str, problems: list[Problem]) -> Any:
    """A member of a list; those that have a key are called by it."""
    key = value.get("key") if isinstance(value, dict) else None
    here = f"{place}.{key}" if isinstance(key, str) and key else f"{place}[{at}]"
    return _read(hint, value, here, problems, MISSING)


def _why_not(hint: Any, value: Any) -> str:
    """Why a single value cannot stand there, "" = it can."""
    if choices := _choices(hint):
        said = "、".join(f"「{choice}」" if choice else '空（""）' for choice in choices)
        wrong = f"「{value}」は使えません。" if isinstance(value, str) else ""
        return "" if isinstance(value, str) and value in choices else f"{wrong}使えるのは{said}です。"
    if hint is bool:
        return "" if isinstance(value, bool) else "true か false にしてください。"
    if hint is str:
        return _why_no_text(value)
    whole = isinstance(value, int) and not isinstance(value, bool)
    if hint is int:
        return "" if whole and abs(value) < 10_000 else "整数にしてください。"
    number = whole or (isinstance(value, float) and math.isfinite(value))
    return "" if number and abs(value) < 10_000 else "数にしてください。"


def _why_no_text(value: object) -> str:
    if not isinstance(value, str):
        return '文字（" " で囲んだもの）にしてください。'
    if len(value) > LONGEST:
        return f"{LONGEST:,}字までにしてください。"
    return "使えない文字（制御文字）があります。" if _CONTROL.search(value) else ""


def _choices(hint: Any) -> tuple[str, ...]:
    """The words of a Literal, or of several."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        return tuple(choice for part in get_args(hint) for choice in _choices(part))
    return ()


def _neutral(hint: Any) -> Any:
    """A value of that type which says nothing."""
    if is_dataclass(hint):
        return read_table(cast(type[Any], hint), {}, "", [])
    if get_origin(hint) is tuple:
        return ()
    if choices := _choices(hint):
        return choices[0]
    return hint()


def table_of(settings: Any, *, whole: bool = True) -> dict[str, Any]:
    """The settings as a table that `read_table` understands. `whole` False = without what the class has by itself."""
    found: dict[str, Any] = {}
    for name, entry in _entries(cast(Any, type(settings))).items():
        value = getattr(settings, entry.name)
        if whole or value != entry.default:
            found[name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return table_of(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value
