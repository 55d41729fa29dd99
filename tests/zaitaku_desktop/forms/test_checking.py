"""What is wrong with a form is listed with its place; what is not refused can be shown, printed and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from random_forms import usable_forms
from shapes import read, shapes_file

from zaitaku_desktop.exchange.headers import HeaderFinder
from zaitaku_desktop.forms.checking import check_form, errors_of
from zaitaku_desktop.forms.definition import Binding, ColumnDef, FitSettings, Form, Margins
from zaitaku_desktop.forms.grid import build_grid
from zaitaku_desktop.forms.library import load_form, preset_forms
from zaitaku_desktop.forms.print_plan import plan_job
from zaitaku_desktop.model.fields import Field, all_fields
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

P1, P3, P6 = load_form("p1"), load_form("p3"), load_form("p6")
Plan = tuple[PlanSnapshot, DocumentRow]


def column(form: Form, key: str, **changes: object) -> Form:
    """The form with one column changed."""
    made = tuple(replace(c, **changes) if c.key == key else c for c in form.columns)  # type: ignore[arg-type]
    return replace(form, columns=made)


def said(form: Form, severity: str = "error") -> dict[str, str]:
    return {p.key: p.message for p in check_form(form) if p.severity == severity}


@pytest.mark.parametrize("key", list(preset_forms()))
def test_that_nothing_is_wrong_with_a_preset(key: str) -> None:
    assert check_form(load_form(key)) == []


def test_that_all_problems_are_listed_at_once() -> None:
    broken = column(replace(P1, title="{city}", name=""), "title", width=-3.0)
    assert [problem.key for problem in check_form(broken)] == ["name", "title", "column.title.width"]


ERRORS: dict[str, tuple[Callable[[], Form], str, str]] = {
    "a leaf that is an upper heading": (
        lambda: column(P1, "leader", heading=("実施計画",)),
        "column.leader.heading",
        "上の見出しと重なって",
    ),
    "two columns of one heading": (
        lambda: column(P1, "leader", heading=("項目",)),
        "column.leader.heading",
        "重なって",
    ),
    "deep headings": (lambda: column(P1, "leader", heading=("あ",) * 7), "column.leader.heading", "6 段"),
    "no heading": (lambda: column(P1, "leader", heading=()), "column.leader.heading", "見出し"),
    "columns wider than the paper": (lambda: column(P1, "leader", width=250.0), "column.width", "超えます"),
    "a typed range wider than the paper": (
        lambda: column(column(P1, "leader", width=100.0), "plan", years="range", first_year=2020, last_year=2039),
        "column.width",
        "年度の列",
    ),
    "no room for a character": (lambda: column(P1, "leader", width=5.0), "column.leader.width", "1字も"),
    "margins over the paper": (
        lambda: replace(P1, paper=replace(P1.paper, margins=Margins(left=390.0))),
        "paper.margins",
        "余白",
    ),
    "type of the cells too small": (lambda: replace(P1, text=replace(P1.text, size=5.5)), "text.size", "6"),
    "lines on each other": (lambda: replace(P1, text=replace(P1.text, leading=8.0)), "text.leading", "9pt"),
    "sub lines on each other": (lambda: replace(P1, text=replace(P1.text, sub_size=8.0)), "text.sub_leading", "8pt"),
    "a range that ends before it begins": (
        lambda: column(P1, "plan", years="range", first_year=2026, last_year=2024),
        "column.plan.last_year",
        "以内",
    ),
    "a range without years": (lambda: column(P1, "plan", years="range"), "column.plan.first_year", "西暦"),
    "no 年度": (lambda: column(P1, "plan", years="relative", span=0), "column.plan.span", "1 から"),
    "all 年度 of a field that has them apart": (
        lambda: column(P1, "plan", years="collapsed"),
        "column.plan.years",
        "並べられません",
    ),
    "years of a name": (lambda: column(P1, "title", years="plan"), "column.title.years", "年度ごとに"),
    "an unknown axis": (lambda: replace(P3, group_axis="weather"), "group_axis", "weather"),
    "two columns of names": (
        lambda: replace(P1, columns=(*P1.columns, ColumnDef("second", ("名",), 20.0, "title"))),
        "column.second.role",
        "一つだけ",
    ),
    "fewer pages than none": (lambda: replace(P1, fit=FitSettings(-1)), "fit.pages", "0 から"),
    "text that may shrink to nothing": (lambda: replace(P1, fit=FitSettings(2, 3.0)), "fit.smallest", "6 から"),
    "words nobody fills in": (
        lambda: replace(P1, heading=replace(P1.heading, words="{name}")),
        "heading.words",
        "{number}",
    ),
    "nothing to print": (
        lambda: replace(P1, columns=tuple(replace(c, printed=False) for c in P1.columns)),
        "column",
        "印刷する列",
    ),
    "no columns": (lambda: replace(P1, columns=()), "column", "列がありません"),
    "cards without names": (lambda: replace(P1, layout="cards", columns=P1.columns[2:]), "column", "取組名"),
}


@pytest.mark.parametrize("name", list(ERRORS))
def test_that_what_cannot_be_printed_is_refused_with_its_place(name: str) -> None:
    make, key, words = ERRORS[name]
    assert words in said(make()).get(key, "")


WARNINGS: dict[str, tuple[Callable[[], Form], str]] = {
    "holes in the text": (
        lambda: replace(P1, paper=replace(P1.paper, margins=Margins(20, 9, 16, 9), binding=Binding("left", 5.0))),
        "paper.binding",
    ),
    "a heading torn in two": (
        lambda: replace(P1, columns=(P1.columns[-1], *P1.columns[:-1])),
        "column.output_goal.heading",
    ),
    "years that look alike": (lambda: column(P1, "plan", heading=("実施計画", "計画")), "column.plan.heading"),
    "small type": (lambda: replace(P1, text=replace(P1.text, size=7.5)), "text.size"),
    "a field twice": (
        lambda: replace(P1, columns=(*P1.columns[:-1], ColumnDef("again", ("量",), 38.0, fields=("output_goal",)))),
        "column.again.fields",
    ),
    "what points have no place for": (
        lambda: replace(P6, columns=(*P6.columns, ColumnDef("goal", ("目標",), 20.0, fields=("output_goal",)))),
        "column.goal",
    ),
    "no names of rows": (lambda: replace(P1, columns=P1.columns[2:]), "column"),
}


@pytest.mark.parametrize("name", list(WARNINGS))
def test_that_what_looks_wrong_is_said_and_can_be_used(name: str) -> None:
    make, key = WARNINGS[name]
    assert key in said(make(), "warning")
    assert said(make()) == {}


def test_that_a_field_of_the_municipality_can_be_shown() -> None:
    form = column(P1, "target_group", fields=("budget",))
    assert "budget" in said(form)["column.target_group.fields"]
    fields = all_fields([Field("budget", "予算", "initiative")])
    assert errors_of(check_form(form, fields)) == []


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    workspace, shapes = shapes_file(tmp_path_factory.mktemp("forms") / "a.zaitaku")
    snapshot, document = read(workspace, shapes.plan, shapes.p4)
    yield snapshot, document
    workspace.close()


FACES = Faces.load()


@settings(max_examples=60)
@given(form=usable_forms())
def test_that_whatever_is_not_refused_can_be_shown_printed_and_read(plan: Plan, form: Form) -> None:
    snapshot, document = plan
    build_grid(form, document, snapshot, with_notes=True)
    assert lay_out(plan_job(form, document, snapshot), FACES).pages
    assert HeaderFinder(form).columns
