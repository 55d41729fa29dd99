"""別の項目へ移す…: to which 項目 the chosen 取組 go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.grid_rows import item_title
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.model.snapshot import ItemRow, PlanSnapshot
from zaitaku_ui.dialogs.frame import FormDialog, caption
from zaitaku_ui.editors.names import names_of, one_line
from zaitaku_ui.theme import Theme

MOST_ROWS = 10


class GroupDialog(FormDialog):
    """A list of the 項目, chosen with ↑↓ and Enter. After it was accepted, `group` is the one."""

    def __init__(
        self, theme: Theme, snapshot: PlanSnapshot, initiatives: Sequence[ItemRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "別の項目へ移す", "ここへ移す", parent)
        self.group: int | None = None
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.itemDoubleClicked.connect(self.go.click)
        home = {item.parent_id for item in initiatives}
        for group in snapshot.children(None):
            if group.kind is ItemKind.GROUP:
                self._add(group, item_title(snapshot, group), here=home == {group.id})
        rows = max(min(self.list.count(), MOST_ROWS), 3)
        self.list.setFixedHeight(rows * theme.pixels(30) + theme.pixels(6))
        self.list.setMinimumWidth(theme.pixels(360))
        self.add_row("移す先の項目(&G)", self.list)
        lead = caption(f"{names_of(initiatives)}を、選んだ項目の最後に移します。文や共有は変わりません。")
        self.fields.addWidget(lead, self.fields.rowCount(), 0, 1, 2)

    def _add(self, group: ItemRow, title: str, *, here: bool) -> None:
        words = one_line(title)
        item = QListWidgetItem(f"{words}（今の項目）" if here else words)
        item.setData(Qt.ItemDataRole.UserRole, group.id)
        item.setToolTip(words)
        if here:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)
        if not here and self.list.currentRow() < 0:
            self.list.setCurrentItem(item)

    def take(self) -> bool:
        """The 項目 that is marked."""
        item = self.list.currentItem()
        if item is None:
            raise KnownError(
                "移す先の項目がありません。", safe="行は今のままです。", todo="先に「項目を追加」で作ってください。"
            )
        self.group = item.data(Qt.ItemDataRole.UserRole)
        return True
