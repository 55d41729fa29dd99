"""What a column can show, in the words of a clerk: the columns that a form may be given, and what one shows now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from zaitaku_desktop.forms.definition import ColumnDef, Form, Years
from zaitaku_desktop.model.fields import Field, standard_fields

ITEMS, FIELDS, AXES, OWN = "取組のこと", "計画の欄", "分類", "自分の欄"
GROUPS = (ITEMS, FIELDS, AXES, OWN)
RESULTS = frozenset({"actual", "grade", "assessment"})
"""Fields that tell of a 年度 that is over."""
_WIDTHS = {"grade": 14.0, "leader": 25.0, "target_group": 24.0}
_SINGLE = {"group": "項目", "title": "取組名", "number": "No."}
YEAR_WORDS: dict[Years, str] = {
    "none": "年度なし",
    "plan": "計画の年度を全部並べる",
    "actual": "実績を出す年度だけ並べる",
    "relative": "資料の年度から決める",
    "range": "決まった年度を並べる",
    "collapsed": "1つの欄に年度ごとに書く",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A column that can be added. `group` = one of GROUPS; `why_not` = why it cannot be now, "" = it can."""

    group: str
    name: str
    column: ColumnDef
    why_not: str = ""


def offers(form: Form, fields: Mapping[str, Field], axes: Mapping[str, str]) -> list[Offer]:
    """Everything that can stand in a column of the form. `axes` = names of the axes by key."""
    found = [_single(form, role) for role in _SINGLE]
    found += [
        Offer(ITEMS, "廃止の説明", ColumnDef("end_note", ("廃止の説明",), 40.0, "end_note")),
        Offer(ITEMS, "欄外の注記", ColumnDef("below_note", ("欄外の注記",), 40.0, "below_note")),
    ]
    standard = standard_fields()
    for field in fields.values():
        found.append(Offer(FIELDS if field.key in standard else OWN, field.name, column_for(form, field)))
    for key, name in axes.items():
        column = ColumnDef(key, (name,), 32.0, "tags", axis=key, synonyms=(name,))
        found.append(Offer(AXES, name, column))
    return sorted(found, key=lambda offer: GROUPS.index(offer.group))


def _single(form: Form, role: str) -> Offer:
    name = _SINGLE[role]
    there = any(column.role == role for column in form.columns)
    columns = {
        "group": ColumnDef("group", (name,), 20.0, "group", align="center", label=True, phrases=True),
        "title": ColumnDef("title", (name,), 40.0, "title", label=True, phrases=True, bold=True, required=True),
        "number": ColumnDef("number", (name,), 14.0, "number", align="center", family="gothic", label=True),
    }
    column = replace(columns[role], synonyms=(name,))
    return Offer(ITEMS, name, column, "もうあります" if there else "")


def column_for(form: Form, field: Field) -> ColumnDef:
    """A column for a field, with the 年度 that the others of the form have."""
    years, offset = _usual_years(form, field)
    words = {"plan": "{year}", "actual": "{year}", "relative": "{long}\n"}.get(years, "")
    return ColumnDef(
        field.key,
        (f"{words}{field.name}",),
        _WIDTHS.get(field.key, 36.0),
        fields=(field.key,),
        years=years,
        offset=offset,
        synonyms=(field.name,),
    )


def _usual_years(form: Form, field: Field) -> tuple[Years, int]:
    if field.per_year == "no":
        return "none", 0
    if field.per_year == "both":
        return "collapsed", 0
    results = field.key in RESULTS
    if form.shows_plans:
        return ("actual" if results else "plan"), 0
    if form.shows_actuals and not form.shows_relative:
        return "actual", 0
    return "relative", -1 if results else 0


def possible_years(fields: Sequence[Field]) -> tuple[Years, ...]:
    """Which 年度 a column with these fields can stand for."""
    if any(field.per_year == "no" for field in fields):
        return ("none",)
    by_year: tuple[Years, ...] = ("plan", "actual", "relative", "range")
    if all(field.per_year == "both" for field in fields):
        return ("collapsed", "none", *by_year)
    return by_year


def partners(field: Field, fields: Mapping[str, Field]) -> list[Field]:
    """The fields that can stand in one column with `field`: they have the same rows and 年度."""
    alike = (one for one in fields.values() if one.level == field.level and one.per_year == field.per_year)
    return [one for one in alike if one.key != field.key]


def set_fields(form: Form, column: ColumnDef, keys: Sequence[str], fields: Mapping[str, Field]) -> ColumnDef:
    """The column with other fields: two of them under their names where there is no 年度, else the first that is
    filled. Its 年度 stay where they can."""
    own = [fields[key] for key in keys]
    years, offset = column.years, column.offset
    if years not in possible_years(own):
        years, offset = _usual_years(form, own[0])
    several = len(own) > 1
    labelled = several and years == "none" and not column.first_of
    return replace(
        column,
        fields=tuple(keys),
        years=years,
        offset=offset,
        labelled=labelled or (column.labelled and not several and years == "none"),
        first_of=several and not labelled,
    )


def shows(column: ColumnDef, fields: Mapping[str, Field], axes: Mapping[str, str]) -> str:
    """What stands in a column: 計画, 目的と概要, 事業項目."""
    if column.role == "tags":
        return axes.get(column.axis, "分類")
    if column.role != "fields":
        notes = {"end_note": "廃止の説明", "below_note": "欄外の注記"}
        return _SINGLE.get(column.role) or notes[column.role]
    return "と".join(fields[key].name if key in fields else key for key in column.fields)
