"""Leaving the editor with changes that are not saved: what is to become of them."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QPushButton, QWidget

from zaitaku_ui.dialogs.frame import FormDialog, caption
from zaitaku_ui.theme import Theme

Answer = Literal["save", "leave", "stay"]


class LeavingDialog(FormDialog):
    """Asks; `answer` afterwards."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "様式を閉じる", "保存して閉じる", parent)
        self.answer: Answer = "stay"
        self.fields.addWidget(caption("この様式には、保存していない変更があります。"), 0, 0, 1, 2)
        self.leave.setText("閉じるのをやめる")
        self.give_up = QPushButton("保存せずに閉じる")
        self.give_up.setAutoDefault(False)
        self.give_up.clicked.connect(self._give_up)
        self.beside(self.give_up)

    def _give_up(self) -> None:
        self.answer = "leave"
        self.accept()

    def take(self) -> bool:
        """保存して閉じる."""
        self.answer = "save"
        return True
