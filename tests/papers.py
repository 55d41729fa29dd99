"""Papers of a city as Word documents and PDFs, made from their text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from zaitaku_desktop.base.paths import resource

PAGE_LINES = 40


def word_paper(path: Path, text: str) -> Path:
    """A Word document: lines with tabs one below the other are a table, all others paragraphs."""
    document = docx.Document()
    table: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            table.append(line.split("\t"))
            continue
        if table:
            _table(document, table)
            table = []
        document.add_paragraph(line)
    document.save(str(path))
    return path


def _table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    width = max(len(row) for row in rows)
    table = document.add_table(rows=len(rows), cols=width)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=False):
            cell.text = words


def numbered_paper(path: Path, paragraphs: Sequence[tuple[int, str]], formats: Sequence[tuple[str, str]]) -> Path:
    """A Word document whose numbers Word counts: (level from 0 or -1 = none, words); formats = (numFmt, lvlText)."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{shape}"/></w:lvl>'
        for index, (kind, shape) in enumerate(formats)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level, words in paragraphs:
        paragraph = document.add_paragraph(words)
        if level < 0:
            continue
        numbers = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", level), ("w:numId", 77)):
            child = OxmlElement(name)
            child.set(qn("w:val"), str(value))
            numbers.append(child)
        paragraph._p.get_or_add_pPr().append(numbers)
    document.save(str(path))
    return path


def pdf_paper(path: Path, text: str) -> Path:
    """A PDF with the lines of the text, forty on a page; tabs are wide blanks there, as a printed table has them."""
    pdfmetrics.registerFont(TTFont("Paper", str(resource("fonts/BIZUDMincho-Regular.ttf"))))
    canvas = Canvas(str(path))
    lines = text.replace("\t", "\u3000\u3000").split("\n")
    for start in range(0, len(lines), PAGE_LINES):
        canvas.setFont("Paper", 7)
        for index, line in enumerate(lines[start : start + PAGE_LINES]):
            canvas.drawString(40, 800 - 18 * index, line)
        canvas.showPage()
    canvas.save()
    return path
