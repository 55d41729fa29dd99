"""自治体設定."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtWidgets import QButtonGroup, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from zaitaku_desktop.model.municipality import DigitStyle
from zaitaku_desktop.model.snapshot import MunicipalityRow
from zaitaku_desktop.operations.municipality import edit_municipality
from zaitaku_desktop.typeset.digits import set_digits
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.frame import FormDialog
from zaitaku_ui.theme import Theme

STYLES = (
    (DigitStyle.MIXED, "1けたは全角、2けたからは半角"),
    (DigitStyle.HALF, "すべて半角"),
    (DigitStyle.FULL, "すべて全角"),
    (DigitStyle.TYPED, "入力したまま"),
)
STYLE_NAMES: Mapping[DigitStyle, Literal["mixed", "half", "full", "typed"]] = {
    DigitStyle.MIXED: "mixed",
    DigitStyle.HALF: "half",
    DigitStyle.FULL: "full",
    DigitStyle.TYPED: "typed",
}
EXAMPLE = "7月10日に3,000部を9か所へ配る。"


class DigitChoice(QWidget):
    """How digits are printed, each way with an example."""

    def __init__(self, theme: Theme, current: str, *, inherit: str = "") -> None:
        """`inherit` = words of a first choice that means "" (as 自治体設定), "" = there is none."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.pixels(3), 0, 0)
        column.setSpacing(theme.pixels(2))
        self.buttons = QButtonGroup(self)
        choices = [(style.value, words) for style, words in STYLES]
        if inherit:
            choices.insert(0, ("", inherit))
        for number, (value, words) in enumerate(choices):
            button = QRadioButton(words)
            button.setProperty("value", value)
            button.setChecked(value == current)
            self.buttons.addButton(button, number)
            column.addWidget(button)
        self.example = QLabel()
        self.example.setProperty("caption", True)
        column.addWidget(self.example)
        self.buttons.idToggled.connect(self._show_example)
        self._fallback = current or DigitStyle.MIXED.value
        self._show_example()
        self.setFocusProxy(self.buttons.button(0))

    def value(self) -> str:
        """The chosen way, "" = as 自治体設定."""
        chosen = self.buttons.checkedButton()
        return "" if chosen is None else str(chosen.property("value"))

    def _show_example(self) -> None:
        style = DigitStyle(self.value() or self._fallback)
        self.example.setText(f"印刷の例：{set_digits(EXAMPLE, STYLE_NAMES[style])}")


class MunicipalityDialog(FormDialog):
    """Name, section in charge, digits."""

    def __init__(self, bridge: Bridge, row: MunicipalityRow, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "自治体設定", "設定を変える", parent)
        self._bridge = bridge
        self.watch(bridge)
        self.name = QLineEdit(row.name)
        self.department = QLineEdit(row.department)
        self.department.setPlaceholderText("例　高齢福祉課")
        self.digits = DigitChoice(theme, row.digit_style)
        self.add_row("自治体の名前(&N)", self.name)
        self.add_row("担当課(&D)", self.department)
        self.add_row("数字の書き方(&S)", self.digits, "印刷のときだけ変わります。入力した文はそのままです。")
        self.setMinimumWidth(theme.pixels(560))

    def take(self) -> bool:
        """One undo step."""
        name, department, style = self.name.text(), self.department.text().strip(), DigitStyle(self.digits.value())

        def change(session: Session) -> None:
            edit_municipality(session, name=name, department=department, digit_style=style)

        return self._bridge.perform("自治体設定の変更", change, self) is not None
