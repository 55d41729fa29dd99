"""Looks over an xlsx package before a library parses it: is it one, is it harmless, how is each sheet built.

Streaming, no tree in memory: 2 KB workbooks are known that make a parser hang (STORAGE "Excel"). The same
pass notes what openpyxl does not tell: merges with what lies under them, hidden rows, which cells are formulas.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO
from xml.parsers import expat

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.sheet import Loose, Merge

MAX_FILE = 30 * 1024 * 1024
MAX_PART = 60 * 1024 * 1024
MAX_RATIO = 300
SMALL_PART = 1024 * 1024  # below this a high ratio harms nobody
MAX_CELLS = 400_000
MAX_ROW = 100_000
MAX_COLUMN = 1000
MAX_MERGES = 5000
MAX_MERGED_AREA = 300_000
_CHUNK = 1 << 16
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


class TooLarge(Exception):
    """A limit is passed; the message says which, in Japanese."""


@dataclass
class SheetScan:
    """How one sheet is built."""

    merges: list[Merge] = field(default_factory=list)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    loose: list[Loose] = field(default_factory=list)


@dataclass(frozen=True)
class SheetEntry:
    """A sheet as listed in the workbook. `hidden` also for veryHidden."""

    name: str
    hidden: bool
    part: str


def refuse(what: str, todo: str, place: str) -> KnownError:
    """The one shape of message for a file that cannot be read."""
    return KnownError(what, safe="元のファイルも今の内容も、そのまま残っています。", todo=todo, place=place)


def split_reference(text: str) -> tuple[int, int]:
    """`B12` → (12, 2). ValueError if it is none."""
    match = _REFERENCE.fullmatch(text.upper())
    if match is None:
        raise ValueError(text)
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - 64
    return int(match.group(2)), column


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def check_sizes(package: zipfile.ZipFile) -> None:
    """Refuse archives that would unpack to something monstrous. Raises TooLarge."""
    for info in package.infolist():
        if info.file_size > MAX_PART:
            raise TooLarge("中の部品が大きすぎます")
        if info.file_size > SMALL_PART and info.file_size > MAX_RATIO * max(1, info.compress_size):
            raise TooLarge("圧縮の割合が普通ではありません")


def _parse(
    stream: IO[bytes],
    start: Callable[[str, dict[str, str]], None] | None = None,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def no_doctype(*_: object) -> None:
        raise TooLarge("文書型の宣言（DOCTYPE）があります")

    parser.StartDoctypeDeclHandler = no_doctype
    if start is not None:
        parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    seen = 0
    while chunk := stream.read(_CHUNK):
        seen += len(chunk)
        if seen > MAX_PART:
            raise TooLarge("中の部品が大きすぎます")
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def relations(package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """id → (type's last word, part) of what a part refers to inside the package."""
    path = PurePosixPath(part)
    name = str(path.parent / "_rels" / f"{path.name}.rels")
    found: dict[str, tuple[str, str]] = {}
    if name not in package.namelist():
        return found

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        parts = [] if target.startswith("/") else list(path.parent.parts)
        for piece in target.strip("/").split("/"):
            if piece == "..":
                parts = parts[:-1]
            elif piece != ".":
                parts.append(piece)
        found[attributes.get("Id", "")] = attributes.get("Type", "").rpartition("/")[2], "/".join(parts)

    with package.open(name) as stream:
        _parse(stream, start)
    return found


def list_sheets(package: zipfile.ZipFile, workbook_part: str = "xl/workbook.xml") -> list[SheetEntry]:
    """The sheets in order."""
    targets = relations(package, workbook_part)
    found: list[SheetEntry] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "sheet":
            key = next((value for name, value in attributes.items() if _local(name) == "id" and name != "id"), "")
            part = targets.get(key, ("", ""))[1]
            found.append(SheetEntry(attributes.get("name", ""), attributes.get("state", "visible") != "visible", part))

    with package.open(workbook_part) as stream:
        _parse(stream, start)
    return found


class _SheetReader:
    """Notes the build of one sheet while its XML streams by."""

    def __init__(self) -> None:
        self.scan = SheetScan()
        self._row = 0
        self._column = 0
        self._cells = 0
        self._area = 0
        self._formula: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        match _local(tag):
            case "row":
                self._row = int(attributes.get("r", self._row + 1))
                self._column = 0
                if self._row > MAX_ROW:
                    raise TooLarge(f"{MAX_ROW:,}行を超えています")
                if attributes.get("hidden") in ("1", "true"):
                    self.scan.hidden_rows.add(self._row)
            case "c":
                self._cell(attributes)
            case "f":
                self._formula = []
            case "col":
                first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
                if attributes.get("hidden") in ("1", "true"):
                    self.scan.hidden_columns.update(range(first, min(last, MAX_COLUMN) + 1))
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def _cell(self, attributes: Mapping[str, str]) -> None:
        self._column += 1
        if "r" in attributes:
            row, self._column = split_reference(attributes["r"])
            self._row = row
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise TooLarge(f"セルが{MAX_CELLS:,}個を超えています")
        if self._column > MAX_COLUMN or self._row > MAX_ROW:
            raise TooLarge(f"{MAX_ROW:,}行・{MAX_COLUMN:,}列を超えています")

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = split_reference(first)
        bottom, right = split_reference(last or first)
        self._area += (bottom - top + 1) * (right - left + 1)
        if len(self.scan.merges) >= MAX_MERGES or self._area > MAX_MERGED_AREA:
            raise TooLarge("結合されたセルが多すぎます")
        self.scan.merges.append(Merge(top, left, bottom, right))

    def text(self, text: str) -> None:
        if self._formula is not None:
            self._formula.append(text)

    def end(self, tag: str) -> None:
        if _local(tag) == "f" and self._formula is not None:
            self.scan.formulas[self._row, self._column] = "".join(self._formula)[:200]
            self._formula = None


def scan_sheet(package: zipfile.ZipFile, part: str) -> SheetScan:
    """The build of one sheet. Raises TooLarge."""
    reader = _SheetReader()
    with package.open(part) as stream:
        _parse(stream, reader.start, reader.end, reader.text)
    names = set(package.namelist())
    for kind, target in relations(package, part).values():
        if target in names and kind in ("drawing", "comments"):
            reader.scan.loose += _loose(package, kind, target)
    return reader.scan


def _loose(package: zipfile.ZipFile, kind: str, part: str) -> list[Loose]:
    """The words of text boxes or comments."""
    holder = "comment" if kind == "comments" else "sp"
    found: list[Loose] = []
    state: dict[str, str] = {"place": "", "text": "", "in": ""}

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if name == holder:
            state.update(place=attributes.get("ref", ""), text="")
        elif name == "p" and state["text"]:
            state["text"] += "\n"
        state["in"] = name

    def end(tag: str) -> None:
        state["in"] = ""
        if _local(tag) == holder and state["text"].strip():
            found.append(Loose("コメント" if kind == "comments" else "図形", state["place"], state["text"].strip()))
            state["text"] = ""

    def text(words: str) -> None:
        if state["in"] == "t":
            state["text"] += words

    with package.open(part) as stream:
        _parse(stream, start, end, text)
    return found


def check_other_parts(package: zipfile.ZipFile, scanned: set[str]) -> None:
    """The remaining XML parts: only that they hold no DOCTYPE and can be parsed. Raises TooLarge, expat.ExpatError."""
    for name in package.namelist():
        if name not in scanned and name.lower().endswith((".xml", ".rels")):
            with package.open(name) as stream:
                _parse(stream)
