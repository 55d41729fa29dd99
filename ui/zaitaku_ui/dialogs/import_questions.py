"""場面を選ぶ: what a sheet leaves open, one line for each 事業項目, a box for each value it may have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zaitaku_desktop.exchange.proposal import Question
from zaitaku_desktop.model.fields import standard_axes
from zaitaku_desktop.model.snapshot import AxisValueRow
from zaitaku_desktop.model.vocabulary import EVERY
from zaitaku_ui.dialogs.frame import caption, section
from zaitaku_ui.theme import Theme

NAME, SAID, PLACE = "事業項目", "Excelに書かれているもの", "元の場所"
WORDS = "表からは、どれに当たるかが分かりません。当たるものを選んでください。選ばない行は未入力のままになります。"
NOT_TOLD = "区別なし"
CHECKED, BLANK = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class _QuestionTable(QTableWidget):
    """`number_pressed(n)` for the keys 1, 2, 3 …: the nth box of the line."""

    number_pressed = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_0.value
        if 1 <= number <= 9 and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.number_pressed.emit(number)
            return
        super().keyPressEvent(event)


class QuestionPage(QWidget):
    """The lines and their boxes, all empty at first: nothing is assumed. `answers()` = what `apply` is told."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._questions: tuple[Question, ...] = ()
        self._values: list[AxisValueRow] = []
        self.title = section("")
        self.count = QLabel()
        self.count.setProperty("secondary", True)
        keys = QLabel("1・2・3… か Space で選ぶ　　↓ で次へ")
        keys.setProperty("caption", True)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addSpacing(theme.pixels(8))
        head.addWidget(self.count, 1)
        head.addWidget(keys)
        self.table = self._made_table()
        self.as_said = QPushButton("書かれているとおりに選ぶ")
        self.as_said.setAutoDefault(False)
        self.as_said.clicked.connect(self._take_said)
        below = QHBoxLayout()
        below.addWidget(self.as_said)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.pixels(edge) for edge in (16, 8, 16, 8)))
        column.setSpacing(theme.pixels(8))
        column.addLayout(head)
        column.addWidget(caption(WORDS))
        column.addWidget(self.table, 1)
        column.addLayout(below)
        self.setFocusProxy(self.table)

    def _made_table(self) -> _QuestionTable:
        table = _QuestionTable()
        table.setAccessibleName("場面を選ぶ事業項目")
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._theme.pixels(34))
        table.horizontalHeader().setHighlightSections(False)
        table.itemChanged.connect(self._count)
        table.number_pressed.connect(self._toggle)
        return table

    def show_questions(self, questions: Iterable[Question], axis_values: Mapping[int, AxisValueRow]) -> None:
        """Ask these; boxes for the same line stay as they were."""
        kept = self.answers()
        self._questions = tuple(questions)
        axes = {question.asked.axis for question in self._questions}
        self._values = [value for value in axis_values.values() if value.axis in axes and value.key != EVERY]
        names = [axis.name for axis in standard_axes() if axis.key in axes]
        self.title.setText(f"{'、'.join(names)}を選んでください" if names else "")
        table, last = self.table, len(self._values) + 1
        with QSignalBlocker(table):
            table.setColumnCount(last + 2)
            table.setHorizontalHeaderLabels([NAME, *(value.heading for value in self._values), SAID, PLACE])
            table.setRowCount(len(self._questions))
            for row, question in enumerate(self._questions):
                said = "、".join(axis_values[value].heading for value in question.asked.likely)
                for column, words in ((0, question.name), (last, said or NOT_TOLD), (last + 1, question.asked.where)):
                    item = QTableWidgetItem(words)
                    item.setToolTip(words)
                    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                    table.setItem(row, column, item)
                for column, value in enumerate(self._values, 1):
                    table.setItem(row, column, self._box(question, value, kept.get(question.key, ())))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, last):
            table.setColumnWidth(column, self._theme.pixels(126))
        table.setColumnWidth(last, self._theme.pixels(210))
        table.setColumnWidth(last + 1, self._theme.pixels(120))
        table.setCurrentCell(0, 1)
        self.as_said.setVisible(any(question.asked.likely for question in self._questions))
        self._count()

    def _box(self, question: Question, value: AxisValueRow, kept: Iterable[int]) -> QTableWidgetItem:
        box = QTableWidgetItem()
        usable = value.axis == question.asked.axis
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        box.setFlags(flags if usable else Qt.ItemFlag.NoItemFlags)
        if usable:
            box.setCheckState(CHECKED if value.id in kept else BLANK)
            box.setData(Qt.ItemDataRole.AccessibleTextRole, f"{question.name} {value.heading}")
        return box

    def answers(self) -> dict[tuple[int, int], tuple[int, ...]]:
        """The values chosen by the key of each question; a line without a choice is not among them."""
        found = {}
        for row, question in enumerate(self._questions):
            chosen = tuple(value.id for column, value in enumerate(self._values, 1) if self._checked(row, column))
            if chosen:
                found[question.key] = chosen
        return found

    def _checked(self, row: int, column: int) -> bool:
        item = self.table.item(row, column)
        return item is not None and item.checkState() == CHECKED

    def _toggle(self, number: int) -> None:
        item = self.table.item(self.table.currentRow(), number)
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            item.setCheckState(BLANK if item.checkState() == CHECKED else CHECKED)

    def _take_said(self) -> None:
        """Choose what the sheet has under the name, for all lines."""
        for row, question in enumerate(self._questions):
            for column, value in enumerate(self._values, 1):
                item = self.table.item(row, column)
                if item is not None and value.id in question.asked.likely:
                    item.setCheckState(CHECKED)

    def _count(self, _item: QTableWidgetItem | None = None) -> None:
        left = len(self._questions) - len(self.answers())
        self.count.setText(f"{len(self._questions)}件　うち 未選択 {left}件" if left else f"{len(self._questions)}件")
