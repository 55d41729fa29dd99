"""資料一式 of the meeting that is open: list, pages, settings (LOOK 4.4). Changes are commands of `PacketHands`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QToolButton, QVBoxLayout, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.packet import read_packet
from zaitaku_desktop.forms.packet_fixed import fixed_pages
from zaitaku_desktop.forms.packet_pages import ItemPages, PacketLayouter, PacketPages
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot, PacketRow
from zaitaku_desktop.storage.reading_meetings import load_content, load_meeting, load_packet
from zaitaku_desktop.storage.workspace import Step
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.digits import set_digits
from zaitaku_desktop.typeset.flow import Progress
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.action_table import PACKET_SPECS, SHARED_KEYS
from zaitaku_ui.actions import Actions
from zaitaku_ui.meeting_desk import MeetingDesk, Refresh
from zaitaku_ui.packet.adding import dropped_pdfs
from zaitaku_ui.packet.hands import PacketHands
from zaitaku_ui.packet.lines import PacketList
from zaitaku_ui.packet.notes import notes_of
from zaitaku_ui.packet.rows import lines_of
from zaitaku_ui.packet.settings import Note, PacketSettings
from zaitaku_ui.places.view import View
from zaitaku_ui.preview.desk import WIDTH, Desk
from zaitaku_ui.preview.painter import PagePainter
from zaitaku_ui.preview.window import PreviewWindow
from zaitaku_ui.preview.worker import Draft, Laid, LayoutWorker
from zaitaku_ui.status import PACKET_KEYS
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import MenuButton, ToolParts, ToolRow

TOOLS = ToolParts(
    (
        ("undo", "redo"),
        ("packet_add", "packet_attach"),
        ("packet_up", "packet_down", "packet_remove", "more+"),
    ),
    menus={
        "more+": MenuButton(
            ("packet_parts", "|", "packet_branch", "packet_split", "|", "packet_replace", "packet_renumber"),
            "more",
            "ほか",
            "packet-more",
        )
    },
    room=590,
    first=("packet_add", "packet_attach"),
    first_room=440,
)
LIST_WIDE, LIST_MOST = 474, 600
NARROW = 880
"""Below this width the pages give their room to the list."""
AFTER = 250
"""Milliseconds after a change elsewhere, before the pages are laid out anew."""
EMPTY = "まだ資料がありません。「資料を追加」（Ctrl+Shift+A）で、配る資料を選んでください。"


class PacketView(View):
    """Reads the meeting in the window's thread; what is printed is read and laid out beside it."""

    title = "資料一式"
    prints_itself = True
    keys = PACKET_KEYS

    def __init__(self, desk: MeetingDesk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.meeting: MeetingSnapshot | None = None
        self.packet = PacketRow()
        self.pages: PacketPages | None = None
        self._layout = Layout([])
        self._shown = 0
        self._wanted: int | None = None
        painter = self._painter = PagePainter(desk.faces)
        self._large: PreviewWindow | None = None
        self.hands = PacketHands(self)
        self.list = PacketList(theme, painter)
        self.sheets = Desk(theme, painter)
        self.settings = PacketSettings(theme, self.hands.acts(), self)
        self._worker = LayoutWorker(desk.faces)
        self._layouter: PacketLayouter | None = None  # used only in the worker's thread
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AFTER)
        specs = self.hands.table(PACKET_SPECS)
        self.actions_here = Actions(self, theme, specs, PACKET_SPECS, keyless=SHARED_KEYS)
        self._assemble()
        self._connect()
        if desk.read_only:
            self.actions_here.refuse_writing(desk.bridge.workspace.read_only_reason or "")

    def _assemble(self) -> None:
        theme = self.theme
        self._count, self._where, self._power = QLabel(), QLabel(), QLabel()
        self._empty = QLabel(EMPTY)
        self._empty.setWordWrap(True)
        self._empty.setProperty("secondary", True)
        self._empty.setContentsMargins(theme.pixels(24), theme.pixels(24), theme.pixels(24), 0)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        left = QWidget()
        column = _column(left)
        column.addWidget(ToolRow(theme, self.actions_here, TOOLS, left))
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        foot = QFrame()
        foot.setObjectName("packetcount")
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.pixels(12), 0, theme.pixels(12), 0)
        foot.setFixedHeight(theme.pixels(34))
        note = QLabel("番号は、次第や会議録にも同じに入ります")
        note.setProperty("caption", True)
        note.setMinimumWidth(1)
        self._count.setProperty("section", True)
        row.addWidget(self._count)
        row.addWidget(note, 1)
        column.addWidget(foot)
        self._middle = self._desk_column()
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._parts.setHandleWidth(1)
        self._parts.setChildrenCollapsible(False)
        for part in (left, self._middle):
            self._parts.addWidget(part)
        self._parts.setStretchFactor(1, 1)
        left.setMinimumWidth(theme.pixels(330))
        self._middle.setMinimumWidth(theme.pixels(180))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._parts, 1)
        whole.addWidget(self.settings)
        self.setFocusProxy(self.list)
        self.setAcceptDrops(True)

    def _desk_column(self) -> QWidget:
        theme = self.theme
        middle = QWidget()
        column = _column(middle)
        head = QFrame()
        head.setObjectName("toolrow")
        head.setFixedHeight(theme.pixels(36))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.pixels(12), 0, theme.pixels(4), 0)
        self._where.setMinimumWidth(1)
        row.addWidget(self._where, 1)
        for icon, words, act in (
            ("minus", "縮小する", self.sheets.zoom_out),
            ("", "", None),
            ("plus", "拡大する", self.sheets.zoom_in),
            ("enlarge", "大きく見る（Shift+F9）", self.show_large),
        ):
            if act is None:
                row.addWidget(self._power)
                continue
            button = QToolButton()
            button.setProperty("tool", True)
            button.setIcon(theme.icon(icon))
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(act)
            row.addWidget(button)
        self.sheets.set_fit(WIDTH)
        column.addWidget(head)
        column.addWidget(self.sheets, 1)
        return middle

    def _connect(self) -> None:
        self.list.opened.connect(self.hands.open_item)
        self.list.chosen_changed.connect(self._line_chosen)
        self.list.rows.dropped.connect(self.hands.put)
        self.settings.edited.connect(self.hands.set_option)
        self.sheets.page_changed.connect(self._page_seen)
        self.sheets.zoom_changed.connect(self._zoomed)
        self._worker.laid_out.connect(self._laid_out)
        self._worker.known_error.connect(self._not_laid_out)
        self._later.timeout.connect(self._lay_out)
        self.desk.bridge.changed.connect(self._step_done)

    # Reading

    def show_now(self) -> None:
        """The 資料 of the meeting that is open."""
        meeting = self.desk.meeting
        if meeting is None:
            return
        try:
            with self.desk.bridge.workspace.read() as connection:
                self.meeting = load_meeting(connection, meeting.id)
                self.packet = load_packet(connection, meeting.id)
        except KnownError as trouble:
            self.desk.bridge.failed.emit(trouble)
            return
        if self._shown != meeting.id:
            self._shown, self.pages = meeting.id, None
            self.sheets.show_layout(Layout([]))
        self._show_lines()
        self._lay_out()

    def _step_done(self, step: Step, _initiator: object) -> None:
        """Undo stands in the tool row; what is printed may have changed with any record."""
        workspace = self.desk.bridge.workspace
        self.actions_here.show_undo(workspace.undo_name, workspace.redo_name)
        if not self.isVisible():
            self._stale = True
        elif step.changes:
            self._later.start()

    def touched_by(self, refresh: Refresh) -> bool:
        """Everything of meetings but 出欠."""
        return bool(refresh.tables - {"attendance", "confirmation"})

    def _lay_out(self) -> None:
        self._later.stop()
        meeting = self.desk.meeting
        if meeting is None:
            return
        fixed = self.packet.fixed_digest
        make = partial(self._fixed, meeting.id, fixed) if fixed else partial(self._laid, meeting.id)
        self._worker.submit(Draft(lay=make))

    def _laid(self, meeting_id: int, faces: Faces, progress: Progress) -> Laid:
        """In the worker's thread: what the records print."""
        with self.desk.bridge.workspace.read() as connection:
            packet = read_packet(connection, meeting_id)
        if self._layouter is None:
            self._layouter = PacketLayouter(faces)
        pages = self._layouter.lay_out(packet, progress)
        return Laid(Layout(pages.pages, packet.title), subject=pages)

    def _fixed(self, meeting_id: int, digest: str, _faces: Faces, _progress: Progress) -> Laid:
        """In the worker's thread: what was fixed."""
        with self.desk.bridge.workspace.read() as connection:
            packet, content = read_packet(connection, meeting_id), load_content(connection, digest)
        pages = fixed_pages(packet, content)
        return Laid(Layout(pages.pages, packet.title), subject=pages)

    def _laid_out(self, laid: Laid) -> None:
        pages = laid.subject
        assert isinstance(pages, PacketPages)
        if pages.packet.meeting.meeting.id != self._shown:
            return
        first, self.pages = self.pages is None, pages
        self.sheets.show_layout(laid.layout)
        if self._large is not None:
            self._large.show_layout(laid.layout)
        self._layout = laid.layout
        self._show_lines()
        if first:
            self._line_chosen()
        self._go_to_wanted()
        self._page_seen(self.sheets.page_number)
        self._tell()

    def _not_laid_out(self, trouble: KnownError) -> None:
        self.settings.show_notes([Note(self.theme, "err", trouble.message)])

    # What is shown

    def _show_lines(self) -> None:
        meeting = self.meeting
        if meeting is None:
            return
        made = self._made()
        lines = lines_of(meeting, made, fixed=bool(self.packet.fixed_at))
        self.list.rows.fixed = bool(self.packet.fixed_at) or not self.can_write()
        self.list.show_lines(lines)
        self._empty.setVisible(not meeting.handouts)
        count = len(self.sheets.pages())
        self._count.setText(f"{len(lines)}件 {count}ページ" if count else f"{len(lines)}件")
        self.settings.show_packet(self.packet, writable=not self.desk.read_only, prints=count > 0)
        self._show_notes(list(made.values()))
        self._line_chosen(scroll=False)
        workspace = self.desk.bridge.workspace
        self.actions_here.allow({"write"} if self.can_write() and not self.packet.fixed_at else set())
        self.actions_here.show_undo(workspace.undo_name, workspace.redo_name)

    def _made(self) -> dict[int, ItemPages]:
        """What was laid out last, by the ids of the 配付資料 (0 = the 次第)."""
        return {} if self.pages is None else {one.item.key: one for one in self.pages.items}

    def can_write(self) -> bool:
        """Whether the 配付資料 can be changed."""
        return self.meeting is not None and not self.meeting.locked and not self.desk.read_only

    def _show_notes(self, made: Sequence[ItemPages]) -> None:
        go_to, open_item = self.list.go_to, self.hands.open_item
        self.settings.show_notes(notes_of(self.theme, self.packet, self.meeting, made, go_to, open_item))

    def _line_chosen(self, *, scroll: bool = True) -> None:
        chosen = self.list.chosen()
        made = self._made()
        self.settings.allow_chosen(sum(1 for key in chosen if key in made and made[key].pages))
        if scroll:
            self._wanted = self.list.current() or 0
            self._go_to_wanted()
        self._tell()

    def _go_to_wanted(self) -> None:
        """To the 資料 that was chosen, once its pages are there."""
        first = None if self.pages is None or self._wanted is None else self.pages.first_page_of(self._wanted)
        if first is not None:
            self._wanted = None
            self.sheets.go_to(first)

    def _page_seen(self, number: int) -> None:
        total = len(self.sheets.pages())
        if not total:
            self._where.setText("")
            return
        words = f"{number + 1} / {total} ページ"
        if self.pages is not None:
            at = number
            for one in self.pages.items:
                if at < len(one.pages):
                    mark = set_digits(one.item.mark or one.item.title, "half")
                    words = f"{mark}　{at + 1} / {len(one.pages)} ページ（通し {number + 1} / {total}）"
                    break
                at -= len(one.pages)
        self._where.setText(words)

    def _zoomed(self, zoom: float) -> None:
        self._power.setText(f"{round(zoom * 100)}%")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.theme.pixels(NARROW)
        if narrow == self._middle.isVisibleTo(self) or event.oldSize().width() <= 0:
            self._middle.setVisible(not narrow)
            room = self.width() - self.settings.width()
            wide = max(self.theme.pixels(LIST_WIDE), min(self.theme.pixels(LIST_MOST), round(room * 0.38)))
            left = wide if room > wide + self.theme.pixels(300) else max(room - self.theme.pixels(320), 0)
            self._parts.setSizes([left, max(room - left, 0)])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_pdfs(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_pdfs(event)
        if paths:
            event.acceptProposedAction()
            # After the drop has ended: reading in here would hold the other program.
            QTimer.singleShot(0, self, partial(self.hands.take_files, paths))

    def show_large(self) -> None:
        """大きく見る: the pages in a window of their own, with small ones at its left; it follows as this view does."""
        if self._large is None:
            large = self._large = PreviewWindow(self.theme, self._painter, self.window())
            large.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            large.closed.connect(self._large_closed)
            large.show()
            large.show_layout(self._layout)
            large.desk.go_to(self.sheets.page_number)
        self._large.activateWindow()

    def _large_closed(self) -> None:
        self._large = None

    # What the page asks

    def commands(self) -> Sequence[Actions]:
        """Its own."""
        return (self.actions_here,)

    def print_itself(self, *, pdf: bool) -> bool:
        """All of it."""
        (self.hands.packet_one if pdf else self.hands.packet_print)()
        return True

    def panes(self) -> Sequence[QWidget]:
        """List, pages, settings."""
        return (self.list, self.sheets, self.settings.print_all)

    def position(self) -> tuple[str, str]:
        """Which 資料 the cursor is on."""
        key = self.list.current()
        line = next((one for one in self.list.rows.lines if one.key == key), None)
        return ("", "") if line is None else (line.mark, line.title)

    def counts(self) -> str:
        """How many pages."""
        count = len(self.sheets.pages())
        return f"資料 {len(self.list.rows.lines)}件　{count}ページ"

    def shut_down(self) -> None:
        """Stop the layout thread."""
        if self._large is not None:
            self._large.close()
        self._worker.shut_down()


def _column(of: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(of)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
