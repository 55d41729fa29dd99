"""A grid over pages (TYPESETTING 5, PAGES 1 "A break over pages"). Points.

Each cell is broken once. A page takes the rows that fit; their heights come from the unmerged cells, and what a
merged cell lacks is spread over its rows, anew on each page, so that text that flowed away leaves no gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.typeset.blocks import Cell, Grid
from zaitaku_desktop.typeset.boxes import FillBox, Mark, Part, PartKind, Region, RuleBox
from zaitaku_desktop.typeset.flow import Flow
from zaitaku_desktop.typeset.grid_again import Drawing, Drawings, Reached, looks
from zaitaku_desktop.typeset.grid_arrows import arrow_from, place_arrow
from zaitaku_desktop.typeset.grid_body import BodyStore, GridBody, RowMeasures
from zaitaku_desktop.typeset.grid_cells import CellSetter, SetCell, Slots, common_leading, cover, spread
from zaitaku_desktop.typeset.grid_rules import fragment_rules
from zaitaku_desktop.typeset.pieces import EPSILON, MM, WASTE, Stack

HIGHEST_HEADER = 0.6  # of the text area
HIGHEST_LABEL = 0.35  # of what the header leaves; a longer label flows on instead of being repeated
FILL_GREY = 0.91  # K 9 %
SLASH = 0.5  # pt
WIDOWS = 2  # rows that go to the next page together, so that a line of sums is not alone there
_DRAWINGS, _BODY = "drawings", "body"


@dataclass(slots=True)
class Band:
    """The rows start…stop that one page shows. `stops` = where the text of split cells ends on this page."""

    start: int
    stop: int
    heights: list[float]
    next_row: int
    next_split: bool = False
    stops: dict[int, int] = field(default_factory=dict)


class GridLayout:
    """Lays one grid into a flow. `table` = its number; `span` = from and to which progress it counts."""

    def __init__(self, flow: Flow, grid: Grid, table: int, span: tuple[float, float] = (0.0, 1.0)) -> None:
        self._flow = flow
        self._grid = grid
        self._table = table
        self._span = span
        columns = len(grid.widths)
        self._edges = list(accumulate((width * MM for width in grid.widths), initial=flow.left))
        self._pad = 2 * grid.padding_v * MM
        self._header_slots = cover(grid.header, grid.header_rows, columns)
        setter = CellSetter(grid, self._edges, flow.faces, flow.full_height)
        self._header = [setter.set(cell) for cell in grid.header]
        self._header_heights = self._set_header()
        self._header_height = sum(self._header_heights)
        if self._header_height > HIGHEST_HEADER * flow.full_height:
            raise KnownError(
                "表の見出しの行が高すぎて、ページに入りません。",
                todo="見出しの文字を減らすか、列の幅を広げてください。",
            )
        self._full = flow.full_height - self._header_height
        setter = CellSetter(grid, self._edges, flow.faces, HIGHEST_LABEL * self._full - self._pad)
        self._leading = common_leading(grid.body)
        measures = RowMeasures.of(grid, self._leading, self._full)
        self._store = self._body_store(measures)
        self._body = self._store.lend(
            lambda: GridBody(grid, setter, measures, self._report_set), lambda body: body.renew(grid, setter)
        )
        self._foot_of = list(accumulate(self._body.own, initial=0.0))
        """Heights of all rows before one: what a merged cell has without looking at each of its rows."""
        self._arrows = {-1 - index: at for index, cell in enumerate(grid.header) if (at := arrow_from(cell))}
        self._arrows.update(self._body.arrows)
        self._header_printed = False
        self.below = 0.0
        """Height that must be free below the last row, where rows can be left for the next page."""
        self._drawings = self._begin_drawing()

    def _begin_drawing(self) -> Drawings:
        """What was drawn when the same grid was laid before, whatever its body said."""
        grid = self._grid
        key = (
            _DRAWINGS, self._table, tuple(self._edges), grid.rules, grid.padding_v, grid.padding_h, grid.min_row,
            self._leading, looks(self._header), tuple(self._header_heights), grid.group_columns,
        )  # fmt: skip
        found = self._flow.faces.kept(key, Drawings)
        found.begin()
        return found

    def _body_store(self, measures: RowMeasures) -> BodyStore:
        """Where the body of the same grid is kept; all is in the key that decides how a cell is set."""
        grid = self._grid
        key = (
            _BODY, self._table, tuple(self._edges), grid.padding_h, grid.continued, grid.see_previous,
            grid.body_rows, measures,
        )  # fmt: skip
        return self._flow.faces.kept(key, BodyStore)

    def first_height(self) -> float:
        """Height of the header and of what the first row must show: what must stand below a heading."""
        if not self._body.own:
            return self._header_height
        least = max(cell.least() for cell in self._body.row_cells(0)) + self._pad
        return self._header_height + max(least, min(self._body.own[0], self._full * WASTE))

    @property
    def height(self) -> float:
        """Height of the whole grid on a page that has room for it."""
        return self._header_height + sum(self._heights(0, split=False, space=float("inf")))

    def place(self) -> None:
        """Lay the grid from where the flow stands; leaves the flow below it."""
        flow = self._flow
        row, split = 0, False
        while row < self._grid.body_rows:
            band = self._fill(row, split)
            if band is None:
                flow.new_page()
                continue
            self._draw(band)
            row, split = band.next_row, band.next_split
            self._report(0.5 + row / self._grid.body_rows / 2)
            if row < self._grid.body_rows:
                flow.new_page()
        if not self._grid.body_rows and self._grid.header_rows:
            if self._header_height > flow.left_over:
                flow.new_page()
            self._draw(Band(0, 0, [], 0))
        self._store.give_back(self._body)

    # ── heights ──────────────────────────────────────────────────────────────────────────────────────────

    def _set_header(self) -> list[float]:
        least = max(self._grid.min_header_row * MM, 1.0)
        heights = [least] * self._grid.header_rows
        for cell in sorted(self._header, key=_rowspan):
            spread(heights, 0, cell.need() + self._pad, cell.first, cell.end)
        return heights

    def _heights(self, start: int, split: bool, space: float) -> list[float]:
        """Heights of the rows from `start` on, at least as many as fill `space`."""
        heights: list[float] = []
        total = 0.0
        row = start
        while row < self._grid.body_rows and total <= space + EPSILON:
            heights.append(self._body.own_height(row, split=True) if split and row == start else self._body.own[row])
            total += heights[-1]
            row += 1
        merged = [cell for cell in self._body.row_cells(start) if cell.first < start and cell.cell.rowspan > 1]
        for begin in range(start, row):
            merged += self._body.merged_from[begin]
        for cell in sorted(merged, key=_rowspan):
            self._spread(heights, start, cell)
        return heights

    def _spread(self, heights: list[float], start: int, cell: SetCell) -> None:
        need = cell.need() + self._pad
        beyond = start + len(heights)
        if cell.end <= beyond:
            spread(heights, start, need, cell.first, cell.end)
            return
        # The rows after those looked at take their share too.
        first = max(cell.first, start)
        have = sum(heights[first - start :]) + self._foot_of[cell.end] - self._foot_of[beyond]
        if have < need:
            share = (need - have) / (cell.end - first)
            for index in range(first - start, len(heights)):
                heights[index] += share

    # ── page breaks ──────────────────────────────────────────────────────────────────────────────────────

    def _fill(self, start: int, split: bool) -> Band | None:
        """The rows that this page takes from row `start` on; None = go on to the next page first."""
        flow = self._flow
        space = flow.left_over - self._header_height
        roomy = flow.fresh and space >= 0.5 * self._full
        if space <= 0 and not roomy:
            return None
        heights = self._heights(start, split, space)
        used, row = 0.0, start
        while row - start < len(heights) and used + heights[row - start] <= space + EPSILON:
            used += heights[row - start]
            row += 1
        if row == self._grid.body_rows:
            lacks = used + self.below > space + EPSILON and row - start > WIDOWS
            earlier = self._close(start, row - WIDOWS, heights, sum(heights[-WIDOWS:]), roomy) if lacks else None
            return earlier or Band(start, row, heights[: row - start], row)
        rest = space - used
        own = self._body.own_height(row, split=True) if split and row == start else self._body.own[row]
        if own <= rest + EPSILON and self._merged_fit(start, row, heights, rest):
            # Only text that flows on anyway makes the row too high: it stays here, as high as there is room.
            heights[row - start] = rest
            return self._close(start, row + 1, heights, 0.0, roomy)
        if own > self._full or rest >= WASTE * self._full or (row == start and roomy):
            band = self._split(start, row, heights, rest, forced=row == start and roomy)
            if band is not None:
                return band
        return self._close(start, row, heights, rest, roomy)

    def _merged_fit(self, start: int, row: int, heights: list[float], rest: float) -> bool:
        """Would every merged cell that ends with `row` still be whole if the row were `rest` high?"""
        for cell in self._body.row_cells(row):
            if cell.cell.rowspan > 1 and cell.end == row + 1:
                above = sum(heights[max(cell.first, start) - start : row - start])
                if cell.need() + self._pad > above + rest + EPSILON:
                    return False
        return True

    def _close(self, start: int, stop: int, heights: list[float], rest: float, roomy: bool) -> Band | None:
        """End the page before row `stop`, or earlier, so that no cell that goes on is left with too little."""
        row, free = stop, rest
        while row > start:
            lack = 0.0
            for cell in self._body.row_cells(row - 1):
                if cell.end > row:
                    have = sum(heights[max(cell.first, start) - start : row - start])
                    lack = max(lack, cell.least() + self._pad - have)
            if lack <= free + EPSILON:
                kept = heights[: row - start]
                kept[-1] += lack
                return Band(start, row, kept, row)
            row -= 1
            free += heights[row - start]
        if not roomy or stop == start:
            return None
        return Band(start, stop, heights[: stop - start], stop)

    def _split(self, start: int, row: int, heights: list[float], rest: float, *, forced: bool) -> Band | None:
        """End the page within `row`, `rest` below its top. None = some cell could show too little."""
        stops: dict[int, int] = {}
        height = self._body.measures.line
        for cell in self._body.row_cells(row):
            above = sum(heights[max(cell.first, start) - start : row - start])
            room = above + rest - self._pad
            if cell.label or not cell.left:
                if cell.need() > room + EPSILON and not forced:
                    return None
                height = max(height, cell.need() + self._pad - above)
                continue
            stop = cell.stack.break_at(cell.used, room)
            if stop < len(cell.stack) and stop - cell.used < 2:
                if not forced:
                    return None
                stop = max(stop, cell.stack.fit(cell.used, room), cell.used + 1)
            stops[id(cell)] = stop
            height = max(height, cell.stack.height(cell.used, stop) + self._pad - above)
        kept = [*heights[: row - start], min(height, rest)]
        if self._ends(row, stops):
            return Band(start, row + 1, kept, row + 1, stops=stops)
        return Band(start, row + 1, kept, row, next_split=True, stops=stops)

    def _ends(self, row: int, stops: dict[int, int]) -> bool:
        """Has `row` shown everything that must not stand beside the next row?"""
        for cell in self._body.row_cells(row):
            if cell.end == row + 1 and stops.get(id(cell), len(cell.stack)) < len(cell.stack):
                return False
        return True

    # ── drawing ──────────────────────────────────────────────────────────────────────────────────────────

    def _draw(self, band: Band) -> None:
        flow = self._flow
        cells = [
            cell
            for row in range(band.start, band.stop)
            for cell in self._body.row_cells(row)
            if row in (cell.first, band.start)
        ]
        weights = self._weights(band)
        key = (
            flow.y, band.start, band.stop, band.next_row, tuple(band.heights), tuple(band.stops.values()),
            tuple(weights), self._header_printed, len(flow.parts), looks(cells),
        )  # fmt: skip
        known = self._drawings.find(key)
        if known is not None:
            known.repeat(flow, cells)
        else:
            before = Reached.of(flow)
            self._draw_anew(band, cells, weights)
            if len(flow.missing) == before.missing:  # else it has to be reported again
                self._drawings.keep(key, Drawing.since(before, flow, cells))
        self._header_printed = True
        flow.fresh = False

    def _weights(self, band: Band) -> list[float]:
        """Of the rule above each row, those of the header first."""
        grid = self._grid
        rules, header_rows = grid.rules, grid.header_rows
        weights = [rules.inner] * header_rows
        weights += [rules.group if row in grid.group_starts else rules.inner for row in range(band.start, band.stop)]
        if header_rows < len(weights):
            weights[header_rows] = rules.header
        return weights

    def _draw_anew(self, band: Band, cells: Sequence[SetCell], weights: list[float]) -> None:
        flow, rules = self._flow, self._grid.rules
        ys = list(accumulate([*self._header_heights, *band.heights], initial=flow.y))
        for cell in sorted(self._header, key=_place):
            self._header_cell(cell, ys)
        for cell in cells:
            self._body_cell(cell, band, ys)
        header_slots: Slots = [[-1 - index for index in row] for row in self._header_slots]
        slots = [*header_slots, *self._body.slots[band.start : band.stop]]
        if slots:
            flow.page.rules += fragment_rules(
                slots, weights, self._edges, ys, inner=rules.inner, outer=rules.outer, arrows=self._arrows,
                columns=dict.fromkeys(self._grid.group_columns, rules.group),
            )  # fmt: skip
        flow.y = ys[-1]

    def _header_cell(self, cell: SetCell, ys: list[float]) -> None:
        if not self._header_printed:
            cell.part = self._add_part(cell.cell, "header")
        top, bottom = ys[cell.first], ys[cell.end]
        mark = Mark("header", cell.cell.ident, cell.part, self._header_printed)
        self._fragment(cell, cell.stack, slice(0, len(cell.stack)), (top, bottom), mark)

    def _body_cell(self, cell: SetCell, band: Band, ys: list[float]) -> None:
        row = max(cell.first, band.start)
        offset = self._grid.header_rows - band.start
        end = min(cell.end, band.stop)
        top, bottom = ys[row + offset], ys[end + offset]
        goes_on = cell.end > band.next_row
        if not cell.started:
            cell.part = self._add_part(cell.cell, "cell")
        mark = Mark("cell", cell.cell.ident, cell.part)
        if cell.started and (cell.label or not cell.left):
            shown = slice(0, len(cell.again) if len(cell.stack) else 0)
            self._fragment(cell, cell.again, shown, (top, bottom), mark._replace(artifact=True))
        else:
            stop = len(cell.stack)
            if goes_on and not cell.label:
                stop = band.stops.get(id(cell), cell.stack.break_at(cell.used, bottom - top - self._pad))
            self._fragment(cell, cell.stack, slice(cell.used, stop), (top, bottom), mark)
            cell.used = stop
        cell.started = True

    def _fragment(self, cell: SetCell, stack: Stack, shown: slice, extent: tuple[float, float], mark: Mark) -> None:
        """Draw one fragment of a cell, showing some pieces of `stack`, between two heights of the page."""
        page, grid = self._flow.page, self._grid
        top, bottom = extent
        if cell.cell.fill:
            page.fills.append(FillBox(cell.x, top, cell.width, bottom - top, FILL_GREY))
        if cell.cell.slashed:
            page.rules.append(RuleBox(cell.x, bottom, cell.x + cell.width, top, SLASH))
        if mark.source is not None:
            page.regions.append(Region(mark.source, cell.x, top, cell.width, bottom - top))
        y = top + self._pad / 2
        if cell.cell.valign == "middle":
            height = stack.height(shown.start, shown.stop) or self._leading
            y = top + (bottom - top - height) / 2
        if shown.start < shown.stop:
            self._flow.pen.draw_stack(stack, shown, (cell.x + grid.padding_h * MM, y), mark)
        if cell.cell.arrow:
            first = stack.pieces[shown.start].height if shown.start < shown.stop else self._leading
            place_arrow(self._flow, cell, self._edges, y + first / 2, mark)

    def _add_part(self, cell: Cell, kind: PartKind) -> int:
        body = kind == "cell"
        row = cell.row + (self._grid.header_rows if body else 0)
        heading = body and cell.label
        if cell.heads_column:
            kind = "header"
        return self._flow.add_part(Part(kind, self._table, row, cell.col, cell.rowspan, cell.colspan, heading))

    def _report_set(self, fraction: float) -> None:
        self._report(fraction / 2)

    def _report(self, fraction: float) -> None:
        low, high = self._span
        self._flow.report(low + (high - low) * fraction)


def _rowspan(cell: SetCell) -> int:
    return cell.cell.rowspan


def _place(cell: SetCell) -> tuple[int, int]:
    return cell.cell.row, cell.cell.col
