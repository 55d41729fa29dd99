"""開催一覧: the meetings of a 会議体 in a 年度 as a table."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.base.closed_days import closed_because
from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.read_day import write_time
from zaitaku_desktop.base.typed_day import short_day, typed_day, typed_time, weekday
from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.meeting import MeetingStatus, Method
from zaitaku_desktop.model.meeting_names import proposed_numbers
from zaitaku_desktop.model.meeting_rows import MeetingRow
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.operations import meeting as meetings
from zaitaku_ui.editors.committees import enum_field, read_enum
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.records.fields import FieldSource, RecordField
from zaitaku_ui.records.source import NEW
from zaitaku_ui.tables.cell_text import CellText, Paragraph, Piece, Tone
from zaitaku_ui.tables.plain import PlainColumn

COLUMNS = (
    PlainColumn("name", ("会議",), 130),
    PlainColumn("day", ("開催日",), 150),
    PlainColumn("start_time", ("開始",), 96),
    PlainColumn("end_time", ("終了",), 96),
    PlainColumn("place", ("場所",), 190),
    PlainColumn("method", ("方法",), 64),
    PlainColumn("status", ("状態",), 112),
    PlainColumn("came", ("出席",), 70),
    PlainColumn("nth", ("第n回",), 60),
    PlainColumn("cumulative", ("通算",), 60),
    PlainColumn("note", ("備考",), 180),
)
LOCKED = "この会議録は確定しています。直すときは、先に確定を取り消してください。"
DAY_FIRST = "開催日を入力してください（例　6/13）。日が決まっていないときは「未定」と入力します。"
OPENS = "F2 かダブルクリックで、この会議を開きます。"
_WEEKDAY = re.compile(r"[(（][月火水木金土日][^)）]*[)）]$")
_QUIET = (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)


def read_count(text: str) -> object:
    """A number, None for a blank. Raises KnownError for anything else."""
    words = (
        text.strip()
        .translate(str.maketrans("０１２３４５６７８９", "0123456789"))
        .removeprefix("第")
        .removesuffix("回")
    )
    if words and not words.isdecimal():
        raise KnownError(f"「{text.strip()}」は回の番号として読み取れません。", todo="数字を入力してください。")
    return int(words) if words else None


def read_clock(text: str) -> object:
    """A time of day, None for a blank. Raises KnownError for anything else."""
    if not text.strip():
        return None
    if (found := typed_time(text)) is None:
        raise KnownError(
            f"時刻「{text.strip()}」を読み取れません。", todo="「19:30」や「午後7時30分」のように書いてください。"
        )
    return found


class MeetingsSource(FieldSource):
    """By day. `opened(id)` is called where one is to be opened."""

    name = "開催一覧の表"
    word = "会議"
    unit = "回"
    columns = COLUMNS
    first = "day"
    empty = "この年度の会議がまだありません。開催日を入力してください（例　6/13）。前の会議から、時刻と場所が入ります。"
    fields: Mapping[str, RecordField] = {
        "start_time": RecordField(write_time, read_clock),
        "end_time": RecordField(write_time, read_clock),
        "method": enum_field(Method),
        "nth": RecordField(str, read_count),
        "cumulative": RecordField(str, read_count),
        "came": RecordField(str, None, "出席の数は、出欠から数えています。出欠表で入力してください。"),
    }

    def __init__(self, desk: MeetingDesk, opened: Callable[[int], None]) -> None:
        super().__init__(desk)
        self._opened = opened

    def records(self) -> Sequence[int]:
        """By day."""
        return [meeting.id for meeting in self.desk.meetings_here()]

    def row(self, record: int) -> MeetingRow:
        """The meeting."""
        return self.desk.meetings[record]

    def text(self, record: int, key: str) -> str:
        """As it is edited."""
        row = self.row(record)
        if key == "name":
            return row.name or (f"第{row.nth}回" if row.nth is not None else "（番号なし）")
        if key == "day":
            return short_day(row.day)
        if key == "status":
            return called(row.status)
        if key == "came":
            return self._came(record)
        return super().text(record, key)

    def _came(self, record: int) -> str:
        rows = [row for row in self.desk.attendance_of(record) if row.side is Side.MEMBER]
        states = [row.state for row in rows]
        known = [state for state in states if state not in (Presence.UNKNOWN, Presence.OUT_OF_TERM)]
        if known:
            return f"{sum(state.came for state in known)}/{len(known)}"
        replied = [row.reply for row in rows if row.reply is not Presence.UNKNOWN]
        return f"回答{len(replied)}/{len(rows)}" if replied else ""

    def look(self, record: int, key: str, text: str) -> CellText | None:
        """Weekday and why it is closed beside the day; what was cancelled or put off is quiet."""
        row = self.row(record)
        tone: Tone = "quiet" if row.status in _QUIET else "bold" if key == "name" else "plain"
        if key == "day":
            return self._day(row, tone)
        if key == "status" and row.status is MeetingStatus.FINAL:
            return CellText((Paragraph((Piece(text, "bold"),)),))
        return None if tone == "plain" or not text else CellText((Paragraph((Piece(text, tone),)),))

    @staticmethod
    def _day(row: MeetingRow, tone: Tone) -> CellText:
        if row.day is None:
            return CellText((Paragraph((Piece("未定", "quiet"),)),))
        closed = closed_because(row.day)
        pieces = [Piece(short_day(row.day), tone), Piece(f"（{weekday(row.day)}）", "warn" if closed else "quiet")]
        if closed and not closed.endswith("曜日"):
            pieces.append(Piece(closed.removeprefix("祝日（").removesuffix("）"), "warn"))
        return CellText((Paragraph(tuple(pieces)),))

    def tip(self, record: int, key: str) -> str:
        """How it is opened; why the day is no working day; why it was cancelled."""
        row = self.row(record)
        if key == "name":
            return OPENS
        if key == "day" and row.day is not None and (closed := closed_because(row.day)):
            return f"{closed}です。このままでも使えます。"
        return row.status_note if key == "status" else ""

    def why_not(self, record: int, key: str) -> str:
        """What is 確定; on the blank row everything before the day."""
        if self.desk.committee is None:
            return "まだ会議体がありません。「委員」の「会議体」で追加してください。"
        if record == NEW:
            return "" if key == "day" else DAY_FIRST
        if key == "name":
            return f"会議の番号は「第n回」の欄で、名前は会議を開いて直します。{OPENS}"
        if self.row(record).status is MeetingStatus.FINAL:
            return LOCKED
        return super().why_not(record, key)

    def choices(self, key: str) -> Sequence[str]:
        """方法 and 状態."""
        kinds: dict[str, Iterable[Any]] = {"method": Method, "status": MeetingStatus}
        return tuple(called(one) for one in kinds[key]) if key in kinds else ()

    def only_choices(self, key: str) -> bool:
        """Both."""
        return key in ("method", "status")

    def known(self, record: int, key: str, above: Iterable[str]) -> KnownLines:
        """Places of all meetings."""
        if key == "place":
            return KnownLines(row.place for row in reversed(self.desk.meetings.values()))
        return super().known(record, key, above) if key == "note" else KnownLines(())

    def activates(self, record: int, key: str) -> bool:
        """The name opens the meeting."""
        return key == "name" and record != NEW

    def activate(self, record: int, _key: str) -> bool:
        """Open it."""
        self._opened(record)
        return True

    # Writing

    def _read(self, key: str, text: str) -> object:
        if key == "day":
            return self._read_day(text)
        if key == "status":
            return read_enum(tuple(MeetingStatus), text)
        return super()._read(key, text)

    def _read_day(self, text: str) -> dt.date | None:
        words = _WEEKDAY.sub("", text.strip())
        if words in ("", "未定"):
            return None
        if (day := typed_day(words, self.desk.year)) is None:
            raise KnownError(f"日付「{words}」を読み取れません。", todo="「6/13」や「R6.6.13」のように書いてください。")
        return day

    def add(self, session: Session, values: Mapping[str, Any]) -> int:
        """In the 年度 that is shown, whatever day it has; prefilled from the last one."""
        more = {key: value for key, value in values.items() if key not in ("day", "status")}
        committee, year = self.desk.committee_id, self.desk.year
        assert committee is not None
        return meetings.add_meeting(session, committee, values["day"], year.start, **more)

    def edit(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        """Its columns; 状態 by its own ways."""
        more = {key: value for key, value in values.items() if key != "status"}
        if more:
            meetings.edit_meeting(session, record, **more)
        status = values.get("status")
        if status is MeetingStatus.POSTPONED:
            meetings.postpone_meeting(session, record)
        elif status is not None:
            meetings.set_status(session, record, status)

    def delete(self, session: Session, record: int) -> None:
        """With all that belongs to it."""
        meetings.delete_meeting(session, record)

    def why_not_move(self) -> str:
        """By day."""
        return "会議は、開催日の順に並びます。"

    def proposal(self) -> str:
        """第3回（通算 第12回）: the numbers that a new one would get."""
        desk = self.desk
        if desk.committee_id is None:
            return ""
        numbers = proposed_numbers(desk.meetings.values(), desk.committee_id, desk.year)
        return f"次は 第{numbers.nth}回（通算 第{numbers.cumulative}回）"
