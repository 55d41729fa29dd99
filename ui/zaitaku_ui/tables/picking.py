"""Cells whose contents are chosen from a list: what the sheet asks of whoever has the lists."""

from __future__ import annotations

from typing import Protocol

from zaitaku_desktop.forms.grid import GridCell


class CellPicker(Protocol):
    """Has lists for some cells. The sheet opens them with Alt+↓, and with F2 where there is nothing else to type."""

    def has(self, cell: GridCell) -> bool:
        """Whether there is a list for the cell."""
        ...

    def instead_of_editor(self, cell: GridCell) -> bool:
        """Whether F2 and a double click open the list and not the editor."""
        ...

    def open(self, cell: GridCell) -> bool:
        """Open the list under the cell, the cursor's. False = it could not be opened; why has been said."""
        ...
