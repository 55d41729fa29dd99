"""What is asked before a meeting is cancelled, put off or unlocked, and before a draft is sent round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_ui.dialogs.frame import FormDialog, caption
from zaitaku_ui.fields.day import DayField
from zaitaku_ui.theme import Theme


class ReasonDialog(FormDialog):
    """One reason. `needed` = it cannot be left blank."""

    def __init__(
        self, theme: Theme, title: str, button: str, note: str, *, needed: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, title, button, parent)
        self._needed = needed
        self.fields.addWidget(caption(note), 0, 0, 1, 2)
        self.reason = QLineEdit()
        self.add_row("理由(&R)", self.reason)

    def words(self) -> str:
        """What was written."""
        return self.reason.text().strip()

    def take(self) -> bool:
        """Refuse a blank one."""
        if self._needed and not self.words():
            raise KnownError("理由がまだ書かれていません。", safe="", todo="理由を書いてください。")
        return True


class PostponeDialog(FormDialog):
    """When instead, and why."""

    def __init__(self, theme: Theme, year: FiscalYear, parent: QWidget | None = None) -> None:
        super().__init__(theme, "会議を延期する", "延期する", parent)
        note = "同じ番号の新しい会議を作り、次第、資料、出欠の回答の相手を写します。元に戻せます（Ctrl+Z）。"
        self.fields.addWidget(caption(note), 0, 0, 1, 2)
        self.day = DayField(theme, "新しい開催日")
        self.day.set_year(year)
        self.reason = QLineEdit()
        self.add_row("新しい開催日(&D)", self.day, "決まっていないときは、空のままにします。")
        self.add_row("理由(&R)", self.reason)
        self.setMinimumWidth(theme.pixels(620))

    def take(self) -> bool:
        """Refuse a day that cannot be read."""
        return self.day.finish()


class AskDialog(FormDialog):
    """Who is asked to look at the draft, and until when."""

    def __init__(
        self,
        theme: Theme,
        people: Sequence[tuple[int, str, bool]],
        due: dt.date,
        parent: QWidget | None = None,
    ) -> None:
        """`people` = (id, name, whether he is meant at first)."""
        super().__init__(theme, "会議録の確認を依頼する", "依頼を記録する", parent)
        self.fields.addWidget(
            caption("送った日と期限を記録します。送るのは、いつもの方法（郵送、メール）です。"), 0, 0, 1, 2
        )
        year = FiscalYear.of(due)
        self.sent, self.due = DayField(theme, "送った日"), DayField(theme, "期限")
        for field, day in ((self.sent, dt.date.today()), (self.due, due)):
            field.set_year(year)
            field.show_value(day)
        self.list = QListWidget()
        self.list.setMinimumHeight(theme.pixels(220))
        for person, name, meant in people:
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, person)
            item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if meant else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setProperty("checks", True)
        self.add_row("送った日(&S)", self.sent)
        self.add_row("期限(&D)", self.due)
        self.add_row("相手(&P)", self.list, "Space で付け外しします。")
        self.setMinimumWidth(theme.pixels(600))

    def chosen(self) -> list[int]:
        """The people that are meant."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]

    def take(self) -> bool:
        """Refuse nobody, and days that cannot be read."""
        if not (self.sent.finish() and self.due.finish()):
            return False
        if not self.chosen():
            raise KnownError("相手が選ばれていません。", safe="", todo="確認を頼む人に印を付けてください。")
        return True
