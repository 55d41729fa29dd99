"""セル: the cell of the cursor in full."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from zaitaku_desktop.checks.finding import Finding
from zaitaku_ui.side.findings import CellFindings
from zaitaku_ui.theme import Theme


class CellPage(QWidget):
    """Where the cursor is, and what the checks found there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = QLabel()
        self.place.setProperty("section", True)
        self.owner = QLabel()
        self.owner.setProperty("secondary", True)
        self.owner.setWordWrap(True)
        self.findings = CellFindings(theme)
        head = QVBoxLayout()
        edge = theme.pixels(12)
        head.setContentsMargins(edge, theme.pixels(8), edge, theme.pixels(8))
        head.setSpacing(theme.pixels(2))
        head.addWidget(self.place)
        head.addWidget(self.owner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.findings)
        column.addStretch(1)
        self.setFocusProxy(self.findings)

    def show_place(self, place: str, owner: str) -> None:
        """Say where the cursor is: `3行目 R6実績`, and the name of the 取組."""
        self.place.setText(place)
        self.owner.setText(owner)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Those of this cell."""
        self.findings.show_findings(findings)
