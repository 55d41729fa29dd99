"""What is typed about a 研修, in its row or beside it, through the operations: one undo step, whatever fields."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.exchange.training_texts import read_lecturers
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.people_names import exactly
from zaitaku_desktop.model.training import Audience
from zaitaku_desktop.model.training_rows import SessionRow, TrainingBook
from zaitaku_desktop.operations import training, training_words
from zaitaku_desktop.operations.training import Times
from zaitaku_ui.editors.training_typed import read_count, read_days, read_hours, read_times, same_days
from zaitaku_ui.records.fields import FieldSource
from zaitaku_ui.records.source import NEW, Change

OF_ITS_OWN = ("times", "days", "hours", "lecturers", "counts")
"""What is no column of a 研修."""


class TrainingWriting(FieldSource):
    """Subclasses say what 研修 there are."""

    @property
    def book(self) -> TrainingBook:
        """All 研修 as they are now."""
        return self.desk.trainings

    def sessions(self) -> list[SessionRow]:
        """Those of the 年度."""
        return self.book.of_year(self.desk.year)

    def row(self, record: int) -> SessionRow:
        """The 研修."""
        return self.book.sessions[record]

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
        self.edit(session, made, {**more, **({"days": days} if days else {})})
        return made

    def edit(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        """Each field by its own operation."""
        columns = {key: value for key, value in values.items() if key not in OF_ITS_OWN}
        if columns:
            training.edit_session(session, record, **columns)
        times: Sequence[Times] | None = values.get("times")
        if times is None and ("days" in values or "hours" in values):
            rows = training.book_of(session).days.get(record, ())
            now = [(row.day, row.start_time, row.end_time) for row in rows]
            times = same_days(now, values.get("days"), values.get("hours"))
        if times is not None:
            training.set_days(session, record, times)
        if "lecturers" in values:
            training.set_lecturers(session, record, values["lecturers"])
        if "counts" in values:
            training.write_counts(session, {(record, kind): people for kind, people in values["counts"].items()})

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
            if re.fullmatch(r"k\d+", key):
                values.setdefault("counts", {})[int(key[1:])] = read_count(text)
            else:
                name, value = self._value(session, one.record, key, text)
                values[name] = value
        return values

    def _value(self, session: Session, record: int, key: str, text: str) -> tuple[str, object]:
        """What a text of a field means, and for what."""
        words = text.strip()
        if key == "day":
            return "days", read_days(text, self.desk.year)
        if key == "hours":
            return "hours", read_hours(text)
        if key == "times":
            return "times", read_times(text, self.desk.year)
        if key == "lecturer":
            return "lecturers", [self._lecturer(line) for line in text.split("\n")]
        if key in ("total", "typed_total"):
            return "typed_total", read_count(text)
        if key == "programme":
            return "programme_id", training_words.ensure_programme(session, text) if words else None
        if key == "series":
            return "series_id", training_words.ensure_series(session, text) if words else None
        if key == "audience":
            return key, next((row for row in Audience if called(row) == words), Audience.UNSET)
        if key == "title":
            return key, self._title(record, words)
        return key, self._read(key, text)

    def _title(self, record: int, words: str) -> str:
        """ "" where it is what follows from シリーズ and number, so that it goes on following them."""
        if record == NEW:
            return words
        row = self.row(record)
        made = "" if row.title else self.book.name(row)
        return "" if words == made else words

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
