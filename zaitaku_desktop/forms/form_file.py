"""A form as a `.toml` file of its own: to hand it on to another data file."""

from __future__ import annotations

from pathlib import Path

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.files import known, replace_file
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import Library
from zaitaku_desktop.forms.parsing import LARGEST, parse_form
from zaitaku_desktop.forms.writing import form_toml

SUFFIX = ".toml"
_NO_FORM = "様式のファイル（.toml）を選んでください。"


def read_form_file(path: Path, library: Library) -> Form:
    """The form in a file, for the data file of `library`. Raises KnownError with the file, the key and the reason."""
    return parse_form(_text(path), path.name, library.fields, library.axes)


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


def write_form_file(path: Path, form: Form) -> None:
    """Write a form over `path`. KnownError, and the old file as it was, if it cannot be written."""
    content = form_toml(form).encode()

    def fill(part: Path) -> None:
        part.write_bytes(content)

    replace_file(path, fill)
