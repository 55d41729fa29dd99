from __future__ import annotations

import os
import re
import subprocess
import unicodedata
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from grids import random_job
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.worksheet import Worksheet

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.paths import resource
from zaitaku_desktop.exchange.sheet_export import write_print_xlsx
from zaitaku_desktop.exchange.sheet_text import PITCH, measure_of
from zaitaku_desktop.exchange.workbook import read_workbook
from zaitaku_desktop.typeset.blocks import (
    Block,
    Cell,
    CellBlock,
    Chip,
    Fit,
    Grid,
    Legend,
    Paragraph,
    PrintJob,
    Run,
    Sheet,
    TextBlock,
    TextStyle,
)
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def words(text: str, *, bold: bool = False, align: str = "left", indent: float = 0.0) -> Paragraph:
    style = TextStyle(bold=bold, align=align)  # type: ignore[arg-type]
    return Paragraph((Run(text),), style, indent)


def job_of(
    *body: Cell, rows: int = 1, widths: tuple[float, ...] = (40.0, 60.0), sheet: Sheet | None = None
) -> PrintJob:
    header = tuple(Cell(0, col, (words(f"見出し{col}", align="center"),), fill=True) for col in range(len(widths)))
    grid = Grid(widths, header, 1, body, rows)
    return PrintJob(sheet or Sheet(title="計画表", tag="資料１"), (grid,))


def written(job: PrintJob, folder: Path, faces: Faces) -> Worksheet:
    path = folder / "x.xlsx"
    write_print_xlsx(job, path, faces)
    return load_workbook(path, rich_text=True).worksheets[0]


def parts_of(block: Block) -> list[CellBlock]:
    """Every paragraph and chip."""
    if isinstance(block, Grid):
        return [part for cell in (*block.header, *block.body) for part in cell.blocks]
    if isinstance(block, Legend):
        return [part for row in block.rows for part in row]
    return list(block.paragraphs)


def find(sheet: Worksheet, text: str) -> tuple[int, int]:
    return next(
        (cell.row, cell.column) for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith(text)
    )


def test_that_title_and_number_stand_above_the_repeated_headings(tmp_path: Path, faces: Faces) -> None:
    sheet = written(job_of(Cell(0, 0, (words("甲"),)), Cell(0, 1, (words("乙"),))), tmp_path, faces)
    assert find(sheet, "資料１") < find(sheet, "計画表") < find(sheet, "見出し0") < find(sheet, "甲")
    head = find(sheet, "見出し0")[0]
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.print_area == f"'資料１'!$A$1:$B${sheet.max_row}"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


@pytest.mark.parametrize("text", ["=1+1", "+81", "-3件", "@名", "#N/A", "000123", "'ひと"])
def test_that_words_stay_words(text: str, tmp_path: Path, faces: Faces) -> None:
    sheet = written(job_of(Cell(0, 0, (words(text),)), Cell(0, 1, (words("乙"),))), tmp_path, faces)
    cell = sheet.cell(4, 1)
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix is (text[0] in "=+-@")
    assert read_workbook(tmp_path / "x.xlsx")[0].text(4, 1) == text


def test_that_words_like_a_code_of_excel_are_marked_as_words(tmp_path: Path, faces: Faces) -> None:
    written(job_of(Cell(0, 0, (words("_x000D_のまま"),)), Cell(0, 1)), tmp_path, faces)
    with zipfile.ZipFile(tmp_path / "x.xlsx") as package:
        assert "_x005F_x000D_のまま" in package.read("xl/worksheets/sheet1.xml").decode()


def test_that_tables_with_other_columns_stand_under_each_other(tmp_path: Path, faces: Faces) -> None:
    one, two = job_of(Cell(0, 0), Cell(0, 1)), job_of(Cell(0, 0), Cell(0, 1), widths=(50.0, 50.0))
    sheet = written(PrintJob(one.sheet, (*one.blocks, *two.blocks)), tmp_path, faces)
    assert {str(merge) for merge in sheet.merged_cells.ranges} >= {"B3:C3", "A5:B5"}
    assert [round(sheet.column_dimensions[letter].width * 6) for letter in "ABC"] == [151, 37, 189]


