"""TOML text → a form, or what is wrong with it."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.checking import check_form, errors_of
from zaitaku_desktop.forms.definition import Form, with_fields
from zaitaku_desktop.forms.tables import Problem, read_table
from zaitaku_desktop.model.fields import Field

LARGEST = 200_000
"""Characters of a form's text; the largest preset has 4,000."""
_TODO = "様式を直してから、もう一度読み込んでください。"


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A form as far as it could be read (None: not at all) and all that is wrong with it."""

    form: Form | None
    problems: tuple[Problem, ...]


def read_form(toml: str, fields: Mapping[str, Field] | None = None, axes: Collection[str] | None = None) -> ReadForm:
    """Read a form and look it over (`checking.check_form`)."""
    data, problems = load_toml(toml)
    return ReadForm(None, tuple(problems)) if data is None else form_of(data, fields, axes, problems)


def load_toml(toml: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The tables of a text; None and why, if it is no TOML."""
    if len(toml) > LARGEST:
        return None, [Problem("全体", "様式としては長すぎます。")]
    try:
        return tomllib.loads(toml), []
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as trouble:
        why = "深く入れ子になっています" if isinstance(trouble, RecursionError) else str(trouble)
        return None, [Problem("全体", f"TOML の書き方に合いません（{why}）。")]


def form_of(
    data: Mapping[str, Any],
    fields: Mapping[str, Field] | None,
    axes: Collection[str] | None,
    problems: list[Problem],
) -> ReadForm:
    """The form that tables say; `problems` = those found before."""
    form = with_fields(read_table(Form, data, "", problems), fields or {})
    told = {problem.key for problem in problems}
    problems += [problem for problem in check_form(form, fields, axes) if problem.key not in told]
    return ReadForm(form, tuple(problems))


def refusal(problems: Sequence[Problem], source: str, *, todo: str = _TODO) -> KnownError:
    """Why a form is not used: its first error, and how many there are besides."""
    errors = errors_of(list(problems))
    first, others = errors[0], len(errors) - 1
    more = f"ほかにも{others}か所あります。" if others else ""
    return KnownError(
        f"様式の「{first.key}」を読み取れませんでした。{first.message}{more}",
        place=source,
        todo=todo,
    )


def parse_form(
    toml: str, source: str, fields: Mapping[str, Field] | None = None, axes: Collection[str] | None = None
) -> Form:
    """Read a form. Raises KnownError naming the file, the key and the reason."""
    read = read_form(toml, fields, axes)
    if read.form is None or errors_of(list(read.problems)):
        raise refusal(read.problems, source)
    return read.form
