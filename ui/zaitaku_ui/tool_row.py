"""A tool row: undo, redo | what the editor does | … what is shown at the right (LOOK 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from zaitaku_ui.actions import Actions
from zaitaku_ui.theme import Theme


@dataclass(frozen=True, slots=True)
class MenuButton:
    """A button that opens a menu of commands. `name` = of the widget."""

    keys: Sequence[str]
    icon: str
    words: str
    name: str


@dataclass(frozen=True, slots=True)
class ToolParts:
    """What stands in a tool row: `left` in parts with bars between, `right` at the end. A key of `menus` is the button
    with that menu. `room` = px that all the words need."""

    left: Sequence[Sequence[str]]
    right: Sequence[str] = ()
    menus: Mapping[str, MenuButton] | None = None
    room: int = 790


class ToolRow(QFrame):
    """Words stand beside the icons as long as there is room for all of them."""

    def __init__(
        self,
        theme: Theme,
        actions: Actions,
        parts: ToolParts,
        parent: QWidget | None = None,
        *,
        beside: QWidget | None = None,
    ) -> None:
        """`beside` = one more thing at the right, before the other ones."""
        super().__init__(parent)
        self.setObjectName("toolrow")
        self._theme = theme
        self._actions = actions
        self._parts = parts
        self._worded: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.pixels(8), 2, theme.pixels(8), 2)
        row.setSpacing(theme.pixels(2))
        for part in parts.left:
            if row.count():
                row.addWidget(self._bar())
            for key in part:
                row.addWidget(self._button(key))
        row.addStretch(1)
        if beside is not None:
            row.addWidget(beside)
        for key in parts.right:
            row.addWidget(self._button(key))
        self.setFixedHeight(theme.pixels(36))
        self.setMinimumWidth(0)

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setFixedSize(1 + 2 * self._theme.pixels(6), self._theme.pixels(18))
        bar.setStyleSheet(
            f"background: {self._theme.tokens['line2']}; margin: 0 {self._theme.pixels(6)}px; border: none;"
        )
        return bar

    def _button(self, key: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("tool", True)
        button.setIconSize(QSize(self._theme.pixels(18), self._theme.pixels(18)))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = (self._parts.menus or {}).get(key)
        if menu is not None:
            button.setMenu(self._actions.menu(menu.keys, button))
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setIcon(self._theme.icon(menu.icon))
            button.setText(menu.words)
            button.setToolTip(menu.words)
            button.setObjectName(menu.name)
        else:
            button.setDefaultAction(self._actions[key])
        button.setAccessibleName(button.text())
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)  # words come with the room for them
        if key not in ("undo", "redo"):
            self._worded.append(button)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        wanted = beside if self.width() >= self._theme.pixels(self._parts.room) else alone
        for button in self._worded:
            button.setToolButtonStyle(wanted)
