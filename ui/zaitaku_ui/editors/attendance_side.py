"""Right of 出欠表: the chosen cell with everything about it, and the rates by 職種."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from zaitaku_desktop.base.typed_day import short_day
from zaitaku_desktop.base.written_day import write_day
from zaitaku_desktop.model.attendance import Presence
from zaitaku_desktop.model.attendance_table import SIGNS, Totals
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.members import span
from zaitaku_ui.dialogs.frame import section
from zaitaku_ui.editors.attendance_grid import AttendanceGrid
from zaitaku_ui.fields.basic import ChoiceField, LineField, TimeField
from zaitaku_ui.fields.calendar import LONG
from zaitaku_ui.fields.form import Section
from zaitaku_ui.paragraph import Paragraph
from zaitaku_ui.tables.model import Slot
from zaitaku_ui.tables.strips import paint_bar
from zaitaku_ui.theme import Theme

WIDTH, ROW, BAR = 256, 22, 70
NAMES = {
    "state": "出欠",
    "proxy": "代理者",
    "came_at": "遅参",
    "left_at": "早退",
    "role": "役職",
    "organization": "所属",
    "note": "備考",
}
NOBODY = "―"


class Rates(QWidget):
    """A line for each 職種: its name, a bar, its percentage."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rates: list[tuple[str, float]] = []

    def show_totals(self, totals: Mapping[str, Totals]) -> None:
        """Those of whom anything is known."""
        self._rates = [(name or "（職種なし）", one.rate) for name, one in totals.items() if one.rate is not None]
        self.setFixedHeight(self._theme.pixels(ROW) * max(len(self._rates), 1))
        self.setAccessibleName("、".join(f"{name} {round(rate * 100)}%" for name, rate in self._rates))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.pixels(WIDTH - 28), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, high = QPainter(self), self._theme, self._theme.pixels(ROW)
        painter.setFont(theme.font(13))
        figure = theme.pixels(46)
        bar = theme.pixels(BAR)
        for at, (name, rate) in enumerate(self._rates):
            row = QRect(0, at * high, self.width(), high)
            painter.setPen(theme.colour("ink"))
            room = QRect(0, row.top(), row.width() - figure - bar - theme.pixels(8), high)
            words = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
            percent = QRect(row.right() - figure, row.top(), figure, high)
            painter.drawText(
                percent, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{round(rate * 100)}%"
            )
            paint_bar(painter, theme, QRect(percent.left() - bar, row.top(), bar, high), rate)
        painter.end()


def _slot(grid: AttendanceGrid, row: int, col: int) -> Slot:
    return Slot(grid.rows[row].item_id, grid.columns[col].key)


def _state_words(state: Presence) -> str:
    return f"{SIGNS[state]}　{called(state)}" if state is not Presence.UNKNOWN else "（未入力）"


class AttendanceSide(QFrame):
    """`edited(key, value)`; the view writes it and says what is chosen."""

    edited = Signal(str, object)
    refused = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rightside")
        self._theme = theme
        self.fields: dict[str, Any] = {
            "state": ChoiceField(NAMES["state"], tuple(Presence), _state_words),
            "proxy": LineField(NAMES["proxy"], "代理で出席した人の氏名"),
            "came_at": TimeField(NAMES["came_at"], "着いた時刻"),
            "left_at": TimeField(NAMES["left_at"], "帰った時刻"),
            "role": LineField(NAMES["role"]),
            "organization": LineField(NAMES["organization"]),
            "note": LineField(NAMES["note"]),
        }
        self.slot: Slot | None = None
        """The cell that is shown; what is typed belongs to it, wherever the cursor goes meanwhile."""
        self._name = QLabel()
        self._name.setProperty("section", True)
        self._from = Paragraph("")
        self._from.setProperty("secondary", True)
        self._meeting = QLabel()
        self._term = QLabel()
        self.rates = Rates(theme)
        self._assemble()
        for key, field in self.fields.items():
            field.edited.connect(partial(self._tell, key))
            if isinstance(field, LineField):
                field.refused.connect(self.refused)

    def _assemble(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        body = QWidget()
        body.setObjectName("cellpage")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(*(theme.pixels(side) for side in (14, 12, 14, 12)))
        inner.setSpacing(theme.pixels(4))
        inner.addWidget(self._name)
        inner.addWidget(self._from)
        self._rows = Section(theme, "")
        self._rows.grid.setColumnMinimumWidth(0, theme.pixels(48))
        self._rows.add_row("開催", self._meeting)
        for key, field in self.fields.items():
            self._rows.add_row(NAMES[key], field)
        self._rows.add_row("任期", self._term)
        inner.addWidget(self._rows)
        inner.addWidget(section("職種ごとの出席率"))
        inner.addWidget(self.rates)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(area, 1)
        self.setMinimumWidth(theme.pixels(WIDTH))
        self.setMaximumWidth(theme.pixels(360))
        self.setFocusProxy(self.fields["state"])

    def _head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("sidehead")
        head.setFixedHeight(self._theme.pixels(36))
        row = QHBoxLayout(head)
        row.setContentsMargins(self._theme.pixels(14), 0, self._theme.pixels(8), 0)
        title = QLabel("選んだ出欠")
        title.setProperty("strong", True)
        font = self._theme.font(13, bold=True)
        title.setFont(font)
        close = QToolButton()
        close.setProperty("tool", True)
        close.setIcon(self._theme.icon("close"))
        close.setIconSize(QSize(self._theme.pixels(16), self._theme.pixels(16)))
        close.setToolTip("閉じる（F8）")
        close.setAccessibleName("選んだ出欠を閉じる（F8）")
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.closed)
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(close)
        return head

    def show_cell(self, grid: AttendanceGrid | None, row: int, col: int, *, writable: bool) -> None:
        """What is known of the cell under the cursor."""
        slot = None if grid is None or not 0 <= row < len(grid.rows) or col < 0 else _slot(grid, row, col)
        other = slot != self.slot
        if other:
            self.finish()
            self.slot = slot
        person = grid.person(row) if grid is not None and 0 <= row < len(grid.rows) else None
        meeting = grid.meeting(col) if grid is not None and person is not None else None
        cell = grid.cell(row, col) if grid is not None and meeting is not None else None
        self._name.setText(NOBODY if person is None else person.name)
        if grid is None or person is None:
            self._from.setText("")
        else:
            seat = grid.seat(row)
            assert seat is not None
            words = (grid.table.roster.organization_name(seat.latest), seat.latest.profession)
            self._from.setText("　".join(word for word in words if word))
            spans = (span(grid.table.roster, one) for one in seat.memberships)
            self._term.setText("、".join(f"{short_day(first)}～{short_day(last)}" for first, last in spans))
        record = None if cell is None else cell.record
        open_ = cell is not None and meeting is not None and meeting.status is not MeetingStatus.FINAL and writable
        if meeting is None:
            self._meeting.setText(NOBODY)
        else:
            day = "日未定" if meeting.day is None else write_day(meeting.day, LONG).partition("年")[2]
            self._meeting.setText(f"第{meeting.nth or '―'}回　{day}")
        for key, field in self.fields.items():
            if key == "state":
                field.show_value(grid.state(row, col) if grid is not None and cell is not None else Presence.UNKNOWN)
            else:
                value = None if record is None else getattr(record, key)
                (field.begin if other else field.show_value)(value)
            field.setEnabled(open_)

    def _tell(self, key: str, value: object) -> None:
        self.edited.emit(key, value)

    def finish(self) -> bool:
        """Say what was typed. False = a field cannot be read."""
        for field in self.fields.values():
            if not field.finish():
                field.setFocus()
                return False
        return True
