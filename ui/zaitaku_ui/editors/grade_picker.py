"""評価 from a list: A–D with what the legend says of them, ―, or nothing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from zaitaku_desktop.forms.cells import GRADES, NONE_SIGN, NONE_SIGNS, read_grade
from zaitaku_ui.tables.cell_popup import CellPopup
from zaitaku_ui.tables.grade_box import BOX, grade_pixmap
from zaitaku_ui.theme import Theme

NAMES = {NONE_SIGN: "該当なし（―）", "": "空にする"}
LEAST = 200


class GradePicker(CellPopup):
    """`text` = what was chosen, None as long as nothing was."""

    def __init__(self, theme: Theme, place: QWidget, now: str, words: Mapping[str, str]) -> None:
        super().__init__(theme, place, "評価を選ぶ")
        self.text: str | None = None
        self.list = QListWidget()
        self.list.setObjectName("suggestions")
        self.list.setAccessibleName("評価")
        self.list.setIconSize(QSize(*map(theme.pixels, BOX)))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for grade in (*GRADES, NONE_SIGN, ""):
            meaning = words.get(grade, "") if grade in GRADES else NAMES[grade]
            item = QListWidgetItem(meaning)
            item.setData(Qt.ItemDataRole.UserRole, grade)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{grade} {meaning}".strip())
            item.setToolTip(meaning)
            item.setIcon(self._icon(grade if grade in GRADES else ""))
            self.list.addItem(item)
        options = (*GRADES, NONE_SIGN)
        self.list.setCurrentRow(options.index(now) if now in options else 0)
        wide = max(self.list.sizeHintForColumn(0) + theme.pixels(16), theme.pixels(LEAST))
        self.list.setFixedSize(
            min(wide, place.width() - theme.pixels(24)), sum(map(self.list.sizeHintForRow, range(self.list.count())))
        )
        self.list.itemClicked.connect(self._take)
        self.column.addWidget(self.list)

    def _icon(self, grade: str) -> QIcon:
        """The box as it stands in the cell, also in the row that is marked."""
        icon, pixmap = QIcon(), grade_pixmap(self.theme, grade, self.devicePixelRatioF())
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            icon.addPixmap(pixmap, mode)
        return icon

    def takes(self, event: QKeyEvent) -> bool:
        """A–D, ― and Delete choose at once; Enter takes what is marked."""
        typed = event.text()
        if read_grade(typed) in GRADES:
            self._choose(read_grade(typed))
        elif typed and typed in NONE_SIGNS:
            self._choose(NONE_SIGN)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose("")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take(self.list.currentItem())
        else:
            return False
        return True

    def _take(self, item: QListWidgetItem) -> None:
        self._choose(str(item.data(Qt.ItemDataRole.UserRole)))

    def _choose(self, text: str) -> None:
        self.text = text
        self.done.emit()
