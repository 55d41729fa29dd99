"""A list to choose from that is also searched by typing any part of a name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_ui.fields.searched import search_any_part


class PickCombo(QComboBox):
    """Of several choices one; `choices` = (what it stands for, its name)."""

    def __init__(self, choices: Sequence[tuple[object, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = [value for value, _name in choices]
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)
        self.addItems([name for _value, name in choices])
        search_any_part(self)
        self.show_choice(0)

    def show_choice(self, index: int) -> None:
        """Choose one by its place."""
        self.setCurrentIndex(index)
        edit = self.lineEdit()
        assert edit is not None
        edit.setCursorPosition(0)  # the beginning of a long name is seen

    def choose(self, value: object) -> None:
        """Choose what stands for `value`; the first where nothing does."""
        self.show_choice(self._values.index(value) if value in self._values else 0)

    def value(self) -> object:
        """What is chosen, or the only one whose name has what was typed. KnownError if there is none or several."""
        words = self.currentText().strip()
        exact = self.findText(words, Qt.MatchFlag.MatchFixedString | Qt.MatchFlag.MatchCaseSensitive)
        if exact >= 0:
            return self._values[exact]
        found = [place for place in range(self.count()) if words and words in self.itemText(place)]
        if len(found) != 1:
            raise KnownError(
                f"「{words}」に当たるものが、{'いくつもあります' if found else 'ありません'}。",
                safe="何も変えていません。",
                todo="一覧から選んでください。",
            )
        self.show_choice(found[0])
        return self._values[found[0]]
