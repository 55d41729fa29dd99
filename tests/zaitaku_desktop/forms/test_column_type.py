"""How a form sets headings and columns: 縦書き, 縮小して1行に, 均等割り付け (TYPESETTING 4–5, PAGES 4 T2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.parsing import parse_form
from zaitaku_desktop.forms.printable import Printable
from zaitaku_desktop.forms.shaping import change_column
from zaitaku_desktop.forms.writing import form_toml
from zaitaku_desktop.model.fields import standard_fields
from zaitaku_desktop.typeset.blocks import Cell, Grid
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out


@pytest.fixture
def results(sample_by_form: dict[str, Printable]) -> Printable:
    """The sample's plan in P4."""
    return sample_by_form["p4"]


def grid_of(printable: Printable, form: Form) -> Grid:
    (grid,) = [block for block in replace(printable, form=form).job().blocks if isinstance(block, Grid)]
    return grid


def heading(grid: Grid, words: str) -> Cell:
    return next(cell for cell in grid.header if cell.blocks[0].text == words)


def test_that_no_heading_is_vertical_that_has_room(results: Printable) -> None:
    assert not any(cell.vertical for cell in grid_of(results, results.form).header)


def test_that_a_heading_too_long_for_a_narrow_column_runs_downwards_by_itself(results: Printable) -> None:
    form = change_column(results.form, "grade", heading=("自己評価",))
    assert heading(grid_of(results, form), "自己評価").vertical
    wide = change_column(form, "grade", width=16.0)
    wide = change_column(wide, "summary", width=50.0)
    assert not heading(grid_of(results, wide), "自己評価").vertical
    never = replace(form, header=replace(form.header, vertical_below=0.0))
    assert not heading(grid_of(results, never), "自己評価").vertical


@pytest.mark.parametrize(
    ("said", "head", "text"), [("heading", True, False), ("text", False, True), ("both", True, True)]
)
def test_that_a_column_says_what_of_it_is_vertical(results: Printable, said: str, head: bool, text: bool) -> None:
    form = change_column(results.form, "title", vertical=said)
    grid = grid_of(results, form)
    assert heading(grid, "取組").vertical is head
    assert {cell.vertical for cell in grid.body if cell.col == 1} == {text}


def test_that_a_plan_with_vertical_columns_prints_and_its_form_comes_back_from_its_file(results: Printable) -> None:
    form = change_column(change_column(results.form, "title", vertical="both"), "grade", heading=("自己評価",))
    pages = lay_out(replace(results, form=form).job(), Faces.load()).pages
    assert any(box.vertical for page in pages for box in page.texts)
    assert parse_form(form_toml(form), "様式", standard_fields()) == form


def test_that_a_heading_that_may_shrink_to_one_line_is_not_vertical(results: Printable) -> None:
    form = change_column(results.form, "grade", heading=("自己評価",))
    form = replace(form, header=replace(form.header, one_line=6.0))
    head = heading(grid_of(results, form), "自己評価")
    assert (head.vertical, head.one_line) == (False, 6.0)


def test_that_a_column_may_keep_its_texts_on_one_line(results: Printable) -> None:
    form = change_column(results.form, "title", one_line=7.0)
    pages = lay_out(replace(results, form=form).job(), Faces.load()).pages
    boxes = [box for page in pages for box in page.texts if getattr(box.source, "column", "") == "title"]
    assert {box.size for box in boxes} > {9.0} and min(box.size for box in boxes) >= 7.0


def test_that_short_headings_are_spread_over_the_width_the_form_says(results: Printable) -> None:
    form = replace(results.form, header=replace(results.form.header, spread=4.0))
    page = lay_out(replace(results, form=form).job(), Faces.load()).pages[0]
    (short,) = [box for box in page.texts if box.text == "取組" and box.role == "header"]
    (longer,) = [box for box in page.texts if box.text == "事業概要" and box.role == "header"]
    assert short.width == pytest.approx(4 * short.size) == pytest.approx(longer.width)
