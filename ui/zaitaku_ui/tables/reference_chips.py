"""References in a text on the screen: a chip with a link and the number the target has now (LOOK 4.2)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from zaitaku_desktop.model.references import LOST, Reference
from zaitaku_ui.theme import Theme

OBJECT = "\ufffc"
"""The sign that stands for a reference in a document."""
LOST_WORDS = "参照先なし"
Say = Callable[[Reference], str]
"""What a reference says; LOST where its target is gone."""
_KIND = QTextFormat.ObjectTypes.UserObject.value + 1
_TOKEN = QTextFormat.Property.UserProperty.value + 1
_WORDS = QTextFormat.Property.UserProperty.value + 2
ICON, HEIGHT, PAD = 14, 19, 5
RAISED = 3
"""Qt puts the middle of an object at half the height of x; that of our letters is so much higher."""
Tokens = tuple[str, str, str]
"""Of the ground of a chip, its border and its words; without a ground the border is dashed."""
LINK: Tokens = ("accent-s", "accent-l", "accent-d")


def reference_format(reference: Reference, words: str, *, bold: bool = False) -> QTextCharFormat:
    """The format that makes an OBJECT a reference that says `words`."""
    made = QTextCharFormat()
    made.setObjectType(_KIND)
    made.setProperty(_TOKEN, reference.token)
    made.setProperty(_WORDS, words)
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    if bold:
        made.setFontWeight(QFont.Weight.Bold)
    return made


def token_of(shape: QTextCharFormat) -> str:
    """The reference that a format stands for, as stored; "" = none."""
    return str(shape.property(_TOKEN)) if shape.objectType() == _KIND else ""


class ChipPainter:
    """Draws chips: words in a box, a picture before them."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.font = theme.font(13)
        self._metrics = QFontMetricsF(self.font)

    @property
    def height(self) -> int:
        """How high a chip is."""
        return self.theme.pixels(HEIGHT)

    def width(self, words: str, icon: str = "") -> float:
        """How wide a chip is."""
        picture = self.theme.pixels(ICON + 3) if icon else 0
        return self._metrics.horizontalAdvance(words) + 2 * self.theme.pixels(PAD) + picture

    def paint(
        self,
        painter: QPainter,
        rect: QRectF,
        words: str,
        icon: str = "",
        tokens: Tokens = LINK,
    ) -> None:
        """Draw one."""
        theme, (ground, border, ink) = self.theme, tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour(border), 1, Qt.PenStyle.DashLine if ground == "" else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        left = rect.left() + theme.pixels(PAD)
        if icon:
            side = theme.pixels(ICON)
            picture = theme.pixmap(icon, ink, ICON, painter.device().devicePixelRatioF())
            painter.drawPixmap(QRectF(left, rect.center().y() - side / 2, side, side), picture, QRectF(picture.rect()))
            left += side + theme.pixels(3)
        painter.setFont(self.font)
        painter.setPen(theme.colour(ink))
        painter.drawText(
            QRectF(left, rect.top(), rect.right() - left, rect.height()), Qt.AlignmentFlag.AlignVCenter, words
        )
        painter.restore()


class ReferenceChips(QPyTextObject):
    """Draws the references of documents; one for all documents of a widget."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._chips = ChipPainter(theme)

    def serve(self, document: QTextDocument) -> None:
        """Draw the references of this document from now on."""
        document.documentLayout().registerHandler(_KIND, self)

    def intrinsicSize(self, _document: QTextDocument, _place: int, shape: QTextFormat) -> QSizeF:
        words, icon, _ = self._look(shape)
        return QSizeF(self._chips.width(words, icon) + self._chips.theme.pixels(4), self._chips.height)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, _document: QTextDocument, _place: int, shape: QTextFormat
    ) -> None:
        words, icon, tokens = self._look(shape)
        beside, up = self._chips.theme.pixels(2), self._chips.theme.pixels(RAISED)
        self._chips.paint(painter, QRectF(rect).adjusted(beside, -up, -beside, -up), words, icon, tokens)

    @staticmethod
    def _look(shape: QTextFormat) -> tuple[str, str, Tokens]:
        words = str(shape.property(_WORDS))
        if words == LOST:
            return LOST_WORDS, "error", ("err-b", "err-l", "err")
        return words, "link", LINK
