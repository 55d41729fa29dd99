"""What the sheet of a plan writes into cells: typing, pasting, clearing, states, sharing — each one undo step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.cells import MARK, FieldValue
from zaitaku_desktop.forms.grid import GridCell, GridView
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.plan import EntryState, Mark
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.operations import plan_cells, plan_tags
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.tables.columns import computed, heading
from zaitaku_ui.tables.navigation import Area, cells_in

CLOSED = "この取組は廃止されているため、この年度には書けません。"
NO_PLACE = "この行にはまだ取組がありません。取組名を書くと、ここに書けるようになります。"


def refusal(view: GridView, cell: GridCell) -> str:
    """Why nothing can be typed into the cell, "" if something can."""
    if cell.closed:
        return CLOSED
    if view.is_computed(cell):
        return computed(view, cell.col)
    if cell.address is None and not view.begins_initiative(cell):
        return NO_PLACE
    return ""


def keys_of(cell: GridCell) -> list[plan_cells.Key]:
    """The fields and 年度 that stand in the cell."""
    return [(value.field, value.year) for value in cell.values]


def items_under(view: GridView, cell: GridCell) -> list[int]:
    """The items whose cells are drawn as this one, in order."""
    addresses = (view.address_at(row, cell.col) for row in range(cell.row, cell.row + cell.rowspan))
    return list(dict.fromkeys(address.item_id for address in addresses if address))


def _kind(view: GridView, cell: GridCell) -> tuple[str, bool]:
    """Cells of one kind take the same words: names, tags, 評価, other fields."""
    definition = view.columns[cell.col].definition
    return definition.role, definition.fields == ("grade",)


class CellCommands(QObject):
    """Writes cells through the bridge. `refused` says why nothing was written."""

    refused = Signal(str)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def type_text(self, view: GridView, cell: GridCell, text: str) -> bool:
        """Write what was typed. Returns False if it could not be written: the text must stay in the editor."""
        if why := refusal(view, cell):
            self.refused.emit(why)
            return False
        if text == cell.marked:
            return True
        if cell.address is None and not text.strip():
            return True
        return self._write(f"{heading(view, cell.col)}の入力", view, [(cell, text)])

    def clear(self, view: GridView, area: Area) -> bool:
        """Blank every cell of the area that can be written."""
        return self._blank(view, area, "消去")

    def cut(self, view: GridView, area: Area) -> bool:
        """Blank what has been copied."""
        return self._blank(view, area, "切り取り")

    def _blank(self, view: GridView, area: Area, word: str) -> bool:
        cells = [cell for cell in cells_in(view, area) if cell.text and not refusal(view, cell)]
        if not cells:
            return False
        place = f"{heading(view, cells[0].col)}の" if len(cells) == 1 else ""
        return self._write(f"{place}{word}", view, [(cell, "") for cell in cells])

    def fill_down(self, view: GridView, area: Area) -> bool:
        """Ctrl+D: a copy of the text above; in a range the text of its first row goes down."""
        writes: list[tuple[GridCell, str]] = []
        for col in range(area.left, area.right + 1):
            cells = cells_in(view, Area(area.top, col, area.bottom, col))
            source = cells.pop(0) if len(cells) > 1 else self._above(view, cells[0]) if cells else None
            if source is not None and view.columns[col].definition.role == "fields":
                writes += [(cell, source.marked) for cell in cells if not refusal(view, cell)]
        return self._copy(view, writes, "上")

    def fill_right(self, view: GridView, area: Area) -> bool:
        """Ctrl+R: a copy of the text at the left; in a range the text of its first column goes right."""
        first = area.left if area.right > area.left else area.left - 1
        writes = [
            (cell, view.cell_at(cell.row, first).marked)
            for cell in cells_in(view, Area(area.top, first + 1, area.bottom, area.right))
            if first >= 0
            and {view.columns[col].definition.role for col in (first, cell.col)} == {"fields"}
            and not refusal(view, cell)
        ]
        return self._copy(view, writes, "左")

    def _copy(self, view: GridView, writes: Sequence[tuple[GridCell, str]], side: str) -> bool:
        if not writes:
            self.refused.emit(f"{side}のセルの内容を写せる所がありません。")
            return False
        return self._write(f"{side}のセルの写し", view, writes)

    def fill(self, view: GridView, cursor: GridCell, area: Area, text: str) -> bool:
        """Ctrl+Enter: what was typed into the cursor's cell goes into every cell of the range that is of its kind.

        False = nothing could be written: the text must stay in the editor.
        """
        if why := refusal(view, cursor):
            self.refused.emit(why)
            return False
        kind = _kind(view, cursor)
        alike = [cell for cell in cells_in(view, area) if _kind(view, cell) == kind]
        open_cells = [cell for cell in alike if not refusal(view, cell)]
        writes = [
            (cell, text) for cell in open_cells if cell.marked != text and (cell.address is not None or text.strip())
        ]
        place = f"{heading(view, cursor.col)}の" if len({cell.col for cell in open_cells}) == 1 else ""
        if writes and not self._write(f"{place}入力", view, writes):
            return False
        if left := len(alike) - len(open_cells):
            self.refused.emit(f"書けないセル {left}か所には入れていません。")
        return True

    def set_state(self, view: GridView, area: Area, state: EntryState) -> bool:
        """継続 or ― in every cell of the area that can have it."""
        word = "継続" if state is EntryState.CONTINUES else "「―」"
        cells = [
            cell
            for cell in cells_in(view, area)
            if cell.address is not None
            and len(cell.values) == 1
            and view.columns[cell.col].definition.role == "fields"
            and (state is EntryState.NONE or view.columns[cell.col].year is not None)
        ]
        if not cells:
            only = "年度ごとの欄" if state is EntryState.CONTINUES else "一つの欄だけのセル"
            self.refused.emit(f"{word}にできるのは、{only}です。")
            return False
        if any(cell.closed for cell in cells):
            self.refused.emit(CLOSED)
            cells = [cell for cell in cells if not cell.closed]

        def change(session: Session) -> None:
            for cell in cells:
                assert cell.address is not None
                for field, year in keys_of(cell):
                    plan_cells.set_state(session, cell.address.item_id, field, year, state)

        return bool(cells) and self._perform(f"{word}の設定", change)

    @staticmethod
    def _points(view: GridView, area: Area) -> dict[int, Mark]:
        """The 取組 whose names are points that can be bold: not those that are so as 新規, or marked 既存."""
        found: dict[int, Mark] = {}
        for cell in cells_in(view, area):
            if view.form.layout == "pdca" and view.columns[cell.col].definition.role == "title" and cell.address:
                mark = next((Mark(value.text) for value in cell.values if value.field == MARK), Mark.NONE)
                if mark in (Mark.NONE, Mark.BOLD):
                    found[cell.address.item_id] = mark
        return found

    def toggle_bold(self, view: GridView, area: Area) -> bool:
        """Ctrl+B: 太字 for the texts of the area, and for names that are points; off where all of them are bold."""
        cells = [
            cell
            for cell in cells_in(view, area)
            if cell.address is not None and view.columns[cell.col].definition.role == "fields"
        ]
        texts = [(cell, value) for cell in cells for value in cell.values if value.text and value.field != "grade"]
        names = self._points(view, area)
        if not texts and not names:
            self.refused.emit("太字にできる文がありません。取組名や番号、評価は、いつも同じ太さです。")
            return False
        if any(cell.closed for cell, _ in texts):
            self.refused.emit(CLOSED)
            texts = [(cell, value) for cell, value in texts if not cell.closed]
        whole = all(mark is Mark.BOLD for mark in names.values())
        bold = not (whole and all(inline.is_all_bold(value.text) for _, value in texts))
        mark = FieldValue(MARK, None, EntryState.TEXT, Mark.BOLD.value if bold else "")

        def change(session: Session) -> None:
            for cell, value in texts:
                assert cell.address is not None
                plan_cells.set_bold(session, cell.address.item_id, [(value.field, value.year)], bold)
            for item_id in names:
                plan_cells.write_values(session, item_id, [mark])

        return bool(texts or names) and self._perform("太字" if bold else "太字の取りやめ", change)

    def write_values(self, name: str, item_id: int, values: Sequence[FieldValue]) -> bool:
        """Write fields of a row that were chosen from a list."""

        def change(session: Session) -> None:
            plan_cells.write_values(session, item_id, values)

        return self._perform(name, change)

    def set_tags(self, axes: Sequence[str], wanted: Mapping[int, Collection[int]], snapshot: PlanSnapshot) -> bool:
        """The 分類 of these 取組 (by id) on these axes."""

        def change(session: Session) -> None:
            for item_id, values in wanted.items():
                for axis in axes:
                    on_axis = [value for value in values if snapshot.axis_values[value].axis == axis]
                    plan_tags.set_axis_values(session, item_id, axis, on_axis)

        return self._perform("分類の変更", change)

    def share_with_above(self, view: GridView, area: Area) -> bool:
        """「上と同じ」: one cell takes the text above it; in a range all take the text of its first row."""
        pairs: list[tuple[int, Sequence[plan_cells.Key], int]] = []
        for col in range(area.left, area.right + 1):
            if view.columns[col].definition.role != "fields":
                continue
            first = view.cell_at(area.top, col)
            last = view.cell_at(area.bottom, col)
            source = first if (first.row, first.col) != (last.row, last.col) else self._above(view, first)
            if source is None or source.address is None:
                continue
            start = source.row + source.rowspan
            stop = last.row + last.rowspan
            rows = range(start, stop)
            targets = dict.fromkeys(a.item_id for a in (view.address_at(row, col) for row in rows) if a)
            pairs += [(item, keys_of(source), source.address.item_id) for item in targets]
        if not pairs:
            self.refused.emit("すぐ上に、文を共有できるセルがありません。")
            return False

        def change(session: Session) -> None:
            for item_id, keys, holder in pairs:
                plan_cells.share_with(session, item_id, keys, holder)

        return self._perform("上と同じ", change)

    @staticmethod
    def _above(view: GridView, cell: GridCell) -> GridCell | None:
        return view.cell_at(cell.row - 1, cell.col) if cell.row else None

    def stop_sharing(self, view: GridView, area: Area) -> bool:
        """「共有をやめる」: every cell of the area keeps its text, for itself."""
        cells = [cell for cell in cells_in(view, area) if cell.shared]
        if not cells:
            self.refused.emit("ここには共有している文がありません。")
            return False

        def change(session: Session) -> None:
            for cell in cells:
                for item_id in items_under(view, cell):
                    plan_cells.unshare(session, item_id, keys_of(cell))

        return self._perform("共有の取りやめ", change)

    def _write(self, name: str, view: GridView, writes: Sequence[tuple[GridCell, str]]) -> bool:
        read: list[tuple[GridCell, tuple[FieldValue, ...]]] = [(cell, view.read(cell, text)) for cell, text in writes]

        def change(session: Session) -> None:
            for cell, values in read:
                group = view.rows[cell.row].group_id
                if cell.address is not None:
                    plan_cells.write_values(session, cell.address.item_id, values)
                elif group is not None:
                    plan_cells.write_first_initiative(session, group, values)

        return self._perform(name, change)

    def _perform(self, name: str, change: Callable[[Session], None]) -> bool:
        return self._bridge.perform(name, change, self) is not None
