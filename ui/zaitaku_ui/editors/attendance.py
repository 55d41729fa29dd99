"""出欠表: 委員 × 開催回 of a 会議体 in a 年度, one key for each state."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy import Connection

from zaitaku_desktop.forms.grid import GridCell
from zaitaku_desktop.model.attendance import Presence
from zaitaku_desktop.model.attendance_table import build_table
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_ui.action_table import ATTENDANCE_CELL_MENU, ATTENDANCE_SPECS, MARKS, SHARED_KEYS
from zaitaku_ui.actions import Actions
from zaitaku_ui.editors.attendance_commands import AttendanceCommands, read_state
from zaitaku_ui.editors.attendance_figures import foot_rows, side_figures
from zaitaku_ui.editors.attendance_grid import FIXED, AttendanceGrid, AttendanceModel, groups_of
from zaitaku_ui.editors.attendance_hands import AttendanceHands, AttendancePicker
from zaitaku_ui.editors.attendance_side import NAMES, AttendanceSide
from zaitaku_ui.editors.paper_pages import PaperPages, Subject, committee_document
from zaitaku_ui.meeting_desk import MeetingDesk, Refresh
from zaitaku_ui.places.view import View
from zaitaku_ui.records.finder import RecordFinder
from zaitaku_ui.status import ATTENDANCE_KEYS
from zaitaku_ui.tables.model import Slot
from zaitaku_ui.tables.strips import FootStrip, SideStrip
from zaitaku_ui.tables.view import SheetView
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import ToolParts, ToolRow

TOOLS = ToolParts(
    (("undo", "redo"), MARKS, ("all_present",)),
    ("attendance_side", "preview"),
    keyed={key: str(number) for number, key in enumerate(MARKS, 1)},
    room=1040,
)
ORDERS = (("", "名簿の順"), ("selection", "選出区分ごと"), ("profession", "職種ごと"))
NO_MEETING = "この年度の会議がまだありません。開催一覧で、会議を追加してください（Ctrl+Shift+N）。"
NO_MEMBER = "この年度の委員がまだいません。「委員」の名簿で追加してください（Alt+4）。"
READ_ONLY = "閲覧専用で開いているため、書き込めません。"
NARROW = 1060
LANDSCAPE = 400
"""How wide the pages of 出欠表, which lie across, are at first."""


class AttendanceView(View):
    """The sheet with its totals, and the chosen cell at the right."""

    title = "出欠表"
    keys = ATTENDANCE_KEYS
    prints = True

    def __init__(self, desk: MeetingDesk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.model = AttendanceModel()
        self.sheet = SheetView(theme, self.model, self, name="出欠表")
        self.model.setParent(self.sheet)
        self.sheet.read_only = desk.read_only
        self.writing = AttendanceCommands(desk, self.model, self.say)
        self.side = AttendanceSide(theme)
        self.finder = RecordFinder(theme, self.sheet, ATTENDANCE_SPECS, self)
        self.hands = AttendanceHands(self)
        specs = self.hands.table(ATTENDANCE_SPECS)
        self._actions = Actions(self, theme, specs, ATTENDANCE_SPECS, keyless=SHARED_KEYS)
        self.picker = self.sheet.picker = AttendancePicker(self, theme)
        self._order = QComboBox()
        self._side_wanted = True
        self._meant: tuple[object, ...] = ()
        self._assemble()
        self._connect()
        if desk.read_only:
            self._actions.refuse_writing(desk.bridge.workspace.read_only_reason or READ_ONLY)

    def _assemble(self) -> None:
        theme = self.theme
        self._order.setAccessibleName("並び")
        for key, words in ORDERS:
            self._order.addItem(words, key)
        self.foot, self.right = FootStrip(theme, self.sheet), SideStrip(theme, self.sheet, "出席")
        self._down, self._across = QScrollBar(Qt.Orientation.Vertical), QScrollBar(Qt.Orientation.Horizontal)
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.sheet, 0, 0)
        grid.addWidget(self.right, 0, 1)
        grid.addWidget(self._down, 0, 2)
        grid.addWidget(self.foot, 1, 0, 1, 2)
        grid.addWidget(self._across, 2, 0)
        grid.setRowStretch(3, 1)
        grid.setColumnStretch(0, 1000)  # the sheet takes the room it needs, the rest stays free
        grid.setColumnStretch(3, 1)
        self._empty = QLabel()
        self._empty.setProperty("secondary", True)
        self._empty.setContentsMargins(theme.pixels(24), theme.pixels(24), 0, 0)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ToolRow(theme, self._actions, TOOLS, left, beside=self._order))
        column.addWidget(self.finder.bar)
        column.addWidget(self._empty)
        column.addWidget(whole, 1)
        self._whole = whole
        line = QFrame()
        line.setFixedWidth(1)
        line.setStyleSheet(f"background: {theme.tokens['line2']};")
        inner = QWidget()
        inner.setFocusProxy(self.sheet)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(line)
        row.addWidget(self.side)
        self.pages = PaperPages(self.desk, theme, inner, self._find_paper, wide=LANDSCAPE)
        self.pages.follow_action(self._actions["preview"])
        self._room = inner
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pages.beside)
        self.setFocusProxy(self.sheet)

    def _connect(self) -> None:
        main = self.sheet.main
        for policy, bar, own in (
            (main.setVerticalScrollBarPolicy, main.verticalScrollBar(), self._down),
            (main.setHorizontalScrollBarPolicy, main.horizontalScrollBar(), self._across),
        ):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            bar.valueChanged.connect(own.setValue)
            own.valueChanged.connect(bar.setValue)
            bar.rangeChanged.connect(self._bars_changed)
        self.sheet.editing.writer = self._write
        self.sheet.editing.filler = self._fill
        self.sheet.cursor_changed.connect(self._moved)
        self.sheet.message.connect(self.say)
        self.sheet.blank_asked.connect(self.hands.clear)
        for pane in (main, self.sheet.frozen):
            pane.customContextMenuRequested.connect(self._menu)
        self.side.edited.connect(self._side_edited)
        self.side.refused.connect(self.say)
        self.side.closed.connect(self.hands.close_side)
        self.side.fields["proxy"].returnPressed.connect(self._back_to_sheet)
        self._order.activated.connect(self._ordered)
        self.desk.bridge.changed.connect(self._step_done)
        self.pages.clicked.connect(self._go_to_clicked)
        self.pages.beside.splitterMoved.connect(self._size_changed)
        self.pages.beside.turned.connect(self._pages_turned)
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(0)
        self._fit.timeout.connect(self._settle_size)
        main.verticalHeader().sectionResized.connect(self._size_changed)

    # Reading

    def touched_by(self, refresh: Refresh) -> bool:
        """People, meetings and 出欠."""
        return bool(refresh.tables - {"outline_block", "agenda_item", "agenda_handout", "handout", "handout_part"})

    def show_now(self) -> None:
        """The meetings of the 年度."""
        desk = self.desk
        meetings = desk.meetings_here()
        rows = [row for meeting in meetings for row in desk.attendance_of(meeting.id)]
        table = build_table(desk.roster, desk.committee_id or 0, meetings, rows)
        order = self._order.currentData()
        self.sheet.show_table(AttendanceGrid(table, groups_of(table, order)))
        nothing = NO_MEETING if not meetings else NO_MEMBER if not table.seats else ""
        self._empty.setText(nothing)
        self._empty.setVisible(bool(nothing))
        self._whole.setVisible(not nothing)
        grid = self.model.grid
        assert grid is not None
        self.right.show_figures(side_figures(grid))
        self.foot.show_rows(foot_rows(grid, desk.committee))
        self.side.rates.show_totals(table.by_profession)
        self.finder.refresh()
        self._show_side()
        self.pages.refresh()
        self._fit.start()
        self._step_done()
        if self._meant != (desk.committee_id, desk.year) and meetings and table.seats:
            self._meant = (desk.committee_id, desk.year)
            column = next((col for col in range(self.model.columnCount()) if self.model.is_current(col)), len(FIXED))
            self.sheet.set_cursor(1 if any(groups_of(table, order)) else 0, column)

    def follow(self, refresh: Refresh) -> None:
        """After undo the cursor is on what changed."""
        super().follow(refresh)
        if refresh.initiator is not None:
            return
        for change in refresh.changes:
            image = change.after or change.before or {}
            if change.table == "attendance":
                slot = Slot(int(str(image["person_id"])), f"m{int(str(image['meeting_id']))}")
                index = self.model.index_of(slot)
                if index.isValid():
                    self.sheet.set_cursor(index.row(), index.column())
                    return

    # Pages

    def _find_paper(self, connection: Connection) -> Subject | None:
        committee = self.desk.committee
        if committee is None or not self.desk.meetings_here():
            return None
        return committee_document(connection, committee, self.desk.year, "attendance", "m4")

    def paper(self) -> DocumentRow | None:
        """The 出欠表 that prints; made if there is none yet."""
        return self.pages.document() if self.finish() else None

    def subject(self) -> DocumentRow | None:
        """The 出欠表 that prints, made or not."""
        return self.pages.subject()

    def _go_to_clicked(self, ident: object) -> None:
        if not isinstance(ident, tuple) or not self.finish():
            return
        slots = {"cell": lambda: Slot(ident[1], f"m{ident[2]}"), "person": lambda: Slot(ident[1], "name")}
        make = slots.get(str(ident[0]))
        index = self.model.index_of(make()) if make is not None else None
        if index is not None and index.isValid():
            self.sheet.set_cursor(index.row(), index.column())
            self.sheet.setFocus()

    def _pages_turned(self, _shown: bool) -> None:
        self.show_side(self._side_wanted)

    def shut_down(self) -> None:
        """Stop the layout thread."""
        self.pages.shut_down()

    # Size

    def _size_changed(self, *_what: int) -> None:
        self._fit.start()

    def _bars_changed(self, *_range: int) -> None:
        for bar, own in (
            (self.sheet.main.verticalScrollBar(), self._down),
            (self.sheet.main.horizontalScrollBar(), self._across),
        ):
            own.setRange(bar.minimum(), bar.maximum())
            own.setPageStep(bar.pageStep())
            own.setSingleStep(bar.singleStep())
            own.setVisible(bar.maximum() > bar.minimum())

    def _settle_size(self) -> None:
        """The sheet is as high as its rows, so that the totals stand below the last one."""
        header = self.sheet.main.horizontalHeader().height()
        self.sheet.setMaximumHeight(header + self.sheet.main.verticalHeader().length())
        self.sheet.setMaximumWidth(self.sheet.main.x() + self.sheet.main.horizontalHeader().length())
        self._bars_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_side(self._side_wanted)
        self._fit.start()

    def show_side(self, wanted: bool, *, asked: bool = False) -> None:
        """Show or hide what stands at the right; without room only where it is asked for."""
        self._side_wanted = wanted
        shown = wanted and (asked or self._room_width() >= self.theme.pixels(NARROW))
        self.side.setVisible(shown)
        self._actions["attendance_side"].setChecked(shown)

    def _room_width(self) -> int:
        """What the pages leave to the table and the chosen cell."""
        return self.width() - (self.theme.pixels(LANDSCAPE) if self.pages.beside.is_seen else 0)

    # Writing

    def _write(self, _cell: GridCell, slot: Slot, text: str) -> bool:
        index = self.model.index_of(slot)
        if not index.isValid():
            self.say("この行は、もう表にありません。入力した文はまだ残っています。")
            return False
        return self.writing.type_text(index.row(), index.column(), text)

    def _fill(self, text: str) -> bool:
        area, found = self.sheet.area(), read_state(text)
        if area is None or found is None:
            return False
        return self.writing.set_area(area, found[0], "出欠の入力")

    def _side_edited(self, key: str, value: object) -> None:
        index = self.model.index_of(self.side.slot) if self.side.slot is not None else None
        if index is None or not index.isValid():
            self.say("この行は、もう表にありません。")
            return
        row, col = index.row(), index.column()
        if key == "state":
            assert isinstance(value, Presence)
            self.writing.set_one(row, col, value)
        elif key == "proxy" and str(value or ""):
            self.writing.set_proxy(row, col, str(value))
        else:
            self.writing.edit(row, col, f"{NAMES[key]}の入力", **{key: value})

    def _back_to_sheet(self) -> None:
        if self.side.finish():
            self.sheet.go_on(1, 0)

    def _ordered(self, _index: int) -> None:
        if self.finish():
            self.show_now()
            self.sheet.setFocus()

    def finish(self) -> bool:
        """Write what is being typed, here and at the right."""
        return self.picker.finish() and self.sheet.editing.finish() and self.side.finish()

    # What the window asks

    def say(self, words: str) -> None:
        """Tell at the foot of the window why nothing was done."""
        self.position_changed.emit(self.position()[0], words)

    def _step_done(self, *_what: object) -> None:
        if not self.desk.read_only:
            workspace = self.desk.bridge.workspace
            self._actions.show_undo(workspace.undo_name, workspace.redo_name)

    def _moved(self) -> None:
        self._show_side()
        slot = self.side.slot
        if slot is not None and slot.column.startswith("m"):
            self.pages.pane.set_cursor(("cell", slot.item_id, int(slot.column[1:])))
        self.position_changed.emit(*self.position())

    def _show_side(self) -> None:
        self.side.show_cell(self.model.grid, *self.sheet.place(), writable=not self.desk.read_only)

    def _menu(self, at: QPoint) -> None:
        pane = self.sender()
        if isinstance(pane, QTableView):
            self._actions.menu(ATTENDANCE_CELL_MENU, self).popup(pane.viewport().mapToGlobal(at))

    def commands(self) -> Sequence[Actions]:
        """Those of 出欠表."""
        return (self._actions,)

    def panes(self) -> Sequence[QWidget]:
        """The sheet, and the chosen cell."""
        return (self.sheet, self.side, self.pages.pane)

    def position(self) -> tuple[str, str]:
        """想定 由美 第3回, 代理出席."""
        grid, (row, col) = self.model.grid, self.sheet.place()
        if grid is None or row < 0 or col < 0 or row >= len(grid.rows):
            return "", ""
        person, meeting = grid.person(row), grid.meeting(col)
        if person is None or meeting is None:
            return ("" if person is None else person.name), ""
        state = grid.state(row, col)
        words = called_state(state, answer=grid.is_answer(row, col))
        return f"{person.name}　第{meeting.nth or '―'}回", words

    def counts(self) -> str:
        """委員 13名 平均出席率 89%."""
        grid = self.model.grid
        if grid is None:
            return ""
        rate = grid.table.whole.rate
        members = f"委員 {len(grid.table.seats)}名"
        return members if rate is None else f"{members}　平均出席率 {round(rate * 100)}%"


def called_state(state: Presence, *, answer: bool) -> str:
    """出席, 欠席の回答, 未入力."""
    word = called(state)
    if not word:
        return "まだ回答がありません" if answer else "未入力"
    return f"{word}の回答" if answer else word
