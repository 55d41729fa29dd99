from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from plans import SmallPlan, grid_of, small_file, snapshot_of

from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.forms.grid import CellAddress, build_grid
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.storage.workspace import Workspace

Opened = tuple[Workspace, SmallPlan]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    yield workspace, plan
    workspace.close()


def column(view: object, key: str) -> int:
    return [c.key for c in view.columns].index(key)  # type: ignore[attr-defined]


def test_that_year_columns_alternate_plan_and_actual(opened: Opened) -> None:
    workspace, plan = opened
    keys = [c.key for c in grid_of(workspace, plan).columns]
    assert keys[5:9] == ["plan:2024", "actual:2024", "plan:2025", "plan:2026"]
    workspace.perform("資料の設定", lambda s: edit_document(s, plan.document, actual_years=[2024, 2025]))
    keys = [c.key for c in grid_of(workspace, plan).columns]
    assert keys[5:10] == ["plan:2024", "actual:2024", "plan:2025", "actual:2025", "plan:2026"]


def test_that_columns_fill_the_measure_however_many_years_show_actuals(opened: Opened) -> None:
    workspace, plan = opened
    for years in ([], [2024], [2024, 2025], [2024, 2025, 2026]):
        workspace.perform("資料の設定", lambda s, years=years: edit_document(s, plan.document, actual_years=years))
        view = grid_of(workspace, plan)
        assert sum(c.width for c in view.columns) == pytest.approx(390)
        assert view.text_size == (8.5 if len(years) == 3 else 9)


def test_that_two_actual_years_narrow_the_year_columns_first(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("資料の設定", lambda s: edit_document(s, plan.document, actual_years=[2024, 2025]))
    widths = {c.key: round(c.width, 1) for c in grid_of(workspace, plan).columns}
    assert [widths[k] for k in ("plan:2024", "actual:2024", "plan:2025", "actual:2025")] == [36.0] * 4
    assert widths["plan:2026"] == 22.0
    assert widths["purpose_summary"] == 53


def test_that_every_slot_is_covered_once(opened: Opened) -> None:
    view = grid_of(*opened)
    slots = [(row, cell.col) for cell in view.cells for row in range(cell.row, cell.row + cell.rowspan)]
    assert sorted(slots) == [(r, c) for r in range(len(view.rows)) for c in range(len(view.columns))]


def test_that_shared_neighbours_merge_across_initiatives_and_lines(opened: Opened) -> None:
    workspace, plan = opened
    view = grid_of(workspace, plan)
    purpose = view.cell_at(0, column(view, "purpose_summary"))
    assert (purpose.row, purpose.rowspan, purpose.text) == (0, 3, "目的：早く知る。")
    assert view.cell_at(1, column(view, "leader")).rowspan == 2
    assert view.cell_at(1, column(view, "title")).rowspan == 2


def test_that_a_share_that_is_not_adjacent_is_shown_in_full_and_linked(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("追加", lambda s: plan_rows.add_initiative(s, plan.plan, plan.group, 1, title="間の取組"))
    view = grid_of(workspace, plan)
    first, last = view.cell_at(0, 2), view.cell_at(2, 2)
    assert first.text == last.text == "目的：早く知る。"
    assert first.linked and last.linked
    assert view.cell_at(1, 2).text == ""


def test_that_headings_merge_over_columns_and_down(opened: Opened) -> None:
    view = grid_of(*opened)
    found = {(h.row, h.col): (h.rowspan, h.colspan, h.text) for h in view.header}
    assert found[0, 0] == (2, 1, "項目")
    assert found[0, 5] == (1, 4, "実施計画")
    assert found[1, 6] == (1, 1, "R6実績")
    assert found[0, 9] == (1, 2, "目標（達成時期：令和8年度末）")


def test_that_an_empty_group_has_a_row_where_its_first_initiative_is_typed(opened: Opened) -> None:
    view = grid_of(*opened)
    last = len(view.rows) - 1
    assert view.cell_at(last, 0).text == "そのほか"
    assert view.cell_at(last, 1).address is None
    assert view.group_starts == {last}


def test_that_cells_after_the_end_of_an_initiative_are_closed(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("廃止", lambda s: plan_rows.end_item(s, plan.a, 2024))
    view = grid_of(workspace, plan)
    assert not view.cell_at(0, column(view, "plan:2024")).closed
    assert view.cell_at(0, column(view, "plan:2025")).closed


def test_that_an_address_finds_its_cell_from_inside_a_merge(opened: Opened) -> None:
    workspace, plan = opened
    view = grid_of(workspace, plan)
    cell = view.find(CellAddress(plan.b2, "leader"))
    assert cell is not None and cell.text == "令和6年度\n市役所"
    assert view.find(CellAddress(plan.b2, "no-such")) is None


def test_that_continuing_tells_what_it_means(opened: Opened) -> None:
    workspace, plan = opened
    for year in (2025, 2026):
        workspace.perform("継続", lambda s, y=year: plan_cells.set_state(s, plan.a, "plan", y, EntryState.CONTINUES))
    view = grid_of(workspace, plan)
    assert view.cell_at(0, column(view, "plan:2026")).meaning == "・訪ねる。"


def test_that_notes_without_a_column_stand_at_the_end_of_the_screen_only(opened: Opened) -> None:
    workspace, plan = opened
    note = FieldValue("note", None, EntryState.TEXT, "電話で確かめる。")

    def grids() -> tuple[list[str], list[str]]:
        snapshot, document = snapshot_of(workspace, plan)
        form = load_form(document.form)
        screen = build_grid(form, document, snapshot, with_notes=True)
        paper = build_grid(form, document, snapshot, printed=True)
        assert sum(c.width for c in paper.columns) == pytest.approx(390)
        return [c.key for c in screen.columns], [c.key for c in paper.columns]

    screen, paper = grids()
    assert screen == paper  # nothing is noted yet
    workspace.perform("備考", lambda s: plan_cells.write_values(s, plan.b2, [note]))
    screen, paper_with_note = grids()
    assert screen == [*paper, "note"] and paper_with_note == paper
    snapshot, document = snapshot_of(workspace, plan)
    view = build_grid(load_form(document.form), document, snapshot, with_notes=True)
    cell = view.find(CellAddress(plan.b2, "note"))
    assert cell is not None and cell.text == "電話で確かめる。" and cell.col == len(view.columns) - 1
