"""委員: 名簿 with 任期 and 事務局 of a 会議体, the 会議体 themselves, and everybody who is known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget
from sqlalchemy import Connection

from zaitaku_desktop.base.typed_day import short_day
from zaitaku_desktop.model.roster import TermRow
from zaitaku_ui.action_table import MEMBER_SPECS
from zaitaku_ui.actions import Actions
from zaitaku_ui.editors.committees import CommitteesSource
from zaitaku_ui.editors.members import MembersSource
from zaitaku_ui.editors.paper_pages import Subject, committee_document
from zaitaku_ui.editors.people import OrganizationsSource, PeopleSource
from zaitaku_ui.editors.secretariat import SecretariatSource
from zaitaku_ui.editors.terms import TermsSource
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.places.committee_bar import CommitteeBar
from zaitaku_ui.places.member_hands import MemberHands
from zaitaku_ui.places.record_view import Paper, RecordView
from zaitaku_ui.places.tabbed import TabbedPage
from zaitaku_ui.places.view import View
from zaitaku_ui.records.source import RecordSource
from zaitaku_ui.records.table import RecordTable
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import ToolParts

TOOLS = ToolParts((("undo", "redo"), ("add_record", "delete_rows"), ("move_up", "move_down", "find")), room=620)
ROSTER_TOOLS = ToolParts(
    (("undo", "redo"), ("add_record", "delete_rows", "replace_member"), ("move_up", "move_down", "find")),
    ("preview",),
    room=1010,
)
PEOPLE_TOOLS = ToolParts((("undo", "redo"), ("add_record", "delete_rows"), ("merge_people", "find")), room=620)
SORTED_TOOLS = ToolParts((("undo", "redo"), ("add_record", "delete_rows"), ("find",)), room=520)
TABS = {
    "members": "名簿",
    "terms": "任期",
    "secretariat": "事務局",
    "committees": "会議体",
    "people": "人",
    "organizations": "所属",
}


def term_words(term: TermRow) -> str:
    """第5期　R6.4.1～R8.3.31."""
    days = f"{short_day(term.first_day)}～{short_day(term.last_day)}"
    return f"{term.name}　{days}" if term.name else days


class TermBox(QWidget):
    """Which 任期 the 名簿 shows."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, theme.pixels(4), 0)
        row.setSpacing(theme.pixels(8))
        label = QLabel("任期")
        label.setProperty("caption", True)
        self.combo = QComboBox()
        self.combo.setAccessibleName("任期")
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        row.addWidget(label)
        row.addWidget(self.combo)


def _on_paper(record: int) -> object:
    return "membership", record


class RosterView(RecordView):
    """The 名簿 of one 任期: that of the 年度, or another one that is chosen."""

    title = TABS["members"]

    def __init__(self, desk: MeetingDesk, theme: Theme, place: QWidget, also: Actions) -> None:
        self.members = MembersSource(desk, theme, place)
        self.box = TermBox(theme)
        paper = Paper(self._find_paper, _on_paper)
        super().__init__(
            desk, theme, self.members, ROSTER_TOOLS, table="membership", also=also, beside=self.box, paper=paper
        )
        self.box.combo.activated.connect(self._term_chosen)
        self._meant: tuple[object, ...] = ()

    def _find_paper(self, connection: Connection) -> Subject | None:
        committee = self.desk.committee
        return None if committee is None else committee_document(connection, committee, self.desk.year, "roster", "m5")

    def show_now(self) -> None:
        """The 任期 of the 年度, unless another one of the 会議体 was chosen."""
        desk = self.desk
        meant = (desk.committee_id, desk.year)
        ids = [term.id for term in desk.terms()]
        if meant != self._meant or self.members.term_id not in ids:
            term = desk.term()
            self.members.term_id = None if term is None else term.id
            self._meant = meant
        combo = self.box.combo
        combo.clear()
        for term in reversed(desk.terms()):
            combo.addItem(term_words(term), term.id)
        combo.setCurrentIndex(combo.findData(self.members.term_id))
        combo.setEnabled(bool(ids))
        super().show_now()

    def counts(self) -> str:
        """Whoever left a place to somebody else counts no longer."""
        rows = [self.desk.roster.memberships[record] for record in self.members.records()]
        left = {row.predecessor_id for row in rows}
        return f"委員 {sum(row.id not in left for row in rows)}名"

    def _term_chosen(self, index: int) -> None:
        if self.finish():
            self.members.term_id = self.box.combo.itemData(index)
        self.show_now()
        self._tell()
        self.table.setFocus()


class MembersPage(TabbedPage):
    """Its tabs are the same whichever 会議体 is meant."""

    key = "members"

    def __init__(self, desk: MeetingDesk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.hands = MemberHands(self, desk, theme)
        own = self._own = Actions(self, theme, self.hands.table(MEMBER_SPECS), MEMBER_SPECS)
        if desk.read_only:
            own.refuse_writing(desk.bridge.workspace.read_only_reason or "")
        self.tabs.setAccessibleName("委員の区分")
        bar = CommitteeBar(desk, theme)
        bar.refresh()
        bar.asked.connect(self._committee_asked)
        self.bar = bar
        self.roster = RosterView(desk, theme, self, own)
        self.add_view("members", self.roster)
        self._later("terms", partial(TermsSource, desk), SORTED_TOOLS, "term")
        self._later("secretariat", partial(SecretariatSource, desk, theme, self), TOOLS, "secretariat_member")
        self._later("committees", partial(CommitteesSource, desk), TOOLS, "committee")
        self._later("people", partial(PeopleSource, desk), PEOPLE_TOOLS, "person", own)
        self._later("organizations", partial(OrganizationsSource, desk), PEOPLE_TOOLS, "organization", own)
        self.show_tabs(tuple(TABS), "members")

    def table(self) -> RecordTable:
        """The table that is seen."""
        view = self.views[self.view_key()]
        assert isinstance(view, RecordView)
        return view.table

    def _later(
        self, key: str, source: Callable[[], RecordSource], parts: ToolParts, table: str, also: Actions | None = None
    ) -> None:
        """A table, made when it is first shown."""

        def make() -> View:
            return RecordView(self.desk, self.theme, source(), parts, table=table, also=also)

        self.add_later(key, TABS[key], make)

    def _committee_asked(self, committee_id: int) -> None:
        if self.finish():
            self.desk.choose_committee(committee_id)
        else:
            assert isinstance(self.bar, CommitteeBar)
            self.bar.refresh()
