"""The Excel sheet as it is, with one combo over each column that says where it goes (LOOK 4.7)."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zaitaku_desktop.exchange.proposal import IGNORED, Fate, ImportProposal, SheetReading, column_letter
from zaitaku_desktop.exchange.sheet import SheetTable
from zaitaku_ui.theme import Theme

WORDS_IGNORED = "読まない"
WORDS_OPEN = "選んでください"
TINTS = {
    Fate.HEADER: "accent-s",
    Fate.TITLE: "panel",
    Fate.NUMBER: "panel",
    Fate.LEAD: "panel",
    Fate.NOTE: "panel",
    Fate.LEGEND: "panel",
    Fate.REPEAT: "panel",
    Fate.NOT_TAKEN: "hatch",
}
WIDEST, NARROWEST = 200, 132
COMBO_EDGES = 68
"""What a combo has beside its text: padding, tick, arrow."""


class ImportSheet(QWidget):
    """One sheet. `chosen(column, target key)` when the clerk sets a column by hand."""

    chosen = Signal(int, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.columns = self._table("列の行き先")
        self.columns.setFixedHeight(theme.pixels(38))
        self.columns.horizontalHeader().hide()
        self.columns.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.columns.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet = self._table("Excelのシート")
        self.sheet.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.sheet.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.columns.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.sheet.horizontalScrollBar().valueChanged.connect(self.columns.horizontalScrollBar().setValue)
        self.sheet.horizontalHeader().sectionResized.connect(self._follow_width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.columns)
        column.addWidget(self.sheet, 1)

    def _table(self, name: str) -> QTableWidget:
        table = QTableWidget()
        table.setAccessibleName(name)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setWordWrap(True)
        table.verticalHeader().setFixedWidth(self._theme.pixels(40))
        table.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        return table

    def _follow_width(self, column: int, _old: int, new: int) -> None:
        self.columns.setColumnWidth(column, new)

    def show_sheet(self, table: SheetTable, reading: SheetReading, proposal: ImportProposal) -> None:
        """Show the sheet with its columns' targets."""
        rows, columns = table.last_row, table.last_column
        self.sheet.clearSpans()
        self.sheet.setRowCount(rows)
        self.sheet.setColumnCount(columns)
        self.sheet.setHorizontalHeaderLabels([column_letter(col + 1) for col in range(columns)])
        for (row, col), cell in table.cells.items():
            item = QTableWidgetItem(cell.text)
            item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            fate = proposal.account.get((table.name, row, col))
            if fate in TINTS:
                item.setBackground(self._colour(TINTS[fate]))
            if cell.problem:
                item.setForeground(self._colour("err"))
                item.setToolTip(cell.problem)
            self.sheet.setItem(row - 1, col - 1, item)
        for merge in table.merges:
            if (
                merge.bottom <= rows
                and merge.right <= columns
                and (merge.bottom, merge.right) != (merge.top, merge.left)
            ):
                self.sheet.setSpan(
                    merge.top - 1, merge.left - 1, merge.bottom - merge.top + 1, merge.right - merge.left + 1
                )
        for row in table.hidden_rows:
            if row <= rows:
                self.sheet.hideRow(row - 1)
        self._set_widths(table, set(reading.data_rows))
        self.sheet.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_heights(table)
        self.show_columns(reading)

    def _colour(self, token: str) -> QColor:
        return self._theme.colour(token)

    def _set_widths(self, table: SheetTable, data_rows: set[int]) -> None:
        for col in range(table.last_column):
            texts = (c.text for (row, at), c in table.cells.items() if at == col + 1 and row in data_rows)
            longest = max(map(len, texts), default=0)
            width = min(WIDEST, max(NARROWEST, longest * 4))
            self.sheet.setColumnWidth(col, self._theme.pixels(width))

    def _set_heights(self, table: SheetTable) -> None:
        """Enough for what stands in each row, at most seven lines: this is to recognise, not to read."""
        line = self._theme.pixels(18)
        for row in range(1, table.last_row + 1):
            lines = 1
            for col in table.columns_of(row):
                letters = max(4, self.sheet.columnWidth(col - 1) // self._theme.pixels(13) - 1)
                text = table.cells[row, col].text
                if table.merge_at(row, col) is None:
                    lines = max(lines, sum(1 + len(part) // letters for part in text.split("\n")))
            self.sheet.setRowHeight(row - 1, min(lines, 7) * line + self._theme.pixels(8))

    def show_columns(self, reading: SheetReading) -> None:
        """Set the combos: ✓ mapped, 「読まない」 dashed, amber where a choice must be made."""
        count = self.sheet.columnCount()
        self.columns.setRowCount(1)
        self.columns.setColumnCount(count)
        self.columns.setVerticalHeaderLabels(["→"])
        self.columns.setRowHeight(0, self._theme.pixels(36))
        by_column = {mapping.column: mapping for mapping in reading.columns}
        for col in range(count):
            self.columns.setColumnWidth(col, self.sheet.columnWidth(col))
            mapping = by_column.get(col + 1)
            if mapping is None:
                self.columns.removeCellWidget(0, col)
                continue
            combo = self.columns.cellWidget(0, col)
            if not isinstance(combo, QComboBox):
                combo = QComboBox()
                combo.setProperty("column", col + 1)
                combo.activated.connect(self._choose)
                self.columns.setCellWidget(0, col, combo)
            with QSignalBlocker(combo):
                self._fill(combo, reading, mapping.target, must=mapping.open)
            needed = combo.fontMetrics().horizontalAdvance(combo.currentText()) + self._theme.pixels(COMBO_EDGES)
            if self.sheet.columnWidth(col) < needed:  # where a column goes is never cut off
                self.sheet.setColumnWidth(col, needed)
            combo.setAccessibleName(f"{mapping.letter}列「{mapping.heading}」の行き先")
            combo.setToolTip(f"{mapping.letter}列　{mapping.heading}")

    def _fill(self, combo: QComboBox, reading: SheetReading, target: str, *, must: bool) -> None:
        combo.clear()
        if must:
            combo.addItem(WORDS_OPEN, None)
        for known in reading.targets:
            combo.addItem(known.name, known.key)
        combo.addItem(WORDS_IGNORED, IGNORED)
        combo.setCurrentIndex(0 if must else max(0, combo.findData(target)))
        for index in range(combo.count()):
            mapped = index == combo.currentIndex() and combo.itemData(index)
            if mapped:
                combo.setItemIcon(index, self._theme.icon("check", "ok", 16))
        combo.setProperty("state", "must" if must else "ignored" if target == IGNORED else "")
        combo.style().unpolish(combo)
        combo.style().polish(combo)

    def _choose(self) -> None:
        combo = self.sender()
        if isinstance(combo, QComboBox) and combo.currentData() is not None:
            self.chosen.emit(combo.property("column"), combo.currentData())
