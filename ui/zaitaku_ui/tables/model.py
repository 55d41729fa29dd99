"""The grid of a plan as a Qt model: slots of rows × columns, merged cells found through the GridView."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.grid import CellAddress, GridCell, GridView
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_ui.tables.cell_text import CellText, cell_text

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the grid that stays valid when rows move: the row by its item, the column by its key."""

    item_id: int
    column: str


class GridModel(QAbstractTableModel):
    """Cells of a GridView. Where a cell is merged, every slot under it shows it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view: GridView | None = None
        self.snapshot: PlanSnapshot | None = None
        self.current_year: FiscalYear | None = None
        self._texts: dict[tuple[int, int], CellText] = {}

    def set_grid(self, view: GridView, snapshot: PlanSnapshot) -> list[GridCell] | None:
        """Show this grid from now on. Returns the cells that look different, or None if its shape changed."""
        before, drawn = self.view, self._texts
        if before is None or not same_shape(before, view):
            self.beginResetModel()
            self.view, self.snapshot, self._texts = view, snapshot, {}
            self.endResetModel()
            return None
        anew = [(old, cell) for old, cell in zip(before.cells, view.cells, strict=True) if old is not cell]
        self.view, self.snapshot, self._texts = view, snapshot, dict(drawn)
        changed = []
        for old, cell in anew:
            was = self._texts.pop((cell.row, cell.col), None)
            if old != cell or (was is not None and was != self.content(cell)):
                changed.append(cell)
        for cell in changed:
            self.dataChanged.emit(self.index(cell.row, cell.col), self.index(cell.row + cell.rowspan - 1, cell.col))
        return changed

    def set_year(self, year: FiscalYear | None) -> None:
        """Tint the columns of this 年度."""
        self.current_year = year

    def is_current(self, column: int) -> bool:
        """Whether the column belongs to the current 年度."""
        return (
            self.view is not None
            and self.current_year is not None
            and self.view.columns[column].year == self.current_year
        )

    def cell(self, index: Index) -> GridCell | None:
        """The cell that covers the slot, None outside the grid."""
        if self.view is None or not index.isValid():
            return None
        return self.view.cell_at(index.row(), index.column())

    def content(self, cell: GridCell) -> CellText:
        """What is drawn in the cell, made when it is first asked for: few cells of many are ever seen."""
        assert self.view is not None and self.snapshot is not None
        found = self._texts.get((cell.row, cell.col))
        if found is None:
            found = self._texts[cell.row, cell.col] = cell_text(self.view, self.snapshot, cell)
        return found

    def slot_at(self, row: int, column: int) -> Slot | None:
        """The lasting name of a slot."""
        if self.view is None or not (0 <= row < len(self.view.rows) and 0 <= column < len(self.view.columns)):
            return None
        return Slot(self.view.rows[row].item_id, self.view.columns[column].key)

    def index_of(self, slot: Slot) -> QModelIndex:
        """Where the slot is now; an invalid index if its row or column is gone."""
        if self.view is None:
            return QModelIndex()
        column = next((i for i, c in enumerate(self.view.columns) if c.key == slot.column), None)
        row = next((i for i, r in enumerate(self.view.rows) if r.item_id == slot.item_id), None)
        return QModelIndex() if row is None or column is None else self.index(row, column)

    def index_at(self, address: CellAddress) -> QModelIndex:
        """Where the cell of that address begins; an invalid index if this grid does not show it."""
        cell = self.view.find(address) if self.view else None
        return QModelIndex() if cell is None else self.index(cell.row, cell.col)

    def place_name(self, row: int, column: int) -> str:
        """`R6実績`, `取組名`: the heading of the column in a few words."""
        assert self.view is not None
        return self.view.columns[column].heading[-1].split("\n")[0]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.view is None else len(self.view.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.view is None else len(self.view.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(cell)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(cell)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.view is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return " ".join(self.view.columns[section].heading).replace("\n", "")

    def _spoken(self, cell: GridCell) -> str:
        state = "廃止" if cell.closed else ""
        words = (f"{cell.row + 1}行", self.place_name(cell.row, cell.col), state, cell.text.replace("\n", " "))
        return " ".join(word for word in words if word)

    def _tip(self, cell: GridCell) -> str | None:
        if cell.meaning:
            return f"継続：{cell.meaning}"
        if cell.linked:
            return self._sharers(cell)
        if cell.closed:
            return "この取組は廃止されています。"
        return None

    def _sharers(self, cell: GridCell) -> str:
        """Names of the other 取組 that show the same text."""
        snapshot, view = self.snapshot, self.view
        if snapshot is None or view is None or cell.address is None:
            return ""
        value = cell.values[0]
        entry = snapshot.entry(cell.address.item_id, value.field, value.year)
        if entry is None:
            return ""
        here = {view.rows[row].item_id for row in range(cell.row, cell.row + cell.rowspan)} | {cell.address.item_id}
        others = {e.item_id for e in (entry, *snapshot.sharers(entry.id))} - here
        numbers = [
            f"{row + 1}行目" for row, found in enumerate(view.rows) if others & {found.item_id, found.initiative_id}
        ]
        return f"{'、'.join(numbers)}と同じ文です。" if numbers else ""


def _place(cell: GridCell) -> tuple[int, int, int]:
    return cell.row, cell.col, cell.rowspan


def same_shape(one: GridView, other: GridView) -> bool:
    """Whether rows, columns and merges are the same, so that only texts can differ."""
    return (
        one.rows == other.rows
        and [column.key for column in one.columns] == [column.key for column in other.columns]
        and one.header == other.header
        and len(one.cells) == len(other.cells)
        and all(a is b or _place(a) == _place(b) for a, b in zip(one.cells, other.cells, strict=True))
    )
