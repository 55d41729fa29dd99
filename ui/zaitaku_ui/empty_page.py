"""What stands in place of the sheet while the file has no plan."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from zaitaku_ui.actions import Actions
from zaitaku_ui.paragraph import Paragraph
from zaitaku_ui.theme import Theme


class EmptyPage(QFrame):
    """Says what to do first."""

    def __init__(self, theme: Theme, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startright")
        column = QVBoxLayout(self)
        edge = theme.pixels(40)
        column.setContentsMargins(edge, edge, edge, edge)
        words = Paragraph(
            "まだ計画がありません。いまお使いのExcelの計画表を取り込んでください（"
            f"{actions['import'].shortcut().toString()}）。"
            f"Excelを使わずに始めるときは、新しく作ってください（{actions['new'].shortcut().toString()}）。"
        )
        column.addWidget(words)
        column.addStretch(1)
