from __future__ import annotations

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.plan import EntryState, ItemKind
from zaitaku_desktop.model.snapshot import EntryRow, ItemRow, MunicipalityRow, PlanRow, PlanSnapshot

GROUP, A, A2, A1, B = 1, 2, 3, 4, 5


def snapshot(*entries: EntryRow) -> PlanSnapshot:
    items = [
        ItemRow(GROUP, None, ItemKind.GROUP, 0),
        ItemRow(B, GROUP, ItemKind.INITIATIVE, 1),
        ItemRow(A, GROUP, ItemKind.INITIATIVE, 0),
        ItemRow(A2, A, ItemKind.LINE, 1),
        ItemRow(A1, A, ItemKind.LINE, 0),
    ]
    return PlanSnapshot(
        MunicipalityRow("みなと野市"),
        PlanRow(1, "計画", FiscalYear(2024), FiscalYear(2026)),
        {item.id: item for item in items},
        {(entry.item_id, entry.field, entry.year): entry for entry in entries},
    )


def text(number: int, item: int, year: int | None, words: str) -> EntryRow:
    return EntryRow(number, item, "plan", year, EntryState.TEXT, words)


def continues(number: int, item: int, year: int, words: str = "") -> EntryRow:
    return EntryRow(number, item, "plan", year, EntryState.CONTINUES, words)


def test_that_items_are_walked_in_the_order_of_the_plan() -> None:
    assert [item.id for item in snapshot().walk()] == [GROUP, A, A1, A2, B]


def test_that_the_rows_of_an_initiative_are_its_lines_or_itself() -> None:
    plan = snapshot()
    assert [item.id for item in plan.row_items(plan.items[A])] == [A1, A2]
    assert [item.id for item in plan.row_items(plan.items[B])] == [B]


def test_that_an_ancestor_may_be_the_item_itself() -> None:
    plan = snapshot()
    assert plan.ancestor(plan.items[A1], ItemKind.GROUP) == plan.items[GROUP]
    assert plan.ancestor(plan.items[A1], ItemKind.LINE) == plan.items[A1]
    assert plan.ancestor(plan.items[GROUP], ItemKind.INITIATIVE) is None


def test_that_a_sharer_reads_what_the_holder_says() -> None:
    holder = text(1, A1, 2024, "・訪ねる。")
    sharer = EntryRow(2, B, "plan", 2024, EntryState.TEXT, "", shared_from_id=1)
    plan = snapshot(holder, sharer)
    assert plan.entry(B, "plan", 2024) == holder
    assert plan.stored(B, "plan", 2024) == sharer
    assert plan.sharers(1) == [sharer]


def test_that_continuing_means_the_nearest_text_before() -> None:
    plan = snapshot(text(1, B, 2024, "・訪ねる。"), continues(2, B, 2025), continues(3, B, 2026, "・配る。"))
    found = plan.resolve(B, "plan", 2026)
    assert found is not None and found.text == "・訪ねる。"


def test_that_a_blank_year_ends_what_continues() -> None:
    plan = snapshot(text(1, B, 2024, "・訪ねる。"), continues(3, B, 2026))
    assert plan.resolve(B, "plan", 2026) is None


def test_that_nothing_continues_from_before_the_plan() -> None:
    plan = snapshot(text(1, B, 2023, "・前の計画。"), continues(2, B, 2024))
    assert plan.resolve(B, "plan", 2024) is None
