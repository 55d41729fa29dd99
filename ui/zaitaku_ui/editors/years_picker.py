"""リーダー of all 年度 of a 取組, and from which 年度 on it is somebody else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QGridLayout, QLabel, QLineEdit, QWidget

from zaitaku_desktop.forms.over_years import OverYears
from zaitaku_desktop.model import inline
from zaitaku_ui.dialogs.frame import caption
from zaitaku_ui.tables.cell_popup import CellPopup
from zaitaku_ui.theme import Theme

ALWAYS = "年度なし"
HINT = "書き換えると、その年度から、同じ名前の続く年度まで変わります。"
WIDTH = 280


class YearsPicker(CellPopup):
    """One field for each 年度. `state` = what is to stand there."""

    def __init__(self, theme: Theme, place: QWidget, name: str, state: OverYears, known: Sequence[str]) -> None:
        """`known` = names to choose from while typing."""
        super().__init__(theme, place, f"{name}を年度ごとに決める")
        self.state = state
        self.fields: list[QLineEdit] = []
        self._years: list[QLabel] = []
        self._before = (-1, state)
        """In which 年度 one is typing, and what stood there before the first letter."""
        self.column.addWidget(caption(HINT))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.pixels(12))
        grid.setVerticalSpacing(theme.pixels(4))
        if state.always and not state.spread:
            grid.addWidget(QLabel(ALWAYS), 0, 0)
            grid.addWidget(QLabel(_line(state.always)), 0, 1)
        for at, year in enumerate(state.years, 1):
            label, field = QLabel(), QLineEdit()
            field.setAccessibleName(f"{year.long}の{name}")
            field.setMinimumWidth(theme.pixels(WIDTH))
            field.setEnabled(at - 1 not in state.closed)
            field.setToolTip("" if field.isEnabled() else "この取組は廃止されています。")
            completer = QCompleter(list(known), field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            if (popup := completer.popup()) is not None:
                popup.setObjectName("suggestions")
            field.setCompleter(completer)
            field.textEdited.connect(self._edited)
            completer.activated.connect(self._completed)
            grid.addWidget(label, at, 0)
            grid.addWidget(field, at, 1)
            self._years.append(label)
            self.fields.append(field)
        self.column.addLayout(grid)
        self._show(-1)

    def first_field(self, year_start: int | None) -> QLineEdit:
        """The field of that 年度, else the first that can be written."""
        of_year = (f for f, y in zip(self.fields, self.state.years, strict=True) if y.start == year_start)
        usable = [field for field in (*of_year, *self.fields) if field.isEnabled()]
        return usable[0] if usable else self.fields[0]

    def _edited(self, text: str) -> None:
        field = self.sender()
        if isinstance(field, QLineEdit):
            self._change(self.fields.index(field), text)

    def _completed(self, text: str) -> None:
        field = QApplication.focusWidget()
        if field in self.fields:
            self._change(self.fields.index(field), text)

    def _change(self, at: int, text: str) -> None:
        if self._before[0] != at:
            self._before = (at, self.state)
        self.state = self._before[1].changed(at, inline.plain(text))
        self._show(at)

    def _show(self, but: int) -> None:
        """What stands in each 年度; a 年度 in which another name begins is in bold."""
        for at, (label, field) in enumerate(zip(self._years, self.fields, strict=True)):
            begins = self.state.begins(at) and bool(self.state.texts[at])
            label.setText(f"{self.state.years[at].long}{'から' if begins else ''}")
            font = label.font()
            font.setBold(begins)
            label.setFont(font)
            if at != but and field.text() != (words := _line(self.state.texts[at])):
                field.setText(words)

    def takes(self, event: QKeyEvent) -> bool:
        """↑ and ↓ go from 年度 to 年度."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        field = QApplication.focusWidget()
        if step is None or event.modifiers() or field not in self.fields:
            return False
        at = self.fields.index(field) + step
        while 0 <= at < len(self.fields) and not self.fields[at].isEnabled():
            at += step
        if 0 <= at < len(self.fields):
            self.fields[at].setFocus(Qt.FocusReason.TabFocusReason)
        return True


def _line(text: str) -> str:
    """On one line, in one weight."""
    return inline.plain(text).replace("\n", "　")
