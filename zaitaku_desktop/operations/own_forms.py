"""様式 of the municipality's own: made from another one, changed, renamed, removed, taken from a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.checking import check_form, errors_of
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.form_file import FormFile, with_keys
from zaitaku_desktop.forms.library import Library, preset_forms, read_library
from zaitaku_desktop.forms.parsing import refusal
from zaitaku_desktop.forms.writing import form_toml
from zaitaku_desktop.model.document import Document
from zaitaku_desktop.model.vocabulary import StoredForm
from zaitaku_desktop.operations.own_fields import own_field_like

LONGEST_NAME = 40
_GONE = "この様式は削除されています。"


def free_name(library: Library, name: str) -> str:
    """The name, with （2）, （3） … behind it where there is a form of that name."""
    taken = {*library.names.values(), *(form.name for form in library.forms.values())}
    return next(words for n in range(1, len(taken) + 2) if (words := name if n == 1 else f"{name}（{n}）") not in taken)


def add_form(session: Session, form: Form, name: str) -> str:
    """Store a form as one of the municipality's own, under a key of its own: a copy of a preset or of another own
    form, or one from a file. Returns the key.

    Raises KnownError for a name that is empty, too long or taken, and for a form that cannot be used.
    """
    library = _library(session)
    words = _named(library, name)
    base = form.key if form.key in preset_forms() else form.base
    key = _free_key(session)
    made = replace(form, key=key, name=words, base=base)
    session.add(StoredForm(key=key, name=words, base=base, toml=_toml(library, made)))
    session.flush()
    return key


def take_form(session: Session, file: FormFile, name: str = "") -> str:
    """Store a form that was read from a file, with the fields of the municipality it uses: those that are here already
    are shown, the others made. `name` "" = as it is called there, or with （2） behind it. Returns the key.

    Raises KnownError as `add_form` does.
    """
    keys = {field.key: own_field_like(session, field) for field in file.fields}
    form = with_keys(file.form, keys)
    return add_form(session, form, name or free_name(_library(session), form.name))


def change_form(session: Session, key: str, form: Form) -> None:
    """Give an own form another shape; its key, name and base stay. KnownError if it is gone or cannot be used so."""
    row = _row(session, key)
    _write(row, _toml(_library(session), replace(form, key=key, name=row.name, base=row.base)))
    session.flush()


def rename_form(session: Session, key: str, name: str) -> None:
    """Call an own form otherwise. Raises KnownError if it is gone, cannot be read, or for a name it cannot have."""
    row, library = _row(session, key), _library(session)
    words = _named(library, name, but=key)
    form = replace(library.form(key), name=words)
    row.name = words
    _write(row, form_toml(form))
    session.flush()


def remove_form(session: Session, key: str) -> None:
    """Remove an own form. KnownError, which names them, if 資料 are in it, or if it is gone."""
    row = _row(session, key)
    users = used_by(session, key)
    if users:
        named = "」「".join(users[:5]) + ("」など" if len(users) > 5 else "」")
        raise KnownError(
            f"様式「{row.name or key}」は、資料「{named}が使っています。",
            todo="その資料の様式を変えるか、資料を削除してから、様式を削除してください。",
        )
    session.delete(row)
    session.flush()


def used_by(session: Session, key: str) -> list[str]:
    """What the 資料 in a form are called, in order: 資料1 and title."""
    rows = session.execute(
        select(Document.number, Document.title).where(Document.form == key).order_by(Document.position, Document.id)
    )
    return [f"{number} {title}".strip() for number, title in rows]


def _library(session: Session) -> Library:
    session.flush()
    return read_library(session.connection())


def _row(session: Session, key: str) -> StoredForm:
    row = session.scalars(select(StoredForm).where(StoredForm.key == key)).one_or_none()
    if row is None:
        if key in preset_forms():
            raise KnownError(
                f"「{preset_forms()[key].name}」は備え付けの様式なので、変えられません。",
                todo="複製を作って、それを変えてください。",
            )
        raise KnownError(_GONE, todo="一覧から選び直してください。")
    return row


def _write(row: StoredForm, toml: str) -> None:
    if row.toml != toml:
        row.toml = toml


def _toml(library: Library, form: Form) -> str:
    """Its text. Raises KnownError with the first reason why it cannot be used."""
    problems = check_form(form, library.fields, library.axes)
    if errors_of(problems):
        raise refusal(problems, f"様式 {form.name}", todo="直してから、もう一度お試しください。")
    return form_toml(form)


def _named(library: Library, name: str, but: str = "") -> str:
    """The name as it is stored. `but` = the form that may be called so already."""
    words = " ".join(name.split())
    if not words:
        raise KnownError("様式の名前がありません。", todo="名前を入力してください。")
    if len(words) > LONGEST_NAME:
        raise KnownError(f"様式の名前が長すぎます（{LONGEST_NAME}字まで）。", todo="短い名前にしてください。")
    forms = library.forms
    if any(library.name(key) == words for key in {*forms, *library.names} - {but}):
        raise KnownError(f"「{words}」という様式は、もうあります。", todo="別の名前にしてください。")
    return words


def _free_key(session: Session) -> str:
    """A key that no preset and no form here has, nor any 資料 names."""
    used: Iterable[str] = (
        *session.scalars(select(StoredForm.key)),
        *session.scalars(select(Document.form)),
    )
    taken = set(used)
    return next(key for n in range(1, len(taken) + 2) if (key := f"own{n}") not in taken)
