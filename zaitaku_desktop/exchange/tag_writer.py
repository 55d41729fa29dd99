"""Writes the 事業区分 and other axis values that a sheet says of its 取組."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.exchange.proposal import ItemDraft, PlanDraft, TagsDraft
from zaitaku_desktop.model.plan import ItemTag, PlanItem
from zaitaku_desktop.model.vocabulary import Axis, AxisValue


def answered(plan: PlanDraft, answers: Mapping[int, tuple[int, ...]]) -> PlanDraft:
    """The draft with what the clerk said of its items (by ItemDraft.key) as if the sheet had."""
    items = tuple(
        replace(item, tags=(*item.tags, TagsDraft(item.asked.axis, answers[item.key], item.asked.where)))
        if item.asked is not None and answers.get(item.key)
        else item
        for item in plan.items
    )
    return replace(plan, items=items)


class TagWriter:
    """Knows the tags of one plan, read at once."""

    def __init__(self, session: Session, plan_id: int) -> None:
        self.session = session
        axes = select(AxisValue.id, Axis.key).join(Axis, Axis.id == AxisValue.axis_id)
        self._axis: dict[int, str] = {row[0]: row[1] for row in session.execute(axes)}
        groups = select(PlanItem.id, PlanItem.axis_value_id).where(PlanItem.plan_id == plan_id)
        self._groups: dict[int, int | None] = {row[0]: row[1] for row in session.execute(groups)}
        self._present: dict[int, set[int]] = {}
        tags = select(ItemTag.item_id, ItemTag.axis_value_id).join(PlanItem, PlanItem.id == ItemTag.item_id)
        for item_id, value_id in session.execute(tags.where(PlanItem.plan_id == plan_id)):
            self._present.setdefault(item_id, set()).add(value_id)

    def write(self, record: PlanItem, draft: ItemDraft) -> int:
        """Tag the 取組 on each axis on which it has nothing; what its 項目 itself is needs no tag.

        Returns how many tags were made.
        """
        made = 0
        above = None if record.parent_id is None else self._groups.get(record.parent_id)
        for tags in draft.tags:
            present = self._present.get(record.id, set())
            inherited = above is not None and self._axis.get(above) == tags.axis
            if any(self._axis.get(value) == tags.axis for value in present):
                continue
            if inherited and (draft.matched_id is not None or set(tags.values) == {above}):
                continue
            for value in tags.values:
                self.session.add(ItemTag(item_id=record.id, axis_value_id=value))
                self._present.setdefault(record.id, set()).add(value)
                made += 1
        return made
