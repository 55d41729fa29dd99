"""Grids of the typesetter → tables of Word: merged cells, rules of their weights, repeated headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zaitaku_desktop.exchange.word_elements import element, twips
from zaitaku_desktop.exchange.word_paragraphs import Around, word_paragraph
from zaitaku_desktop.typeset.blocks import Cell, Grid, Paragraph, TextStyle
from zaitaku_desktop.typeset.grid_cells import cover
from zaitaku_desktop.typeset.pieces import MM

FILL = "E8E8E8"
CLOSER = 0.7
"""mm by which cells have less free at either side than on paper: Word sets brackets and signs wider."""
_ENDLESS = 1e4
"""Points a text may be long that runs downwards."""
_EIGHTH = 8
"""Word counts rules in eighths of a point."""


def word_table(grid: Grid) -> Any:
    """The table. Raises ValueError for a grid whose cells do not cover every slot exactly once."""
    return _Table(grid).made()


class _Table:
    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._side = max(grid.padding_h - CLOSER, 0.5)
        columns = len(grid.widths)
        self._widths = [width * MM for width in grid.widths]
        header = cover(grid.header, grid.header_rows, columns)
        body = cover(grid.body, grid.body_rows, columns)
        self._rows: list[list[tuple[Cell, int]]] = []
        for slots, cells, above in ((header, grid.header, 0), (body, grid.body, grid.header_rows)):
            for row in slots:
                self._rows.append([(cells[index], above + cells[index].row) for index in dict.fromkeys(row)])

    def made(self) -> Any:
        grid = self._grid
        table = element("tbl")
        settings = element("tblPr")
        settings.append(element("tblW", w=twips(sum(self._widths)), type_="dxa"))
        settings.append(element("tblLayout", type_="fixed"))
        margins = element("tblCellMar")
        for side, width in (
            ("top", grid.padding_v), ("left", self._side), ("bottom", grid.padding_v), ("right", self._side),
        ):  # fmt: skip
            margins.append(element(side, w=twips(width * MM), type_="dxa"))
        settings.append(margins)
        table.append(settings)
        columns = element("tblGrid")
        for width in self._widths:
            columns.append(element("gridCol", w=twips(width)))
        table.append(columns)
        for row in range(len(self._rows)):
            table.append(self._row(row))
        return table

    def _row(self, row: int) -> Any:
        grid = self._grid
        made = element("tr")
        settings = element("trPr")
        heading = row < grid.header_rows
        if heading:
            settings.append(element("cantSplit"))
        least = (grid.min_header_row if heading else grid.min_row) * MM
        if least:
            settings.append(element("trHeight", val=twips(least), hRule="atLeast"))
        if heading:
            settings.append(element("tblHeader"))
        made.append(settings)
        for cell, top in self._rows[row]:
            made.append(self._cell(cell, row, top))
        return made

    def _cell(self, cell: Cell, row: int, top: int) -> Any:
        width = sum(self._widths[cell.col : cell.col + cell.colspan])
        made = element("tc")
        settings = element("tcPr")
        settings.append(element("tcW", w=twips(width), type_="dxa"))
        if cell.colspan > 1:
            settings.append(element("gridSpan", val=cell.colspan))
        if cell.rowspan > 1:
            settings.append(element("vMerge", val="restart") if row == top else element("vMerge"))
        settings.append(self._rules(cell, row, top))
        if cell.fill:
            settings.append(element("shd", val="clear", color="auto", fill=FILL))
        if cell.vertical:
            settings.append(element("textDirection", val="tbRlV"))
        settings.append(element("vAlign", val="center" if cell.valign == "middle" else "top"))
        made.append(settings)
        measure = _ENDLESS if cell.vertical else max(width - 2 * self._side * MM, 1.0)
        blocks = list(cell.blocks) if row == top else []
        for block in blocks:
            made.append(word_paragraph(block, measure))
        if not blocks:
            made.append(word_paragraph(Paragraph((), TextStyle(leading=10.0, size=8.0)), measure))
        return made

    def _rules(self, cell: Cell, row: int, top: int) -> Any:
        rules, columns = self._grid.rules, len(self._widths)
        borders = element("tcBorders")
        end = cell.col + cell.colspan
        inner_top, inner_bottom = row > top, row < top + cell.rowspan - 1
        sides = (
            ("top", 0.0 if inner_top else self._above(row)),
            ("left", rules.outer if not cell.col else self._before(cell.col)),
            ("bottom", 0.0 if inner_bottom else self._above(row + 1)),
            ("right", rules.outer if end == columns else self._before(end)),
            ("tr2bl", 0.5 if cell.slashed else 0.0),
        )
        for side, weight in sides:
            if weight:
                borders.append(element(side, val="single", sz=round(weight * _EIGHTH), space=0, color="000000"))
            elif side != "tr2bl":
                borders.append(element(side, val="nil"))
        return borders

    def _above(self, row: int) -> float:
        grid = self._grid
        if row in (0, len(self._rows)):
            return grid.rules.outer
        if row == grid.header_rows:
            return grid.rules.header
        return grid.rules.group if row - grid.header_rows in grid.group_starts else grid.rules.inner

    def _before(self, col: int) -> float:
        return self._grid.rules.group if col in self._grid.group_columns else self._grid.rules.inner


def boxed(paragraphs: Sequence[Paragraph], width: float, padding: float, weight: float) -> Any:
    """Paragraphs in a box of one cell, so many points wide."""
    rules = Grid((width / MM,), (), 0, (Cell(0, 0, tuple(paragraphs)),), 1, padding_v=padding, padding_h=padding).rules
    grid = Grid(
        (width / MM,), (), 0, (Cell(0, 0, tuple(paragraphs), valign="middle"),), 1,
        type(rules)(outer=weight), padding, padding,
    )  # fmt: skip
    return word_table(grid)


def banner(tag: Paragraph, name: Paragraph, tag_width: float, width: float) -> Any:
    """A heading in a frame, its sign white on black. Widths in points."""
    grid = Grid(
        (tag_width / MM, (width - tag_width) / MM), (), 0,
        (Cell(0, 0, (tag,), valign="middle"), Cell(0, 1, (name,), valign="middle", fill=True)), 1, padding_v=1.5,
    )  # fmt: skip
    table = word_table(grid)
    cell = table.find(f".//{_name('tc')}")
    settings = cell.find(_name("tcPr"))
    settings.insert(2, element("shd", val="clear", color="auto", fill="000000"))
    for paragraph in cell.findall(_name("p")):
        cell.remove(paragraph)
    cell.append(word_paragraph(tag, tag_width, Around(white=True)))
    return table


def _name(name: str) -> str:
    return str(element(name).tag)
