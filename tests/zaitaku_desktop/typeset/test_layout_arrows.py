"""Cells over several years with an arrow: where it stands, what it crosses, what is copied (PAGES 2 P3)."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest

from zaitaku_desktop.typeset.blocks import Cell, Grid, Paragraph, PrintJob, Run, Sheet, TextStyle
from zaitaku_desktop.typeset.boxes import Layout, Page, RuleBox
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf

MM = 72 / 25.4
SHEET = Sheet(width=210.0, height=148.0, top=20.0, right=10.0, bottom=20.0, left=10.0, page_number="none")
EDGES = [10.0, 40.0, 80.0, 120.0, 160.0, 200.0]  # mm: a label and four years
PAD_V = 1.35


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def lines(count: int, sign: str = "文") -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(sign),)) for _ in range(count))


def laid(faces: Faces, *body: Cell, rows: int = 1) -> Layout:
    header = tuple(Cell(0, col, lines(1, "年"), fill=True, ident=("head", col)) for col in range(5))
    return lay_out(PrintJob(SHEET, (Grid((30.0, 40.0, 40.0, 40.0, 40.0), header, 1, body, rows),)), faces)


def spanning(col: int, colspan: int, text_columns: int, count: int = 2, row: int = 0, rowspan: int = 1) -> Cell:
    return Cell(row, col, lines(count), rowspan, colspan, ident="span", text_columns=text_columns, arrow=True)


def dotted(page: Page) -> list[RuleBox]:
    return [rule for rule in page.rules if rule.dash is not None]


@pytest.mark.parametrize("text_columns, colspan", [(0, 3), (3, 3), (4, 3), (-1, 3)])
def test_that_an_arrow_needs_columns_of_its_own(text_columns: int, colspan: int) -> None:
    with pytest.raises(ValueError, match="columns"):
        Cell(0, 0, colspan=colspan, text_columns=text_columns, arrow=True)


def test_that_text_stays_in_its_columns_even_without_an_arrow(faces: Faces) -> None:
    text = (Paragraph((Run("調" * 40),), TextStyle(align="right")),)
    page = laid(faces, Cell(0, 0), Cell(0, 1, text, colspan=4, text_columns=1, ident="span")).pages[0]
    ends = [box.xs[0] + box.width for box in page.texts if box.source == "span"]
    assert len(ends) > 2
    assert max(ends) <= (EDGES[2] - 1.4) * MM + 0.01
    assert not page.arrows and not dotted(page)


def test_that_the_arrow_runs_through_the_columns_after_the_text(faces: Faces) -> None:
    page = laid(faces, Cell(0, 0), Cell(0, 1), spanning(2, 3, 1)).pages[0]
    (arrow,) = page.arrows
    first = next(box for box in page.texts if box.source == "span")
    assert (arrow.x0, arrow.x1) == pytest.approx(((EDGES[3] + 0.7) * MM, (EDGES[5] - 1.0) * MM))
    assert (arrow.weight, arrow.head_length, arrow.head_width) == pytest.approx((0.85, 2.6 * MM, 2.0 * MM))
    assert arrow.y == pytest.approx(first.baseline - 0.88 * 9 + 4.5)  # the middle of the first line


def test_that_only_the_boundaries_the_arrow_crosses_are_dotted(faces: Faces) -> None:
    page = laid(faces, Cell(0, 0), spanning(1, 4, 2)).pages[0]
    cell = next(region for region in page.regions if region.ident == "span")
    assert [(rule.x0, rule.weight, rule.dash) for rule in dotted(page)] == [
        (pytest.approx(EDGES[column] * MM), 0.5, (1.0, 2.5)) for column in (3, 4)
    ]
    for rule in dotted(page):
        assert (rule.y0, rule.y1) == pytest.approx((cell.y, cell.y + cell.height))
    beside = [rule for rule in page.rules if rule.x0 == rule.x1 and rule.dash is None and rule.weight == 0.5]
    for column in (2, 3, 4):
        (rule,) = (rule for rule in beside if rule.x0 == pytest.approx(EDGES[column] * MM))
        assert rule.y1 == pytest.approx(cell.y)  # the header's alone


def test_that_the_arrow_is_copied_after_the_text_of_its_cell(faces: Faces) -> None:
    layout = laid(faces, Cell(0, 0, lines(1, "甲")), spanning(1, 3, 1, 3), Cell(0, 4, lines(1, "乙")))
    boxes = [box for box in layout.pages[0].texts if box.role != "header"]
    assert "".join(box.text for box in boxes) == "甲文文文→乙"
    sign = boxes[4]
    assert sign.invisible and sign.role == "arrow" and not sign.artifact
    assert sign.part == boxes[3].part
    (arrow,) = layout.pages[0].arrows
    assert arrow.x0 <= sign.xs[0] and sign.xs[0] + sign.width <= arrow.x1
    assert sign.baseline - 0.88 * sign.size < arrow.y < sign.baseline


def test_that_a_cell_without_text_still_has_its_arrow(faces: Faces) -> None:
    page = laid(faces, Cell(0, 0, lines(1)), spanning(1, 4, 1, count=0)).pages[0]
    cell = next(region for region in page.regions if region.ident == "span")
    assert page.arrows[0].y == pytest.approx(cell.y + PAD_V * MM + 13.5 / 2)


def test_that_a_later_page_shows_the_arrow_again_but_not_its_sign(faces: Faces) -> None:
    body = [Cell(row, 0, lines(6)) for row in range(4)]
    layout = laid(faces, *body, spanning(1, 4, 1, 3, rowspan=4), rows=4)
    assert len(layout.pages) > 1
    for number, page in enumerate(layout.pages):
        cell = next(region for region in page.regions if region.ident == "span")
        (arrow,) = page.arrows
        assert cell.y < arrow.y < cell.y + cell.height
        assert len([box for box in page.texts if box.role == "arrow"]) == (1 if number == 0 else 0)
        for rule in dotted(page):
            assert (rule.y0, rule.y1) == pytest.approx((cell.y, cell.y + cell.height))
        assert len(dotted(page)) == 3


def test_that_the_head_fits_a_column_narrower_than_itself(faces: Faces) -> None:
    header = tuple(Cell(0, col) for col in range(2))
    grid = Grid((186.0, 4.0), header, 1, (Cell(0, 0, lines(1), colspan=2, text_columns=1, arrow=True),), 1)
    (arrow,) = lay_out(PrintJob(SHEET, (grid,)), faces).pages[0].arrows
    assert arrow.x1 - arrow.x0 == pytest.approx(2.3 * MM)
    assert (arrow.head_length, arrow.head_width) == pytest.approx((2.3 * MM, 2.0 * MM * 2.3 / 2.6))


def tool(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


def test_that_the_arrow_is_a_sign_in_the_text_of_the_pdf(faces: Faces, tmp_path: Path) -> None:
    layout = laid(faces, Cell(0, 0, lines(1, "甲")), spanning(1, 3, 1), Cell(0, 4, lines(1, "乙")))
    target = io.BytesIO()
    write_pdf([layout], faces, target, title="年次計画")
    path = tmp_path / "arrows.pdf"
    path.write_bytes(target.getvalue())
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", path)
    assert tool("pdftotext", "-raw", path, "-").split() == ["年", "年", "年", "年", "年", "甲", "文", "文", "→", "乙"]
    table = tool("pdfinfo", "-struct-text", path).split("\n")
    assert [line.strip() for line in table if '"' in line and "年" not in line] == ['"甲"', '"文文→"', '"乙"']
