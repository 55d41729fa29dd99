"""太字 between a stored text (`model.inline`) and a QTextDocument, whose places count UTF-16."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextCursor, QTextDocument

from zaitaku_desktop.model import inline
from zaitaku_ui.tables.cell_text import hang_of

OWN_TEXT = "application/x-zaitaku-text"
"""A piece of text on the clipboard with its 太字."""
_LINE_ENDS = {0x2028: "\n", 0x2029: "\n"}


def weight(bold: bool) -> QTextCharFormat:
    """The format that makes words bold, or not."""
    made = QTextCharFormat()
    made.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return made


def read_marked(document: QTextDocument) -> str:
    """The text of a document with what is bold in it."""
    lines = []
    block = document.begin()
    while block.isValid():
        stretches: list[inline.Piece] = []
        part = block.begin()
        while not part.atEnd():
            fragment = part.fragment()
            bold = fragment.charFormat().fontWeight() >= QFont.Weight.DemiBold
            stretches.append((inline.plain(fragment.text()).translate(_LINE_ENDS), bold))
            part += 1
        lines.append(inline.marked(stretches))
        block = block.next()
    return "\n".join(lines)


def insert_marked(cursor: QTextCursor, text: str) -> None:
    """Put a text with its 太字 in place of the selection, as one step of the document's undo."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for words, bold in inline.pieces(text):
        cursor.insertText(words, weight(bold))
    cursor.endEditBlock()


def hang_lines(document: QTextDocument, metrics: QFontMetricsF) -> None:
    """What follows a mark (・, ①) hangs under itself, as in the sheet: a part of the edit that came before."""
    block = document.begin()
    while block.isValid():
        text, shape = block.text(), block.blockFormat()
        wanted = metrics.horizontalAdvance(text[: hang_of(text)])
        if abs(shape.leftMargin() - wanted) > 0.5:
            shape.setLeftMargin(wanted)
            shape.setTextIndent(-wanted)
            cursor = QTextCursor(block)
            cursor.joinPreviousEditBlock()
            cursor.setBlockFormat(shape)
            cursor.endEditBlock()
        block = block.next()


def fill_mime(mime: QMimeData, text: str) -> None:
    """Offer a text: with its 太字 to ourselves and as HTML, the words alone to all others."""
    words = "".join(
        f"<b>{escape(piece)}</b>" if bold else escape(piece) for piece, bold in inline.pieces(text)
    ).replace("\n", "<br>")
    mime.setText(inline.plain(text))
    mime.setHtml(f'<html><head><meta charset="utf-8"></head><body>{words}</body></html>')
    mime.setData(OWN_TEXT, text.encode())


def marked_of(mime: QMimeData) -> str | None:
    """The text that `fill_mime` put there, None for what comes from elsewhere."""
    if not mime.hasFormat(OWN_TEXT):
        return None
    return inline.tidy(bytes(mime.data(OWN_TEXT).data()).decode("utf-8", "replace"))


def index_of(text: str, place: int) -> int:
    """Where in a text a place of Qt is."""
    return place if text.isascii() else len(text.encode("utf-16-le")[: 2 * place].decode("utf-16-le", "ignore"))


def place_of(text: str, index: int) -> int:
    """Where Qt has an index of a text."""
    return index if text.isascii() else len(text[:index].encode("utf-16-le")) // 2
