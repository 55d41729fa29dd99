"""出席者 and 欠席者 in the head of a 会議録: a chip for each, its state changed from its menu or with a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QStyle, QStyleOptionToolButton, QStylePainter, QToolButton, QWidget

from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.attendance_table import SIGNS
from zaitaku_desktop.model.meeting_rows import AttendanceRow, MeetingSnapshot
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_ui.flow import FlowLayout
from zaitaku_ui.outline.speakers import is_there
from zaitaku_ui.theme import Theme

STATES = (Presence.PRESENT, Presence.ABSENT, Presence.PROXY, Presence.ONLINE)
_KEYS = {Qt.Key.Key_1: Presence.PRESENT, Qt.Key.Key_2: Presence.ABSENT, Qt.Key.Key_3: Presence.PROXY}
_KEYS |= {Qt.Key.Key_4: Presence.ONLINE}


@dataclass(frozen=True, slots=True)
class Someone:
    """Somebody in the head. `after` = role and state behind the name; `sure` = it is known whether they came."""

    row: AttendanceRow
    name: str
    after: str
    sure: bool


def people_at(meeting: MeetingSnapshot) -> tuple[list[Someone], list[Someone]]:
    """(出席者, 欠席者) but for the 事務局, in the order of the 名簿."""
    came: list[Someone] = []
    missed: list[Someone] = []
    plain = {"", "委員", meeting.committee.member_word}
    for row in meeting.attendance:
        if row.side is Side.SECRETARIAT or row.state is Presence.OUT_OF_TERM:
            continue
        role = "" if row.role in plain else row.role
        sign = SIGNS[row.state] if row.state in (Presence.PROXY, Presence.ONLINE) else ""
        proxy = row.proxy if row.state is Presence.PROXY else ""
        after = " ".join(part for part in (role, sign, proxy) if part)
        one = Someone(row, meeting.name_of(row), after, row.state is not Presence.UNKNOWN)
        (came if is_there(row) else missed).append(one)
    return came, missed


class PersonChip(QToolButton):
    """A name with the role behind it. Enter, Space or a press opens its menu; 1…4 say the state, Delete 欠席, F2 = who
    stood in for him."""

    state_asked = Signal(object)
    proxy_asked = Signal()

    def __init__(self, theme: Theme, someone: Someone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.someone = someone
        self.setProperty("chip", True)
        self.setProperty("unsure", not someone.sure)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        state = called(someone.row.state) or "未確認"
        self.setAccessibleName(f"{someone.name}　{someone.after}　{state}")
        self.setToolTip(f"{someone.name}　{state}（1 出席、2 欠席、3 代理、4 オンライン、F2 代理者）")
        self._name_font, self._after_font = theme.font(13), theme.font(12)
        self.clicked.connect(self._open_menu)

    def _widths(self) -> tuple[int, int]:
        name = QFontMetrics(self._name_font).horizontalAdvance(self.someone.name)
        after = self.someone.after
        return name, QFontMetrics(self._after_font).horizontalAdvance(after) + 6 if after else 0

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + self._theme.pixels(16), self._theme.pixels(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        place = self.rect().adjusted(self._theme.pixels(8), 0, 0, 0)
        self._words(painter, place.left(), self.someone.name, bold=False)
        self._words(painter, place.left() + self._widths()[0] + 6, self.someone.after, bold=True)
        painter.end()

    def _words(self, painter: QPainter, left: int, words: str, *, bold: bool) -> None:
        painter.setFont(self._after_font if bold else self._name_font)
        painter.setPen(self._theme.colour("ink2" if bold else "ink"))
        place = self.rect().adjusted(left, 0, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for number, state in enumerate(STATES, 1):
            action = menu.addAction(f"{called(state)}\t{number}")
            action.setCheckable(True)
            action.setChecked(self.someone.row.state is state)
            action.triggered.connect(partial(self._ask, state))
        menu.addSeparator()
        menu.addAction("代理者の名前…\tF2").triggered.connect(self._ask_proxy)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _ask(self, state: Presence, *_checked: bool) -> None:
        self.state_asked.emit(state)

    def _ask_proxy(self, *_checked: bool) -> None:
        self.proxy_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self._ask_proxy()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._ask(Presence.ABSENT)
        elif event.key() in _KEYS and not event.modifiers():
            self._ask(_KEYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class PeopleChips(QWidget):
    """The chips of one row of the head. `state_asked(person id, Presence)`; `proxy_asked(chip)`; `more_asked()` = the
    button behind them, where `grows`."""

    state_asked = Signal(int, object)
    proxy_asked = Signal(object)
    more_asked = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None, *, grows: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self.more = self._more_button(name) if grows else None
        self._shown: list[Someone] = []
        self._enabled = True
        self.chips: list[PersonChip] = []
        self.setAccessibleName(name)
        self._flow = FlowLayout(self, theme.pixels(4))
        beside = theme.pixels(6)
        self._flow.setContentsMargins(beside, theme.pixels(5), beside, theme.pixels(5))

    def _more_button(self, name: str) -> QToolButton:
        more = QToolButton(self)
        more.setProperty("tool", True)
        more.setIcon(self._theme.icon("plus"))
        more.setFixedSize(self._theme.pixels(26), self._theme.pixels(24))
        more.setIconSize(QSize(self._theme.pixels(16), self._theme.pixels(16)))
        more.setToolTip(f"{name}を追加")
        more.setAccessibleName(f"{name}を追加")
        more.clicked.connect(self.more_asked)
        return more

    def show_people(self, people: Sequence[Someone], *, writable: bool) -> None:
        """Show these; the keyboard stays on the one it is on."""
        if people == self._shown and writable == self._enabled:
            return
        here = next((chip.someone.row.person_id for chip in self.chips if chip.hasFocus()), None)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._shown, self._enabled = list(people), writable
        self.chips = [self._chip(one) for one in people]
        if self.more is not None:  # behind them all
            self._flow.removeWidget(self.more)
            self._flow.addWidget(self.more)
            self.more.setEnabled(writable)
            self.more.show()
            self._flow.activate()
        for chip in self.chips:
            if chip.someone.row.person_id == here:
                chip.setFocus()

    def _chip(self, someone: Someone) -> PersonChip:
        chip = PersonChip(self._theme, someone, self)
        chip.setEnabled(self._enabled)
        chip.proxy_asked.connect(partial(self.proxy_asked.emit, chip))
        chip.state_asked.connect(partial(self._asked, someone.row.person_id))
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _asked(self, person_id: int, state: Presence) -> None:
        self.state_asked.emit(person_id, state)
