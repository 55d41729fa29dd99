"""A whole number in a box with arrows."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

from zaitaku_ui.theme import Theme

INSIDE = 8
"""Pixels between border and digits, as in other fields; Qt leaves none whatever the style sheet says."""


class CountBox(QSpinBox):
    """As QSpinBox, with room at the left."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(theme.pixels(INSIDE), 0, 0, 0)
