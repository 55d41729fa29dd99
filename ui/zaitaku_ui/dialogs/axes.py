"""分類の設定: the signs and names of 事業項目, 場面 and the other axes in the municipality's own words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.references import Follow, following
from zaitaku_desktop.model.fields import standard_axes
from zaitaku_desktop.model.snapshot import AxisValueRow, DocumentRow, PlanSnapshot
from zaitaku_desktop.operations.axes import add_axis_value, rename_axis_values
from zaitaku_desktop.storage.reading import load_axes, load_documents, load_plan, load_plans
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.frame import FormDialog, caption
from zaitaku_ui.theme import Theme

SIGN, NAME, SENTENCE = range(3)
LINES = 8
OPEN_AXES = frozenset(axis.key for axis in standard_axes() if not axis.values)
"""Axes whose values are each city's own: they have sentences, and new values are typed below."""
NEW_LINES = 3
New = tuple[str, str, str]
"""Sign, name and sentence of a value that is made."""


def follow_words(changes: Sequence[Follow]) -> str:
    """What is asked about the references that a new numbering changes."""
    return f"文の中の参照（{sum(change.count for change in changes)}か所）も、新しい記号に直す(&R)"


class _AxisTable(QTableWidget):
    """Enter writes what is typed, or begins to type; it does not press the button of the dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            item = self.currentItem()
            if item is not None and self.state() != QAbstractItemView.State.EditingState:
                self.editItem(item)
            return
        super().keyPressEvent(event)


class AxisDialog(FormDialog):
    """One axis at a time; its signs and names are typed into a table."""

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "分類の設定", "設定を変える", parent)
        self._bridge = bridge
        self.watch(bridge)
        with bridge.workspace.read() as connection:
            values = load_axes(connection)
            self._plans: list[PlanSnapshot] = [load_plan(connection, plan.id) for plan in load_plans(connection)]
            self._documents: list[DocumentRow] = load_documents(connection)
        self._of_axis: dict[str, list[AxisValueRow]] = {}
        for value in values.values():
            self._of_axis.setdefault(value.axis, []).append(value)
        self.axis = QComboBox()
        for known in standard_axes():
            if known.key in self._of_axis or known.key in OPEN_AXES:
                self.axis.addItem(known.name, known.key)
        self.axis.setCurrentIndex(max(self.axis.findData("program_item"), 0))
        self.add_row("分類(&B)", self.axis)
        self.table = self._made_table()
        self.fields.addWidget(self.table, self.fields.rowCount(), 0, 1, 2)
        self.follow = QCheckBox()
        self.follow.setChecked(True)
        self.fields.addWidget(self.follow, self.fields.rowCount(), 0, 1, 2)
        words = (
            "記号は「ア」「①」のように入力します。名前を変えても、取組の分類はそのままです。\n"
            "基本理念とありたい姿は、下の空いた行に入力すると増えます。"
        )
        self.fields.addWidget(caption(words), self.fields.rowCount(), 0, 1, 2)
        self.axis.currentIndexChanged.connect(self._show)
        self.table.itemChanged.connect(self._count)
        self.setMinimumWidth(theme.pixels(680))
        self._show()

    def _made_table(self) -> QTableWidget:
        table = _AxisTable(0, 3)
        table.setAccessibleName("分類の記号と名前")
        table.setHorizontalHeaderLabels(["記号", "名前", "文"])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.theme.pixels(32))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(SENTENCE, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(SIGN, self.theme.pixels(90))
        table.setTabKeyNavigation(False)
        table.setFixedHeight(self.theme.pixels(32) * (LINES + 1) + self.theme.pixels(8))
        return table

    def _values(self) -> list[AxisValueRow]:
        return self._of_axis.get(self.axis.currentData(), [])

    def _show(self) -> None:
        own, values = self.axis.currentData() in OPEN_AXES, self._values()
        with QSignalBlocker(self.table):
            self.table.setRowCount(len(values) + NEW_LINES * own)
            for row, value in enumerate(values):
                for column, words in enumerate((value.number, value.heading, value.sentence)):
                    self.table.setItem(row, column, QTableWidgetItem(words))
            for row in range(len(values), self.table.rowCount()):
                for column in (SIGN, NAME, SENTENCE):
                    self.table.setItem(row, column, QTableWidgetItem(""))
        self.table.setColumnHidden(SENTENCE, not own)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Interactive if own else QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(NAME, self.theme.pixels(190))
        self._count()

    def _count(self) -> None:
        changes = self.following()
        self.follow.setVisible(bool(changes))
        self.follow.setText(follow_words(changes))

    def words(self) -> dict[int, tuple[str, str]]:
        """(sign, name) by the id of each value that is changed."""
        found = {}
        for row, value in enumerate(self._values()):
            said = tuple(self._text(row, column).strip() for column in (SIGN, NAME))
            if said != (value.number, value.heading):
                found[value.id] = (said[0], said[1])
        return found

    def sentences(self) -> dict[int, str]:
        """The sentence by the id of each value that has another one now."""
        rows = enumerate(self._values()) if self.axis.currentData() in OPEN_AXES else ()
        return {value.id: said for row, value in rows if (said := self._text(row, SENTENCE).strip()) != value.sentence}

    def new(self) -> list[New]:
        """What is typed below the values."""
        rows = range(len(self._values()), self.table.rowCount())
        found = [tuple(self._text(row, column).strip() for column in (SIGN, NAME, SENTENCE)) for row in rows]
        return [(sign, name, sentence) for sign, name, sentence in found if sign or name or sentence]

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return "" if item is None else item.text()

    def following(self) -> tuple[Follow, ...]:
        """The texts whose references get another sign."""
        signs = {value_id: sign for value_id, (sign, _) in self.words().items() if sign}
        if not signs:
            return ()
        found = (following(plan, self._documents, values=signs) for plan in self._plans)
        return tuple(change for changes in found for change in changes)

    def take(self) -> bool:
        """One undo step."""
        words, sentences, new, axis = self.words(), self.sentences(), self.new(), self.axis.currentData()
        changes = self.following() if self.follow.isChecked() else ()
        if not words and not sentences and not new:
            return True
        said = {value.id: (value.number, value.heading) for value in self._values() if value.id in sentences} | words

        def change(session: Session) -> None:
            if said:
                rename_axis_values(session, said, changes, sentences=sentences)
            for sign, name, sentence in new:
                add_axis_value(session, axis, name, number=sign, sentence=sentence)

        return self._bridge.perform("分類の設定の変更", change, self) is not None
