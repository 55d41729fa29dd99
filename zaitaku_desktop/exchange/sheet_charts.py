"""Charts of a 資料 as charts of Excel, drawn from a table of their numbers on a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zaitaku_desktop.exchange.sheet_styles import DIGIT
from zaitaku_desktop.typeset.chart_blocks import Chart, Charts, Look

NUMBERS = "図の数"
"""The sheet that holds the numbers."""
_FILLS: dict[Look, str] = {"dark": "404040", "white": "FFFFFF", "hatched": "BFBFBF"}
_DASHES: dict[Look, str] = {"dark": "solid", "white": "dash", "hatched": "sysDot"}
_SIGNS: dict[Look, str] = {"dark": "circle", "white": "circle", "hatched": "triangle"}


def add_charts(sheet: Worksheet, row: int, block: Charts, measure: float) -> Iterator[float]:
    """Put the charts over the rows of the sheet from `row` on, in a measure of so many mm; gives the height of each of
    these rows in mm."""
    columns = max(block.columns, 1)
    width = (measure - block.gap * (columns - 1)) / columns
    for first in range(0, len(block.charts), columns):
        line = block.charts[first : first + columns]
        for at, chart in enumerate(line):
            made = _made(sheet, chart, width)
            sheet.add_chart(made, f"{_column_at(sheet, at * (width + block.gap))}{row}")
        height = max(chart.height for chart in line) + block.row_gap
        for part in _rows(height):
            yield part
            row += 1


def _rows(height: float) -> Iterator[float]:
    """A row of Excel is at most 409 points high."""
    count = int(height // 100) + 1
    for _ in range(count):
        yield height / count


def _column_at(sheet: Worksheet, left: float) -> str:
    """The column in which a place so many mm from the left lies."""
    edge, index = 0.0, 1
    while True:
        name = get_column_letter(index)
        if name not in sheet.column_dimensions:
            return name
        edge += sheet.column_dimensions[name].width * DIGIT * 25.4 / 96
        if edge > left + 0.5:
            return name
        index += 1


def _made(sheet: Worksheet, chart: Chart, width: float) -> Any:
    table = _table(sheet, chart)
    bars = not any(one.line for one in chart.series)
    made: Any = BarChart() if bars else LineChart()
    rows = (table[0] + 1, table[0] + len(chart.labels))
    for at, one in enumerate(chart.series, 2):
        made.add_data(Reference(table[1], min_col=at, min_row=table[0], max_row=rows[1]), titles_from_data=True)
        series = made.series[-1]
        shape = series.graphicalProperties
        shape.line.solidFill = "000000"
        if bars:
            shape.solidFill = _FILLS[one.look]
        else:
            shape.line.prstDash = _DASHES[one.look]
            series.marker.symbol = _SIGNS[one.look]
            series.smooth = False
    made.set_categories(Reference(table[1], min_col=1, min_row=rows[0], max_row=rows[1]))
    made.title = chart.title or None
    made.width, made.height = width / 10, chart.height / 10
    made.legend.position = "t"
    made.x_axis.delete = made.y_axis.delete = False
    made.y_axis.scaling.min = 0
    return made


def _table(sheet: Worksheet, chart: Chart) -> tuple[int, Worksheet]:
    """Write the numbers below those that are there; returns the row of the headings, and the sheet."""
    book = sheet.parent
    assert book is not None
    numbers = book[NUMBERS] if NUMBERS in book.sheetnames else book.create_sheet(NUMBERS)
    first = numbers.max_row + 2 if numbers.max_row > 1 else 1
    for at, one in enumerate(chart.series, 2):
        numbers.cell(first, at).value = one.name
    for row, label in enumerate(chart.labels, first + 1):
        numbers.cell(row, 1).value = label.replace("\n", "")
        for at, one in enumerate(chart.series, 2):
            numbers.cell(row, at).value = one.values[row - first - 1]
    return first, numbers
