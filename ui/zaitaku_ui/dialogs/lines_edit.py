"""Paragraphs in a dialog, one a line."""

from __future__ import annotations

from PySide6.QtWidgets import QTextEdit

from zaitaku_ui.line_pitch import space_lines
from zaitaku_ui.theme import Theme


class LinesEdit(QTextEdit):
    """Paragraphs, one a line. Tab goes on to the next field."""

    def __init__(self, lines: tuple[str, ...], theme: Theme, shown: int = 3) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self._theme = theme
        self.set_text("\n".join(lines))
        self.show_lines(shown)

    def set_text(self, text: str) -> None:
        """Show this text, its lines as far apart as everywhere."""
        self.setPlainText(text)
        space_lines(self, self._theme.pixels(19))

    def show_lines(self, count: int) -> None:
        """Be as high as that many lines."""
        self.setFixedHeight(self._theme.pixels(20) * count + self._theme.pixels(14))

    def lines(self) -> list[str]:
        """What stands there, without empty lines at the end."""
        found = [line.rstrip() for line in self.toPlainText().split("\n")]
        while found and not found[-1]:
            found.pop()
        return found
