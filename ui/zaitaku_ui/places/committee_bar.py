"""The part of the top bar that says which 会議体 is meant."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.theme import Theme

DEPTH = Qt.ItemDataRole.UserRole + 1


class StandingIn(QStyledItemDelegate):
    """In the open list a 部会 stands in under the 会議体 it belongs to."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.text = "　" * int(index.data(DEPTH) or 0) + option.text


class CommitteeBar(QWidget):
    """A list of the 会議体, 部会 standing in. `asked(id)` when another is chosen."""

    asked = Signal(object)

    def __init__(self, desk: MeetingDesk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.theme = theme
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.pixels(10))
        self.committees = self._combo("会議体", 14, 320)
        self.committees.setItemDelegate(StandingIn(self.committees))
        self.committees.activated.connect(self._chosen)
        self.row.addWidget(self.committees, 2)
        self.row.addStretch(1)
        desk.changed.connect(self.refresh)
        desk.chosen.connect(self.refresh)

    def _combo(self, name: str, letters: int, most: int) -> QComboBox:
        combo = QComboBox()
        combo.setProperty("strong", True)
        combo.setAccessibleName(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(letters)
        combo.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        combo.setMaximumWidth(self.theme.pixels(most))
        combo.view().setMinimumWidth(self.theme.pixels(300))
        combo.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        return combo

    def refresh(self, _what: object = None) -> None:
        """Offer the 会議体 that there are now, those that have ended last."""
        self.committees.clear()
        rows = self.desk.committees()
        for row, depth in [*(one for one in rows if not one[0].ended_on), *(one for one in rows if one[0].ended_on)]:
            over = "（終了）" if row.ended_on else ""
            self.committees.addItem(f"{row.name}{over}", row.id)
            self.committees.setItemData(self.committees.count() - 1, depth, DEPTH)
        index = self.committees.findData(self.desk.committee_id)
        self.committees.setCurrentIndex(index)
        self.committees.setEnabled(index >= 0)
        committee = self.desk.committee
        self.committees.setToolTip("" if committee is None else committee.name)

    def _chosen(self, index: int) -> None:
        self.asked.emit(self.committees.itemData(index))
