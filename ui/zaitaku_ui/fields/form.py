"""A page of labelled fields in sections, two of them side by side where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from zaitaku_ui.dialogs.frame import caption, section
from zaitaku_ui.theme import Theme

LABEL = 92


class Section(QFrame):
    """A heading and its fields."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, theme.pixels(8))
        self.grid.setHorizontalSpacing(theme.pixels(12))
        self.grid.setVerticalSpacing(theme.pixels(7))
        self.grid.setColumnMinimumWidth(0, theme.pixels(LABEL))
        self.grid.setColumnStretch(1, 1)
        self.grid.addWidget(section(title), 0, 0, 1, 2)

    def add_row(self, label: str, *fields: QWidget, note: str = "", stretch: bool = True) -> QLabel:
        """One or more fields behind a label; `stretch` = the last one takes the room."""
        row = self.grid.rowCount()
        name = QLabel(label)
        name.setProperty("secondary", True)
        name.setMinimumHeight(self._theme.pixels(30))
        name.setBuddy(fields[0])
        self.grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        if len(fields) == 1 and stretch:
            self.grid.addWidget(fields[0], row, 1)
        else:
            box = QHBoxLayout()
            box.setSpacing(self._theme.pixels(8))
            for field in fields:
                box.addWidget(field)
            if not stretch:
                box.addStretch(1)
            self.grid.addLayout(box, row, 1)
        if note:
            self.grid.addWidget(caption(note), row + 1, 1)
        return name


def form_page(theme: Theme, columns: Sequence[Sequence[Section]]) -> QScrollArea:
    """The sections in columns, on a page that scrolls."""
    body = QWidget()
    body.setObjectName("formpage")
    row = QHBoxLayout(body)
    edge = theme.pixels(24)
    row.setContentsMargins(edge, theme.pixels(16), edge, theme.pixels(16))
    row.setSpacing(theme.pixels(40))
    for sections in columns:
        column = QVBoxLayout()
        column.setSpacing(theme.pixels(12))
        for part in sections:
            column.addWidget(part)
        column.addStretch(1)
        row.addLayout(column, 1)
    area = QScrollArea()
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
