"""印刷: every 資料 of the file; choose one or several, print or save as PDF."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
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

from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_ui.dialogs.frame import filled
from zaitaku_ui.theme import Theme

COLUMNS = ("資料番号", "題名", "年度", "状態")


class PrintPage(QWidget):
    """The list. `pdf_asked(documents)`, `print_asked(document)`, `opened(id)` (Enter, double click)."""

    pdf_asked = Signal(object)
    print_asked = Signal(object)
    opened = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("printpage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._documents: tuple[DocumentRow, ...] = ()
        column = QVBoxLayout(self)
        edge = theme.pixels(24)
        column.setContentsMargins(edge, theme.pixels(16), edge, theme.pixels(16))
        column.setSpacing(theme.pixels(12))
        title = QLabel("印刷する資料")
        title.setProperty("title", True)
        note = QLabel("Ctrl や Shift を押しながら選ぶと、複数の資料を1つのPDFにまとめられます。")
        note.setProperty("caption", True)
        self.table = QTableWidget(0, len(COLUMNS))
        self.table.setHorizontalHeaderLabels(list(COLUMNS))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.pixels(32))
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.setCornerButtonEnabled(False)
        self.table.setAccessibleName("資料の一覧")
        self.table.itemSelectionChanged.connect(self._enable)
        self.table.cellDoubleClicked.connect(self._open)
        self.printing = QPushButton("印刷…")
        self.printing.setIcon(theme.icon("print"))
        self.printing.clicked.connect(self._ask_print)
        self.pdf = filled("PDFに保存…")
        self.pdf.clicked.connect(self._ask_pdf)
        foot = QHBoxLayout()
        foot.setSpacing(theme.pixels(8))
        foot.addWidget(note, 1)
        foot.addWidget(self.printing)
        foot.addWidget(self.pdf)
        column.addWidget(title)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.table)
        self._enable()

    def show_documents(self, documents: Sequence[DocumentRow]) -> None:
        """Show these; what was chosen stays chosen."""
        before = {document.id for document in self.chosen()}
        self._documents = tuple(documents)
        self.table.setRowCount(len(documents))
        for row, document in enumerate(documents):
            words = (document.number, document.title, document.fiscal_year.long, "案" if document.draft else "確定")
            for col, text in enumerate(words):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, col, item)
        self._select([row for row, document in enumerate(documents) if document.id in before] or [0])
        self.table.resizeColumnToContents(0)
        self.table.setColumnWidth(0, max(self.table.columnWidth(0), self._theme.pixels(90)))
        self.table.setColumnWidth(2, self._theme.pixels(120))
        self.table.setColumnWidth(3, self._theme.pixels(80))
        self._enable()

    def _select(self, rows: Sequence[int]) -> None:
        """Choose these rows, whatever keys are held (selectRow would look at Ctrl and Shift)."""
        selection, model = self.table.selectionModel(), self.table.model()
        selection.clear()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in rows:
            if row < model.rowCount():
                selection.setCurrentIndex(model.index(row, 0), flags)

    def chosen(self) -> list[DocumentRow]:
        """The chosen 資料 in the order of the list."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self._documents[row] for row in rows if row < len(self._documents)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen():
            self.opened.emit(self.chosen()[0].id)
            return
        super().keyPressEvent(event)

    def _enable(self) -> None:
        chosen = len(self.chosen())
        self.pdf.setEnabled(chosen > 0)
        self.pdf.setText("PDFに保存…" if chosen < 2 else f"{chosen}件を1つのPDFに…")
        self.printing.setEnabled(chosen == 1)

    def _open(self, row: int, _col: int) -> None:
        self.opened.emit(self._documents[row].id)

    def _ask_pdf(self) -> None:
        self.pdf_asked.emit(self.chosen())

    def _ask_print(self) -> None:
        self.print_asked.emit(self.chosen()[0])
