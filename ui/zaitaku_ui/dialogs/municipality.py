"""自治体設定."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtWidgets import QButtonGroup, QComboBox, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from zaitaku_desktop.model.minutes_rules import MOST_DAYS, NO_RULE, POLICIES
from zaitaku_desktop.model.municipality import DigitStyle
from zaitaku_desktop.model.snapshot import MunicipalityRow
from zaitaku_desktop.operations.municipality import edit_municipality
from zaitaku_desktop.typeset.digits import set_digits
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.frame import FormDialog
from zaitaku_ui.fields.counting import CountBox
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
NO_POLICY = ""
DAYS_NOTE = (
    "開催から会議録の確定までの日数です。過ぎると点検に出ます。会議体ごとの決まりは「委員」の「会議体」にあります。"
)
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
    """Name, section in charge, digits, rules of 会議録."""

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
        self.policy = QComboBox()
        for value, words in ((NO_POLICY, "決めない（様式のとおり）"), *POLICIES.items()):
            self.policy.addItem(words, value)
        self.policy.setCurrentIndex(max(self.policy.findData(row.minutes_policy), 0))
        self.days = CountBox(theme)
        self.days.setRange(NO_RULE, MOST_DAYS)
        self.days.setSuffix(" 日以内")
        self.days.setSpecialValueText("決めない")
        self.days.setValue(row.minutes_days or NO_RULE)
        self.add_row("会議録の作成方針(&M)", self.policy, "要点では「要点に載せない」の項目を除きます。")
        self.add_row("会議録の期限(&K)", self.days, DAYS_NOTE)
        self.setMinimumWidth(theme.pixels(560))

    def take(self) -> bool:
        """One undo step."""
        name, department, style = self.name.text(), self.department.text().strip(), DigitStyle(self.digits.value())
        policy, days = str(self.policy.currentData()), self.days.value()

        def change(session: Session) -> None:
            edit_municipality(
                session,
                name=name,
                department=department,
                digit_style=style,
                minutes_policy=policy,
                minutes_days=days,
            )

        return self._bridge.perform("自治体設定の変更", change, self) is not None
