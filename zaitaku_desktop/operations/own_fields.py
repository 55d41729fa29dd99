"""Fields of the municipality's own: 欄 beside those that every plan has (予算, 担当課 …)."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.model.fields import Field, Level, all_fields
from zaitaku_desktop.model.plan import Entry
from zaitaku_desktop.model.vocabulary import OwnField
from zaitaku_desktop.storage.reading import load_own_fields

LONGEST_NAME = 20
_SIGNS = frozenset("：:\n{}")
"""What no name has: it stands before its text with ： behind it."""


def add_own_field(session: Session, name: str, *, level: Level, per_year: bool) -> str:
    """Add a field. Returns its key, which never changes.

    `level` = which rows carry it: "initiative" the 取組, "line" its 実施行. `per_year` = one text for each 年度.
    Raises KnownError for a name that is empty, too long, or taken by another field.
    """
    words = _named(session, name)
    key = _free_key(session)
    session.add(OwnField(key=key, name=words, per_year=per_year, level=level))
    session.flush()
    return key


def rename_own_field(session: Session, key: str, name: str) -> None:
    """Call a field otherwise; the headings of forms stay. KnownError if it is gone, or for a name it cannot have."""
    row = _row(session, key)
    row.name = _named(session, name, but=key)
    session.flush()


def reshape_own_field(session: Session, key: str, *, level: Level, per_year: bool) -> None:
    """Have a field stand on other rows, or for each 年度 or not. KnownError if it is gone, something is written in it,
    or a form shows it: there it would stand where it does not belong."""
    row = _row(session, key)
    if (row.level, row.per_year) == (level, per_year):
        return
    _must_be_unused(session, row, "変えられません。")
    row.level, row.per_year = level, per_year
    session.flush()


def remove_own_field(session: Session, key: str) -> None:
    """Remove a field. KnownError if it is gone, something is written in it, or a form shows it."""
    row = _row(session, key)
    _must_be_unused(session, row, "削除できません。")
    session.delete(row)
    session.flush()


def own_field_like(session: Session, wanted: Field) -> str:
    """The key of the field of that name that stands on the same rows and years, made if there is none: for a form from
    another data file. One of that name that stands elsewhere is another one: then the new one is called 予算（2）."""
    session.flush()
    own = load_own_fields(session.connection())
    for field in own:
        if (field.name, field.level, field.per_year) == (wanted.name, wanted.level, wanted.per_year):
            return field.key
    taken = {field.name for field in all_fields(own).values()}
    name = " ".join(wanted.name.split())[:LONGEST_NAME]
    free = next(words for n in range(1, len(taken) + 2) if (words := name if n == 1 else f"{name}（{n}）") not in taken)
    return add_own_field(session, free, level=wanted.level, per_year=wanted.per_year == "yes")


def _row(session: Session, key: str) -> OwnField:
    row = session.scalars(select(OwnField).where(OwnField.key == key)).one_or_none()
    if row is None:
        raise KnownError("この欄は削除されています。", todo="一覧から選び直してください。")
    return row


def _must_be_unused(session: Session, row: OwnField, cannot: str) -> None:
    if session.scalar(select(exists().where(Entry.field == row.key))):
        raise KnownError(
            f"欄「{row.name}」には書かれたものがあるので、{cannot}", todo="先に、この欄の内容を空にしてください。"
        )
    library = read_library(session.connection())
    users = [form.name for form in library.forms.values() if any(row.key in c.fields for c in form.columns)]
    if users:
        raise KnownError(
            f"欄「{row.name}」は様式「{'」「'.join(users)}」が使っているので、{cannot}",
            todo="先に、その様式から列を除いてください。",
        )


def _named(session: Session, name: str, but: str = "") -> str:
    """The name as it is stored. `but` = the field that may be called so already."""
    session.flush()
    fields = all_fields(load_own_fields(session.connection()))
    return field_words(name, [field.name for key, field in fields.items() if key != but])


def field_words(name: str, taken: Collection[str]) -> str:
    """A name for a field as it is stored. KnownError for one that is empty, too long, or among those `taken`."""
    words = " ".join(name.split())
    if not words:
        raise KnownError("欄の名前がありません。", todo="名前を入力してください。")
    if len(words) > LONGEST_NAME or _SIGNS & set(words):
        raise KnownError(
            f"欄の名前「{words[:LONGEST_NAME]}」は使えません。",
            todo=f"{LONGEST_NAME}字までで、：や {{ }} のない名前にしてください。",
        )
    if words in taken:
        raise KnownError(f"「{words}」という欄は、もうあります。", todo="別の名前にしてください。")
    return words


def _free_key(session: Session) -> str:
    """A key that no field has, nor any text that was written in a field which is gone."""
    taken = {*session.scalars(select(OwnField.key)), *session.scalars(select(Entry.field).distinct())}
    return next(key for n in range(1, len(taken) + 2) if (key := f"field{n}") not in taken)