def test_that_what_xml_cannot_hold_is_cleaned(tmp_path: Path, faces: Faces) -> None:
    dirty = words("一\x00二\x0b三\ud800四\ufffe五\r\n六")
    sheet = written(job_of(Cell(0, 0, (dirty,)), Cell(0, 1)), tmp_path, faces)
    assert sheet.cell(4, 1).value == "一二\n三〓四五\n六"


def test_that_a_text_too_long_for_excel_is_refused_with_its_place(tmp_path: Path, faces: Faces) -> None:
    job = job_of(Cell(0, 0, (words("長" * 32_768),)), Cell(0, 1))
    with pytest.raises(KnownError) as met:
        write_print_xlsx(job, tmp_path / "x.xlsx", faces)
    assert met.value.place == "資料１!A4"
    assert not (tmp_path / "x.xlsx").exists()


def test_that_chips_labels_and_lines_stand_as_they_print(tmp_path: Path, faces: Faces) -> None:
    label = Paragraph((Run("目的：", bold=True), Run("早く知る。")), TextStyle(), 0.0, 3.0)
    blocks: tuple[CellBlock, ...] = (Chip("新規", "filled"), Chip("廃止", "dashed"), words("名", bold=True))
    lines: tuple[CellBlock, ...] = (label, words("次の行", indent=3.0), words(""), words("・点", indent=4.0))
    sheet = written(job_of(Cell(0, 0, blocks), Cell(0, 1, lines)), tmp_path, faces)
    chips, texts = sheet.cell(4, 1).value, sheet.cell(4, 2).value
    assert str(chips) == "【新規】【廃止】\n名"
    assert str(texts) == "目的：早く知る。\n次の行\n\n\u3000・点"
    assert isinstance(texts, CellRichText)
    assert [bool(run.font.b) for run in texts] == [True, False]


def test_that_merges_fills_and_rules_are_those_of_the_paper(tmp_path: Path, faces: Faces) -> None:
    body = (
        Cell(0, 0, (words("項目"),), rowspan=2, fill=True),
        Cell(0, 1, (words("上"),)),
        Cell(1, 1, slashed=True),
        Cell(2, 0, (words("次"),), colspan=2),
    )
    grid = Grid((40.0, 60.0), (Cell(0, 0, (words("頭"),), colspan=2),), 1, body, 3, group_starts=frozenset({2}))
    sheet = written(PrintJob(Sheet(tag="", title=""), (grid,)), tmp_path, faces)
    assert {str(merge) for merge in sheet.merged_cells.ranges} == {"A1:B1", "A2:A3", "A4:B4"}
    assert sheet["A2"].fill.fgColor.rgb == "FFE8E8E8"
    assert (sheet["A2"].border.left.style, sheet["A2"].border.right.style) == ("medium", "thin")
    assert sheet["B3"].border.diagonalUp and sheet["B3"].border.diagonal.style == "thin"
    assert (sheet["B3"].border.bottom.style, sheet["B4"].border.bottom.style) == ("medium", "medium")
    assert (sheet["B2"].border.top.style, sheet["B2"].border.bottom.style) == ("thin", "thin")


def test_that_an_arrow_is_a_sign_in_each_column_it_runs_through(tmp_path: Path, faces: Faces) -> None:
    body = (Cell(0, 0, (words("始める"),), colspan=3, text_columns=1, arrow=True, ident="a"),)
    sheet = written(job_of(*body, widths=(40.0, 30.0, 30.0)), tmp_path, faces)
    assert [sheet.cell(4, col).value for col in (1, 2, 3)] == ["始める", "→", "→"]
    assert sheet["B4"].alignment.horizontal == "center"
    assert (sheet["A4"].border.right.style, sheet["B4"].border.right.style) == ("dotted", "dotted")
    assert not any(merge.min_row == 4 for merge in sheet.merged_cells.ranges)


