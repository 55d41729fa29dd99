"""A tab that is a table of records with a tool row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from zaitaku_ui.actions import Actions, JoinedActions
from zaitaku_ui.meeting_desk import MeetingDesk, Refresh
from zaitaku_ui.places.view import View
from zaitaku_ui.records.source import RecordSource
from zaitaku_ui.records.table import RecordTable
from zaitaku_ui.status import FIND_KEYS, RECORD_KEYS, Keys
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import ToolParts, ToolRow

FEW = 50
"""After undo the cursor goes to what changed, unless more than this did."""


class RecordView(View):
    """Shows `source`. `parts` = its tool row: commands of record tables, and `own` ones."""

    keys = RECORD_KEYS

    def __init__(
        self,
        desk: MeetingDesk,
        theme: Theme,
        source: RecordSource,
        parts: ToolParts,
        *,
        table: str = "",
        also: Actions | None = None,
        beside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`table` = the records' table in the file, so that the cursor finds what was undone. `also` = commands of the
        page that stand in the tool row too."""
        super().__init__(desk, theme, parent)
        self.source = source
        self._table_name = table
        self.table = RecordTable(desk.bridge, theme, source, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        commands = self.table.commands
        joined = commands if also is None else JoinedActions(commands, also)
        self.tools = ToolRow(theme, joined, parts, self, beside=beside)
        column.addWidget(self.tools)
        column.addWidget(self.table, 1)
        self.table.position_changed.connect(self.position_changed)
        self.setFocusProxy(self.table)

    def show_now(self) -> None:
        """The records as they are now."""
        self.table.refresh()
        self.table.show_undo()

    def follow(self, refresh: Refresh) -> None:
        """After undo the cursor is where something changed."""
        super().follow(refresh)
        if refresh.initiator is None and len(refresh.changes) <= FEW:
            for change in refresh.changes:
                if change.table == self._table_name and self.table.go_to(change.row_id):
                    return

    def commands(self) -> Sequence[Actions]:
        """Those of the table."""
        return (self.table.commands,)

    def panes(self) -> Sequence[QWidget]:
        """The sheet."""
        return (self.table.sheet,)

    def keys_of(self, widget: QWidget, *, enter_breaks: bool) -> Keys:
        """In the find bar those of finding."""
        if self.table.finder.bar.isAncestorOf(widget):
            return FIND_KEYS
        return super().keys_of(widget, enter_breaks=enter_breaks)

    def position(self) -> tuple[str, str]:
        """Where the cursor is."""
        return self.table.position()

    def counts(self) -> str:
        """How many records, or what the source sums up."""
        return self.source.summary() or f"{self.source.word} {len(self.source.records())}{self.source.unit}"

    def finish(self) -> bool:
        """Write what is being typed."""
        return self.table.finish()
