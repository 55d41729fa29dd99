"""縮小して1行に収める: type in cells and headings that shrinks rather than be broken."""

from __future__ import annotations

import pytest

from zaitaku_desktop.typeset.blocks import Cell, Grid, Paragraph, PrintJob, Run, Sheet, TextStyle
from zaitaku_desktop.typeset.boxes import TextBox
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

MM = 72 / 25.4
STYLE = TextStyle("gothic", 9.0, 13.5, align="center")
ROOM = 6 * 9.0
"""Six characters."""


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def boxes(faces: Faces, smallest: float, *texts: str) -> list[TextBox]:
    """Paragraphs in a cell with room for six characters."""
    blocks = tuple(Paragraph((Run(text),), STYLE) for text in texts)
    grid = Grid((ROOM / MM + 2 * 1.4,), (), 0, (Cell(0, 0, blocks, one_line=smallest, ident="c"),), 1)
    (page,) = lay_out(PrintJob(Sheet(width=210.0, height=297.0), (grid,)), faces).pages
    return list(page.texts)


def test_that_what_fits_keeps_its_size(faces: Faces) -> None:
    (box,) = boxes(faces, 7.0, "六字の見出し")
    assert box.size == 9.0


def test_that_type_shrinks_until_the_line_fits_and_no_more(faces: Faces) -> None:
    (box,) = boxes(faces, 7.0, "七字ある見出し")
    assert box.size == pytest.approx(7.7)  # 54 pt ÷ 7 = 7.71
    assert box.width <= ROOM


def test_that_below_the_smallest_size_the_line_is_broken_in_its_own_size(faces: Faces) -> None:
    found = boxes(faces, 8.0, "七字ある見出し")
    assert len(found) == 2 and {box.size for box in found} == {9.0}


def test_that_all_paragraphs_of_a_cell_shrink_alike_with_their_leading(faces: Faces) -> None:
    first, second = boxes(faces, 7.0, "令和", "七字ある見出し")
    assert first.size == second.size == pytest.approx(7.7)
    assert second.baseline - first.baseline == pytest.approx(13.5 * 7.7 / 9)


def test_that_typed_lines_count_each_for_itself(faces: Faces) -> None:
    found = boxes(faces, 7.0, "六字の見出し\n二行目の六字")
    assert [box.size for box in found] == [9.0, 9.0]
