"""The list of a cell of a record table: words to choose from (Alt+↓)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget

from zaitaku_desktop.forms.grid import GridCell
from zaitaku_ui.records.model import RecordModel
from zaitaku_ui.tables.cell_popup import CellPopup
from zaitaku_ui.tables.view import SheetView
from zaitaku_ui.theme import Theme

ROW, MOST = 30, 12
BLANK = "（空欄）"


class WordList(CellPopup):
    """Words, one of them chosen. `text` = the chosen one."""

    def __init__(self, theme: Theme, place: QWidget, words: Sequence[str], now: str, name: str) -> None:
        super().__init__(theme, place, name)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName(name)
        for word in words:
            item = QListWidgetItem(word or BLANK)
            item.setData(Qt.ItemDataRole.UserRole, word)
            self.list.addItem(item)
        self.list.setCurrentRow(words.index(now) if now in words else 0)
        self.list.itemClicked.connect(self._clicked)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        width = max(self.list.sizeHintForColumn(0) + theme.pixels(36), theme.pixels(160))
        self.list.setFixedSize(width, theme.pixels(ROW) * min(len(words), MOST) + 2)
        self.column.addWidget(self.list)
        self.text = now
        self._begun = now

    def takes(self, event: QKeyEvent) -> bool:
        """Enter takes the line; a key that begins a word goes to it (Qt's own)."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._take()
            self.done.emit()
            return True
        return False

    def _clicked(self, _item: QListWidgetItem) -> None:
        self._take()
        self.done.emit()

    def _take(self) -> None:
        item = self.list.currentItem()
        self.text = self._begun if item is None else str(item.data(Qt.ItemDataRole.UserRole))


class RecordPicker(QObject):
    """Opens the lists of a sheet of records, one at a time (tables.picking.CellPicker)."""

    def __init__(
        self, theme: Theme, sheet: SheetView, model: RecordModel, write: Callable[[str], bool], place: QWidget
    ) -> None:
        """`write` = put this text into the cells chosen. `place` = the widget over which lists open."""
        super().__init__(place)
        self._theme, self._sheet, self._model, self._write, self._place = theme, sheet, model, write, place
        self.popup: WordList | None = None
        self._taking = False

    def has(self, cell: GridCell) -> bool:
        """Whether the column has a list."""
        return bool(self._model.source.choices(self._model.place_of(cell)[1]))

    def instead_of_editor(self, cell: GridCell) -> bool:
        """Where nothing but the list can stand, and where a cell opens something else."""
        record, key = self._model.place_of(cell)
        return self._model.source.activates(record, key) or (self.has(cell) and self._model.source.only_choices(key))

    def open(self, cell: GridCell) -> bool:
        """Open the list of the cell, or what it leads to."""
        source = self._model.source
        record, key = self._model.place_of(cell)
        if source.activates(record, key):
            return source.activate(record, key)
        if not self.finish() or not self._sheet.editing.finish():
            return False
        if reason := self._sheet.why_not(cell):
            self._sheet.message.emit(reason)
            return False
        words = list(source.choices(key))
        popup = WordList(self._theme, self._place, words, cell.text, self._model.place_name(0, cell.col))
        self.popup = popup
        popup.done.connect(self._done)
        popup.cancelled.connect(self._cancel)
        popup.open_at(self._home(), popup.list)
        return True

    def _home(self) -> QRect:
        slot = self._model.slot_at(*self._sheet.place())
        found = None if slot is None else self._sheet.editor_home(slot)
        if found is None:
            return QRect()
        viewport, rect = found
        seen = rect.intersected(viewport.rect())
        return QRect(viewport.mapTo(self._place, seen.topLeft()), seen.size())

    def finish(self) -> bool:
        """Keep what was chosen and close. False = it could not be written."""
        popup = self.popup
        if popup is None:
            return True
        if self._taking:
            return False
        self._taking = True
        try:
            if popup.text != popup._begun and not self._write(popup.text):
                return False
        finally:
            self._taking = False
        self._close()
        return True

    def _done(self) -> None:
        inside = self.popup is not None and self.popup.isAncestorOf(QApplication.focusWidget() or self._place)
        if self.finish() and inside:
            self._sheet.go_on(0, 0)

    def _cancel(self) -> None:
        self._close()
        self._sheet.go_on(0, 0)

    def _close(self) -> None:
        popup, self.popup = self.popup, None
        if popup is not None:
            popup.hide()
            popup.deleteLater()
