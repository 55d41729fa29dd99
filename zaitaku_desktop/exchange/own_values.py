"""Values of a city's own axes (基本理念) that come with an import: new ones, and others than those that are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from zaitaku_desktop.exchange.axis_words import AxisWords
from zaitaku_desktop.exchange.proposal import AxisValueDraft, CellPlace, Conflict, Created, PlanDraft, cell_name
from zaitaku_desktop.model.fields import standard_axes
from zaitaku_desktop.model.snapshot import AxisValueRow
from zaitaku_desktop.model.vocabulary import AxisValue
from zaitaku_desktop.operations.axes import add_axis_value

SENTENCE = "axis.sentence"
"""Field of a conflict about the words of such a value; its id is that of the value."""


def drafts_of(words: AxisWords) -> tuple[AxisValueDraft, ...]:
    """What the sheets have that the file does not, and what it calls otherwise."""
    rows = (*words.made, *words.renamed.values())
    return tuple(AxisValueDraft(row.id, row.axis, row.number, row.sentence, row.heading) for row in rows)


def differing(values: Mapping[int, AxisValueRow], found: Mapping[int, tuple[str, CellPlace]]) -> Iterable[Conflict]:
    """Other words for a value that is there: which of them holds is the clerk's choice."""
    names = {axis.key: axis.name for axis in standard_axes()}
    for value_id, (theirs, place) in found.items():
        value = values[value_id]
        if value_id > 0:
            mine = value.sentence or value.heading
            yield Conflict(cell_name(place), value_id, SENTENCE, None, mine, theirs, names[value.axis] + value.number)


def make_values(session: Session, drafts: Iterable[AxisValueDraft]) -> tuple[dict[int, int], list[Created]]:
    """Write them. Returns the ids of the records by those of the drafts, and what is new."""
    ids: dict[int, int] = {}
    created = []
    for draft in drafts:
        if draft.id > 0:
            session.get_one(AxisValue, draft.id).heading = draft.heading
            continue
        made = add_axis_value(session, draft.axis, draft.heading, number=draft.number, sentence=draft.sentence)
        ids[draft.id] = made
        created.append(Created(made, "axis_value", draft.title))
    return ids, created


def with_values(draft: PlanDraft, ids: Mapping[int, int]) -> PlanDraft:
    """The draft with the ids of the records in place of those that stood for them."""
    if not ids:
        return draft
    items = tuple(
        replace(
            item,
            axis_value_id=None if item.axis_value_id is None else ids.get(item.axis_value_id, item.axis_value_id),
            tags=tuple(
                replace(tags, values=tuple(ids.get(value, value) for value in tags.values)) for tags in item.tags
            ),
        )
        for item in draft.items
    )
    return replace(draft, items=items)
