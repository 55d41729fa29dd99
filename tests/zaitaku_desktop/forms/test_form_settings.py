"""What a form may say of its years, its paper, its furniture: each is printed so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sample_files import open_sample
from shapes import read, shapes_file

from zaitaku_desktop.forms.checking import check_form
from zaitaku_desktop.forms.definition import Binding, ColumnDef, FitSettings, Form
from zaitaku_desktop.forms.grid import build_grid
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_plan import fit_words, plan_job
from zaitaku_desktop.forms.printable import read_printable
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.typeset.blocks import Grid, PrintJob, TextBlock
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

P1, P4 = load_form("p1"), load_form("p4")
NAME = ColumnDef("title", ("取組名",), 30.0, "title")
PLAN = ColumnDef("plan", ("計画", "{year}"), 30.0, fields=("plan",), years="plan")
ACTUAL = ColumnDef("actual", ("実績", "{year}"), 30.0, fields=("actual",), years="actual")
FACES = Faces.load()


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PlanSnapshot, DocumentRow]]:
    """A plan of R6 to R8 and a 資料 of R7 that shows 実績 of R6."""
    workspace, shapes = shapes_file(tmp_path_factory.mktemp("forms") / "a.zaitaku")
    yield read(workspace, shapes.plan, shapes.p4)
    workspace.close()


Plan = tuple[PlanSnapshot, DocumentRow]


def years(plan: Plan, *columns: ColumnDef, **document: object) -> list[str]:
    """The columns that stand side by side."""
    snapshot, row = plan
    form = replace(P1, columns=(NAME, *columns))
    assert not [problem for problem in check_form(form) if problem.severity == "error"]
    view = build_grid(form, replace(row, **document), snapshot)  # type: ignore[arg-type]
    return [column.key for column in view.columns[1:]]


def job(plan: Plan, form: Form, **document: object) -> PrintJob:
    snapshot, row = plan
    return plan_job(form, replace(row, **document), snapshot)  # type: ignore[arg-type]


def test_that_a_column_stands_for_every_year_of_the_plan(plan: Plan) -> None:
    assert years(plan, PLAN) == ["plan:2024", "plan:2025", "plan:2026"]


def test_that_a_column_stands_for_the_shown_years_of_results(plan: Plan) -> None:
    assert years(plan, ACTUAL) == ["actual:2024"]
    assert years(plan, ACTUAL, actual_years=(2024, 2026)) == ["actual:2024", "actual:2026"]


def test_that_a_column_follows_the_year_of_the_document(plan: Plan) -> None:
    relative = replace(PLAN, years="relative", offset=-1, span=2)
    assert years(plan, relative) == ["plan:2024", "plan:2025"]
    assert years(plan, relative, fiscal_year=plan[1].fiscal_year + 1) == ["plan:2025", "plan:2026"]
    assert years(plan, replace(relative, span=1)) == ["plan:2024"]


def test_that_a_column_stands_for_typed_years(plan: Plan) -> None:
    typed = replace(PLAN, years="range", first_year=2025, last_year=2027)
    assert years(plan, typed) == ["plan:2025", "plan:2026", "plan:2027"]
    assert years(plan, typed, fiscal_year=plan[1].fiscal_year + 5) == ["plan:2025", "plan:2026", "plan:2027"]


def test_that_neighbours_of_several_years_alternate(plan: Plan) -> None:
    typed = replace(PLAN, key="goal", heading=("目標", "{year}"), fields=("goal",), years="range")
    typed = replace(typed, first_year=2025, last_year=2026)
    assert years(plan, typed, ACTUAL) == ["actual:2024", "goal:2025", "goal:2026"]
    assert years(plan, typed, ACTUAL, actual_years=(2025,)) == ["goal:2025", "actual:2025", "goal:2026"]
    assert years(plan, PLAN, ACTUAL)[:3] == ["plan:2024", "actual:2024", "plan:2025"]


def test_that_headings_stand_over_each_other_as_deep_as_they_are(plan: Plan) -> None:
    deep = replace(PLAN, heading=("取組", "計画", "{year}"))
    form = replace(P1, columns=(NAME, deep, replace(ACTUAL, heading=("取組", "実績"))))
    snapshot, row = plan
    view = build_grid(form, replace(row, actual_years=(2026,)), snapshot)
    assert view.header_rows == 3
    placed = {cell.text: (cell.row, cell.col, cell.rowspan, cell.colspan) for cell in view.header}
    assert placed["取組名"] == (0, 0, 3, 1)
    assert placed["取組"] == (0, 1, 1, 4)
    assert placed["計画"] == (1, 1, 1, 3)
    assert placed["実績"] == (1, 4, 2, 1)


def test_that_the_binding_margin_is_added_on_its_side(plan: Plan) -> None:
    paper = replace(P4.paper, binding=Binding("top", 6.0))
    sheet = job(plan, replace(P4, paper=paper)).sheet
    assert (sheet.top, sheet.left) == (P4.paper.margins.top + 6.0, P4.paper.margins.left)
    paper = replace(P4.paper, binding=Binding("left", 6.0))
    form = replace(P4, paper=paper)
    assert job(plan, form).sheet.left == P4.paper.margins.left + 6.0
    (grid,) = [block for block in job(plan, form).blocks if isinstance(block, Grid)]
    assert sum(grid.widths) == pytest.approx(P4.paper.measure - 6.0)


@pytest.mark.parametrize("size", ["A4", "A3"])
@pytest.mark.parametrize("landscape", [True, False])
def test_that_paper_is_of_its_size_and_lies_as_it_says(plan: Plan, size: str, landscape: bool) -> None:
    form = replace(P4, paper=replace(P4.paper, size=size, landscape=landscape))  # type: ignore[arg-type]
    sheet = job(plan, form).sheet
    assert sorted((sheet.width, sheet.height)) == ([210, 297] if size == "A4" else [297, 420])
    assert (sheet.width > sheet.height) is landscape


def test_that_number_and_draft_mark_are_left_out_where_the_form_says_so(plan: Plan) -> None:
    sheet = job(plan, P4, number="資料1", draft=True).sheet
    assert (sheet.tag, sheet.title[-3:]) == ("資料１", "（案）")
    bare = job(plan, replace(P4, number_box=False, draft_mark=False), number="資料1", draft=True)
    assert bare.sheet.tag == "" and not bare.sheet.title.endswith("（案）")
    assert bare.bookmark == "資料1　p4"
    assert not job(plan, P4, draft=False).sheet.title.endswith("（案）")


def test_that_notes_and_lead_of_the_form_stand_where_the_document_has_none(plan: Plan) -> None:
    form = replace(P4, notes=replace(P4.notes, lines=("様式の注",)), lead=replace(P4.lead, lines=("様式の前文",)))

    def words(made: PrintJob) -> dict[object, str]:
        return {block.ident: block.paragraphs[0].text for block in made.blocks if isinstance(block, TextBlock)}

    assert words(job(plan, form)) == {"lead": "様式の前文", "notes": "様式の注"}
    assert words(job(plan, form, notes=("資料の注",), lead=("前文",))) == {"lead": "前文", "notes": "資料の注"}


@pytest.mark.parametrize(
    ("of_form", "of_document", "printed"),
    [
        ("", "", "７月12日"),
        ("full", "", "７月１２日"),
        ("half", "", "7月12日"),
        ("typed", "", "7月１２日"),
        ("half", "full", "７月１２日"),
    ],
)
def test_that_digits_are_set_as_the_document_says_else_the_form(
    plan: Plan, of_form: str, of_document: str, printed: str
) -> None:
    form = replace(P4, digit_style=of_form)  # type: ignore[arg-type]
    made = job(plan, form, title="7月１２日", draft=False, digit_style=of_document)
    assert made.sheet.title == printed


def test_that_title_and_headings_have_their_own_type(plan: Plan) -> None:
    title = replace(P4.title_style, family="mincho", align="left", size=18.0)
    form = replace(P4, title_style=title, header=replace(P4.header, family="mincho"))
    made = job(plan, form)
    style = made.sheet.title_style
    assert (style.family, style.align, style.size) == ("mincho", "left", 18.0)
    (grid,) = [block for block in made.blocks if isinstance(block, Grid)]
    assert {block.style.family for cell in grid.header for block in cell.blocks} == {"mincho"}  # type: ignore[union-attr]


def test_that_a_document_is_fitted_to_its_pages_and_that_is_said(tmp_path: Path) -> None:
    with open_sample(tmp_path / "a.zaitaku") as workspace, workspace.read() as connection:
        found = read_printable(connection, 1)
    pages = len(lay_out(found.job(), FACES).pages)
    said = {}
    for wish in (pages, pages - 1, pages - 2, 1):
        layout = lay_out(replace(found, form=replace(found.form, fit=FitSettings(wish))).job(), FACES)
        said[pages - wish] = (len(layout.pages), fit_words(layout.fitted))
    assert said[0] == (pages, "")
    assert said[1][0] == pages - 1 and "行の間を詰めました" in said[1][1]
    assert said[2][0] == pages - 2 and "8.25ポイントにしました" in said[2][1]
    assert said[pages - 1] == (pages, fit_words(layout.fitted)) and "収まりません" in fit_words(layout.fitted)
