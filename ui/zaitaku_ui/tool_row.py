"""A tool row: undo, redo | what the editor does | … what is shown at the right (LOOK 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from zaitaku_ui.actions import Actions, JoinedActions
from zaitaku_ui.theme import Theme

LEAST = 360
"""As narrow as a tool row can become, in px at text size 標準."""


class KeyedButton(QToolButton):
    """A command in words, with its key in a box at the right."""

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self.setProperty("tool", True)
        self.setProperty("keyed", True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._theme.font(13)).horizontalAdvance(self.text())
        return QSize(words + self._theme.pixels(36), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        wide, high = self._theme.pixels(15), self._theme.pixels(17)
        box = QRectF(self.width() - wide - self._theme.pixels(7), (self.height() - high) / 2, wide, high)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("line2"))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.colour("ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.end()


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
    with that menu, one of `keyed` stands in words with that key. `room` = px that all the words need;
    those of `first` come with `first_room` already."""

    left: Sequence[Sequence[str]]
    right: Sequence[str] = ()
    menus: Mapping[str, MenuButton] | None = None
    keyed: Mapping[str, str] | None = None
    room: int = 790
    first: Sequence[str] = ()
    first_room: int = 0


class ToolRow(QFrame):
    """Words stand beside the icons as long as there is room for all of them, or for those that come first."""

    def __init__(
        self,
        theme: Theme,
        actions: Actions | JoinedActions,
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
        self._worded: dict[str, QToolButton] = {}
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
        shown = (self._parts.keyed or {}).get(key)
        if shown is not None:
            keyed = KeyedButton(self._theme, shown, self)
            keyed.setDefaultAction(self._actions[key])
            keyed.setAccessibleName(keyed.text())
            return keyed
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
            self._worded[key] = button
        return button

    def minimumSizeHint(self) -> QSize:
        """Without the words, so that there is ever less room for them until they go."""
        return QSize(self._theme.pixels(LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for key, button in self._worded.items():
            room = self._parts.first_room if key in self._parts.first else self._parts.room
            button.setToolButtonStyle(beside if self.width() >= self._theme.pixels(room) else alone)
