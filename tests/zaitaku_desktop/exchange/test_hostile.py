"""Every made-up hostile workbook is read or refused with one Japanese reason, quickly, and the program lives on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile import ALL, Hostile
from hostile.files import macro_book
from hostile.frame import good, put
from hostile.measure import Took, measure

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.plan_import import propose
from zaitaku_desktop.exchange.workbook import read_workbook

MOST_SECONDS = 2.0  # of processor time: how long it takes by the clock is up to what else runs
MOST_MEMORY = 300  # MB, of the program's growth and the reading process together


def built(one: Hostile, folder: Path) -> Path:
    path = folder / "表.xlsx"
    one.build(path)
    return path


def check(one: Hostile, told: str) -> None:
    assert "\n" not in told
    if one.outcome == "refused":
        assert one.words in told and told.startswith("表.xlsx：")
        assert "思わぬ作り" not in told  # that is for what nobody has thought of
    elif one.outcome == "read":
        assert not told


def test_that_the_workbook_all_are_made_from_is_a_good_one(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    put(path, good())
    (table,) = read_workbook(path)
    assert {slot: cell.text for slot, cell in table.cells.items()} == {(1, 1): "計画", (1, 2): "45095"}


@pytest.mark.parametrize("one", [one for one in ALL if not one.soak], ids=lambda one: one.name)
def test_that_a_hostile_workbook_does_no_harm(one: Hostile, tmp_path: Path) -> None:
    path = built(one, tmp_path)
    try:
        read_workbook(path)
        told = ""
    except KnownError as error:
        assert error.todo and error.safe
        told = error.message
    check(one, told)


@pytest.mark.soak
@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_that_a_hostile_workbook_takes_little_time_and_memory(one: Hostile, tmp_path: Path) -> None:
    took: Took = measure(built(one, tmp_path))
    check(one, took.told)
    assert took.processor <= MOST_SECONDS
    assert took.reader + took.program <= MOST_MEMORY


def test_that_macros_and_links_are_said_once_for_the_workbook(tmp_path: Path) -> None:
    parts = macro_book()
    path = tmp_path / "表.xlsx"
    put(path, parts)
    (table,) = read_workbook(path)
    assert [one.kind for one in table.told] == ["マクロ", "リンク"]
    assert table.told[1].text == "昨年度の表.xlsx"
    assert "1つ" in table.told[1].why


@pytest.mark.parametrize(
    "one", [one for one in ALL if one.outcome == "read" and not one.soak], ids=lambda one: one.name
)
def test_that_what_is_read_of_them_is_no_plan_and_is_said_so(one: Hostile, tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        propose(built(one, tmp_path))
