"""資料を追加…: which 資料 and 会議録 of the data file become 配付資料 of the meeting."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.folding import find_all
from zaitaku_desktop.model.handout import PartKind
from zaitaku_ui.dialogs.frame import FormDialog, caption
from zaitaku_ui.theme import Theme

Source = tuple[PartKind, int, str]


class AddDialog(FormDialog):
    """`sources` = (kind, id, words) of what can be handed out; several can be chosen, or a title typed alone."""

    def __init__(self, theme: Theme, sources: Sequence[Source], parent: QWidget | None = None) -> None:
        super().__init__(theme, "資料を追加する", "追加する", parent)
        self._sources = tuple(sources)
        self.search = QLineEdit()
        self.search.setPlaceholderText("題名の一部で絞り込む")
        self.list = QListWidget()
        self.list.setAccessibleName("加える資料")
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.setMinimumSize(theme.pixels(520), theme.pixels(260))
        self.title = QLineEdit()
        self.fields.addWidget(caption("選んだものを、それぞれ1つの資料として最後に加えます。"), 0, 0, 1, 2)
        self.add_row("探す(&S)", self.search)
        self.add_row("資料(&D)", self.list)
        self.add_row("題名だけ(&T)", self.title, "別に用意して配るものは、題名だけを入れます。")
        for kind, source, words in self._sources:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, (int(source), str(kind)))
            self.list.addItem(item)
        self.search.textChanged.connect(self._narrow)

    def _narrow(self, text: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(bool(text) and not find_all(item.text(), text))

    def chosen(self) -> list[Source]:
        """What was chosen, in the order of the list."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        return [self._sources[row] for row in rows if not self.list.item(row).isHidden()]

    def take(self) -> bool:
        """Refuse nothing at all."""
        if not self.chosen() and not self.title.text().strip():
            raise KnownError("何も選ばれていません。", safe="", todo="一覧から選ぶか、題名を入れてください。")
        return True


def dropped_pdfs(event: QDropEvent) -> list[Path]:
    """The PDF files that are held over the page."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() == ".pdf"]
