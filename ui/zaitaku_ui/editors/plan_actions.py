"""The commands of the plan sheet as QActions: one list for keys, tool row, context menu and the window's menus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from zaitaku_ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Command:
    """A command: `key` names it in the code, `writes` = it changes the file."""

    key: str
    words: str
    icon: str = ""
    shortcut: str = ""
    tip: str = ""
    writes: bool = True
    checkable: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("undo", "元に戻す", "undo"),
    Command("redo", "やり直す", "redo"),
    Command("add_initiative", "取組を追加", "plus", "Ctrl+Shift+T", "今の取組の下に、新しい取組を作ります"),
    Command("add_line", "実施行を追加", "row-below", "Ctrl+Shift+J", "今の取組を、もう1行に分けます"),
    Command("add_group", "項目を追加", "plan", "Ctrl+Shift+K", "今の項目の下に、新しい項目を作ります"),
    Command("delete_rows", "行を削除", "trash", "Ctrl+Delete", "選んだ行を消します。Ctrl+Z で戻せます"),
    Command("move_up", "上へ移す", "arrow-up", "Alt+Up"),
    Command("move_down", "下へ移す", "arrow-down", "Alt+Down"),
    Command("indent", "字下げ（上の取組の実施行にする）", "indent", "Alt+Right"),
    Command("outdent", "字上げ（取組にする）", "outdent", "Alt+Left"),
    Command("share", "上と同じ", "same", "Ctrl+U", "上のセルと文を共有します。どちらで直しても両方が変わります"),
    Command("unshare", "共有をやめる", "link", "", "今の文を写して、別々に直せるようにします"),
    Command("fill_down", "上のセルをコピー", "copy", "Ctrl+D"),
    Command("continues", "継続", "arrow", "Ctrl+K", "前の年度と同じ内容です"),
    Command("none", "なし（―）", "none", "Ctrl+Shift+M", "該当がないことを表します"),
    Command("end", "廃止…", "close", "", "取組の最後の年度を決めます"),
    Command("cut", "切り取り", "", "Ctrl+X"),
    Command("copy", "コピー", "copy", "Ctrl+C", writes=False),
    Command("paste", "貼り付ける", "", "Ctrl+V"),
    Command("clear", "空にする", "", ""),
    Command("edit", "セルを直す", "pencil", "", "F2 でも直せます"),
    Command("preview", "プレビュー", "preview", "F9", writes=False, checkable=True),
)
CONTEXT = (
    *("cut", "copy", "paste", "clear", "|", "continues", "none", "share", "unshare", "fill_down", "|"),
    *("add_initiative", "add_line", "add_group", "|", "move_up", "move_down", "indent", "outdent", "|"),
    *("end", "delete_rows"),
)
ROW_MENU = ("move_up", "move_down", "indent", "outdent", "|", "end", "|", "delete_rows")
ADD_MENU = ("add_initiative", "add_line", "add_group")
ROOM = 680
"""What the words of the tool row need, 未入力 included."""
UNDO_KEYS = {"undo": "Ctrl+Z", "redo": "Ctrl+Y"}


class PlanActions(QObject):
    """Builds the actions on `owner`; they work while the keyboard is in it."""

    def __init__(self, theme: Theme, owner: QWidget, acts: dict[str, Callable[[], None]]) -> None:
        super().__init__(owner)
        self._theme = theme
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(command.words, owner)
            action.setObjectName(f"plan-{command.key}")
            if command.icon:
                action.setIcon(theme.icon(command.icon))
            if command.shortcut:
                action.setShortcut(QKeySequence(command.shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setCheckable(command.checkable)
            keys = f"（{_shown(command.shortcut)}）" if command.shortcut else ""
            action.setToolTip(f"{command.words}{keys}" + (f"\n{command.tip}" if command.tip else ""))
            action.triggered.connect(acts[command.key])
            owner.addAction(action)
            self._actions[command.key] = action

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def set_read_only(self, reason: str) -> None:
        """Switch off what writes, and say why."""
        for command in COMMANDS:
            if command.writes:
                action = self._actions[command.key]
                action.setEnabled(not reason)
                if reason:
                    action.setToolTip(f"{command.words}\n{reason}")

    def show_undo(self, undo: str | None, redo: str | None) -> None:
        """Name what Ctrl+Z and Ctrl+Y would do now."""
        for key, name, words in (("undo", undo, "元に戻す"), ("redo", redo, "やり直す")):
            action = self._actions[key]
            action.setEnabled(name is not None)
            action.setToolTip(f"{words}：{name}（{UNDO_KEYS[key]}）" if name else words)

    def menu(self, keys: Sequence[str], parent: QWidget) -> QMenu:
        """A menu of these commands; "|" parts them."""
        menu = QMenu(parent)
        menu.setToolTipsVisible(True)
        for key in keys:
            if key == "|":
                menu.addSeparator()
            else:
                menu.addAction(self._actions[key])
        return menu


def _shown(shortcut: str) -> str:
    return shortcut.replace("Up", "↑").replace("Down", "↓").replace("Left", "←").replace("Right", "→")


class ToolRow(QFrame):
    """The tool row: undo, redo | insert and state | … プレビュー (LOOK 3). Words go when there is no room."""

    def __init__(
        self, theme: Theme, actions: PlanActions, parent: QWidget | None = None, *, beside: QWidget | None = None
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
        for part in (("undo", "redo"), ("+", "share", "continues", "none"), ("rows",)):
            if row.count():
                row.addWidget(self._bar())
            for key in part:
                row.addWidget(self._button(key))
        row.addStretch(1)
        if beside is not None:
            row.addWidget(beside)
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
        menus = {"+": (ADD_MENU, "plus", "行を追加"), "rows": (ROW_MENU, "more", "行の操作")}
        if key in menus:
            keys, icon, words = menus[key]
            button.setMenu(self._actions.menu(keys, button))
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setIcon(self._theme.icon(icon))
            button.setText(words)
            button.setToolTip(words)
            button.setObjectName("plan-add" if key == "+" else "plan-rows")
        else:
            button.setDefaultAction(self._actions[key])
        button.setAccessibleName(button.text())
        if key in ("undo", "redo"):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        else:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._worded.append(button)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words beside the icons as long as there is room for all of them."""
        super().resizeEvent(event)
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        wanted = beside if self.width() >= self._theme.pixels(ROOM) else alone
        for button in self._worded:
            button.setToolButtonStyle(wanted)
