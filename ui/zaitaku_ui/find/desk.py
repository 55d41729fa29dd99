"""What finding and arranging need of the editor they stand in."""

from __future__ import annotations

from typing import Protocol

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.grid import GridView
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.tables.plan_sheet import PlanSheet


class PlanDesk(Protocol):
    """The editor of a plan."""

    workspace: Workspace
    bridge: Bridge
    sheet: PlanSheet
    view: GridView | None
    snapshot: PlanSnapshot | None
    year: FiscalYear | None

    def finish_editing(self) -> bool:
        """Write what stands in an open cell editor. False = it could not be written and stays open."""
        ...

    def show_again(self) -> None:
        """Show the grid anew: it is sorted or filtered otherwise."""
        ...

    def say(self, words: str) -> None:
        """Tell at the foot of the window why nothing was done."""
        ...
