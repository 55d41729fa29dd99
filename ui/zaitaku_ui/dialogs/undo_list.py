"""元に戻す操作の一覧: every step by name and time; one is chosen, and all down (or up) to it are undone (redone)."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from zaitaku_desktop.model.inline import plain
from zaitaku_desktop.storage.workspace import Edit
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.frame import FormDialog, caption
from zaitaku_ui.recent import when
from zaitaku_ui.theme import Theme

MOST = 300
LINES = 11


class UndoListDialog(FormDialog):
    """The newest on top. What the filled button would undo or do again is tinted, and counted on the button."""

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "元に戻す操作の一覧", "元に戻す", parent)
        self._bridge = bridge
        self.edits = bridge.workspace.edits(MOST)
        self.undone = sum(edit.undone for edit in self.edits)
        self.table = self._table()
        self._fill()
        words = "操作を選ぶと、新しいほうからその操作までを、一度に元に戻します。元に戻した操作は、やり直せます。"
        if len(self.edits) == MOST:
            words += f"新しいほうから{MOST}件を出しています。"
        self.fields.addWidget(caption(words), 1, 0, 1, 2)
        self.fields.addWidget(self.table, 2, 0, 1, 2)
        self._first = self.table
        self.table.currentCellChanged.connect(self._chosen)
        self.table.cellDoubleClicked.connect(self._double_clicked)
        self.setMinimumWidth(theme.pixels(780))
        self.table.setCurrentCell(min(self.undone, len(self.edits) - 1), 0)

    def _table(self) -> QTableWidget:
        table = QTableWidget(len(self.edits), 4)
        table.setAccessibleName("操作")
        table.setHorizontalHeaderLabels(["時刻", "操作", "内容", "変わった所"])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        high = self.theme.pixels(28)
        table.verticalHeader().setDefaultSectionSize(high)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for col, width in ((0, 112), (1, 290), (3, 84)):
            header.resizeSection(col, self.theme.pixels(width))
        table.setFixedHeight(high * (LINES + 1) + self.theme.pixels(10))
        return table

    def _fill(self) -> None:
        today = dt.date.today()
        for row, edit in enumerate(self.edits):
            name = f"{edit.name}（元に戻した）" if edit.undone else edit.name
            words = " ".join(plain(edit.words).split())
            for col, text in enumerate((when(edit.at.astimezone(), today), name, words, f"{edit.rows}か所")):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if edit.undone:
                    item.setForeground(self.theme.colour("ink3"))
                self.table.setItem(row, col, item)
            last = self.table.item(row, 3)
            assert last is not None
            last.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            mark = self.table.item(row, 1)
            assert mark is not None
            mark.setIcon(self.theme.icon("redo" if edit.undone else "undo", "ink3", 16))

    def reached(self) -> range:
        """The rows that the button means now: from the present to the one chosen."""
        row = self.table.currentRow()
        if row < 0:
            return range(0)
        return range(row, self.undone) if row < self.undone else range(self.undone, row + 1)

    def _chosen(self, *_cells: int) -> None:
        reached = self.reached()
        tint, plain = QBrush(self.theme.colour("accent-s")), QBrush()
        for row in range(self.table.rowCount()):
            for col in range(self.table.columnCount()):
                item = self.table.item(row, col)
                assert item is not None
                item.setBackground(tint if row in reached else plain)
        redo = bool(reached) and self.edits[reached[0]].undone
        words = f"{len(reached)}件をやり直す" if redo else f"{len(reached)}件を元に戻す"
        self.go.setText(words)
        self.go.setAccessibleName(words)
        self.go.setEnabled(bool(reached))

    def _double_clicked(self, *_cell: int) -> None:
        self.go.click()

    def take(self) -> bool:
        """Undo or do again, all of it or nothing."""
        edit: Edit = self.edits[self.table.currentRow()]
        self._bridge.go_to(edit)
        return True
