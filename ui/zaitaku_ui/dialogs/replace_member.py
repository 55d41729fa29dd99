"""交代…: who takes a place over in the middle of a 任期, and when."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.roster import Roster
from zaitaku_ui.dialogs.frame import FormDialog, caption
from zaitaku_ui.fields.day import DayField
from zaitaku_ui.theme import Theme


class ReplaceDialog(FormDialog):
    """`day`, `name`, `kana`, `organization`, `role` as they were entered."""

    def __init__(
        self, theme: Theme, roster: Roster, membership_id: int, year: FiscalYear, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "委員の交代", "交代を記録する", parent)
        row = roster.memberships[membership_id]
        before = roster.people[row.person_id].name
        words = f"「{before}」さんの任期は、交代の日の前の日までになります。職種と選出区分は、後任に引き継がれます。"
        self.fields.addWidget(caption(words), 0, 0, 1, 2)
        self.day_field = DayField(theme, "交代の日")
        self.day_field.set_year(year)
        self.name_field, self.kana_field = QLineEdit(), QLineEdit()
        self.organization_field, self.role_field = QLineEdit(roster.organization_name(row)), QLineEdit()
        _complete(self.name_field, [person.name for person in roster.people.values()])
        _complete(self.organization_field, [one.name for one in roster.organizations.values()])
        self.add_row("交代の日(&D)", self.day_field, "後任が委員になる日です。")
        self.add_row("後任の氏名(&N)", self.name_field)
        self.add_row("ふりがな(&K)", self.kana_field)
        self.add_row("所属(&O)", self.organization_field)
        self.add_row("役職(&R)", self.role_field, "前任の役職は引き継がれません。")
        self.setMinimumWidth(theme.pixels(640))

    def take(self) -> bool:
        """Refuse a day that is none, and nobody."""
        if not self.day_field.finish():
            return False
        if self.day_field.value() is None:
            raise KnownError("交代の日がまだ入っていません。", safe="", todo="日付を入力してください。")
        if not self.name_field.text().strip():
            raise KnownError("後任の氏名がまだ入っていません。", safe="", todo="氏名を入力してください。")
        return True

    @property
    def day(self) -> dt.date:
        """The first day of the successor."""
        found = self.day_field.value()
        assert found is not None
        return found


def _complete(field: QLineEdit, words: list[str]) -> None:
    completer = QCompleter(list(dict.fromkeys(words)), field)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    field.setCompleter(completer)
