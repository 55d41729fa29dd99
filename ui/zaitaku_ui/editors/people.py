"""Everybody who stands in the file, and every organization, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_desktop.model.people_names import name_key
from zaitaku_desktop.model.roster import OrganizationRow, PersonRow, Roster
from zaitaku_desktop.operations import organization as organizations
from zaitaku_desktop.operations import person as people
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.records.fields import FieldSource, RecordField
from zaitaku_ui.tables.plain import PlainColumn

PEOPLE = (
    PlainColumn("name", ("氏名",), 160),
    PlainColumn("kana", ("ふりがな",), 160),
    PlainColumn("where", ("名簿と事務局",), 380),
    PlainColumn("like", ("似た氏名",), 180),
    PlainColumn("note", ("備考",), 220),
)
ORGANIZATIONS = (
    PlainColumn("name", ("名前",), 260),
    PlainColumn("kana", ("ふりがな",), 200),
    PlainColumn("short_name", ("略称",), 140),
    PlainColumn("members", ("委員",), 80),
    PlainColumn("like", ("似た名前",), 200),
    PlainColumn("note", ("備考",), 220),
)
BY_KANA = "この表は、ふりがなの順に並びます。"
WORKED_OUT = RecordField(str, None, "この欄は、名簿から作っています。名簿で直してください。")


class Likes:
    """Which names are one name in other glyphs, for one reading of the roster."""

    def __init__(self) -> None:
        self._roster: Roster | None = None
        self._names: dict[str, list[PersonRow | OrganizationRow]] = {}

    def of(
        self, roster: Roster, row: PersonRow | OrganizationRow, others: Iterable[PersonRow | OrganizationRow]
    ) -> str:
        """The names like that of `row`, "" for none."""
        if roster is not self._roster:
            self._roster, self._names = roster, {}
            for other in others:
                self._names.setdefault(name_key(other.name), []).append(other)
        found = self._names.get(name_key(row.name), [])
        return "、".join(other.name for other in found if other.id != row.id)


class PeopleSource(FieldSource):
    """By ふりがな."""

    name = "人の表"
    word = "人"
    unit = "名"
    columns = PEOPLE
    empty = "まだ誰も登録されていません。名簿に入力した人が、ここに並びます。"
    fields: Mapping[str, RecordField] = {"where": WORKED_OUT, "like": WORKED_OUT}

    def __init__(self, desk: MeetingDesk) -> None:
        super().__init__(desk)
        self._likes = Likes()

    def records(self) -> Sequence[int]:
        """Those without ふりがな by their names."""
        rows = sorted(self.desk.roster.people.values(), key=lambda row: (name_key(row.kana or row.name), row.id))
        return [row.id for row in rows]

    def row(self, record: int) -> PersonRow:
        """The person."""
        return self.desk.roster.people[record]

    def text(self, record: int, key: str) -> str:
        """With where the person stands, and who has a similar name."""
        if key == "like":
            return self._likes.of(self.desk.roster, self.row(record), self.desk.roster.people.values())
        if key == "where":
            return self._where(record)
        return super().text(record, key)

    def _where(self, record: int) -> str:
        roster = self.desk.roster
        found: list[str] = []
        for row in roster.memberships.values():
            if row.person_id == record:
                committee = roster.committees[roster.terms[row.term_id].committee_id]
                organization = roster.organization_name(row)
                found.append((committee.short_name or committee.name) + (f"（{organization}）" if organization else ""))
        for office in roster.secretariat.values():
            if office.person_id == record:
                committee = roster.committees[office.committee_id]
                found.append(f"{committee.short_name or committee.name}の事務局")
        return "、".join(dict.fromkeys(found))

    def known(self, record: int, key: str, above: Iterable[str]) -> KnownLines:
        """Nobody is called like another one by the program."""
        return super().known(record, key, above) if key == "note" else KnownLines(())

    def add(self, session: Session, values: Mapping[str, Any]) -> int:
        """Somebody new, whoever has a similar name: the column beside says so."""
        more = {key: str(value) for key, value in values.items() if key in ("kana", "note")}
        return people.add_person(session, str(values["name"]), **more)

    def edit(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        """The person, wherever he stands."""
        people.edit_person(session, record, **values)

    def delete(self, session: Session, record: int) -> None:
        """Refused while the person stands anywhere."""
        people.delete_person(session, record)

    def why_not_move(self) -> str:
        """By ふりがな."""
        return BY_KANA


class OrganizationsSource(FieldSource):
    """By ふりがな."""

    name = "所属の表"
    word = "所属"
    columns = ORGANIZATIONS
    empty = "まだ所属がありません。名簿に入力した所属が、ここに並びます。"
    fields: Mapping[str, RecordField] = {"members": WORKED_OUT, "like": WORKED_OUT}

    def __init__(self, desk: MeetingDesk) -> None:
        super().__init__(desk)
        self._likes = Likes()

    def records(self) -> Sequence[int]:
        """Those without ふりがな by their names."""
        rows = self.desk.roster.organizations.values()
        return [row.id for row in sorted(rows, key=lambda row: (name_key(row.kana or row.name), row.id))]

    def row(self, record: int) -> OrganizationRow:
        """The organization."""
        return self.desk.roster.organizations[record]

    def text(self, record: int, key: str) -> str:
        """With how many come from there, and what is called nearly so."""
        roster = self.desk.roster
        if key == "members":
            people_ = {row.person_id for row in roster.memberships.values() if row.organization_id == record}
            return f"{len(people_)}名" if people_ else ""
        if key == "like":
            return self._likes.of(roster, self.row(record), roster.organizations.values())
        return super().text(record, key)

    def known(self, record: int, key: str, above: Iterable[str]) -> KnownLines:
        """None for names."""
        return super().known(record, key, above) if key == "note" else KnownLines(())

    def add(self, session: Session, values: Mapping[str, Any]) -> int:
        """A new one."""
        more = {key: str(value) for key, value in values.items() if key in ("kana", "short_name", "note")}
        return organizations.add_organization(session, str(values["name"]), **more)

    def edit(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        """The organization, wherever it stands."""
        organizations.edit_organization(session, record, **values)

    def delete(self, session: Session, record: int) -> None:
        """Refused while somebody comes from it."""
        organizations.delete_organization(session, record)

    def why_not_move(self) -> str:
        """By ふりがな."""
        return BY_KANA
