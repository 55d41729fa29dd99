"""The values of a 取組 on the axes (事業項目, 基本理念, 4つの場面 …)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.plan import ItemTag, PlanItem
from zaitaku_desktop.model.vocabulary import Axis, AxisValue
from zaitaku_desktop.operations import entries


def set_tags(session: Session, item_id: int, axis_value_ids: Iterable[int]) -> None:
    """The item's tags are these from now on. Raises KnownError if the item is gone."""
    entries.item_of(session, item_id)
    wanted = set(axis_value_ids)
    present = {tag.axis_value_id: tag for tag in session.scalars(select(ItemTag).where(ItemTag.item_id == item_id))}
    for value_id in present.keys() - wanted:
        session.delete(present[value_id])
    for value_id in sorted(wanted - present.keys()):
        session.add(ItemTag(item_id=item_id, axis_value_id=value_id))
    session.flush()


def set_axis_values(session: Session, item_id: int, axis_key: str, value_ids: Iterable[int]) -> None:
    """The 取組's values on one axis are these; those on others stay.

    What its 項目 itself is needs no tag and gets none. Raises KnownError if the 取組 is gone.
    """
    item = entries.item_of(session, item_id)
    on_axis = select(AxisValue.id).join(Axis, Axis.id == AxisValue.axis_id).where(Axis.key == axis_key)
    others = set(session.scalars(select(ItemTag.axis_value_id).where(ItemTag.item_id == item_id)))
    others -= set(session.scalars(on_axis))
    wanted = set(value_ids)
    group = None if item.parent_id is None else session.get(PlanItem, item.parent_id)
    inherited = set() if group is None or wanted != {group.axis_value_id} else wanted
    set_tags(session, item_id, others | (wanted - inherited))


def set_axis_tags(session: Session, item: PlanItem, axis_key: str, text: str) -> None:
    """The 取組's values on one axis, as typed: one on a line, by sign or name (ア, 地域の…, ア　地域の…); "" = none.

    What its 項目 itself is needs no tag and gets none. KnownError for words that are no value of the axis.
    """
    axis = session.scalars(select(Axis).where(Axis.key == axis_key)).one()
    values = list(session.scalars(select(AxisValue).where(AxisValue.axis_id == axis.id).order_by(AxisValue.position)))
    wanted = {_axis_value(values, line, axis.name).id for line in text.split("\n") if line.strip()}
    set_axis_values(session, item.id, axis_key, wanted)


def _axis_value(values: Iterable[AxisValue], words: str, axis_name: str) -> AxisValue:
    folded = _folded(words)
    for value in values:
        if folded and folded in map(_folded, (value.number, value.heading, f"{value.number}{value.heading}")):
            return value
    signs = "、".join(value.number or value.heading for value in values)
    raise KnownError(
        f"「{words.strip()}」は、{axis_name}にありません。",
        todo=f"次のどれかを入力してください：{signs}" if signs else f"{axis_name}はまだ決められていません。",
    )


def _folded(words: str) -> str:
    return re.sub(r"[\s()]", "", unicodedata.normalize("NFKC", words))
