"""Rectangles of cells on the clipboard, so that they survive the way to and from Excel and LibreOffice (GUI 6)."""

from __future__ import annotations

import atexit
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from zaitaku_desktop.model import inline
from zaitaku_ui.tables.clipboard_html import MOST_CELLS, MOST_CHARACTERS, Row, parse_html, too_large

_SAME_CELL = "mso-data-placement:same-cell"
_CELL_STYLE = f"mso-number-format:\\@; {_SAME_CELL}; white-space:pre-wrap"
_SEVERAL = re.compile(r"^ |  | $", re.MULTILINE)
OWN = "application/x-zaitaku-cells"
"""What is copied here is read here again with all that stands behind the texts."""
TSVC = "application/x-libreoffice-tsvc"
"""LibreOffice's plain text turns line ends and TABs into spaces; this does not."""


@dataclass(frozen=True, slots=True)
class CopiedCell:
    """A cell as it is copied: its text with what is bold (`model.inline`), `rowspan` rows high. A slot covered by a
    merge is None in the rectangle.

    `shared` = cells with the same mark show one text; `reason` = why a 評価 was given.
    """

    text: str
    rowspan: int = 1
    shared: str = ""
    reason: str = ""


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


@dataclass(frozen=True, slots=True)
class Clip:
    """A rectangle from the clipboard. A text of None = a slot under a merged cell, to be left alone.

    `shared` = slots (row, column) whose mark is the same show one text, `reasons` = why a 評価 was given there;
    both are known of what was copied here.
    """

    rows: list[Row] = field(default_factory=list)
    shared: dict[tuple[int, int], str] = field(default_factory=dict)
    reasons: dict[tuple[int, int], str] = field(default_factory=dict)


def from_mime(mime: QMimeData | None) -> Clip:
    """What the clipboard holds: as copied here, else an HTML table, else LibreOffice's TSV, else the plain text.

    Without any text it has no rows. Raises KnownError for more than is read at once.
    """
    if mime is None:
        return Clip()
    if mime.hasFormat(OWN) and (clip := _own(bytes(mime.data(OWN).data()))):
        return clip
    too_much = False
    if mime.hasHtml():
        html = mime.html()
        too_much = len(html) > MOST_CHARACTERS
        if not too_much and (rows := parse_html(html)):
            return Clip(_plain(rows))
    text = bytes(mime.data(TSVC).data()).decode("utf-8", "replace") if mime.hasFormat(TSVC) else mime.text()
    if len(text) > MOST_CHARACTERS or (too_much and not text):
        raise too_large()
    if not text:
        return Clip()
    rows = _plain(parse_tsv(text))
    if sum(map(len, rows)) > MOST_CELLS:
        raise too_large()
    return Clip(rows)


def _plain(rows: list[Row]) -> list[Row]:
    """What comes from elsewhere has no 太字 of ours, whatever signs it has."""
    return [[None if text is None else inline.plain(text) for text in row] for row in rows]


def _own(data: bytes) -> Clip | None:
    """What `to_mime` wrote; None if another program put something else under that name."""
    if len(data) > MOST_CHARACTERS * 4:
        return None
    try:
        read = json.loads(data)
        rows = [[None if text is None else inline.tidy(str(text)) for text in row] for row in read["rows"]]
        shared = {(int(row), int(col)): str(mark) for row, col, mark in read["shared"]}
        reasons = {(int(row), int(col)): str(words) for row, col, words in read["reasons"]}
    except (ValueError, KeyError, TypeError):
        return None
    return Clip(rows, shared, reasons) if any(rows) and sum(map(len, rows)) <= MOST_CELLS else None


def _quoted(text: str) -> str:
    if any(sign in text for sign in "\t\n\r") or text.startswith('"'):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text


def to_tsv(rows: Sequence[Sequence[CopiedCell | None]]) -> str:
    """The rectangle as tab separated text; a slot under a merge is empty."""
    lines = ("\t".join(_quoted(inline.plain(cell.text)) if cell else "" for cell in row) for row in rows)
    return "".join(f"{line}\r\n" for line in lines)


def _html_words(text: str) -> str:
    """A text within a cell. Line ends stay in the cell in Excel; LibreOffice keeps several spaces only in <pre>."""
    stretches = (f"<b>{escape(words)}</b>" if bold else escape(words) for words, bold in inline.pieces(text))
    words = "".join(stretches).replace("\n", f'<br style="{_SAME_CELL}">')
    return f"<pre>{words}</pre>" if _SEVERAL.search(inline.plain(text)) else words


def to_html(rows: Sequence[Sequence[CopiedCell | None]]) -> str:
    """The rectangle as a table whose cells stay text in Excel and LibreOffice (0012 stays 0012)."""
    lines = []
    for row in rows:
        cells = []
        for cell in row:
            if cell is None:
                continue
            span = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
            text = _html_words(cell.text)
            cells.append(f'<td{span} sdnum="1041;0;@" style="{_CELL_STYLE}">{text}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f'<html><head><meta charset="utf-8"></head><body><table>{"".join(lines)}</table></body></html>'


def _to_own(rows: Sequence[Sequence[CopiedCell | None]]) -> bytes:
    texts: list[Row] = [[cell.text if cell else None for cell in row] for row in rows]
    shared: list[tuple[int, int, str]] = []
    reasons: list[tuple[int, int, str]] = []
    for row, line in enumerate(rows):
        for col, cell in enumerate(line):
            if cell is not None and cell.reason:
                reasons.append((row, col, cell.reason))
            if cell is not None and cell.shared:
                for below in range(row, min(row + cell.rowspan, len(rows))):  # merged because the text is one
                    shared.append((below, col, cell.shared))
                    texts[below][col] = cell.text
    return json.dumps({"rows": texts, "shared": shared, "reasons": reasons}, ensure_ascii=False).encode()


def to_mime(rows: Sequence[Sequence[CopiedCell | None]]) -> QMimeData:
    """The rectangle in every shape that somebody reads."""
    mime = QMimeData()
    mime.setText(to_tsv(rows))
    mime.setHtml(to_html(rows))
    mime.setData(TSVC, to_tsv(rows).replace("\r\n", "\n").encode())
    mime.setData(OWN, _to_own(rows))
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
