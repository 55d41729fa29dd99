"""What each command of a record table (scope "records") does: one method for each, named as its key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.written_day import DayStyle, write_day
from zaitaku_desktop.forms.grid import GridCell
from zaitaku_ui.action_table import ActionSpec
from zaitaku_ui.records.pasting import copied, plan_paste
from zaitaku_ui.records.source import NEW
from zaitaku_ui.tables.clipboard import from_mime, put_on_clipboard, to_mime
from zaitaku_ui.tables.navigation import Area

if TYPE_CHECKING:
    from zaitaku_ui.records.table import RecordTable


NO_SIDE = "この表では、行のすべての欄が表の中にあります。"
NO_PAGES = "この表には、印刷の形がありません。"


class RecordHands(QObject):
    """The commands, done where the cursor of `table` is."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table

    def table(self, specs: Iterable[ActionSpec]) -> dict[str, Callable[..., object]]:
        """What each of these commands does, by key. AttributeError names one without a method."""
        return {spec.key: getattr(self, spec.key) for spec in specs}

    def undo(self) -> None:
        """元に戻す."""
        if self._table.finish():
            self._table.bridge.undo()

    def redo(self) -> None:
        """やり直す."""
        if self._table.finish():
            self._table.bridge.redo()

    def edit(self) -> None:
        """Open the cell editor with its text."""
        self._table.sheet.begin_edit(self._table.sheet.selection.currentIndex(), keep=True)

    def pick(self) -> None:
        """一覧から選ぶ."""
        cell = self._table.sheet.cursor_cell()
        if cell is None or not self._table.picker.has(cell):
            self._table.say("この欄には一覧がありません。文字を打つと、候補が出ます。")
        else:
            self._table.picker.open(cell)

    def copy(self) -> None:
        """Copy the range."""
        area = self._table.sheet.area()
        if area is not None and (rows := copied(self._table.model, area)):
            put_on_clipboard(to_mime(rows))

    def cut(self) -> None:
        """Copy the range and blank it."""
        if self._table.writable():
            self.copy()
            self._table.fill(_blank, "切り取り")

    def clear(self) -> None:
        """Blank the range; of rows chosen as a whole, delete them."""
        if self._table.sheet.chosen_rows:
            self.delete_rows()
        elif self._table.writable():
            self._table.fill(_blank, "消去")

    def paste(self) -> None:
        """Paste what the clipboard holds from the upper left of the range on."""
        table, area = self._table, self._table.sheet.area()
        if area is None or not table.writable():
            return
        try:
            clip = from_mime(QGuiApplication.clipboard().mimeData())
        except KnownError as trouble:
            table.bridge.failed.emit(trouble)
            return
        if not any(clip.rows):
            table.say("貼り付けられる文がありません。")
            return
        plan = plan_paste(table.model, area, clip)
        if plan.changes and table.write(plan.changes, "貼り付け") is None:
            return
        table.show_range(Area(area.top, area.left, area.top + plan.rows - 1, area.left + plan.columns - 1))
        if plan.left_out:
            place, text, why = plan.left_out[0]
            more = f"（ほか{len(plan.left_out) - 1}か所）" if len(plan.left_out) > 1 else ""
            table.say(f"{place}の「{text.strip()}」は貼り付けていません。{why}{more}")

    def fill_down(self) -> None:
        """Ctrl+D: the text above; in a range the text of its first row goes down."""
        table, area = self._table, self._table.sheet.area()
        shown = table.model.table
        if area is None or shown is None or not table.writable():
            return
        several = area.bottom > area.top

        def above(cell: GridCell) -> str | None:
            source = area.top if several else cell.row - 1
            if source < 0 or cell.row == source or shown.rows[cell.row].item_id == NEW:
                return None
            return shown.cell_at(source, cell.col).text

        table.fill(above, "上のセルの写し")

    def today(self) -> None:
        """Today, at the cursor."""
        self._table.sheet.type_in(write_day(dt.date.today(), DayStyle("dot")))

    def add_record(self) -> None:
        """To the blank row at the end."""
        table = self._table
        if not table.writable():
            return
        row = table.model.row_of(NEW)
        if row is None:
            table.say("この表には、行を追加できません。")
        else:
            table.sheet.set_cursor(row, 0)
            table.sheet.setFocus()

    def delete_rows(self) -> None:
        """Delete the records of the range."""
        table = self._table
        if table.writable() and (records := table.chosen()):
            row, column = table.sheet.place()
            if table.source.remove(records):
                table.sheet.set_cursor(min(row, table.model.rowCount() - 1), column)

    def move_up(self) -> None:
        """One place up."""
        self._move(-1)

    def move_down(self) -> None:
        """One place down."""
        self._move(1)

    def _move(self, step: int) -> None:
        table = self._table
        chosen = table.chosen()
        if not table.writable() or not chosen:
            return
        if why := table.source.why_not_move():
            table.say(why)
            return
        records = list(table.source.records())
        first, last = records.index(chosen[0]), records.index(chosen[-1])
        if step < 0 and first > 0:
            table.source.move(chosen, records[first - 1])
        elif step > 0 and last + 1 < len(records):
            table.source.move(chosen, records[last + 2] if last + 2 < len(records) else None)

    def find(self) -> None:
        """検索."""
        self._table.finder.open()

    def find_next(self) -> None:
        """次を検索."""
        self._table.finder.step(1)

    def find_previous(self) -> None:
        """前を検索."""
        self._table.finder.step(-1)

    def preview(self) -> None:
        """Open or close the printed pages."""
        table = self._table
        if table.pages is None:
            table.commands["preview"].setChecked(False)
            table.say(NO_PAGES)
        elif table.finish():
            table.pages.turn()

    def record_side(self) -> None:
        """Open or close the fields of the row."""
        table = self._table
        if table.side is None:
            table.say(NO_SIDE)
        elif table.finish():
            table.side.turn()
        table.commands["record_side"].setChecked(table.side is not None and table.side.is_seen)

    def document_settings(self) -> None:
        """資料の設定…"""
        table = self._table
        if table.pages is None:
            table.say(NO_PAGES)
        elif table.writable():
            table.pages.settings()

    def enlarge(self) -> None:
        """大きく見る."""
        if self._table.pages is None:
            self._table.say(NO_PAGES)
        elif self._table.finish():
            self._table.pages.enlarge()

    def zoom_in(self) -> None:
        """The sheet larger."""
        self._table.sheet.zoom_by(1)

    def zoom_out(self) -> None:
        """The sheet smaller."""
        self._table.sheet.zoom_by(-1)

    def zoom_reset(self) -> None:
        """The sheet at 100 %."""
        self._table.sheet.set_zoom(100)


def _blank(_cell: GridCell) -> str:
    return ""
