"""Text that wraps, its lines as far apart as LOOK 1 wants (a plain QLabel sets them solid)."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

PITCH = 140
"""Line pitch in per cent of the type: 12/17, 13/18."""


class Paragraph(QLabel):
    """A label for sentences. `text()` is what was given, never read as markup."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show plain text; line ends stay."""
        self._given = text
        lines = escape(text).replace("\n", "<br>")
        super().setText(f'<p style="line-height:{PITCH}%; white-space:pre-wrap">{lines}</p>' if text else "")
        self.setAccessibleName(text)

    def text(self) -> str:
        """The text as it was given."""
        return self._given
