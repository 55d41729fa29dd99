"""What stands in a data file from its first minute: the standard axes (事業項目 …), the categories of 相談, the 職種 of
those who come to 研修."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.model.fields import standard_axes
from zaitaku_desktop.model.vocabulary import Axis, AxisValue
from zaitaku_desktop.operations.consultation import fill_categories
from zaitaku_desktop.operations.training_words import ensure_kinds


def fill_new(session: Session) -> None:
    """Write the standard axes, categories and 職種, where they are not there yet."""
    present = set(session.scalars(select(Axis.key)))
    for position, words in enumerate(standard_axes()):
        if words.key in present:
            continue
        axis = Axis(key=words.key, name=words.name, position=position)
        session.add(axis)
        session.flush()
        for index, value in enumerate(words.values):
            session.add(
                AxisValue(axis_id=axis.id, key=value.key, number=value.number, heading=value.heading, position=index)
            )
    session.flush()
    fill_categories(session)
    ensure_kinds(session)


def axis_value_id(session: Session, axis_key: str, value_key: str) -> int:
    """The id of a standard value. Raises NoResultFound."""
    query = select(AxisValue.id).join(Axis, Axis.id == AxisValue.axis_id)
    return session.scalars(query.where(Axis.key == axis_key, AxisValue.key == value_key)).one()
