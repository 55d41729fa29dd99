"""Where rows of a plan can go: one place up or down, or to a place between two rows. Plain functions."""

from __future__ import annotations

from collections.abc import Sequence

from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.model.snapshot import ItemRow, PlanSnapshot
from zaitaku_ui.editors.plan_target import Target

AT_EDGE = "これより先には移せません。"
BY_NUMBER = "この様式は No. の順に並びます。No. を直すと、行が移ります。"
BY_TAGS = "この様式は取組の分類の順に並ぶため、ここより先には移せません。"
MIXED = "取組と実施行は、一緒には移せません。取組を移すときは、その行をすべて選んでください。"

Place = tuple[int | None, int | None]
"""(parent, before which of its children): None, None = at the end of the plan."""


def why_not_together(items: Sequence[ItemRow]) -> str:
    """Why these cannot be moved together, "" if they can."""
    return MIXED if len({item.kind for item in items}) > 1 else ""


def next_place(snapshot: PlanSnapshot, items: Sequence[ItemRow], step: int) -> Place | None:
    """One place up (-1) or down (1) among their like; 取組 go on into the next 項目. None = there is no further."""
    edge = items[0 if step < 0 else -1]
    moving = {item.id for item in items}
    like = [
        row.id
        for row in snapshot.children(edge.parent_id)
        if row.id == edge.id or (row.id not in moving and (row.kind is edge.kind or edge.parent_id is None))
    ]
    index = like.index(edge.id) + step
    if 0 <= index < len(like):
        index += step > 0
        return edge.parent_id, like[index] if index < len(like) else None
    group = _neighbour_group(snapshot, edge, step)
    if group is None:
        return None
    inside = [row.id for row in snapshot.children(group.id)]
    return group.id, inside[0] if step > 0 and inside else None


def _neighbour_group(snapshot: PlanSnapshot, item: ItemRow, step: int) -> ItemRow | None:
    if item.kind is not ItemKind.INITIATIVE or item.parent_id is None:
        return None
    groups = [row for row in snapshot.children(None) if row.kind is ItemKind.GROUP]
    index = [row.id for row in groups].index(item.parent_id) + step
    return groups[index] if 0 <= index < len(groups) else None


def why_not_by_step(target: Target, items: Sequence[ItemRow], step: int) -> str:
    """Why these rows cannot move by one place in the form: a computed heading, or an order of its own."""
    if why := target.why_not_heading():
        return why
    form, snapshot = target.view.form, target.snapshot
    lines = target.lines()
    line, item = lines[0 if step < 0 else -1], items[0 if step < 0 else -1]
    if item.kind is not ItemKind.INITIATIVE or not (form.order or line.heading_id is not None):
        return ""
    beside = target.neighbour(step)
    if beside is None:
        return AT_EDGE
    if beside.initiative_id is None or beside.heading != line.heading:
        return BY_TAGS
    if form.order == "number" and snapshot.items[beside.initiative_id].number != item.number:
        return BY_NUMBER
    siblings = [row.id for row in snapshot.children(item.parent_id)]
    place = siblings.index(item.id) + step
    return "" if 0 <= place < len(siblings) and siblings[place] == beside.initiative_id else BY_TAGS
