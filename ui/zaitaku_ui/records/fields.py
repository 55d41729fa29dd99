"""Tables whose columns are fields of a row, each shown and read by a rule of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.records.source import NEW, Change, RecordSource


def same(text: str) -> object:
    """A text as it is, without blanks around it."""
    return text.strip()


@dataclass(frozen=True, slots=True)
class RecordField:
    """`show` = the text of a value, `read` = the value of a text (raises KnownError), None = it cannot be typed."""

    show: Callable[[Any], str] = str
    read: Callable[[str], object] | None = same
    fixed: str = "この欄は、ほかの内容から決まります。"
    """Why it cannot be typed."""


PLAIN = RecordField()


class FieldSource(RecordSource):
    """Subclasses give `fields`, `row` and the operations."""

    fields: Mapping[str, RecordField] = {}
    """By column; PLAIN where a column is not named."""
    first = "name"
    """What a new record must have."""

    def __init__(self, desk: MeetingDesk) -> None:
        super().__init__()
        self.desk = desk

    def row(self, record: int) -> Any:
        """The row that a record is read into."""
        raise NotImplementedError

    def add(self, session: Session, values: Mapping[str, Any]) -> int:
        """Make a record. Returns its id."""
        raise NotImplementedError

    def edit(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        """Change fields of a record."""
        raise NotImplementedError

    def delete(self, session: Session, record: int) -> None:
        """Delete a record."""
        raise NotImplementedError

    def put(self, session: Session, record: int, before: int | None) -> None:
        """Put a record before another."""
        raise NotImplementedError

    def value(self, record: int, key: str) -> object:
        """What stands behind a cell."""
        return getattr(self.row(record), key)

    def text(self, record: int, key: str) -> str:
        """As it is edited."""
        value = self.value(record, key)
        return "" if value is None else self.fields.get(key, PLAIN).show(value)

    def why_not(self, _record: int, key: str) -> str:
        """What is worked out."""
        field = self.fields.get(key, PLAIN)
        return field.fixed if field.read is None else ""

    def write(self, changes: Sequence[Change], what: str) -> Sequence[int] | None:
        """Every field through its rule."""
        if any(one.record == NEW and not one.texts.get(self.first, "").strip() for one in changes):
            heading = next(column.heading[-1] for column in self.columns if column.key == self.first)
            self.say(f"先に「{heading}」を入力してください。")
            return None

        def change(session: Session) -> list[int]:
            written = []
            for one in changes:
                values = {key: self._read(key, text) for key, text in one.texts.items()}
                if one.record == NEW:
                    written.append(self.add(session, values))
                else:
                    self.edit(session, one.record, values)
                    written.append(one.record)
            return written

        return self.desk.perform(what, change, self)

    def _read(self, key: str, text: str) -> object:
        read = self.fields.get(key, PLAIN).read
        assert read is not None
        return read(text)

    def remove(self, records: Sequence[int]) -> bool:
        """One undo step."""

        def change(session: Session) -> bool:
            for record in records:
                self.delete(session, record)
            return True

        return bool(self.desk.perform(f"{self.word}の削除", change, self))

    def move(self, records: Sequence[int], before: int | None) -> bool:
        """One undo step."""

        def change(session: Session) -> bool:
            for record in records:
                self.put(session, record, before)
            return True

        return bool(self.desk.perform(f"{self.word}の移動", change, self))
