"""Which rows a form shows, in which order, under which heading (LAYOUTS, "Columns and fields")."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid_view import GridRow, Heading
from zaitaku_desktop.model.plan import EntryState, ItemKind
from zaitaku_desktop.model.snapshot import ItemRow, PlanSnapshot

_SIGN = re.compile(r"^(?:[(（]([ア-ン]|[0-9]{1,2})[)）][ \u3000]*|([ア-ン]|[0-9]{1,2})[.．]?[ \u3000]+)")
LAST = 1 << 32  # where a number is compared with words, the words come after


def build_rows(form: Form, snapshot: PlanSnapshot, years: Sequence[FiscalYear], *, rolled: bool) -> list[GridRow]:
    """The rows of the grid. An empty 項目 has one row, so that it can be seen and filled.

    `rolled` = 実施行 stand together in one row as the form says (for print), else each has its own; a table on paper
    leaves out what is only listed again (再掲).
    """
    rows: list[GridRow] = []
    places = _ordered(form, snapshot, _headed(form, snapshot, relisted=not rolled or form.layout == "pdca"))
    if rolled and form.rows == "group":
        return [_whole(snapshot, list(under)) for _, under in groupby(places, key=_heading)]
    for place in places:
        if place.initiative_id is None:
            rows.append(place)
            continue
        lines = [item.id for item in snapshot.row_items(snapshot.items[place.initiative_id])]
        for together in _roll(form, snapshot, years, lines) if rolled else [(line,) for line in lines]:
            rows.append(replace(place, item_id=together[0], rolled=together if len(together) > 1 else ()))
    return rows


def _heading(row: GridRow) -> Heading:
    return row.heading


def _whole(snapshot: PlanSnapshot, places: Sequence[GridRow]) -> GridRow:
    """One row for all 取組 under a heading."""
    found = [place.initiative_id for place in places if place.initiative_id is not None]
    if not found:
        return places[0]
    lines = [item.id for initiative in found for item in snapshot.row_items(snapshot.items[initiative])]
    first = next(place for place in places if place.initiative_id is not None)
    rolled = tuple(lines) if len(lines) > 1 else ()
    return replace(first, item_id=lines[0], rolled=rolled, together=tuple(found) if len(found) > 1 else ())


def _places(snapshot: PlanSnapshot, *, relisted: bool) -> Iterator[GridRow]:
    """Every 取組 (and empty 項目) in the plan's own order. `relisted` = 再掲 too."""
    for top in snapshot.children(None):
        if top.kind is not ItemKind.GROUP:
            if relisted or top.relisted_from_id is None:
                yield GridRow(top.id, top.id, None)
            continue
        initiatives = [child for child in snapshot.children(top.id) if child.kind is ItemKind.INITIATIVE]
        if not relisted:
            initiatives = [child for child in initiatives if child.relisted_from_id is None]
        if not initiatives:
            yield GridRow(top.id, None, top.id)
        for initiative in initiatives:
            yield GridRow(initiative.id, initiative.id, top.id)


def _headed(form: Form, snapshot: PlanSnapshot, *, relisted: bool) -> list[GridRow]:
    """In the order of the axis, each under the first of its values; those without one after, under their 項目.

    Where the plan's own 項目 are that axis, or nothing is on it, they are the headings.
    """
    return _under_banners(form, snapshot, _grouped(form, snapshot, list(_places(snapshot, relisted=relisted))))


def _under_banners(form: Form, snapshot: PlanSnapshot, places: Sequence[GridRow]) -> list[GridRow]:
    """Those with a value on the axis of banners first, in its order; within a banner as they stand."""
    if not form.banner_axis:
        return list(places)
    order = {value: index for index, value in enumerate(snapshot.axis_values)}
    found = [replace(place, banner_id=_value_on(form.banner_axis, snapshot, place)) for place in places]
    return sorted(found, key=lambda place: order.get(place.banner_id or 0, len(order)))


def _grouped(form: Form, snapshot: PlanSnapshot, places: list[GridRow]) -> list[GridRow]:
    if not form.group_axis:
        return places
    headed = [replace(place, heading_id=_value_on(form.group_axis, snapshot, place)) for place in places]
    if all(_own_heading(snapshot, place) for place in headed):
        return places
    order = {value: index for index, value in enumerate(snapshot.axis_values)}
    return sorted(headed, key=lambda place: order.get(place.heading_id or 0, len(order)))


