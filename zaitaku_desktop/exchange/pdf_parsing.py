"""PDF → lines of text, in the order in which the file has them. Runs in the reading process only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

from zaitaku_desktop.exchange.refusal import Broken, TooLarge, refuse

PAGE_BREAK = "\f"
MAX_PAGES = 300
MAX_CHARACTERS = 2_000_000


def parse_pdf(path: Path, *, progress: Callable[[float], None] | None = None) -> list[str]:
    """The lines of all pages, a line with PAGE_BREAK alone between two. KnownError for one that holds pictures only or
    has a password; Broken, TooLarge."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as trouble:
        if "password" in str(trouble).lower():
            raise refuse(
                "パスワードが付いているため、読み取れませんでした。",
                "パスワードを外した PDF を選ぶか、文を写して貼り付けてください。",
                path.name,
            ) from trouble
        raise Broken(path.name) from trouble
    try:
        lines = _lines(document, progress)
    finally:
        document.close()
    if not any(line.strip() for line in lines):
        raise refuse(
            "この PDF には文字が入っていません（紙を写した画像です）。",
            "Word のファイルを選ぶか、文字の入った PDF を選んでください。",
            path.name,
        )
    return lines


def _lines(document: pdfium.PdfDocument, progress: Callable[[float], None] | None) -> list[str]:
    if len(document) > MAX_PAGES:
        raise TooLarge(f"{MAX_PAGES}ページを超えています")
    lines: list[str] = []
    size = 0
    for number, page in enumerate(document):
        text = page.get_textpage().get_text_range().replace("\ufffe", "")
        size += len(text)
        if size > MAX_CHARACTERS:
            raise TooLarge(f"文字が{MAX_CHARACTERS:,}字を超えています")
        if number:
            lines.append(PAGE_BREAK)
        lines += text.splitlines()
        if progress:
            progress((number + 1) / len(document))
    return lines
