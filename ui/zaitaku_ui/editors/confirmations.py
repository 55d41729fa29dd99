"""確認: to whom the draft of a 会議録 was sent, and what came back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.typed_day import short_day, typed_day
from zaitaku_desktop.model.confirmation import Answer, Confirmation
from zaitaku_desktop.model.meeting_rows import ConfirmationRow
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.operations import confirmation as confirmations
from zaitaku_desktop.storage.reading_meetings import load_rows
from zaitaku_ui.editors.committees import enum_field
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.records.fields import FieldSource, RecordField
from zaitaku_ui.tables.cell_text import CellText, Paragraph, Piece
from zaitaku_ui.tables.plain import PlainColumn

COLUMNS = (
    PlainColumn("name", ("氏名",), 140),
    PlainColumn("sent_on", ("送った日",), 100),
    PlainColumn("due_on", ("期限",), 150),
    PlainColumn("answer", ("回答",), 110),
    PlainColumn("answered_on", ("回答の日",), 100),
    PlainColumn("corrections", ("修正の内容",), 380),
    PlainColumn("taken_over", ("反映",), 70),
)
DONE = "済"


def read_done(text: str) -> object:
    """済 or blank. Raises KnownError for another word."""
    words = text.strip()
    if words not in ("", DONE, "○", "はい"):
        raise KnownError(f"「{words}」は「反映」の欄に入れられません。", todo="反映したら「済」を選んでください。")
    return bool(words)


def _done_words(value: bool) -> str:
    return DONE if value else ""


class ConfirmationsSource(FieldSource):
    """Those of the meeting that is open."""

    name = "確認依頼の表"
    word = "確認依頼"
    unit = "名"
    columns = COLUMNS
    adds = False
    empty = "まだ確認を頼んでいません。「確認を依頼」で、相手と期限を記録してください。"

    def __init__(self, desk: MeetingDesk) -> None:
        super().__init__(desk)
        day = RecordField(short_day, self._read_day)
        self.fields: Mapping[str, RecordField] = {
            "name": RecordField(str, None, "相手は「確認を依頼」で選びます。外すときは、行を削除してください。"),
            "sent_on": day,
            "due_on": day,
            "answered_on": day,
            "answer": enum_field(Answer),
            "taken_over": RecordField(_done_words, read_done),
        }
        self._rows: dict[int, ConfirmationRow] = {}

    def _read_day(self, text: str) -> dt.date | None:
        if not text.strip():
            return None
        meeting = self.desk.meeting
        day = typed_day(text, None if meeting is None else meeting.fiscal_year)
        if day is None:
            raise KnownError(f"日付「{text.strip()}」を読み取れません。", todo="「6/13」のように書いてください。")
        return day

    def records(self) -> Sequence[int]:
        """In the order in which they were asked."""
        meeting_id = self.desk.meeting_id
        with self.desk.bridge.workspace.read() as connection:
            rows = (
                []
                if meeting_id is None
                else load_rows(
                    connection,
                    ConfirmationRow,
                    Confirmation.meeting_id == meeting_id,
                    order=(Confirmation.position,),
                )
            )
        self._rows = {row.id: row for row in rows}
        return list(self._rows)

    def row(self, record: int) -> ConfirmationRow:
        """The request."""
        return self._rows[record]

    def text(self, record: int, key: str) -> str:
        """As it is edited."""
        if key == "name":
            return self.desk.roster.people[self.row(record).person_id].name
        return super().text(record, key)

    def look(self, record: int, key: str, text: str) -> CellText | None:
        """What is past due says so; who has not answered is quiet."""
        row = self.row(record)
        if key == "answer" and row.answer is Answer.NONE:
            return CellText((Paragraph((Piece(called(Answer.NONE), "quiet"),)),))
        late = row.due_on is not None and row.due_on < dt.date.today() and row.answer is Answer.NONE
        if key == "due_on" and late:
            return CellText((Paragraph((Piece(text, "err"), Piece("　期限を過ぎています", "err"))),))
        return CellText((Paragraph((Piece(text, "bold"),)),)) if key == "name" else None

    def choices(self, key: str) -> Sequence[str]:
        """回答 and 反映."""
        if key == "answer":
            return tuple(called(answer) for answer in Answer)
        return ("", DONE) if key == "taken_over" else ()

    def only_choices(self, key: str) -> bool:
        """Both."""
        return key in ("answer", "taken_over")

    def edit(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        """An answer is of today where no day was written; corrections are an answer."""
        row, found = self.row(record), dict(values)
        if found.get("corrections") and row.answer is Answer.NONE:
            found.setdefault("answer", Answer.CORRECTED)
        if found.get("answer", Answer.NONE) is not Answer.NONE and row.answered_on is None:
            found.setdefault("answered_on", dt.date.today())
        confirmations.edit_confirmation(session, record, **found)

    def remove(self, records: Sequence[int]) -> bool:
        """Take them back."""

        def change(session: Session) -> bool:
            confirmations.remove_confirmations(session, records)
            return True

        return bool(self.desk.perform("確認依頼の削除", change, self))

    def why_not_move(self) -> str:
        """As they were asked."""
        return "確認依頼は、頼んだ順に並びます。"

    def summary(self) -> str:
        """回答 3 / 5名　修正あり 1名."""
        rows = list(self._rows.values())
        if not rows:
            return ""
        answered = [row for row in rows if row.answer is not Answer.NONE]
        corrected = [row for row in rows if row.answer is Answer.CORRECTED]
        open_ = [row for row in corrected if not row.taken_over]
        words = f"回答 {len(answered)} / {len(rows)}名"
        words += f"　修正あり {len(corrected)}名" if corrected else ""
        return words + (f"（未反映 {len(open_)}名）" if open_ else "")
