"""The strip over an arranged sheet: by what it is sorted, what is left of it, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from zaitaku_ui.find.arranger import Arranger
from zaitaku_ui.theme import Theme

WIDEST = 240
"""Of a chip, in px at text size 標準."""


class ArrangeStrip(QFrame):
    """Seen as long as the sheet is sorted or filtered."""

    left = Signal()
    """A button was pressed: the keyboard belongs to the sheet again."""

    def __init__(self, theme: Theme, arranger: Arranger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("arranged")
        self._theme = theme
        self._arranger = arranger
        self._chips: list[QToolButton] = []
        self.count = QLabel()
        self.again = self._button("並べ直す", "今の内容で、もう一度並べ替え・絞り込みをします", arranger.settle_again)
        self.back = self._button("元の並びに戻す", "並べ替えと絞り込みをすべてやめます", arranger.clear)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*(theme.pixels(side) for side in (12, 3, 8, 3)))
        self._row.setSpacing(theme.pixels(6))
        picture = QLabel()
        picture.setPixmap(theme.pixmap("filter", "accent", 16, self.devicePixelRatioF()))
        self._row.addWidget(picture)
        self._row.addWidget(self.count)
        self._row.addStretch(1)
        self._row.addWidget(self.again)
        self._row.addWidget(self.back)
        self.hide()

    def _button(self, name: str, tip: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(name)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self._act, act))
        return button

    def _act(self, act: Callable[[], None], *_checked: bool) -> None:
        act()
        self.left.emit()

    def refresh(self) -> None:
        """Show what holds now."""
        arranger = self._arranger
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        wanted = arranger.wanted
        if wanted.sorting is not None:
            self._add(f"{arranger.sorting_words()}に並べ替え", "この並べ替えをやめる", arranger.unsort)
        for choice in wanted.choices:
            words = arranger.choice_words(choice.column)
            self._add(words, "この絞り込みをやめる", partial(arranger.choose, choice.column, None))
        some, every = arranger.counts()
        self.count.setText(f"{every:,}件の取組のうち {some:,}件" if some != every else f"取組 {every:,}件")
        self.setVisible(bool(wanted))

    def _add(self, words: str, tip: str, act: Callable[[], None]) -> None:
        chip = QToolButton()
        chip.setProperty("chip", True)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setIcon(self._theme.icon("close", "ink2", 14))
        chip.setIconSize(QSize(self._theme.pixels(14), self._theme.pixels(14)))
        room = self._theme.pixels(WIDEST)
        chip.setText(chip.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))
        chip.setToolTip(f"{words}\n{tip}")
        chip.setAccessibleName(f"{words}　{tip}")
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(partial(self._act, act))
        self._chips.append(chip)
        self._row.insertWidget(len(self._chips), chip)

    def chips(self) -> list[QToolButton]:
        """One for the sorting and one for each choice; pressed, it is taken back."""
        return list(self._chips)
