"""What a command is, before anybody does it; all of them stand in action_table.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One command. `key` names it, `menu` is a key of MENUS or "" (in no menu), `shortcut` as QKeySequence reads it.

    `scope` = "window", or the editor in which it works while the keyboard is there: "plan", "form" (様式エディター),
    "records" (a table of records), "meetings" (the page 会議), "members" (the page 委員), "indicators" (the page 指標),
    "attendance" (出欠表),
    "agenda" (次第), "handouts" (配付資料), "packet" (資料一式), "minutes" (会議録), "papers" (資料 of meetings), "documents" (the page 文書),
    "document" (自由文書). `needs` = "" always possible · "file" a file is open · "write" it can be written ·
    "document" a 資料 of a plan is shown · "paper" what is seen can be printed · "year" the page has a 年度.
    `checkable` commands keep a state.
    `line` = a separator above it. `tip` = one more sentence under the name. `word` = a shorter name for the tool row.
    """

    key: str
    menu: str
    text: str
    shortcut: str = ""
    icon: str = ""
    needs: str = ""
    checkable: bool = False
    line: bool = False
    tip: str = ""
    word: str = ""
    scope: str = "window"

    @property
    def plain(self) -> str:
        """The text without its mnemonic and dots, as tips and the key sheet show it."""
        head, _, _ = self.text.partition("(&")
        return head.replace("…", "")

    @property
    def keys(self) -> str:
        """The shortcut as people write it: `Alt+↑`, `Ctrl+PageUp`, "" without one."""
        words = self.shortcut.replace("Pg", "Page")
        for name, sign in (("Up", "↑"), ("Down", "↓"), ("Left", "←"), ("Right", "→")):
            words = words.replace(f"+{name}", f"+{sign}")
        return words


MENUS = (
    ("file", "ファイル(&F)"),
    ("edit", "編集(&E)"),
    ("view", "表示(&V)"),
    ("insert", "挿入(&I)"),
    ("data", "データ(&D)"),
    ("tool", "ツール(&T)"),
    ("help", "ヘルプ(&H)"),
)
