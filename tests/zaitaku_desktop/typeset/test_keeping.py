"""What a page break does not part: lines of a paragraph, a note and its point (TYPESETTING 5)."""

from __future__ import annotations

import pytest

from zaitaku_desktop.typeset.blocks import Cell, Chip, Grid, Paragraph, PrintJob, Run, Sheet, TextBlock, TextStyle
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pieces import Stack, stack_blocks

STYLE = TextStyle()
LEADING = STYLE.leading
MEASURE = 90.0
"""Ten characters."""


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def paragraph(lines: int, sign: str, *, sticks: bool = False) -> Paragraph:
    """A paragraph of so many lines of ten characters."""
    return Paragraph((Run(sign * 10 * lines),), STYLE, sticks=sticks)


def stack(faces: Faces, *blocks: Paragraph | Chip) -> Stack:
    return stack_blocks(blocks, MEASURE, faces)


@pytest.mark.parametrize(
    ("counts", "room", "stop"),
    [
        ((4, 2), 5, 4),  # one line of two would stand alone
        ((4, 3), 5, 4),
        ((4, 3), 6, 4),  # the last of three would stand alone
        ((4, 4), 5, 4),
        ((4, 4), 6, 6),
        ((4, 5), 8, 7),  # four of five would leave one
        ((3, 1, 1), 4, 3),  # one piece alone is no fragment either
        ((6,), 5, 4),
    ],
)
def test_that_no_single_line_of_a_paragraph_is_left_on_either_side_of_a_break(
    faces: Faces, counts: tuple[int, ...], room: int, stop: int
) -> None:
    made = stack(faces, *(paragraph(count, sign) for count, sign in zip(counts, "甲乙丙", strict=False)))
    assert made.break_at(0, room * LEADING) == stop


def test_that_a_note_stays_with_the_point_above_it(faces: Faces) -> None:
    made = stack(faces, paragraph(3, "甲"), paragraph(2, "乙"), paragraph(2, "注", sticks=True), paragraph(3, "丙"))
    assert made.break_at(0, 5 * LEADING) == 3
    assert made.break_at(0, 7 * LEADING) == 7


def test_that_a_long_list_under_a_point_may_still_be_divided(faces: Faces) -> None:
    made = stack(faces, paragraph(2, "甲"), *(paragraph(1, "注", sticks=True) for _ in range(20)))
    assert made.break_at(0, 12 * LEADING) == 12


def test_that_chips_and_notes_obey_the_same_rule_beside_each_other(faces: Faces) -> None:
    made = stack(faces, paragraph(2, "甲"), Chip("新規", "filled"), paragraph(2, "名"))
    assert made.break_at(0, made.height(0, 4)) == 2


def test_that_the_least_that_stands_at_the_foot_of_a_page_is_no_single_line_either(faces: Faces) -> None:
    assert stack(faces, paragraph(3, "甲"), paragraph(3, "乙")).least(0) == 3 * LEADING
    assert stack(faces, paragraph(1, "甲"), paragraph(4, "乙")).least(0) == 3 * LEADING
    assert stack(faces, paragraph(1, "甲"), paragraph(1, "乙"), paragraph(4, "丙")).least(0) == 2 * LEADING


def lines_of_pages(layout: Layout) -> list[str]:
    return ["".join(dict.fromkeys(box.text[0] for box in page.texts if not box.artifact)) for page in layout.pages]


def test_that_a_row_that_is_split_keeps_its_points_whole(faces: Faces) -> None:
    points = tuple(paragraph(3, sign) for sign in "一二三四五六七八九十")
    sheet = Sheet(width=210.0, height=150.0, top=20.0, bottom=20.0, page_number="none")
    width = (MEASURE + 2 * 1.4 * 72 / 25.4) / (72 / 25.4)
    grid = Grid((width,), (), 0, (Cell(0, 0, points),), 1)
    layout = lay_out(PrintJob(sheet, (grid,)), faces)
    assert len(layout.pages) == 2
    first, second = lines_of_pages(layout)
    assert first + second == "一二三四五六七八九十"


def test_that_a_paragraph_higher_than_a_low_page_is_divided_all_the_same(faces: Faces) -> None:
    sheet = Sheet(width=210.0, height=52.0, top=20.0, bottom=20.0, page_number="none")
    block = TextBlock((Paragraph((Run("長" * 200),), STYLE),), keep=False)
    layout = lay_out(PrintJob(sheet, (block,)), faces)
    assert sum(len(box.text) for page in layout.pages for box in page.texts) == 200
