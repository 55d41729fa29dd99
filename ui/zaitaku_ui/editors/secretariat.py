"""事務局 of a 会議体 as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.base.typed_day import short_day, typed_day
from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_desktop.model.roster import SecretariatRow
from zaitaku_desktop.operations import committee as committees
from zaitaku_desktop.operations.person import edit_person
from zaitaku_ui.editors.asking_names import LEFT, ask_names
from zaitaku_ui.editors.member_names import person_of, question
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.records.people import KnownNames, KnownPeople
from zaitaku_ui.records.source import NEW, Change, RecordSource
from zaitaku_ui.tables.plain import PlainColumn
from zaitaku_ui.theme import Theme

COLUMNS = (
    PlainColumn("name", ("氏名",), 150),
    PlainColumn("role", ("所属・役職",), 280),
    PlainColumn("kana", ("ふりがな",), 140),
    PlainColumn("from_day", ("いつから",), 100),
    PlainColumn("to_day", ("いつまで",), 100),
)


def read_days(texts: dict[str, str], keys: Iterable[str], year: FiscalYear) -> dict[str, dt.date | None]:
    """The days among typed texts. Raises KnownError for what is no day."""
    found: dict[str, dt.date | None] = {}
    for key in keys:
        if key in texts:
            words = texts[key].strip()
            day = typed_day(words, year) if words else None
            if words and day is None:
                raise KnownError(
                    f"日付「{words}」を読み取れません。", todo="「R7.4.1」や「4/1」のように書いてください。"
                )
            found[key] = day
    return found


class SecretariatSource(RecordSource):
    """Those of the 会議体 that is meant."""

    name = "事務局の表"
    word = "事務局"
    unit = "名"
    columns = COLUMNS
    empty = "まだ事務局の人がいません。氏名を入力してください。会議を追加すると、その日の人が入ります。"

    def __init__(self, desk: MeetingDesk, theme: Theme, place: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self._place = place

    def _row(self, record: int) -> SecretariatRow:
        return self._desk.roster.secretariat[record]

    def records(self) -> Sequence[int]:
        """In the order of the 会議録."""
        return [row.id for row in self._desk.roster.secretariat.values() if row.committee_id == self._desk.committee_id]

    def text(self, record: int, key: str) -> str:
        """As it is edited."""
        row = self._row(record)
        if key in ("name", "kana"):
            return str(getattr(self._desk.roster.people[row.person_id], key))
        return row.role if key == "role" else short_day(getattr(row, key))

    def why_not(self, record: int, key: str) -> str:
        """Without 会議体, and on the blank row before the name."""
        if self._desk.committee is None:
            return "まだ会議体がありません。「会議体」で追加してください。"
        if record == NEW and key != "name":
            return "先に氏名を入力してください。"
        return ""

    def known(self, record: int, key: str, above: Iterable[str]) -> KnownLines:
        """People, and what others are called."""
        roster = self._desk.roster
        if key == "name":
            return KnownPeople(roster.people.values())
        if key == "role":
            return KnownNames(row.role for row in roster.secretariat.values())
        return KnownLines(())

    def write(self, changes: Sequence[Change], what: str) -> Sequence[int] | None:
        """A new row begins with its name (or has one among the texts pasted)."""
        committee_id, roster = self._desk.committee_id, self._desk.roster
        lacking = any(change.record == NEW and not change.texts.get("name", "").strip() for change in changes)
        if committee_id is None or lacking:
            self.say("先に氏名を入力してください。")
            return None
        found = {
            at: question(
                roster,
                change.texts["name"].strip(),
                None if change.record == NEW else roster.people[self._row(change.record).person_id],
            )
            for at, change in enumerate(changes)
            if change.texts.get("name", "").strip()
        }
        answers = ask_names(self._theme, self._place, found)
        if answers is None:
            self.say(LEFT)
            return None

        def change(session: Session) -> list[int]:
            written = []
            for at, one in enumerate(changes):
                texts = dict(one.texts)
                more: dict[str, object] = dict(read_days(texts, ("from_day", "to_day"), self._desk.year))
                if "role" in texts:
                    more["role"] = texts["role"].strip()
                record, person = one.record, 0 if one.record == NEW else self._row(one.record).person_id
                if at in answers:
                    person = person_of(session, texts["name"].strip(), answers[at])
                if record == NEW:
                    record = committees.add_secretariat(session, committee_id, person)
                committees.edit_secretariat(session, record, person_id=person, **more)
                if texts.get("kana", "").strip():
                    edit_person(session, person, kana=texts["kana"].strip())
                written.append(record)
            return written

        return self._desk.perform(what, change, self)

    def remove(self, records: Sequence[int]) -> bool:
        """出欠 stays."""

        def change(session: Session) -> None:
            for record in records:
                committees.remove_secretariat(session, record)

        self._desk.perform("事務局の削除", change, self)
        return all(record not in self._desk.roster.secretariat for record in records)

    def move(self, records: Sequence[int], before: int | None) -> bool:
        """The order in which a 会議録 has them."""

        def change(session: Session) -> None:
            for record in records:
                committees.move_secretariat(session, record, before)

        self._desk.perform("事務局の移動", change, self)
        return True

    def why_not_move(self) -> str:
        """They can."""
        return ""
