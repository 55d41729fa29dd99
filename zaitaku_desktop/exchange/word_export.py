"""A 資料 as a Word file that looks like our own pages and is written on in Word."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx

from zaitaku_desktop.base.files import replace_file
from zaitaku_desktop.exchange.package_bytes import neutral
from zaitaku_desktop.exchange.sheet_styles import FONTS
from zaitaku_desktop.exchange.word_elements import element, twips
from zaitaku_desktop.exchange.word_figures import framed, picture
from zaitaku_desktop.exchange.word_paragraphs import ALONE, Around, word_paragraph
from zaitaku_desktop.exchange.word_tables import banner, boxed, word_table
from zaitaku_desktop.typeset.blocks import (
    Banner,
    Block,
    Cell,
    CellBlock,
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
)
from zaitaku_desktop.typeset.chart_blocks import Charts
from zaitaku_desktop.typeset.chart_grid import chart_grid
from zaitaku_desktop.typeset.figures import Drawing, Framed, Tree
from zaitaku_desktop.typeset.furniture import NUMBER_STYLE, TAG_HEIGHT, TAG_LEAST_WIDTH, TAG_PADDING
from zaitaku_desktop.typeset.pieces import MM

Report = Callable[[float], None]
_WORD = "http://schemas.microsoft.com/office/word"
_TAG = TextStyle("gothic", 11.0, 15.0, align="center")
_FRONT = 12.0
_ROOM_ABOVE = 25.0  # mm of a page that the heading of a figure takes at most
"""mm that the box of the 資料番号 takes here from what stands at a place of its own."""
_THIN = TextStyle("mincho", 1.0, 1.0)
"""Between two tables, which Word would join."""


def write_docx(job: PrintJob, path: Path, *, report: Report | None = None) -> None:
    """Write `job` over `path`. KnownError, and the old file as it was, if it cannot be written. `report` is told 0…1
    and may raise Cancelled."""
    content = docx_bytes(job, report)

    def fill(part: Path) -> None:
        part.write_bytes(content)

    replace_file(path, fill)
    if report:
        report(1.0)


def docx_bytes(job: PrintJob, report: Report | None = None) -> bytes:
    """The file's bytes; the same job always gives the same."""
    saved = io.BytesIO()
    _Writer(job, report).document().save(saved)
    saved.seek(0)
    return neutral(saved)


