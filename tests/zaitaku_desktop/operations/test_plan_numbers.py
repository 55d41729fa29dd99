from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import small_file, snapshot_of

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.model.snapshot import AxisValueRow, ItemRow, MunicipalityRow, PlanRow, PlanSnapshot
from zaitaku_desktop.operations.plan_numbers import KANA, NumberRule, circled, possible_rules, propose, renumber

PLAN = PlanRow(1, "計画", FiscalYear(2024), FiscalYear(2026))


def plan(groups: list[list[str]], signs: dict[int, str] | None = None) -> PlanSnapshot:
    """項目 1, 2 … with 取組 11, 12 …, 21 … that have these numbers; `signs` = their 基本理念."""
    items: dict[int, ItemRow] = {}
    for place, numbers in enumerate(groups):
        group = place + 1
        items[group] = ItemRow(group, None, ItemKind.GROUP, place, title=f"項目{group}")
        for index, number in enumerate(numbers):
            item = group * 10 + index + 1
            tags = (900 + ord((signs or {})[item]),) if item in (signs or {}) else ()
            items[item] = ItemRow(item, group, ItemKind.INITIATIVE, index, number, f"取組{item}", tags=tags)
    values = {900 + ord(sign): AxisValueRow(900 + ord(sign), "philosophy", sign, sign, sign) for sign in "①②"}
    return PlanSnapshot(MunicipalityRow("みなと野市"), PLAN, items, {}, values)


def new(snapshot: PlanSnapshot, ids: list[int], rule: NumberRule, *, keep: bool = False) -> list[str]:
    return [change.new for change in propose(snapshot, ids, rule, keep_typed=keep)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (NumberRule.SERIAL, ["1", "2", "3"]),
        (NumberRule.IN_GROUP, ["1", "2", "1"]),
        (NumberRule.KANA_IN_GROUP, ["ア", "イ", "ア"]),
        (NumberRule.GROUP, ["1-(1)", "1-(2)", "2-(1)"]),
        (NumberRule.CIRCLED_GROUP, ["①-1", "①-2", "②-1"]),
    ],
)
def test_that_each_rule_counts_as_its_name_says(rule: NumberRule, expected: list[str]) -> None:
    assert new(plan([["", "x"], [""]]), [11, 12, 21], rule) == expected


def test_that_the_philosophy_gives_the_sign_and_those_without_one_are_told() -> None:
    snapshot = plan([["", "9"], [""]], {11: "②", 21: "②"})
    changes = propose(snapshot, [11, 12, 21], NumberRule.PHILOSOPHY)
    assert [change.new for change in changes] == ["②-1", "9", "②-2"]
    assert "基本理念" in changes[1].why
    assert possible_rules(snapshot)[0] is NumberRule.PHILOSOPHY
    assert NumberRule.PHILOSOPHY not in possible_rules(plan([[""]]))


def test_that_the_series_follows_the_order_given() -> None:
    assert new(plan([["", ""]]), [12, 11], NumberRule.SERIAL) == ["1", "2"]


def test_that_typed_numbers_are_kept_and_not_given_again() -> None:
    changes = propose(plan([["①-2", "", ""]]), [11, 12, 13], NumberRule.CIRCLED_GROUP, keep_typed=True)
    assert [change.new for change in changes] == ["①-2", "①-1", "①-3"]
    assert changes[0].why


def test_that_only_the_chosen_ones_change_and_avoid_what_the_others_have() -> None:
    assert new(plan([["1", "x"], ["2"]]), [12], NumberRule.SERIAL) == ["3"]
    assert new(plan([["1", "x"], ["2"]]), [12], NumberRule.IN_GROUP) == ["2"]


def test_that_long_series_go_on() -> None:
    assert new(plan([[""] * 9]), list(range(11, 20)), NumberRule.KANA_IN_GROUP)[-1] == "ケ"
    assert [circled(1), circled(20), circled(21), circled(35), circled(36)] == ["①", "⑳", "㉑", "㉟", "(36)"]
    assert len(set(KANA)) == len(KANA)


@given(
    groups=st.lists(st.lists(st.sampled_from(["", "1", "2", "①-1", "ア"]), max_size=6), min_size=1, max_size=3),
    rule=st.sampled_from(NumberRule),
    keep=st.booleans(),
    dice=st.randoms(use_true_random=False),
)
def test_that_no_number_is_given_twice(groups: list[list[str]], rule: NumberRule, keep: bool, dice: object) -> None:
    snapshot = plan(groups)
    ids = [item.id for item in snapshot.walk() if item.kind is ItemKind.INITIATIVE]
    chosen = [item_id for item_id in ids if dice.random() < 0.7]  # type: ignore[attr-defined]
    changes = propose(snapshot, chosen, rule, keep_typed=keep)
    assert [change.item_id for change in changes] == chosen
    given_now = [change for change in changes if not change.why]
    apart = rule in (NumberRule.IN_GROUP, NumberRule.KANA_IN_GROUP)
    after = {item_id: snapshot.items[item_id].number for item_id in ids} | {c.item_id: c.new for c in changes}
    for change in given_now:
        parent = snapshot.items[change.item_id].parent_id
        same = [i for i in ids if after[i] == change.new and (not apart or snapshot.items[i].parent_id == parent)]
        assert same == [change.item_id]


def test_that_numbers_are_written_in_one_step_and_only_on_initiatives(tmp_path: Path) -> None:
    workspace, small = small_file(tmp_path / "a.zaitaku")
    workspace.perform("番号", lambda s: renumber(s, {small.a: "①-1", small.b: "①-2"}))
    items = snapshot_of(workspace, small)[0].items
    assert [items[small.a].number, items[small.b].number] == ["①-1", "①-2"]
    with pytest.raises(KnownError, match="取組だけ"):
        workspace.perform("番号", lambda s: renumber(s, {small.a: "1", small.b1: "2"}))
    workspace.undo()
    assert snapshot_of(workspace, small)[0].items[small.a].number == ""
    workspace.close()
