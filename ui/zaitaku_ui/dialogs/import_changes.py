"""「取り込むと、こう変わります」: what an import would add, share, continue, leave out — and where texts differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from zaitaku_desktop.exchange.proposal import Choice, Conflict, ImportProposal
from zaitaku_desktop.forms.cells import show_state
from zaitaku_desktop.model.fields import standard_fields
from zaitaku_desktop.model.plan import EntryState, ItemKind
from zaitaku_ui.theme import Theme

CHOICES: tuple[tuple[str, Choice], ...] = (
    ("今の内容を残す", "mine"),
    ("Excelの内容にする", "theirs"),
    ("両方残す（備考へ）", "both"),
)
KINDS = {
    "conflict": ("違い", "warn", "warn"),
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
    conflict: Conflict | None = None


def changes_of(proposal: ImportProposal) -> Iterator[ChangeRow]:
    """What is to be looked at first comes first: differences, what is left out, then what is added."""
    for conflict in proposal.conflicts:
        text = f"{conflict.item}　今の内容：{conflict.mine}　／　Excel：{conflict.theirs}"
        yield ChangeRow("conflict", conflict.where, text, conflict)
    for listed in proposal.not_taken:
        yield ChangeRow("left", listed.where, f"{listed.text}　— {listed.why}")
    for listed in proposal.remarks:
        yield ChangeRow("remark", listed.where, f"{listed.text}　— {listed.why}")
    names = standard_fields()
    for plan in proposal.plans:
        for item in plan.items:
            if item.matched_id is None and item.kind is ItemKind.INITIATIVE:
                yield ChangeRow("item", item.where, item.title)
        for entry in plan.entries:
            if entry.outcome != "add":
                continue
            name = names[entry.field].name if entry.field in names else entry.field
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
        super().__init__(0, 4, parent)
        self._theme = theme
        self._rows: list[ChangeRow] = []
        self._offered: list[tuple[str, Choice]] = []
        self.choices: dict[tuple[int, str, int | None], Choice] = {}
        self.setAccessibleName("取り込むと、こう変わります")
        self.setHorizontalHeaderLabels(["種類", "Excelの場所", "内容", ""])
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
        self.setColumnWidth(3, theme.pixels(170))
        self.currentCellChanged.connect(self._moved)

    def show_changes(self, proposal: ImportProposal) -> None:
        """Fill the list. Choices made for differences that are still there are kept."""
        self._rows = list(changes_of(proposal))
        # A text kept as 備考 must be seen somewhere: without such a column the choice is not offered.
        shows_notes = any(target.key == "note" for target in proposal.targets)
        self._offered = [pair for pair in CHOICES if shows_notes or pair[1] != "both"]
        proposed = {row.conflict.key: row.conflict.default for row in self._rows if row.conflict}
        self.choices = {key: self.choices.get(key, choice) for key, choice in proposed.items()}
        self.setRowCount(0)
        self.setRowCount(len(self._rows))
        self.setColumnHidden(3, not proposed)
        for index, row in enumerate(self._rows):
            word, icon, token = KINDS[row.kind]
            kind = QTableWidgetItem(self._theme.icon(icon, token, 16), word)
            self.setItem(index, 0, kind)
            self.setItem(index, 1, QTableWidgetItem(row.where))
            text = QTableWidgetItem(row.text.replace("\n", " "))
            text.setToolTip(row.text)
            self.setItem(index, 2, text)
            self.setRowHeight(index, self._theme.pixels(32))
            if row.conflict is not None:
                self.setCellWidget(index, 3, self._choice(index, row.conflict))

    def _choice(self, index: int, conflict: Conflict) -> QComboBox:
        combo = QComboBox()
        combo.setProperty("row", index)
        combo.setAccessibleName(f"{conflict.where}の違いをどうするか")
        for name, choice in self._offered:
            combo.addItem(name, choice)
        combo.setCurrentIndex(combo.findData(self.choices.get(conflict.key, "mine")))
        combo.activated.connect(self._chosen)
        return combo

    def _chosen(self) -> None:
        combo = self.sender()
        if isinstance(combo, QComboBox):
            conflict = self._rows[combo.property("row")].conflict
            if conflict is not None:
                self.choices[conflict.key] = combo.currentData()

    def _moved(self, row: int, *_: int) -> None:
        if 0 <= row < len(self._rows):
            self.place_chosen.emit(self._rows[row].where)
