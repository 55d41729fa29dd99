"""A new workbook, and its way onto the disk: whole or not at all, the same input always the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils.indexed_list import IndexedList

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.files import replace_file
from zaitaku_desktop.exchange.package_bytes import neutral
from zaitaku_desktop.exchange.sheet_styles import BASE, font

Texts = Mapping[str, Mapping[tuple[int, int], str]]
"""Sheet → (row, column) → the words that must stand there. Nothing else may."""

_SINCE = dt.datetime(1980, 1, 1)
_NAME_SIGNS = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")


def new_workbook(sheet_name: str) -> Workbook:
    """A workbook with one empty sheet, in our own face."""
    book = Workbook()
    assert book.worksheets
    book.worksheets[0].title = safe_sheet_name(sheet_name)
    # The first font and the style 「標準」 say how wide a column's unit is; openpyxl has no public door to them.
    book._fonts = IndexedList([font(BASE)])  # type: ignore[attr-defined]
    book._named_styles["Normal"].font = font(BASE)  # type: ignore[attr-defined]
    properties = book.properties
    properties.creator = None
    properties.created = properties.modified = _SINCE
    return book


def safe_sheet_name(name: str) -> str:
    """A name Excel takes: at most 31 characters (UTF-16), without its reserved signs; never empty."""
    clean = _NAME_SIGNS.sub(" ", name).strip().strip("'").strip()
    while len(clean.encode("utf-16-le", "replace")) > 62:
        clean = clean[:-1].rstrip()
    return "資料" if not clean or clean.lower() == "history" else clean


def save_workbook(book: Workbook, target: Path, texts: Texts) -> None:
    """Write `book` over `target` after reading it again. KnownError, and the old file as it was, if that cannot be."""
    content = packed(book)
    replace_file(target, _Content(content), verify=_Check(texts))


class _Content:
    def __init__(self, content: bytes) -> None:
        self._content = content

    def __call__(self, path: Path) -> None:
        path.write_bytes(self._content)


def packed(book: Workbook) -> bytes:
    """The file's bytes: no dates, no names of people or programs, parts in the order they were made."""
    first = io.BytesIO()
    book.save(first)
    return neutral(first)


class _Check:
    """Opens what was written and compares every cell."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def __call__(self, path: Path) -> None:
        with path.open("rb") as stream:  # by its handle: the name may still be a temporary one
            book = load_workbook(stream, read_only=True)
            for name, wanted in self._texts.items():
                sheet = book[name]
                sheet.reset_dimensions()
                found = {
                    (cell.row, cell.column): str(cell.value).replace("x005F_", "")
                    for row in sheet.iter_rows()
                    for cell in row
                    if cell.value is not None
                }
                if found != {place: text.replace("x005F_", "") for place, text in wanted.items() if text}:
                    raise KnownError(
                        "書き出したファイルを読み直したところ、内容が一致しませんでした。",
                        safe="元のファイルはそのまま残っています。",
                        todo="別の場所に書き出してください。",
                        place=path.parent.name,
                    )
            book.close()
