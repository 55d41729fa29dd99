"""The tool row of the editor of 様式: undo, redo | columns | headings | … file, size of the page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from zaitaku_ui.actions import Actions
from zaitaku_ui.one_line import OneLine
from zaitaku_ui.preview.desk import STEPS, WHOLE, WIDTH, Desk
from zaitaku_ui.theme import Theme

ROOM = 1180
"""What the words of the buttons need, the paper's included."""
PARTS = (("undo", "redo"), ("form_add", "form_left", "form_right", "form_remove"), ("form_group", "form_split"))
FITS = ((WIDTH, "幅に合わせる"), (WHOLE, "ページ全体"))


class FormTools(QFrame):
    """Buttons for the commands; at the right the file menu, what paper it is, and the zoom."""

    def __init__(self, theme: Theme, actions: Actions, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolrow")
        self._theme = theme
        self._actions = actions
        self._desk = desk
        self._buttons: dict[str, QToolButton] = {}
        self._worded: list[QToolButton] = []
        self.paper = OneLine(least=theme.pixels(40))
        self.paper.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.paper.setProperty("secondary", True)
        self.power = QComboBox()
        self.power.setAccessibleName("ページの大きさ")
        for fit, words in FITS:
            self.power.addItem(words, fit)
        for step in STEPS:
            self.power.addItem(f"{step:.0%}", step)
        self.power.activated.connect(self._power_chosen)
        desk.zoom_changed.connect(self._show_power)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.pixels(8), 2, theme.pixels(8), 2)
        row.setSpacing(theme.pixels(2))
        for part in PARTS:
            if row.count():
                row.addWidget(self._bar())
            for key in part:
                self._buttons[key] = self._button(key)
                row.addWidget(self._buttons[key])
        row.addWidget(self._bar())
        row.addWidget(self._file())
        row.addWidget(self.paper, 1)
        row.addSpacing(theme.pixels(8))
        row.addWidget(self.power)
        self.setFixedHeight(theme.pixels(38))

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setFixedSize(1 + 2 * self._theme.pixels(6), self._theme.pixels(18))
        bar.setStyleSheet(
            f"background: {self._theme.tokens['line2']}; margin: 0 {self._theme.pixels(6)}px; border: none;"
        )
        return bar

    def _plain(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("tool", True)
        button.setIconSize(QSize(self._theme.pixels(18), self._theme.pixels(18)))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def button_of(self, key: str) -> QToolButton:
        """The button of a command."""
        return self._buttons[key]

    def _button(self, key: str) -> QToolButton:
        button = self._plain()
        button.setDefaultAction(self._actions[key])
        button.setAccessibleName(self._actions[key].toolTip().partition("（")[0])
        if key in ("undo", "redo"):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        else:
            self._worded.append(button)
        return button

    def _file(self) -> QToolButton:
        button = self._plain()
        menu = QMenu(button)
        for key in ("form_import", "form_export"):
            menu.addAction(self._actions[key])
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setIcon(self._theme.icon("folder"))
        button.setText("ファイル")
        button.setAccessibleName("ファイル")
        button.setToolTip("様式をファイルに書き出す、ファイルから読み込む")
        self._worded.append(button)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words stand beside the icons as long as there is room for all of them."""
        super().resizeEvent(event)
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in self._worded:
            button.setToolButtonStyle(beside if self.width() >= self._theme.pixels(ROOM) else alone)

    def _power_chosen(self, index: int) -> None:
        chosen = self.power.itemData(index)
        if isinstance(chosen, str):
            self._desk.set_fit(chosen)
        else:
            self._desk.set_zoom(chosen)
        self._desk.setFocus()

    def _show_power(self, zoom: float) -> None:
        wanted = self._desk.fit or next((step for step in STEPS if abs(step - zoom) < 0.001), None)
        self.power.setCurrentIndex(self.power.findData(wanted))
