"""Headings and labels set from top to bottom: forms of glyphs, 縦中横, words on their side, columns (TYPESETTING 5)."""

from __future__ import annotations

import io
import random
import unicodedata
from collections import defaultdict
from dataclasses import replace

import pypdfium2
import pytest
from grids import random_job

from zaitaku_desktop.typeset.blocks import Cell, Grid, Paragraph, PrintJob, Run, Sheet, TextStyle
from zaitaku_desktop.typeset.boxes import Layout, Page, TextBox
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf

MM = 72 / 25.4
SIZE = 9.0
STEP = SIZE * 1.04
"""From one character to the next."""
HEAD = TextStyle("gothic", SIZE, 12.0, align="center")
SHEET = Sheet(width=210.0, height=150.0, top=15.0, bottom=15.0, page_number="none")


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def heading(text: str, *, width: float = 10.8, valign: str = "middle") -> PrintJob:
    """One vertical heading over a column `width` mm wide."""
    cell = Cell(0, 0, (Paragraph((Run(text),), HEAD),), valign=valign, vertical=True, ident="h")  # type: ignore[arg-type]
    body = Cell(0, 0, (Paragraph((Run("1"),)),), ident="b")
    return PrintJob(SHEET, (Grid((width,), (cell,), 1, (body,), 1),))


def boxes(text: str, faces: Faces, **more: float) -> list[TextBox]:
    (page,) = lay_out(heading(text, **more), faces).pages  # type: ignore[arg-type]
    return [box for box in page.texts if box.source == "h"]


def middle(box: TextBox) -> float:
    return box.left + box.width / 2


def tops(found: list[TextBox]) -> list[float]:
    """How far below the first each box begins, in characters."""
    heights = [box.baseline if box.turned else box.baseline - 0.88 * box.size for box in found]
    return [round((height - heights[0]) / STEP, 2) for height in heights]


def test_that_characters_stand_below_each_other_in_the_middle_of_the_cell(faces: Faces) -> None:
    found = boxes("訪問看護", faces)
    assert [box.text for box in found] == list("訪問看護")
    assert tops(found) == [0.0, 1.0, 2.0, 3.0]
    axis = (SHEET.left + 10.8 / 2) * MM
    assert [middle(box) for box in found] == pytest.approx([axis] * 4)


@pytest.mark.parametrize("sign", list("ー（）「」、。～…ゃ―："))
def test_that_signs_have_their_vertical_form(faces: Faces, sign: str) -> None:
    (box,) = [box for box in boxes(f"あ{sign}い", faces) if box.text == sign]
    assert box.vertical
    level, upright = faces.glyph("gothic", sign), faces.glyph("gothic", sign, vertical=True)
    assert upright.gid != level.gid


def test_that_two_digits_stand_side_by_side_and_one_stands_alone(faces: Faces) -> None:
    found = boxes("12月5日", faces)
    assert [box.text for box in found] == ["12", "月", "５", "日"]
    assert tops(found) == [0.0, 1.0, 2.0, 3.0]
    assert not (found[0].vertical or found[0].turned)
    assert middle(found[0]) == pytest.approx(middle(found[1]))


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("100人", ["100"]),
        ("2024年度", ["2024"]),
        ("3,000部", ["3,000"]),
        ("91.3%", ["91.3"]),
        ("LINE WORKS", ["LINE WORKS"]),
        ("Web会議", ["Web"]),
        ("資料１－２", ["－"]),
        ("ICT", []),
        ("MSW(市)", []),
        ("Ｒ10", []),
        ("3-4月", ["－"]),
    ],
)
def test_that_words_and_long_numbers_lie_on_their_side_and_short_capitals_stand(
    faces: Faces, text: str, turned: list[str]
) -> None:
    found = boxes(text, faces)
    assert [box.text for box in found if box.turned] == turned
    words = "".join(box.text for box in found)
    assert unicodedata.normalize("NFKC", words) == unicodedata.normalize("NFKC", text)
    standing = [box.text for box in found if not box.turned and box.text not in ("10", "12")]
    assert all(len(word) == 1 and unicodedata.east_asian_width(word) in "FWA" for word in standing), standing


def test_that_what_lies_on_its_side_is_centred_on_the_column(faces: Faces) -> None:
    upright, turned = boxes("市2024", faces)
    assert middle(turned) == pytest.approx(middle(upright))
    assert turned.ys[0] == turned.baseline and turned.ys[-1] - turned.baseline == pytest.approx(1.5 * SIZE)


def test_that_typed_lines_are_columns_from_right_to_left(faces: Faces) -> None:
    found = boxes("日常の療養\n（全市）", faces)
    right, left = found[0], found[5]
    assert (right.text, left.text) == ("日", "（")
    assert middle(right) - middle(left) >= 1.1 * SIZE and tops(found)[5] < 1.0


def test_that_a_long_heading_is_parted_into_columns_at_the_end_of_a_phrase(faces: Faces) -> None:
    found = boxes("訪問看護ステーション", faces)
    axes = [round(middle(box), 2) for box in found]
    assert len(set(axes)) == 2
    assert "".join(box.text for box in found if round(middle(box), 2) == max(axes)) == "訪問看護"


