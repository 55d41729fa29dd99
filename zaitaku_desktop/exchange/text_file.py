"""A text file (.txt, .tsv) as a plain sheet: a line is a row, tabs part its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from zaitaku_desktop.exchange.package_scan import MAX_CHARACTERS, MAX_TEXT
from zaitaku_desktop.exchange.refusal import TEXT, TooLarge, refuse, told
from zaitaku_desktop.exchange.sheet import SheetCell, SheetTable
from zaitaku_desktop.exchange.workbook_parsing import tidy

MAX_LINES = 20_000
MAX_COLUMNS = 200
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ERA_GAP = re.compile(
    r"(?<=令和|平成|昭和) (?=[0-9０-９元])|(?<=[0-9０-９元]) (?=年|月|日|回|部|件|人)|(?<=年|月) (?=[0-9０-９])"
)
"""Blanks that copying out of a PDF leaves around figures: 令和 5 年度."""


def read_text_file(path: Path) -> SheetTable:
    """The lines of the file. It is only read. KnownError if it is no text, empty or too large."""
    with told(path):
        if path.is_dir():
            raise refuse("これはフォルダーです。", "取り込むファイルを選んでください。", path.name)
        if path.stat().st_size > 4 * MAX_CHARACTERS:
            raise TooLarge(f"文字が{MAX_CHARACTERS:,}字を超えています")
        lines = tidy_lines(decoded(path))
        if not any(line.strip() for line in lines):
            raise refuse("中身が空のファイルです。", "別のファイルを選んでください。", path.name)
        if len(lines) > MAX_LINES:
            raise TooLarge(f"{MAX_LINES:,}行を超えています")
        return SheetTable(path.stem, _cells(lines))


def as_sheet(name: str, lines: Sequence[str]) -> SheetTable:
    """Lines with tabs as a sheet, each as it is. TooLarge."""
    if len(lines) > MAX_LINES:
        raise TooLarge(f"{MAX_LINES:,}行を超えています")
    cells = {}
    for row, line in enumerate(lines, 1):
        for col, part in enumerate(line.split("\t"), 1):
            if part:
                cells[row, col] = SheetCell(part)
    return SheetTable(name, cells)


def decoded(path: Path) -> str:
    """The text of the file: UTF-8, with a mark UTF-16, else what Windows writes in Japanese. KnownError, OSError."""
    data = path.read_bytes()
    encodings = [name for mark, name in _MARKS if data.startswith(mark)] or ["utf-8-sig", "cp932"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise refuse(TEXT.other, TEXT.save_as, path.name)


def tidy_lines(text: str) -> list[str]:
    """The lines without control characters; blanks that a PDF left around figures taken out."""
    return [_ERA_GAP.sub("", line) for line in re.split(r"\r\n|[\n\r\f\x0b\x85\u2028\u2029]", text)]


def _cells(lines: list[str]) -> dict[tuple[int, int], SheetCell]:
    cells: dict[tuple[int, int], SheetCell] = {}
    for row, line in enumerate(lines, 1):
        columns = line.split("\t")
        if len(columns) > MAX_COLUMNS:
            raise TooLarge(f"{MAX_COLUMNS}列を超えています")
        for col, part in enumerate(columns, 1):
            words = tidy(part).rstrip(" \u3000")
            words = words if col == 1 else words.lstrip(" \u3000")  # how far a line stands in may tell what it is
            if len(words) > MAX_TEXT:
                raise TooLarge(f"1つのセルの文字が{MAX_TEXT:,}字を超えています")
            if words.strip():
                cells[row, col] = SheetCell(words)
    return cells
