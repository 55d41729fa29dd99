"""A print job as a PDF, and what is copied from it."""

from __future__ import annotations

import io
import re
import unicodedata

import pypdfium2

from zaitaku_desktop.typeset.blocks import PrintJob
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf


def pdf_of(job: PrintJob, faces: Faces) -> bytes:
    """The job, printed."""
    return pdf_of_layout(lay_out(job, faces), faces)


def pdf_of_layout(layout: Layout, faces: Faces) -> bytes:
    """Pages that are laid out, printed."""
    file = io.BytesIO()
    write_pdf([layout], faces, file, title=layout.title or "資料")
    return file.getvalue()


def copied(pdf: bytes) -> str:
    """All that is copied from it, without white space, in one width."""
    return solid("".join(pages_of(pdf)))


def pages_of(pdf: bytes) -> list[str]:
    """What is copied from each page, as it comes."""
    pages = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in pages]
    finally:
        pages.close()


def solid(text: str) -> str:
    """The text without white space and control characters, in one width."""
    return re.sub(r"[\s\u0000-\u001f\ufffe]", "", unicodedata.normalize("NFKC", text))
