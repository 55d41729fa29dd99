"""会議: the meetings of a 会議体 in a 年度 and their 出欠表; or one meeting with its 概要, 次第, 出欠, 会議録, 確認."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from sqlalchemy import Connection

from zaitaku_desktop.base.typed_day import month_day, weekday
from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.forms.meeting_documents import document_for
from zaitaku_desktop.model.meeting_rows import MeetingRow
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.reading_meetings import load_meeting
from zaitaku_ui.action_table import MEETING_SPECS
from zaitaku_ui.actions import Actions
from zaitaku_ui.editors.agenda import AgendaEditor
from zaitaku_ui.editors.attendance import AttendanceView
from zaitaku_ui.editors.attendees import AttendeesSource
from zaitaku_ui.editors.confirmations import ConfirmationsSource
from zaitaku_ui.editors.meeting import MeetingForm
from zaitaku_ui.editors.meeting_list import MeetingsSource
from zaitaku_ui.editors.minutes import MinutesEditor
from zaitaku_ui.editors.paper_pages import Subject
from zaitaku_ui.editors.tasks import CHOICES, TasksSource
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.packet.view import PacketView
from zaitaku_ui.places.committee_bar import CommitteeBar
from zaitaku_ui.places.editor_view import EditorMaker, EditorView, MeetingEditor
from zaitaku_ui.places.meeting_findings import MeetingFindings, tab_of
from zaitaku_ui.places.meeting_hands import MeetingHands
from zaitaku_ui.places.papers_view import PapersView
from zaitaku_ui.places.record_view import Paper, RecordView
from zaitaku_ui.places.status_steps import StatusSteps
from zaitaku_ui.places.tabbed import TabbedPage
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import ToolParts

TOOLS = ToolParts((("undo", "redo"), ("add_meeting", "open_meeting"), ("delete_rows", "find")), room=520)
PEOPLE_TOOLS = ToolParts(
    (("undo", "redo"), ("add_record", "delete_rows"), ("move_up", "move_down", "refresh_attendance")),
    ("preview",),
    room=800,
)
ASK_TOOLS = ToolParts(
    (("undo", "redo"), ("ask_confirmation", "delete_rows"), ("lock_meeting", "unlock_meeting")), room=700
)
ALL = "すべての開催"
LISTS = ("list", "table", "tasks", "committee_papers")
"""The tabs of a 会議体."""
MEETING = ("overview", "agenda", "attendees", "minutes", "packet", "confirmations", "papers")
"""The tabs of one meeting."""
EDITED_IN = {
    "agenda": "agenda", "minutes": "minutes", "sign_in": "attendees", "notice": "overview", "attendance": "table"
}  # fmt: skip
"""In which tab is written what a layout prints."""


TASK_TOOLS = ToolParts((("undo", "redo"), ("today", "find")), room=420)


class TasksView(RecordView):
    """宿題: which of them is chosen at the right."""

    title = "宿題"

    def __init__(self, desk: MeetingDesk, theme: Theme, opened: Callable[[int], None]) -> None:
        self._tasks = TasksSource(desk, opened)
        self._which = QComboBox()
        self._which.setAccessibleName("並べるもの")
        for key, words in CHOICES:
            self._which.addItem(words, key)
        super().__init__(desk, theme, self._tasks, TASK_TOOLS, table="outline_block", beside=self._which)
        self._which.activated.connect(self._chosen_which)

    def _chosen_which(self, index: int) -> None:
        if self.finish():
            self._tasks.which = self._which.itemData(index)
        self.show_now()
        self._tell()
        self.table.setFocus()


def _agenda(desk: MeetingDesk, theme: Theme, parent: QWidget) -> MeetingEditor:
    return AgendaEditor(desk, theme, parent)


def _minutes(desk: MeetingDesk, theme: Theme, parent: QWidget) -> MeetingEditor:
    return MinutesEditor(desk.bridge.workspace, desk.bridge, theme, parent, faces=desk.faces)


EDITORS: dict[str, tuple[str, EditorMaker]] = {"agenda": ("次第", _agenda), "minutes": ("会議録", _minutes)}
"""By tab: its title and who makes the editor."""


def choice_words(meeting: MeetingRow) -> str:
    """第2回　7月18日（木）, as the list of meetings has it."""
    number = meeting.name or (f"第{meeting.nth}回" if meeting.nth is not None else "（番号なし）")
    day = "日未定" if meeting.day is None else f"{month_day(meeting.day)}（{weekday(meeting.day)}）"
    return f"{number}　{day}"


class MeetingBar(CommitteeBar):
    """会議体, then 開催; beside it the number over all years."""

    def __init__(self, desk: MeetingDesk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.meetings = self._combo("開催", 11, 200)
        self.through = QLabel()
        self.through.setProperty("secondary", True)
        self.row.insertWidget(1, self.meetings)
        self.row.insertWidget(2, self.through)

    def refresh(self, what: object = None) -> None:
        """Offer the meetings of the 会議体 in the 年度."""
        super().refresh(what)
        self.meetings.clear()
        self.meetings.addItem(ALL, None)
        for meeting in self.desk.meetings_here():
            self.meetings.addItem(choice_words(meeting), meeting.id)
        self.meetings.setCurrentIndex(max(self.meetings.findData(self.desk.meeting_id), 0))
        self.meetings.setEnabled(self.desk.committee is not None)
        meeting_now = self.desk.meeting
        through = None if meeting_now is None else meeting_now.cumulative
        self.through.setText("" if through is None else f"通算 第{through}回")


class MeetingsPage(TabbedPage):
    """Which tabs it has depends on whether a meeting is open."""

    key = "meetings"

    def __init__(self, desk: MeetingDesk, theme: Theme) -> None:
        self.hands = MeetingHands(self, desk, theme)
        super().__init__(desk, theme)
        self._own = Actions(self, theme, self.hands.table(MEETING_SPECS), MEETING_SPECS)
        self.hands.setParent(self)
        self.tabs.setAccessibleName("会議の区分")
        bar = self.meeting_bar = MeetingBar(desk, theme)
        bar.asked.connect(self._committee_asked)
        bar.meetings.activated.connect(self._meeting_asked)
        self.bar = bar
        self.steps = StatusSteps(theme)
        self.steps.asked.connect(self.hands.set_status)
        self.head_row.addWidget(self.steps)
        self._tab = {"lists": "list", "meeting": "overview"}
        own = self._own
        lists = MeetingsSource(desk, self.open_meeting)
        self._add("list", "開催一覧", RecordView(desk, theme, lists, TOOLS, table="meeting", also=own))
        self.add_view("table", AttendanceView(desk, theme))
        self.add_view("tasks", TasksView(desk, theme, self._open_minutes))
        self.add_view("overview", MeetingForm(desk, theme))
        people = AttendeesSource(desk, theme, self)
        sheet = Paper(self._find_sign_in, people.on_paper)
        view = RecordView(desk, theme, people, PEOPLE_TOOLS, table="attendance", also=own, paper=sheet)
        self._add("attendees", "出欠", view)
        asked = ConfirmationsSource(desk)
        self._add("confirmations", "確認", RecordView(desk, theme, asked, ASK_TOOLS, table="confirmation", also=own))
        for key, (title, make) in EDITORS.items():
            self.add_view(key, EditorView(desk, theme, title, make))
        self.add_view("packet", PacketView(desk, theme))
        for key, of_meeting in (("papers", True), ("committee_papers", False)):
            papers = PapersView(desk, theme, of_meeting=of_meeting)
            papers.opened.connect(self._open_source)
            papers.export_asked.connect(self.export_asked)
            self.add_view(key, papers)
        self.findings = MeetingFindings(desk, theme)
        self.findings.follow_action(own["meeting_findings"])
        self.findings.gone_to.connect(desk.place_asked)
        self.findings.said.connect(self.say)
        self.findings.closed.connect(self._back_to_view)
        self.head_row.addWidget(self.findings.button)
        self.set_beside(self.findings)
        desk.chosen.connect(self._settle)
        desk.changed.connect(self._settle)
        self._settle()
        if desk.read_only:
            self._own.refuse_writing(desk.bridge.workspace.read_only_reason or "")

    def _find_sign_in(self, connection: Connection) -> Subject | None:
        if self.desk.meeting_id is None:
            return None
        return document_for(connection, load_meeting(connection, self.desk.meeting_id), "sign_in", "m5s")

    def _add(self, key: str, title: str, view: RecordView) -> None:
        view.title = title
        self.add_view(key, view)

    def open_meeting(self, meeting_id: int) -> None:
        """Show one meeting."""
        if self.finish():
            self.desk.choose_meeting(meeting_id)
            self.setFocus()

    def _open_minutes(self, meeting_id: int) -> None:
        self._tab["meeting"] = "minutes"
        self.open_meeting(meeting_id)

    def show_paper(self, document: DocumentRow) -> None:
        """Show a 資料 of a meeting or a 会議体: where it is written if that is where it prints, else among the 資料."""
        meeting = self.desk.meetings.get(document.meeting_id or 0)
        if meeting is not None:
            self.open_meeting(meeting.id)
        elif self.finish():
            self.desk.choose_committee(document.committee_id)
            self.desk.choose_meeting(None)
        editor = self.views.get(document.kind)
        if isinstance(editor, EditorView):
            editor.show_now()
            own = editor.subject()
            if own is not None and own.id == document.id:
                self.turn_to(document.kind)
                return
        key = "papers" if meeting is not None else "committee_papers"
        self.turn_to(key)
        papers = self.views[key]
        assert isinstance(papers, PapersView)
        papers.take(document.id)

    def _open_source(self, layout: str) -> None:
        if layout in EDITED_IN:
            self.turn_to(EDITED_IN[layout])
        else:
            self.say("この資料の元は、「委員」や部会の会議にあります。")

    def go_to_place(self, place: Place) -> None:
        """Show what a finding is about."""
        if place.meeting_id is None:
            return
        self.open_meeting(place.meeting_id)
        self.turn_to(tab_of(place))
        view = self.view()
        if isinstance(view, MeetingForm):
            view.go_to(place.field)
        elif isinstance(view, RecordView):
            view.table.go_to(place.part)
        elif isinstance(view, EditorView):
            view.go_to(place.part)

    def panes(self) -> list[QWidget]:
        """What F6 goes through, 点検 too."""
        return [*super().panes(), self.findings.view]

    def _back_to_view(self) -> None:
        self.setFocus()

    def listed(self) -> int | None:
        """The meeting under the cursor of the list, while that is seen."""
        view = self.view()
        return view.table.record() if isinstance(view, RecordView) and self.view_key() == "list" else None

    def say(self, words: str) -> None:
        """Tell at the foot of the window why nothing was done."""
        view = self.view()
        self.position_changed.emit(view.position()[0] if view is not None else "", words)

    def close_meeting(self) -> None:
        """Back to the lists, on the meeting that was open."""
        meeting_id = self.desk.meeting_id
        if meeting_id is not None and self.finish():
            self.desk.choose_meeting(None)
            view = self.views["list"]
            assert isinstance(view, RecordView)
            view.table.go_to(meeting_id)
            self.setFocus()

    def _settle(self, _what: object = None) -> None:
        """Have the tabs that are meant, and show the one that was seen last."""
        meeting = self.desk.meeting
        kind, tabs = ("lists", LISTS) if meeting is None else ("meeting", MEETING)
        here = self.view_key()
        if here in LISTS:
            self._tab["lists"] = here
        elif here in MEETING:
            self._tab["meeting"] = here
        self.show_tabs(tabs, self._tab[kind])
        self.steps.setVisible(meeting is not None)
        if meeting is not None:
            self.steps.show_meeting(meeting, writable=not self.desk.read_only)

    def _committee_asked(self, committee_id: int) -> None:
        if self.finish():
            self.desk.choose_committee(committee_id)
        self.meeting_bar.refresh()
        self.setFocus()

    def _meeting_asked(self, index: int) -> None:
        wanted = self.meeting_bar.meetings.itemData(index)
        if wanted is None:
            self.close_meeting()
        else:
            self.open_meeting(int(wanted))
        self.meeting_bar.refresh()
