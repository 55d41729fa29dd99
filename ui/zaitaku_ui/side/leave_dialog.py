"""このままにする…: why a finding is left as it is."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.checks.finding import Finding
from zaitaku_ui.dialogs.frame import FormDialog
from zaitaku_ui.paragraph import Paragraph
from zaitaku_ui.theme import Theme


class LeaveDialog(FormDialog):
    """Asks for the reason; `reason` once it was accepted."""

    def __init__(self, theme: Theme, finding: Finding, where: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "このままにする理由", "このままにする", parent)
        self.fields.addWidget(Paragraph(f"{where}\n{finding.message}"), 0, 0, 1, 2)
        self.field = QLineEdit(finding.acknowledged)
        self.field.setPlaceholderText("例　原文のまま、集計中")
        self.add_row("理由(&R)", self.field, "文が変わると、もう一度点検します。")

    @property
    def reason(self) -> str:
        """The words given."""
        return self.field.text().strip()

    def take(self) -> bool:
        """Only with a reason."""
        if not self.reason:
            raise KnownError("理由がまだ書かれていません。", todo="このままにする理由を書いてください。")
        return True
