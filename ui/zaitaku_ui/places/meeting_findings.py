"""点検 beside a meeting: what was found in it, or in the 会議体 whose lists are seen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout

from zaitaku_desktop.checks.finding import Finding, Place
from zaitaku_desktop.checks.whole import Told
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.paragraph import Paragraph
from zaitaku_ui.side.finding_acts import FindingActs
from zaitaku_ui.side.finding_lines import ICONS, gravest, lines_of_told
from zaitaku_ui.side.findings import NOTHING, FindingsView
from zaitaku_ui.theme import Theme

WIDE = 280
NONE_HERE = "ここには、点検で見つかった所がありません。"


class MeetingFindings(QFrame):
    """Follows the meeting that is open. `button` stands in the head of the page: how many there are."""

    gone_to = Signal(object)
    """(Place): that place is wanted."""
    said = Signal(str)
    closed = Signal()

    def __init__(self, desk: MeetingDesk, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rightside")
        self.setMinimumWidth(theme.pixels(WIDE))
        self._desk, self._theme = desk, theme
        self._told: list[Told] = []
        self._action: QAction | None = None
        self._last: Finding | None = None
        self.view = FindingsView(theme, "会議の点検")
        self.view.go_asked.connect(self._go)
        self.view.back_asked.connect(self.closed)
        self.view.list.clicked.connect(self._pressed)
        self._acts = FindingActs(desk.bridge, theme, self)
        self._acts.serve(self.view)
        self.nothing = Paragraph(NOTHING)
        self.nothing.setContentsMargins(*(theme.pixels(side) for side in (12, 12, 12, 12)))
        self.button = QPushButton()
        self.button.setProperty("link", True)
        self.button.setAutoDefault(False)
        self.button.setToolTip("点検で見つかった所を並べます（Shift+F8）")
        self.button.clicked.connect(self.turn)
        self._build()
        desk.checking.found.connect(self.refresh)
        desk.chosen.connect(self.refresh)
        self.hide()
        self.refresh()

    def _build(self) -> None:
        theme = self._theme
        head = QFrame()
        head.setObjectName("sidehead")
        head.setFixedHeight(theme.pixels(36))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.pixels(12), 0, theme.pixels(8), 0)
        self.title = QLabel("点検")
        self.title.setProperty("section", True)
        close = QToolButton()
        close.setProperty("tool", True)
        close.setIcon(theme.icon("close"))
        close.setIconSize(QSize(theme.pixels(16), theme.pixels(16)))
        close.setToolTip("点検を閉じる（Shift+F8）")
        close.setAccessibleName("点検を閉じる（Shift+F8）")
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.turn)
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.nothing)
        column.addWidget(self.view, 1)
        column.addStretch(0)

    def follow_action(self, action: QAction) -> None:
        """Show in a command whether the list is seen."""
        self._action = action

    def refresh(self) -> None:
        """Show what was found last."""
        desk = self._desk
        wanted = {desk.meeting_id} if desk.meeting_id is not None else {row.id for row in desk.meetings_here()}
        lists = desk.meeting_id is None
        self._told = [
            one
            for one in desk.checking.elsewhere
            if one[0].place.meeting_id in wanted
            or (lists and one[0].place.committee_id == desk.committee_id is not None)
        ]
        self.view.show_lines(lines_of_told(self._told, with_left=True))
        still = self.open_findings()
        self.view.setVisible(bool(self._told))
        self.nothing.setVisible(not self._told)
        self.title.setText(f"点検　{len(still)}件" if still else "点検")
        icon, token = ICONS[gravest(still)] if still else ("ok", "ok")
        self.button.setIcon(self._theme.icon(icon, token, 16))
        self.button.setText(f"点検 {len(still)}件")
        self.button.setVisible(bool(still))

    def open_findings(self) -> list[Finding]:
        """Those that nobody has left as they are."""
        return [finding for finding, _ in self._told if not finding.acknowledged]

    def turn(self) -> None:
        """Show or hide the list; shown it has the keyboard."""
        shown = self.isHidden()
        held = self.isAncestorOf(QApplication.focusWidget() or self)
        self.setVisible(shown)
        if self._action is not None:
            self._action.setChecked(shown)
        if shown and self._told:
            self.view.setFocus()
        elif held:
            self.closed.emit()

    def step(self, step: int) -> None:
        """To the next (or last) finding, round and round."""
        found = self.open_findings()
        if not found:
            self.said.emit(NONE_HERE)
            return
        at = found.index(self._last) + step if self._last in found else min(step, 0)
        target = self._last = found[at % len(found)]
        self.view.list.take_key(target)
        self.gone_to.emit(target.place)
        self.said.emit(target.message)

    def _pressed(self) -> None:
        finding = self.view.chosen()
        if finding is not None:
            self.gone_to.emit(finding.place)

    def _go(self, finding: Finding) -> None:
        self.gone_to.emit(finding.place)


def tab_of(place: Place) -> str:
    """In which tab of a meeting a place is."""
    tabs = {"block": "minutes", "agenda": "agenda", "agenda_note": "agenda", "handout": "agenda"}
    return tabs.get(place.field, "attendees" if place.field == "attendance" else "overview")
