"""How a 資料一式 is printed, what is to be known of it before, and the buttons: the pane at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from zaitaku_desktop.model.meeting_rows import PacketRow
from zaitaku_desktop.model.packet import Paging
from zaitaku_ui.dialogs.frame import filled
from zaitaku_ui.fields.counting import CountBox
from zaitaku_ui.paragraph import Paragraph
from zaitaku_ui.theme import Theme

WIDE = 284
MOST_COPIES = 999
CHECKS = (
    ("number_box", "右上に資料番号の枠を付ける"),
    ("draft_mark", "（案）を題名の後に付ける"),
    ("dividers", "資料の間に仕切り紙を入れる"),
)
FIX, UNFIX = "一式を確定する", "一式の確定を取り消す"
FIX_TIP = "今のPDFを残し、あとで記録を直しても同じものを印刷します"
FIXED_TIP = "今の記録のとおりに印刷するように戻します"
ICONS = {"warn": "warn", "err": "error", "info": "info"}


class Segments(QWidget):
    """A few choices side by side, one of them chosen. `chosen(index)` when another is."""

    chosen = Signal(int)

    def __init__(self, name: str, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        for index, word in enumerate(words):
            button = QPushButton(word)
            button.setCheckable(True)
            button.setProperty("segment", True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{name}：{word}")
            self._group.addButton(button, index)
            row.addWidget(button, 1)
        self._group.idClicked.connect(self.chosen)

    def show_choice(self, index: int) -> None:
        """Show which is chosen, without a signal."""
        self._group.button(index).setChecked(True)


class Note(QFrame):
    """One thing to know, with a link to where it is."""

    def __init__(
        self, theme: Theme, level: str, words: str, link: str = "", act: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self.setProperty("level", level)
        grid = QGridLayout(self)
        edge = theme.pixels(8)
        grid.setContentsMargins(edge, edge, edge, edge)
        grid.setColumnStretch(1, 1)
        icon = QLabel()
        icon.setPixmap(theme.pixmap(ICONS[level], "accent" if level == "info" else level, 20, self.devicePixelRatioF()))
        grid.addWidget(icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        self.words = Paragraph(words)
        grid.addWidget(self.words, 0, 1)
        if link and act is not None:
            button = QPushButton(link)
            button.setProperty("link", True)
            button.setAutoDefault(False)
            button.clicked.connect(partial(_act, act))
            grid.addWidget(button, 1, 1, Qt.AlignmentFlag.AlignLeft)


def _act(act: Callable[[], object], *_checked: bool) -> None:
    act()


class PacketSettings(QFrame):
    """`edited(name, value)` when a setting was changed."""

    edited = Signal(str, object)

    def __init__(self, theme: Theme, acts: Mapping[str, Callable[[], object]], parent: QWidget | None = None) -> None:
        """`acts` = what the buttons do: print, print_chosen, one, each, fix, unfix."""
        super().__init__(parent)
        self.setObjectName("packetsettings")
        self._theme = theme
        self._acts = acts
        self._writable = True
        self.setFixedWidth(theme.pixels(WIDE))
        self.copies = CountBox(theme)
        self.sides = Segments("面", ("片面", "両面"))
        self.paging = Segments("ページ番号", ("資料ごと", "通し"))
        self.checks = {name: QCheckBox(words) for name, words in CHECKS}
        self.print_all = filled("資料一式を印刷する")
        self.print_chosen = QPushButton("選んだ資料だけ印刷する")
        self.one = QPushButton("1つのPDFに保存")
        self.each = QPushButton("資料ごとに保存")
        self.fix = QPushButton(FIX)
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self._theme
        head = QLabel("印刷の設定")
        head.setProperty("section", True)
        head.setFixedHeight(theme.pixels(36))
        head.setContentsMargins(theme.pixels(14), 0, 0, 0)
        self.copies.setRange(0, MOST_COPIES)
        self.copies.setSuffix(" 部")
        self.copies.setSpecialValueText("決めていない")
        self.copies.setAccessibleName("部数")
        self.copies.setKeyboardTracking(False)
        body = QWidget()
        body.setObjectName("packetbody")
        grid = QGridLayout(body)
        edge = theme.pixels(14)
        grid.setContentsMargins(edge, theme.pixels(12), edge, theme.pixels(8))
        grid.setVerticalSpacing(theme.pixels(8))
        grid.setColumnStretch(1, 1)
        rows = (("部数", self.copies), ("面", self.sides), ("ページ番号", self.paging))
        for row, (words, widget) in enumerate(rows):
            label = QLabel(words)
            label.setProperty("secondary", True)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)
        for row, check in enumerate(self.checks.values(), start=len(rows)):
            grid.addWidget(check, row, 0, 1, 2)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(theme.pixels(8))
        grid.addLayout(self._notes, len(rows) + len(self.checks), 0, 1, 2)
        grid.setRowStretch(len(rows) + len(self.checks) + 1, 1)
        scroll = QScrollArea()
        scroll.setObjectName("packetscroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(scroll, 1)
        column.addWidget(self._buttons())

    def _buttons(self) -> QWidget:
        theme = self._theme
        foot = QFrame()
        foot.setObjectName("packetfoot")
        grid = QGridLayout(foot)
        edge = theme.pixels(14)
        grid.setContentsMargins(edge, theme.pixels(10), edge, theme.pixels(10))
        grid.setSpacing(theme.pixels(8))
        self.print_all.setIcon(theme.icon("print", "on-accent"))
        self.print_chosen.setIcon(theme.icon("print"))
        for button in (self.print_all, self.print_chosen, self.one, self.each, self.fix):
            button.setAutoDefault(False)
        grid.addWidget(self.print_all, 0, 0, 1, 2)
        grid.addWidget(self.print_chosen, 1, 0, 1, 2)
        grid.addWidget(self.one, 2, 0)
        grid.addWidget(self.each, 2, 1)
        grid.addWidget(self.fix, 3, 0, 1, 2)
        return foot

    def _connect(self) -> None:
        self.copies.valueChanged.connect(self._copies_edited)
        self.sides.chosen.connect(self._sides_edited)
        self.paging.chosen.connect(self._paging_edited)
        for name, check in self.checks.items():
            check.clicked.connect(partial(self._checked, name))
        for key, button in (
            ("print", self.print_all),
            ("print_chosen", self.print_chosen),
            ("one", self.one),
            ("each", self.each),
        ):
            button.clicked.connect(partial(_act, self._acts[key]))
        self.fix.clicked.connect(self._fix_clicked)

    # What is shown

    def show_packet(self, packet: PacketRow, *, writable: bool, prints: bool) -> None:
        """Show how it is printed. `prints` = there is something to print."""
        fixed = bool(packet.fixed_at)
        self.copies.blockSignals(True)
        self.copies.setValue(packet.copies or 0)
        self.copies.blockSignals(False)
        self.sides.show_choice(int(packet.two_sided))
        self.paging.show_choice(int(packet.paging is Paging.THROUGH))
        for name, check in self.checks.items():
            check.setChecked(bool(getattr(packet, name)))
            check.setEnabled(writable and not fixed)
        self.sides.setEnabled(writable and not fixed)
        self.paging.setEnabled(writable and not fixed)
        self.copies.setEnabled(writable)
        for button in (self.print_all, self.one, self.each):
            button.setEnabled(prints)
        self.fix.setText(UNFIX if fixed else FIX)
        self.fix.setProperty("fixed", fixed)
        self.fix.setEnabled(writable and (prints or fixed))
        self.fix.setToolTip(FIXED_TIP if fixed else FIX_TIP)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show what is to be known."""
        while self._notes.count():
            item = self._notes.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for note in notes:
            self._notes.addWidget(note)

    def allow_chosen(self, count: int) -> None:
        """How many 資料 are chosen that can be printed alone."""
        self.print_chosen.setEnabled(count > 0)
        self.print_chosen.setText(f"選んだ{count}件を印刷する" if count > 1 else "選んだ資料だけ印刷する")

    # What is done

    def _copies_edited(self, value: int) -> None:
        self.edited.emit("copies", value or None)

    def _sides_edited(self, index: int) -> None:
        self.edited.emit("two_sided", index == 1)

    def _paging_edited(self, index: int) -> None:
        self.edited.emit("paging", Paging.THROUGH if index else Paging.EACH)

    def _checked(self, name: str, *_on: bool) -> None:
        self.edited.emit(name, self.checks[name].isChecked())

    def _fix_clicked(self) -> None:
        self._acts["unfix" if self.fix.property("fixed") else "fix"]()
