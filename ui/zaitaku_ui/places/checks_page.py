"""点検: everything that was found in the file, what it is about, and what can be done (LOOK 4.5)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from zaitaku_desktop.checks.finding import Finding, Severity
from zaitaku_desktop.checks.registry import NAMES
from zaitaku_desktop.checks.whole import Told
from zaitaku_ui.dialogs.frame import filled
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.paragraph import Paragraph
from zaitaku_ui.places.tabbed import TabbedPage
from zaitaku_ui.places.view import View
from zaitaku_ui.side.finding_acts import FindingActs
from zaitaku_ui.side.finding_lines import ICONS, lines_of_told
from zaitaku_ui.side.findings import NOTHING
from zaitaku_ui.side.lines import LineList
from zaitaku_ui.status import CHECK_KEYS
from zaitaku_ui.theme import Theme

LIST, EDGE = 430, 28
FILTERS = ("すべて", "自動で直せる", "お知らせ")
LOOKING = "点検しています…"
STILL = "このまま印刷できます。"


class FindingDetail(QWidget):
    """One finding in full: what disagrees, as it is and as it would be, and the buttons."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.icon, self.title = QLabel(), QLabel()
        self.title.setProperty("title", True)
        self.title.setWordWrap(True)
        self.words = Paragraph("")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reason = Paragraph("")
        self._table = QFrame()
        self._table.setObjectName("findingtable")
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(*(theme.pixels(side) for side in (12, 8, 12, 8)))
        self._grid.setHorizontalSpacing(theme.pixels(16))
        self._grid.setColumnStretch(1, 1)
        self.repair = filled("直す")
        self.leave, self.withdraw = QPushButton("このままにする…"), QPushButton("取り消す")
        self.open = QPushButton("その場所を開く")
        keys = QLabel("直した後も Ctrl+Z で元に戻せます。")
        keys.setProperty("caption", True)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.pixels(8))
        for button in (self.repair, self.leave, self.withdraw, self.open):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addWidget(keys)
        buttons.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(theme.pixels(10))
        head.addWidget(self.icon)
        head.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.pixels(side) for side in (EDGE, 20, EDGE, 20)))
        column.setSpacing(theme.pixels(14))
        column.addLayout(head)
        for widget in (self.words, self._table, self.reason):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addStretch(1)

    def show_finding(self, finding: Finding, where: str, *, read_only: bool) -> None:
        """Show this one."""
        left = bool(finding.acknowledged)
        icon, token = ("ok", "ok") if left else ICONS[finding.severity]
        self.icon.setPixmap(self._theme.pixmap(icon, token, 22, self.devicePixelRatioF()))
        self.title.setText(NAMES[finding.rule])
        self.words.setText(finding.message)
        self.reason.setText(f"このままにする理由：{finding.acknowledged}" if left else STILL)
        rows = [("場所", where)]
        if finding.evidence:
            rows.append(("いま", finding.evidence))
        if finding.repair is not None:
            rows[1:] = [("いま", finding.repair.before), ("直した後", finding.repair.after)]
        while self._grid.count():
            old = self._grid.takeAt(0)
            if old is not None and (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, text) in enumerate(rows):
            label = QLabel(name)
            label.setProperty("secondary", True)
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Paragraph(text), row, 1)
        self.repair.setVisible(not left and finding.repair is not None)
        self.leave.setVisible(not left)
        self.withdraw.setVisible(left)
        for button in (self.repair, self.leave, self.withdraw):
            button.setEnabled(not read_only)


