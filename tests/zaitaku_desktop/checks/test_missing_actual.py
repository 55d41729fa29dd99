"""実績 that nobody has written: the same blanks that 未入力 counts."""

from __future__ import annotations

from typing import Any

from zaitaku_desktop.forms.cells import TITLE, FieldValue
from zaitaku_desktop.forms.printable import read_printable
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import plan_cells
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.plan_rows import end_item
from zaitaku_desktop.storage.reading import load_plan


def counted(checked: Any) -> set[tuple[int, int]]:
    """Item and 年度 of the 実績 that the 資料 count as 未入力."""
    found = set()
    with checked.workspace.read() as connection:
        for document in _documents(connection):
            for one in read_printable(connection, document).missing():
                if one.address is not None and one.address.column.partition(":")[0].startswith("actual"):
                    found.add((one.address.item_id, one.year))
    return found


def _documents(connection: Any) -> list[int]:
    return list(connection.exec_driver_sql("SELECT id FROM document").scalars())


def found(checked: Any) -> set[tuple[int, int]]:
    return {(one.place.item_id, one.place.year) for one in checked.all("missing_actual")}


def test_that_the_blanks_are_those_that_the_documents_count(checked: Any) -> None:
    plan = checked.plan
    assert found(checked) == counted(checked) == {(plan.a, 2024), (plan.b1, 2024), (plan.b2, 2024)}
    checked.write(plan.a, "actual", "・訪ねた。", 2024)
    none = FieldValue("actual", 2024, EntryState.NONE)
    checked.workspace.perform("なし", lambda session: plan_cells.write_values(session, plan.b1, [none]))
    assert found(checked) == counted(checked) == {(plan.b2, 2024)}


def test_that_a_year_after_the_end_is_none(checked: Any) -> None:
    plan = checked.plan
    checked.workspace.perform("廃止", lambda session: end_item(session, plan.b, 2023))
    assert found(checked) == counted(checked) == {(plan.a, 2024)}


def test_that_two_documents_ask_for_one_blank_once(checked: Any) -> None:
    plan = checked.plan
    for form in ("p1", "p4"):
        checked.workspace.perform(
            "資料",
            lambda session, form=form: create_document(
                session, form=form, title="もう一つ", fiscal_year=2025, plan_id=plan.plan, actual_years=[2024, 2025]
            ),
        )
    assert len(checked.all("missing_actual")) == len(found(checked)) == 6


def test_that_what_is_listed_again_has_none_of_its_own(checked: Any) -> None:
    plan = checked.plan
    checked.write(plan.b, TITLE, "顔合わせ（再掲）")
    with checked.workspace.read() as connection:
        assert load_plan(connection, plan.plan).items[plan.b].relisted_from_id == plan.a
    assert found(checked) == counted(checked) == {(plan.a, 2024)}
