"""The views of 会議, one maker for each. What a view needs is imported when it is made: all of it together takes longer
to load than a view takes to show."""

# ruff: noqa: PLC0415
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zaitaku_ui.actions import Actions
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.places.editor_view import EditorView, MeetingEditor
from zaitaku_ui.places.record_view import Paper, RecordView
from zaitaku_ui.places.view import View
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import ToolParts

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from zaitaku_ui.places.papers_view import PapersView

PEOPLE_TOOLS = ToolParts(
    (("undo", "redo"), ("add_record", "delete_rows"), ("move_up", "move_down", "refresh_attendance")),
    ("preview",),
    room=800,
)
ASK_TOOLS = ToolParts(
    (("undo", "redo"), ("ask_confirmation", "delete_rows"), ("lock_meeting", "unlock_meeting")), room=700
)


def attendance(desk: MeetingDesk, theme: Theme) -> View:
    """出欠表 of a 会議体 and 年度."""
    from zaitaku_ui.editors.attendance import AttendanceView

    return AttendanceView(desk, theme)


def tasks(desk: MeetingDesk, theme: Theme, opened: Callable[[int], None]) -> View:
    """宿題 of a 会議体."""
    from zaitaku_ui.places.tasks_view import TasksView

    return TasksView(desk, theme, opened)


def overview(desk: MeetingDesk, theme: Theme) -> View:
    """概要 of a meeting."""
    from zaitaku_ui.editors.meeting import MeetingForm

    return MeetingForm(desk, theme)


def agenda(desk: MeetingDesk, theme: Theme) -> View:
    """次第."""

    def make(desk: MeetingDesk, theme: Theme, parent: QWidget) -> MeetingEditor:
        from zaitaku_ui.editors.agenda import AgendaEditor

        return AgendaEditor(desk, theme, parent)

    return EditorView(desk, theme, "次第", make)


def minutes(desk: MeetingDesk, theme: Theme) -> View:
    """会議録."""

    def make(desk: MeetingDesk, theme: Theme, parent: QWidget) -> MeetingEditor:
        from zaitaku_ui.editors.minutes import MinutesEditor

        return MinutesEditor(desk.bridge.workspace, desk.bridge, theme, parent, faces=desk.faces)

    return EditorView(desk, theme, "会議録", make)


def attendees(desk: MeetingDesk, theme: Theme, own: Actions, place: QWidget) -> View:
    """出欠 of one meeting, with the 出席簿 beside it. `own` = commands of the page that stand in its tool row."""
    from zaitaku_desktop.forms.meeting_documents import document_for
    from zaitaku_desktop.storage.reading_meetings import load_meeting
    from zaitaku_ui.editors.attendees import AttendeesSource
    from zaitaku_ui.editors.paper_pages import Subject

    def find(connection: Connection) -> Subject | None:
        if desk.meeting_id is None:
            return None
        return document_for(connection, load_meeting(connection, desk.meeting_id), "sign_in", "m5s")

    people = AttendeesSource(desk, theme, place)
    sheet = Paper(find, people.on_paper)
    return RecordView(desk, theme, people, PEOPLE_TOOLS, table="attendance", also=own, paper=sheet)


def confirmations(desk: MeetingDesk, theme: Theme, own: Actions) -> View:
    """確認依頼 and what came back."""
    from zaitaku_ui.editors.confirmations import ConfirmationsSource

    return RecordView(desk, theme, ConfirmationsSource(desk), ASK_TOOLS, table="confirmation", also=own)


def packet(desk: MeetingDesk, theme: Theme) -> View:
    """資料一式."""
    from zaitaku_ui.packet.view import PacketView

    return PacketView(desk, theme)


def papers(desk: MeetingDesk, theme: Theme, *, of_meeting: bool) -> PapersView:
    """資料 of a meeting, or of a 会議体 in a 年度."""
    from zaitaku_ui.places.papers_view import PapersView

    return PapersView(desk, theme, of_meeting=of_meeting)
