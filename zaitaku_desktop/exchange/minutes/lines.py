"""The lines of a copied text, without what the tools it went through have left in it.

Debris — page numbers, ruled lines, running heads, bullets and bold signs of Markdown, `<p>` — is set aside and listed
with its place. Nothing else but white space is taken away here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from zaitaku_desktop.exchange.minutes.tree import Debris, Spot

BREAKS = re.compile(r"\r\n|[\n\r\x0b\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\ufeff\ufdd0-\ufdef]")
_PAGE = "\f"
_TAG = re.compile(r"</?(?:p|br|div|span|li|ul|ol|td|tr|th|table|tbody|b|strong)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BOLD = re.compile(r"\*\*|__")
_BULLET = re.compile(r"[ \t\u3000]*(?:[-–‐]|#{1,6}|>)[ \t]+(?=\S)")
_THIN = r"[\s|:+\-―─━—–=_＿＝*＊…‥◇○〇]*"
_RULE = re.compile(rf"{_THIN}(?:[―─━—–=_＿＝-]{{4,}}|(?:\* ?){{4,}}|\|(?:\s*:?-{{2,}}:?\s*\|)+){_THIN}")
_PAGE_NUMBER = re.compile(
    r"[-－―–—‐─]\s*\d{1,3}\s*[-－―–—‐─]|\d{1,3}\s*/\s*\d{1,3}|[-(]?\s*(?:p|page)\.?\s*\d{1,3}\s*[-)]?|\d{1,3}\s*ページ"
    r"|ページ\s*\d{1,3}",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\d{1,3}")
_JA = r"[ぁ-んァ-ヶー々〆一-鿿豈-﫿、。，．・「」『』（）【】〈〉～〜]"
_FIGURE = r"[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]"
_GAPS = re.compile(rf"(?<={_JA}) (?={_FIGURE})|(?<={_FIGURE}) (?={_JA})")
_SPACED_CAPITALS = re.compile(r"(?<![A-Za-zＡ-Ｚ])[A-ZＡ-Ｚ](?: [A-ZＡ-Ｚ])+(?![A-Za-zＡ-Ｚ])")


_RULED = "罫線です。"
_LINES = "表の罫線です。"


@dataclass(frozen=True, slots=True)
class Cell:
    """Part of a line between tabs: its words without blanks around them, and where they begin. `column` from 0."""

    text: str
    at: Spot
    column: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line that says something. `indent` = width of the blanks before it (a full-width one is 2), `gap` = an empty
    line stands before it, `turned` = a page began between the line before and this one."""

    number: int
    cells: tuple[Cell, ...]
    indent: int = 0
    gap: bool = False
    turned: bool = False

    @property
    def text(self) -> str:
        """Its words; cells are parted by a full-width blank."""
        return "\u3000".join(cell.text for cell in self.cells)

    @property
    def at(self) -> Spot:
        """Where its words begin."""
        return self.cells[0].at

    @property
    def width(self) -> int:
        """Half-width columns it takes."""
        return self.indent + width_of(self.text)


