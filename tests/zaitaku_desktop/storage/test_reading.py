"""Records → snapshots."""

from __future__ import annotations

from dataclasses import fields

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.document import Document
from zaitaku_desktop.model.fields import Field
from zaitaku_desktop.model.municipality import Municipality
from zaitaku_desktop.model.plan import Entry, EntryState, ItemKind, ItemTag, Mark, Plan, PlanItem
from zaitaku_desktop.model.snapshot import (
    AxisValueRow,
    DocumentRow,
    EntryRow,
    ItemRow,
    MunicipalityRow,
    PlanRow,
    StoredFormRow,
)
from zaitaku_desktop.model.vocabulary import AxisValue, OwnField, StoredForm
from zaitaku_desktop.storage import reading
from zaitaku_desktop.storage.workspace import Workspace


def test_that_a_plan_is_read_whole(workspace: Workspace) -> None:
    def change(session: Session) -> None:
        session.add(Plan(id=2, title="別の計画", first_year=2027, last_year=2029, position=-1))
        session.flush()
        session.add(PlanItem(id=9, plan_id=2, kind="group", title="別の項目"))
        session.flush()
        session.add(Entry(item_id=9, field="purpose", text="別の目的"))

    workspace.perform("計画の追加", change)
    with workspace.read() as connection:
        plan = reading.load_plan(connection, 1)
        assert [row.title for row in reading.load_plans(connection)] == ["別の計画", "推進計画"]
    assert plan.plan == PlanRow(1, "推進計画", FiscalYear(2024), FiscalYear(2026))
    assert plan.municipality == MunicipalityRow("みなと野市")
    assert [item.id for item in plan.walk()] == [1, 2, 3]
    assert plan.items[2].tags == (1,)
    assert plan.axis_values == {1: AxisValueRow(1, "care_scene", "daily", "1", "日常の療養支援")}
    holder = plan.entry(3, "purpose")
    assert holder == EntryRow(1, 2, "purpose", None, EntryState.TEXT, "顔の見える関係をつくる")
    assert set(plan.entries) == {(2, "purpose", None), (3, "purpose", None)}


def test_that_every_column_that_a_view_has_is_read(workspace: Workspace) -> None:
    item = ItemRow(7, 1, ItemKind.INITIATIVE, 4, "(2)", "名", Mark.NEW, 1, 2025, "（令和7年度末終了）", "下の注", (1,))
    entry = EntryRow(7, 7, "grade", 2025, EntryState.CONTINUES, "文", "理由", 1)
    document = DocumentRow(
        7, "plan", "p1", "題", 1, FiscalYear(2025), (2024, 2025), "資料1", ("前",), ("注1", "注2"),
        "凡例", False, "full",
    )  # fmt: skip

    def change(session: Session) -> None:
        values = {field.name: getattr(item, field.name) for field in fields(ItemRow) if field.name != "tags"}
        session.add(PlanItem(plan_id=1, **{**values, "kind": "initiative", "mark": "new"}))
        session.flush()
        session.add(ItemTag(item_id=7, axis_value_id=1))
        session.add(Entry(**{field.name: getattr(entry, field.name) for field in fields(EntryRow)}))
        row = {field.name: getattr(document, field.name) for field in fields(DocumentRow)}
        row |= {name: list(row[name]) for name in ("actual_years", "lead", "notes")}
        session.add(Document(**{**row, "fiscal_year": 2025}))
        session.add(StoredForm(key="own", toml="x = 1", name="うちの表", base="p1"))
        session.add(OwnField(key="budget", name="予算", per_year=True, level="line"))
        municipality = session.get(Municipality, 1)
        municipality.department, municipality.digit_style = "介護保険課", "half"

    workspace.perform("入力", change)
    with workspace.read() as connection:
        plan = reading.load_plan(connection, 1)
        assert plan.items[7] == item
        assert plan.entries[7, "grade", 2025] == entry
        assert reading.load_document(connection, 7) == document
        assert reading.load_documents(connection) == [document]
        assert reading.load_stored_forms(connection) == [StoredFormRow(1, "own", "x = 1", "うちの表", "p1")]
        assert reading.load_own_fields(connection) == (Field("budget", "予算", "line", "yes"),)
        assert reading.load_axis_keys(connection) == {"care_scene"}
        assert reading.load_municipality(connection) == MunicipalityRow("みなと野市", "介護保険課", "half")


def test_that_axes_are_read_in_their_order(workspace: Workspace) -> None:
    def change(session: Session) -> None:
        session.add(AxisValue(id=5, axis_id=1, key="all", position=2))
        session.add(AxisValue(id=6, axis_id=1, key="acute", position=1))

    workspace.perform("入力", change)
    with workspace.read() as connection:
        assert list(reading.load_axes(connection)) == [1, 6, 5]


def test_that_what_is_gone_is_said(workspace: Workspace) -> None:
    workspace.perform("削除", lambda session: session.execute(delete(Plan)))
    with workspace.read() as connection:
        with pytest.raises(KnownError, match="計画は見つかりません"):
            reading.load_plan(connection, 1)
        with pytest.raises(KnownError, match="資料は見つかりません"):
            reading.load_document(connection, 1)
        assert reading.load_plans(connection) == []
