"""What the commands of finding do, by their keys (action_table.py)."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from zaitaku_desktop.forms.missing import missing_cells
from zaitaku_ui.action_table import PLAN_SPECS
from zaitaku_ui.find.arranger import Arranger
from zaitaku_ui.find.bar import FindBar
from zaitaku_ui.find.column_box import ColumnBox
from zaitaku_ui.find.desk import PlanDesk
from zaitaku_ui.find.finder import Finder
from zaitaku_ui.find.gaps import gap_places, next_gap
from zaitaku_ui.find.held_keys import HeldKeys
from zaitaku_ui.find.strip import ArrangeStrip
from zaitaku_ui.tables.columns import heading
from zaitaku_ui.theme import Theme

ROUND_DOWN, ROUND_UP = "最後まで見たので、最初に戻りました。", "最初まで見たので、最後に戻りました。"


class FindHands(QObject):
    """The bar and what moves in it; one method for each command."""

    def __init__(self, desk: PlanDesk, theme: Theme, place: QWidget) -> None:
        """`place` = the widget over which boxes open."""
        super().__init__(place)
        self._place = place
        self._desk = desk
        held_keys = HeldKeys(spec for spec in PLAN_SPECS if spec.needs == "write" and not hasattr(self, spec.key))
        self.bar = FindBar(theme, held_keys)
        self.finder = Finder(desk, self.bar, self)
        self.arranger = Arranger(self)
        self.strip = ArrangeStrip(theme, self.arranger)
        self.box = ColumnBox(theme, self.arranger, held_keys, place)
        self._connect()

    def _connect(self) -> None:
        sheet = self._desk.sheet
        sheet.offer_menus()
        sheet.menu_asked.connect(self._open_box)
        self.arranger.changed.connect(self._arranged)
        self.arranger.sorted.connect(self._show_first)
        self.box.left.connect(sheet.setFocus)
        self.strip.left.connect(sheet.setFocus)

    def plan_changed(self) -> None:
        """The sheet shows something else."""
        if self.strip.isVisible() or self.arranger.wanted:
            self.strip.refresh()
            self._desk.sheet.show_arranged(self._icons())
        self.finder.plan_changed()

    def shut_down(self) -> None:
        """Search no more."""
        self.finder.shut_down()

    def find(self) -> None:
        """検索."""
        self.finder.open(replacing=False)

    def replace(self) -> None:
        """置き換え."""
        self.finder.open(replacing=True)

    def find_next(self) -> None:
        """次を検索."""
        self.finder.step(1)

    def find_previous(self) -> None:
        """前を検索."""
        self.finder.step(-1)

    def next_gap(self) -> None:
        """次の空欄へ移動."""
        self._to_gap(1)

    def previous_gap(self) -> None:
        """前の空欄へ移動."""
        self._to_gap(-1)

    def arrange(self) -> None:
        """The box of the cursor's column."""
        column = self._desk.sheet.place()[1]
        if column >= 0:
            self._open_box(column)

    def arrange_off(self) -> None:
        """Back to the order of the form."""
        if self.arranger.wanted and self._desk.finish_editing():
            self.arranger.clear()

    def _open_box(self, column: int) -> None:
        view = self._desk.view
        if view is None or not self._desk.finish_editing():
            return
        sheet = self._desk.sheet
        at = sheet.mapTo(self._place, sheet.heading_corner(column))
        self.box.open_under(at, view.columns[column].key, heading(view, column))

    def _arranged(self) -> None:
        if self._desk.finish_editing():
            self._desk.show_again()

    def _show_first(self, column: str) -> None:
        """After sorting: what stands first in that column."""
        place = self._desk.sheet.model.column_of(column)
        if place is not None:
            self._desk.sheet.reveal((0, place))

    def _icons(self) -> dict[int, str]:
        """By column: how it is sorted or filtered."""
        wanted, view = self.arranger.wanted, self._desk.view
        found: dict[int, str] = {}
        for place, column in enumerate(view.columns if view is not None else ()):
            if wanted.choice(column.key) is not None:
                found[place] = "filter"
            if wanted.sorting is not None and wanted.sorting.column == column.key:
                found[place] = "arrow-down" if wanted.sorting.descending else "arrow-up"
        return found

    def _to_gap(self, step: int) -> None:
        desk, sheet = self._desk, self._desk.sheet
        if not desk.finish_editing() or desk.view is None or desk.snapshot is None:
            return
        missing = missing_cells(desk.view, desk.snapshot)
        places = gap_places(desk.view, missing, desk.year)
        cell = sheet.cursor_cell()
        gap = next_gap(places, (-1, -1) if cell is None else (cell.row, cell.col), step)
        if gap is None:
            elsewhere = f"ほかの年度に{len(missing)}件あります。" if missing else ""
            named = "" if desk.year is None else desk.year.long
            desk.say(f"{named}の空欄はありません。{elsewhere}")
            return
        sheet.reveal(gap.place)
        sheet.setFocus()
        round_ = ROUND_DOWN if step > 0 else ROUND_UP
        desk.say(f"空欄 {gap.number} / {gap.count} 件　{round_ if gap.wrapped else ''}")
