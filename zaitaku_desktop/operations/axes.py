"""The values of an axis in the municipality's own words (基本理念 ①, ② …)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.vocabulary import Axis, AxisValue


def add_axis_value(session: Session, axis_key: str, heading: str, *, number: str = "", sentence: str = "") -> int:
    """Add a value at the end of an axis: its sign, its short name, its long wording. Returns its id.

    A sentence with a sign needs no name. Raises KnownError where the name is missing, or for a sign or name the axis
    has already: a tag typed by it would be ambiguous. NoResultFound if there is no such axis.
    """
    axis = session.scalars(select(Axis).where(Axis.key == axis_key)).one()
    present = list(session.scalars(select(AxisValue).where(AxisValue.axis_id == axis.id)))
    if not heading.strip() and not (number.strip() and sentence.strip()):
        raise KnownError(f"{axis.name}の名前がありません。", todo="名前を入力してください。")
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


def _free_key(taken: set[str]) -> str:
    """A key no delivered value will ever have."""
    return next(key for n in range(1, len(taken) + 2) if (key := f"own{n}") not in taken)