def _value_on(axis: str, snapshot: PlanSnapshot, place: GridRow) -> int | None:
    if place.initiative_id is None:
        return None
    found = snapshot.tagged(snapshot.items[place.initiative_id], axis)
    return found[0].id if found else None


def _own_heading(snapshot: PlanSnapshot, place: GridRow) -> bool:
    """Whether grouping by the axis would say nothing but what the 項目 of this row says."""
    if place.heading_id is None:
        return True
    return place.group_id is not None and snapshot.items[place.group_id].axis_value_id == place.heading_id


def _ordered(form: Form, snapshot: PlanSnapshot, places: Sequence[GridRow]) -> list[GridRow]:
    """By No. within each heading, where the form says so; those without one after."""
    if form.order != "number":
        return list(places)
    first: dict[Heading, int] = {}
    for index, place in enumerate(places):
        first.setdefault(place.heading, index)

    def key(place: GridRow) -> tuple[int, bool, tuple[tuple[int, str], ...]]:
        number = "" if place.initiative_id is None else snapshot.items[place.initiative_id].number
        return first[place.heading], not number, number_key(number)

    return sorted(places, key=key)


def number_key(number: str) -> tuple[tuple[int, str], ...]:
    """For sorting numbers of 取組 as people count: ①-2 before ①-10."""
    folded = unicodedata.normalize("NFKC", number)
    return tuple((int(part), "") if part.isdecimal() else (LAST, part) for part in re.findall(r"\d+|\D+", folded))


def _roll(
    form: Form, snapshot: PlanSnapshot, years: Sequence[FiscalYear], lines: Sequence[int]
) -> list[tuple[int, ...]]:
    """Which 実施行 of one 取組 stand together."""
    if form.rows == "initiative":
        return [tuple(lines)]
    if form.rows == "line":
        return [(line,) for line in lines]
    found: list[tuple[int, ...]] = []
    before: object = None
    for line in lines:
        runs = _runs(form, snapshot, years, line)
        if found and runs == before:
            found[-1] = (*found[-1], line)
        else:
            found.append((line,))
        before = runs
    return found


def _runs(form: Form, snapshot: PlanSnapshot, years: Sequence[FiscalYear], line: int) -> list[str]:
    """In which cells of a 実施行 the one before goes on, and in which with more: there no arrow stands alone."""
    fields = [field for column in form.columns if column.repeats for field in column.fields]
    entries = (snapshot.entry(line, field, year.start) for field in fields for year in years)
    return [
        "" if entry is None or entry.state is not EntryState.CONTINUES else "more" if entry.text else "only"
        for entry in entries
    ]


def group_starts(form: Form, rows: Sequence[GridRow]) -> frozenset[int]:
    """Rows above which the heavier rule stands: where the heading changes.

    In a form that prints no names of 取組 it is left out while each heading has one row (LAYOUTS P2, P3).
    """
    starts = frozenset(i for i in range(1, len(rows)) if rows[i].heading != rows[i - 1].heading)
    named = any(column.role == "title" and column.printed for column in form.columns)
    return starts if named or len(starts) + 1 < len(rows) else frozenset()


def heading_text(snapshot: PlanSnapshot, row: GridRow) -> str:
    """The words of a row's heading."""
    if row.heading_id is not None:
        return snapshot.axis_values[row.heading_id].label
    return "" if row.group_id is None else item_title(snapshot, snapshot.items[row.group_id])


def bracketed(words: str) -> str:
    """`ア　地域の…` and `（ア）地域の…` as `(ア) 地域の…`; words without a sign stay."""
    match = _SIGN.match(words)
    return words if match is None else f"({match.group(1) or match.group(2)}) {words[match.end() :]}"


def item_title(snapshot: PlanSnapshot, item: ItemRow) -> str:
    """The name of an item: its own, or that of the axis value it is."""
    if item.title or item.axis_value_id is None:
        return item.title
    return snapshot.axis_values[item.axis_value_id].label
