"""How one sheet is built, seen before a library parses it: merges, formulas, what is hidden, words outside cells.

A library would drop what this refuses: cells out of order, two cells of the same name, a shared string that does
not exist (or the last one, for −1) would come out as other contents, without a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from zaitaku_desktop.exchange.bold_words import BoldWords
from zaitaku_desktop.exchange.package_scan import MAX_CHARACTERS, MAX_TEXT
from zaitaku_desktop.exchange.package_xml import Ignore, Package, relations, whole_number
from zaitaku_desktop.exchange.refusal import Broken, TooLarge
from zaitaku_desktop.exchange.sheet import Loose, Merge

MAX_CELLS = 80_000  # ruled sheets have many blank ones
MAX_FILLED = 32_000
MAX_ROW = 100_000
MAX_COLUMN = 1000
MAX_MERGES = 5000
MAX_MERGED_AREA = 300_000
MAX_IN_ROW = 50_000  # elements: cells, their texts and runs
MAX_ASIDE = 20_000  # elements after the cells: conditional formats, validations, links
MAX_FORMULA = 200  # letters kept, for showing
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass
class SheetScan:
    """How one sheet is built. `bold` = texts of cells in which some words are bold (`model.inline`)."""

    merges: list[Merge] = field(default_factory=list)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    loose: list[Loose] = field(default_factory=list)
    bold: dict[tuple[int, int], str] = field(default_factory=dict)


def split_reference(text: str) -> tuple[int, int]:
    """`B12` → (12, 2). Raises Broken if it is none."""
    match = _REFERENCE.fullmatch(text.upper())
    if match is None:
        raise Broken(text)
    letters, row = match.groups()
    return int(row), _column(letters)


@cache
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


@dataclass
class _Sums:
    """What the sheets of a workbook have in common: bounds that hold for all of them together."""

    cells: int = 0
    filled: int = 0
    merges: int = 0
    merged_area: int = 0
    loose: int = 0


class SheetScanner:
    """Scans the sheets of one workbook. `strings` = how many shared strings it has, `bold` = those with bold words."""

    def __init__(self, package: Package, strings: int, bold: Mapping[int, str]) -> None:
        self._package = package
        self._strings = strings
        self._bold = bold
        self._sums = _Sums()

    def scan(self, part: str) -> SheetScan:
        """The build of one sheet. Raises TooLarge, Broken, ExpatError."""
        reader = _SheetReader(self._strings, self._bold, self._sums)
        self._package.parse(part, reader)
        for kind, target in relations(self._package, part).values():
            if target in self._package.names and kind in ("drawing", "comments"):
                aside = _Aside(kind, self._sums)
                self._package.parse(target, aside)
                reader.scan.loose += aside.found
        return reader.scan


class _SheetReader(Ignore):
    """Notes the build of one sheet while its XML streams by."""

    def __init__(self, strings: int, bold: Mapping[int, str], sums: _Sums) -> None:
        self.scan = SheetScan()
        self._strings = strings
        self._bold = bold
        self._sums = sums
        self._row = 0
        self._column = 0
        self._in_row = 0
        self._aside = 0
        self._after_cells = False
        self._shared = False
        self._words: list[str] | None = None
        self._inline: BoldWords | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._in_row += 1
        if self._in_row > MAX_IN_ROW and not self._after_cells:
            raise TooLarge("1行の中身が多すぎます")
        if self._inline is not None:
            self._inline.start(tag, attributes)
        match tag:
            case "c":
                self._cell(attributes)
            case "row":
                self._start_row(attributes)
            case "f":
                self._words = []
            case "v" | "is":
                self._words = [] if self._shared else None
                self._inline = BoldWords() if tag == "is" else None
                self._sums.filled += 1
                if self._sums.filled > MAX_FILLED:
                    raise TooLarge(f"中身のあるセルが{MAX_FILLED:,}個を超えています")
            case "mergeCell":
                self._merge(attributes.get("ref", ""))
            case _:
                if self._after_cells:
                    self._count_aside()
                elif tag == "col":
                    self._count_aside()
                    self._columns(attributes)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        row = whole_number(attributes["r"]) if "r" in attributes else self._row + 1
        if row <= self._row:
            raise Broken("rows out of order")
        if row > MAX_ROW:
            raise TooLarge(f"{MAX_ROW:,}行を超えています")
        self._row, self._column, self._in_row = row, 0, 0
        self._after_cells = False
        if attributes.get("hidden") in ("1", "true"):
            self.scan.hidden_rows.add(row)

    def _cell(self, attributes: Mapping[str, str]) -> None:
        row, column = split_reference(attributes["r"]) if "r" in attributes else (self._row, self._column + 1)
        if column > MAX_COLUMN or row > MAX_ROW:
            raise TooLarge(f"{MAX_ROW:,}行・{MAX_COLUMN:,}列を超えています")
        if row != self._row or column <= self._column:
            raise Broken("cells out of order")
        self._column = column
        self._shared = attributes.get("t") == "s"
        self._sums.cells += 1
        if self._sums.cells > MAX_CELLS:
            raise TooLarge(f"セルが{MAX_CELLS:,}個を超えています")

    def _columns(self, attributes: Mapping[str, str]) -> None:
        first, last = (whole_number(attributes.get(name, "1")) for name in ("min", "max"))
        if attributes.get("hidden") in ("1", "true"):
            self.scan.hidden_columns.update(range(max(1, first), min(last, MAX_COLUMN) + 1))

    def _count_aside(self) -> None:
        self._aside += 1
        if self._aside > MAX_ASIDE:
            raise TooLarge("条件付き書式や入力規則などが多すぎます")

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        rows, columns = zip(split_reference(first), split_reference(last or first), strict=True)
        merge = Merge(min(rows), min(columns), max(rows), max(columns))
        self._sums.merges += 1
        self._sums.merged_area += (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)
        if self._sums.merges > MAX_MERGES or self._sums.merged_area > MAX_MERGED_AREA:
            raise TooLarge("結合されたセルが多すぎます")
        self.scan.merges.append(merge)

    def text(self, words: str) -> None:
        if self._inline is not None:
            self._inline.text(words)
        if self._words is not None and len(self._words) < 10:
            self._words.append(words)

    def end(self, tag: str) -> None:
        if self._inline is not None:
            self._inline.end(tag)
        if tag == "is" and self._inline is not None:
            if marked := self._inline.marked():
                self.scan.bold[self._row, self._column] = marked
            self._inline = None
        if tag == "sheetData":
            self._after_cells = True
        if self._words is None or tag not in ("f", "v"):
            return
        words, self._words = "".join(self._words), None
        if tag == "f":
            self.scan.formulas[self._row, self._column] = words[:MAX_FORMULA]
        elif words:
            number = whole_number(words)
            if not 0 <= number < self._strings:
                raise Broken("no such shared string")
            if number in self._bold:
                self.scan.bold[self._row, self._column] = self._bold[number]


class _Aside(Ignore):
    """The words of text boxes or comments."""

    def __init__(self, kind: str, sums: _Sums) -> None:
        self.found: list[Loose] = []
        self._kind = "コメント" if kind == "comments" else "図形"
        self._holder = "comment" if kind == "comments" else "sp"
        self._sums = sums
        self._place = ""
        self._words: list[str] = []
        self._length = 0
        self._in_text = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == self._holder:
            self._place = attributes.get("ref", "")[:20]
            self._words, self._length = [], 0
        elif tag == "p" and self._words:
            self._words.append("\n")
        self._in_text = tag == "t"

    def end(self, tag: str) -> None:
        self._in_text = False
        if tag == self._holder:
            words = "".join(self._words).strip()
            if words:
                self.found.append(Loose(self._kind, self._place, words))
            self._words, self._length = [], 0

    def text(self, words: str) -> None:
        if not self._in_text:
            return
        self._words.append(words)
        self._length += len(words)
        self._sums.loose += len(words)
        if self._length > MAX_TEXT or self._sums.loose > MAX_CHARACTERS:
            raise TooLarge("コメントや図形の文字が多すぎます")
