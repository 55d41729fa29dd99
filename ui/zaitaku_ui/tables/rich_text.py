"""太字 and references between a stored text (`model.inline`) and a QTextDocument, whose places count UTF-16."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from zaitaku_desktop.model import inline
from zaitaku_desktop.model.references import Reference, parts, resolved
from zaitaku_ui.tables.cell_text import hang_of
from zaitaku_ui.tables.reference_chips import OBJECT, Say, reference_format, token_of

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
        lines.append(inline.marked(_stretches(block)))
        block = block.next()
    return "\n".join(lines)


def _stretches(block: QTextBlock) -> Iterator[inline.Piece]:
    """The words of a paragraph of the document as they are stored, each with its weight."""
    part = block.begin()
    while not part.atEnd():
        fragment = part.fragment()
        shape = fragment.charFormat()
        token = token_of(shape)
        words = inline.plain(fragment.text()).translate(_LINE_ENDS)
        yield words.replace(OBJECT, token), shape.fontWeight() >= QFont.Weight.DemiBold
        part += 1


def insert_marked(cursor: QTextCursor, text: str, say: Say | None = None) -> None:
    """Put a text with its 太字 in place of the selection, as one step of the document's undo.

    `say` = what a reference says; without it references stand there as they are stored.
    """
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for words, bold in inline.pieces(text):
        shape = weight(True) if bold else QTextCharFormat()
        for part in parts(words):
            if isinstance(part, Reference) and say is None:
                cursor.insertText(part.token, shape)
            elif isinstance(part, Reference) and say is not None:
                cursor.insertText(OBJECT, reference_format(part, say(part), bold=bold))
            elif isinstance(part, str):
                cursor.insertText(part, shape)
    cursor.endEditBlock()


def stored_index(document: QTextDocument, place: int) -> int:
    """Where in the stored text (as `inline` counts) a place of the document is."""
    index = 0
    block = document.begin()
    while block.isValid():
        left = place - block.position()
        for words, shape_place in _lengths(block):
            if left <= 0:
                return index
            index += len(words) if shape_place <= left else index_of(words, left)
            left -= shape_place
        if left <= 0:
            return index
        index += 1
        block = block.next()
    return max(index - 1, 0)


def _lengths(block: QTextBlock) -> Iterator[tuple[str, int]]:
    """Stored words of a paragraph sign by sign where they are a reference, with the places they take there."""
    part = block.begin()
    while not part.atEnd():
        fragment = part.fragment()
        token = token_of(fragment.charFormat())
        if token:
            yield from ((token, 1) for _ in fragment.text())
        else:
            yield fragment.text(), fragment.length()
        part += 1


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


def fill_mime(mime: QMimeData, text: str, say: Say | None = None) -> None:
    """Offer a text: with its 太字 to ourselves and as HTML, the words alone to all others, with what references say."""
    said = text if say is None else resolved(text, say)
    words = "".join(
        f"<b>{escape(piece)}</b>" if bold else escape(piece) for piece, bold in inline.pieces(said)
    ).replace("\n", "<br>")
    mime.setText(inline.plain(said))
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
