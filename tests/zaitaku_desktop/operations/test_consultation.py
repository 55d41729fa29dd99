"""相談件数: what is typed, what it adds up to, and the categories."""

from __future__ import annotations

import pytest
from meetings import Desk

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.consultation_table import Consultations
from zaitaku_desktop.operations.consultation import (
    CountValue,
    add_category,
    delete_category,
    delete_year,
    edit_category,
    move_categories,
    write_counts,
)
from zaitaku_desktop.storage.reading_counts import load_consultations

R6 = FiscalYear(2024)


def _now(desk: Desk) -> Consultations:
    with desk.workspace.read() as connection:
        return load_consultations(connection)


def _leaf(table: Consultations, name: str) -> int:
    return next(row.id for row in table.categories.values() if row.name == name)


def _write(desk: Desk, *values: tuple[int | None, int | None, int | None]) -> int:
    """(month, category, count) of R6."""
    return int(desk.do(write_counts, [CountValue(2024, *value) for value in values]))


def test_that_a_new_file_has_the_two_levels_of_categories(desk: Desk) -> None:
    table = _now(desk)
    assert [(section.head.name, [row.name for row in section.members]) for section in table.sections()] == [
        ("医療機関", ["病院", "診療所", "歯科", "薬局"]),
        ("介護事業所", ["ケアマネジャー", "訪問看護", "訪問介護", "その他"]),
    ]


def test_that_months_are_summed_and_a_figure_of_the_year_is_never_added_to_them(desk: Desk) -> None:
    table = _now(desk)
    hospital, dentist = _leaf(table, "病院"), _leaf(table, "歯科")
    _write(desk, (4, hospital, 3), (5, hospital, 4), (None, hospital, 9), (None, dentist, 2))
    table = _now(desk)
    assert table.figure(R6, hospital) == 7
    assert table.figure(R6, dentist) == 2
    assert table.figure(R6) == 9
    assert table.total(R6, 4) == 3
    assert table.figure(R6 + 1) is None
    assert [(one.row.count, one.computed) for one in table.against_months()] == [(9, 7)]


def test_that_a_typed_total_is_kept_and_known_where_it_differs(desk: Desk) -> None:
    table = _now(desk)
    hospital, medical = _leaf(table, "病院"), _leaf(table, "医療機関")
    _write(desk, (4, hospital, 3), (4, None, 5), (4, medical, 3), (5, None, 8))
    table = _now(desk)
    assert [(one.row.category_id, one.row.count, one.computed) for one in table.differences()] == [(None, 5, 3)]
    assert table.total(R6, 4) == 3
    assert table.total(R6, 5) == 8  # a lone total is no fault
    assert table.sum_of_months(R6) == 11


def test_that_writing_is_one_step_and_the_same_again_changes_nothing(desk: Desk) -> None:
    hospital = _leaf(_now(desk), "病院")
    assert _write(desk, (4, hospital, 3), (5, hospital, 0)) == 2
    assert _write(desk, (4, hospital, 3)) == 0
    assert _write(desk, (4, hospital, None), (6, hospital, None)) == 1
    desk.workspace.undo()
    assert _now(desk).count(R6, 4, hospital) == 3
    desk.do(delete_year, 2024)
    assert not _now(desk).counts
    with pytest.raises(KnownError, match="件数にできません"):
        _write(desk, (4, hospital, -1))


def test_that_a_category_with_counts_ends_instead_of_being_deleted(desk: Desk) -> None:
    table = _now(desk)
    dentist, medical = _leaf(table, "歯科"), _leaf(table, "医療機関")
    _write(desk, (4, dentist, 1))
    for gone in (dentist, medical):
        with pytest.raises(KnownError, match="削除できません"):
            desk.do(delete_category, gone)
    desk.do(edit_category, dentist, name="歯科診療所", last_year=2024)
    table = _now(desk)
    shown = [[row.name for section in table.sections([year]) for row in section.members] for year in (R6, R6 + 1)]
    assert "歯科診療所" in shown[0]
    assert "歯科診療所" not in shown[1]


def test_that_categories_are_added_moved_and_named_once(desk: Desk) -> None:
    table = _now(desk)
    medical, drugstore = _leaf(table, "医療機関"), _leaf(table, "薬局")
    added = desk.do(add_category, "救急隊", medical, drugstore)
    lone = desk.do(add_category, "市民")
    desk.do(move_categories, [lone], medical)
    sections = _now(desk).sections()
    assert sections[0].alone and sections[0].head.id == lone
    assert [row.name for row in sections[1].members] == ["病院", "診療所", "歯科", "救急隊", "薬局"]
    with pytest.raises(KnownError, match="もうあります"):
        desk.do(add_category, "救急隊", medical)
    with pytest.raises(KnownError, match="2段まで"):
        desk.do(add_category, "下", added)
    _write(desk, (4, lone, 2))
    with pytest.raises(KnownError, match="内訳を追加できません"):
        desk.do(add_category, "家族", lone)
    desk.do(delete_category, added)
    assert added not in _now(desk).categories