class _Writer:
    def __init__(self, job: PrintJob, report: Report | None) -> None:
        self._job = job
        self._report = report
        sheet = job.sheet
        self._sheet = sheet
        self._margins = (sheet.top, sheet.bottom)
        self._measure = (sheet.width - sheet.left - sheet.right) * MM
        self._document: Any = docx.Document()
        self._body: Any = self._document.element.body
        for child in list(self._body):
            self._body.remove(child)
        self._table_last = False

    def document(self) -> Any:
        """The whole document."""
        self._styles()
        self._furniture()
        for index, block in enumerate(self._job.blocks):
            self._block(block)
            if self._report:
                self._report(0.9 * (index + 1) / len(self._job.blocks))
        if self._table_last:
            self._put(Paragraph((), _THIN))
        self._body.append(self._page())
        section = self._document.sections[0]  # those after it go on as it does
        self._foot(section)
        self._head(section)
        return self._document

    def _styles(self) -> None:
        """Body text in our own face; the file has a title and no author."""
        style = self._document.styles["Normal"]
        style.font.name = FONTS["mincho"]
        settings = style.element.get_or_add_rPr()
        fonts = settings.find(element("rFonts").tag)
        fonts.set(f"{fonts.tag.partition('}')[0]}}}eastAsia", FONTS["mincho"])
        self._modern()
        properties = self._document.core_properties
        properties.title = self._job.bookmark or self._sheet.title
        properties.author = properties.last_modified_by = properties.comments = ""

    def _modern(self) -> None:
        """The ways of Word 2013 and later: the rules of a table stand at the margins, not its words."""
        settings = self._document.settings.element
        for old in settings.findall(element("compat").tag):
            settings.remove(old)
        compat = element("compat")
        compat.append(element("compatSetting", name="compatibilityMode", uri=_WORD, val=15))
        settings.append(compat)

    # ── blocks

    def _append(self, made: Any, *, table: bool = False) -> None:
        if table and self._table_last:
            self._put(Paragraph((), _THIN))
        self._body.append(made)
        self._table_last = table

    def _put(self, block: CellBlock, around: Around = ALONE) -> None:
        self._append(word_paragraph(block, self._measure, around))

    def _gap(self, space: float, around: Around = ALONE) -> None:
        """Empty space of so many mm."""
        if space > 0:
            self._put(Paragraph((), replace(_THIN, leading=max(space * MM, 1.0))), around)

    def _block(self, block: Block, *, keep: bool = False) -> None:
        if isinstance(block, Grid):
            self._append(word_table(block), table=True)
        elif isinstance(block, Prose):
            self._prose(block)
        elif isinstance(block, TextBlock):
            self._texts(block, keep=keep)
        elif isinstance(block, Legend):
            self._legend(block)
        elif isinstance(block, Banner):
            self._gap(block.space_before)
            self._append(banner(block.tag, block.name, block.tag_width * MM, self._measure), table=True)
            self._gap(block.space_after)
        elif isinstance(block, Charts):
            self._charts(block)
        elif isinstance(block, NewPage):
            self._new_page(block)
        elif isinstance(block, Drawing | Framed):
            self._figure(block)
        elif isinstance(block, Tree):
            for part in block.parts(self._sheet.height - self._sheet.top - self._sheet.bottom - _ROOM_ABOVE):
                self._figure(part)
        else:
            if isinstance(block, Section):
                self._block(block.head, keep=True)
            else:
                self._gap(block.space_before)
            for inner in block.blocks:
                self._block(inner)

    def _figure(self, block: Drawing | Framed) -> None:
        """Words in a frame as a table of one cell; a figure as a picture, or what it says."""
        self._gap(block.space_before)
        if isinstance(block, Framed):
            self._append(framed(block, self._measure), table=True)
        elif block.is_text:
            self._placed_texts(block)
        elif block.said:
            style = TextStyle("mincho", 11.0, 17.5)
            for line in block.said.split("\n"):
                self._put(Paragraph((Run(line),), style, 2.0, 4.0))
        else:
            self._append(picture(self._document, block, self._sheet))
        self._gap(block.space_after)

    def _placed_texts(self, block: Drawing) -> None:
        """Texts at places of their own (a cover), one below the other with the space between them."""
        reached = _FRONT
        for box in block.boxes:
            self._gap(box.y - reached)
            for text in box.texts:
                self._put(text)
            reached = max(reached, box.y + box.height)

    def _prose(self, block: Prose) -> None:
        self._gap(block.space_before)
        following = [item.text.sticks for item in block.items[1:]]
        for item, sticks in zip(block.items, (*following, False), strict=True):
            self._put(item.text, Around(keep_next=sticks, heading=item.heading))

    def _texts(self, block: TextBlock, *, keep: bool) -> None:
        first, *rest = block.paragraphs
        before = first.space_before + block.space_before
        around = Around(keep_next=keep or bool(block.heading), heading=block.heading)
        for paragraph in (replace(first, space_before=before), *rest):
            self._put(paragraph, around)
        self._gap(block.space_after, Around(keep_next=around.keep_next))

    def _legend(self, block: Legend) -> None:
        self._gap(block.space_before)
        lines = [block.title] if block.title else []
        for row in block.rows:
            runs = [run for at, one in enumerate(row) for run in ((Run("\u3000"),) if at else ()) + one.runs]
            lines.append(Paragraph(tuple(runs), row[0].style))
        self._append(boxed(lines, self._measure, 1.5, 0.5), table=True)
        self._gap(block.space_after)

    def _charts(self, block: Charts) -> None:
        """Word draws none of ours: the numbers stand in their place."""
        for chart in block.charts:
            self._gap(block.row_gap)
            if chart.title:
                self._put(Paragraph((Run(chart.title),), _TAG), Around(keep_next=True))
            self._append(word_table(chart_grid(chart, self._measure / MM)), table=True)

    def _new_page(self, block: NewPage) -> None:
        """A page break; where the margins change, a section of its own."""
        margins = (block.top or self._margins[0], block.bottom or self._margins[1])
        if margins == self._margins:
            paragraph = element("p")
            run = element("r")
            run.append(element("br", type_="page"))
            paragraph.append(run)
            self._append(paragraph)
            return
        made = word_paragraph(Paragraph((), _THIN), self._measure)
        made.find(element("pPr").tag).append(self._page())
        self._append(made)
        self._margins = margins

    # ── around

    def _furniture(self) -> None:
        sheet = self._sheet
        if sheet.tag:
            self._tag(sheet)
        if sheet.over is not None:
            self._put(sheet.over)
        if sheet.title:
            spread = Paragraph((Run(sheet.title),), sheet.title_style, spread=sheet.title_spread)
            self._put(spread, Around(heading=1))
        if sheet.under is not None:
            self._put(sheet.under)
        if sheet.title or sheet.over or sheet.under:
            self._gap(sheet.title_after)

    def _tag(self, sheet: Sheet) -> None:
        """The box of the 資料番号 at the right."""
        width = max(TAG_LEAST_WIDTH, len(sheet.tag) * _TAG.size / MM + 2 * TAG_PADDING)
        cell = Cell(0, 0, (Paragraph((Run(sheet.tag),), _TAG),), valign="middle")
        table = word_table(Grid((width,), (), 0, (cell,), 1, padding_v=0.5, min_row=TAG_HEIGHT))
        table.find(element("tblPr").tag).insert(1, element("jc", val="right"))
        self._append(table, table=True)

    def _page(self) -> Any:
        """Paper and margins of the section that ends here."""
        sheet = self._sheet
        made = element("sectPr")
        wide = sheet.width > sheet.height
        size = {"w": twips(sheet.width * MM), "h": twips(sheet.height * MM)}
        made.append(element("pgSz", **size, **({"orient": "landscape"} if wide else {})))
        foot = twips(max(sheet.page_number_foot * MM, 0.0))
        top, bottom = (twips(margin * MM) for margin in self._margins)
        left, right = twips(sheet.left * MM), twips(sheet.right * MM)
        edges = {"top": top, "right": right, "bottom": bottom, "left": left, "header": foot, "footer": foot}
        made.append(element("pgMar", **edges, gutter="0"))
        if sheet.front:
            made.append(element("pgNumType", start=1 - sheet.front))
        return made

    def _foot(self, section: Any) -> None:
        style = self._sheet.page_number
        if style == "none":
            return
        parts = ("－ ", "PAGE", " －") if style == "dashes" else ("", "PAGE", "／", "NUMPAGES")
        paragraph = word_paragraph(Paragraph((), NUMBER_STYLE), self._measure)
        self._fields(paragraph, parts)
        self._into(section.footer, paragraph)
        if self._sheet.front:
            section.different_first_page_header_footer = True
            self._into(section.first_page_footer, word_paragraph(Paragraph((), NUMBER_STYLE), self._measure))

    def _head(self, section: Any) -> None:
        running = self._sheet.running
        if running is None:
            return
        section.different_first_page_header_footer = True
        self._into(section.header, word_paragraph(running, self._measure))
        self._into(section.first_page_header, word_paragraph(Paragraph((), _THIN), self._measure))
        if self._sheet.page_number != "none":
            first = word_paragraph(Paragraph((), NUMBER_STYLE), self._measure)
            self._fields(first, ("－ ", "PAGE", " －"))
            self._into(section.first_page_footer, first)

    @staticmethod
    def _into(place: Any, paragraph: Any) -> None:
        place.is_linked_to_previous = False
        for child in list(place._element):
            place._element.remove(child)
        place._element.append(paragraph)

    @staticmethod
    def _fields(paragraph: Any, parts: Sequence[str]) -> None:
        for part in parts:
            if part in ("PAGE", "NUMPAGES"):
                field = element("fldSimple", instr=f" {part} ")
                field.append(_number_run("1"))
                paragraph.append(field)
            elif part:
                paragraph.append(_number_run(part))


def _number_run(text: str) -> Any:
    made = word_paragraph(Paragraph((Run(text),), NUMBER_STYLE), 100.0)
    return made.find(element("r").tag)
