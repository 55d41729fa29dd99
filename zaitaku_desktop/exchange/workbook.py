"""Reads an xlsx into plain sheets. Whatever cannot be read is said in one Japanese message."""

from __future__ import annotations

import datetime as dt
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from zaitaku_desktop.exchange.number_text import (
    JAPANESE_FORMATS,
    date_text,
    is_date_format,
    number_text,
    serial_text,
)
from zaitaku_desktop.exchange.package_scan import (
    MAX_FILE,
    SheetEntry,
    SheetScan,
    TooLarge,
    check_other_parts,
    check_sizes,
    list_sheets,
    refuse,
    scan_sheet,
)
from zaitaku_desktop.exchange.sheet import SheetCell, SheetTable, Slot

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ESCAPE = re.compile(r"_x00(0[0-9A-F]|1[0-9A-F]|7F)_", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]")
_NOT_XLSX = "Excel のファイル（.xlsx）ではありません。"
_SAVE_AS = "Excel で開き、「Excel ブック（.xlsx）」として保存してから、取り込んでください。"

Progress = Callable[[float], None]
"""Called with 0…1 now and then, on the thread that works; may raise base.errors.Cancelled to stop."""


def read_workbook(path: Path, *, progress: Progress | None = None) -> list[SheetTable]:
    """Every sheet of the workbook, hidden ones too. The file is only read. KnownError says why it cannot be."""
    with _told(path):
        _check_file(path)
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            if "xl/workbook.xml" not in names:
                raise refuse(_NOT_XLSX, _SAVE_AS, path.name)
            check_sizes(package)
            entries = [entry for entry in list_sheets(package) if entry.part in names]
            scans: dict[str, SheetScan] = {}
            worksheets = [entry for entry in entries if "/chartsheets/" not in f"/{entry.part}"]
            for index, entry in enumerate(worksheets):
                scans[entry.name] = scan_sheet(package, entry.part)
                if progress:
                    progress(0.3 * (index + 1) / len(worksheets))
            check_other_parts(package, {entry.part for entry in worksheets})
        return _read_values(path, worksheets, scans, progress)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the libraries raise over a bad file into one message. Bugs of our own pass."""
    broken = refuse(
        "ファイルが壊れているか、途中で切れているため、読み取れませんでした。",
        "Excel で開けるか確かめ、保存し直してから、もう一度取り込んでください。",
        path.name,
    )
    try:
        yield
    except TooLarge as limit:
        raise refuse(
            f"大きすぎるか、普通の表ではないため、読み取りをやめました（{limit}）。",
            "表のあるシートだけを新しいブックに写して、取り込んでください。",
            path.name,
        ) from limit
    except FileNotFoundError as trouble:
        raise refuse("ファイルが見つかりません。", "場所を確かめてください。", str(path)) from trouble
    except PermissionError as trouble:
        raise refuse(
            "ほかのプログラム（Excel など）で開いているか、読む権限がありません。",
            "閉じてから、もう一度お試しください。",
            path.name,
        ) from trouble
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, ExpatError, ParseError) as trouble:
        raise broken from trouble
    except (InvalidFileException, KeyError, IndexError, ValueError, TypeError, AttributeError) as trouble:
        # openpyxl meets a malformed part with whichever of these its parser happens on
        raise broken from trouble
    except OSError as trouble:
        raise refuse(
            "ファイルを読み取れませんでした。", "保存先との接続を確かめて、もう一度お試しください。", path.name
        ) from trouble
    except (NotImplementedError, RuntimeError) as trouble:  # zipfile: another compression, a password
        raise broken from trouble


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise refuse("これはフォルダです。", "取り込む Excel のファイルを選んでください。", path.name)
    size = path.stat().st_size
    if size > MAX_FILE:
        raise TooLarge(f"{MAX_FILE // 1024 // 1024}MB を超えています")
    with path.open("rb") as stream:
        start = stream.read(8)
        if start == _OLE:
            rest = stream.read()
            if "EncryptedPackage".encode("utf-16-le") in rest:
                raise refuse(
                    "パスワードが付いているため、読み取れませんでした。",
                    "Excel でパスワードを外して保存してから、取り込んでください。",
                    path.name,
                )
            raise refuse("古い形式の Excel ファイル（.xls）です。", _SAVE_AS, path.name)
    if not start:
        raise refuse("中身が空のファイルです。", "別のファイルを選んでください。", path.name)
    if not start.startswith(b"PK"):
        raise refuse(_NOT_XLSX, _SAVE_AS, path.name)


def _read_values(
    path: Path, entries: list[SheetEntry], scans: dict[str, SheetScan], progress: Progress | None
) -> list[SheetTable]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of parts it leaves out (charts, validations)
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        tables = []
        for index, entry in enumerate(entries):
            scan = scans[entry.name]
            cells = _cells(book[entry.name], scan, book.epoch, progress, 0.3 + 0.7 * index / len(entries))
            tables.append(
                SheetTable(
                    name=entry.name,
                    cells=cells,
                    merges=tuple(scan.merges),
                    hidden=entry.hidden,
                    hidden_rows=frozenset(scan.hidden_rows),
                    hidden_columns=frozenset(scan.hidden_columns),
                    loose=tuple(scan.loose),
                )
            )
        if progress:
            progress(1.0)
        return tables
    finally:
        book.close()


def _cells(
    sheet: Any, scan: SheetScan, epoch: dt.datetime, progress: Progress | None, done: float
) -> dict[Slot, SheetCell]:
    """Every non-empty cell. The stated dimension is not believed: files exist where it is too small."""
    sheet.reset_dimensions()
    cells: dict[Slot, SheetCell] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for count, row in enumerate(sheet.iter_rows()):
            if progress and count % 500 == 0:
                progress(done)
            for cell in row:
                if cell.value is None:
                    continue
                text, problem = _text(cell, epoch)
                slot = (cell.row, cell.column)
                if text.strip():
                    cells[slot] = SheetCell(text, slot in scan.formulas, problem)
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


def _text(cell: Any, epoch: dt.datetime) -> tuple[str, str]:
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
        return (serial_text(value, fmt, epoch) if is_date_format(fmt) else number_text(value, fmt)), ""
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return date_text(value, fmt), ""
    return str(value), ""


def tidy(text: str) -> str:
    """Text of a cell with `\\n` for every line end; Excel's `_x000D_` and control characters resolved."""

    def resolve(match: re.Match[str]) -> str:
        code = int(match.group(1), 16)
        return "\r" if code == 0x0D else "\n" if code in (0x0A, 0x0B) else "\t" if code == 0x09 else ""

    text = _ESCAPE.sub(resolve, text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    return _CONTROL.sub("", text)
