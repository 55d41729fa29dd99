"""A table in a dialog that is only read: as wide as the dialog, as high as its lines up to a limit."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from zaitaku_ui.theme import Theme


class ReadTable(QTableWidget):
    """`most` = so many lines are seen at once; `slim` = the columns that are only as wide as their texts. A text that
    is cut off can be read in its tool tip."""

    def __init__(
        self, theme: Theme, name: str, headings: Sequence[str], *, most: int = 6, slim: Collection[int] = (0,)
    ) -> None:
        super().__init__(0, len(headings))
        self._theme = theme
        self._most = most
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(headings))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.pixels(28))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column in slim:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def fill(self, lines: Sequence[Sequence[str]]) -> None:
        """Show these lines and no others."""
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for col, text in enumerate(line):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(row, col, item)
        high = self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(high * (min(max(len(lines), 1), self._most) + 1) + self._theme.pixels(10))
