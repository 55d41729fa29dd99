"""The texts of an outline as documents: one way of setting them for the lines painted and the line that is edited."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from zaitaku_desktop.model.references import LOST, Reference
from zaitaku_ui.line_pitch import space_document
from zaitaku_ui.outline.lines import OutlineLine, Tag
from zaitaku_ui.tables.reference_chips import ChipPainter, ReferenceChips, Say
from zaitaku_ui.tables.rich_text import hang_lines, insert_marked
from zaitaku_ui.theme import Theme

SIZE, PITCH, GAP = 14, 22, 6
"""LOOK 1: the body of a 会議録 is 14/22; GAP = between its text and a tag behind it."""
KEPT = 3000
TAG_COLOURS: Mapping[str, tuple[str, str, str]] = {
    "link": ("accent-s", "accent-l", "accent-d"),
    "due": ("surface", "line3", "ink2"),
    "late": ("err-b", "err-l", "err"),
    "done": ("ok-b", "ok-l", "ok"),
    "quiet": ("", "line3", "ink3"),
}
"""Ground, border and words of a tag; without a ground its border is dashed."""
TAG_ICONS = {"link": "link", "late": "warn", "done": "check"}


def saying(line: OutlineLine) -> Say:
    """What the references of a line say."""
    said = dict(line.said)

    def say(reference: Reference) -> str:
        return said.get(reference.token, LOST)

    return say


class LineTexts:
    """Sets texts in the type of the theme and remembers them by all they are made of."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.chips = ReferenceChips(theme)
        self.boxes = ChipPainter(theme)
        self.pitch = theme.pixels(PITCH)
        self._fonts = {False: theme.font(SIZE), True: theme.font(SIZE, bold=True)}
        self.baseline = self._measured_baseline()
        """From the top of a line of text to what its letters stand on."""
        self._kept: OrderedDict[tuple[object, ...], QTextDocument] = OrderedDict()

    def _measured_baseline(self) -> int:
        document = self._set(OutlineLine(0, "あ"), self.pitch)  # it must live as long as its layout is asked
        line = document.firstBlock().layout().lineAt(0)
        return round(line.y() + line.ascent())

    def font(self, line: OutlineLine) -> QFont:
        """The type of a line."""
        return self._fonts[line.tone in ("heading", "box")]

    def document(self, line: OutlineLine, width: int) -> QTextDocument:
        """The text of a line, set to that width."""
        key = (line.text, line.said, line.tone in ("heading", "box"), width)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._set(line, width)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found

    def _set(self, line: OutlineLine, width: int) -> QTextDocument:
        made, font = QTextDocument(), self.font(line)
        made.setUndoRedoEnabled(False)
        made.setDocumentMargin(0)
        made.setDefaultFont(font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made.setDefaultTextOption(option)
        self.chips.serve(made)
        insert_marked(QTextCursor(made), line.text, saying(line))
        space_document(made, self.pitch)
        hang_lines(made, QFontMetricsF(font))
        made.setTextWidth(width)
        return made

    def height(self, line: OutlineLine, width: int) -> int:
        """How high text and tags are."""
        return self.tagged_height(line.tags, self.document(line, width), width)

    def tagged_height(self, tags: tuple[Tag, ...], document: QTextDocument, width: int) -> int:
        """How high a document is with tags behind its text."""
        high = round(document.size().height())
        if not tags:
            return high
        return max(high, round(max(rect.bottom() for rect, _ in self.tag_rects(tags, document, width))) + 1)

    def tag_rects(self, tags: tuple[Tag, ...], document: QTextDocument, width: int) -> list[tuple[QRectF, Tag]]:
        """Where the tags stand, from the corner of the text: behind its last word, else on lines of their own."""
        end = end_of(document, self.pitch)
        gap, high = self.theme.pixels(GAP), self.boxes.height
        x, top = end.x() + (gap if end.x() else 0), end.y()
        found = []
        for tag in tags:
            wide = self.boxes.width(tag.words, TAG_ICONS.get(tag.kind, ""))
            if x and x + wide > width:
                x, top = 0.0, top + self.pitch
            found.append((QRectF(x, top + self.pitch - high, wide, high), tag))
            x += wide + gap
        return found

    def paint_tags(self, painter: QPainter, tags: tuple[Tag, ...], document: QTextDocument, width: int) -> None:
        """Draw the tags; the painter stands at the corner of the text."""
        for rect, tag in self.tag_rects(tags, document, width):
            self.boxes.paint(painter, rect, tag.words, TAG_ICONS.get(tag.kind, ""), TAG_COLOURS[tag.kind])

    def paint(self, painter: QPainter, line: OutlineLine, width: int, token: str) -> None:
        """Draw text and tags in the ink of a token; the painter stands at the corner of the text."""
        document = self.document(line, width)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, self.theme.colour(token))
        document.documentLayout().draw(painter, context)
        self.paint_tags(painter, line.tags, document, width)


def end_of(document: QTextDocument, pitch: int) -> QPointF:
    """Where the last word of a document ends: its right edge and the top of its line."""
    block = document.lastBlock()
    layout = block.layout()
    top = document.documentLayout().blockBoundingRect(block).top()
    last = layout.lineCount() - 1
    if last < 0:
        return QPointF(0, top)
    line = layout.lineAt(last)
    return QPointF(line.x() + line.naturalTextWidth(), top + last * pitch)
