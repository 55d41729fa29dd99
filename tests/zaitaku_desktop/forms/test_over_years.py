"""リーダー over all 年度: from which 年度 on another name stands there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from plans import SmallPlan, small_file, snapshot_of, text

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.over_years import OverYears, over_years
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.storage.workspace import Workspace

YEARS = (FiscalYear(2024), FiscalYear(2025), FiscalYear(2026))
Opened = tuple[Workspace, SmallPlan]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    yield workspace, plan
    workspace.close()


def leaders(opened: Opened, item: int) -> OverYears:
    snapshot, _ = snapshot_of(*opened)
    return over_years(snapshot, item, "leader", YEARS)


def write(opened: Opened, item: int, state: OverYears) -> dict[int | None, str]:
    """Write it. Returns what stands there then, by 年度."""
    workspace, _ = opened
    workspace.perform("リーダー", lambda session: plan_cells.write_values(session, item, state.values()))
    snapshot, _ = snapshot_of(*opened)
    return {
        year: entry.text for (at, field, year), entry in snapshot.entries.items() if (at, field) == (item, "leader")
    }


def test_that_another_name_holds_from_its_year_as_long_as_the_same_one_stood_there() -> None:
    state = OverYears("leader", YEARS, ("市役所", "市役所", "支援室"))
    assert state.changed(0, "包括").texts == ("包括", "包括", "支援室")
    assert state.changed(1, "包括").texts == ("市役所", "包括", "支援室")
    assert state.changed(1, "").texts == ("市役所", "", "支援室")
    assert [state.begins(at) for at in range(3)] == [True, False, True]


def test_that_years_are_written_one_by_one(opened: Opened) -> None:
    _, plan = opened
    state = leaders(opened, plan.a)
    assert state.texts == ("ひがし包括", "", "")
    assert write(opened, plan.a, state.changed(1, "にし包括")) == {
        2024: "ひがし包括",
        2025: "にし包括",
        2026: "にし包括",
    }
    assert write(opened, plan.a, leaders(opened, plan.a).changed(1, "")) == {2024: "ひがし包括"}


def test_that_a_name_without_a_year_stays_so_until_the_years_differ(opened: Opened) -> None:
    workspace, plan = opened
    values = [*OverYears("leader", YEARS, ("", "", "")).values(), text("leader", "市役所")][1:]
    workspace.perform("初め", lambda session: plan_cells.write_values(session, plan.a, values))
    state = leaders(opened, plan.a)
    assert (state.spread, state.texts) == (True, ("市役所",) * 3)
    assert write(opened, plan.a, state.changed(0, "包括")) == {None: "包括"}
    assert write(opened, plan.a, leaders(opened, plan.a).changed(2, "支援室")) == {
        2024: "包括",
        2025: "包括",
        2026: "支援室",
    }


def test_that_years_after_the_end_are_left_alone(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("廃止", lambda session: plan_rows.end_item(session, plan.a, 2024))
    state = leaders(opened, plan.a)
    assert state.closed == {1, 2}
    assert write(opened, plan.a, state.changed(0, "市役所")) == {2024: "市役所"}
