"""Charts of a 資料 as charts of Excel, drawn from a table of their numbers on a sheet of its own."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from zaitaku_desktop.typeset.axis import axis_of, value_words
from zaitaku_desktop.typeset.chart_blocks import Chart, Charts, Look, Series

NUMBERS = "図の数"
"""The sheet that holds the numbers."""
EMU = 9525
"""Excel's unit in a pixel; MM of them in a mm."""
MM = 36000
TITLE, WORDS, VALUES = 10.0, 9.0, 8.0
"""Sizes of type in points."""
LINE = 5.0
"""mm that a further line of a title takes."""
_FILLS: dict[Look, str] = {"dark": "404040", "white": "FFFFFF", "hatched": "BFBFBF"}
_DASHES: dict[Look, str] = {"dark": "solid", "white": "dash", "hatched": "sysDot"}
_SIGNS: dict[Look, str] = {"dark": "circle", "white": "diamond", "hatched": "triangle"}
"""Of another shape each: LibreOffice fills them all."""
_GREY = "808080"


def add_charts(sheet: Worksheet, row: int, block: Charts, widths: Sequence[float]) -> Iterator[float]:
    """Put the charts over the rows of the sheet from `row` on, side by side over its columns, which are so many pixels
    wide; gives the height of each of these rows in mm."""
    columns = max(block.columns, 1)
    gap = block.gap * MM / EMU
    width = (sum(widths) - gap * (columns - 1)) / columns
    for first in range(0, len(block.charts), columns):
        line = block.charts[first : first + columns]
        height = max(chart.height + LINE * (_title_lines(chart, width * EMU / MM) - 1) for chart in line)
        parts = _rows(height + block.row_gap)
        for at, chart in enumerate(line):
            left = at * (width + gap)
            made = _made(sheet, chart, width * EMU / MM)
            # It is tied to columns and rows: where another font makes these wider, the chart is too.
            foot = round((parts[-1] - block.row_gap) * MM)
            corners = (
                AnchorMarker(*_column_at(widths, left), row - 1, 0),
                AnchorMarker(*_column_at(widths, left + width), row + len(parts) - 2, foot),
            )
            made.anchor = TwoCellAnchor("twoCell", _from=corners[0], to=corners[1])
            sheet.add_chart(made)
        yield from parts
        row += len(parts)


