"""What a form is tried on: the plan that is there, or a made-up one while it is empty; a 資料 as the form makes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.titles import form_title
from zaitaku_desktop.model.fields import Field
from zaitaku_desktop.model.plan import EntryState, ItemKind, Mark
from zaitaku_desktop.model.snapshot import (
    AxisValueRow,
    DocumentRow,
    EntryKey,
    EntryRow,
    ItemRow,
    MunicipalityRow,
    PlanRow,
    PlanSnapshot,
)

NUMBER = "資料１"
GRADE = "A"
MOST_ITEMS = 400
WORDS = "の例です。ここに入る文は、資料ごとに入力します。"


def trial_document(form: Form, like: DocumentRow | None, plan: PlanRow) -> DocumentRow:
    """A 資料 in this form about `plan`, without words of its own that would hide those of the form. `like` = one whose
    年度 and number it takes over."""
    year = like.fiscal_year if like is not None else plan.first_year + 1
    chosen = like.actual_years if like is not None else ()
    before = min(max(year - 1, plan.first_year), plan.last_year).start
    actual = (chosen or (before,)) if form.shows_actuals else ()
    title = form_title(form, plan.first_year, plan.last_year, year, actual)
    made = like if like is not None else DocumentRow(0, "plan", form.key, title, plan.id, year)
    return replace(
        made,
        form=form.key,
        title=title,
        actual_years=tuple(actual),
        number=made.number or NUMBER,
        legend="",
        header_notes={},
    )


def trial_plan(plan: PlanSnapshot | None, city: MunicipalityRow, axes: Mapping[int, AxisValueRow]) -> PlanSnapshot:
    """`plan`, or a made-up one where it has no 取組 yet."""
    if plan is not None and any(item.kind is ItemKind.INITIATIVE for item in plan.items.values()):
        return plan
    row = plan.plan if plan is not None else PlanRow(0, "計画", FiscalYear(2024), FiscalYear(2026), "令和8年度末")
    firsts: dict[str, int] = {}
    for value in axes.values():
        firsts.setdefault(value.axis, value.id)
    items: dict[int, ItemRow] = {}
    for group in (1, 2):
        items[group] = ItemRow(group, None, ItemKind.GROUP, group, title=f"項目{group}")
        for place in (1, 2):
            key = group * 10 + place
            title = f"取組{2 * group + place - 2}"
            tags = tuple(firsts.values())
            items[key] = ItemRow(key, group, ItemKind.INITIATIVE, place, f"①-{key}", title, Mark.NEW, tags=tags)
    return PlanSnapshot(city, row, items, {}, dict(axes))


def with_words(plan: PlanSnapshot, fields: Iterable[Field]) -> PlanSnapshot:
    """A plan without a word gets one in every field of every 取組; another is as it is."""
    if plan.entries:
        return plan
    years = [year.start for year in years_between(plan.plan.first_year, plan.plan.last_year)]
    entries: dict[EntryKey, EntryRow] = {}
    for item in plan.items.values():
        if item.kind is not ItemKind.INITIATIVE:
            continue
        for field in fields:
            for year in years if field.per_year == "yes" else [None]:
                text = GRADE if field.key == "grade" else f"{field.name}{WORDS}"
                entry = EntryRow(len(entries) + 1, item.id, field.key, year, EntryState.TEXT, text)
                entries[item.id, field.key, year] = entry
    return replace(plan, entries=entries)


def first_part(plan: PlanSnapshot, most: int = MOST_ITEMS) -> PlanSnapshot:
    """The plan up to its 取組 with which it has `most` items; the very same one if it has no more. A form is tried on a
    few pages: those of a large plan would take too long to follow every change."""
    if len(plan.items) <= most:
        return plan
    kept: set[int] = set()
    for item in plan.walk():
        if len(kept) >= most and item.kind is not ItemKind.LINE:
            break
        kept.add(item.id)
    return replace(
        plan,
        items={key: item for key, item in plan.items.items() if key in kept},
        entries={key: entry for key, entry in plan.entries.items() if key[0] in kept},
    )
