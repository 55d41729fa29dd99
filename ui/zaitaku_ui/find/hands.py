"""What the commands of finding do, by their keys (action_table.py)."""

from __future__ import annotations

from PySide6.QtCore import QObject

from zaitaku_desktop.forms.missing import missing_cells
from zaitaku_ui.action_table import PLAN_SPECS
from zaitaku_ui.find.bar import FindBar
from zaitaku_ui.find.desk import PlanDesk
from zaitaku_ui.find.finder import Finder
from zaitaku_ui.find.gaps import gap_places, next_gap
from zaitaku_ui.theme import Theme

ROUND_DOWN, ROUND_UP = "最後まで見たので、最初に戻りました。", "最初まで見たので、最後に戻りました。"


class FindHands(QObject):
    """The bar and what moves in it; one method for each command."""

    def __init__(self, desk: PlanDesk, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        writing = (spec for spec in PLAN_SPECS if spec.needs == "write" and not hasattr(self, spec.key))
        sheet_keys = {spec.shortcut for spec in writing if spec.shortcut}
        self.bar = FindBar(theme, sheet_keys)
        self.finder = Finder(desk, self.bar, self)

    def plan_changed(self) -> None:
        """The sheet shows something else."""
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
