"""「Excel・Wordに書き出す」: which file."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from zaitaku_ui.dialogs.frame import FormDialog, caption
from zaitaku_ui.theme import Theme

Choice = Literal["print", "data", "word"]
KINDS: tuple[tuple[Choice, str, str], ...] = (
    (
        "print",
        "Excel 印刷用（見たまま）",
        "結合、罫線、書体、用紙を印刷と同じにします。そのまま印刷でき、Excelで直せます。",
    ),
    ("data", "Excel データ用（集計向け）", "1行に1つの実施行、1つのセルに1つの値です。並べ替えや集計に向きます。"),
    ("word", "Word（見たまま）", "印刷と同じ見た目の文書にします。Wordで直せますが、取り込みには使えません。"),
)


class ExportDialog(FormDialog):
    """Asks for the kind, one of `offered`; `kind()` after it was accepted."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        parent: QWidget | None = None,
        offered: Collection[Choice] = ("print", "data", "word"),
    ) -> None:
        super().__init__(theme, "書き出す", "保存先を選ぶ…", parent)
        self._kinds = [one for one in KINDS if one[0] in offered]
        self.buttons = QButtonGroup(self)
        choices = QWidget()
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.pixels(4))
        for index, (_, title, words) in enumerate(self._kinds):
            button = QRadioButton(title)
            button.setAccessibleDescription(words)
            self.buttons.addButton(button, index)
            column.addWidget(button)
            column.addWidget(caption(words))
        self.buttons.button(0).setChecked(True)
        self.add_row("書き出すもの(&K)", choices)
        again = "直したExcelのファイルは、あとで取り込めます。" if "data" in offered else ""
        self.fields.addWidget(caption(f"{name}を書き出します。{again}"), 2, 1)
        self.buttons.button(0).setFocus()

    def kind(self) -> Choice:
        """Which file was chosen."""
        return self._kinds[self.buttons.checkedId()][0]
