"""印刷用: a 資料 as an xlsx that looks and prints like our own pages (STORAGE, Excel part).

Heights are ours: neither Excel nor LibreOffice makes a merged row grow, they cut the words off. A row higher than
Excel allows becomes several rows of the sheet with its cells merged over them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from zaitaku_desktop.exchange.sheet_charts import add_charts
from zaitaku_desktop.exchange.sheet_grid import Part, SheetGrid
from zaitaku_desktop.exchange.sheet_page import set_page
from zaitaku_desktop.exchange.sheet_styles import BASE, DIGIT, Edges, Stylist, value_of
from zaitaku_desktop.exchange.sheet_text import (
    PAD,
    PIXEL,
    CellText,
    cell_text,
    measure_of,
    must_fit,
    pitch_of,
    text_height,
)
from zaitaku_desktop.exchange.workbook_file import new_workbook, save_workbook
from zaitaku_desktop.typeset.blocks import (
    Align,
    Banner,
    Block,
    Grid,
    Legend,
    NewPage,
    Paragraph,
    PrintJob,
    Prose,
    Run,
    Section,
    Sheet,
    TextBlock,
    TextStyle,
    Together,
    VAlign,
    flat,
)
from zaitaku_desktop.typeset.chart_blocks import Charts
from zaitaku_desktop.typeset.figures import Drawing, Framed, Tree
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out_fitted
from zaitaku_desktop.typeset.pieces import MM

Report = Callable[[float], None]
TAG_STYLE = TextStyle("gothic", 11.0, 11.0, align="center")
TAG_WIDTH = 22.0  # mm at least, as on paper
TAG_HEIGHT = 7.5  # mm
TOO_WIDE = 3.0  # times what the box needs


@dataclass(frozen=True, slots=True)
class Placed:
    """Words put into the sheet. `part` = "title", "number", "header", "body", or the ident of a block of text."""

    row: int
    col: int
    text: str
    part: str
    ident: object | None = None


@dataclass
class PrintedSheet:
    """A workbook ready to be saved. `rows` = sheet rows of each row of the grid's body, first and last."""

    book: Workbook
    sheet: Worksheet
    placed: list[Placed] = field(default_factory=list)
    rows: list[tuple[int, int]] = field(default_factory=list)
    header: tuple[int, int] = (0, 0)
    last_column: int = 1

    @property
    def texts(self) -> dict[tuple[int, int], str]:
        """All words by place."""
        return {(one.row, one.col): one.text for one in self.placed}


def _idents(block: Block) -> Iterator[object]:
    for one in flat((block,)):
        if isinstance(one, Grid):
            yield from (cell.ident for cell in one.body)
        elif isinstance(one, Prose):
            yield from (item.ident for item in one.items)
        elif not isinstance(one, NewPage | Charts):
            yield one.ident


def _first_pages(job: PrintJob, faces: Faces) -> dict[object, int]:
    """By ident the page on which it begins, in a 資料 of blocks that are not divided; else nothing."""
    if not any(isinstance(block, Together | Section) for block in job.blocks):
        return {}
    pages = lay_out_fitted(replace(job, fit=None), faces)[1].pages
    return {region.ident: number for number, page in reversed(list(enumerate(pages))) for region in page.regions}


def write_print_xlsx(job: PrintJob, path: Path, faces: Faces, *, report: Report | None = None) -> None:
    """Write `job` over `path`. KnownError, and the old file as it was, if it cannot be written or a text is too long.

    `report` is told 0…1 and may raise Cancelled.
    """
    printed = print_sheet(job, faces, report=report)
    save_workbook(printed.book, path, {printed.sheet.title: printed.texts})
    if report:
        report(1.0)


def print_sheet(job: PrintJob, faces: Faces, *, report: Report | None = None) -> PrintedSheet:
    """The sheet of `job`, as small as its pages are where they must not be more than it says. Raises ValueError for a
    grid whose cells do not cover every slot exactly once."""
    if job.fit is None:
        return _Printer(job, faces, report).run()
    made, layout = lay_out_fitted(job, faces)
    printed = _Printer(made, faces, report).run()
    if layout.fitted is not None and layout.fitted.fits:
        printed.sheet.page_setup.fitToHeight = job.fit.pages
    return printed


