"""An xlsx package as a stream: every part is read within bounds, and no tree of it is kept in memory.

The bounds are for the whole package, not only for a part: a few kilobytes can name the same large part a
thousand times. They lie far above any table and low enough that passing them takes no more than a second or two.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol
from xml.parsers import expat

from zaitaku_desktop.exchange.refusal import Broken, TooLarge

MAX_FILE = 30 * 1024 * 1024
MAX_ENTRIES = 5000
MAX_PART = 60 * 1024 * 1024
MAX_TOTAL = 100 * 1024 * 1024
MAX_RATIO = 300
SMALL_PART = 1024 * 1024  # below this a high ratio harms nobody
MAX_ELEMENTS = 2_000_000
MAX_DEPTH = 100
MAX_TAG = 1024 * 1024
_CHUNK = 1 << 16
_ENTRY = b"PK\x01\x02"


class Handler(Protocol):
    """What notes things while a part streams by. Tags come without their prefix."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element has ended."""

    def text(self, words: str) -> None:
        """Words between tags; one text may come in several pieces."""


class Ignore:
    """A handler that notes nothing; handlers that need only some of the calls derive from it."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element has ended."""

    def text(self, words: str) -> None:
        """Words between tags."""


def whole_number(text: str) -> int:
    """A number as XML writes it. Raises Broken if it is none or no program would write it."""
    if len(text) > 12:
        raise Broken(text[:12])
    try:
        return int(text)
    except ValueError as trouble:
        raise Broken(text) from trouble


def check_entries(path: Path) -> None:
    """Refuse an archive with a monstrous list of entries, before anything reads that list. Raises TooLarge."""
    count, before = 0, b""
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            count += (before + chunk).count(_ENTRY)
            before = chunk[-len(_ENTRY) + 1 :]
    if count > MAX_ENTRIES:
        raise TooLarge(f"中の部品が{MAX_ENTRIES:,}個を超えています")


class Package:
    """An open archive, and how much of it has been read."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Raises TooLarge, Broken for archives that would unpack to something monstrous or are none of Excel's."""
        self._archive = archive
        self.names = frozenset(archive.namelist())
        self._bytes = 0
        self._elements = 0
        self._parsed: set[str] = set()
        for info in archive.infolist():
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or info.flag_bits & 1:
                raise Broken(info.filename)  # others unpack without bounds; a workbook has neither them nor passwords
            if info.file_size > MAX_PART:
                raise TooLarge("中の部品が大きすぎます")
            if info.file_size > SMALL_PART and info.file_size > MAX_RATIO * max(1, info.compress_size):
                raise TooLarge("圧縮の割合が普通ではありません")

    def parse(self, part: str, handler: Handler | None = None, *, most: int = MAX_ELEMENTS) -> None:
        """Stream one XML part through `handler`. Raises TooLarge (also beyond `most` elements), Broken, ExpatError."""
        if part not in self.names:
            raise Broken(part)
        self._parsed.add(part)
        parser = expat.ParserCreate()
        parser.buffer_text = True
        depth = 0
        first = self._elements
        noted = handler or Ignore()
        start_noted, end_noted = noted.start, noted.end

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._elements += 1
            if depth > MAX_DEPTH or self._elements > MAX_ELEMENTS or self._elements - first > most:
                raise TooLarge("中の作りが細かすぎます")
            start_noted(tag.rpartition(":")[2], attributes)

        def end(tag: str) -> None:
            nonlocal depth
            depth -= 1
            end_noted(tag.rpartition(":")[2])

        parser.StartDoctypeDeclHandler = _no_doctype
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        if handler is not None:
            parser.CharacterDataHandler = handler.text
        self._feed(part, parser)

    def _feed(self, part: str, parser: expat.XMLParserType) -> None:
        fed = 0
        with self._archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                fed += len(chunk)
                self._bytes += len(chunk)
                if fed > MAX_PART or self._bytes > MAX_TOTAL:
                    raise TooLarge("中の部品が大きすぎます")
                try:
                    parser.Parse(chunk, False)
                except (ValueError, LookupError) as trouble:  # an encoding that expat does not know
                    raise Broken(part) from trouble
                if fed - max(0, parser.CurrentByteIndex) > MAX_TAG:  # one tag that does not end: expat starts it anew
                    raise TooLarge("中の作りが普通ではありません")
            parser.Parse(b"", True)

    def check_rest(self) -> None:
        """Every XML part that nobody has looked at: no DOCTYPE, well formed, within bounds. Raises like `parse`.

        By their names only: Excel's own old drawings (.vml) are not well formed, pictures (.svg) may have a DOCTYPE.
        """
        for name in sorted(self.names - self._parsed):
            if name.lower().endswith((".xml", ".rels")):
                self.parse(name)


def _no_doctype(*_: object) -> None:
    raise TooLarge("文書型の宣言（DOCTYPE）があります")


class _Relations(Ignore):
    """Reads a `.rels` part."""

    def __init__(self, folder: PurePosixPath) -> None:
        self._folder = folder
        self.inside: dict[str, tuple[str, str]] = {}
        self.outside: list[tuple[str, str]] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag != "Relationship":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = attributes.get("Target", "")
        if attributes.get("TargetMode") == "External":
            self.outside.append((kind, target))
            return
        parts = [] if target.startswith("/") else list(self._folder.parts)
        for piece in target.strip("/").split("/"):
            if piece == "..":
                parts = parts[:-1]
            elif piece != ".":
                parts.append(piece)
        self.inside[attributes.get("Id", "")] = kind, "/".join(parts)


def _relations(package: Package, part: str) -> _Relations:
    path = PurePosixPath(part)
    found = _Relations(path.parent)
    name = str(path.parent / "_rels" / f"{path.name}.rels")
    if name in package.names:
        package.parse(name, found, most=20_000)
    return found


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """id → (type's last word, part) of what a part refers to inside the package."""
    return _relations(package, part).inside


def outside_targets(package: Package, part: str) -> list[tuple[str, str]]:
    """(type's last word, address) of what a part refers to outside the package."""
    return _relations(package, part).outside
