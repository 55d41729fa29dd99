"""予定 › 開催 › 会議録（案） › 確認中 › 確定: how far a meeting is, at the right of its tabs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QWidget

from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.meeting_rows import MeetingRow
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_ui.theme import Theme

STEPS = (
    MeetingStatus.PLANNED,
    MeetingStatus.HELD,
    MeetingStatus.DRAFT,
    MeetingStatus.CHECKING,
    MeetingStatus.FINAL,
)
TIPS = {
    MeetingStatus.PLANNED: "これから開く会議です",
    MeetingStatus.HELD: "終わった会議です。出欠の回答を、出欠に写します",
    MeetingStatus.DRAFT: "会議録の案を作っています",
    MeetingStatus.CHECKING: "会議録の案を、委員に確認してもらっています",
    MeetingStatus.FINAL: "会議録を確定します。取り消すまで、何も変えられません",
}


class StatusSteps(QWidget):
    """`asked(status)` when another step is chosen. A meeting that is off shows 中止 or 延期 instead."""

    asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.pixels(2))
        self._group = QButtonGroup(self)
        self._signs: list[QLabel] = []
        for number, status in enumerate(STEPS):
            if number:
                sign = QLabel()
                sign.setPixmap(theme.pixmap("right", "ink3", 14, self.devicePixelRatioF()))
                self._signs.append(sign)
                row.addWidget(sign)
            button = QToolButton()
            button.setProperty("step", True)
            button.setCheckable(True)
            button.setText(called(status))
            button.setToolTip(TIPS[status])
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button, number)
            row.addWidget(button)
        self._off = QLabel()
        self._off.setProperty("chipwords", True)
        row.addWidget(self._off)
        self._group.idClicked.connect(self._clicked)
        self._now: MeetingStatus | None = None

    def show_meeting(self, meeting: MeetingRow, *, writable: bool) -> None:
        """How far it is."""
        self._now = meeting.status
        off = meeting.status not in STEPS
        for number, status in enumerate(STEPS):
            button = self._group.button(number)
            here = status is meeting.status
            button.setVisible(not off)
            button.setChecked(here)
            button.setEnabled(writable or here)
            button.setAccessibleName(f"状態　{called(status)}" + ("（今）" if here else ""))
        for sign in self._signs:
            sign.setVisible(not off)
        self._off.setVisible(off)
        self._off.setText(called(meeting.status) if off else "")
        self._off.setToolTip(meeting.status_note)

    def _clicked(self, number: int) -> None:
        status = STEPS[number]
        if self._now in STEPS:  # it shows what is true until that has changed
            self._group.button(STEPS.index(self._now)).setChecked(True)
        if status is not self._now:
            self.asked.emit(status)
