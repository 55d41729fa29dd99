"""人を確かめる: people of a paper who look like somebody who is there — the same, or somebody else?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zaitaku_desktop.exchange.minutes.paper import NEW, Candidate, PersonDraft, place
from zaitaku_ui.dialogs.frame import caption, section
from zaitaku_ui.theme import Theme

HEADINGS = ("取り込む氏名", "取り込む文での役職、所属", "だれのことか", "元の場所")
WHO = 2
WORDS = "よく似た氏名の人がいます。同じ人なら、その人を選んでください。選ばなければ、別の人として新しく作ります。"
LIKENESS = {"same": "同じ氏名", "variant": "字の形が違う", "near": "1字違い", "family": "同じ姓"}


class _PeopleTable(QTableWidget):
    """`number_pressed(n)` for the keys 1, 2, 3 …: the nth person offered in the line."""

    number_pressed = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_0.value
        if 1 <= number <= 9 and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.number_pressed.emit(number)
            return
        super().keyPressEvent(event)


class PeoplePage(QWidget):
    """A line for everybody who is asked about. `choices()` = who each of them is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._people: list[PersonDraft] = []
        self._combos: list[QComboBox] = []
        self.count = QLabel()
        self.count.setProperty("secondary", True)
        keys = QLabel("1・2・3… で選んで次へ")
        keys.setProperty("caption", True)
        head = QHBoxLayout()
        head.addWidget(section("同じ人かどうかを選んでください"))
        head.addSpacing(theme.pixels(8))
        head.addWidget(self.count, 1)
        head.addWidget(keys)
        self.table = self._made_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.pixels(edge) for edge in (16, 8, 16, 8)))
        column.setSpacing(theme.pixels(8))
        column.addLayout(head)
        column.addWidget(caption(WORDS))
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def _made_table(self) -> _PeopleTable:
        table = _PeopleTable(0, len(HEADINGS))
        table.setAccessibleName("確かめる人")
        table.setHorizontalHeaderLabels(list(HEADINGS))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._theme.pixels(38))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 170), (WHO, 460), (3, 90)):
            table.setColumnWidth(column, self._theme.pixels(width))
        table.number_pressed.connect(self._press)
        return table

    def show_people(self, people: Sequence[PersonDraft]) -> None:
        """Ask about these; whoever was chosen before stays chosen."""
        kept = self.choices()
        self._people = list(people)
        self._combos = []
        self.table.setRowCount(0)
        self.table.setRowCount(len(self._people))
        for row, person in enumerate(self._people):
            for column, words in ((0, person.name), (1, person.about), (3, place(person.at))):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(row, column, item)
            combo = self._combo(person, kept.get(person.key, person.person))
            self._combos.append(combo)
            self.table.setCellWidget(row, WHO, combo)
        self.table.setCurrentCell(0, 0)
        self._count()

    def _combo(self, person: PersonDraft, chosen: int) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(f"{person.name} だれのことか")
        combo.addItem(f"1　新しい人「{person.name}」", NEW)
        for number, candidate in enumerate(person.candidates, 2):
            combo.addItem(f"{number}　{_words(candidate)}", candidate.id)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.currentIndexChanged.connect(self._count)
        return combo

    def choices(self) -> dict[int, int]:
        """PersonDraft.key → id of the person, NEW = somebody new."""
        pairs = zip(self._people, self._combos, strict=True)
        return {person.key: int(combo.currentData()) for person, combo in pairs}

    def _press(self, number: int) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._combos) and number <= self._combos[row].count():
            self._combos[row].setCurrentIndex(number - 1)
            if row + 1 < len(self._combos):
                self.table.setCurrentCell(row + 1, 0)

    def _count(self, _index: int = 0) -> None:
        new = sum(chosen == NEW for chosen in self.choices().values())
        self.count.setText(f"{len(self._people)}人　うち 新しい人 {new}人")


def _words(candidate: Candidate) -> str:
    about = f"　{candidate.about}" if candidate.about else ""
    return f"「{candidate.name}」と同じ人（{LIKENESS[candidate.likeness]}）{about}"
