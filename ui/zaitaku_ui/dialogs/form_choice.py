"""Choosing the 様式 of a new 資料, and what it proposes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget
from sqlalchemy import Connection

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.model.snapshot import PlanRow
from zaitaku_ui.dialogs.frame import caption
from zaitaku_ui.theme import Theme

CONTINUES = {"arrow": "矢印", "merge": "セルを結合", "sign": "年度ごとに →", "word": "年度ごとに「継続」"}
COPY = "この様式を複製して直す…"


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
    """One button for each form, and what it is for. `chosen()` when another is chosen; `copy_asked(key)`: a copy of it
    is to be shaped."""

    chosen = Signal()
    copy_asked = Signal(str)

    def __init__(self, theme: Theme, forms: Mapping[str, Form], current: str) -> None:
        super().__init__()
        self._theme = theme
        self._keys: list[str] = []
        self._buttons = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.pixels(3), 0, 0)
        self._column.setSpacing(0)
        self.copy = QPushButton(COPY)
        self.copy.setProperty("link", True)
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._ask_copy)
        self._column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.offer(forms, current)
        self._buttons.idClicked.connect(self.chosen)

    def offer(self, forms: Mapping[str, Form], current: str) -> None:
        """Offer these forms, that one chosen."""
        for button in self._buttons.buttons():
            self._buttons.removeButton(button)
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.deleteLater()
        self._keys = list(forms)
        theme = self._theme
        for number, form in enumerate(forms.values()):
            button = QRadioButton(form.name)
            button.setAccessibleDescription(form.about)
            self._buttons.addButton(button, number)
            self._column.insertWidget(self._column.count() - 1, button)
            words = caption(form.about)
            words.setContentsMargins(theme.pixels(24), 0, 0, theme.pixels(6))
            self._column.insertWidget(self._column.count() - 1, words)
        self.choose(current)

    def _ask_copy(self) -> None:
        self.copy_asked.emit(self.key())

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


class FormCombo(QWidget):
    """The form of a 資料 that is there already: another can be chosen, or this one shaped. `chosen()` and
    `edit_asked(key)`."""

    chosen = Signal()
    edit_asked = Signal(str)

    def __init__(self, theme: Theme, forms: Mapping[str, Form], current: str) -> None:
        super().__init__()
        self.combo = QComboBox()
        self.combo.setAccessibleName("様式")
        self.combo.activated.connect(self._tell)
        self.edit = QPushButton("直す…")
        self.edit.setAutoDefault(False)
        self.edit.setAccessibleName("この様式を直す")
        self.edit.setToolTip("列、見出し、用紙などを、ページを見ながら変えます")
        self.edit.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.pixels(8))
        row.addWidget(self.combo, 1)
        row.addWidget(self.edit)
        self.setFocusProxy(self.combo)
        self.offer(forms, current)

    def offer(self, forms: Mapping[str, Form], current: str) -> None:
        """Offer these forms; one that cannot be read stays as it is."""
        self.combo.clear()
        for key, form in forms.items():
            self.combo.addItem(form.name, key)
        if current not in forms:
            self.combo.addItem(current, current)
        self.combo.setCurrentIndex(self.combo.findData(current))
        self.edit.setEnabled(current in forms)

    def key(self) -> str:
        """The chosen form."""
        return str(self.combo.currentData())

    def _tell(self, _index: int) -> None:
        self.chosen.emit()

    def _ask(self) -> None:
        self.edit_asked.emit(self.key())
