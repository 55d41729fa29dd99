"""A form in the shape of no preset, with fields of the municipality's own, in a data file of its own plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from desks import Desk
from plans import SmallPlan, small_file, text

from zaitaku_desktop.forms.definition import ColumnDef, Form, with_fields
from zaitaku_desktop.forms.library import load_form, read_library
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.operations.own_fields import add_own_field
from zaitaku_desktop.operations.own_forms import add_form

BUDGET, GROUND = "field1", "field2"


def shaped(fields: dict[str, str] | None = None) -> Form:
    """取組 with its 根拠, then under one heading over three levels 計画 and 予算 year by year."""
    keys = {BUDGET: BUDGET, GROUND: GROUND, **(fields or {})}
    columns = (
        ColumnDef("group", ("区分",), 20.0, "group", label=True),
        ColumnDef("title", ("事業の名前",), 40.0, "title", label=True, bold=True),
        ColumnDef("ground", ("根拠",), 40.0, fields=(keys[GROUND],)),
        ColumnDef("plan", ("年次の予定", "{long}", "すること"), 45.0, fields=("plan",), years="plan"),
        ColumnDef(
            "budget", ("年次の予定", "{long}", "予算"), 20.0, fields=(keys[BUDGET],), years="plan", align="right"
        ),
        ColumnDef("both", ("ねらい",), 50.0, fields=("purpose", "summary"), labelled=True),
    )
    return replace(load_form("p1"), columns=columns, name="予算の表", title="予算の表（{first}－{last}）")


@dataclass
class OwnDesk:
    """A desk with the small plan, whose 資料 is in such a form; `key` = of the form."""

    desk: Desk
    plan: SmallPlan
    key: str


def own_desk(folder: Path) -> OwnDesk:
    """Made new: 予算 (年度ごと, 実施行) and 根拠 (取組) written for 取組 a, 予算 for b1."""
    workspace, plan = small_file(folder / "a.zaitaku")
    add_budget = partial(add_own_field, name="予算", level="line", per_year=True)
    assert workspace.perform("欄の追加", add_budget).result == BUDGET
    add_ground = partial(add_own_field, name="根拠", level="initiative", per_year=False)
    assert workspace.perform("欄の追加", add_ground).result == GROUND
    key = workspace.perform("様式の追加", partial(add_form, form=shaped(), name="予算の表")).result
    workspace.perform("様式", partial(edit_document, document_id=plan.document, form=key))
    desk = Desk(workspace, folder)
    desk.write(plan.a, text(GROUND, "介護保険法第115条の45"))
    desk.write(plan.a, text(BUDGET, "120千円", 2024))
    desk.write(plan.a, text(BUDGET, "80千円", 2025))
    desk.write(plan.b1, text(BUDGET, "30千円", 2024))
    return OwnDesk(desk, plan, key)


def known_form(own: OwnDesk) -> Form:
    """The form as the data file has it."""
    with own.desk.workspace.read() as connection:
        library = read_library(connection)
    return with_fields(library.form(own.key), library.fields)
