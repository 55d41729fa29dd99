"""Tables in the HTML that spreadsheets and browsers put on the clipboard. Plain functions, no Qt.

Read in one pass that never looks back, whatever a foreign program offers: the time grows with the length alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from zaitaku_desktop.base.errors import KnownError

Row = list[str | None]
MOST_CHARACTERS = 8_000_000
"""More is not read: a window must not stand still for it."""
MOST_CELLS = 200_000
_LARGEST_SPAN = 1000  # a span in foreign HTML never makes more cells than this
_SPAN = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?\s*(\d{1,9})", re.IGNORECASE)
_NAME = re.compile(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SILENT = frozenset({"style", "script", "title", "comment"})
"""Elements whose words are no words of the cell; LibreOffice writes the notes of a cell as <comment>."""
_LINES = frozenset({"p", "div", "li"})


def too_large() -> KnownError:
    """What is told where a clipboard holds more than is read."""
    return KnownError(
        "コピーされた表が大きすぎるため、貼り付けられません。", todo="範囲をいくつかに分けてコピーしてください。"
    )


def parse_html(html: str) -> list[Row] | None:
    """Rows of the first table in a page, or None if there is none; None in a row = a slot under a merged cell.

    Raises KnownError for more than MOST_CELLS cells.
    """
    reader = _TableReader()
    for tag, words in _pieces(html):
        if tag:
            reader.tag(tag)
        else:
            reader.words(words)
        if reader.done:
            break
    return reader.finish()


def _pieces(html: str) -> Iterator[tuple[str, str]]:
    """(tag, "") or ("", words), in order. What an unclosed comment or tag begins is left out."""
    at = 0
    while (start := html.find("<", at)) >= 0:
        if start > at:
            yield "", html[at:start]
        if html.startswith("<!--", start):
            close = html.find("-->", start + 4)
            at = close + 3
        elif html[start + 1 : start + 2].isalpha() or html[start + 1 : start + 2] in ("/", "!", "?"):
            close = _tag_end(html, start)
            at = close + 1
            if close >= 0:
                yield html[start:at], ""
        else:  # a sign of less in the text
            close, at = start, start + 1
            yield "", "<"
        if close < 0:
            return
    if at < len(html):
        yield "", html[at:]


def _tag_end(html: str, start: int) -> int:
    """Where the tag closes; a > within quotes does not close it. -1 = nowhere."""
    close = html.find(">", start)
    quote = ""
    at = start
    while close >= 0:
        for sign in html[at:close]:
            if quote:
                quote = "" if sign == quote else quote
            elif sign in "\"'":
                quote = sign
        if not quote:
            return close
        at, close = close, html.find(">", close + 1)
    return -1


def _folded(spaces: re.Match[str]) -> str:
    """A line end of the source and what stands around it as one sign, other spaces as they are."""
    return "\r" if "\n" in spaces.group() else spaces.group()


class _TableReader:
    """Takes the pieces of a page; tables within a cell are words of that cell."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.done = False
        self._depth = 0
        self._silent = ""
        self._cell: list[str] | None = None
        self._span = (1, 1, False)
        self._row: Row | None = None
        self._hidden = False
        self._below: dict[int, tuple[int, bool]] = {}  # column → rows still covered from above, and how
        self._cells = 0

    def tag(self, tag: str) -> None:
        """Act on a tag."""
        found = _NAME.match(tag)
        name = found.group(1).lower() if found else ""
        closing = tag.startswith("</")
        if self._silent:
            self._silent = "" if closing and name == self._silent else self._silent
        elif name in _SILENT and not closing:
            self._silent = "" if tag.endswith("/>") else name
        elif name == "table":
            self._table(closing)
        elif self._depth == 1 and name in ("tr", "td", "th"):
            self._part(name, tag, closing)
        elif self._cell is not None:
            self._within(name, closing)

    def _table(self, closing: bool) -> None:
        self._depth += -1 if closing else 1
        if self._depth <= 0 and closing and self._row is None and not self.rows:
            self._depth = 0  # the end of a table that never began
        elif self._depth == 0:
            self._close_row()
            self.done = True

    def _part(self, name: str, tag: str, closing: bool) -> None:
        if name == "tr":
            self._close_row()
            if not closing:
                self._row = []
                self._hidden = "display:none" in tag.replace(" ", "").lower()
            return
        self._close_cell()
        if not closing:
            spans = {key.lower(): max(1, min(int(value), _LARGEST_SPAN)) for key, value in _SPAN.findall(tag)}
            overflow = "mso-ignore:colspan" in tag.replace(" ", "").lower()
            self._span = (spans.get("rowspan", 1), spans.get("colspan", 1), overflow)
            self._cell = []

    def _within(self, name: str, closing: bool) -> None:
        assert self._cell is not None
        begun = bool(self._cell) and not closing
        if name == "br" or (name == "tr" and begun) or (name in _LINES and begun and self._cell[-1] != "\n"):
            self._cell.append("\n")
        elif name in ("td", "th") and begun and self._cell[-1] != "\n":
            self._cell.append(" ")

    def words(self, words: str) -> None:
        """Take a text between tags: line ends of the source mean no more than a space there."""
        if self._cell is None or self._silent:
            return
        self._cell.append(unescape(_SPACES.sub(_folded, words)).replace("\u00a0", " "))

    def _close_cell(self) -> None:
        if self._cell is None:
            return
        joined = re.sub(r"\r*\n\r*", "\n", "".join(self._cell)).strip("\r")
        text = re.sub("\r+", " ", joined).strip("\n")
        self._cell = None
        row = self._row = self._row if self._row is not None else []
        self._cover(row)
        down, right, overflow = self._span
        if down > 1:
            for col in range(len(row), len(row) + right):
                self._below[col] = (down - 1, overflow)
        covered: Row = ["" if overflow else None] * (right - 1)
        self._count(right)
        row += [text, *covered]

    def _cover(self, row: Row) -> None:
        """The next slots, as long as cells from above go over them."""
        while (known := self._below.pop(len(row), None)) is not None:
            left, overflow = known
            if left > 1:
                self._below[len(row)] = (left - 1, overflow)
            self._count(1)
            row.append("" if overflow else None)

    def _count(self, more: int) -> None:
        self._cells += more
        if self._cells > MOST_CELLS:
            raise too_large()

    def _close_row(self) -> None:
        self._close_cell()
        row, self._row = self._row, None
        if row is None:
            return
        self._cover(row)
        if not (self._hidden and not any(row)):  # Excel ends with a row that only sets widths
            self.rows.append(row)
        self._hidden = False

    def finish(self) -> list[Row] | None:
        """The rows, also of a table that never ended."""
        self._close_row()
        return self.rows if any(self.rows) else None
