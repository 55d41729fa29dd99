"""Rectangles of cells on the clipboard, so that they survive the way to and from Excel and LibreOffice (GUI 6)."""

from __future__ import annotations

import atexit
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_CELL_STYLE = "mso-number-format:\\@; mso-data-placement:same-cell; white-space:pre-wrap"
_LARGEST_SPAN = 1000  # a span in foreign HTML never makes more cells than this
Row = list[str | None]


@dataclass(frozen=True, slots=True)
class CopiedCell:
    """A cell as it is copied: `rowspan` rows high. A slot covered by a merge is None in the rectangle."""

    text: str
    rowspan: int = 1


def parse_tsv(text: str) -> list[Row]:
    """Rows of a tab separated text. A field that begins with a quote ends at a quote before TAB or line end."""
    rows: list[Row] = []
    row: Row = []
    at, end = 0, len(text)
    while at <= end:
        field, at = _field(text, at)
        row.append(field)
        mark = text[at] if at < end else ""
        if mark == "\t":
            at += 1
            continue
        rows.append(row)
        row = []
        at += 2 if text.startswith("\r\n", at) else 1
        if at >= end:  # the last line end closes the last row
            break
    return rows


def _field(text: str, at: int) -> tuple[str, int]:
    """The field from `at` on, and where it stops (at a TAB, a line end or the end)."""
    if text.startswith('"', at):
        close = text.find('"', at + 1)
        while close >= 0:
            after = text[close + 1 : close + 2]
            if after == '"':
                close = text.find('"', close + 2)
            elif after in ("", "\t", "\r", "\n"):
                return text[at + 1 : close].replace('""', '"').replace("\r\n", "\n"), close + 1
            else:
                break  # a quote in the middle: the field was not quoted at all
    stop = at
    while stop < len(text) and text[stop] not in "\t\r\n":
        stop += 1
    return text[at:stop], stop


class _TableParser(HTMLParser):
    """The first table of a page: texts by slot; None where a merged cell goes over a slot."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self.found = False
        self._done = False
        self._open: list[str] | None = None
        self._span = (1, 1)
        self._row: Row = []
        self._in_row = False
        self._pending: dict[tuple[int, int], None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._done:
            return
        if tag == "table":
            self.found = True
        elif tag == "tr" and self.found:
            self._close_cell()
            self._close_row()
            self._in_row = True
        elif tag in ("td", "th") and self.found:
            self._close_cell()
            known = dict(attrs)
            self._span = (_number(known.get("rowspan")), _number(known.get("colspan")))
            self._open = []
        elif (tag == "br" and self._open is not None) or (tag == "p" and self._open):
            self._open.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._close_cell()
        elif tag == "tr":
            self._close_cell()
            self._close_row()
        elif tag == "table" and self.found:
            self._close_cell()
            self._close_row()
            self._done = True

    def handle_data(self, data: str) -> None:
        if self._open is None or self._done:
            return
        # line ends of the HTML source mean nothing; those of the cell are <br>
        self._open.append(data.replace("\r\n", "\n").replace("\n", " " if data.strip() else ""))

    def _close_cell(self) -> None:
        if self._open is None:
            return
        text = "\n".join(line.strip(" ") for line in "".join(self._open).replace("\u00a0", " ").split("\n"))
        self._open, self._in_row = None, True
        self._skip_covered()
        here = len(self.rows)
        rows, columns = self._span
        for down in range(1, rows):
            for right in range(columns):
                self._pending[here + down, len(self._row) + right] = None
        self._row.append(text.strip("\n"))
        self._row.extend([None] * (columns - 1))

    def _skip_covered(self) -> None:
        while (len(self.rows), len(self._row)) in self._pending:
            self._row.append(None)

    def _close_row(self) -> None:
        if self._in_row:
            self._skip_covered()
            self.rows.append(self._row)
        self._row, self._in_row = [], False


def _number(value: str | None) -> int:
    return max(1, min(int(value), _LARGEST_SPAN)) if value and value.isdecimal() else 1


def parse_html(html: str) -> list[Row] | None:
    """Rows of the first table in a page, or None if there is none."""
    parser = _TableParser()
    parser.feed(html)
    parser.close()
    return parser.rows if any(parser.rows) else None


def from_mime(mime: QMimeData | None) -> list[Row]:
    """What the clipboard holds as rows of texts; [] when there is no text. None in a row = leave that slot alone."""
    if mime is None:
        return []
    if mime.hasHtml() and (rows := parse_html(mime.html())):
        return rows
    if mime.hasText() and mime.text():
        return parse_tsv(mime.text())
    return []


def _quoted(text: str) -> str:
    if any(sign in text for sign in "\t\n\r") or text.startswith('"'):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text


def to_tsv(rows: Sequence[Sequence[CopiedCell | None]]) -> str:
    """The rectangle as tab separated text; a slot under a merge is empty."""
    lines = ("\t".join(_quoted(cell.text) if cell else "" for cell in row) for row in rows)
    return "".join(f"{line}\r\n" for line in lines)


def to_html(rows: Sequence[Sequence[CopiedCell | None]]) -> str:
    """The rectangle as a table whose cells stay text in Excel and LibreOffice (0012 stays 0012)."""
    lines = []
    for row in rows:
        cells = []
        for cell in row:
            if cell is None:
                continue
            span = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
            text = escape(cell.text).replace("\n", "<br>")
            cells.append(f'<td{span} sdnum="1041;0;@" style="{_CELL_STYLE}">{text}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f'<html><head><meta charset="utf-8"></head><body><table>{"".join(lines)}</table></body></html>'


def to_mime(rows: Sequence[Sequence[CopiedCell | None]]) -> QMimeData:
    """The rectangle in both shapes."""
    mime = QMimeData()
    mime.setText(to_tsv(rows))
    mime.setHtml(to_html(rows))
    return mime


def put_on_clipboard(mime: QMimeData) -> None:
    """Offer it to other programs."""
    atexit.unregister(let_go_of_clipboard)
    atexit.register(let_go_of_clipboard, mime.text())
    QGuiApplication.clipboard().setMimeData(mime)


def let_go_of_clipboard(text: str) -> None:
    """At the end of the program: leave plain text where the clipboard still holds what was put there.

    Qt deletes what is on the clipboard after Python has ended; an object made by Python then takes the process
    down (PySide 6.11). A text that Qt keeps by itself does not.
    """
    clipboard = QGuiApplication.clipboard() if QGuiApplication.instance() is not None else None
    if clipboard is not None and clipboard.text() == text:
        clipboard.setText(text)
