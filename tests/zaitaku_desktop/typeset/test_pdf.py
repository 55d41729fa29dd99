"""The PDF file: text copied from it, fonts, tags, the same bytes twice."""

from __future__ import annotations

import ctypes
import io
import re
import subprocess
from collections import defaultdict
from pathlib import Path

import pypdfium2
import pytest
from grids import random_job

from zaitaku_desktop.typeset.blocks import Cell, Chip, Grid, Paragraph, PrintJob, Run, Sheet, TextStyle
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf

SEEDS = range(100, 112)
NAMES = "𠮷田、葛\U000e0100城、葛城、髙﨑濵、辻\U000e0101、か゚、槗"
UNKNOWN = "\U0001f600"


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def small_job(text: str = NAMES) -> PrintJob:
    header = (
        Cell(
            0,
            0,
            (
                Paragraph(
                    (Run("項目"),),
                ),
            ),
            fill=True,
        ),
        Cell(0, 1, (Paragraph((Run("内容"),)),), fill=True),
    )
    body = (
        Cell(0, 0, (Chip("新規", "filled"), Paragraph((Run("看取り"),), TextStyle(bold=True))), 2, label=True),
        Cell(0, 1, (Paragraph((Run(text),)),)),
        Cell(1, 1),
    )
    sheet = Sheet(width=210.0, height=297.0, tag="資料１", title="取組（案）")
    return PrintJob(sheet, (Grid((40.0, 140.0), header, 1, body, 2),), bookmark="資料１　取組")


def pdf_of(layouts: list[Layout], faces: Faces, title: str = "資料１　取組") -> bytes:
    target = io.BytesIO()
    write_pdf(layouts, faces, target, title=title)
    return target.getvalue()