def _rows(height: float) -> list[float]:
    """A row of Excel is at most 409 points high."""
    count = int(height // 100) + 1
    return [height / count] * count


def _column_at(widths: Sequence[float], left: float) -> tuple[int, int]:
    """The column, from 0, in which a place so many pixels from the left lies, and how far in it."""
    edges = [0.0, *accumulate(widths)]
    if left > edges[-1] - 0.5:
        return len(widths), 0  # where the last one ends, however wide it is shown
    column = next(at for at, edge in enumerate(edges[1:]) if left < edge - 0.5)
    return column, round((left - edges[column]) * EMU)


def _title_lines(chart: Chart, width: float) -> int:
    """On how many lines its title stands in so many mm, about."""
    wide = sum(1.0 if ord(sign) > 0xFF else 0.55 for sign in chart.title) * TITLE * 25.4 / 72
    return max(math.ceil(wide / (width * 0.8)), 1)


def _made(sheet: Worksheet, chart: Chart, width: float) -> Any:
    table = _table(sheet, chart)
    bars = not any(one.line for one in chart.series)
    made: Any = BarChart() if bars else LineChart()
    rows = (table[0] + 1, table[0] + len(chart.labels))
    for at, one in enumerate(chart.series, 2):
        made.add_data(Reference(table[1], min_col=at, min_row=table[0], max_row=rows[1]), titles_from_data=True)
        _dress(made.series[-1], one.look, bars=bars)
        if not bars or one.look == "dark" or _room_for_values(chart, width):
            _label(made.series[-1], number_format(_texts(one)), "outEnd" if bars else "t")
    if not bars:
        _part_values(made, chart)
    made.set_categories(Reference(table[1], min_col=1, min_row=rows[0], max_row=rows[1]))
    if chart.title:
        made.title = chart.title
        made.title.overlay = False
        for paragraph in made.title.tx.rich.p:
            paragraph.pPr = ParagraphProperties(defRPr=_type(TITLE))
            for run in paragraph.r:
                run.rPr = _type(TITLE)
    made.legend.position, made.legend.overlay, made.legend.txPr = "t", False, _words(WORDS)
    made.display_blanks = "gap" if bars else "span"
    _axes(made, chart)
    return made


def _dress(series: Any, look: Look, *, bars: bool) -> None:
    """Black and white: fills of bars, dashes and signs of lines."""
    shape = series.graphicalProperties
    shape.line.solidFill = "000000"
    if bars:
        shape.solidFill = _FILLS[look]
        return
    shape.line.prstDash, shape.line.width = _DASHES[look], 12700
    series.marker.symbol, series.marker.size = _SIGNS[look], 7
    series.marker.graphicalProperties = GraphicalProperties(
        solidFill="FFFFFF" if look == "white" else "000000", ln=LineProperties(solidFill="000000")
    )
    series.smooth = False


def _label(series: Any, numbers: str, place: str) -> None:
    """Its values beside its bars or signs."""
    labels = DataLabelList(numFmt=numbers, dLblPos=place, showVal=True, txPr=_words(VALUES))
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    series.dLbls = labels


def _room_for_values(chart: Chart, width: float) -> bool:
    """Whether the values of all bars of a label stand beside each other in a chart so many mm wide; else only those of
    the dark bars are written."""
    each = width * 0.8 / max(len(chart.labels), 1)
    widest = max((len(text) for one in chart.series for text in _texts(one)), default=0) * VALUES * 0.55 * 25.4 / 72
    return widest * len(chart.series) < each * 1.3


def _part_values(made: Any, chart: Chart) -> None:
    """Of the values at a label the highest stands over its sign, the others under theirs."""
    for at in range(len(chart.labels)):
        there = [value for one in chart.series if (value := one.values[at]) is not None]
        top = False
        for one, series in zip(reversed(chart.series), reversed(made.series), strict=True):
            if one.values[at] == max(there, default=None) and not top:
                top = True
            elif one.values[at] is not None:
                below = DataLabel(idx=at, numFmt=series.dLbls.numFmt, dLblPos="b", showVal=True, txPr=_words(VALUES))
                below.showSerName = below.showCatName = below.showLegendKey = below.showPercent = False
                series.dLbls.dLbl = [*series.dLbls.dLbl, below]


def _texts(one: Series) -> Sequence[str]:
    return one.texts or [value_words(value) for value in one.values]


def number_format(texts: Sequence[str]) -> str:
    """How Excel writes these numbers: with as many decimals as the most exact of them."""
    decimals = max((len(text.partition(".")[2]) for text in texts), default=0)
    return "#,##0." + "0" * decimals if decimals else "#,##0"


def _axes(made: Any, chart: Chart) -> None:
    """The same steps as in print; the names of the 年度 at the foot even where values are below 0."""
    axis = axis_of(chart)
    made.x_axis.delete = made.y_axis.delete = False
    made.y_axis.scaling.min, made.y_axis.scaling.max = axis.base, axis.top
    made.y_axis.majorUnit = axis.ticks[1][0] - axis.ticks[0][0]
    made.y_axis.number_format = number_format([text for _, text in axis.ticks])
    made.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_GREY, prstDash="sysDot"))
    made.x_axis.tickLblPos = "low"
    made.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill="000000"))
    for one in (made.x_axis, made.y_axis):
        one.txPr = _words(WORDS)


def _type(size: float) -> CharacterProperties:
    return CharacterProperties(sz=round(size * 100), b=False, solidFill="000000")


def _words(size: float) -> RichText:
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=_type(size)), endParaRPr=_type(size))])


def _table(sheet: Worksheet, chart: Chart) -> tuple[int, Worksheet]:
    """Write the numbers below those that are there; returns the row of the headings, and the sheet."""
    book = sheet.parent
    assert book is not None
    numbers = book[NUMBERS] if NUMBERS in book.sheetnames else book.create_sheet(NUMBERS)
    first = numbers.max_row + 2 if numbers.max_row > 1 else 1
    numbers.cell(first, 1).value = chart.title or None
    for at, one in enumerate(chart.series, 2):
        numbers.cell(first, at).value = one.name
    for row, label in enumerate(chart.labels, first + 1):
        numbers.cell(row, 1).value = label.replace("\n", "")
        for at, one in enumerate(chart.series, 2):
            cell = numbers.cell(row, at)
            cell.value = one.values[row - first - 1]
            cell.number_format = number_format(_texts(one))
    return first, numbers
