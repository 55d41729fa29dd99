"""The values of an axis in the municipality's own words (基本理念 ①, ② …)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.references import Follow
from zaitaku_desktop.model.vocabulary import Axis, AxisValue
from zaitaku_desktop.operations.references import write_following


def add_axis_value(session: Session, axis_key: str, heading: str, *, number: str = "", sentence: str = "") -> int:
    """Add a value at the end of an axis: its sign, its short name, its long wording. Returns its id.

    A sentence with a sign needs no name. Raises KnownError where the name is missing, or for a sign or name the axis
    has already: a tag typed by it would be ambiguous. NoResultFound if there is no such axis.
    """
    axis = session.scalars(select(Axis).where(Axis.key == axis_key)).one()
    present = _values_of(session, axis)
    _must_be_named(axis, number, heading, sentence)
    for said, others in ((number, {v.number for v in present}), (heading, {v.heading for v in present})):
        if said and said in others:
            raise KnownError(f"「{said}」は、{axis.name}にもうあります。", todo="別の番号と名前にしてください。")
    value = AxisValue(
        axis_id=axis.id,
        key=_free_key({value.key for value in present}),
        number=number,
        heading=heading,
        sentence=sentence,
        position=max((value.position for value in present), default=-1) + 1,
    )
    session.add(value)
    session.flush()
    return value.id


def rename_axis_values(
    session: Session,
    words: Mapping[int, tuple[str, str]],
    following: Iterable[Follow] = (),
    *,
    sentences: Mapping[int, str] | None = None,
) -> None:
    """Give values of one axis other signs and names: id → (sign, name); and write what references to them say then.

    `sentences` = their long wordings, where these change. Raises KnownError if one is gone, has neither a name nor a
    sign with a sentence, or if two would have the same sign or name.
    """
    said_of = dict(sentences or {})
    values = {value_id: session.get(AxisValue, value_id) for value_id in words}
    first = next((value for value in values.values() if value is not None), None)
    if first is None or None in values.values():
        raise KnownError("この分類は削除されています。", todo="一覧を開き直してください。")
    axis = session.get_one(Axis, first.axis_id)
    rows = _values_of(session, axis)
    after = {**{row.id: (row.number, row.heading) for row in rows}, **words}
    for row in rows:
        number, heading = after[row.id]
        _must_be_named(axis, number, heading, said_of.get(row.id, row.sentence))
    for part in (0, 1):
        said = [both[part] for both in after.values() if both[part]]
        twice = next((one for one in said if said.count(one) > 1), "")
        if twice:
            raise KnownError(f"「{twice}」が、{axis.name}に2つあります。", todo="別の記号と名前にしてください。")
    for value_id, (number, heading) in words.items():
        value = values[value_id]
        assert value is not None
        if value.number != number:
            value.number = number
        if value.heading != heading:
            value.heading = heading
        if value_id in said_of:
            value.sentence = said_of[value_id]
    session.flush()
    write_following(session, following)


def _must_be_named(axis: Axis, number: str, heading: str, sentence: str) -> None:
    if not heading.strip() and not (number.strip() and sentence.strip()):
        raise KnownError(f"{axis.name}の名前がありません。", todo="名前を入力してください。")


def _values_of(session: Session, axis: Axis) -> list[AxisValue]:
    found = select(AxisValue).where(AxisValue.axis_id == axis.id).order_by(AxisValue.position, AxisValue.id)
    return list(session.scalars(found))


def _free_key(taken: set[str]) -> str:
    """A key no delivered value will ever have."""
    return next(key for n in range(1, len(taken) + 2) if (key := f"own{n}") not in taken)
