"""The same grid printed by others: reportlab's own table, and LibreOffice from the xlsx we write."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook
from reportlab.lib.pagesizes import A3, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph as Flowable
from reportlab.platypus import SimpleDocTemplate, Table

from zaitaku_desktop.base.paths import resource
from zaitaku_desktop.exchange.sheet_export import write_print_xlsx
from zaitaku_desktop.typeset.blocks import Cell, Grid, PrintJob
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.pieces import MM

FONT = "Gothic"


def reportlab_table(job: PrintJob) -> float:
    """Seconds of a Table of Paragraphs with wordWrap='CJK', the same cells, merges and widths."""
    grid = job.blocks[0]
    assert isinstance(grid, Grid)
    pdfmetrics.registerFont(TTFont(FONT, str(resource("fonts") / "BIZUDGothic-Regular.ttf")))
    style = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=13.5, wordWrap="CJK")
    begin = time.perf_counter()
    rows: list[list[object]] = [[""] * len(grid.widths) for _ in range(grid.header_rows + grid.body_rows)]
    commands: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    for first, cells in ((0, grid.header), (grid.header_rows, grid.body)):
        for cell in cells:
            row = first + cell.row
            rows[row][cell.col] = [Flowable(escape(block.text), style) for block in cell.blocks]
            if _merged(cell):
                end = (cell.col + cell.colspan - 1, row + cell.rowspan - 1)
                commands.append(("SPAN", (cell.col, row), end))
    table = Table(rows, [width * MM for width in grid.widths], repeatRows=grid.header_rows, style=commands)
    margins = {"leftMargin": 15 * MM, "rightMargin": 15 * MM, "topMargin": 20 * MM, "bottomMargin": 16 * MM}
    SimpleDocTemplate(io.BytesIO(), pagesize=landscape(A3), **margins).build([table])
    return time.perf_counter() - begin


def _merged(cell: Cell) -> bool:
    return cell.rowspan > 1 or cell.colspan > 1


FONT_SETTINGS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir>{ours}<cachedir>{cache}</cachedir></fontconfig>"""


class LibreOffice:
    """Conversion to PDF in a profile of its own. `missing` = why it cannot be measured.

    `lent` = with the fonts of this program; else with what Debian has installed, where LibreOffice must look for
    another font character by character.
    """

    def __init__(self, job: PrintJob, folder: Path, *, lent: bool) -> None:
        ours = f"<dir>{resource('fonts')}</dir>" if lent else ""
        settings = folder / "fonts.conf"
        settings.write_text(FONT_SETTINGS.format(ours=ours, cache=folder / "cache"), encoding="utf-8")
        self._surroundings = dict(os.environ, FONTCONFIG_FILE=str(settings))
        self._program = shutil.which("soffice")
        self._folder = folder
        self.missing = "" if self._program else "LibreOffice is not installed"
        if self._program:
            self._grid, self._empty = folder / "grid.xlsx", folder / "empty.xlsx"
            write_print_xlsx(job, self._grid, Faces.load())
            Workbook().save(self._empty)
            self._convert(self._empty)  # makes the profile

    def grid(self) -> float:
        """Seconds of the whole process for the grid."""
        return self._convert(self._grid)

    def empty(self) -> float:
        """Seconds of the whole process for a workbook without words."""
        return self._convert(self._empty)

    def all_of(self, *sources: Path) -> float:
        """Seconds of one whole process for several workbooks."""
        return self._convert(*sources)

    def _convert(self, *sources: Path) -> float:
        profile = f"-env:UserInstallation=file://{self._folder}/profile"
        with tempfile.TemporaryDirectory() as out:
            command = [
                str(self._program),
                profile,
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                out,
                *map(str, sources),
            ]
            begin = time.perf_counter()
            quiet = subprocess.DEVNULL
            subprocess.run(command, check=True, stdout=quiet, stderr=quiet, env=self._surroundings)
            took = time.perf_counter() - begin
            if len(list(Path(out).glob("*.pdf"))) != len(sources):
                raise RuntimeError("LibreOffice wrote no PDF")
        return took
