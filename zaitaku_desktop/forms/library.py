"""All forms of a data file: the presets of resources/forms, and the municipality's own. The one place to ask."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from types import MappingProxyType

from sqlalchemy import Connection

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.paths import resources_folder
from zaitaku_desktop.forms.checking import errors_of
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.parsing import ReadForm, parse_form, read_form, refusal
from zaitaku_desktop.model.fields import Field, all_fields, standard_axes
from zaitaku_desktop.model.snapshot import StoredFormRow
from zaitaku_desktop.storage.reading import load_axis_keys, load_own_fields, load_stored_forms

UNREADABLE = "様式を直すか、新しい版のアプリで開いてください。別の様式の資料を増やすこともできます。"


@dataclass(frozen=True)
class Library:
    """The forms of one data file; safe to hand to another thread.

    `presets`, `own` = those that can be read, by key. `unreadable` = why each of the others cannot, `names` = what the
    own ones are called, these too. `fields` = the standard fields and the municipality's own, `axes` = keys of axes.
    """

    presets: Mapping[str, Form]
    own: Mapping[str, Form] = field(default_factory=dict)
    unreadable: Mapping[str, KnownError] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Field] = field(default_factory=all_fields)
    axes: frozenset[str] = frozenset(axis.key for axis in standard_axes())

    @property
    def forms(self) -> dict[str, Form]:
        """All that can be used: the presets first, then the own ones, the oldest first."""
        presets = {key: form for key, form in self.presets.items() if key not in self.unreadable}
        return {**presets, **self.own}

    def form(self, key: str) -> Form:
        """The form of that key. Raises KnownError if there is none, or why it cannot be read."""
        if key in self.unreadable:
            trouble = self.unreadable[key]
            raise KnownError(trouble.what, safe=trouble.safe, todo=trouble.todo, place=trouble.place)
        found = self.own.get(key) or self.presets.get(key)
        if found is None:
            raise KnownError(
                f"様式「{key}」が見つかりませんでした。", todo=f"使える様式は {'、'.join(self.forms)} です。"
            )
        return found

    def name(self, key: str) -> str:
        """What a form is called, also one that cannot be read; its key if there is none."""
        form = self.forms.get(key)
        return form.name if form is not None else self.names.get(key) or key

    def of_kind(self, kind: str) -> dict[str, Form]:
        """The forms for 資料 of one kind ("plan")."""
        return {key: form for key, form in self.forms.items() if form.kind == kind}


@cache
def _presets() -> tuple[dict[str, Form], dict[str, KnownError]]:
    found: dict[str, Form] = {}
    broken: dict[str, KnownError] = {}
    for path in sorted((resources_folder() / "forms").glob("*.toml")):
        try:
            form = parse_form(path.read_text(encoding="utf-8"), path.name)
        except KnownError as trouble:
            broken[path.stem] = trouble
        else:
            found[form.key] = form
    return found, broken


def preset_forms() -> Mapping[str, Form]:
    """Every preset by key, in the order of their keys."""
    return MappingProxyType(_presets()[0])


@cache
def preset_library() -> Library:
    """The forms of a file that has none of its own."""
    found, broken = _presets()
    return Library(found, unreadable=broken)


def library_of(rows: Iterable[StoredFormRow], own_fields: Iterable[Field] = (), axes: Collection[str] = ()) -> Library:
    """The presets, and the forms stored in a data file. One that cannot be read leaves the others as they are."""
    fields, known = tuple(own_fields), frozenset(axes) or preset_library().axes
    own: dict[str, Form] = {}
    unreadable = dict(preset_library().unreadable)
    names: dict[str, str] = {}
    for row in rows:
        names[row.key] = row.name or row.key
        read = _read(row.toml, fields, known)
        if read.form is None or errors_of(list(read.problems)):
            unreadable[row.key] = refusal(read.problems, f"様式 {names[row.key]}", todo=UNREADABLE)
        else:
            unreadable.pop(row.key, None)
            own[row.key] = replace(
                read.form, key=row.key, name=row.name or read.form.name, base=row.base or read.form.base
            )
    return Library(preset_library().presets, own, unreadable, names, all_fields(fields), known)


@lru_cache(maxsize=200)
def _read(toml: str, fields: tuple[Field, ...], axes: frozenset[str]) -> ReadForm:
    """A 資料 is read again with every change that is no mere text; its form is the same nearly every time."""
    return read_form(toml, all_fields(fields), axes)


def read_library(connection: Connection) -> Library:
    """All forms of a data file."""
    return library_of(load_stored_forms(connection), load_own_fields(connection), load_axis_keys(connection))


def load_form(key: str) -> Form:
    """The preset of that key. Raises KnownError if there is none."""
    return preset_library().form(key)
