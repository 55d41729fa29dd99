"""What a hostile workbook is made of: a small good one whose parts can be spoilt, and the list of all of them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

MB = 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Parts = dict[str, bytes]
Outcome = Literal["refused", "read", "either"]


@dataclass(frozen=True)
class Hostile:
    """A file that tries something. `words` = what the reason must say; `soak` = large or slow to build."""

    name: str
    build: Callable[[Path], None]
    outcome: Outcome
    words: str
    soak: bool


ALL: list[Hostile] = []
BROKEN, LARGE = "壊れて", "読み取りをやめました"


def hostile(
    outcome: Outcome, words: str = "", *, soak: bool = False
) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Enter a builder in the list."""

    def enter(build: Callable[[Path], None]) -> Callable[[Path], None]:
        ALL.append(Hostile(build.__name__, build, outcome, words, soak))
        return build

    return enter


def sheet_xml(rows: str = "", after: str = "", before: str = "") -> bytes:
    """A sheet around `rows`."""
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def text_cell(name: str, words: str) -> str:
    """A cell with its text inside."""
    return f'<c r="{name}" t="inlineStr"><is><t>{words}</t></is></c>'


def good(rows: str | None = None, *, after: str = "", before: str = "", sheets: int = 1) -> Parts:
    """The parts of a small workbook, written by hand so that any of it can be spoilt."""
    if rows is None:
        rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>45095</v></c></row>'
    numbers = range(1, sheets + 1)
    listed = "".join(f'<sheet name="表{i}" sheetId="{i}" r:id="rId{i}"/>' for i in numbers)
    targets = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in numbers
    )
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{KIND}.worksheet+xml"/>' for i in numbers
    )
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KIND}.sharedStrings+xml"/>{kinds}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{targets}'
        f'<Relationship Id="rs" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rt" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts></numFmts><fonts><font/></fonts>'
        "<fills><fill><patternFill/></fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        '<cellXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}"><si><t>計画</t></si></sst>',
    }
    made = {name: text.encode() for name, text in parts.items()}
    for i in numbers:
        made[f"xl/worksheets/sheet{i}.xml"] = sheet_xml(rows, after, before)
    return made


def put(path: Path, parts: Parts, compression: int = zipfile.ZIP_DEFLATED) -> None:
    """Write the package."""
    with zipfile.ZipFile(path, "w", compression, compresslevel=1) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def changed(part: str, old: str, new: str, **more: str) -> Parts:
    """The good workbook with one replacement."""
    parts = good(**more)  # type: ignore[arg-type]
    text = parts[part].decode()
    assert old in text, old
    parts[part] = text.replace(old, new, 1).encode()
    return parts


def grid(rows: Iterable[int], columns: int, value: str = "<v>1</v>") -> str:
    """Rows of plain cells."""
    letters = [chr(65 + i) for i in range(columns)]
    return "".join(
        f'<row r="{row}">' + "".join(f'<c r="{letter}{row}">{value}</c>' for letter in letters) + "</row>"
        for row in rows
    )


def lying(path: Path, part: str, data: Iterable[bytes], claimed: int) -> None:
    """A package whose `part` holds more (or less) than its headers say."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    check, packed = 0, b""
    for piece in data:
        check = zlib.crc32(piece, check)
        packed += packer.compress(piece)
    packed += packer.flush()
    parts = good()
    parts.pop(part)
    put(path, parts)
    name = part.encode()
    shared = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, check, len(packed), claimed, len(name), 0)
    with zipfile.ZipFile(path) as package:
        start, entries = package.start_dir, len(package.infolist()) + 1
    old = path.read_bytes()
    local = b"PK\x03\x04" + shared + name + packed
    central = old[start:-22] + b"PK\x01\x02" + struct.pack("<H", 20) + shared
    central += struct.pack("<HHHLL", 0, 0, 0, 0, start) + name
    ending = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, entries, entries, len(central), start + len(local), 0)
    path.write_bytes(old[:start] + local + central + ending)
