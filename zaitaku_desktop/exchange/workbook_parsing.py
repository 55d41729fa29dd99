"""xlsx → plain sheets, in this process: the guard first, then openpyxl.

Who opens a clerk's file calls `workbook.read_workbook`, which does this in a second process that can be ended.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook

from zaitaku_desktop.exchange.number_text import (
    JAPANESE_FORMATS,
    date_text,
    is_date_format,
    number_text,
    serial_text,
)
from zaitaku_desktop.exchange.package_scan import MAX_CHARACTERS, MAX_TEXT, BookScan, NoWorkbook, scan_book
from zaitaku_desktop.exchange.package_xml import Package, check_entries
from zaitaku_desktop.exchange.refusal import NOT_XLSX, SAVE_AS, Broken, TooLarge, refuse, told
from zaitaku_desktop.exchange.sheet import SheetCell, SheetTable, Slot
from zaitaku_desktop.exchange.sheet_scan import SheetScan, SheetScanner
from zaitaku_desktop.model import inline

_ESCAPE = re.compile(r"_x00(0[0-9A-F]|1[0-9A-F]|7F)_", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]")
_MOST_DIGITS = 1023  # bits of the largest number a cell can hold

Report = Callable[[float], None]


def parse_workbook(path: Path, *, progress: Report | None = None) -> list[SheetTable]:
    """Every sheet of the workbook, hidden ones too. The file is only read. KnownError says why it cannot be."""
    with told(path):
        check_entries(path)
        with zipfile.ZipFile(path) as archive:
            package = Package(archive)
            try:
                book = scan_book(package)
            except NoWorkbook as other:
                raise refuse(NOT_XLSX, SAVE_AS, path.name) from other
            worksheets = [entry for entry in book.sheets if not entry.chart]
            for chart in (entry for entry in book.sheets if entry.chart):
                package.parse(chart.part)
            scanner = SheetScanner(package, book.strings, book.bold)
            scans = []
            for index, entry in enumerate(worksheets):
                scans.append(scanner.scan(entry.part))
                if progress:
                    progress(0.3 * (index + 1) / len(worksheets))
            package.check_rest()
        return _ValueReader(path, book, scans, progress).read()


@contextmanager
def _openpyxl_faults() -> Iterator[None]:
    """openpyxl meets a malformed part with whichever of these its parser happens on."""
    try:
        yield
    except (KeyError, IndexError, ValueError, TypeError, AttributeError, ArithmeticError, ParseError) as trouble:
        raise Broken(type(trouble).__name__) from trouble


class _ValueReader:
    """Reads the values with openpyxl and joins them with what the guard has noted."""

    def __init__(self, path: Path, book: BookScan, scans: list[SheetScan], progress: Report | None) -> None:
        self._path = path
        self._book = book
        self._scans = scans
        self._progress = progress
        self._length = 0

    def read(self) -> list[SheetTable]:
        """All sheets in their order."""
        entries = [entry for entry in self._book.sheets if not entry.chart]
        tables = []
        with self._path.open("rb") as stream, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of parts it leaves out (charts, validations)
            # from a stream: by its name a workbook that is called .xls would be refused
            with _openpyxl_faults():
                book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            for index, (entry, scan) in enumerate(zip(entries, self._scans, strict=True)):
                sheet: Any = book[entry.name] if entry.name in book.sheetnames else None
                if getattr(sheet, "_worksheet_path", None) != entry.part:
                    raise Broken("another sheet than the one looked over")
                done = 0.3 + 0.7 * index / len(entries)
                tables.append(
                    SheetTable(
                        name=entry.name,
                        cells=self._cells(sheet, scan, book.epoch, done),
                        merges=tuple(scan.merges),
                        hidden=entry.hidden,
                        hidden_rows=frozenset(scan.hidden_rows),
                        hidden_columns=frozenset(scan.hidden_columns),
                        loose=tuple(scan.loose),
                        told=self._book.told if index == 0 else (),
                    )
                )
            book.close()
        if self._progress:
            self._progress(1.0)
        return tables

    def _cells(self, sheet: Any, scan: SheetScan, epoch: dt.datetime, done: float) -> dict[Slot, SheetCell]:
        """Every non-empty cell. The stated dimension is not believed: files exist where it is too small."""
        sheet.reset_dimensions()
        cells: dict[Slot, SheetCell] = {}
        for count, row in enumerate(_rows(sheet)):
            if self._progress and count % 500 == 0:
                self._progress(done)
            with _openpyxl_faults():
                texts = [(cell.row, cell.column, *cell_text(cell, epoch)) for cell in row if cell.value is not None]
            for number, column, text, problem in texts:
                self._count(text)
                slot = (number, column)
                if text.strip():
                    rich = tidy(scan.bold[slot], marked=True) if slot in scan.bold else ""
                    rich = rich if inline.plain(rich) == text else ""
                    cells[slot] = SheetCell(text, slot in scan.formulas, problem, rich)
        for slot, formula in scan.formulas.items():
            cells.setdefault(
                slot,
                SheetCell(
                    f"={formula}",
                    formula=True,
                    problem="式の結果が保存されていません。Excel で開いて保存し直すと読み取れます。",
                ),
            )
        return cells

    def _count(self, text: str) -> None:
        """One shared string may stand in every cell: the sum counts, not the size of the file."""
        self._length += len(text)
        if len(text) > MAX_TEXT:
            raise TooLarge(f"1つのセルの文字が{MAX_TEXT:,}字を超えています")
        if self._length > MAX_CHARACTERS:
            raise TooLarge(f"文字が{MAX_CHARACTERS:,}字を超えています")


def _rows(sheet: Any) -> Iterator[Any]:
    """The rows of an openpyxl sheet; its parser runs while they are asked for."""
    rows = sheet.iter_rows()
    while True:
        with _openpyxl_faults():
            row = next(rows, None)
        if row is None:
            return
        yield row


def cell_text(cell: Any, epoch: dt.datetime) -> tuple[str, str]:
    """(text, problem) of an openpyxl cell."""
    value = cell.value
    if cell.data_type == "e":
        return str(value), f"セルの値が {value} です。Excel で直してから取り込んでください。"
    if isinstance(value, str):
        return tidy(value), ""
    if isinstance(value, bool):
        return str(value).upper(), ""
    fmt = JAPANESE_FORMATS.get(cell.style_array.numFmtId) or cell.number_format or "General"
    if isinstance(value, int | float):
        if value.bit_length() > _MOST_DIGITS if isinstance(value, int) else not math.isfinite(value):
            return str(value)[:20], "数として読めない値です。Excel で直してから取り込んでください。"
        return (serial_text(value, fmt, epoch) if is_date_format(fmt) else number_text(value, fmt)), ""
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return date_text(value, fmt), ""
    return str(value), ""


def tidy(text: str, *, marked: bool = False) -> str:
    """Text of a cell with `\\n` for every line end; Excel's `_x000D_` and control characters resolved.

    `marked` = it has our signs of 太字, which no text from elsewhere keeps.
    """

    def resolve(match: re.Match[str]) -> str:
        code = int(match.group(1), 16)
        return "\r" if code == 0x0D else "\n" if code in (0x0A, 0x0B) else "\t" if code == 0x09 else ""

    text = _ESCAPE.sub(resolve, text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    text = _CONTROL.sub("", text)
    return inline.tidy(text) if marked else inline.plain(text)
