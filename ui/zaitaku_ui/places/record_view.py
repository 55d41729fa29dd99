"""A tab that is a table of records with a tool row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_ui.actions import Actions, JoinedActions
from zaitaku_ui.editors.paper_pages import Finder, PaperPages
from zaitaku_ui.meeting_desk import MeetingDesk, Refresh
from zaitaku_ui.places.view import View
from zaitaku_ui.records.side import RecordSide
from zaitaku_ui.records.source import RecordSource
from zaitaku_ui.records.table import RecordTable
from zaitaku_ui.status import FIND_KEYS, RECORD_KEYS, SIDE_FIELD_KEYS, Keys
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import ToolParts, ToolRow

FEW = 50
"""After undo the cursor goes to what changed, unless more than this did."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a table prints. `find` = the 資料 and its form; `ident` = under what a record stands on its pages."""

    find: Finder
    ident: Callable[[int], object]


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
        paper: Paper | None = None,
        fields: RecordSource | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`table` = the records' table in the file, so that the cursor finds what was undone. `also` = commands of the
        page that stand in the tool row too. `paper` = what it prints, shown at its right. `fields` = what knows all
        fields of a record, which stand between them."""
        super().__init__(desk, theme, parent)
        self.source = source
        self._table_name = table
        self.table = RecordTable(desk.bridge, theme, source, self)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        commands = self.table.commands
        joined = commands if also is None else JoinedActions(commands, also)
        self.tools = ToolRow(theme, joined, parts, self, beside=beside)
        column.addWidget(self.tools)
        column.addWidget(self.table, 1)
        self.table.position_changed.connect(self.position_changed)
        self.side = None if fields is None else self._make_side(fields)
        if self.side is not None:
            left = self._beside(left, self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._paper = paper
        self.pages: PaperPages | None = None
        if paper is None:
            whole.addWidget(left)
        else:
            self.pages = self.table.pages = PaperPages(desk, theme, left, paper.find)
            self.pages.follow_action(commands["preview"])
            self.pages.clicked.connect(self._go_to_clicked)
            self.table.cursor_moved.connect(self._follow_cursor)
            whole.addWidget(self.pages.beside)
            left.setFocusProxy(self.table)
        self.prints = paper is not None
        self.setFocusProxy(self.table)

    def _make_side(self, fields: RecordSource) -> RecordSide:
        table = self.table
        fields.say = table.say
        side = RecordSide(self.theme, fields, table.write if fields is self.source else fields.write)
        table.side = side
        table.cursor_moved.connect(self._show_side)
        side.closed.connect(table.hands.record_side)
        side.left.connect(table.setFocus)
        side.freed.connect(self._show_side)
        for key in ("record_side", "preview"):
            side.addAction(table.commands[key])
        return side

    def _beside(self, left: QWidget, side: RecordSide) -> QWidget:
        line = QFrame()
        line.setFixedWidth(1)
        line.setStyleSheet(f"background: {self.theme.tokens['line2']};")
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(line)
        row.addWidget(side)
        left.setFocusProxy(self.table)
        return inner

    def _show_side(self) -> None:
        """The record under the cursor, or the one that would be made there."""
        if self.side is None:
            return
        model, (row, column) = self.table.model.table, self.table.sheet.place()
        record = None if model is None or not 0 <= row < len(model.rows) else model.rows[row].item_id
        self.side.show_record(record, writable=not self.desk.read_only)
        if 0 <= column < len(self.source.columns):
            self.side.point_at(self.source.columns[column].key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.side is not None:
            self.side.settle(self.width())
            self.table.commands["record_side"].setChecked(self.side.is_seen)

    def show_now(self) -> None:
        """The records as they are now."""
        self.table.refresh()
        self.table.show_undo()
        self._show_side()
        if self.pages is not None:
            self.pages.refresh()

    def _follow_cursor(self) -> None:
        record = self.table.record()
        if self.pages is not None and self._paper is not None:
            self.pages.pane.set_cursor(None if record is None else self._paper.ident(record))

    def _go_to_clicked(self, ident: object) -> None:
        if self._paper is None or not self.finish():
            return
        found = next((one for one in self.source.records() if self._paper.ident(one) == ident), None)
        if found is not None and self.table.go_to(found):
            self.table.setFocus()

    def paper(self) -> DocumentRow | None:
        """The 資料 that prints the table; made if there is none yet."""
        return None if self.pages is None or not self.finish() else self.pages.document()

    def subject(self) -> DocumentRow | None:
        """The 資料 that prints the table, made or not."""
        return None if self.pages is None else self.pages.subject()

    def shut_down(self) -> None:
        """Stop the layout thread."""
        if self.pages is not None:
            self.pages.shut_down()

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
        """The sheet, and the pages."""
        beside = () if self.side is None else (self.side,)
        return (self.table.sheet, *beside) if self.pages is None else (self.table.sheet, *beside, self.pages.pane)

    def keys_of(self, widget: QWidget, *, enter_breaks: bool) -> Keys:
        """In the find bar those of finding."""
        if self.table.finder.bar.isAncestorOf(widget):
            return FIND_KEYS
        if self.side is not None and self.side.isAncestorOf(widget):
            return SIDE_FIELD_KEYS
        return super().keys_of(widget, enter_breaks=enter_breaks)

    def position(self) -> tuple[str, str]:
        """Where the cursor is."""
        return self.table.position()

    def counts(self) -> str:
        """How many records, or what the source sums up."""
        return self.source.summary() or f"{self.source.word} {len(self.source.records())}{self.source.unit}"

    def go_to_place(self, place: Place) -> None:
        """Its record."""
        self.table.go_to(place.part)

    def finish(self) -> bool:
        """Write what is being typed, in the table and beside it."""
        return self.table.finish() and (self.side is None or self.side.finish())
