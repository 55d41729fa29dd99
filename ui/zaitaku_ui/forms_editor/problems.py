"""What is wrong with a form while it is shaped: told below its pages, each a way to its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout

from zaitaku_desktop.forms.checking import errors_of
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.placeholders import shown_words
from zaitaku_desktop.forms.tables import Problem
from zaitaku_ui.forms_editor.settings import COLUMN, FORM
from zaitaku_ui.forms_editor.shaper import column_name
from zaitaku_ui.theme import Theme

FINE = "直す所はありません"
ROWS = 3
"""Problems that are seen at once."""
_COLUMN = re.compile(r"column\.([a-z0-9_]+)(?:\.([a-z_]+))?")
_NAMES = {setting.path: setting.words for _, settings in FORM for setting in settings}
_OF_COLUMN = {
    **{setting.path: setting.words for setting in COLUMN},
    **{"heading": "見出し", "fields": "印刷する欄", "years": "年度", "width": "幅", "role": "中身", "offset": "年度"},
    **{"span": "年度の数", "first_year": "最初の年度", "last_year": "最後の年度"},
}


def place_words(key: str, form: Form) -> str:
    """A place of a form as its editor calls it: 「取組名」の幅; "" = the form as a whole."""
    found = _COLUMN.fullmatch(key)
    if found is None or found[1] not in {column.key for column in form.columns}:
        return "列の幅" if key == "column.width" else _NAMES.get(key, "")
    part = _OF_COLUMN.get(found[2] or "", "")
    return f"「{column_name(form.column(found[1]))}」{f'の{part}' if part else 'の列'}"


def column_of(key: str, form: Form) -> str | None:
    """The column in which a problem is, None = it is the form's own."""
    found = _COLUMN.fullmatch(key)
    return found[1] if found is not None and found[1] in {column.key for column in form.columns} else None


class _List(QListWidget):
    """Enter goes to the place as a click does."""

    entered_row = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit(self.currentRow())
        else:
            super().keyPressEvent(event)


class Problems(QFrame):
    """One line while all is well, else a list. `chosen(Problem)`."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.problems: tuple[Problem, ...] = ()
        self._next = 0
        self.setObjectName("formproblems")
        self._icon = QLabel()
        self._head = QLabel()
        self.list = _List()
        self.list.setAccessibleName("直す所")
        self.list.setObjectName("problemlist")
        self.list.itemClicked.connect(self._clicked)
        self.list.entered_row.connect(self._choose)
        head = QHBoxLayout()
        head.setSpacing(theme.pixels(6))
        head.addWidget(self._icon)
        head.addWidget(self._head, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.pixels(12), theme.pixels(4), theme.pixels(12), theme.pixels(4))
        column.setSpacing(theme.pixels(4))
        column.addLayout(head)
        column.addWidget(self.list)
        self.show_problems((), None)

    @property
    def text(self) -> str:
        """What its head says."""
        return self._head.text()

    def show_problems(self, problems: Sequence[Problem], form: Form | None) -> None:
        """Show these of that form."""
        self.problems = tuple(problems)
        self._next = 0
        errors = errors_of(list(problems))
        icon, token = ("ok", "ok") if not problems else ("error", "err") if errors else ("warn", "warn")
        self._icon.setPixmap(self._theme.pixmap(icon, token, 18, self.devicePixelRatioF()))
        count = len(problems)
        words = f"{count}か所を直してください" if errors else f"{count}か所を確かめてください（このまま保存できます）"
        self._head.setText(words if problems else FINE)
        self.list.clear()
        for problem in problems:
            place = place_words(problem.key, form) if form is not None else ""
            message = shown_words(problem.message)
            item = QListWidgetItem(f"{place}：{message}" if place else message)
            item.setToolTip(item.text())
            self.list.addItem(item)
        self.list.setVisible(bool(problems))
        self.list.setFixedHeight(self._theme.pixels(29) * min(count, ROWS) + 4)

    def _clicked(self, item: QListWidgetItem) -> None:
        self._choose(self.list.row(item))

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.problems):
            self._next = row + 1
            self.list.setCurrentRow(row)
            self.chosen.emit(self.problems[row])

    def go_on(self) -> None:
        """Go to the next one, from the last to the first."""
        if self.problems:
            self._choose(self._next % len(self.problems))
