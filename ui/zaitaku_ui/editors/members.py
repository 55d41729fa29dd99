"""名簿: the 委員 of one 任期 as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.base.typed_day import short_day, typed_day
from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_desktop.model.meeting_vocabulary import offered
from zaitaku_desktop.model.members import in_places
from zaitaku_desktop.model.roster import MembershipRow, PersonRow
from zaitaku_desktop.operations import membership as memberships
from zaitaku_ui.editors.asking_names import LEFT, ask_names
from zaitaku_ui.editors.member_names import person_of, question
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.records.people import KnownNames, KnownPeople
from zaitaku_ui.records.source import NEW, Change, RecordSource
from zaitaku_ui.tables.cell_text import CellText, Paragraph, Piece, Tone
from zaitaku_ui.tables.plain import PlainColumn
from zaitaku_ui.theme import Theme

COLUMNS = (
    PlainColumn("name", ("氏名",), 140),
    PlainColumn("kana", ("ふりがな",), 120),
    PlainColumn("organization", ("所属",), 200),
    PlainColumn("role", ("役職",), 90),
    PlainColumn("profession", ("職種",), 110),
    PlainColumn("selection", ("選出区分",), 110),
    PlainColumn("from_day", ("始まり",), 84),
    PlainColumn("to_day", ("終わり",), 84),
    PlainColumn("note", ("備考",), 160),
)
NO_COMMITTEE = "まだ会議体がありません。「会議体」で追加してください。"
NO_TERM = "まだ任期がありません。「任期」で追加してください。"
NAME_FIRST = "先に氏名を入力してください。"
_OFFERED = {"role": "roles", "profession": "professions", "selection": "selections"}


class MembersSource(RecordSource):
    """The 委員 of `term_id`, those who took a place over below those who left it."""

    name = "委員名簿の表"
    word = "委員"
    unit = "名"
    columns = COLUMNS
    empty = "まだ委員がいません。氏名を入力するか、Excelの名簿を貼り付けてください（Ctrl+V）。"

    def __init__(self, desk: MeetingDesk, theme: Theme, place: QWidget) -> None:
        """`place` = what dialogs belong to."""
        super().__init__()
        self._desk = desk
        self._theme = theme
        self._place = place
        self.term_id: int | None = None

    def records(self) -> Sequence[int]:
        """In their places."""
        if self.term_id not in self._desk.roster.terms:
            return ()
        return [row.id for row in in_places(self._desk.roster.memberships_of(self.term_id or 0))]

    def _row(self, record: int) -> MembershipRow:
        return self._desk.roster.memberships[record]

    def _person(self, record: int) -> PersonRow:
        return self._desk.roster.people[self._row(record).person_id]

    def text(self, record: int, key: str) -> str:
        """As it is edited."""
        row = self._row(record)
        if key in ("name", "kana"):
            return str(getattr(self._person(record), key))
        if key == "organization":
            return self._desk.roster.organization_name(row)
        if key in ("from_day", "to_day"):
            return short_day(getattr(row, key))
        return str(getattr(row, key))

    def look(self, record: int, key: str, text: str) -> CellText | None:
        """A 委員 whose time is over is quiet; who took the place over has an arrow; days are those of the 任期."""
        row, roster = self._row(record), self._desk.roster
        term = roster.terms[row.term_id]
        over = row.to_day is not None and row.to_day < min(dt.date.today(), term.last_day)
        tone: Tone = "quiet" if over else "bold" if key == "name" else "plain"
        if key in ("from_day", "to_day") and not text:
            days = {"from_day": term.first_day, "to_day": term.last_day}
            return CellText((Paragraph((Piece(short_day(days[key]), "quiet"),)),))
        arrow = key == "name" and row.predecessor_id in roster.memberships
        if tone == "plain" and not arrow:
            return None
        return CellText((Paragraph((Piece(text, tone),), arrow=arrow),)) if text else None

    def tip(self, record: int, key: str) -> str:
        """Whose place it was."""
        row = self._row(record)
        before = self._desk.roster.memberships.get(row.predecessor_id or 0)
        if key != "name" or before is None:
            return ""
        person = self._desk.roster.people[before.person_id]
        until = f"（{short_day(before.to_day)}まで）" if before.to_day else ""
        return f"前任：{person.name}{until}"

    def why_not(self, _record: int, _key: str) -> str:
        """Without 任期 nobody can be entered."""
        if self.term_id in self._desk.roster.terms:
            return ""
        return NO_TERM if self._desk.committee is not None else NO_COMMITTEE

    def known(self, record: int, key: str, above: Iterable[str]) -> KnownLines:
        """People and organizations of the whole file, the words of the column and those offered."""
        roster = self._desk.roster
        if key == "name":
            return KnownPeople(roster.people.values())
        if key == "organization":
            return KnownNames(row.name for row in roster.organizations.values())
        if key in _OFFERED:
            return KnownNames(self.choices(key))
        return super().known(record, key, above) if key == "note" else KnownLines(())

    def choices(self, key: str) -> Sequence[str]:
        """The words used so far, then those offered."""
        if key not in _OFFERED:
            return ()
        used = (str(getattr(row, key)) for row in self._desk.roster.memberships.values())
        words = [*sorted({word for word in used if word}), *offered(_OFFERED[key])]  # type: ignore[arg-type]
        return ("", *dict.fromkeys(words))

    def write(self, changes: Sequence[Change], what: str) -> Sequence[int] | None:
        """Asks who is meant where a name is not sure."""
        term_id = self.term_id
        if term_id is None or (why := self._refusal(changes)):
            self.say(why if term_id is not None else self.why_not(NEW, "name"))
            return None
        roster = self._desk.roster
        names = {at: change.texts["name"].strip() for at, change in enumerate(changes) if "name" in change.texts}
        found = {
            at: question(roster, name, None if changes[at].record == NEW else self._person(changes[at].record))
            for at, name in names.items()
        }
        answers = ask_names(self._theme, self._place, found)
        if answers is None:
            self.say(LEFT)
            return None
        read = [self._days(change.texts, self._desk.year) for change in changes]

        def change(session: Session) -> list[int]:
            written = []
            for at, (one, words) in enumerate(zip(changes, read, strict=True)):
                record = one.record
                if at in answers:
                    person = person_of(session, names[at], answers[at])
                    record = self._settle(session, term_id, record, person)
                memberships.write_members(session, term_id, [(record, words)])
                written.append(record)
            return written

        return self._desk.perform(what, change, self)

    @staticmethod
    def _refusal(changes: Sequence[Change]) -> str:
        for change in changes:
            name = change.texts.get("name")
            if (change.record == NEW and not (name or "").strip()) or (name is not None and not name.strip()):
                return (
                    NAME_FIRST
                    if change.record == NEW
                    else "氏名は空にできません。委員から外すときは、行を削除してください。"
                )
        return ""

    @staticmethod
    def _days(texts: object, year: FiscalYear) -> dict[str, str]:
        """Texts without the name, days as every reader reads them."""
        assert isinstance(texts, dict)
        words = {key: str(text) for key, text in texts.items() if key != "name"}
        for key in ("from_day", "to_day"):
            if words.get(key, "").strip() and (day := typed_day(words[key], year)) is not None:
                words[key] = short_day(day)
        return words

    def _settle(self, session: Session, term_id: int, record: int, person: int) -> int:
        """The row of that person; a new one has what is known of the person from elsewhere."""
        if record != NEW:
            memberships.edit_membership(session, record, person_id=person)
            return record
        rows = [row for row in self._desk.roster.memberships.values() if row.person_id == person]
        if not rows:
            return memberships.add_membership(session, term_id, person)
        last = rows[-1]
        return memberships.add_membership(
            session, term_id, person, last.organization_id, profession=last.profession, selection=last.selection
        )

    def remove(self, records: Sequence[int]) -> bool:
        """出欠 stays."""
        name = "委員の削除" if len(records) == 1 else f"委員{len(records)}名の削除"
        self._desk.perform(name, lambda session: memberships.remove_memberships(session, records), self)
        return all(record not in self._desk.roster.memberships for record in records)

    def move(self, records: Sequence[int], before: int | None) -> bool:
        """Within the 任期."""
        self._desk.perform("委員の移動", lambda session: memberships.move_memberships(session, records, before), self)
        return True

    def why_not_move(self) -> str:
        """They can."""
        return ""
