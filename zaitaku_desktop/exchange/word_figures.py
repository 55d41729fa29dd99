"""Figures and frames of the typesetter in a Word file: a picture with its words for who cannot see it, a table of one
cell."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pypdfium2
from docx.shared import Mm

from zaitaku_desktop.exchange.word_elements import element
from zaitaku_desktop.exchange.word_tables import boxed, word_table
from zaitaku_desktop.typeset.blocks import Cell, Grid, PrintJob, Rules, Sheet
from zaitaku_desktop.typeset.figures import Drawing, Framed
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf
from zaitaku_desktop.typeset.pieces import MM

DOTS = 200 / 72
"""Pixels a point: enough for a copier."""
_LONGEST_TEXT = 500
"""Characters of the words of a picture that Word takes."""
_EDGE = 1.0
"""mm around a picture, for the outer half of its lines."""


def framed(block: Framed, measure: float) -> Any:
    """A table of one cell; the double frame is one of Word's. `measure` in points."""
    if block.frame == "single":
        return boxed(block.paragraphs, measure, block.padding, 0.5)
    cell = Cell(0, 0, block.paragraphs, valign="middle")
    grid = Grid((measure / MM,), (), 0, (cell,), 1, Rules(outer=1.0), block.padding, 1.5, block.room)
    table = word_table(grid)
    table.find(f".//{element('trPr').tag}").insert(0, element("cantSplit"))
    borders = table.find(f".//{element('tcBorders').tag}")
    for side in list(borders):
        upright = side.tag.rpartition("}")[2] in ("left", "right")
        if block.frame == "rules" and upright:
            borders.remove(side)
        elif block.frame == "double":
            side.set(element("top", val="").keys()[0], "thinThickSmallGap")
            side.set(element("top", sz="").keys()[0], "18")
    return table


def picture(document: Any, block: Drawing, sheet: Sheet) -> Any:
    """The figure as a picture in a paragraph of its own; the document keeps its bytes."""
    width = sheet.width - sheet.left - sheet.right
    paragraph = document.add_paragraph()
    paragraph.add_run().add_picture(io.BytesIO(_png(block, width)), width=Mm(width))
    made = paragraph._element
    made.getparent().remove(made)
    for named in made.iter():
        if named.tag.endswith("}docPr"):
            named.set("name", "図")
            named.set("descr", block.words[:_LONGEST_TEXT])
    return made


def _png(block: Drawing, width: float) -> bytes:
    """The figure as it prints."""
    page = Sheet(
        width + 2 * _EDGE, block.height + 2 * _EDGE, _EDGE, _EDGE, 0.0, _EDGE, page_number="none"
    )  # fmt: skip
    job = PrintJob(page, (replace(block, space_before=0.0, space_after=0.0),))
    faces, content = Faces.load(), io.BytesIO()
    write_pdf([lay_out(job, faces)], faces, content, title="")
    document = pypdfium2.PdfDocument(content.getvalue())
    try:
        image = document[0].render(scale=DOTS, grayscale=True).to_pil()
        saved = io.BytesIO()
        image.save(saved, "PNG", optimize=True)
        return saved.getvalue()
    finally:
        document.close()