def width_of(text: str) -> int:
    """How many half-width columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "FWA" else 1 for char in text)


def squeeze(text: str) -> str:
    """The text without white space, to compare by."""
    return "".join(text.split())


def plain(text: str) -> str:
    """Width folded and without blanks: for recognising words, never for keeping them."""
    return squeeze(unicodedata.normalize("NFKC", text)).replace("〜", "~").replace("∼", "~")


def tidy(text: str) -> str:
    """Running text without the blanks that copying left beside figures and between capitals (資料 1、I C T)."""
    text = _SPACED_CAPITALS.sub(lambda match: match.group().replace(" ", ""), text)
    return _GAPS.sub("", text)


@dataclass(frozen=True)
class Source:
    """The whole text as lines, and what was set aside."""

    lines: tuple[Line, ...]
    debris: tuple[Debris, ...]


def source_of(text: str) -> Source:
    """Take a text apart into lines. Never fails; a text without words has no lines."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._raw = BREAKS.split(text)
        self._debris: list[Debris] = []
        self._pages = self._page_numbers()
        self._heads = self._running_heads()
        self._piped = sum(raw.strip().startswith("|") or " | " in raw for raw in self._raw) > 1

    def read(self) -> Source:
        lines: list[Line] = []
        gap = turned = False
        for number, raw in enumerate(self._raw, 1):
            if _PAGE in raw:
                turned = True
            if why := self._why_set_aside(number, raw):
                self._debris.append(Debris(raw.strip(), (number, len(raw) - len(raw.lstrip())), why))
                turned = turned or why != _RULED
                continue
            line = self._line(number, raw)
            if line is None:
                gap = True
                continue
            lines.append(replace(line, gap=gap, turned=turned))
            gap = turned = False
        return Source(tuple(lines), tuple(self._debris))

    def _why_set_aside(self, number: int, raw: str) -> str:
        if number in self._pages:
            return "ページ番号です。"
        if number in self._heads:
            return "ページごとに繰り返す見出しです。"
        return _RULED if _RULE.fullmatch(raw) and raw.strip() else ""

    def _line(self, number: int, raw: str) -> Line | None:
        """Its cells, debris within it put on the list; None for a line without words."""
        marks = list(self._marks(raw))
        for start, stop, why in marks:
            self._debris.append(Debris(raw[start:stop].strip(), (number, start), why))
        shown = list(raw)
        for start, stop, why in marks:
            shown[start:stop] = ["\t" if why == _LINES else "\0"] * (stop - start)
        cells = tuple(_cells("".join(shown), number))
        if not cells:
            return None
        blanks = raw[: len(raw) - len(raw.lstrip(" \u3000"))]
        return Line(number, cells, width_of(blanks))

    def _marks(self, raw: str) -> Iterator[tuple[int, int, str]]:
        bullet = _BULLET.match(raw)
        if bullet:
            yield bullet.start(), bullet.end(), "Markdown の印です。"
        for match in _TAG.finditer(raw):
            yield match.start(), match.end(), "HTML の印です。"
        for match in _BOLD.finditer(raw, bullet.end() if bullet else 0):
            yield match.start(), match.end(), "太字の印です。"
        if self._piped:
            for match in re.finditer(r"\|", raw):
                yield match.start(), match.end(), _LINES

    def _page_numbers(self) -> set[int]:
        """Lines that hold a page number only. A bare figure is one only if the figures count pages."""
        found, bare = set(), []
        for number, raw in enumerate(self._raw, 1):
            words = unicodedata.normalize("NFKC", raw).strip()
            if _PAGE_NUMBER.fullmatch(words):
                found.add(number)
            elif _BARE_NUMBER.fullmatch(words):
                bare.append((number, int(words)))
        counted = [value for _, value in bare]
        steps = all(after == before + 1 for before, after in pairwise(counted))
        last = max((number for number, raw in enumerate(self._raw, 1) if raw.strip()), default=0)
        if counted and steps and (len(counted) > 1 or bare[0][0] == last or self._turns_after(bare[0][0])):
            found.update(number for number, _ in bare)
        return found

    def _turns_after(self, number: int) -> bool:
        return any(_PAGE in raw for raw in self._raw[number - 1 : number + 1])

    def _running_heads(self) -> set[int]:
        """Lines that stand, word for word, right after a page number or a new page, more than once."""
        tops = []
        for number in range(2, len(self._raw) + 1):
            before = number - 1
            while before and not self._raw[before - 1].strip(" \t\u3000\f"):
                before -= 1
            new_page = before in self._pages or _PAGE in "".join(self._raw[before:number])
            if new_page and squeeze(self._raw[number - 1]) and number not in self._pages:
                tops.append((squeeze(self._raw[number - 1]), number))
        first = {squeeze(raw): number for number, raw in reversed(list(enumerate(self._raw, 1))) if squeeze(raw)}
        often = Counter(words for words, _ in tops)
        return {number for words, number in tops if often[words] > 1 or (first[words] < number and len(words) > 8)}


def _cells(shown: str, number: int) -> Iterator[Cell]:
    """The words between tabs; debris has become NUL."""
    at = 0
    for column, part in enumerate(shown.split("\t")):
        words = _CONTROL.sub("", part.replace(_PAGE, " ")).strip()
        if words:
            before = next(index for index, char in enumerate(part) if not (char.isspace() or _CONTROL.match(char)))
            yield Cell(re.sub(r"[ \xa0]+", " ", words), (number, at + before), column)
        at += len(part) + 1
