"""「列を足す」: everything that can stand in a column, found by typing a part of its name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from zaitaku_desktop.base.folding import fold
from zaitaku_desktop.forms.offers import GROUPS, Offer
from zaitaku_desktop.model.fields import Field, Level
from zaitaku_desktop.operations.own_fields import field_words
from zaitaku_ui.dialogs.frame import FormDialog
from zaitaku_ui.theme import Theme

ROWS = 12
OFFER = Qt.ItemDataRole.UserRole
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class _Search(QLineEdit):
    """↑↓ go through the list while the keyboard stays here."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


LEVELS: tuple[tuple[Level, str], ...] = (("initiative", "取組に1つ"), ("line", "実施行ごと"))


class NewFieldDialog(FormDialog):
    """新しい欄を作る; `field` afterwards. `taken` = names of the fields that are there."""

    def __init__(self, theme: Theme, taken: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(theme, "新しい欄を作る", "作る", parent)
        self._taken = taken
        self.field: Field | None = None
        self.name = QLineEdit()
        self.name.setPlaceholderText("例　予算、担当課")
        self.level = QComboBox()
        for value, words in LEVELS:
            self.level.addItem(words, value)
        self.per_year = QCheckBox("年度ごとに書く(&Y)")
        self.add_row("名前(&N)", self.name)
        self.add_row("書く所(&L)", self.level)
        self.add_row("", self.per_year, "欄は、様式を保存したときに、計画に加わります。")

    def take(self) -> bool:
        """Make it. KnownError for a name it cannot have."""
        words = field_words(self.name.text(), self._taken)
        self.field = Field("new", words, self.level.currentData(), "yes" if self.per_year.isChecked() else "no")
        return True


class AddDialog(FormDialog):
    """Choose a column: `offer()`, or a new field (`made`), afterwards. Headings and what cannot be added are passed
    over. `names` = those of the fields that are there."""

    def __init__(
        self, theme: Theme, offers: Sequence[Offer], names: Collection[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "列を足す", "足す", parent)
        self._offers, self._names = list(offers), names
        self.made: Field | None = None
        self.new_field: NewFieldDialog | None = None
        self.new = QPushButton("新しい欄を作る…")
        self.new.setAutoDefault(False)
        self.new.clicked.connect(self.ask_field)
        self.beside(self.new)
        self.search = _Search()
        self.search.setPlaceholderText("名前の一部を入力すると、絞り込みます")
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName("足せる列")
        self.list.setFixedHeight(theme.pixels(30) * ROWS)
        self.list.itemDoubleClicked.connect(self._double_clicked)
        self.list.currentItemChanged.connect(self._allow)
        self.add_row("探す(&F)", self.search)
        self.fields.addWidget(self.list, self.fields.rowCount(), 0, 1, 2)
        self.search.textChanged.connect(self._fill)
        self.search.stepped.connect(self._step)
        self._fill()

    def _fill(self, typed: str = "") -> None:
        wanted = fold(typed).text
        self.list.clear()
        for group in GROUPS:
            members = [one for one in self._offers if one.group == group and wanted in fold(one.name).text]
            if not members:
                continue
            head = QListWidgetItem(group)
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            head.setFont(self.theme.font(13, bold=True))
            self.list.addItem(head)
            for offer in members:
                item = QListWidgetItem(f"　{offer.name}{f'（{offer.why_not}）' if offer.why_not else ''}")
                item.setData(OFFER, offer)
                if offer.why_not:
                    item.setFlags(Qt.ItemFlag.NoItemFlags)
                self.list.addItem(item)
        self._step(1, -1)

    def _step(self, step: int, start: int | None = None) -> None:
        """Go on to the next line that can be chosen."""
        row = (self.list.currentRow() if start is None else start) + step
        while 0 <= row < self.list.count():
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.list.setCurrentRow(row)
                break
            row += step
        self._allow()

    def _allow(self, _item: object = None, _before: object = None) -> None:
        self.go.setEnabled(self.offer() is not None)

    def offer(self) -> Offer | None:
        """What is chosen."""
        item = self.list.currentItem()
        found = None if item is None else item.data(OFFER)
        return found if isinstance(found, Offer) and not found.why_not else None

    def _double_clicked(self, _item: QListWidgetItem) -> None:
        if self.offer() is not None:
            self.go.click()

    def ask_field(self) -> None:
        """新しい欄を作る…"""
        self.new_field = NewFieldDialog(self.theme, self._names, self)
        self.new_field.finished.connect(self._field_made)
        self.new_field.open()

    def _field_made(self, result: int) -> None:
        dialog, self.new_field = self.new_field, None
        if dialog is None:
            return
        dialog.deleteLater()
        if result and dialog.field is not None:
            self.made = dialog.field
            self.accept()

    def take(self) -> bool:
        """Whoever opened the dialog adds the column."""
        return self.offer() is not None
