"""概要 of a meeting: every field of it on one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QTextEdit, QVBoxLayout, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.typed_day import short_day
from zaitaku_desktop.base.written_day import write_day
from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.model.committee import Speakers
from zaitaku_desktop.model.meeting import MeetingLock, MeetingStatus, Method, Observing
from zaitaku_desktop.model.meeting_names import meeting_name
from zaitaku_desktop.model.meeting_rows import MeetingLockRow, MeetingRow
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.number_signs import is_sample
from zaitaku_desktop.operations import meeting as meetings
from zaitaku_desktop.operations.meeting_report import prefill_report
from zaitaku_desktop.storage.reading_meetings import load_rows
from zaitaku_ui.editors.meeting_words import STILL, disagreement, rules_words
from zaitaku_ui.fields.basic import ChoiceField, LineField, LinesField, NumberField, RadioField, TimeField, Unreadable
from zaitaku_ui.fields.calendar import LONG
from zaitaku_ui.fields.day import DayField
from zaitaku_ui.fields.form import Section, form_page
from zaitaku_ui.meeting_desk import MeetingDesk, Refresh
from zaitaku_ui.paragraph import Paragraph
from zaitaku_ui.places.view import View
from zaitaku_ui.status import FIELD_KEYS
from zaitaku_ui.theme import Theme

NAMES = {
    "nth": "第n回",
    "cumulative": "通算",
    "name": "会議の名前",
    "day": "開催日",
    "start_time": "開始",
    "end_time": "終了",
    "place": "場所",
    "method": "方法",
    "observing": "傍聴",
    "observing_reason": "傍聴の理由",
    "observers": "傍聴者数",
    "office": "事務局",
    "next_day": "次回の日",
    "next_start": "次回の時刻",
    "next_place": "次回の場所",
    "next_note": "次回の補足",
    "report_summary": "検討状況の概要",
    "report_decisions": "決定事項等",
    "scheme": "会議録の番号",
    "speakers": "発言者",
    "note": "備考",
}
REPORTS = ("report_summary", "report_decisions")
UNCHECKED = "未確認"
MOST_LOCKS = 4
"""So many of the last times it was locked or unlocked are told."""


class Field(Protocol):
    """What a field of the page is."""

    @property
    def edited(self) -> SignalInstance:
        """(value): it was left with another value."""
        ...

    def show_value(self, value: Any) -> None:
        """Show what is stored."""
        ...

    def finish(self) -> bool:
        """Say what was typed. False = it cannot be read."""
        ...


class SchemeField(LineField):
    """Samples of numbers by level; blank = as the 会議体 has it."""

    def words_of(self, value: Any) -> str:
        """Parted by blanks."""
        return "  ".join(value or ())

    def value_of(self, text: str) -> Any:
        """Every one a sample."""
        found = tuple(text.split())
        if wrong := [one for one in found if not is_sample(one)]:
            raise Unreadable(
                f"「{wrong[0]}」は番号の見本として読み取れません。「1 (1) ア (ア)」のように入力してください。"
            )
        return found


class MeetingForm(View):
    """Saves each field as it is left."""

    title = "概要"
    keys = FIELD_KEYS

    def __init__(self, desk: MeetingDesk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.fields: dict[str, Field] = {}
        self._unchecked: dict[str, QWidget] = {}
        self.confirm: dict[str, QPushButton] = {}
        self._said = ""
        self._full_name = QLabel()
        self._full_name.setProperty("title", True)
        self._full_name.setWordWrap(True)
        self._prefill = QPushButton("次第と会議録から作る")
        self._prefill.setToolTip("まだ触れていない欄を、議題と決定から作り直します")
        self._prefill.clicked.connect(self._make_report)
        left = (self._when(), self._observing(), self._next())
        self._parent = self._report()
        right = (self._parent, self._minutes())
        self._notes = Paragraph("")
        self._strip = QFrame()
        self._strip.setProperty("level", "info")
        inner = QVBoxLayout(self._strip)
        inner.setContentsMargins(*(theme.pixels(side) for side in (12, 6, 12, 6)))
        inner.addWidget(self._notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip)
        column.addWidget(form_page(theme, (left, right)))
        for key, field in self.fields.items():
            field.edited.connect(partial(self._write, key))
            refused = getattr(field, "refused", None)
            if refused is not None:
                refused.connect(self._refused)
        self.setFocusProxy(self._widget("day"))

    # The page

    def _line(self, key: str, hint: str = "") -> LineField:
        field = LineField(NAMES[key], hint)
        self.fields[key] = field
        return field

    def _take(self, key: str, field: Any) -> Any:
        self.fields[key] = field
        return field

    def _narrow(self, field: Any, width: int) -> Any:
        field.setMaximumWidth(self.theme.pixels(width))
        return field

    def _when(self) -> Section:
        part = Section(self.theme, "開催")
        part.grid.addWidget(self._full_name, 1, 0, 1, 2)
        nth = self._narrow(self._take("nth", NumberField(NAMES["nth"])), 56)
        through = self._narrow(self._take("cumulative", NumberField(NAMES["cumulative"])), 56)
        part.add_row("第n回", nth, QLabel("回　　通算"), through, QLabel("回"), stretch=False)
        part.add_row("名前", self._line("name", "番号と会議体の名前から作ります。変えるときだけ入力します"))
        part.add_row("開催日", self._take("day", DayField(self.theme, NAMES["day"])))
        begin = self._narrow(self._take("start_time", TimeField(NAMES["start_time"], "例　19:00")), 130)
        end = self._narrow(self._take("end_time", TimeField(NAMES["end_time"], "空なら「から」")), 130)
        part.add_row("時刻", begin, QLabel("から"), end, QLabel("まで"), stretch=False)
        part.add_row("場所", self._line("place"))
        part.add_row("方法", self._take("method", RadioField(self.theme, NAMES["method"], tuple(Method), called)))
        part.add_row("事務局", self._line("office", "会議録の頭に印刷する名前"))
        return part

    def _observing(self) -> Section:
        part = Section(self.theme, "傍聴")
        choices = (Observing.OPEN, Observing.PARTLY, Observing.CLOSED)
        radio = self._take("observing", RadioField(self.theme, NAMES["observing"], choices, called))
        part.add_row("可否", radio)
        part.add_row("理由", self._line("observing_reason", "一部不可、不可のとき"))
        count = self._narrow(self._take("observers", NumberField(NAMES["observers"])), 56)
        part.add_row("傍聴者", count, QLabel("人"), stretch=False)
        return part

    def _next(self) -> Section:
        part = Section(self.theme, "次回の予定")
        part.add_row("日", self._take("next_day", DayField(self.theme, NAMES["next_day"])))
        time = self._narrow(self._take("next_start", TimeField(NAMES["next_start"], "例　19:00")), 130)
        part.add_row("時刻", time, stretch=False)
        part.add_row("場所", self._line("next_place"))
        part.add_row("補足", self._line("next_note", "日が決まっていないときの書き方など"))
        return part

    def _report(self) -> Section:
        part = Section(self.theme, "親会議への報告")
        for key in REPORTS:
            name = part.add_row(NAMES[key], self._take(key, LinesField(self.theme, NAMES[key], 5)))
            name.setWordWrap(True)
            name.setMaximumWidth(self.theme.pixels(92))
            part.grid.addWidget(self._unchecked_row(key), part.grid.rowCount(), 1)
        part.add_row("", self._prefill, stretch=False)
        return part

    def _unchecked_row(self, key: str) -> QWidget:
        """未確認, and the way to say that it is right as it is."""
        holder = self._unchecked[key] = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.pixels(8))
        label = QLabel(UNCHECKED)
        label.setStyleSheet(f"color: {self.theme.tokens['warn']};")
        label.setToolTip("次第と会議録から作ったままです。直すか、確認すると消えます")
        button = self.confirm[key] = QPushButton("このままでよい")
        button.setProperty("link", True)
        button.setAccessibleName(f"{NAMES[key]}はこのままでよい")
        button.clicked.connect(partial(self._confirm_report, key))
        row.addWidget(label)
        row.addWidget(button)
        row.addStretch(1)
        return holder

    def _minutes(self) -> Section:
        part = Section(self.theme, "会議録")
        part.add_row("番号", self._take("scheme", SchemeField(NAMES["scheme"], "空なら会議体の決めたとおり")))
        kinds = (None, *Speakers)
        part.add_row(
            "発言者", self._take("speakers", ChoiceField(NAMES["speakers"], kinds, _speakers_words)), stretch=False
        )
        self.rules = QLabel()
        self.settings = QPushButton("会議体の設定")
        self.settings.setProperty("link", True)
        self.settings.setToolTip("会議録の作成方針と期限は、「委員」の「会議体」の表で決めます")
        self.settings.clicked.connect(self._open_settings)
        part.add_row("期限", self.rules, self.settings, stretch=False)
        part.add_row("備考", self._take("note", LinesField(self.theme, NAMES["note"], 3)))
        return part

    def _open_settings(self) -> None:
        meeting = self.desk.meeting
        if meeting is not None and self.finish():
            self.desk.place_asked.emit(Place(field="minutes_days", committee_id=meeting.committee_id))

    # Showing

    def touched_by(self, refresh: Refresh) -> bool:
        """Meetings, 会議体 and 自治体設定."""
        return bool(refresh.tables & {"meeting", "committee", "meeting_lock", "municipality"})

    def show_now(self) -> None:
        """The meeting as it is now."""
        meeting = self.desk.meeting
        if meeting is None:
            return
        committee = self.desk.roster.committees[meeting.committee_id]
        self._full_name.setText(meeting_name(committee, meeting))
        locked = meeting.status is MeetingStatus.FINAL or self.desk.read_only
        for key, field in self.fields.items():
            if isinstance(field, DayField):
                field.set_year(meeting.fiscal_year)
            field.show_value(getattr(meeting, key))
            self._lock(self._widget(key), locked=locked and (key not in REPORTS or self.desk.read_only))
        for key, label in self._unchecked.items():
            label.setVisible(bool(getattr(meeting, key)) and not getattr(meeting, f"{key}_checked"))
        for button in (self._prefill, *self.confirm.values()):
            button.setEnabled(not self.desk.read_only)
        self.rules.setText(rules_words(meeting, committee, self.desk.city))
        above = committee.parent_id is not None or any(getattr(meeting, key) for key in REPORTS)
        self._parent.setVisible(above)
        words = self._state_words(meeting)
        self._strip.setVisible(bool(words))
        self._notes.setText(words)

    def _state_words(self, meeting: MeetingRow) -> str:
        """Why nothing can be changed, why it is off, and when it was locked and unlocked."""
        found = []
        if meeting.status is MeetingStatus.FINAL:
            found.append("会議録は確定しています。直すときは、「ツール」の「会議録の確定を取り消す」を使います。")
        if meeting.status in (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED):
            found.append(f"{called(meeting.status)}になりました。{meeting.status_note}".strip())
            later = self.desk.meetings.get(meeting.postponed_to_id or 0)
            if later is not None:
                found.append(f"代わりの会議は{'日未定' if later.day is None else write_day(later.day, LONG)}です。")
        found += self._lock_words(meeting.id)
        return "　".join(found)

    def _lock_words(self, meeting_id: int) -> list[str]:
        with self.desk.bridge.workspace.read() as connection:
            locks = load_rows(connection, MeetingLockRow, MeetingLock.meeting_id == meeting_id)
        found = []
        for lock in locks[-MOST_LOCKS:]:
            at = dt.datetime.fromisoformat(lock.at).astimezone()
            word = "確定" if lock.locked else "取消し"
            reason = f"（{lock.reason}）" if lock.reason else ""
            found.append(f"{short_day(at.date())} {at:%H:%M} {word}{reason}")
        return found

    @staticmethod
    def _lock(widget: QWidget, *, locked: bool) -> None:
        if isinstance(widget, QLineEdit | QTextEdit | DayField):
            widget.setReadOnly(locked)
        else:
            widget.setEnabled(not locked)

    def _widget(self, key: str) -> QWidget:
        field = self.fields[key]
        assert isinstance(field, QWidget)
        return field

    def go_to_place(self, place: Place) -> None:
        """The keyboard to a field."""
        key = place.field
        if key in self.fields:
            self._widget(key).setFocus()
        elif key == "minutes_days":
            self.settings.setFocus()

    def follow(self, refresh: Refresh) -> None:
        """After undo the keyboard is in the field that changed."""
        super().follow(refresh)
        if refresh.initiator is None and (key := next(self._changed_keys(refresh), "")):
            self._widget(key).setFocus()

    def _changed_keys(self, refresh: Refresh) -> Iterator[str]:
        for change in refresh.changes:
            if change.table == "meeting" and change.row_id == self.desk.meeting_id:
                before, after = change.before or {}, change.after or {}
                yield from (key for key in self.fields if before.get(key) != after.get(key))

    # Writing

    def _write(self, key: str, value: Any) -> None:
        meeting = self.desk.meeting
        if meeting is None or getattr(meeting, key) == value:
            return
        meeting_id = meeting.id
        self.desk.perform(
            f"{NAMES[key]}の変更", lambda session: meetings.edit_meeting(session, meeting_id, **{key: value}), self
        )
        self._say(self._warning())

    def _make_report(self) -> None:
        meeting = self.desk.meeting
        if meeting is not None and self.finish():
            self.desk.perform("報告の下書き", lambda session: prefill_report(session, meeting.id), self)

    def _confirm_report(self, key: str, *_checked: bool) -> None:
        meeting = self.desk.meeting
        if meeting is None or not self.finish():
            return
        changes = {f"{key}_checked": True}
        self.desk.perform(
            f"{NAMES[key]}の確認", lambda session: meetings.edit_meeting(session, meeting.id, **changes), self
        )

    def finish(self) -> bool:
        """Write what stands in the fields. False = one cannot be read; the keyboard goes there."""
        for key, field in self.fields.items():
            if not field.finish():
                self._widget(key).setFocus()
                return False
        return True

    def _refused(self, why: str) -> None:
        self.desk.bridge.failed.emit(KnownError(why, safe=""))

    def _say(self, words: str) -> None:
        self._said = words
        self.position_changed.emit(*self.position())

    def _warning(self) -> str:
        """What disagrees, in a few words; it is kept all the same."""
        meeting = self.desk.meeting
        if meeting is None:
            return ""
        others = [
            row
            for row in self.desk.meetings.values()
            if (row.committee_id, row.fiscal_year, row.nth) == (meeting.committee_id, meeting.fiscal_year, meeting.nth)
            and row.id != meeting.id
            and row.status is not MeetingStatus.POSTPONED
        ]
        if meeting.nth is not None and others and meeting.status is not MeetingStatus.POSTPONED:
            return f"第{meeting.nth}回は、ほかにもあります（{short_day(others[0].day) or '日未定'}）。{STILL}"
        return disagreement(meeting)

    # What the window asks

    def panes(self) -> Sequence[QWidget]:
        """The first field."""
        return (self._widget("day"),)

    def position(self) -> tuple[str, str]:
        """The meeting, and what disagrees in it."""
        meeting = self.desk.meeting
        if meeting is None:
            return "", ""
        committee = self.desk.roster.committees[meeting.committee_id]
        return meeting_name(committee, meeting), self._said or self._warning()


def _speakers_words(value: Speakers | None) -> str:
    return "会議体の決めたとおり" if value is None else called(value)
