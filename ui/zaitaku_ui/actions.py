"""What the window can do, as data: menus, keys and the key sheet all come from this one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from zaitaku_ui.theme import Theme


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One command. `key` names it, `menu` is a key of MENUS, `shortcut` as QKeySequence reads it.

    `needs` = "" always possible · "file" a file is open · "write" it can be written · "document" a 資料 is shown.
    `checkable` commands keep a state. `line` = a separator above it.
    """

    key: str
    menu: str
    text: str
    shortcut: str = ""
    icon: str = ""
    needs: str = ""
    checkable: bool = False
    line: bool = False

    @property
    def plain(self) -> str:
        """The text without its mnemonic and dots, as the key sheet shows it."""
        head, _, _ = self.text.partition("(&")
        return head.replace("…", "")


MENUS = (
    ("file", "ファイル(&F)"),
    ("edit", "編集(&E)"),
    ("view", "表示(&V)"),
    ("insert", "挿入(&I)"),
    ("data", "データ(&D)"),
    ("tool", "ツール(&T)"),
    ("help", "ヘルプ(&H)"),
)

SPECS = (
    ActionSpec("new", "file", "新しく作る(&N)…", "Ctrl+N", "new-file"),
    ActionSpec("open", "file", "ファイルを開く(&O)…", "Ctrl+O", "folder"),
    ActionSpec("close", "file", "ファイルを閉じる(&C)", "Ctrl+W", "", "file"),
    ActionSpec("print", "file", "印刷(&P)…", "Ctrl+P", "print", "document", line=True),
    ActionSpec("pdf", "file", "PDFに保存(&D)…", "Ctrl+Shift+P", "download", "document"),
    ActionSpec("export", "file", "Excelに書き出す(&E)…", "Ctrl+Shift+E", "", "document"),
    ActionSpec("back_up", "file", "控えを取る(&B)", "", "history", "write", line=True),
    ActionSpec("quit", "file", "終わる(&Q)", "Ctrl+Q", line=True),
    ActionSpec("undo", "edit", "元に戻す(&U)", "Ctrl+Z", "undo", "write"),
    ActionSpec("redo", "edit", "やり直す(&R)", "Ctrl+Y", "redo", "write"),
    ActionSpec("previous_year", "view", "前の年度(&A)", "Ctrl+PgUp", "left", "document"),
    ActionSpec("next_year", "view", "次の年度(&T)", "Ctrl+PgDown", "right", "document"),
    ActionSpec("show_plan", "view", "計画(&K)", "Alt+2", "plan", "file", line=True),
    ActionSpec("show_print", "view", "印刷の一覧(&I)", "Alt+9", "print", "file"),
    ActionSpec("fold", "view", "左の項目をたたむ(&L)", "", "", "file", checkable=True),
    ActionSpec("contrast", "view", "高コントラスト(&H)", "", "", checkable=True, line=True),
    ActionSpec("import", "data", "Excelを取り込む(&I)…", "Ctrl+I", "upload", "write"),
    ActionSpec("municipality", "tool", "自治体設定(&M)…", "", "home", "write"),
    ActionSpec("plan_settings", "tool", "計画の設定(&P)…", "", "plan", "write"),
    ActionSpec("document_settings", "tool", "資料の設定(&D)…", "Ctrl+Shift+S", "settings", "write"),
    ActionSpec("add_document", "tool", "資料を増やす(&A)…", "", "plus", "write"),
    ActionSpec("help", "help", "使い方(&H)", "F1", "book"),
    ActionSpec("keys", "help", "キー一覧(&K)", "Ctrl+F1", "keyboard"),
    ActionSpec("about", "help", "この版について(&A)", "", "info"),
)

# The editor's own commands in the window's menus ("|" = a line); they are there while a file is open.
EDITOR_MENUS = {
    "edit": ["cut", "copy", "paste", "clear", "|", "share", "unshare", "fill_down", "continues", "none", "end"],
    "view": ["preview"],
    "insert": [
        "add_initiative",
        "add_line",
        "add_group",
        "|",
        "delete_rows",
        "|",
        "move_up",
        "move_down",
        "indent",
        "outdent",
    ],
}

TEXT_SIZES = (("small", "小"), ("standard", "標準"), ("large", "大"), ("largest", "特大"))

# Keys that no menu shows: what the table of a plan and the lists take.
FIXED_KEYS = (
    ("計画の表", "F2", "セルの文を直す"),
    ("計画の表", "文字を打つ", "そのセルに新しく入力する"),
    ("計画の表", "Enter / Shift+Enter", "下へ / 上へ"),
    ("計画の表", "Tab / Shift+Tab", "右へ / 左へ"),
    ("計画の表", "Alt+Enter", "セルの中で改行する"),
    ("計画の表", "Esc", "入力をやめて元の文に戻す"),
    ("計画の表", "Delete", "セルを空にする"),
    ("計画の表", "A / B / C / D", "評価の欄で：評価を書いて下へ"),
    ("取り込み", "1 / 2 / 3", "違いを：今の内容 / Excel / 両方"),
    ("画面で", "F6 / Shift+F6", "次の区画 / 前の区画へ移る"),
    ("画面で", "Esc", "知らせを閉じる"),
)


class Actions:
    """The QActions of the table, in their menus. `handlers` = what each does, by key."""

    def __init__(
        self, owner: QWidget, theme: Theme, handlers: Mapping[str, Callable[..., object]], specs: Sequence[ActionSpec]
    ) -> None:
        self._theme = theme
        self._specs = {spec.key: spec for spec in specs}
        self._actions: dict[str, QAction] = {}
        for spec in specs:
            action = QAction(spec.text, owner)
            action.setShortcut(QKeySequence(spec.shortcut))
            action.setCheckable(spec.checkable)
            tip = f"{spec.plain}（{spec.shortcut}）" if spec.shortcut else spec.plain
            action.setToolTip(tip)
            action.triggered.connect(handlers[spec.key])
            self._actions[spec.key] = action
        self.dress()

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def dress(self) -> None:
        """Draw the icons in the present colours."""
        for key, action in self._actions.items():
            icon = self._specs[key].icon
            if icon:
                action.setIcon(self._theme.icon(icon, "ink2"))

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Make the menus; returns them by key."""
        menus = {}
        for key, title in MENUS:
            menu = bar.addMenu(title)
            menu.setToolTipsVisible(True)
            for spec in self._specs.values():
                if spec.menu == key:
                    if spec.line:
                        menu.addSeparator()
                    menu.addAction(self._actions[spec.key])
            menus[key] = menu
        return menus

    def allow(self, possible: set[str]) -> None:
        """Enable what can be done now. `possible` ⊂ {"file", "write", "document"}."""
        for key, action in self._actions.items():
            needs = self._specs[key].needs
            action.setEnabled(not needs or needs in possible)

    def sheet(self) -> list[tuple[str, str, str]]:
        """(menu, key, what it does) of every command that has a key, for the key sheet."""
        titles = dict(MENUS)
        return [
            (titles[spec.menu].partition("(")[0], spec.shortcut.replace("Pg", "Page"), spec.plain)
            for spec in self._specs.values()
            if spec.shortcut
        ]
