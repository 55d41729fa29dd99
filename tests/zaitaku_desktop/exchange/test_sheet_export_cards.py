"""The printed sheet of blocks that stand together: cards."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from zaitaku_desktop.exchange.sheet_export import write_print_xlsx
from zaitaku_desktop.typeset.blocks import Cell, Grid, Paragraph, PrintJob, Run, Section, Sheet, TextBlock, Together
from zaitaku_desktop.typeset.fonts import Faces


def test_that_a_sheet_of_cards_begins_its_pages_where_paper_does(tmp_path: Path) -> None:
    def card(name: str) -> Together:
        cells = (
            Cell(0, 0, (Paragraph((Run("取組"),)),), ident="label"),
            Cell(0, 1, (Paragraph((Run(name),)),), ident=name),
        )
        return Together((Grid((27.0, 140.0), (), 0, cells, 1, min_row=60.0),), 4.0)

    head = TextBlock((Paragraph((Run("【理念】"),)),), ident="head")
    names = [f"取組{number}" for number in range(7)]
    sheet = Sheet(210.0, 297.0, 25.0, 18.0, 20.0, 25.0)
    job = PrintJob(sheet, (Section(head, tuple(card(name) for name in names)),))
    write_print_xlsx(job, tmp_path / "a.xlsx", Faces.load())
    written = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    begins = {written.cell(one.id + 2, 2).value for one in written.row_breaks.brk}  # a gap stands above the card
    assert begins == {"取組3", "取組6"}


def test_that_the_box_of_the_number_is_no_wider_than_it_must_be(tmp_path: Path) -> None:
    cells = (Cell(0, 0, (Paragraph((Run("姿1"),)),)), Cell(0, 1, (Paragraph((Run("望む最期"),)),)))
    sheet = Sheet(210.0, 297.0, 25.0, 17.0, 20.0, 30.0, tag="資料6")
    job = PrintJob(sheet, (TextBlock((Paragraph((Run("文章"),)),)), Grid((27.0, 136.0), (), 0, cells, 1)))
    write_print_xlsx(job, tmp_path / "a.xlsx", Faces.load())
    written = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert str(written.cell(1, 3).value) == "資料6"
    assert 11 < written.column_dimensions["C"].width < 20  # 22 mm are 83 px, 6 px a digit
    assert {"A2:C2", "B3:C3"} <= {str(merged) for merged in written.merged_cells.ranges}
