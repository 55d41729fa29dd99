"""A table of records with its commands: typing, lists, paste, undo, order, finding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QLabel, QTableView, QVBoxLayout, QWidget

from zaitaku_desktop.forms.grid import GridCell
from zaitaku_ui.action_table import RECORD_CELL_MENU, RECORD_NUMBER_MENU, RECORD_SPECS, SHARED_KEYS
from zaitaku_ui.actions import Actions
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.records.carrier import RecordCarrier
from zaitaku_ui.records.finder import RecordFinder
from zaitaku_ui.records.hands import RecordHands
from zaitaku_ui.records.model import RecordModel
from zaitaku_ui.records.picker import RecordPicker
from zaitaku_ui.records.source import NEW, Change, RecordSource
from zaitaku_ui.tables.model import Slot
from zaitaku_ui.tables.navigation import Area
from zaitaku_ui.tables.view import SheetView
from zaitaku_ui.theme import Theme

OF_WINDOW = (*SHARED_KEYS, "document_settings")
"""Commands whose keys the window has."""
READ_ONLY = "閲覧専用で開いているため、書き込めません。"


class Pages(Protocol):
    """What a table asks of its printed pages."""

    def turn(self) -> None:
        """Open or close them."""
        ...

    def enlarge(self) -> None:
        """Show them in a window of their own."""
        ...

    def settings(self) -> None:
        """資料の設定 of what they show."""
        ...


class Side(Protocol):
    """What a table asks of the pane with its record."""

    def turn(self) -> None:
        """Open or close it."""
        ...

    @property
    def is_seen(self) -> bool:
        """Whether it is open."""
        ...


class RecordTable(QWidget):
    """Shows a RecordSource. `refresh()` after its records have changed."""

    position_changed = Signal(str, str)
    """(「3行目 所属」, what the record is called, or why nothing was done)."""
    cursor_moved = Signal()

    def __init__(self, bridge: Bridge, theme: Theme, source: RecordSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.theme = theme
        self.source = source
        self.read_only = bridge.read_only
        self.pages: Pages | None = None
        """The printed pages beside it."""
        self.side: Side | None = None
        """The record under the cursor in full, beside it."""
        self.model = RecordModel(source)
        self.sheet = SheetView(theme, self.model, self, name=source.name)
        self.model.setParent(self.sheet)
        source.say = self.say
        self.sheet.read_only = self.read_only
        self.sheet.carrier = RecordCarrier(self.model, read_only=self.read_only)
        self.picker = self.sheet.picker = RecordPicker(theme, self.sheet, self.model, self._fill, self)
        self.finder = RecordFinder(theme, self.sheet, RECORD_SPECS, self)
        self.hands = RecordHands(self)
        self.commands = Actions(self, theme, self.hands.table(RECORD_SPECS), RECORD_SPECS, keyless=OF_WINDOW)
        self._empty = QLabel(self.sheet)
        self._empty.setProperty("secondary", True)
        self._empty.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.finder.bar)
        column.addWidget(self.sheet, 1)
        self.setFocusProxy(self.sheet)
        self._connect()
        if self.read_only:
            self.commands.refuse_writing(bridge.workspace.read_only_reason or READ_ONLY)
        self.show_undo()

    def _connect(self) -> None:
        sheet = self.sheet
        sheet.editing.writer = self._write
        sheet.editing.filler = self._fill
        sheet.cursor_changed.connect(self._moved)
        sheet.message.connect(self.say)
        sheet.blank_asked.connect(self.hands.clear)
        self.bridge.changed.connect(self._step_done)
        for pane in (sheet.main, sheet.frozen):
            pane.customContextMenuRequested.connect(self._cell_menu)
        sheet.row_numbers().customContextMenuRequested.connect(self._row_menu)

    # What whoever holds the table calls

    def refresh(self) -> None:
        """Show the records as they are now; the cursor stays on its record."""
        self.sheet.show_table(self.model.make_table(writable=not self.read_only))
        self.finder.refresh()
        count = len(self.source.records())
        self._empty.setText("" if count else self.source.empty)
        self._empty.setVisible(bool(self._empty.text()))
        self._empty.adjustSize()
        header, numbers = self.sheet.main.horizontalHeader().height(), self.sheet.row_numbers().width()
        below = header + (self.sheet.main.verticalHeader().length() if self.model.rowCount() else 0)
        self._empty.move(numbers + self.theme.pixels(12), below + self.theme.pixels(14))
        self._empty.raise_()
        self.position_changed.emit(*self.position())

    def rename(self) -> None:
        """The source has another name, or other columns."""
        for widget in (self.sheet, self.sheet.main, self.sheet.frozen):
            widget.setAccessibleName(self.source.name)

    def _step_done(self, _step: object, _initiator: object) -> None:
        self.show_undo()

    def show_undo(self) -> None:
        """Name what 元に戻す would do now."""
        workspace = self.bridge.workspace
        if not self.read_only:
            self.commands.show_undo(workspace.undo_name, workspace.redo_name)

    def go_to(self, record: int, key: str = "") -> bool:
        """Put the cursor on a record. False if it is not shown."""
        row = self.model.row_of(record)
        column = self.model.column_of(key) if key else max(self.sheet.place()[1], 0)
        if row is None or column is None:
            return False
        self.sheet.set_cursor(row, column)
        return True

    def finish(self) -> bool:
        """Write what is being typed. False = it could not be written and stays."""
        return self.picker.finish() and self.sheet.editing.finish()

    def say(self, words: str) -> None:
        """Tell at the foot of the window why nothing was done."""
        self.position_changed.emit(self.position()[0], words)

    def position(self) -> tuple[str, str]:
        """Where the cursor is."""
        row, col = self.sheet.place()
        table = self.model.table
        if table is None or row < 0:
            return "", ""
        record = table.rows[row].item_id
        words = f"{self.source.word}を追加する行" if record == NEW else table.cell_at(row, 0).text
        return f"{row + 1}行目 {self.model.place_name(row, col)}", words.replace("\n", " ")

    def record(self) -> int | None:
        """The record under the cursor, None on the blank row or without a cursor."""
        row, table = self.sheet.place()[0], self.model.table
        if table is None or row < 0 or table.rows[row].item_id == NEW:
            return None
        return table.rows[row].item_id

    def chosen(self) -> list[int]:
        """The records of the range, or the rows chosen."""
        area, table = self.sheet.area(), self.model.table
        if area is None or table is None:
            return []
        rows = self.sheet.chosen_rows or range(area.top, area.bottom + 1)
        return [table.rows[row].item_id for row in rows if table.rows[row].item_id != NEW]

    def writable(self) -> bool:
        """Whether something can be written now; an open editor is closed first."""
        if self.read_only:
            self.say(self.bridge.workspace.read_only_reason or READ_ONLY)
            return False
        return self.finish()

    # Writing

    def write(self, changes: Sequence[Change], what: str) -> Sequence[int] | None:
        """Write through the source; a record that was made gets the cursor's row."""
        before = set(self.source.records())
        written = self.source.write(changes, what)
        if written is None:
            return None
        for record in written:
            if record not in before and self.model.row_of(record) is not None and self.record() is None:
                self.sheet.set_cursor(self.model.row_of(record) or 0, max(self.sheet.place()[1], 0))
        return written

    def _write(self, cell: GridCell, slot: Slot, text: str) -> bool:
        record, key = slot.item_id, slot.column
        if record != NEW and self.model.row_of(record) is None:
            self.say("この行は削除されています。入力した文はまだ残っています。")
            return False
        if record == NEW and not text.strip():
            return True
        return self.write([Change(record, {key: text})], f"{self.model.place_name(0, cell.col)}の入力") is not None

    def fill(self, text_of: Callable[[GridCell], str | None], what: str) -> bool:
        """Write a text into every cell of the range that takes one (None = leave it). False = refused."""
        texts: dict[int, dict[str, str]] = {}
        left, why = 0, ""
        for cell in self.sheet.selected_cells():
            record, key = self.model.place_of(cell)
            text = text_of(cell)
            if text is None or text == cell.text or (record == NEW and len(self.sheet.selected_cells()) > 1):
                continue
            if refused := self.model.why_not(cell):
                left, why = left + 1, refused
            else:
                texts.setdefault(record, {})[key] = text
        if left:
            self.say(why if not texts else f"書けないセル {left}か所には入れていません。")
        if not texts:
            return not left
        return self.write([Change(record, words) for record, words in texts.items()], what) is not None

    def _fill(self, text: str) -> bool:
        cell = self.sheet.cursor_cell()
        if cell is None:
            return False
        own = cell.col
        return self.fill(lambda other: text if other.col == own else None, f"{self.model.place_name(0, own)}の入力")

    def show_range(self, area: Area) -> None:
        """Choose what was just written."""
        table = self.model.table
        if table is not None and table.rows:
            bottom, right = min(area.bottom, len(table.rows) - 1), min(area.right, len(table.columns) - 1)
            self.sheet.set_cursor(min(area.top, bottom), area.left)
            self.sheet.extend_to(bottom, right)

    # Menus and cursor

    def _moved(self) -> None:
        self.position_changed.emit(*self.position())
        self.cursor_moved.emit()

    def _cell_menu(self, at: QPoint) -> None:
        pane = self.sender()
        if isinstance(pane, QTableView):
            self.commands.menu(RECORD_CELL_MENU, self).popup(pane.viewport().mapToGlobal(at))

    def _row_menu(self, at: QPoint) -> None:
        numbers = self.sheet.row_numbers()
        if self.sheet.row_choice.rows:
            self.commands.menu(RECORD_NUMBER_MENU, self).popup(numbers.viewport().mapToGlobal(at))
