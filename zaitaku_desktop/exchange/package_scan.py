"""Looks over an xlsx package before a library parses it: is it one, is it harmless, which parts will be read.

Streaming, no tree in memory: 2 KB workbooks are known that make a parser hang (STORAGE "Excel"). The same pass
notes what openpyxl does not tell: macros, links to other books, and how each sheet is built (`sheet_scan`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zaitaku_desktop.exchange.bold_words import BoldWords
from zaitaku_desktop.exchange.package_xml import Ignore, Package, outside_targets, relations
from zaitaku_desktop.exchange.refusal import Broken, TooLarge
from zaitaku_desktop.exchange.sheet import Loose

MAX_SHEETS = 500
MAX_STRINGS = 25_000
MAX_TEXT = 32_767  # what Excel itself allows in a cell
MAX_CHARACTERS = 10_000_000
MAX_STYLES = 40_000
MAX_FORMATS = 5000
MAX_FORMAT = 255
_MAIN = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "application/vnd.ms-excel.template.macroEnabled.main+xml",
)
_STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


class NoWorkbook(Exception):
    """A package that holds no workbook of the usual kind: another office file, a binary or strict workbook."""


@dataclass(frozen=True)
class SheetEntry:
    """A sheet as listed in the workbook. `hidden` also for veryHidden, `chart` = a sheet that is one chart."""

    name: str
    hidden: bool
    part: str
    chart: bool = False


@dataclass(frozen=True)
class BookScan:
    """The workbook as a whole. `strings` = how many shared strings there are, `told` = what a clerk should know.

    `bold` = those of the strings in which some words are bold and others are not (`model.inline`), by their number.
    """

    sheets: tuple[SheetEntry, ...]
    strings: int
    told: tuple[Loose, ...]
    bold: Mapping[int, str] = field(default_factory=dict)


class _ContentTypes(Ignore):
    """Which part is what."""

    def __init__(self) -> None:
        self.parts: dict[str, list[str]] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Override":
            name = attributes.get("PartName", "").removeprefix("/")
            self.parts.setdefault(attributes.get("ContentType", ""), []).append(name)

    def only(self, *kinds: str) -> str:
        """The one part of these kinds, "" = none. A second one could be read in place of the one looked over."""
        found = {name for kind in kinds for name in self.parts.get(kind, ())}
        if len(found) > 1:
            raise Broken(kinds[0])
        return next(iter(found), "")


class _Workbook(Ignore):
    """The sheets in their order."""

    def __init__(self, targets: Mapping[str, tuple[str, str]]) -> None:
        self._targets = targets
        self.sheets: list[SheetEntry] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "workbook" and _STRICT in attributes.values():
            raise NoWorkbook
        if tag != "sheet":
            return
        if len(self.sheets) >= MAX_SHEETS:
            raise TooLarge(f"シートが{MAX_SHEETS}枚を超えています")
        key = next((text for name, text in attributes.items() if name.endswith(":id")), "")
        kind, part = self._targets.get(key, ("", ""))
        hidden = attributes.get("state", "visible") != "visible"
        self.sheets.append(SheetEntry(attributes.get("name", ""), hidden, part, chart=kind == "chartsheet"))


class _Strings(Ignore):
    """Counts the shared strings and their letters, and notes what is bold within one."""

    def __init__(self) -> None:
        self.count = 0
        self.bold: dict[int, str] = {}
        self._words = BoldWords()
        self._length = 0
        self._all = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "si":
            self.count += 1
            self._length = 0
            self._words = BoldWords()
            if self.count > MAX_STRINGS:
                raise TooLarge(f"文字のセルが{MAX_STRINGS:,}個を超えています")
        else:
            self._words.start(tag, attributes)

    def end(self, tag: str) -> None:
        if tag != "si":
            self._words.end(tag)
        elif marked := self._words.marked():
            self.bold[self.count - 1] = marked

    def text(self, words: str) -> None:
        self._words.text(words)
        self._length += len(words)
        self._all += len(words)
        if self._length > MAX_TEXT + 1000:  # the blanks between tags are counted too
            raise TooLarge(f"1つのセルの文字が{MAX_TEXT:,}字を超えています")
        if self._all > MAX_CHARACTERS:
            raise TooLarge(f"文字が{MAX_CHARACTERS:,}字を超えています")


class _Styles(Ignore):
    """Number formats of a usual length only: a library runs patterns over them that never end on long ones."""

    def __init__(self) -> None:
        self._formats = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "numFmt":
            self._formats += 1
            if self._formats > MAX_FORMATS or len(attributes.get("formatCode", "")) > MAX_FORMAT:
                raise TooLarge("表示形式が多すぎるか、長すぎます")


def scan_book(package: Package) -> BookScan:
    """The workbook part and what belongs to all sheets. Raises NoWorkbook, TooLarge, Broken, ExpatError."""
    if "[Content_Types].xml" not in package.names:
        raise NoWorkbook
    types = _ContentTypes()
    package.parse("[Content_Types].xml", types, most=20_000)
    part = types.only(*_MAIN) or "xl/workbook.xml"
    if part not in package.names:
        raise NoWorkbook
    targets = relations(package, part)
    workbook = _Workbook(targets)
    package.parse(part, workbook, most=MAX_STYLES)
    strings = _Strings()
    if name := types.only(_STRINGS):
        package.parse(name, strings)
    if "xl/styles.xml" in package.names:
        package.parse("xl/styles.xml", _Styles(), most=MAX_STYLES)
    if any(entry.part not in package.names for entry in workbook.sheets):
        raise Broken("a sheet is missing")  # a library would leave it out, with all that stood there
    return BookScan(tuple(workbook.sheets), strings.count, tuple(_told(package, targets)), strings.bold)


def _told(package: Package, targets: Mapping[str, tuple[str, str]]) -> list[Loose]:
    found = []
    if any(name.lower().endswith("vbaproject.bin") for name in package.names):
        found.append(Loose("マクロ", "", "", "マクロの入ったブックです。マクロは動かさず、取り込みません。"))
    books: list[str] = []
    count = 0
    for kind, part in targets.values():
        if kind == "externalLink" and count < MAX_SHEETS and part in package.names:
            count += 1
            for _, address in outside_targets(package, part)[:1]:
                books.append(address.replace("\\", "/").rpartition("/")[2])
    if count:
        why = f"ほかのファイルへのリンクが{count}つあります。リンクの先は開かず、保存されている値を読みます。"
        found.append(Loose("リンク", "", "、".join(books[:5]), why))
    return found
