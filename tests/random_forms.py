"""Forms changed at random: every setting to anything of its type."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from types import UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from zaitaku_desktop.forms.checking import check_form, errors_of
from zaitaku_desktop.forms.definition import ColumnDef, Form
from zaitaku_desktop.forms.library import preset_library

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\"'\\#{}[]="), max_size=12)
OF_MEETINGS = (
    "agenda",
    "minutes",
    "status",
    "attendance",
    "roster",
    "notice",
    "outline",
    "trainings",
    "matrix",
    "report",
    "consultation",
    "indicator",
)
"""Tables that a form of a plan does not look at."""
NUMBERS = st.floats(0, 500, allow_nan=False).map(lambda number: round(number, 2))


def of_hint(hint: Any) -> st.SearchStrategy[Any]:
    """Anything that a setting annotated so may be."""
    if is_dataclass(hint):
        return changed_settings(read_default(cast(type[Any], hint)))
    if get_origin(hint) is tuple:
        return st.lists(of_hint(get_args(hint)[0]), max_size=3).map(tuple)
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) in (Union, UnionType):
        return st.one_of([of_hint(part) for part in get_args(hint)])
    return {str: WORDS, bool: st.booleans(), int: st.integers(-300, 3000), float: NUMBERS}[hint]


def read_default(kind: type[Any]) -> Any:
    """Settings as the class has them; texts and numbers that must be given are empty."""
    hints = get_type_hints(kind)
    blank = {one.name: hints[one.name]() for one in fields(kind) if hints[one.name] in (str, float, int)}
    return kind(**blank)


@st.composite
def changed_settings(draw: st.DrawFn, settings: Any, kept: tuple[str, ...] = ()) -> Any:
    """The settings with a few of them changed."""
    hints = get_type_hints(type(settings))
    written = (one.name for one in fields(settings) if one.metadata.get("written", True))
    names = [name for name in written if name not in kept]
    chosen = draw(st.lists(st.sampled_from(names), max_size=4, unique=True))
    return replace(settings, **{name: draw(of_hint(hints[name])) for name in chosen})


@st.composite
def changed_forms(draw: st.DrawFn) -> Form:
    """A preset, its columns in another order, some left out, some changed, its settings changed."""
    form = draw(st.sampled_from(list(preset_library().of_kind("plan").values())))
    columns = draw(st.permutations(form.columns))[: draw(st.integers(1, len(form.columns)))]
    made = tuple(draw(changed_settings(column)) if draw(st.booleans()) else column for column in columns)
    return cast(
        Form,
        replace(
            draw(changed_settings(form, kept=("columns", *OF_MEETINGS))), columns=cast(tuple[ColumnDef, ...], made)
        ),
    )


@st.composite
def usable_forms(draw: st.DrawFn) -> Form:
    """A preset changed again and again, by changes after which it can still be used."""
    form = draw(st.sampled_from(list(preset_library().of_kind("plan").values())))
    for _ in range(draw(st.integers(1, 8))):
        changed = draw(_changed_once(form))
        if not errors_of(check_form(changed)):
            form = changed
    return form


@st.composite
def _changed_once(draw: st.DrawFn, form: Form) -> Form:
    kind = draw(st.sampled_from(["settings", "column", "order", "remove", "place"]))
    at = draw(st.integers(0, len(form.columns) - 1))
    columns = list(form.columns)
    if kind == "settings":
        return cast(Form, draw(changed_settings(form, kept=("columns", "key", "kind", *OF_MEETINGS))))
    if kind == "order":
        return replace(form, columns=tuple(draw(st.permutations(columns))))
    if kind == "remove":
        return replace(form, columns=tuple(columns[:at] + columns[at + 1 :]))
    if kind == "place":
        words = draw(st.lists(st.sampled_from(["計画", "実績", "{long}", "R\n{year}", "目標"]), min_size=1, max_size=4))
        columns[at] = replace(columns[at], heading=tuple(words))
    else:
        columns[at] = cast(ColumnDef, draw(changed_settings(columns[at])))
    return replace(form, columns=tuple(columns))
