"""Records as the sheet shows them, with a blank row under the last one."""

from __future__ import annotations

from PySide6.QtCore import QObject

from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_desktop.forms.grid import GridCell
from zaitaku_ui.records.source import NEW, RecordSource
from zaitaku_ui.tables.cell_text import CellText, Paragraph, Piece
from zaitaku_ui.tables.plain import PlainModel, PlainRow, PlainTable
from zaitaku_ui.tables.table import Edge


class RecordModel(PlainModel):
    """Asks its source for everything."""

    def __init__(self, source: RecordSource, parent: QObject | None = None) -> None:
        super().__init__(source.frozen, parent)
        self.source = source

    def make_table(self, *, writable: bool) -> PlainTable:
        """The records as they are now."""
        rows = [PlainRow(record) for record in self.source.records()]
        if writable and self.source.adds:
            rows.append(PlainRow(NEW))
        return PlainTable(self.source.columns, rows, self._text)

    def _text(self, record: int, key: str) -> str:
        return "" if record == NEW else self.source.text(record, key)

    def place_of(self, cell: GridCell) -> tuple[int, str]:
        """Record and column of a cell."""
        assert cell.address is not None
        return cell.address.item_id, cell.address.column

    def text_of(self, cell: GridCell) -> CellText:
        """As the source wants it; the blank row says what it is for."""
        record, key = self.place_of(cell)
        if record == NEW:
            words = f"{self.source.word}を追加" if cell.col == 0 else ""
            return CellText((Paragraph((Piece(words, "quiet"),)),)) if words else CellText()
        return self.source.look(record, key, cell.text) or super().text_of(cell)

    def edge_below(self, row: int) -> Edge:
        """A thin line; a stronger one under the last record."""
        table = self.table
        last = table is not None and row + 2 == len(table.rows) and table.rows[row + 1].item_id == NEW
        if table is not None and self.source.ends_group(table.rows[row].item_id):
            return Edge.ITEM
        return Edge.ITEM if last else Edge.ROW

    def why_not(self, cell: GridCell) -> str:
        """What the source says."""
        return self.source.why_not(*self.place_of(cell))

    def takes_key(self, column: int, text: str) -> str:
        """What the source says."""
        return self.source.key_writes(self.source.columns[column].key, text)

    def known_lines(self, cell: GridCell) -> KnownLines:
        """What the source offers."""
        return self.source.known(*self.place_of(cell), self._texts_near(cell, cell.col))

    def tip(self, cell: GridCell) -> str | None:
        """What the source says."""
        record, key = self.place_of(cell)
        return (self.source.tip(record, key) or None) if record != NEW else None

    def spoken(self, cell: GridCell) -> str:
        """The blank row is called by what it is for."""
        record, _ = self.place_of(cell)
        if record != NEW:
            return super().spoken(cell)
        return f"{self.source.word}を追加する行 {self.place_name(cell.row, cell.col)}"
