"""任期 of a 会議体 as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.typed_day import short_day, typed_day
from zaitaku_desktop.model.roster import TermRow
from zaitaku_desktop.operations import committee as committees
from zaitaku_ui.records.fields import FieldSource, RecordField
from zaitaku_ui.records.source import NEW
from zaitaku_ui.tables.plain import PlainColumn

COLUMNS = (
    PlainColumn("first_day", ("始まり",), 130),
    PlainColumn("last_day", ("終わり",), 130),
    PlainColumn("name", ("呼び名",), 160),
    PlainColumn("members", ("委員",), 90),
)


def read_day(text: str) -> object:
    """A day. Raises KnownError for a blank, and for what is none."""
    if (day := typed_day(text)) is None:
        raise KnownError(f"日付「{text.strip()}」を読み取れません。", todo="「R7.4.1」のように書いてください。")
    return day


class TermsSource(FieldSource):
    """Those of the 会議体 that is meant. A new one has the 委員 of the last one."""

    name = "任期の表"
    word = "任期"
    columns = COLUMNS
    first = "first_day"
    empty = "まだ任期がありません。始まりの日を入力してください（例　R7.4.1）。終わりは2年後の3月31日が入ります。"
    fields: Mapping[str, RecordField] = {
        "first_day": RecordField(short_day, read_day),
        "last_day": RecordField(short_day, read_day),
        "members": RecordField(str, None, "委員の数は、名簿から数えています。"),
    }

    def records(self) -> Sequence[int]:
        """The earliest first."""
        return [term.id for term in self.desk.terms()]

    def row(self, record: int) -> TermRow:
        """The 任期."""
        return self.desk.roster.terms[record]

    def text(self, record: int, key: str) -> str:
        """With the number of its 委員."""
        if key == "members":
            return f"{len(self.desk.roster.memberships_of(record))}名"
        return super().text(record, key)

    def why_not(self, record: int, key: str) -> str:
        """Without 会議体."""
        if self.desk.committee is None:
            return "まだ会議体がありません。「会議体」で追加してください。"
        if record == NEW and key != "first_day":
            return "先に、始まりの日を入力してください。"
        return super().why_not(record, key)

    def add(self, session: Session, values: Mapping[str, Any]) -> int:
        """Two years, unless an end was pasted too."""
        first = values["first_day"]
        last = values.get("last_day") or first.replace(year=first.year + 2, month=3, day=31)
        committee = self.desk.committee_id
        assert committee is not None
        return committees.add_next_term(session, committee, first, last, str(values.get("name", "")))

    def edit(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        """Days and name."""
        committees.edit_term(session, record, **values)

    def delete(self, session: Session, record: int) -> None:
        """With its 委員."""
        committees.delete_term(session, record)

    def why_not_move(self) -> str:
        """By their days."""
        return "任期は、始まりの日の順に並びます。"
