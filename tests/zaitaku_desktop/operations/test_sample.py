from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sample_files import open_sample

from zaitaku_desktop.base.paths import resource
from zaitaku_desktop.exchange.dump import dump_records, load_dump
from zaitaku_desktop.forms.checking import check_form
from zaitaku_desktop.forms.form_file import read_form_file
from zaitaku_desktop.forms.grid import GridCell, GridView, build_grid
from zaitaku_desktop.forms.library import load_form, preset_library
from zaitaku_desktop.forms.missing import missing_cells
from zaitaku_desktop.forms.print_plan import plan_job
from zaitaku_desktop.forms.printable import read_printable
from zaitaku_desktop.model.plan import EntryState, ItemKind, Mark
from zaitaku_desktop.model.snapshot import DocumentRow, ItemRow, PlanSnapshot
from zaitaku_desktop.storage.reading import load_documents, load_plan
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.blocks import Cell, Grid
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

YEARS = (2024, 2025, 2026)
OWN = read_form_file(resource("sample/forms/budget.toml"), preset_library()).form
LIBRARY = replace(preset_library(), own={"own1": replace(OWN, key="own1")})


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_sample(tmp_path / "s.zaitaku") as opened:
        yield opened


@pytest.fixture
def snapshot(workspace: Workspace) -> PlanSnapshot:
    with workspace.read() as connection:
        return load_plan(connection, 1)


@pytest.fixture
def documents(workspace: Workspace) -> dict[str, DocumentRow]:
    """Its 資料 of the plan by their forms, in their order."""
    with workspace.read() as connection:
        return {document.form: document for document in load_documents(connection) if document.kind == "plan"}


def initiatives(snapshot: PlanSnapshot) -> list[ItemRow]:
    """Without what is only listed again."""
    found = [item for item in snapshot.items.values() if item.kind is ItemKind.INITIATIVE]
    return [item for item in found if item.relisted_from_id is None]


def grid(document: DocumentRow, snapshot: PlanSnapshot, *, printed: bool = False) -> GridView:
    return build_grid(LIBRARY.form(document.form), document, snapshot, printed=printed)


def printed_cells(document: DocumentRow, snapshot: PlanSnapshot) -> list[Cell]:
    job = plan_job(load_form(document.form), document, snapshot)
    (found,) = [block for block in job.blocks if isinstance(block, Grid)]
    return list(found.body)


def column(view: GridView, key: str) -> list[GridCell]:
    at = [one.key for one in view.columns].index(key)
    return [cell for cell in view.cells if cell.col == at]


def test_that_the_sample_has_twenty_initiatives_and_uses_everything(snapshot: PlanSnapshot) -> None:
    found = initiatives(snapshot)
    assert len(found) >= 20
    assert {item.mark for item in found} == set(Mark)
    assert any(item.ended_year for item in found)
    assert {value.key for item in found for value in snapshot.tagged(item, "program_item")} == {
        *("a", "i", "u", "e", "o", "ka", "ki", "ku")
    }
    scenes = {snapshot.axis_values[g.axis_value_id or 0].key for g in snapshot.children(None)}
    assert scenes == {"daily_care", "hospital_transition", "acute_change", "end_of_life", "all"}


def test_that_the_sample_uses_every_state_and_both_kinds_of_sharing(
    snapshot: PlanSnapshot, documents: dict[str, DocumentRow]
) -> None:
    entries = list(snapshot.entries.values())
    assert {entry.state for entry in entries} == set(EntryState)
    assert any(entry.state is EntryState.CONTINUES and entry.text for entry in entries)
    cells = grid(documents["p1"], snapshot).cells
    assert any(cell.shared and cell.rowspan > 1 for cell in cells)
    assert any(cell.linked for cell in cells)
    assert any(cell.state is None and cell.address for cell in cells)


def test_that_its_documents_are_numbered_and_no_needed_cell_is_blank(
    snapshot: PlanSnapshot, documents: dict[str, DocumentRow]
) -> None:
    assert [(form, document.number) for form, document in documents.items()] == [
        ("p1", "資料1"),
        ("p4", "資料2"),
        ("p3", "資料3"),
        ("p5", "資料4"),
        ("p2", "資料5"),
        ("p6", "資料6"),
        ("own1", "資料7"),
    ]
    for document in documents.values():
        assert missing_cells(grid(document, snapshot), snapshot) == (), document.form
        assert "{" not in document.title


def test_that_numbers_count_within_their_philosophy(snapshot: PlanSnapshot, documents: dict[str, DocumentRow]) -> None:
    signs: Counter[str] = Counter()
    numbers = [cell.text for cell in column(grid(documents["p4"], snapshot, printed=True), "number")]
    assert len(numbers) == len(initiatives(snapshot))
    for number in numbers:
        sign, _, serial = number.partition("-")
        signs[sign] += 1
        assert int(serial) == signs[sign]
    assert list(signs) == ["①", "②", "③", "④", "⑤"]
    for item in initiatives(snapshot):
        assert [value.number for value in snapshot.tagged(item, "philosophy")] == [item.number[:1]]


