"""The tool row of the plan: undo, redo | insert and state | … セルと点検, プレビュー (LOOK 3)."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from zaitaku_ui.action_table import ADD_MENU, ROW_MENU, TOOL_ROW
from zaitaku_ui.actions import Actions
from zaitaku_ui.theme import Theme

ROOM = 790
"""What the words of the tool row need, 未入力 included."""
MENU_BUTTONS = {
    "add+": (ADD_MENU, "plus", "行を追加", "plan-add"),
    "rows+": (ROW_MENU, "more", "行の操作", "plan-rows"),
}


class ToolRow(QFrame):
    """Words stand beside the icons as long as there is room for all of them."""

    def __init__(
        self, theme: Theme, actions: Actions, parent: QWidget | None = None, *, beside: QWidget | None = None
    ) -> None:
        """`beside` = one more thing at the right, before プレビュー."""
        super().__init__(parent)
        self.setObjectName("toolrow")
        self._theme = theme
        self._actions = actions
        self._worded: list[QToolButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.pixels(8), 2, theme.pixels(8), 2)
        row.setSpacing(theme.pixels(2))
        for part in TOOL_ROW:
            if row.count():
                row.addWidget(self._bar())
            for key in part:
                row.addWidget(self._button(key))
        row.addStretch(1)
        if beside is not None:
            row.addWidget(beside)
        row.addWidget(self._button("side"))
        row.addWidget(self._button("preview"))
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
        if key in MENU_BUTTONS:
            keys, icon, words, name = MENU_BUTTONS[key]
            button.setMenu(self._actions.menu(keys, button))
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setIcon(self._theme.icon(icon))
            button.setText(words)
            button.setToolTip(words)
            button.setObjectName(name)
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
        wanted = beside if self.width() >= self._theme.pixels(ROOM) else alone
        for button in self._worded:
            button.setToolButtonStyle(wanted)
