"""研修 of a 年度 as tables: what they were, and who came by 職種."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.base.typed_day import short_day
from zaitaku_desktop.checks.registry import find_in_trainings
from zaitaku_desktop.exchange.training_texts import read_lecturers
from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_desktop.forms.training_words import satisfaction_words
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.people_names import exactly
from zaitaku_desktop.model.training import Audience
from zaitaku_desktop.model.training_rows import SessionRow, TrainingBook
from zaitaku_desktop.operations import training, training_words
from zaitaku_ui.editors.training_typed import hours_text, rate_text, read_count, read_days, read_hours, read_rate
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.records.fields import FieldSource, RecordField
from zaitaku_ui.records.source import NEW, Change
from zaitaku_ui.tables.cell_text import CellText, Paragraph, Piece
from zaitaku_ui.tables.plain import PlainColumn

TOTALS = -1
"""The row of the sums, under the last 研修."""
SUMS = "この行は、上の人数から計算しています。"
SUMMED = "職種ごとの人数の合計です。「参加者」の表で直してください。"
NUMBERS = ("number", "nth", "cumulative", "capacity", "collected", "answered", "satisfied")
SESSIONS = (
    PlainColumn("day", ("開催日",), 112),
    PlainColumn("number", ("No.",), 48),
    PlainColumn("title", ("名称",), 196),
    PlainColumn("content", ("内容",), 260),
    PlainColumn("lecturer", ("講師",), 220),
    PlainColumn("total", ("参加人数",), 76),
    PlainColumn("hours", ("時間",), 110),
    PlainColumn("place", ("場所",), 180),
    PlainColumn("programme", ("事業",), 190),
    PlainColumn("series", ("シリーズ",), 170),
    PlainColumn("nth", ("年度の回",), 70),
    PlainColumn("cumulative", ("通しの回",), 70),
    PlainColumn("audience", ("対象",), 96),
    PlainColumn("capacity", ("定員",), 60),
    PlainColumn("collected", ("回収",), 60),
    PlainColumn("answered", ("回答",), 60),
    PlainColumn("satisfied", ("満足",), 60),
    PlainColumn("typed_of_collected", ("満足度％（未回答を含む）",), 92),
    PlainColumn("typed_of_answered", ("満足度％（未回答を除く）",), 92),
    PlainColumn("satisfaction", ("満足度",), 128),
    PlainColumn("note", ("備考",), 180),
)


class TrainingSource(FieldSource):
    """What both tables share: the 研修 of the 年度, what is wrong with them, their deletion."""

    word = "研修"
    unit = "件"
    first = "content"
    frozen = 3

    def __init__(self, desk: MeetingDesk) -> None:
        super().__init__(desk)
        self._book: TrainingBook | None = None
        self._found: dict[tuple[int, str], str] = {}

    @property
    def book(self) -> TrainingBook:
        """All 研修 as they are now."""
        book = self.desk.trainings
        if book is not self._book:
            self._book = book
            self._found = {}
            for one in find_in_trainings(book):
                self._found[one.place.training_id or 0, one.place.field] = one.message
        return book

    def sessions(self) -> list[SessionRow]:
        """Those of the 年度."""
        return self.book.of_year(self.desk.year)

    def records(self) -> Sequence[int]:
        """By 事業 and No."""
        return [row.id for row in self.sessions()]

    def row(self, record: int) -> SessionRow:
        """The 研修."""
        return self.book.sessions[record]

    def finding(self, record: int, key: str) -> str:
        """What is wrong with a cell, "" = nothing."""
        _ = self.book
        return self._found.get((record, "typed_total" if key == "total" else key), "")

    def look(self, record: int, key: str, text: str) -> CellText | None:
        """What is wrong stands out."""
        if self.finding(record, key):
            return CellText((Paragraph((Piece(f"⚠ {text}", "err"),)),), fill="err-b")
        return None

    def tip(self, record: int, key: str) -> str:
        """Why."""
        return self.finding(record, key)

    def add(self, session: Session, values: Mapping[str, Any]) -> int:
        """With the numbers that come next, in 事業 and シリーズ of the last one of the list."""
        rows = self.sessions()
        programme = rows[-1].programme_id if rows else next(iter(self.book.programmes), None)
        series = rows[-1].series_id if rows else next(iter(self.book.series), None)
        more = dict(values)
        days = more.pop("days", [])
        made = training.add_session(
            session,
            self.desk.year.start,
            programme_id=more.pop("programme_id", programme),
            series_id=more.pop("series_id", series),
            day=days[0] if days else None,
        )
        self._write_more(session, made, {**more, **({"days": days} if days else {})})
        return made

    def edit(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        """Each field by its own operation."""
        self._write_more(session, record, values)

    def _write_more(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        columns = {key: value for key, value in values.items() if key not in ("days", "hours", "lecturers", "counts")}
        if columns:
            training.edit_session(session, record, **columns)
        book = training.book_of(session)
        times = book.days.get(record, ())
        start, end = (times[0].start_time, times[0].end_time) if times else (None, None)
        if "days" in values or "hours" in values:
            days = values.get("days", [row.day for row in times])
            start, end = values.get("hours", (start, end))
            training.set_days(session, record, [(day, start, end) for day in days])
        if "lecturers" in values:
            training.set_lecturers(session, record, values["lecturers"])
        if "counts" in values:
            training.write_counts(session, {(record, kind): people for kind, people in values["counts"].items()})

    def remove(self, records: Sequence[int]) -> bool:
        """One undo step; the sums are no 研修."""
        chosen = [record for record in records if record > 0]
        if not chosen:
            self.say(SUMS)
            return False

        def change(session: Session) -> bool:
            training.delete_sessions(session, chosen)
            return True

        return bool(self.desk.perform("研修の削除", change, self))

    def why_not_move(self) -> str:
        """They stand in an order of their own."""
        return "研修は、事業と No. の順に並びます。No. を入れ直してください。"

    def summary(self) -> str:
        """研修 6件　参加者 280人."""
        rows = self.sessions()
        people = sum(self.book.total(row) or 0 for row in rows)
        return f"研修 {len(rows)}件　参加者 {people:,}人"


class SessionsSource(TrainingSource):
    """What each 研修 was."""

    name = "研修の一覧"
    columns = SESSIONS
    empty = "この年度の研修がまだありません。下の行に、内容か開催日を入力してください。回数は続きの番号が入ります。"
    fields: Mapping[str, RecordField] = {
        **{key: RecordField(str, read_count) for key in NUMBERS},
        **{key: RecordField(rate_text, read_rate) for key in ("typed_of_collected", "typed_of_answered")},
        "satisfaction": RecordField(str, None, "満足度は、人数か、書かれた割合から決まります。"),
    }

    def text(self, record: int, key: str) -> str:
        """As it is edited."""
        row, book = self.row(record), self.book
        days = book.days.get(record, ())
        if key == "day":
            return "、".join(short_day(one.day) for one in days)
        if key == "hours":
            return hours_text(days[0].start_time, days[0].end_time) if days else ""
        if key == "title":
            return book.name(row)
        if key == "lecturer":
            return "\n".join(book.lecturer(one) for one in book.lecturers.get(record, ()))
        if key == "total":
            people = book.total(row)
            return "" if people is None else str(people)
        if key == "programme":
            found = book.programmes.get(row.programme_id or 0)
            return "" if found is None else found.name
        if key == "series":
            series = book.series.get(row.series_id or 0)
            return "" if series is None else series.name
        if key == "audience":
            return called(row.audience)
        if key == "satisfaction":
            return satisfaction_words(row)
        return super().text(record, key)

    def choices(self, key: str) -> Sequence[str]:
        """事業, シリーズ, 対象, and everybody who may be 講師."""
        if key == "programme":
            return [row.name for row in self.book.programmes.values()]
        if key == "series":
            return [row.name for row in self.book.series.values()]
        if key == "audience":
            return [called(one) for one in Audience if one]
        return ()

    def only_choices(self, key: str) -> bool:
        """対象 is one of three."""
        return key == "audience"

    def known(self, record: int, key: str, above: Iterable[str]) -> KnownLines:
        """Of 講師: 会議体 and people."""
        if key == "lecturer":
            names = [row.name for row in self.book.committees.values()]
            return KnownLines((*above, *names, *(row.name for row in self.book.people.values())))
        return super().known(record, key, above)

    def why_not(self, record: int, key: str) -> str:
        """A sum is not typed over."""
        if key == "total" and record != NEW and self.book.counted(record):
            return SUMMED
        return super().why_not(record, key)

    def write(self, changes: Sequence[Change], what: str) -> Sequence[int] | None:
        """Every field through its rule; a new 研修 begins with any of them."""

        def change(session: Session) -> list[int]:
            written = []
            for one in changes:
                values = self._values(session, one)
                if one.record == NEW:
                    written.append(self.add(session, values))
                else:
                    self.edit(session, one.record, values)
                    written.append(one.record)
            return written

        return self.desk.perform(what, change, self)

    def _values(self, session: Session, one: Change) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, text in one.texts.items():
            if key == "day":
                values["days"] = read_days(text, self.desk.year)
            elif key == "hours":
                values["hours"] = read_hours(text)
            elif key == "lecturer":
                values["lecturers"] = [self._lecturer(line) for line in text.split("\n")]
            elif key == "total":
                values["typed_total"] = read_count(text)
            elif key == "programme":
                values["programme_id"] = training_words.ensure_programme(session, text) if text.strip() else None
            elif key == "series":
                values["series_id"] = training_words.ensure_series(session, text) if text.strip() else None
            elif key == "audience":
                found = [row for row in Audience if called(row) == text.strip()]
                values["audience"] = found[0] if found else Audience.UNSET
            elif key == "title":
                values["title"] = self._title(one.record, text)
            else:
                values[key] = self._read(key, text)
        return values

    def _title(self, record: int, text: str) -> str:
        """ "" where it is what follows from シリーズ and number, so that it goes on following them."""
        if record == NEW:
            return text.strip()
        row = self.row(record)
        made = "" if row.title else self.book.name(row)
        return "" if text.strip() == made else text.strip()

    def _lecturer(self, line: str) -> training.Lecturer:
        """所属　氏名（職種） of a person who is known, a 会議体, or words."""
        words = line.strip()
        people = [(row.id, row.name) for row in self.book.people.values()]
        groups = [(row.id, row.name) for row in self.book.committees.values()]
        if (found := exactly(groups, words)) is not None:
            return training.Lecturer("", None, found)
        if (found := exactly(people, words)) is not None:
            return training.Lecturer("", found)
        match = re.fullmatch(r"(?:(?P<where>.*?)\u3000)?(?P<name>[^（]+?)(?:（(?P<what>.+)）)?", words)
        if match is not None and (found := exactly(people, match["name"])) is not None:
            return training.Lecturer("", found, None, match["where"] or "", match["what"] or "")
        for one in read_lecturers(words):
            person = exactly(people, one.name) if one.person else None
            if person is not None:
                return training.Lecturer("", person, None, one.affiliation, one.profession)
        return training.Lecturer(words)


class ParticipantsSource(TrainingSource):
    """Who came, by 職種; the last row sums them up."""

    name = "研修の参加者"
    adds = False
    empty = "この年度の研修がまだありません。「研修」の表に追加してください（Ctrl+Shift+Tab）。"

    @property
    def columns(self) -> tuple[PlainColumn, ...]:  # type: ignore[override]
        """The 研修, each 職種 under its group, the sum and what was written."""
        found = [
            PlainColumn("nth", ("回",), 62),
            PlainColumn("day", ("開催日",), 104),
            PlainColumn("content", ("内容",), 220),
        ]
        for group, below in self.book.columns(self.sessions()):
            for kind in below:
                words = (group.name,) if kind is group else (group.name, kind.name)
                found.append(PlainColumn(f"k{kind.id}", words, max(54, 18 + 13 * len(kind.name))))
        return (*found, PlainColumn("total", ("合計",), 66), PlainColumn("typed_total", ("書かれた合計",), 84))

    def records(self) -> Sequence[int]:
        """By シリーズ as they print, the sums last."""
        rows = list(super().records())
        return [*rows, TOTALS] if rows else []

    def text(self, record: int, key: str) -> str:
        """Counts; the sums in the last row."""
        if record == TOTALS:
            return self._sum(key)
        row, book = self.row(record), self.book
        if key == "nth":
            return "" if row.nth is None else f"第{row.nth}回"
        if key == "day":
            days = book.days.get(record, ())
            return "、".join(short_day(one.day) for one in days)
        if key == "content":
            return row.content or book.name(row)
        if key == "total":
            computed = book.total(row)
            return "" if computed is None else str(computed)
        if key.startswith("k"):
            people = book.counted(record).get(int(key[1:]))
            return "" if people is None else str(people)
        return super().text(record, key)

    def _sum(self, key: str) -> str:
        rows = self.sessions()
        if key == "content":
            return "合計"
        if key == "total":
            return str(sum(self.book.total(row) or 0 for row in rows))
        if key.startswith("k"):
            return str(sum(self.book.counted(row.id).get(int(key[1:]), 0) for row in rows))
        return ""

    def look(self, record: int, key: str, text: str) -> CellText | None:
        """Sums bold on their own ground; a total without 職種 quiet there."""
        if record == TOTALS:
            return CellText((Paragraph((Piece(text, "bold"),)),) if text else (), fill="head2")
        if found := super().look(record, key, text):
            return found
        if key == "total":
            return CellText((Paragraph((Piece(text, "bold"),)),) if text else ())
        if key.startswith("k") and not text and self.book.row_has_total(record):
            return CellText((Paragraph((Piece("―", "quiet"),)),))
        return None

    def tip(self, record: int, key: str) -> str:
        """What is wrong, or that only the total is known."""
        return "" if record == TOTALS else super().tip(record, key)

    def why_not(self, record: int, key: str) -> str:
        """Counts and the written total can be typed."""
        if record == TOTALS:
            return SUMS
        if key == "total":
            return "合計は、職種ごとの人数から計算しています。"
        return "" if key.startswith("k") or key == "typed_total" else "この欄は「研修」の表で直します。"

    def write(self, changes: Sequence[Change], what: str) -> Sequence[int] | None:
        """All counts in one step."""

        def change(session: Session) -> list[int]:
            written = []
            for one in changes:
                counts = {int(key[1:]): read_count(text) for key, text in one.texts.items() if key.startswith("k")}
                values: dict[str, Any] = {"counts": counts} if counts else {}
                if "typed_total" in one.texts:
                    values["typed_total"] = read_count(one.texts["typed_total"])
                self.edit(session, one.record, values)
                written.append(one.record)
            return written

        return self.desk.perform(what, change, self)
