"""指標: their values by 年度, their order, the 取組 that serve them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from meetings import Desk
from plans import small_file

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.indicator import Direction
from zaitaku_desktop.model.indicator_table import Indicators
from zaitaku_desktop.operations.indicator import (
    AmountValue,
    add_indicator,
    delete_indicators,
    edit_indicator,
    link_item,
    move_indicators,
    set_items,
    write_amounts,
)
from zaitaku_desktop.storage.reading_counts import load_indicators
from zaitaku_desktop.storage.workspace import Workspace

R6 = FiscalYear(2024)


def _now(workspace: Workspace) -> Indicators:
    with workspace.read() as connection:
        return load_indicators(connection)


def test_that_a_value_keeps_the_decimals_it_was_typed_with(desk: Desk) -> None:
    made = desk.do(add_indicator, "情報提供の割合", unit="％")
    values = [
        AmountValue(made, 2024, "target", Decimal("80.0")),
        AmountValue(made, 2024, "actual", Decimal("81.30")),
        AmountValue(made, 2024, "numerator", Decimal(347)),
        AmountValue(made, 2024, "denominator", Decimal(427)),
        AmountValue(made, 2024, "note", "9月の1か月分"),
    ]
    assert desk.do(write_amounts, values) == 5
    assert desk.do(write_amounts, values) == 0
    found = _now(desk.workspace).value(made, R6)
    assert found is not None
    assert (str(found.target), str(found.actual), str(found.rate)) == ("80.0", "81.30", "81.3")


def test_that_a_year_in_which_nothing_stands_any_more_is_none(desk: Desk) -> None:
    made = desk.do(add_indicator, "相談")
    desk.do(write_amounts, [AmountValue(made, 2024, "actual", Decimal(3))])
    desk.do(write_amounts, [AmountValue(made, 2024, "actual", None), AmountValue(made, 2025, "note", None)])
    assert _now(desk.workspace).years == ()
    desk.workspace.undo()
    assert _now(desk.workspace).amount(made, R6, "actual") == 3


def test_that_indicators_are_named_ordered_and_deleted(desk: Desk) -> None:
    first, second, third = (desk.do(add_indicator, name) for name in ("甲", "乙", "丙"))
    desk.do(move_indicators, [third], first)
    desk.do(edit_indicator, second, name=" 乙の割合 ", direction=Direction.LOWER)
    rows = _now(desk.workspace).rows
    assert [row.name for row in rows.values()] == ["丙", "甲", "乙の割合"]
    assert rows[second].direction is Direction.LOWER
    with pytest.raises(KnownError, match="名前が空"):
        desk.do(edit_indicator, second, name=" ")
    desk.do(delete_indicators, [first, first])
    assert [row.position for row in _now(desk.workspace).rows.values()] == [0, 1]
    with pytest.raises(KnownError, match="削除されています"):
        desk.do(write_amounts, [AmountValue(first, 2024, "actual", Decimal(1))])


def test_that_an_indicator_is_linked_to_initiatives_only(tmp_path: Path) -> None:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    with workspace:
        made = workspace.perform("追加", lambda session: add_indicator(session, "相談")).result
        items = [plan.a, plan.b]
        for wanted in (items, items[1:]):
            workspace.perform("変更", lambda session, wanted=wanted: set_items(session, made, wanted))
            assert _now(workspace).items_of(made) == tuple(wanted)
        assert [row.name for row in _now(workspace).of_item(items[1])] == ["相談"]
        with pytest.raises(KnownError, match="取組に結び付けます"):
            workspace.perform("変更", lambda session: set_items(session, made, [plan.group]))
        for linked, wanted in ((True, [plan.b, plan.a]), (False, [plan.b])):
            workspace.perform("変更", lambda session, linked=linked: link_item(session, made, plan.a, linked=linked))
            assert list(_now(workspace).items_of(made)) == wanted