def test_that_typed_lines_without_room_beside_each_other_follow_each_other(faces: Faces) -> None:
    found = boxes("日常の\n療養", faces, width=6.0)
    assert len({round(middle(box), 2) for box in found}) == 1
    assert tops(found) == [0.0, 1.0, 2.0, 3.0, 4.0]


def test_that_a_text_too_long_for_its_columns_stays_level(faces: Faces) -> None:
    cells = (Cell(0, 0, (Paragraph((Run("長い文が続く" * 40),)),), vertical=True, ident="b"),)
    layout = lay_out(PrintJob(SHEET, (Grid((20.0,), (), 0, cells, 1),)), faces)
    assert all(not box.vertical and not box.turned for page in layout.pages for box in page.texts)
    assert sum(len(box.text) for page in layout.pages for box in page.texts if not box.artifact) == 240


def labelled(rows: int) -> PrintJob:
    """A vertical label over so many rows, a header row above."""
    label = Cell(0, 0, (Paragraph((Run("入退院支援"),)),), rows, label=True, vertical=True, ident="label")
    body = tuple(Cell(row, 1, (Paragraph((Run(str(row)),)),), ident=row) for row in range(rows))
    header = (Cell(0, 0, (Paragraph((Run("項目"),)),), ident="h"), Cell(0, 1, (Paragraph((Run("数"),)),), ident="i"))
    return PrintJob(SHEET, (Grid((9.0, 40.0), header, 1, (label, *body), rows),))


def words(page: Page, source: object) -> str:
    return "".join(box.text for box in page.texts if box.source == source)


def test_that_a_label_over_a_page_break_says_that_it_goes_on(faces: Faces) -> None:
    first, second, *_ = lay_out(labelled(30), faces).pages
    assert words(first, "label") == "入退院支援"
    assert words(second, "label") == "入退院支援（続き）"
    again = [box for box in second.texts if box.source == "label"]
    assert all(box.artifact for box in again) and again[-1].size == 7.5
    assert len({round(middle(box), 2) for box in again}) == 1


def test_that_rows_are_high_enough_for_a_vertical_label(faces: Faces) -> None:
    (page,) = lay_out(labelled(2), faces).pages
    place = next(region for region in page.regions if region.ident == "label")
    assert place.height >= 5 * SIZE + 4 * 0.04 * SIZE


def upright_job(seed: int) -> PrintJob:
    """A made-up grid in which half of the labels and headings are vertical."""
    dice, job = random.Random(seed), random_job(seed)

    def turned(cell: Cell, heading: bool) -> Cell:
        return replace(cell, vertical=(heading or cell.label) and dice.random() < 0.5)

    blocks = tuple(
        replace(
            block,
            header=tuple(turned(cell, heading=True) for cell in block.header),
            body=tuple(turned(cell, heading=False) for cell in block.body),
        )
        if isinstance(block, Grid)
        else block
        for block in job.blocks
    )
    return replace(job, blocks=blocks)


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text.replace("\n", ""))


def check(job: PrintJob, layout: Layout) -> None:
    """Nothing is lost, and everything lies within its cell."""
    found: dict[object, str] = defaultdict(str)
    for page in layout.pages:
        places = {region.ident: region for region in page.regions}
        for box in page.texts:
            found[box.source] += "" if box.artifact or box.invisible else box.text
            place = places.get(box.source)
            if place is None:
                continue
            top = box.baseline if box.turned else box.baseline - 0.88 * box.size
            foot = box.baseline + (box.span.width if box.turned else 0.12 * box.size)
            assert box.left >= place.x - 0.01 and box.left + box.width <= place.x + place.width + 0.01, box
            assert top >= place.y - 0.01 and foot <= place.y + place.height + 0.01, box
    for block in job.blocks:
        for cell in (*block.header, *block.body) if isinstance(block, Grid) else ():
            assert folded(found[cell.ident]) == folded("".join(part.text for part in cell.blocks))


@pytest.mark.parametrize("seed", range(12))
def test_that_made_up_grids_with_vertical_labels_lose_nothing_and_stay_in_their_cells(seed: int, faces: Faces) -> None:
    job = upright_job(seed)
    layout = lay_out(job, faces)
    assert any(box.vertical for page in layout.pages for box in page.texts)
    check(job, layout)


def test_that_vertical_text_is_copied_from_the_pdf_in_order(faces: Faces) -> None:
    text = "第１回～12月「試行」、LINE WORKS（MSW）2024年𠮷田葛\U000e0100城"
    layout = lay_out(heading(text, width=30.0), faces)
    file = io.BytesIO()
    write_pdf([layout], faces, file, title="資料")
    document = pypdfium2.PdfDocument(file.getvalue())
    copied = document[0].get_textpage().get_text_range()
    document.close()
    assert "".join(unicodedata.normalize("NFKC", copied).split()).startswith(
        "".join(unicodedata.normalize("NFKC", text).split())
    )
