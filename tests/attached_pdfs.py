"""PDFs as they come from elsewhere: upright, lying, turned, of odd sizes, with fields, locked, broken."""

from __future__ import annotations

import io

import pikepdf
from reportlab.pdfgen.canvas import Canvas


def plain_pdf(*sizes: tuple[float, float], words: str = "ATTACHED") -> bytes:
    """A page of each size in points, with words in its corners and a frame along its edge."""
    written = io.BytesIO()
    canvas = Canvas(written, invariant=1)
    for number, (width, height) in enumerate(sizes, start=1):
        canvas.setPageSize((width, height))
        canvas.rect(3, 3, width - 6, height - 6)
        canvas.setFont("Helvetica", 14)
        canvas.drawString(20, height - 30, f"{words} {number} TOP LEFT")
        canvas.drawRightString(width - 20, 20, "BOTTOM RIGHT")
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def turned_pdf(degrees: int) -> bytes:
    """An A4 page that is shown turned."""
    with pikepdf.open(io.BytesIO(plain_pdf((595.3, 841.9)))) as pdf:
        pdf.pages[0].rotate(degrees, relative=False)
        return _saved(pdf)


def locked_pdf() -> bytes:
    """A PDF that opens only with a password."""
    with pikepdf.open(io.BytesIO(plain_pdf((595.3, 841.9)))) as pdf:
        written = io.BytesIO()
        pdf.save(written, encryption=pikepdf.Encryption(owner="o", user="u"))
        return written.getvalue()


def empty_pdf() -> bytes:
    """A PDF without a page."""
    with pikepdf.new() as pdf:
        return _saved(pdf)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    written = io.BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


BROKEN = b"%PDF-1.7\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\ntrailer <</Root 9 0 R>>\n%%EOF"
