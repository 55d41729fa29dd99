"""廃止…: the last 年度 of a 取組, and the words printed after its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.snapshot import ItemRow
from zaitaku_ui.paragraph import Paragraph

GOES_ON = "廃止しない（続ける）"


class EndDialog(QDialog):
    """Asks when a 取組 ends. `year` None = it goes on."""

    def __init__(
        self, item: ItemRow, years: Sequence[FiscalYear], current: FiscalYear | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("取組の廃止")
        self._years: list[int | None] = [*(year.start for year in years), None]
        self._choice = QComboBox()
        self._choice.addItems([f"{year.long}まで行った" for year in years] + [GOES_ON])
        self._choice.setAccessibleName("廃止の年度")
        chosen = item.ended_year if item.ended_year is not None else (current.start if current else None)
        self._choice.setCurrentIndex(self._years.index(chosen) if chosen in self._years else 0)
        self._note = QLineEdit(item.end_note)
        self._note.setAccessibleName("取組名の後に印刷する言葉")
        self._note.setPlaceholderText("例：（令和5年度で終了）")
        lead = Paragraph(
            f"「{item.title}」の最後の年度を選んでください。\n翌年度からの欄は斜線になり、書けなくなります。"
        )
        go = QPushButton("決める")
        go.setProperty("filled", True)
        go.setDefault(True)
        go.clicked.connect(self.accept)
        leave = QPushButton("やめる")
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(go)
        form = QFormLayout(self)
        form.setContentsMargins(16, 16, 16, 16)
        form.setSpacing(12)
        form.addRow(lead)
        form.addRow("最後の年度", self._choice)
        form.addRow("添える言葉", self._note)
        form.addRow(buttons)

    @property
    def year(self) -> int | None:
        """The last 年度 (start year), None = it goes on."""
        return self._years[self._choice.currentIndex()]

    @property
    def note(self) -> str:
        """What is printed after the name; "" when it goes on."""
        return "" if self.year is None else self._note.text().strip()
