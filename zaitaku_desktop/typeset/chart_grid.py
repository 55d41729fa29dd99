"""The numbers of a chart as a table."""

from __future__ import annotations

from zaitaku_desktop.typeset.axis import value_words
from zaitaku_desktop.typeset.blocks import Align, Cell, Grid, Paragraph, Run, TextStyle
from zaitaku_desktop.typeset.chart_blocks import Chart

NAME_SHARE = 1.6
"""How much wider the column of the names is than that of a label."""


def chart_grid(chart: Chart, measure: float) -> Grid:
    """A row for each series, a column for each label, in a measure of so many mm."""
    count = len(chart.labels)
    each = measure / (count + NAME_SHARE)

    def cell(row: int, col: int, text: str, align: Align = "center", *, fill: bool = False) -> Cell:
        words = Paragraph((Run(text),), TextStyle("gothic", 8.5, 12.0, align=align))
        return Cell(row, col, (words,), valign="middle", fill=fill, label=fill)

    header = [cell(0, 0, "", fill=True), *(cell(0, at, label, fill=True) for at, label in enumerate(chart.labels, 1))]
    body = []
    for row, one in enumerate(chart.series):
        body.append(cell(row, 0, one.name, "left", fill=True))
        for at, value in enumerate(one.values):
            text = one.texts[at] if one.texts else value_words(value)
            body.append(cell(row, at + 1, text, "right"))
    return Grid((each * NAME_SHARE, *(each,) * count), tuple(header), 1, tuple(body), len(chart.series))
