"""The 次第 of a meeting: its items as an outline, its 配付資料 as a table below, its pages at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.papers import AgendaPaper
from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.meeting_rows import AgendaItemRow
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.model.tasks import Task, open_before
from zaitaku_desktop.operations import agenda, agenda_lines
from zaitaku_desktop.storage.reading_meetings import load_blocks
from zaitaku_desktop.typeset.blocks import PrintJob
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.action_table import (
    AGENDA_KINDS,
    AGENDA_MENU,
    AGENDA_SPECS,
    HANDOUT_MENU,
    HANDOUT_SPECS,
    SHARED_KEYS,
)
from zaitaku_ui.actions import Actions, JoinedActions
from zaitaku_ui.editors.agenda_carry import CarryDialog
from zaitaku_ui.editors.agenda_fields import MarkField, PresenterField
from zaitaku_ui.editors.agenda_handout_hands import HandoutHands
from zaitaku_ui.editors.agenda_handouts import HandoutSource
from zaitaku_ui.editors.agenda_hands import AgendaHands
from zaitaku_ui.editors.agenda_lines import AgendaLines
from zaitaku_ui.editors.agenda_parts import PartsDialog
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.outline.lines import NEW, OutlineLine
from zaitaku_ui.outline.meeting_outline import MeetingOutline
from zaitaku_ui.records.table import RecordTable
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import MenuButton, ToolParts, ToolRow

KIND_KEYS = {AgendaKind.PLAIN: "item_plain", AgendaKind.TASKS: "item_tasks", AgendaKind.REPORT: "item_report"}
KIND_KEYS |= {AgendaKind.LINE: "item_line"}
AGENDA_TOOLS = ToolParts(
    (("undo", "redo"), AGENDA_KINDS, ("mark_handout", "more+")),
    ("preview",),
    menus={
        "more+": MenuButton(
            ("presenter", "|", "tasks_item", "report_items", "carry_items"), "more", "ほか", "agenda-more"
        )
    },
    keyed={key: str(number) for number, key in enumerate(AGENDA_KINDS, 1)},
    room=900,
)
HANDOUT_TOOLS = ToolParts(
    (("add_record", "delete_rows", "move_up", "move_down"), ("handout_parts", "more+")),
    menus={"more+": MenuButton(HANDOUT_MENU, "more", "ほか", "handouts-more")},
    room=760,
)


class AgendaEditor(MeetingOutline):
    """The 次第 of a meeting and what is handed out at it."""

    called = "次第"
    table, text_column = "agenda_item", "title"
    layout_kind, standard = "agenda", "m1"
    ident = "agenda"

    def __init__(
        self, desk: MeetingDesk, theme: Theme, parent: QWidget | None = None, *, faces: Faces | None = None
    ) -> None:
        super().__init__(desk.bridge.workspace, desk.bridge, theme, parent)
        self.desk = desk
        self._lines: AgendaLines | None = None
        self._tasks: tuple[Task, ...] = ()
        self.hands = AgendaHands(self)
        self.view.editor.setProperty("keys", "agenda")
        self.presenter = PresenterField(self)
        self.marks = MarkField(self)
        upper = QWidget()
        specs = self.hands.table(AGENDA_SPECS)
        self.commands = Actions(upper, theme, specs, AGENDA_SPECS, keyless=SHARED_KEYS)
        self.tools = ToolRow(theme, self.commands, AGENDA_TOOLS, upper)
        for widget in (self.tools, self.view):
            _column(upper).addWidget(widget)
        self.handouts = RecordTable(desk.bridge, theme, HandoutSource(self), self)
        lower = self._lower()
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(1)
        parts.addWidget(upper)
        parts.addWidget(lower)
        parts.setSizes([340, 240])
        parts.setStretchFactor(0, 1)
        self.assemble(faces, below=parts)
        self.connect_all()
        self.view.editor.items_pasted.connect(self.hands.paste_lines)
        self.handouts.position_changed.connect(self._table_moved)

    def _lower(self) -> QWidget:
        lower = QWidget()
        hands = HandoutHands(self)
        self.handout_commands = Actions(lower, self.theme, hands.table(HANDOUT_SPECS), HANDOUT_SPECS)
        title = QLabel("配付資料")
        title.setProperty("section", True)
        title.setContentsMargins(self.theme.pixels(4), 0, self.theme.pixels(8), 0)
        joined = JoinedActions(self.handouts.commands, self.handout_commands)
        tools = ToolRow(self.theme, joined, HANDOUT_TOOLS, lower)
        row = tools.layout()
        assert isinstance(row, QHBoxLayout)
        row.insertWidget(0, title)
        column = _column(lower)
        column.addWidget(tools)
        column.addWidget(self.handouts, 1)
        return lower

    # -- what the outline asks -----------------------------------------------------------------------------

    def read_more(self, connection: Connection) -> None:
        """The open 宿題 of earlier meetings of the 会議体."""
        assert self.meeting is not None
        own = self.meeting.meeting
        ids = [row.id for row in self.meeting.meetings.values() if row.committee_id == own.committee_id]
        self._tasks = tuple(open_before(own, load_blocks(connection, *ids), self.meeting.meetings))

    def lines(self) -> Sequence[OutlineLine]:
        """The items of the 次第."""
        assert self.meeting is not None
        self._lines = AgendaLines(self.meeting, self._tasks)
        return self._lines.lines()

    def write(self, session: Session, *, line_id: int, text: str) -> None:
        """What was typed in a line: the title, and below it the notes."""
        assert self.meeting is not None
        if line_id == NEW:
            title, note = agenda_lines.title_and_note(text)
            agenda.add_item(session, self.meeting.meeting.id, title, note=note)
        else:
            agenda_lines.write_line(session, line_id, text)

    def show_more(self, *, writable: bool) -> None:
        """The 配付資料."""
        self.handouts.refresh()
        self.handout_commands.allow({"write"} if writable else set())

    def job(self, document: DocumentRow, form: Form) -> Callable[[], PrintJob]:
        """The page of the 次第."""
        assert self.meeting is not None
        shown = any(item.kind is AgendaKind.TASKS for item in self.meeting.agenda.values())
        return AgendaPaper(document, form, self.meeting, self._tasks if shown else ()).job

    def count_words(self) -> str:
        """Items and 資料."""
        meeting = self.meeting
        return "" if meeting is None else f"議題 {len(meeting.agenda)}件　配付資料 {len(meeting.handouts)}件"

    def position(self) -> tuple[str, str]:
        """`(1) 議題`, and in the table its cell."""
        if self.handouts.isAncestorOf(self.focusWidget() or self):
            return self.handouts.position()
        item, chosen = self.item(), self.view.chosen()
        if item is None or self._lines is None:
            return "", ""
        if len(chosen) > 1:
            return f"{len(chosen)}件を選んでいます", ""
        return self._lines.name(item), ""

    def cursor_moved(self) -> None:
        """Show what the item of the cursor is."""
        self.show_kind()

    def key(self, what: str) -> None:
        """Enter, Tab and the like."""
        self.hands.key(what)

    def pressed_margin(self, at: QPoint) -> None:
        """Offer the kinds."""
        self.commands.menu(AGENDA_KINDS, self).popup(at)

    def asked_menu(self, at: QPoint) -> None:
        """What can be done with an item."""
        self.commands.menu(AGENDA_MENU, self).popup(at)

    def went_to(self, kind: str, what: object) -> None:
        """A task is at home in another 会議録; nothing to go to."""

    # -- what the window calls -----------------------------------------------------------------------------

    def finish_editing(self) -> bool:
        """Write what was typed. False = it could not be written and stays."""
        return self.handouts.finish() and super().finish_editing()

    def all_commands(self) -> Sequence[Actions]:
        """Of the outline and of the table."""
        return (self.commands, self.handouts.commands, self.handout_commands)

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes through."""
        return [self.view, self.handouts.sheet, self.tools, self.preview]

    # -- items ---------------------------------------------------------------------------------------------

    def item(self) -> AgendaItemRow | None:
        """The item of the cursor."""
        line = self.view.line()
        return None if line is None or self.meeting is None else self.meeting.agenda.get(line.id)

    def show_kind(self) -> None:
        """Show what the item of the cursor is in the tool row."""
        item = None if self.view.has_several else self.item()
        for kind, key in KIND_KEYS.items():
            self.commands[key].setChecked(item is not None and item.kind is kind)

    def _table_moved(self, where: str, what: str) -> None:
        if self.handouts.isAncestorOf(self.focusWidget() or self):
            self.position_changed.emit(where, what)

    # -- dialogs -------------------------------------------------------------------------------------------

    def open_parts(self, handout_id: int) -> None:
        """中身 of a 配付資料."""
        if self.can_write():
            dialog = PartsDialog(self, handout_id)
            dialog.exec()
            dialog.deleteLater()

    def open_carrying(self, parent_id: int | None) -> None:
        """前の会議から引き継ぐ…."""
        dialog = CarryDialog(self, parent_id)
        if dialog.exec() and dialog.made:
            self.go_to(dialog.made[0], -1)
        dialog.deleteLater()

    def desk_perform(self, name: str, change: Callable[..., Any], *args: Any) -> Any:
        """One undo step for a dialog, which shows by itself why it was not done. Raises KnownError."""
        done = self.workspace.perform(name, lambda session: change(session, *args))
        if done.step is not None:
            self.bridge.tell(done.step, self)
        return done.result


def _column(of: QWidget) -> QVBoxLayout:
    found = of.layout()
    if isinstance(found, QVBoxLayout):
        return found
    column = QVBoxLayout(of)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