def test_that_every_grade_is_given_and_a_bad_one_says_why(snapshot: PlanSnapshot) -> None:
    given: Counter[str] = Counter()
    for item in initiatives(snapshot):
        grades = [snapshot.entry(line.id, "grade", 2024) for line in snapshot.row_items(item)]
        (grade,) = {(entry.state, entry.text, entry.reason) for entry in grades if entry is not None}
        assert None not in grades
        given[grade[1] or "―"] += 1
        assert bool(grade[2]) == (grade[1] in ("C", "D")), item.title
        assert (grade[0] is EntryState.NONE) == (item.ended_year == 2024 or not _planned(snapshot, item, 2024))
    assert set(given) == {"A", "B", "C", "D", "―"}
    assert given["A"] > sum(given.values()) / 2


def _planned(snapshot: PlanSnapshot, item: ItemRow, year: int) -> bool:
    return any(snapshot.entry(line.id, "plan", year) for line in snapshot.row_items(item))


def test_that_every_year_until_the_end_has_an_indicator(snapshot: PlanSnapshot) -> None:
    for item in initiatives(snapshot):
        (line, *_) = snapshot.row_items(item)
        years = [year for year in YEARS if snapshot.entry(line.id, "indicator_text", year)]
        assert years == [year for year in YEARS if year <= (item.ended_year or year)], item.title


def test_that_the_yearly_plan_shows_every_kind_of_span(
    snapshot: PlanSnapshot, documents: dict[str, DocumentRow]
) -> None:
    cells = [cell for cell in printed_cells(documents["p3"], snapshot) if cell.col >= 3]
    assert {cell.colspan for cell in cells if cell.arrow} == {2, 3}
    assert any(cell.slashed for cell in cells)
    assert any(not cell.blocks and not cell.slashed and cell.col == 3 for cell in cells)  # not begun
    view = grid(documents["p3"], snapshot, printed=True)
    lines = Counter(row.initiative_id for row in view.rows)
    assert any(count > 1 for count in lines.values())
    assert len(view.rows) < len(grid(documents["p3"], snapshot).rows)  # some 実施行 stand together


def test_that_the_yearly_plan_has_its_milestone_and_its_committees(documents: dict[str, DocumentRow]) -> None:
    milestone, committees = documents["p3"].lead
    assert milestone.startswith("■令和8年4月には、")
    count = re.match(r"【(\d)部会設置】　", committees)
    assert count is not None and len(committees.split("、")) == int(count.group(1))


def test_that_what_is_planned_and_its_grade_stand_once_for_each_initiative(
    snapshot: PlanSnapshot, documents: dict[str, DocumentRow]
) -> None:
    """On paper, and on the screen as one cell over the 実施行."""
    view = grid(documents["p4"], snapshot)
    for key in ("planned:2024", "grade:2024"):
        assert len(column(view, key)) == len(initiatives(snapshot)) + 1  # and that which is listed again
    for cell in column(grid(documents["p4"], snapshot, printed=True), "grade:2024"):
        assert cell.text in ("A", "B", "C", "D", "―")


def test_that_a_point_is_listed_again_in_the_year_plan_and_in_no_table(
    snapshot: PlanSnapshot, documents: dict[str, DocumentRow]
) -> None:
    (again,) = [item for item in snapshot.items.values() if item.relisted_from_id is not None]
    source = snapshot.items[again.relisted_from_id or 0]
    assert again.title == f"{source.title}（再掲）"
    assert set(again.tags) != set(source.tags)
    for form, document in documents.items():
        words = str(plan_job(LIBRARY.form(form), document, snapshot).blocks)
        assert ("（再掲）" in words) is (form == "p6"), form


def test_that_a_dump_rebuilds_the_very_same_records(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.read() as connection:
        data = dump_records(connection)
    with Workspace.create(tmp_path / "t.zaitaku", name="", fill=lambda session: load_dump(session, data)) as again:
        with again.read() as connection:
            assert dump_records(connection) == data
        assert again.verify() == []


def test_that_its_own_form_is_in_no_presets_shape_and_shows_a_field_of_its_own(workspace: Workspace) -> None:
    with workspace.read() as connection:
        (document,) = [row for row in load_documents(connection) if row.form == "own1"]
        printable = read_printable(connection, document.id)
    form, view = printable.form, build_grid(printable.form, document, printable.snapshot, printed=True)
    assert check_form(form, printable.snapshot.fields) == []
    assert [field.name for field in printable.snapshot.own_fields] == ["予算"]
    assert view.header_rows == 3
    assert [column.key for column in view.columns][3:] == ["plan:2025", "budget:2025", "plan:2026", "budget:2026"]
    assert sum(bool(cell.text) for cell in column(view, "budget:2025")) == 16
    layout = lay_out(printable.job(), Faces.load())
    assert layout.fitted is not None and layout.fitted.smaller and len(layout.pages) == form.fit.pages
