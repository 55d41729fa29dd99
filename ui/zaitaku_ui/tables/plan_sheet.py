"""The sheet of a plan: a SheetView over a PlanModel."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from zaitaku_desktop.forms.grid import CellAddress, GridView
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_ui.tables.plan_model import PlanModel
from zaitaku_ui.tables.view import SheetView
from zaitaku_ui.theme import Theme


class PlanSheet(SheetView):
    """Give it a grid with `set_grid`."""

    model: PlanModel

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, PlanModel(), parent, name="計画の表")
        self.model.setParent(self)

    def set_grid(self, view: GridView, snapshot: PlanSnapshot) -> None:
        """Show a grid; where only texts differ from the one before, only those cells are drawn anew."""
        slot, row, anchor = self._cursor_slot(), self.place()[0], self._anchor()
        self._setting = True
        changed = self.model.set_grid(view, snapshot)
        self._setting = False
        if changed is None:
            self._shape_changed(slot, row, anchor)
        else:
            self.heights.forget(changed)
            self._settled()

    def go_to(self, address: CellAddress) -> bool:
        """Put the cursor on the cell of that address. False if it is not in this grid."""
        index = self.model.index_at(address)
        if index.isValid():
            self.set_cursor(index.row(), index.column())
        return index.isValid()
