"""公開用: the words in which names were found, before anything is printed. A clerk may let one stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from zaitaku_desktop.forms.masking import Masked
from zaitaku_ui.dialogs.frame import FormDialog, caption
from zaitaku_ui.theme import Theme

NOTE = (
    "次の言葉には、名簿にある氏名と同じ字があります。チェックの付いた言葉は、伏せて出します。"
    "氏名ではない言葉（病院の名前など）は、チェックを外すと、そのまま出ます。"
)
SURE = "氏名や、氏名に役職が続くもの（{count}か所の言葉）は、必ず伏せます：{words}"
ROW = 28
MOST = 12
"""Sure names that are listed; of more only the count is said."""


class MaskedWordsDialog(FormDialog):
    """`shown()` = the words that stand as they are."""

    def __init__(
        self, theme: Theme, title: str, masked: Sequence[Masked], shown: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "伏せる言葉を確かめる", "この内容で出す", parent)
        self.fields.addWidget(caption(title), 0, 0, 1, 2)
        self.list = QListWidget()
        self.list.setAccessibleName("伏せる言葉")
        self._words = [one.word for one in masked if not one.sure]
        for one in masked:
            if one.sure:
                continue
            item = QListWidgetItem(f"{one.word}　→　{one.printed}")
            item.setSizeHint(QSize(0, theme.pixels(ROW)))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if one.word in shown else Qt.CheckState.Checked)
            self.list.addItem(item)
        if self._words:
            self.fields.addWidget(caption(NOTE), 1, 0, 1, 2)
            self.fields.addWidget(self.list, 2, 0, 1, 2)
            self.list.setCurrentRow(0)
            self._first = self.list
        sure = [one.word for one in masked if one.sure]
        if sure:
            words = "、".join(sure[:MOST]) + (" ほか" if len(sure) > MOST else "")
            self.fields.addWidget(caption(SURE.format(count=len(sure), words=words)), 3, 0, 1, 2)
        self.setMinimumWidth(theme.pixels(560))

    def shown(self) -> list[str]:
        """Words without a check."""
        boxes = zip(self._words, range(self.list.count()), strict=True)
        return [word for word, at in boxes if self.list.item(at).checkState() is not Qt.CheckState.Checked]
