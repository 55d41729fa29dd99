"""空欄へ移動: F4 goes through what this 年度 needs and lacks, and round."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from zaitaku_ui.find.gaps import gap_places, next_gap

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.missing import missing_cells

SHIFT = Qt.KeyboardModifier.ShiftModifier


def places(desk: Any, year: int | None) -> list[tuple[int, int]]:
    editor = desk.editor
    missing = missing_cells(editor.view, editor.snapshot)
    return gap_places(editor.view, missing, None if year is None else FiscalYear(year))


def here(desk: Any) -> tuple[int, int]:
    cell = desk.sheet.cursor_cell()
    return cell.row, cell.col


def test_that_f4_goes_through_every_blank_of_this_year_and_says_when_it_goes_round(desk: Any) -> None:
    desk.editor.set_year(FiscalYear(2024))
    wanted = places(desk, 2024)
    assert len(wanted) >= 3
    desk.sheet.set_cursor(0, 0)
    seen = []
    for _ in wanted:
        desk.press(Qt.Key.Key_F4)
        seen.append(here(desk))
    assert seen == wanted
    assert "戻りました" not in desk.positions[-1][1]
    desk.press(Qt.Key.Key_F4)
    assert here(desk) == wanted[0]
    assert f"1 / {len(wanted)} 件" in desk.positions[-1][1] and "最初に戻りました" in desk.positions[-1][1]
    desk.press(Qt.Key.Key_F4, SHIFT)
    assert here(desk) == wanted[-1] and "最後に戻りました" in desk.positions[-1][1]


def test_that_other_years_are_passed_over_but_told(desk: Any) -> None:
    before = here(desk)
    assert places(desk, 2025) == []
    desk.press(Qt.Key.Key_F4)
    assert here(desk) == before
    count = len(places(desk, None))
    assert desk.positions[-1][1] == f"令和7年度の空欄はありません。ほかの年度に{count}件あります。"


def test_that_a_cell_filled_on_the_way_is_no_blank_any_more(desk: Any) -> None:
    desk.editor.set_year(FiscalYear(2024))
    desk.sheet.set_cursor(0, 0)
    desk.press(Qt.Key.Key_F4)
    first, before = here(desk), len(places(desk, 2024))
    desk.type("done")
    desk.press(Qt.Key.Key_Tab)
    assert first not in places(desk, 2024)
    assert len(places(desk, 2024)) == before - 1
    desk.press(Qt.Key.Key_F4)
    assert here(desk) == places(desk, 2024)[0]


def test_that_a_folded_year_opens_on_the_way(desk: Any) -> None:
    desk.editor.set_year(FiscalYear(2024))
    desk.go(desk.plan.a, "actual:2024")
    desk.act("fold_year")
    desk.sheet.set_cursor(0, 0)
    for _ in places(desk, 2024):
        desk.press(Qt.Key.Key_F4)
        assert desk.sheet.is_shown(here(desk)[1])


def test_that_nothing_missing_is_said() -> None:
    assert next_gap([], (0, 0), 1) is None
    found = next_gap([(1, 1)], (1, 1), 1)
    assert found is not None
    assert (found.place, found.wrapped) == ((1, 1), True)
