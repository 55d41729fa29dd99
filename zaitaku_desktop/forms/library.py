"""The forms at hand: the presets of resources/forms, and those stored in the data file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.paths import resources_folder
from zaitaku_desktop.forms.definition import Form, parse_form
from zaitaku_desktop.model.fields import Field, all_fields


def preset_forms() -> dict[str, Form]:
    """Every preset by key, in the order of their keys."""
    found = {}
    for path in sorted((resources_folder() / "forms").glob("*.toml")):
        form = parse_form(path.read_text(encoding="utf-8"), path.name, all_fields())
        found[form.key] = form
    return found


def load_form(key: str, stored: Mapping[str, str] | None = None, own_fields: Iterable[Field] = ()) -> Form:
    """The form of that key: from `stored` (key → TOML text of the data file) first, else a preset.

    Raises KnownError if there is none, or if it cannot be read.
    """
    if stored and key in stored:
        return parse_form(stored[key], f"様式 {key}", all_fields(own_fields))
    presets = preset_forms()
    if key not in presets:
        raise KnownError(
            f"様式「{key}」が見つかりませんでした。",
            todo=f"使える様式は {'、'.join(presets)} です。",
        )
    return presets[key]
