"""Charts in an Excel file, and their numbers in a Word file."""

from __future__ import annotations

from pathlib import Path

import docx
from openpyxl import load_workbook

from zaitaku_desktop.exchange.sheet_charts import NUMBERS
from zaitaku_desktop.exchange.sheet_export import write_print_xlsx
from zaitaku_desktop.exchange.word_export import write_docx
from zaitaku_desktop.typeset.blocks import PrintJob, Sheet
from zaitaku_desktop.typeset.chart_blocks import Chart, Charts, Series
from zaitaku_desktop.typeset.fonts import Faces

BARS = Chart(("病院", "薬局"), (Series("令和5年度", (3.0, None), "white"), Series("令和6年度", (4.0, 5.0))))
LINE = Chart(("R5", "R6"), (Series("実績", (68.4, 81.3), line=True),), title="割合（％）")
JOB = PrintJob(Sheet(210.0, 297.0, title="相談件数"), (Charts((BARS, LINE), columns=2),))


def test_that_a_chart_of_excel_is_drawn_from_numbers_on_a_sheet_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_print_xlsx(JOB, path, Faces.load())
    book = load_workbook(path)
    assert len(book.worksheets[0]._charts) == 2  # type: ignore[attr-defined]
    rows = [[cell.value for cell in row] for row in book[NUMBERS].iter_rows()]
    assert rows == [
        [None, "令和5年度", "令和6年度"],
        ["病院", 3, 4],
        ["薬局", None, 5],
        [None, None, None],
        ["割合（％）", "実績", None],
        ["R5", 68.4, None],
        ["R6", 81.3, None],
    ]
    again = tmp_path / "b.xlsx"
    write_print_xlsx(JOB, again, Faces.load())
    assert again.read_bytes() == path.read_bytes()


def test_that_a_chart_of_excel_has_the_axis_values_and_looks_of_print(tmp_path: Path) -> None:
    both = (
        Series("目標", (80.0, None, 82.0), "white", True, ("80.0", "", "82.0")),
        Series("実績", (79.0, 81.0, None), line=True),
    )
    bars = (Series("R5", (12345678.0,) * 3, "white", texts=("12,345,678",) * 3), Series("R6", (-1.0, 2.0, 3.0)))
    labels = ("R4", "R5", "R6")
    job = PrintJob(JOB.sheet, (Charts((Chart(labels, both, title="割合"), Chart(labels, bars)), columns=2),))
    write_print_xlsx(job, tmp_path / "a.xlsx", Faces.load())
    lines, columns = load_workbook(tmp_path / "a.xlsx").worksheets[0]._charts  # type: ignore[attr-defined]
    assert (lines.y_axis.scaling.min, lines.y_axis.scaling.max, lines.display_blanks) == (78, 82, "span")
    target, actual = lines.series
    assert [target.dLbls.numFmt, actual.dLbls.numFmt] == ["#,##0.0", "#,##0"]
    assert (target.marker.symbol, actual.marker.symbol) == ("diamond", "circle")
    assert [[one.idx for one in series.dLbls.dLbl] for series in (target, actual)] == [[], [0]]  # under the target
    assert columns.y_axis.scaling.min < 0 and columns.x_axis.tickLblPos == "low"
    assert [series.dLbls is not None for series in columns.series] == [False, True]  # no room for both
    assert not lines.title.overlay and lines.anchor.to.col <= columns.anchor._from.col


def test_that_word_gets_the_numbers_as_a_table(tmp_path: Path) -> None:
    write_docx(JOB, tmp_path / "a.docx")
    found = docx.Document(str(tmp_path / "a.docx")).tables
    assert [[cell.text for cell in row.cells] for row in found[0].rows] == [
        ["", "病院", "薬局"],
        ["令和5年度", "3", ""],
        ["令和6年度", "4", "5"],
    ]
