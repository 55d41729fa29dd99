"""The text of a paper with its line numbers, and below it what an import would make of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from zaitaku_desktop.exchange.documents.proposing import DocumentsProposal
from zaitaku_desktop.exchange.minutes.paper import PaperProposal, place, question_of
from zaitaku_ui.theme import Theme

KINDS = {
    "conflict": ("違い", "warn", "warn"),
    "ask": ("尋ねる", "help", "warn"),
    "left": ("文のまま", "info", "warn"),
    "repair": ("直した番号", "pencil", "accent"),
    "remark": ("知らせ", "info", "accent"),
    "made": ("新しく作る", "plus", "accent"),
}
NUMBERS = (
    ("people", "人", "person", "accent"),
    ("agenda", "議題", "meeting", "accent"),
    ("blocks", "本文の項目", "document", "accent"),
    ("left", "文のまま", "info", "warn"),
)
"""What is counted of a paper: key, word, icon, colour."""
MADE = {"committee": "会議体", "term": "任期", "person": "人", "meeting": "会議", "document": "資料", "revision": "版"}


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A line of the list. `line` = the line of the text it is about, 0 = none."""

    kind: str
    where: str
    text: str
    line: int = 0


def rows_of(proposal: PaperProposal | DocumentsProposal) -> Iterator[PaperRow]:
    """What is to be looked at first comes first."""
    if isinstance(proposal, PaperProposal):
        yield from _asked_rows(proposal)
    for listed in proposal.not_taken:
        yield _row("left", listed.where, f"{listed.text}　— {listed.why}")
    for repair in proposal.repairs if isinstance(proposal, PaperProposal) else ():
        yield _row("repair", f"{repair.line}行目", f"{repair.before} → {repair.after}　— {repair.why}")
    for listed in proposal.remarks:
        yield _row("remark", listed.where, f"{listed.text}　— {listed.why}")
    for made in proposal.created:
        yield PaperRow("made", MADE.get(made.kind, ""), made.title)


def _asked_rows(proposal: PaperProposal) -> Iterator[PaperRow]:
    for conflict in proposal.conflicts:
        words = f"{conflict.item}　{conflict.name}　今の内容：{conflict.mine}　／　取り込む内容：{conflict.theirs}"
        yield _row("conflict", conflict.where, words)
    for person in proposal.questions:
        yield _row("ask", place(person.at), f"{person.name}　— {question_of(person)}")


def _row(kind: str, where: str, text: str) -> PaperRow:
    digits = where.removesuffix("行目")
    return PaperRow(kind, where, text, int(digits) if digits.isdecimal() and where.endswith("行目") else 0)


class PaperLines(QTableWidget):
    """The text, a row a line; lines of which something is said are marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, 2)
        self._theme = theme
        self.setAccessibleName("取り込む文")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.pixels(26))
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def show_lines(self, lines: Sequence[str], marked: frozenset[int]) -> None:
        """Show the text. `marked` = numbers of lines to be looked at."""
        self.setRowCount(0)
        self.setRowCount(len(lines))
        tokens = self._theme.tokens
        for row, line in enumerate(lines):
            number = QTableWidgetItem(str(row + 1))
            number.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            number.setForeground(QColor(tokens["ink2"]))
            words = QTableWidgetItem(line.replace("\t", "　｜　").strip("\f"))
            words.setToolTip(line)
            if row + 1 in marked:
                words.setBackground(QColor(tokens["warn-b"]))
            self.setItem(row, 0, number)
            self.setItem(row, 1, words)

    def go_to(self, line: int) -> None:
        """Show a line, from 1."""
        self.setCurrentCell(line - 1, 1)


class PaperList(QTableWidget):
    """What an import would do. `line_chosen(line)` when a row that is about a line is selected."""

    line_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, 3)
        self._theme = theme
        self._rows: list[PaperRow] = []
        self.setAccessibleName("取り込むと、こう変わります")
        self.setHorizontalHeaderLabels(["種類", "元の場所", "内容"])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.pixels(32))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setColumnWidth(0, theme.pixels(124))
        self.setColumnWidth(1, theme.pixels(110))
        self.currentCellChanged.connect(self._moved)

    def show_rows(self, rows: Sequence[PaperRow]) -> None:
        """Fill the list."""
        self._rows = list(rows)
        self.setRowCount(0)
        self.setRowCount(len(self._rows))
        for index, row in enumerate(self._rows):
            word, icon, token = KINDS[row.kind]
            self.setItem(index, 0, QTableWidgetItem(self._theme.icon(icon, token, 16), word))
            self.setItem(index, 1, QTableWidgetItem(row.where))
            text = QTableWidgetItem(row.text.replace("\n", " "))
            text.setToolTip(row.text)
            self.setItem(index, 2, text)

    def _moved(self, row: int, *_: int) -> None:
        if 0 <= row < len(self._rows) and self._rows[row].line:
            self.line_chosen.emit(self._rows[row].line)