class _Printer:
    def __init__(self, job: PrintJob, faces: Faces, report: Report | None) -> None:
        self.job = job
        self.faces = faces
        self.report = report
        book = new_workbook(job.sheet.tag or job.sheet.title)
        self.out = PrintedSheet(book, book.worksheets[0])
        self.sheet = self.out.sheet
        self.stylist = Stylist()
        self.row = 1
        grids = [_edges(block.widths) for block in flat(job.blocks) if isinstance(block, Grid)]
        paper = job.sheet
        # Tables with other columns stand under each other: the sheet has every edge, cells reach over several columns.
        self.columns = sorted({edge for edges in grids for edge in edges}) or _edges(
            (paper.width - paper.left - paper.right,)
        )
        self._make_room_for_tag()
        self._first_pages = _first_pages(job, faces)
        self._page = 0
        self.widths = [after - before for before, after in pairwise(self.columns)]
        self.out.last_column = len(self.widths)

    def run(self) -> PrintedSheet:
        """Everything from top to bottom, then the page."""
        for col, width in enumerate(self.widths, 1):
            self.sheet.column_dimensions[get_column_letter(col)].width = width / DIGIT
        self._furniture(self.job.sheet)
        for index, block in enumerate(self.job.blocks):
            self._block(block)
            if self.report:
                self.report(0.1 + 0.5 * (index + 1) / len(self.job.blocks))
        header = self.out.header if self._headings_repeat() else (0, 0)
        set_page(self.sheet, self.job.sheet, header, self.row - 1, len(self.widths))
        return self.out

    def _headings_repeat(self) -> bool:
        """Excel repeats headings on every page: over charts that follow a table of one page they would name nothing."""
        if not any(isinstance(block, Charts) for block in self.job.blocks):
            return True
        idents = {cell.ident for block in flat(self.job.blocks) if isinstance(block, Grid) for cell in block.body}
        pages = lay_out_fitted(replace(self.job, fit=None), self.faces)[1].pages
        return any(region.ident in idents for page in pages[1:] for region in page.regions if region.ident is not None)

    def _block(self, block: Block) -> None:
        self._break_before(block)
        if isinstance(block, Grid):
            self._grid(block)
        elif isinstance(block, Legend):
            self._legend(block)
        elif isinstance(block, TextBlock):
            self._texts(block)
        elif isinstance(block, Banner):
            self._banner(block)
        elif isinstance(block, Prose):
            self._prose(block)
        elif isinstance(block, Drawing | Framed):
            self._figure(block)
        elif isinstance(block, Tree):
            self._figure(block.part(0, len(block.pieces)))
        elif isinstance(block, Charts):
            self._gap(block.space_before)
            for height in add_charts(self.sheet, self.row, block, self.widths):
                self._height(self.row, height * MM)
                self.row += 1
        elif isinstance(block, NewPage):
            self.sheet.row_breaks.append(Break(id=self.row - 1))
        else:
            if isinstance(block, Section):
                self._block(block.head)
            else:
                self._gap(block.space_before)
            for inner in block.blocks:
                self._block(inner)

    def _break_before(self, block: Block) -> None:
        """Begin a page where one begins on paper: what stands together there is not divided here."""
        # Labels have one ident in all cards: the first page of some cell is the page of the block.
        first = block.head if isinstance(block, Section) else block
        page = max((self._first_pages.get(one, 0) for one in _idents(first)), default=0)
        if page > self._page:
            self._page = page
            self.sheet.row_breaks.append(Break(id=self.row - 1))

    # ── above and below the grid

    def _furniture(self, sheet: Sheet) -> None:
        if sheet.tag:
            first = self._tag_column()
            words = cell_text((Paragraph((Run(sheet.tag),), TAG_STYLE),))
            part = Part(0, 0, 1, 1, words, "middle")
            self._put(part, (self.row, self.row), (first, len(self.widths) - 1), "number", _BOX)
            self._height(self.row, TAG_HEIGHT * MM)
            self.row += 1
        if sheet.over is not None:
            self._line(cell_text((sheet.over,)), "over", "center")
        if sheet.title:
            words = cell_text((Paragraph((Run(sheet.title),), sheet.title_style),))
            gap = sheet.title_after * MM
            self._line(words, "title", "center", valign="middle", least=sheet.title_style.leading, after=gap)
        if sheet.under is not None:
            self._line(cell_text((sheet.under,)), "under", "center")

    def _tag_need(self) -> float:
        """Pixels the box of the 資料番号 takes."""
        return max(TAG_WIDTH * MM, self.faces.width("gothic", self.job.sheet.tag) * TAG_STYLE.size + 6 * MM) / PIXEL

    def _make_room_for_tag(self) -> None:
        """Under texts and cards, which nobody sorts, the last column may be parted where the box begins."""
        headed = any(isinstance(block, Grid) and block.header_rows for block in flat(self.job.blocks))
        need = math.ceil(self._tag_need())
        if self.job.sheet.tag and not headed and self.columns[-1] - self.columns[-2] > TOO_WIDE * need:
            self.columns.insert(-1, self.columns[-1] - need)

    def _tag_column(self) -> int:
        """From which column on the box of the 資料番号 stands: the last ones that are wide enough together."""
        need = self._tag_need()
        first = len(self.widths) - 1
        while first > 0 and sum(self.widths[first:]) < need:
            first -= 1
        return first

    def _texts(self, block: TextBlock) -> None:
        self._gap(block.space_before)
        name = block.ident if isinstance(block.ident, str) else "text"
        for paragraph in block.paragraphs:
            words = cell_text((paragraph,))
            if words.text.strip():
                self._line(words, name, words.align)
        self._gap(block.space_after)

    def _figure(self, block: Drawing | Framed) -> None:
        """The words of a figure or a frame, a line each."""
        texts = block.paragraphs if isinstance(block, Framed) else [one for box in block.boxes for one in box.texts]
        for paragraph in texts:
            words = cell_text((paragraph,))
            self._line(words, "text", words.align)

    def _prose(self, block: Prose) -> None:
        self._gap(block.space_before)
        for item in block.items:
            words = cell_text((item.text,))
            if words.text.strip():
                self._line(words, "text", words.align)

    def _banner(self, block: Banner) -> None:
        """Sign and name in one framed row."""
        self._gap(block.space_before)
        runs = (*block.tag.runs, Run("\u3000"), *block.name.runs)
        words = cell_text((Paragraph(runs, block.name.style),))
        part = Part(0, 0, 1, 1, words, "middle", fill=True, align="left")
        self._put(part, (self.row, self.row), (0, len(self.widths) - 1), "banner", _BOX)
        self._height(self.row, max(block.height * MM, text_height(words, sum(self.widths) * PIXEL, self.faces)))
        self.row += 1
        self._gap(block.space_after)

    def _legend(self, block: Legend) -> None:
        """The box of signs, at the left; entries stand under each other by full-width spaces."""
        self._gap(block.space_before)
        name = block.ident if isinstance(block.ident, str) else "legend"
        widest = max((len(entry.text) for row in block.rows for entry in row[:-1]), default=0)
        lines = [cell_text((block.title,))] if block.title else []
        lines += [_in_columns(entries, widest + 2) for entries in block.rows]
        last = self._columns_for(max((self._width_of(words) for words in lines), default=0.0))
        room = sum(self.widths[: last + 1]) * PIXEL
        for index, words in enumerate(lines):
            rules = _BOX._replace(top=None if index else "thin", bottom="thin" if words is lines[-1] else None)
            self._put(Part(0, 0, 1, 1, words, align="left"), (self.row, self.row), (0, last), name, rules)
            self._height(self.row, text_height(words, room, self.faces))
            self.row += 1
        self._gap(block.space_after)

    def _width_of(self, words: CellText) -> float:
        """Of the words on one line, in points."""
        return sum(
            self.faces.width(self.faces.face_for(look.family, look.bold), text) * look.size for look, text in words.runs
        )

    def _columns_for(self, width: float) -> int:
        """The last of the first columns that together have room for words so wide."""
        for last in range(len(self.widths)):
            if measure_of(sum(self.widths[: last + 1]) * PIXEL) >= width:
                return last
        return len(self.widths) - 1

    def _gap(self, space: float) -> None:
        if space > 0 and self.row > 1:
            self._height(self.row, space * MM)
            self.row += 1

    def _line(
        self,
        words: CellText,
        name: str,
        align: Align,
        *,
        valign: VAlign = "top",
        least: float = 0.0,
        after: float = 0.0,
    ) -> None:
        """One row with words across the whole width."""
        part = Part(0, 0, 1, 1, words, valign, align=align)
        height = max(text_height(words, sum(self.widths) * PIXEL, self.faces), least, pitch_of(BASE.size) + PAD)
        self._put(part, (self.row, self.row), (0, len(self.widths) - 1), name, Edges())
        self._height(self.row, height + after)
        self.row += 1

    def _height(self, row: int, points: float) -> None:
        self.sheet.row_dimensions[row].height = points

    # ── the grid

    def _grid(self, grid: Grid) -> None:
        edges = _edges(grid.widths)
        set_grid = SheetGrid(grid, [(after - before) * PIXEL for before, after in pairwise(edges)], self.faces)
        at = [self.columns.index(edge) for edge in edges]
        start = self.row
        for index, height in enumerate(set_grid.heights):
            self._height(start + index, height)
        for count, part in enumerate(set_grid.parts):
            first, last = set_grid.span(part)
            kind = "header" if part.row < grid.header_rows else "body"
            columns = at[part.col], at[part.col + part.colspan] - 1
            self._put(part, (start + first, start + last), columns, kind, set_grid.edges(part))
            if self.report and count % 200 == 0:
                self.report(0.1)
        rows = [set_grid.rows_of(grid.header_rows + row) for row in range(grid.body_rows)]
        self.out.rows += [(start + first, start + last) for first, last in rows]
        if grid.header_rows and not self.out.header[0]:
            self.out.header = (start, start + set_grid.rows_of(grid.header_rows - 1)[1])
        self.row = start + len(set_grid.heights)

    def _put(self, part: Part, rows: tuple[int, int], columns: tuple[int, int], kind: str, rules: Edges) -> None:
        """Write one cell: words, look, rules, merge. `rows` first and last, `columns` likewise but from 0."""
        first, last = rows
        left, right = columns[0] + 1, columns[1] + 1
        text = part.words.text
        must_fit(text, f"{self.sheet.title}!{get_column_letter(left)}{first}")
        for row in range(first, last + 1):
            for col in range(left, right + 1):
                around = rules.of_slot(left=col == left, right=col == right, top=row == first, bottom=row == last)
                quoted = text[:1] in ("=", "+", "-", "@")
                self.stylist.dress(self.sheet.cell(row, col), part.look(), around, quoted=quoted)
        if text:
            cell = self.sheet.cell(first, left)
            cell.value = value_of(part.words)
            cell.data_type = "s"  # words that look like a formula or like #N/A are words
            self.out.placed.append(Placed(first, left, text, kind, part.ident))
        if last > first or right > left:
            self.sheet.merge_cells(start_row=first, end_row=last, start_column=left, end_column=right)


_BOX = Edges("thin", "thin", "thin", "thin")


def _in_columns(entries: Sequence[Paragraph], step: int) -> CellText:
    """Entries of one row of a legend; each but the last takes `step` full-width characters."""
    runs: list[Run] = []
    for index, entry in enumerate(entries):
        runs += entry.runs
        if index + 1 < len(entries):
            runs.append(Run("\u3000" * (step - len(entry.text))))
    return cell_text((Paragraph(tuple(runs), entries[0].style),))


def _edges(widths: Sequence[float]) -> list[int]:
    """Edges of columns in whole pixels, which together are never more than the millimetres."""
    return [int(edge * MM / PIXEL + 1e-6) for edge in accumulate(widths, initial=0.0)]
