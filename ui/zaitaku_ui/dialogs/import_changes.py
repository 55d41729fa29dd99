"""「取り込むと、こう変わります」: what an import would add, share, continue, leave out — and where texts differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from zaitaku_desktop.exchange.proposal import ImportProposal
from zaitaku_desktop.forms.cells import show_state
from zaitaku_desktop.model.fields import field_name, standard_axes
from zaitaku_desktop.model.plan import EntryState, ItemKind
from zaitaku_ui.dialogs.conflict_words import place_name
from zaitaku_ui.theme import Theme

KINDS = {
    "conflict": ("違い", "warn", "warn"),
    "ask": ("選ぶ", "help", "warn"),
    "left": ("読まない", "error", "err"),
    "remark": ("知らせ", "info", "accent"),
    "item": ("取組", "plus", "accent"),
    "add": ("追加", "plus", "accent"),
    "share": ("共有", "link", "accent"),
    "continue": ("継続", "arrow", "ink2"),
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A line of the list."""

    kind: str
    where: str
    text: str


def changes_of(proposal: ImportProposal) -> Iterator[ChangeRow]:
    """What is to be looked at first comes first: differences, what is left out, then what is added."""
    for conflict in proposal.conflicts:
        text = f"{place_name(conflict)}　今の内容：{conflict.mine}　／　Excel：{conflict.theirs}"
        yield ChangeRow("conflict", conflict.where, text)
    for question in proposal.questions:
        axis = next((axis.name for axis in standard_axes() if axis.key == question.asked.axis), "分類")
        yield ChangeRow("ask", question.asked.where, f"{question.name}　{axis}のどれに当たるかを、次の画面で選びます")
    for listed in proposal.not_taken:
        yield ChangeRow("left", listed.where, f"{listed.text}　— {listed.why}")
    for listed in proposal.remarks:
        yield ChangeRow("remark", listed.where, f"{listed.text}　— {listed.why}")
    for plan in proposal.plans:
        for item in plan.items:
            if item.matched_id is None and item.kind is ItemKind.INITIATIVE:
                yield ChangeRow("item", item.where, item.title)
        for entry in plan.entries:
            if entry.outcome != "add":
                continue
            name = field_name(entry.field, proposal.fields)
            if entry.shared_with is not None:
                yield ChangeRow("share", entry.where, f"{name}　結合されたセルを共有として読みました")
            elif entry.state is EntryState.CONTINUES:
                yield ChangeRow("continue", entry.where, f"{name}　{show_state(entry.state, entry.text)}")
            else:
                yield ChangeRow("add", entry.where, f"{name}　{show_state(entry.state, entry.text)}")


class ChangeList(QTableWidget):
    """The list. `place_chosen(where)` when a line is selected."""

    place_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self._theme = theme
        self._rows: list[ChangeRow] = []
        self.setAccessibleName("取り込むと、こう変わります")
        self.setHorizontalHeaderLabels(["種類", "元の場所", "内容"])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setColumnWidth(0, theme.pixels(100))
        self.setColumnWidth(1, theme.pixels(150))
        self.currentCellChanged.connect(self._moved)

    def show_changes(self, proposal: ImportProposal) -> None:
        """Fill the list."""
        self._rows = list(changes_of(proposal))
        self.setRowCount(0)
        self.setRowCount(len(self._rows))
        for index, row in enumerate(self._rows):
            word, icon, token = KINDS[row.kind]
            kind = QTableWidgetItem(self._theme.icon(icon, token, 16), word)
            self.setItem(index, 0, kind)
            self.setItem(index, 1, QTableWidgetItem(row.where))
            text = QTableWidgetItem(row.text.replace("\n", " "))
            text.setToolTip(row.text)
            self.setItem(index, 2, text)
            self.setRowHeight(index, self._theme.pixels(32))

    def _moved(self, row: int, *_: int) -> None:
        if 0 <= row < len(self._rows):
            self.place_chosen.emit(self._rows[row].where)
