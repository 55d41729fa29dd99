"""A form as a `.toml` file of its own: to hand it on to another data file.

Beside what the form says stands what is the municipality's own of what it uses: its fields, as `[[field]]` tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.files import known, replace_file
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import Library
from zaitaku_desktop.forms.parsing import LARGEST, form_of, load_toml, refusal
from zaitaku_desktop.forms.tables import Problem, read_table, table_of
from zaitaku_desktop.forms.writing import form_data, toml_text
from zaitaku_desktop.model.fields import Field, Level, all_fields, standard_fields

SUFFIX = ".toml"
_NO_FORM = "様式のファイル（.toml）を選んでください。"


@dataclass(frozen=True, slots=True)
class OwnFieldSettings:
    """A `[[field]]` of such a file: a field of the municipality that the form uses."""

    key: str
    name: str
    level: Level = "line"
    per_year: bool = False

    def field(self) -> Field:
        """The same as the fields of a plan are."""
        return Field(self.key, self.name, self.level, "yes" if self.per_year else "no")


@dataclass(frozen=True, slots=True)
class FormFile:
    """A form read from a file, with the keys of its own data file. `fields` = those of its fields that are no standard
    ones; `new` = of these the ones that the data file it was read for has not."""

    form: Form
    fields: tuple[Field, ...] = ()
    new: tuple[Field, ...] = ()


def read_form_file(path: Path, library: Library) -> FormFile:
    """The form in a file, for the data file of `library`. Raises KnownError with the file, the key and the reason."""
    return read_form_text(_text(path), path.name, library)


def read_form_text(toml: str, source: str, library: Library) -> FormFile:
    """The same from its text."""
    data, problems = load_toml(toml)
    if data is None:
        raise refusal(problems, source)
    fields = _fields(data.pop("field", []), problems)
    own = {field.key: field for field in fields if field.key not in standard_fields()}
    read = form_of(data, all_fields(own.values()), library.axes, problems)
    if read.form is None or any(problem.severity == "error" for problem in read.problems):
        raise refusal(read.problems, source)
    used = {key for column in read.form.columns for key in column.fields}
    carried = tuple(field for field in own.values() if field.key in used)
    there = {(field.name, field.level, field.per_year) for field in library.fields.values()}
    new = tuple(field for field in carried if (field.name, field.level, field.per_year) not in there)
    return FormFile(read.form, carried, new)


def _fields(rows: Any, problems: list[Problem]) -> list[Field]:
    if not isinstance(rows, list):
        problems.append(Problem("field", "[[field]] の並びにしてください。"))
        return []
    found: list[Field] = []
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            problems.append(Problem(f"field[{number}]", "項目の並び（表）にしてください。"))
            continue
        settings = read_table(OwnFieldSettings, row, f"field[{number}].", problems)
        if not settings.name.strip():
            problems.append(Problem(f"field[{number}].name", "欄の名前がありません。"))
        found.append(settings.field())
    return found


def with_keys(form: Form, keys: Mapping[str, str]) -> Form:
    """The form with other keys for its fields."""
    if not any(old != new for old, new in keys.items()):
        return form
    columns = (replace(c, fields=tuple(keys.get(key, key) for key in c.fields), own=()) for c in form.columns)
    return replace(form, columns=tuple(columns))


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise _refused(path, "これはフォルダーです。")
        if path.stat().st_size > 4 * LARGEST:
            raise _refused(path, "様式のファイルとしては大きすぎます。")
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise _refused(path, "ファイルが見つかりません。") from error
    except UnicodeDecodeError as error:
        raise _refused(path, "文字のファイル（UTF-8）ではありません。") from error
    except OSError as error:
        raise known(error, path) or _refused(path, "ファイルを読み取れませんでした。") from error
    if not text.strip():
        raise _refused(path, "中身が空のファイルです。")
    return text


def _refused(path: Path, what: str) -> KnownError:
    return KnownError(what, safe="何も読み込んでいません。", todo=_NO_FORM, place=path.name)


def form_file_text(form: Form) -> str:
    """The text of such a file."""
    own = {field.key: field for column in form.columns for field in column.own}
    rows = [table_of(OwnFieldSettings(f.key, f.name, f.level, f.per_year == "yes")) for f in own.values()]
    return toml_text({**form_data(form), "field": rows} if rows else form_data(form))


def write_form_file(path: Path, form: Form) -> None:
    """Write a form over `path`. KnownError, and the old file as it was, if it cannot be written."""
    content = form_file_text(form).encode()

    def fill(part: Path) -> None:
        part.write_bytes(content)

    replace_file(path, fill)
