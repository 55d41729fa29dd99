"""出欠 of one meeting: everybody who was asked or was there, on whatever side, as a table."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.read_day import write_time
from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.attendance_table import SIGNS
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.meeting_rows import AttendanceRow
from zaitaku_desktop.model.meeting_vocabulary import called, offered
from zaitaku_desktop.operations import attendance
from zaitaku_ui.editors.asking_names import LEFT, ask_names
from zaitaku_ui.editors.attendance_commands import UNREAD, read_state
from zaitaku_ui.editors.attendance_grid import KEYS, LOCKED
from zaitaku_ui.editors.committees import enum_field
from zaitaku_ui.editors.meeting_list import read_clock
from zaitaku_ui.editors.member_names import person_of, question
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.records.fields import FieldSource, RecordField
from zaitaku_ui.records.people import KnownNames, KnownPeople
from zaitaku_ui.records.source import NEW, Change
from zaitaku_ui.tables.cell_text import CellText
from zaitaku_ui.tables.plain import PlainColumn
from zaitaku_ui.tables.sign_text import sign_text
from zaitaku_ui.theme import Theme

COLUMNS = (
    PlainColumn("name", ("氏名",), 130),
    PlainColumn("side", ("区分",), 104),
    PlainColumn("role", ("役職",), 130),
    PlainColumn("organization", ("所属",), 180),
    PlainColumn("reply", ("回答",), 56),
    PlainColumn("state", ("出欠",), 56),
    PlainColumn("proxy", ("代理者",), 110),
    PlainColumn("came_at", ("遅参",), 96),
    PlainColumn("left_at", ("早退",), 96),
    PlainColumn("printed_name", ("印刷する氏名",), 120),
    PlainColumn("note", ("備考",), 140),
)
_STATES = ("reply", "state")


def read_sign(text: str) -> object:
    """A state. Raises KnownError for what is none."""
    found = read_state(text)
    if found is None:
        raise KnownError(f"「{text.strip()}」は出欠として読み取れません。", todo=UNREAD)
    return found


def sign_of(state: Presence) -> str:
    """○, ×, 代 …."""
    return SIGNS[state]


class AttendeesSource(FieldSource):
    """Those of the meeting that is open, in the order of the 会議録."""

    name = "出席者の表"
    word = "出席者"
    unit = "名"
    columns = COLUMNS
    frozen = 2
    first = "name"
    empty = "まだ誰も入っていません。「ツール」の「名簿を読み直す」で、その日の委員と事務局が入ります。"
    fields: Mapping[str, RecordField] = {
        "side": enum_field(Side),
        "reply": RecordField(sign_of, read_sign),
        "state": RecordField(sign_of, read_sign),
        "came_at": RecordField(write_time, read_clock),
        "left_at": RecordField(write_time, read_clock),
    }

    def __init__(self, desk: MeetingDesk, theme: Theme, place: QWidget) -> None:
        super().__init__(desk)
        self._theme = theme
        self._place = place
        self._rows: dict[int, AttendanceRow] = {}

    def records(self) -> Sequence[int]:
        """委員, 事務局, 説明者, オブザーバー."""
        meeting = self.desk.meeting
        rows = [] if meeting is None else self.desk.attendance_of(meeting.id)
        self._rows = {row.id: row for row in rows}
        return list(self._rows)

    def row(self, record: int) -> AttendanceRow:
        """Somebody at the meeting."""
        return self._rows[record]

    def text(self, record: int, key: str) -> str:
        """As it is edited."""
        if key == "name":
            return self.desk.roster.people[self.row(record).person_id].name
        return super().text(record, key)

    def look(self, record: int, key: str, _text: str) -> CellText | None:
        """States as in 出欠表."""
        return sign_text(getattr(self.row(record), key), reply=key == "reply") if key in _STATES else None

    def why_not(self, record: int, key: str) -> str:
        """What is 確定; on the blank row everything before the name."""
        meeting = self.desk.meeting
        if meeting is not None and meeting.status is MeetingStatus.FINAL:
            return LOCKED
        if record == NEW and key != "name":
            return "先に氏名を入力してください。"
        if record != NEW and key == "name":
            return "氏名は、「委員」の「人」で直します。この会議録だけの字は「印刷する氏名」に入力します。"
        return super().why_not(record, key)

    def known(self, record: int, key: str, above: Iterable[str]) -> KnownLines:
        """People; roles and organizations as others have them."""
        roster = self.desk.roster
        if key == "name":
            return KnownPeople(roster.people.values())
        if key == "organization":
            return KnownNames(row.name for row in roster.organizations.values())
        if key == "role":
            return KnownNames((*offered("roles"), *(row.role for row in roster.secretariat.values())))
        return super().known(record, key, above) if key == "note" else KnownLines(())

    def choices(self, key: str) -> Sequence[str]:
        """区分 and states."""
        if key == "side":
            return tuple(called(side) for side in Side)
        return tuple(SIGNS[state] for state in Presence) if key in _STATES else ()

    def only_choices(self, key: str) -> bool:
        """Both."""
        return key == "side" or key in _STATES

    def key_writes(self, key: str, typed: str) -> str:
        """1–5, in any width."""
        state = KEYS.get(unicodedata.normalize("NFKC", typed))
        return SIGNS[state] if state is not None and key in _STATES else ""

    # Writing

    def write(self, changes: Sequence[Change], what: str) -> Sequence[int] | None:
        """Asks who is meant where the name of somebody new is not sure."""
        names = {at: one.texts.get("name", "").strip() for at, one in enumerate(changes) if one.record == NEW}
        if not all(names.values()):
            self.say("先に氏名を入力してください。")
            return None
        found = {at: question(self.desk.roster, name, None) for at, name in names.items()}
        answers = ask_names(self._theme, self._place, found)
        if answers is None:
            self.say(LEFT)
            return None

        def change(session: Session) -> list[int]:
            written = []
            for at, one in enumerate(changes):
                values = {key: self._read(key, text) for key, text in one.texts.items() if key != "name"}
                if one.record == NEW:
                    written.append(self._add(session, person_of(session, names[at], answers[at]), values))
                else:
                    self.edit(session, one.record, values)
                    written.append(one.record)
            return written

        return self.desk.perform(what, change, self)

    def _add(self, session: Session, person: int, values: Mapping[str, Any]) -> int:
        meeting = self.desk.meeting_id
        assert meeting is not None
        side = values.get("side", Side.PRESENTER)
        more = self._columns({key: value for key, value in values.items() if key != "side"})
        return attendance.add_attendee(session, meeting, person, side, **more)

    @staticmethod
    def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
        """A state brings its proxy; whoever is not represented has none."""
        found: dict[str, Any] = {}
        for key, value in values.items():
            if key in _STATES:
                state, proxy = value
                found[key] = state
                if key == "state" and state is not Presence.PROXY:
                    found["proxy"] = ""
                elif proxy is not None:
                    found["proxy"] = proxy
            else:
                found[key] = value
        return found

    def edit(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        """Somebody at the meeting."""
        attendance.edit_attendance(session, record, **self._columns(values))

    def remove(self, records: Sequence[int]) -> bool:
        """Off the meeting."""

        def change(session: Session) -> bool:
            attendance.remove_attendees(session, records)
            return True

        return bool(self.desk.perform("出席者の削除", change, self))

    def put(self, session: Session, record: int, before: int | None) -> None:
        """The order of the 会議録."""
        attendance.move_attendee(session, record, before)

    def why_not_move(self) -> str:
        """They can."""
        return ""

    def on_paper(self, record: int) -> object:
        """Under what somebody stands in 出席簿."""
        row = self._rows.get(record)
        return ("person", 0 if row is None else row.person_id)

    def summary(self) -> str:
        """出席 11名　欠席 2名: of the 委員."""
        rows = [row for row in self._rows.values() if row.side is Side.MEMBER]
        counts: dict[StrEnum, int] = {}
        for row in rows:
            counts[row.state] = counts.get(row.state, 0) + 1
        came = sum(count for state, count in counts.items() if isinstance(state, Presence) and state.came)
        blank = counts.get(Presence.UNKNOWN, 0)
        words = f"委員 出席 {came}名　欠席 {counts.get(Presence.ABSENT, 0)}名"
        return f"{words}　未入力 {blank}名" if blank else words