def test_that_a_row_too_high_for_excel_becomes_several_with_its_cells_merged(tmp_path: Path, faces: Faces) -> None:
    body = (Cell(0, 0, (words("長い文です。" * 300),)), Cell(0, 1, (words("短い"),)), Cell(1, 0), Cell(1, 1))
    sheet = written(job_of(*body, rows=2), tmp_path, faces)
    merges = {str(merge) for merge in sheet.merged_cells.ranges if merge.min_row == 4}
    last = max(merge.max_row for merge in sheet.merged_cells.ranges)
    assert merges == {f"A4:A{last}", f"B4:B{last}"} and last > 4
    heights = [sheet.row_dimensions[row].height for row in range(4, last + 1)]
    assert max(heights) <= 409
    per_line = int(measure_of(sheet.column_dimensions["A"].width * 6 * 0.75) / 9.0)
    assert sum(heights) >= 1800 / per_line * 9.0 * PITCH


def test_that_the_legend_and_the_texts_around_stand_in_rows_of_their_own(tmp_path: Path, faces: Faces) -> None:
    job = job_of(Cell(0, 0), Cell(0, 1))
    legend = Legend(
        words("評価基準"), ((words("Ａ：達成"), words("Ｂ：概ね達成")), (words("Ｃ：一部"), words("Ｄ：未")))
    )
    notes = TextBlock((words("※1つ目"), words("※2つ目")), 4.0, ident="notes")
    sheet = written(PrintJob(job.sheet, (legend, *job.blocks, notes)), tmp_path, faces)
    column = [str(sheet.cell(row, 1).value) for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value]
    assert column[:4] == ["計画表", "評価基準", "Ａ：達成\u3000\u3000Ｂ：概ね達成", "Ｃ：一部\u3000\u3000Ｄ：未"]
    assert column[-2:] == ["※1つ目", "※2つ目"]


def test_that_columns_are_as_wide_as_on_paper_and_never_wider_together(tmp_path: Path, faces: Faces) -> None:
    widths = (17.3, 31.1, 53.7, 100.3)
    sheet = written(job_of(*(Cell(0, col) for col in range(4)), widths=widths), tmp_path, faces)
    pixels = [sheet.column_dimensions[letter].width * 6 for letter in "ABCD"]
    assert [abs(pixel * 25.4 / 96 - width) < 0.3 for pixel, width in zip(pixels, widths, strict=True)] == [True] * 4
    assert sum(pixels) * 25.4 / 96 <= sum(widths)


def test_that_the_same_input_gives_the_same_bytes_and_names_nobody(tmp_path: Path, faces: Faces) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_print_xlsx(random_job(3), tmp_path / name, faces)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        properties = package.read("docProps/core.xml") + package.read("docProps/app.xml")
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert re.sub(rb"<[^>]*>", b"", properties).strip() == b""


@pytest.mark.parametrize("seed", range(12))
def test_that_no_word_of_any_grid_is_lost_and_no_row_is_too_high(seed: int, tmp_path: Path, faces: Faces) -> None:
    job = random_job(seed)
    sheet = written(job, tmp_path, faces)
    there = "".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)
    for block in job.blocks:
        assert all(part.text in there for part in parts_of(block))
    assert all(size.height is None or size.height <= 409 for size in sheet.row_dimensions.values())


def test_that_no_sheet_name_breaks_excel(tmp_path: Path, faces: Faces) -> None:
    sheet = Sheet(tag="", title="令和６/７年度：計画[案]?*の" + "とても長い名前" * 9)
    name = written(job_of(Cell(0, 0), Cell(0, 1), sheet=sheet), tmp_path, faces).title
    assert len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b-\u200f\ufe00-\ufe0f\U000e0100-\U000e01ef]", "", unicodedata.normalize("NFKC", text))


