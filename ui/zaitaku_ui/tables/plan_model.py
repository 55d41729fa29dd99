"""The grid of a plan as the sheet shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QObject

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.cells import GRADES, read_grade
from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_desktop.forms.grid import CellAddress, GridCell, GridView
from zaitaku_desktop.forms.grid_rows import item_title
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_ui.tables.cell_text import CellText, cell_text
from zaitaku_ui.tables.columns import computed, default_width, frozen_columns
from zaitaku_ui.tables.model import TableModel
from zaitaku_ui.tables.table import Edge
from zaitaku_ui.theme import Theme


class PlanModel(TableModel):
    """Cells of a GridView with the plan behind it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view: GridView | None = None
        self.snapshot: PlanSnapshot | None = None
        self._ending: dict[int, list[GridCell]] = {}

    def set_grid(self, view: GridView, snapshot: PlanSnapshot) -> list[GridCell] | None:
        """Show this grid from now on. Returns the cells that look different, or None if its shape changed."""
        before = self.view
        self.view, self.snapshot = view, snapshot
        if before is None or not same_shape(before, view):
            self._ending = {}
            self.show_table(view)
            return None
        anew = [(old, cell) for old, cell in zip(before.cells, view.cells, strict=True) if old is not cell]
        for old, cell in anew if self._ending else ():
            beside = self._ending[cell.row + cell.rowspan - 1]
            beside[next(place for place, one in enumerate(beside) if one is old)] = cell
        return self.exchange(view, anew)

    def text_of(self, cell: GridCell) -> CellText:
        """Chips, states, runs and words (LOOK 2)."""
        assert self.view is not None and self.snapshot is not None
        return cell_text(self.view, self.snapshot, cell)

    def merged(self) -> Iterable[GridCell]:
        """Merged over several rows."""
        return [cell for cell in self.view.cells if cell.rowspan > 1] if self.view else ()

    def ending_in(self, row: int) -> Sequence[GridCell]:
        """The cells whose last row this is."""
        if not self._ending:
            for cell in self.view.cells if self.view else ():
                self._ending.setdefault(cell.row + cell.rowspan - 1, []).append(cell)
        return self._ending.get(row, ())

    def frozen_count(self) -> int:
        """項目, No., 取組名: what says which row it is."""
        return frozen_columns(self.view) if self.view else 0

    def default_width(self, theme: Theme, column: int) -> int:
        """From its width on paper."""
        assert self.view is not None
        return default_width(theme, self.view, self.view.columns[column])

    def stands_upright(self, column: int) -> bool:
        """項目."""
        return self.view is not None and self.view.columns[column].definition.role == "group"

    def width_name(self, column: int) -> str:
        """By the form and the column as the form defines it: next year's columns are as wide as this year's."""
        assert self.view is not None
        return f"{self.view.form.key}/{self.view.columns[column].definition.key}"

    def edge_below(self, row: int) -> Edge:
        """Between 実施行, 取組, 項目."""
        view = self.view
        if view is None or row + 1 in view.group_starts or row + 1 == len(view.rows):
            return Edge.GROUP
        return Edge.ITEM if row + 1 in view.initiative_starts else Edge.ROW

    def why_not(self, cell: GridCell) -> str:
        """廃止, a computed heading, a 項目 without 取組."""
        if cell.closed:
            return "この取組は廃止されています。書くときは、先に廃止を取り消してください。"
        view = self.view
        if view is not None and view.is_computed(cell):
            return computed(view, cell.col)
        if cell.address is None and (view is None or not view.begins_initiative(cell)):
            return "この項目にはまだ取組がありません。先に取組名を書いてください。"
        return ""

    def takes_key(self, column: int, text: str) -> str:
        """A–D in a 評価."""
        if self.view is None or self.view.columns[column].fields != ("grade",):
            return ""
        return grade if (grade := read_grade(text)) in GRADES else ""

    def known_lines(self, cell: GridCell) -> KnownLines:
        """Of the column, then of its like in the other 年度. None for a 取組名, No. or 評価: each is its own."""
        view = self.view
        assert view is not None
        definition = view.columns[cell.col].definition
        if definition.role not in ("fields", "tags") or definition.fields == ("grade",):
            return KnownLines(())
        others = (col for col, column in enumerate(view.columns) if column.definition is definition and col != cell.col)
        return KnownLines(text for col in (cell.col, *others) for text in self._around(cell, col))

    def _around(self, cell: GridCell, column: int) -> Iterable[str]:
        """As the table has them; in another column the cell beside this one too."""
        assert self.view is not None
        if column != cell.col:
            yield self.view.cell_at(cell.row, column).text
        yield from self._texts_near(cell, column)

    def index_at(self, address: CellAddress) -> QModelIndex:
        """Where the cell of that address begins; an invalid index if this grid does not show it."""
        cell = self.view.find(address) if self.view else None
        return QModelIndex() if cell is None else self.index(cell.row, cell.col)

    def spoken(self, cell: GridCell) -> str:
        """Place, 廃止, words."""
        state = "廃止" if cell.closed else ""
        words = (f"{cell.row + 1}行", self.place_name(cell.row, cell.col), state, cell.text.replace("\n", " "))
        return " ".join(word for word in words if word)

    def tip(self, cell: GridCell) -> str | None:
        """What 継続 means, who shares the text, until when a 取組 went on and who goes on with it."""
        if cell.meaning:
            return f"継続：{cell.meaning}"
        if cell.linked:
            return self._sharers(cell)
        return self._ended(cell) or None

    def _ended(self, cell: GridCell) -> str:
        """Of a cell that is closed, and of the name of a 取組 that has ended."""
        view, snapshot = self.view, self.snapshot
        if view is None or snapshot is None or cell.address is None:
            return ""
        if not cell.closed and view.columns[cell.col].definition.role != "title":
            return ""
        item = snapshot.ancestor(snapshot.items[cell.address.item_id], ItemKind.INITIATIVE)
        if item is None or item.ended_year is None:
            return ""
        successor = snapshot.items.get(item.successor_id or 0)
        heir = "" if successor is None else f"\n後継：{item_title(snapshot, successor)}"
        return f"この取組は{FiscalYear(item.ended_year).long}で廃止されています。{heir}"

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
