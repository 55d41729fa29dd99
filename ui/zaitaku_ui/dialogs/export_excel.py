"""「Excelに書き出す」: which of the two files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from zaitaku_ui.dialogs.frame import FormDialog, caption
from zaitaku_ui.theme import Theme

if TYPE_CHECKING:
    from zaitaku_desktop.exchange.stamp import Kind

KINDS: tuple[tuple[Kind, str, str], ...] = (
    ("print", "印刷用（見たまま）", "結合、罫線、書体、用紙を印刷と同じにします。そのまま印刷でき、Excelで直せます。"),
    ("data", "データ用（集計向け）", "1行に1つの実施行、1つのセルに1つの値です。並べ替えや集計に向きます。"),
)


class ExportDialog(FormDialog):
    """Asks for the kind; `kind()` after it was accepted."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Excelに書き出す", "保存先を選ぶ…", parent)
        self.buttons = QButtonGroup(self)
        choices = QWidget()
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.pixels(4))
        for index, (_, title, words) in enumerate(KINDS):
            button = QRadioButton(title)
            button.setAccessibleDescription(words)
            self.buttons.addButton(button, index)
            column.addWidget(button)
            column.addWidget(caption(words))
        self.buttons.button(0).setChecked(True)
        self.add_row("書き出すもの(&K)", choices)
        self.fields.addWidget(caption(f"{name}を書き出します。直したファイルは、あとで取り込めます。"), 2, 1)
        self.buttons.button(0).setFocus()

    def kind(self) -> Kind:
        """Which file was chosen."""
        return KINDS[self.buttons.checkedId()][0]
