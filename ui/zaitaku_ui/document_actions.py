"""The commands of 文書: of the page, and of the outline of a 自由文書. Part of action_table.py."""

from __future__ import annotations

from zaitaku_ui.action_spec import ActionSpec

# fmt: off
DOCUMENT_COMMANDS = (
    ActionSpec("add_text", "insert", "新しい文書", shortcut="Ctrl+Shift+N", icon="plus", needs="write", tip="表紙と見出しのある、空の文書を作ります", scope="documents"),
    ActionSpec("open_text", "view", "文書を開く", shortcut="Ctrl+Shift+O", icon="right", line=True, tip="一覧のカーソルの文書か版を開きます", word="開く", scope="documents"),
    ActionSpec("close_text", "view", "文書の一覧に戻る", shortcut="Alt+Home", scope="documents"),
    ActionSpec("delete_text", "edit", "文書か版を削除", shortcut="Ctrl+Shift+Delete", icon="trash", needs="write", line=True, tip="一覧のカーソルの行を消します。Ctrl+Z で戻せます", word="削除", scope="documents"),
    ActionSpec("kind_statement", "edit", "枠囲み", shortcut="Ctrl+9", needs="write", checkable=True, line=True, tip="理想像など、二重の枠で囲む文です。空の行の上に書いた行は、枠の上に出ます", scope="document"),
    ActionSpec("kind_slogan", "edit", "キャッチコピー", shortcut="Ctrl+0", needs="write", checkable=True, scope="document"),
    ActionSpec("kind_definition", "edit", "定義の枠", shortcut="Ctrl+8", needs="write", checkable=True, word="定義", tip="1行目が言葉、2行目からが説明です（Alt+Enter で改行）", scope="document"),
    ActionSpec("kind_step", "edit", "⇓ 手順", shortcut="Ctrl+5", needs="write", checkable=True, tip="日程の間に ⇓ を入れます", scope="document"),
    ActionSpec("insert_table", "insert", "表…", shortcut="Ctrl+Shift+T", icon="columns", needs="write", scope="document"),
    ActionSpec("insert_cards", "insert", "取組のカード", shortcut="Ctrl+Shift+K", icon="plan", needs="write", tip="計画の取組を、実施予定カードで入れます", scope="document"),
    ActionSpec("insert_system", "insert", "体系図", icon="document", needs="write", line=True, tip="理想像、基本理念、取組のつながりを、計画から描きます", scope="document"),
    ActionSpec("insert_periods", "insert", "計画期間の図", icon="document", needs="write", tip="この計画と関連計画の期間を、年度の上に描きます", scope="document"),
    ActionSpec("insert_place", "insert", "位置付けの図", icon="document", needs="write", tip="上位計画、関連計画との関係を描きます", scope="document"),
    ActionSpec("edit_table", "edit", "表を直す…", shortcut="F2", icon="pencil", needs="write", word="表を直す", scope="document"),
    ActionSpec("choose_state", "edit", "表示する計画…", shortcut="Ctrl+Shift+U", icon="history", needs="write", word="計画を選ぶ", tip="カードと図に、今の計画と残した版のどちらを表示するかを選びます", scope="document"),
    ActionSpec("related_plans", "tool", "関連計画…", icon="link", needs="write", line=True, tip="計画期間と位置付けの図に出す計画です", scope="document"),
    ActionSpec("cover", "view", "表紙の欄", shortcut="Ctrl+Shift+H", icon="up", checkable=True, line=True, tip="題名、年月などの欄をたたみます", word="表紙", scope="document"),
)
# fmt: on
DOCUMENT_KINDS = (
    "kind_plain",
    "kind_heading",
    "kind_statement",
    "kind_slogan",
    "kind_definition",
    "kind_step",
)  # fmt: skip
FIGURES = ("insert_table", "insert_cards", "|", "insert_system", "insert_periods", "insert_place")
DOCUMENT_MENU = (
    *("cut", "copy", "paste", "|", "edit_table", "choose_state", "reference", "|"),
    *("block_in", "block_out", "block_up", "block_down", "|"),
    *("restart_series", "continue_series", "no_number", "|", "remove_blocks"),
)
"""The context menu of an item of a 自由文書."""