class ChecksView(View):
    """The list at the left, the chosen one at the right."""

    title = "点検"
    keys = CHECK_KEYS

    def __init__(self, desk: MeetingDesk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._told: list[Told] = []
        self._acts = FindingActs(desk.bridge, theme, self)
        self.filters = QTabBar()
        self.filters.setObjectName("sidetabs")
        self.filters.setDrawBase(False)
        self.filters.setExpanding(False)
        self.filters.setAccessibleName("並べるもの")
        for words in FILTERS:
            self.filters.addTab(words)
        self.filters.currentChanged.connect(self._show_lines)
        self.list = LineList(theme, "点検で見つかった所")
        self.list.chosen.connect(self._show_chosen)
        self.list.entered.connect(self._go)
        self.detail = FindingDetail(theme)
        self.detail.repair.clicked.connect(self._repair)
        self.detail.leave.clicked.connect(self._leave)
        self.detail.withdraw.clicked.connect(self._withdraw)
        self.detail.open.clicked.connect(self._go)
        self.nothing = Paragraph(LOOKING)
        self.nothing.setContentsMargins(*(theme.pixels(side) for side in (EDGE, 20, EDGE, 20)))
        self._build()
        desk.checking.found.connect(self._found)

    def _build(self) -> None:
        left = QFrame()
        left.setObjectName("checklist")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.list, 1)
        right = QFrame()
        right.setObjectName("place")
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.nothing)
        beside.addWidget(self.detail, 1)
        beside.addStretch(0)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([self.theme.pixels(LIST), self.theme.pixels(2 * LIST)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)
        self.setFocusProxy(self.list)
        self.detail.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """The plans are looked at too while it is seen."""
        super().showEvent(event)
        self.desk.checking.look_at_plans(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """And no longer afterwards."""
        super().hideEvent(event)
        self.desk.checking.look_at_plans(False)

    def touched_by(self, _refresh: object) -> bool:
        """It hears of what was found."""
        return False

    def show_now(self) -> None:
        """What was found last; the plans are looked at meanwhile."""
        self._take()

    def _found(self) -> None:
        if self.desk.checking.whole:
            self.nothing.setText(NOTHING)
            self._take()
            self._tell()

    def _take(self) -> None:
        checking = self.desk.checking
        self._told = [*checking.in_plans, *checking.elsewhere]
        self._show_lines()

    def _wanted(self, finding: Finding, which: int) -> bool:
        if which == 1:
            return finding.repair is not None and not finding.acknowledged
        return which == 0 or (finding.severity is Severity.INFO and not finding.acknowledged)

    def _show_lines(self, *_index: int) -> None:
        still = [one for one in self._told if not one[0].acknowledged]
        for at, words in enumerate(FILTERS):
            self.filters.setTabText(at, f"{words} {sum(self._wanted(one, at) for one, _ in still)}")
        which = self.filters.currentIndex()
        told = [one for one in self._told if self._wanted(one[0], which)]
        self.list.show_lines(lines_of_told(told, with_left=True), take_first=True)
        self._show_chosen(self.list.key())

    def chosen(self) -> Finding | None:
        """The finding of the cursor."""
        key = self.list.key()
        return key if isinstance(key, Finding) else None

    def _show_chosen(self, _key: object) -> None:
        finding = self.chosen()
        self.detail.setVisible(finding is not None)
        self.nothing.setVisible(finding is None)
        if finding is not None:
            where = next((words for one, words in self._told if one == finding), "")
            self.detail.show_finding(finding, where, read_only=self.desk.read_only)
        self.position_changed.emit(*self.position())

    # What is done

    def _go(self, _what: object = None) -> None:
        finding = self.chosen()
        if finding is not None:
            self.desk.place_asked.emit(finding.place)

    def _repair(self) -> None:
        finding = self.chosen()
        if finding is not None:
            self._acts.repair([finding])

    def _leave(self) -> None:
        finding = self.chosen()
        if finding is not None:
            self._acts.leave(finding)

    def _withdraw(self) -> None:
        finding = self.chosen()
        if finding is not None:
            self._acts.withdraw(finding)

    # What the window asks

    def panes(self) -> Sequence[QWidget]:
        """The list and the buttons."""
        return (self.list, self.detail.open)

    def position(self) -> tuple[str, str]:
        """Which finding."""
        finding = self.chosen()
        return ("", "") if finding is None else (NAMES[finding.rule], "")

    def keys_of(self, _widget: QWidget, *, enter_breaks: bool) -> tuple[tuple[str, str], ...]:
        """Its own."""
        return self.keys


class ChecksPage(TabbedPage):
    """One view, without tabs."""

    key = "checks"

    def __init__(self, desk: MeetingDesk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.add_view("checks", ChecksView(desk, theme))
        self.show_tabs(("checks",), "checks")
        self.head.hide()
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.pixels(12))
        title, about = QLabel("点検"), QLabel("このファイルのすべての記録")
        title.setProperty("section", True)
        about.setProperty("secondary", True)
        row.addWidget(title)
        row.addWidget(about)
        row.addStretch(1)
        self.bar = bar
