"""The left side: where one is. 116 wide, folded 48."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from zaitaku_ui.theme import Theme

WIDE, FOLDED = 116, 48


@dataclass(frozen=True, slots=True)
class Place:
    """One entry. `key` names its page, `shortcut` is told in its tooltip."""

    key: str
    name: str
    icon: str
    shortcut: str


PLACES = (
    Place("plan", "計画", "plan", "Alt+2"),
    Place("meetings", "会議", "meeting", "Alt+3"),
    Place("members", "委員", "person", "Alt+4"),
    Place("training", "研修", "training", "Alt+5"),
    Place("consultation", "相談", "speech", "Alt+6"),
    Place("indicator", "指標", "chart", "Alt+7"),
    Place("documents", "文書", "document", "Alt+8"),
    Place("print", "印刷", "print", "Alt+9"),
    Place("checks", "点検", "ok", "Alt+0"),
)


class Navigation(QFrame):
    """The entries; `chosen(key)` when another is chosen."""

    chosen = Signal(str)
    folded = Signal(bool)

    def __init__(self, theme: Theme, places: Sequence[Place] = PLACES, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self._theme = theme
        self._places = tuple(places)
        self._folded = False
        self.selected = self._places[0].key
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.pixels(8), 0, theme.pixels(8))
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for number, place in enumerate(self._places):
            button = self._button(place)
            self._group.addButton(button, number)
            self._buttons[place.key] = button
            column.addWidget(button)
        self._group.idClicked.connect(self._clicked)
        column.addStretch(1)
        self._fold = QToolButton()
        self._fold.setProperty("nav", True)
        self._fold.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.clicked.connect(self._turn)
        column.addWidget(self._fold)
        self.fold(False)

    def _button(self, place: Place) -> QToolButton:
        button = QToolButton()
        button.setProperty("nav", True)
        button.setText(place.name)
        button.setIconSize(QSize(self._theme.pixels(20), self._theme.pixels(20)))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setToolTip(f"{place.name}（{place.shortcut}）")
        button.setAccessibleName(place.name)
        return button

    def select(self, key: str) -> None:
        """Show where one is, without a signal."""
        self.selected = key
        self._buttons[key].setChecked(True)
        for place in self._places:
            here = place.key == key
            self._buttons[place.key].setIcon(self._theme.icon(place.icon, "accent" if here else "ink2"))

    def count(self, key: str, count: int) -> None:
        """How much there is to be looked at on a page, behind its name."""
        place = next(place for place in self._places if place.key == key)
        words = f"{place.name}　{count}" if count else place.name
        self._buttons[key].setText(words)
        self._buttons[key].setAccessibleName(f"{place.name}　{count}件" if count else place.name)

    def button(self) -> QToolButton:
        """The button of the place shown."""
        return self._buttons[self.selected]

    def fold(self, folded: bool) -> None:
        """Show icons alone, or the words too."""
        self._folded = folded
        self.setFixedWidth(self._theme.pixels(FOLDED if folded else WIDE))
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if folded else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in self._buttons.values():
            button.setToolButtonStyle(style)
        name = "ひろげる" if folded else "たたむ"
        self._fold.setText(name)
        self._fold.setAccessibleName(name)
        self._fold.setToolTip(name)
        self._fold.setToolButtonStyle(style)
        self._fold.setIcon(self._theme.icon("right" if folded else "left", "ink2"))

    @property
    def is_folded(self) -> bool:
        """Whether only icons are shown."""
        return self._folded

    def _turn(self) -> None:
        self.fold(not self._folded)
        self.folded.emit(self._folded)

    def _clicked(self, number: int) -> None:
        key = self._places[number].key
        self.select(key)
        self.chosen.emit(key)
