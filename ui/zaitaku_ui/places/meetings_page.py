"""会議: the meetings of a 会議体 in a 年度 and their 出欠表; or one meeting with its 概要, 次第, 出欠, 会議録, 確認."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLabel, QWidget

from zaitaku_desktop.base.typed_day import month_day, weekday
from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.model.meeting_rows import MeetingRow
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_ui.action_table import MEETING_SPECS
from zaitaku_ui.actions import Actions
from zaitaku_ui.editors.meeting_list import MeetingsSource
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.places import meeting_views as views
from zaitaku_ui.places.committee_bar import CommitteeBar
from zaitaku_ui.places.meeting_findings import MeetingFindings, tab_of
from zaitaku_ui.places.meeting_hands import MeetingHands
from zaitaku_ui.places.record_view import RecordView
from zaitaku_ui.places.status_steps import StatusSteps
from zaitaku_ui.places.tabbed import TabbedPage
from zaitaku_ui.places.view import View
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import ToolParts

TOOLS = ToolParts((("undo", "redo"), ("add_meeting", "open_meeting"), ("delete_rows", "find")), room=520)
ALL = "すべての開催"
LISTS = ("list", "table", "tasks", "committee_papers")
"""The tabs of a 会議体."""
MEETING = ("overview", "agenda", "attendees", "minutes", "packet", "confirmations", "papers")
"""The tabs of one meeting."""
TITLES = {
    "list": "開催一覧",
    "table": "出欠表",
    "tasks": "宿題",
    "overview": "概要",
    "agenda": "次第",
    "attendees": "出欠",
    "minutes": "会議録",
    "packet": "資料一式",
    "confirmations": "確認",
    "papers": "個別の資料",
    "committee_papers": "資料",
}
EDITED_IN = {
    "agenda": "agenda", "minutes": "minutes", "sign_in": "attendees", "notice": "overview", "attendance": "table"
}  # fmt: skip
"""In which tab is written what a layout prints."""


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
        own = self._own = Actions(self, theme, self.hands.table(MEETING_SPECS), MEETING_SPECS)
        self.hands.setParent(self)
        self.tabs.setAccessibleName("会議の区分")
        bar = self.meeting_bar = MeetingBar(desk, theme)
        bar.asked.connect(self._committee_asked)
        bar.meetings.activated.connect(self._meeting_asked)
        bar.refresh()  # another page may have opened the desk long ago
        self.bar = bar
        self.steps = StatusSteps(theme)
        self.steps.asked.connect(self.hands.set_status)
        self.head_row.addWidget(self.steps)
        self._tab = {"lists": "list", "meeting": "overview"}
        self._add_views(own)
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

    # Views, each made when it is first shown

    def _add_views(self, own: Actions) -> None:
        desk, theme = self.desk, self.theme
        makers: dict[str, Callable[[], View]] = {
            "list": self._list,
            "table": partial(views.attendance, desk, theme),
            "tasks": partial(views.tasks, desk, theme, self._open_minutes),
            "overview": partial(views.overview, desk, theme),
            "agenda": partial(views.agenda, desk, theme),
            "attendees": partial(views.attendees, desk, theme, own, self),
            "minutes": partial(views.minutes, desk, theme),
            "packet": partial(views.packet, desk, theme),
            "confirmations": partial(views.confirmations, desk, theme, own),
            "papers": partial(self._papers, of_meeting=True),
            "committee_papers": partial(self._papers, of_meeting=False),
        }
        for key, make in makers.items():
            self.add_later(key, TITLES[key], make)

    def _list(self) -> View:
        source = MeetingsSource(self.desk, self.open_meeting)
        return RecordView(self.desk, self.theme, source, TOOLS, table="meeting", also=self._own)

    def _papers(self, *, of_meeting: bool) -> View:
        papers = views.papers(self.desk, self.theme, of_meeting=of_meeting)
        papers.opened.connect(self._open_source)
        papers.export_asked.connect(self.export_asked)
        return papers

    def view_made(self) -> None:
        """Have the tabs settle after every view has heard of the same change, so that none reads twice."""
        for signal in (self.desk.chosen, self.desk.changed):
            signal.disconnect(self._settle)
            signal.connect(self._settle)

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
        if document.kind in ("agenda", "minutes"):
            editor = self.made(document.kind)
            editor.show_now()
            own = editor.subject()
            if own is not None and own.id == document.id:
                self.turn_to(document.kind)
                return
        key = "papers" if meeting is not None else "committee_papers"
        self.turn_to(key)
        self.made(key).take_paper(document.id)

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
        if view is not None:
            view.go_to_place(place)

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
            view = self.made("list")
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
