"""The head of a 会議録, drawn as the ruled form that prints, its values edited where they stand (LOOK 4.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.minutes.when import read_when
from zaitaku_desktop.forms.meeting_words import when_words
from zaitaku_desktop.model.attendance import Presence
from zaitaku_desktop.model.meeting import Observing
from zaitaku_desktop.model.meeting_names import meeting_name
from zaitaku_desktop.model.meeting_rows import MeetingRow, MeetingSnapshot
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.operations import attendance, meeting
from zaitaku_ui.editors.minutes_people import PeopleChips, PersonChip, people_at
from zaitaku_ui.editors.minutes_present import NewcomerField, ProxyField
from zaitaku_ui.fields.basic import LineField, NumberField, RadioField, Unreadable
from zaitaku_ui.theme import Theme

if TYPE_CHECKING:
    from zaitaku_ui.editors.minutes import MinutesEditor

LABEL, ROW, WHEN = 64, 33, 292
When = tuple[dt.date | None, dt.time | None, dt.time | None]
COLUMNS = ("name", "when", "place", "observing", "observers", "office")
"""The fields of the head; a place of the page that shows one of these columns belongs to it."""


class WhenField(LineField):
    """Day and hours on one line, as they print: 令和7年6月18日（水）午後7時～午後8時30分."""

    def words_of(self, value: Any) -> str:
        """As printed."""
        day, start, end = value or (None, None, None)
        return when_words(MeetingRow(0, 0, FiscalYear(2000), day=day, start_time=start, end_time=end))

    def value_of(self, text: str) -> Any:
        """In any way of writing; a day without a year is that of the day that is there."""
        if not text.strip():
            return None, None, None
        shown = self._shown[0] if self._shown else None
        found = read_when(text, near=None if shown is None else shown.replace(month=1, day=1))
        if found is None:
            raise Unreadable(
                "日時として読み取れません。「令和7年6月18日 午後7時～午後8時30分」のように入力してください。"
            )
        return found.day, found.start, found.end


class MinutesHead(QFrame):
    """Three rows. Each field is written as it is left."""

    def __init__(self, theme: Theme, editor: MinutesEditor) -> None:
        super().__init__(editor)
        self._theme = theme
        self._editor = editor
        self.setObjectName("minuteshead")
        self.name = LineField("会議名")
        self.when = WhenField("日時", "令和7年6月18日 午後7時～午後8時30分")
        self.place = LineField("場所")
        self.office = LineField("事務局")
        self.observing = RadioField(theme, "傍聴", (Observing.OPEN, Observing.PARTLY, Observing.CLOSED), called)
        self.observers = NumberField("傍聴者数")
        self.came = PeopleChips(theme, "出席者", grows=True)
        self.missed = PeopleChips(theme, "欠席者")
        self._fields: Mapping[str, LineField | RadioField] = {
            "name": self.name,
            "when": self.when,
            "place": self.place,
            "office": self.office,
            "observing": self.observing,
            "observers": self.observers,
        }
        self._build()
        for key, field in self._fields.items():
            field.edited.connect(partial(self._write, key))
            if isinstance(field, LineField):
                field.refused.connect(editor.say)
        for chips in (self.came, self.missed):
            chips.state_asked.connect(self._set_state)
            chips.proxy_asked.connect(self._name_proxy)
        self.newcomer = NewcomerField(self, editor, self.came)
        self.proxy = ProxyField(self, editor, self.came, self.missed)
        self.setFocusProxy(self.name)

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(1, 1, 1, 1)
        grid.setSpacing(1)
        for column, stretch in ((1, 20), (3, 6), (5, 20)):
            grid.setColumnStretch(column, stretch)
        grid.setColumnMinimumWidth(3, self._theme.pixels(WHEN))
        for column, (label, field) in enumerate((("会議名", self.name), ("日時", self.when), ("場所", self.place))):
            self._put(grid, label, field, 0, 2 * column)
        self._put(grid, "出席者", self.came, 1, 0, 5)
        self._put(grid, "欠席者", self.missed, 2, 0)
        self._put(grid, "傍聴", self._observing_cell(), 2, 2)
        self._put(grid, "事務局", self.office, 2, 4)

    def _observing_cell(self) -> QWidget:
        cell = QWidget()
        row = QHBoxLayout(cell)
        row.setContentsMargins(self._theme.pixels(8), 0, 0, 0)
        row.setSpacing(self._theme.pixels(2))
        row.addWidget(self.observing, 1)
        self.observers.setFixedWidth(self._theme.pixels(44))
        self.observers.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.observers)
        unit = QLabel("人")
        unit.setContentsMargins(0, 0, self._theme.pixels(8), 0)
        row.addWidget(unit)
        return cell

    def _put(self, grid: QGridLayout, label: str, field: QWidget, row: int, column: int, span: int = 1) -> None:
        name = QLabel(label)
        name.setProperty("headlabel", True)
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        name.setFixedWidth(self._theme.pixels(LABEL))
        field.setMinimumHeight(self._theme.pixels(ROW))
        field.setMinimumWidth(self._theme.pixels(60))
        field.setProperty("headcell", True)
        field.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        grid.addWidget(name, row, column)
        grid.addWidget(field, row, column + 1, 1, span)

    # -- what it shows -------------------------------------------------------------------------------------

    def show_meeting(self, snapshot: MeetingSnapshot, *, writable: bool) -> None:
        """Show the meeting as it is now."""
        row = snapshot.meeting
        self.name.setPlaceholderText(meeting_name(snapshot.committee, row))
        self.name.setToolTip(meeting_name(snapshot.committee, row))
        self.name.show_value(row.name)
        self.when.show_value((row.day, row.start_time, row.end_time))
        self.place.show_value(row.place)
        self.office.setPlaceholderText(snapshot.committee.office)
        self.office.show_value(row.office)
        self.observing.show_value(row.observing)
        self.observers.show_value(row.observers)
        came, missed = people_at(snapshot)
        self.came.show_people(came, writable=writable)
        self.missed.show_people(missed, writable=writable)
        for field in self._fields.values():
            if isinstance(field, LineField):
                field.setReadOnly(not writable)
                field.setToolTip(field.text() or field.placeholderText())
            else:
                field.setEnabled(writable)

    def finish(self) -> bool:
        """Write what is being typed. False = it cannot be read and stays."""
        return all(field.finish() for field in self._fields.values())

    def go_to(self, column: str) -> None:
        """The keyboard to the field of a column of the meeting."""
        key = "when" if column in ("day", "start_time", "end_time") else column
        self._fields.get(key, self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- writing -------------------------------------------------------------------------------------------

    def _write(self, key: str, value: Any) -> None:
        snapshot = self._editor.meeting
        if snapshot is None:
            return
        changes = {key: value}
        if key == "when":
            changes = dict(zip(("day", "start_time", "end_time"), value, strict=True))
        label = {"name": "会議名", "when": "日時", "place": "場所", "office": "事務局"}.get(key, "傍聴")
        self._editor.perform(f"{label}の変更", meeting.edit_meeting, snapshot.meeting.id, **changes)

    def _name_proxy(self, chip: PersonChip) -> None:
        self.proxy.open(chip)

    def _set_state(self, person_id: int, state: Presence) -> None:
        snapshot = self._editor.meeting
        if snapshot is None:
            return
        row = next((row for row in snapshot.attendance if row.person_id == person_id), None)
        if row is not None:
            proxy = "" if state is not Presence.PROXY else row.proxy
            self._editor.perform("出欠の変更", attendance.edit_attendance, row.id, state=state, proxy=proxy)