def saved(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return path


def tool(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def solid(text: str) -> str:
    return re.sub(r"[\s\u0000-\u001f\ufffe]", "", text)


def drawn(layout: Layout) -> list[str]:
    return [solid("".join(box.text for box in page.texts)) for page in layout.pages]


@pytest.mark.parametrize("seed", SEEDS)
def test_that_text_copied_from_the_pdf_is_the_text_laid_out(seed: int, faces: Faces, tmp_path: Path) -> None:
    layout = lay_out(random_job(seed), faces)
    path = saved(tmp_path, pdf_of([layout], faces))
    raw = tool("pdftotext", "-raw", "-enc", "UTF-8", path, "-")
    assert [solid(page) for page in raw.split("\f")[:-1]] == drawn(layout)
    document = pypdfium2.PdfDocument(path)
    for page, wanted in zip(document, drawn(layout), strict=True):
        assert sorted(solid(page.get_textpage().get_text_bounded())) == sorted(wanted)
    document.close()


def test_that_names_are_copied_with_their_variants(faces: Faces, tmp_path: Path) -> None:
    path = saved(tmp_path, pdf_of([lay_out(small_job(), faces)], faces))
    assert NAMES in tool("pdftotext", "-raw", "-enc", "UTF-8", path, "-")
    document = pypdfium2.PdfDocument(path)
    assert NAMES in document[0].get_textpage().get_text_bounded()
    document.close()


def test_that_every_character_stands_where_the_layout_put_it(faces: Faces, tmp_path: Path) -> None:
    text = "「在宅」、（医療）・「介護」。　連携をRaiseする。" * 6
    layout = lay_out(small_job(text), faces)
    path = saved(tmp_path, pdf_of([layout], faces))
    placed = sorted(x for box in layout.pages[0].texts for x in box.xs)
    document = pypdfium2.PdfDocument(path)
    page = document[0].get_textpage()
    found = []
    for index in range(page.count_chars()):
        left, _, right, _ = page.get_charbox(index, loose=True)
        if right > left and page.get_text_range(index, 1) not in "\r\n":
            found.append(left)
    document.close()
    assert sorted(found) == pytest.approx(placed, abs=0.1)


def origins(page: pypdfium2.PdfPage) -> dict[str, list[tuple[float, float]]]:
    """Where each character stands on a page of the PDF: points from its upper left."""
    text, height = page.get_textpage(), page.get_height()
    found = defaultdict(list)
    for index in range(text.count_chars()):
        x, y = ctypes.c_double(), ctypes.c_double()
        pypdfium2.raw.FPDFText_GetCharOrigin(text, index, x, y)
        found[chr(pypdfium2.raw.FPDFText_GetUnicode(text, index))].append((x.value, height - y.value))
    return found


def hanging_job(size: float, leading: float, text: str) -> PrintJob:
    """Points in narrow cells: lines below each other, hanging ones, tracked ones, signs that give way, two looks."""
    style = TextStyle(size=size, leading=leading)
    points = [Paragraph((Run(text[start:]),), style, 0.0, 1.0 if start % 3 else 0.0) for start in range(40)]
    points.append(Paragraph((Run("目的：", bold=True), Run(text)), style, 1.0, 0.0))
    cells = tuple(Cell(0, column, tuple(points)) for column in range(4))
    grid = Grid((30.0, 34.5, 41.0, 60.0), tuple(Cell(0, column) for column in range(4)), 1, cells, 1)
    return PrintJob(Sheet(width=210.0, height=297.0), (grid,))


@pytest.mark.parametrize(("size", "leading"), [(9.0, 13.5), (9.0, 13.5 + 1 / 3), (9.0, 9.0), (8.5, 13.5), (7.25, 13.5)])
def test_that_every_line_of_a_grid_stands_in_the_pdf_where_the_layout_put_it(
    size: float, leading: float, faces: Faces, tmp_path: Path
) -> None:
    text = "・２か所を訪ね、「支援」（案）・「介護」。葛城市、21か所の𠮷田医院。窓口（市）の案内を80部配り、記録した。"
    layout = lay_out(hanging_job(size, leading, text), faces)
    spans = [box.span for page in layout.pages for box in page.texts]
    assert any(span.tracking for span in spans) and any(span.moves for span in spans)
    document = pypdfium2.PdfDocument(saved(tmp_path, pdf_of([layout], faces)))
    for laid, page in zip(layout.pages, document, strict=True):
        found = origins(page)
        for box in laid.texts:
            for cluster, x in zip(box.clusters, box.xs, strict=True):
                if cluster != "𠮷":  # pdfium gives its halves
                    off = min(max(abs(x - left), abs(box.baseline - top)) for left, top in found[cluster])
                    assert off < 0.03, (cluster, box.text)
    document.close()


def test_that_a_character_without_glyph_is_reported_and_stays_in_the_text(faces: Faces, tmp_path: Path) -> None:
    layout = lay_out(small_job(f"○{UNKNOWN}〓"), faces)
    assert [found.character for found in layout.missing] == [UNKNOWN]
    path = saved(tmp_path, pdf_of([layout], faces))
    assert f"○{UNKNOWN}〓" in tool("pdftotext", "-raw", "-enc", "UTF-8", path, "-")


def test_that_the_file_is_sound_and_every_font_is_embedded(faces: Faces, tmp_path: Path) -> None:
    path = saved(tmp_path, pdf_of([lay_out(random_job(7), faces), lay_out(small_job(), faces)], faces))
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", path)
    fonts = tool("pdffonts", path).splitlines()[2:]
    assert fonts
    for line in fonts:
        assert "Identity-H" in line
        assert line.split("Identity-H")[1].split()[:3] == ["yes", "yes", "yes"], line
    assert b"Helvetica" not in path.read_bytes()


def test_that_the_same_layout_gives_the_same_bytes() -> None:
    one, other = (pdf_of([lay_out(random_job(3), faces)], faces) for faces in (Faces.load(), Faces.load()))
    assert one == other


def test_that_the_pdf_says_what_it_is_and_not_who_made_it(faces: Faces, tmp_path: Path) -> None:
    layout = lay_out(small_job(), faces)
    path = saved(tmp_path, pdf_of([layout, layout], faces))
    info = tool("pdfinfo", path)
    assert re.search(r"^Title: +資料１　取組$", info, re.MULTILINE)
    assert re.search(r"^Author: *$", info, re.MULTILINE)
    assert re.search(r"^Tagged: +yes$", info, re.MULTILINE)
    assert "ReportLab" not in info
    plain = path.with_name("plain.pdf")
    tool("qpdf", "--qdf", "--object-streams=disable", path, plain)
    for entry in (b"/Lang (ja-JP)", b"/DisplayDocTitle true", b"/PageLabels", b"/Outlines"):
        assert entry in plain.read_bytes()
    document = pypdfium2.PdfDocument(path)
    assert [item.get_title() for item in document.get_toc()] == ["資料１　取組"] * 2
    document.close()


def test_that_the_tags_tell_headings_and_cells(faces: Faces, tmp_path: Path) -> None:
    path = saved(tmp_path, pdf_of([lay_out(small_job("本文"), faces)], faces))
    lines = [line.strip() for line in tool("pdfinfo", "-struct-text", path).splitlines()]
    shape = [line for line in lines if line]
    assert shape == [
        "Document", "P (block)", '"資料１"', "H1 (block)", '"取組（案）"', "Table (block)",
        "TR", "TH:", "/Scope /Column", '"項目"', "TH:", "/Scope /Column", '"内容"',
        "TR", "TH:", "/RowSpan 2", "/Scope /Row", '"新規看取り"', "TD", '"本文"', "TR", "TD",
    ]  # fmt: skip


def test_that_nothing_is_written_without_a_page(faces: Faces) -> None:
    target = io.BytesIO()
    with pytest.raises(ValueError, match="no page"):
        write_pdf([], faces, target, title="")
    assert target.getvalue() == b""
