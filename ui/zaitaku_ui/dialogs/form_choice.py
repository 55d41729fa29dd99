"""Choosing the 様式 of a new 資料, and what it proposes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget
from sqlalchemy import Connection

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.model.snapshot import PlanRow
from zaitaku_ui.dialogs.frame import caption
from zaitaku_ui.theme import Theme

CONTINUES = {"arrow": "矢印", "merge": "セルを結合", "sign": "年度ごとに →", "word": "年度ごとに「継続」"}


def forms_at_hand(connection: Connection) -> dict[str, Form]:
    """The forms of plans that can be read, presets first; one that cannot be read is told where it is opened."""
    return read_library(connection).of_kind("plan")


def proposed_years(form: Form, plan: PlanRow, year: FiscalYear, shown: Sequence[int] = ()) -> tuple[int, ...]:
    """Start years whose 実績 a new 資料 of `year` shows: those of the 資料 on the screen (`shown`), else the 年度
    before; in a form about results only the 年度 before, within the plan."""
    if not form.shows_actuals:
        return ()
    before = min(max(year - 1, plan.first_year), plan.last_year).start
    return tuple(shown) if form.shows_plans and shown else (before,)


class FormChoice(QWidget):
    """One button for each form, and what it is for. `chosen()` when another is chosen."""

    chosen = Signal()

    def __init__(self, theme: Theme, forms: Mapping[str, Form], current: str) -> None:
        super().__init__()
        self._keys = list(forms)
        self._buttons = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.pixels(3), 0, 0)
        column.setSpacing(0)
        for number, form in enumerate(forms.values()):
            button = QRadioButton(form.name)
            button.setAccessibleDescription(form.about)
            self._buttons.addButton(button, number)
            column.addWidget(button)
            words = caption(form.about)
            words.setContentsMargins(theme.pixels(24), 0, 0, theme.pixels(6))
            column.addWidget(words)
        self.choose(current)
        self._buttons.idClicked.connect(self.chosen)

    def key(self) -> str:
        """The chosen form."""
        return self._keys[self._buttons.checkedId()]

    def choose(self, key: str) -> None:
        """Choose a form, the first where there is none of that key."""
        number = self._keys.index(key) if key in self._keys else 0
        button = self._buttons.button(number)
        button.setChecked(True)
        self.setFocusProxy(button)

    def button(self, key: str) -> QRadioButton:
        """The button of a form."""
        found = self._buttons.button(self._keys.index(key))
        assert isinstance(found, QRadioButton)
        return found
