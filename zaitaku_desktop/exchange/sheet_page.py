"""Paper, margins, repeated headings and page numbers of a sheet that is to be printed."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from zaitaku_desktop.exchange.sheet_styles import FONTS
from zaitaku_desktop.typeset.blocks import PageNumberStyle, Sheet

_PAPERS = {(210, 297): 9, (297, 420): 8, (182, 257): 13, (257, 364): 12}
"""Shorter and longer side in mm → Excel's number for A4, A3, B5, B4."""
_INCH = 25.4
_SLACK = 1.0  # mm left free at the right, so that rounding does not make Excel shrink the page
_NUMBERS: dict[PageNumberStyle, str] = {"none": "", "fraction": "&P／&N", "dashes": "－ &P －"}


def set_page(sheet: Worksheet, paper: Sheet, header: tuple[int, int], last_row: int, last_column: int) -> None:
    """Set everything about printing. `header` = sheet rows repeated on each page, (0, 0) = none."""
    size = (round(min(paper.width, paper.height)), round(max(paper.width, paper.height)))
    setup = sheet.page_setup
    setup.paperSize = _PAPERS.get(size, 9)
    setup.orientation = "landscape" if paper.width > paper.height else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.top, margins.bottom = paper.top / _INCH, paper.bottom / _INCH
    margins.left, margins.right = paper.left / _INCH, max(paper.right - _SLACK, 0.0) / _INCH
    margins.header = margins.footer = paper.page_number_foot / _INCH
    sheet.print_options.horizontalCentered = False
    foot = sheet.oddFooter
    if foot is not None and (text := _NUMBERS[paper.page_number]):
        footer = foot.center
        footer.text, footer.font, footer.size = text, f"{FONTS['mincho']},標準", 10
    if header[0]:
        sheet.print_title_rows = f"{header[0]}:{header[1]}"
        sheet.freeze_panes = f"A{header[1] + 1}"
    sheet.print_area = f"A1:{get_column_letter(last_column)}{max(last_row, 1)}"
    view = sheet.sheet_view
    view.showGridLines = False
    view.zoomScale = 100