def on_paper(book: Path) -> tuple[str, int]:
    """What LibreOffice, which is lent our faces, prints of a workbook; and on how many pages."""
    profile = f"-env:UserInstallation={(book.parent / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(book.parent), str(book)]
    faces = book.parent / "fonts.conf"
    faces.write_text(
        '<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{resource('fonts')}</dir><cachedir>{book.parent / 'cache'}</cachedir></fontconfig>"
    )
    places = {**os.environ, "FONTCONFIG_FILE": str(faces), "HOME": str(book.parent)}
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=places)
    with pypdfium2.PdfDocument(str(book.with_suffix(".pdf"))) as document:
        return "".join(page.get_textpage().get_text_range() for page in document), len(document)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(24))
def test_that_libreoffice_prints_every_word_of_any_grid(seed: int, tmp_path: Path, faces: Faces) -> None:
    job = random_job(seed)
    sheet = written(job, tmp_path, faces)
    found, pages = on_paper(tmp_path / "x.xlsx")
    repeated = sheet.print_title_rows
    first, last = (int(row.strip("$")) for row in repeated.split(":")) if repeated else (0, -1)
    wanted: Counter[str] = Counter()
    for row in sheet.iter_rows():
        for cell in row:
            times = pages if first <= cell.row <= last else 1
            for _ in range(times if cell.value is not None else 0):
                wanted.update(squeezed(str(cell.value)))
    assert not wanted - Counter(squeezed(found))


def test_that_a_vertical_heading_is_vertical_in_excel_and_its_row_high_enough(tmp_path: Path, faces: Faces) -> None:
    upright = Cell(0, 0, (words("訪問看護師"),), fill=True, valign="middle", vertical=True)
    header = (upright, Cell(0, 1, (words("内容"),), fill=True))
    body = (Cell(0, 0, (words("3"),)), Cell(0, 1, (words("乙"),)))
    sheet = written(PrintJob(Sheet(title="表"), (Grid((9.0, 60.0), header, 1, body, 1),)), tmp_path, faces)
    row, col = find(sheet, "訪問看護師")
    cell = sheet.cell(row, col)
    assert (cell.alignment.text_rotation, cell.alignment.horizontal, cell.alignment.vertical) == (
        255,
        "center",
        "center",
    )
    assert sheet.row_dimensions[row].height >= 5 * 9.0 * PITCH
    assert sheet.cell(*find(sheet, "内容")).alignment.text_rotation == 0


def test_that_what_shrinks_to_one_line_is_as_small_in_excel(tmp_path: Path, faces: Faces) -> None:
    body = (Cell(0, 0, (words("診療所と薬局の顔つなぎ"),), one_line=6.0), Cell(0, 1, (words("乙"),)))
    sheet = written(job_of(*body, widths=(30.0, 60.0)), tmp_path, faces)
    row, col = find(sheet, "診療所")
    assert 6.0 <= sheet.cell(row, col).font.sz < 9.0
    assert sheet.row_dimensions[row].height < 2 * 9.0 * PITCH


def test_that_a_sheet_is_fitted_to_its_pages_as_the_printed_one_is(tmp_path: Path, faces: Faces) -> None:
    body = tuple(Cell(row, col, (words("在宅医療と介護の連携" * 6),)) for row in range(40) for col in range(2))
    job = job_of(*body, rows=40, sheet=Sheet(width=210.0, height=148.0))
    pages = len(lay_out(job, faces).pages)
    plain = written(job, tmp_path, faces)
    assert (plain.page_setup.fitToHeight, plain.cell(6, 1).font.size) == (0, 9.0)
    fitted = written(replace(job, fit=Fit(pages - 2, 9.0, 6.0)), tmp_path, faces)
    assert fitted.page_setup.fitToHeight == pages - 2
    assert 6.0 <= fitted.cell(6, 1).font.size < 9.0
    assert fitted.cell(6, 1).value == plain.cell(6, 1).value
    never = written(replace(job, fit=Fit(1, 9.0, 8.0)), tmp_path, faces)
    assert (never.page_setup.fitToHeight, never.cell(6, 1).font.size) == (0, 9.0)
