"""People: added, edited, put together, deleted. A similar name (濱 / 浜) is somebody else until a clerk decides."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.attendance import Attendance
from zaitaku_desktop.model.committee import Membership, SecretariatMember
from zaitaku_desktop.model.confirmation import Confirmation
from zaitaku_desktop.model.outline import OutlineBlock
from zaitaku_desktop.model.people_names import Like, exactly, people_like
from zaitaku_desktop.model.person import Person
from zaitaku_desktop.model.references import Kind, Reference, references, resolved
from zaitaku_desktop.model.roster import PersonRow
from zaitaku_desktop.model.training import TrainingLecturer
from zaitaku_desktop.operations.records import edit, must_have, required

_USES = (
    Membership.person_id,
    SecretariatMember.person_id,
    Attendance.person_id,
    Confirmation.person_id,
    OutlineBlock.speaker_id,
    OutlineBlock.assignee_id,
    TrainingLecturer.person_id,
)


def add_person(session: Session, name: str, *, kana: str = "", note: str = "") -> int:
    """Add somebody, whoever else has a similar name. Returns the id. Raises KnownError without a name."""
    person = Person(name=required(name, "氏名"), kana=kana.strip(), note=note)
    session.add(person)
    session.flush()
    return person.id


def people_named(session: Session, name: str) -> list[Like]:
    """Everybody with this name or a similar one, the likest first."""
    rows = session.execute(select(Person.id, Person.name, Person.kana, Person.note).order_by(Person.id))
    return people_like(name, [PersonRow(*row) for row in rows])


def ensure_person(session: Session, name: str, *, kana: str = "") -> int:
    """The one person of exactly this name (glyph for glyph, blanks aside), else a new one. Returns the id.

    Where several people have the name, the first of them. Raises KnownError without a name.
    """
    same = exactly(session.execute(select(Person.id, Person.name).order_by(Person.id)), name)
    return add_person(session, name, kana=kana) if same is None else same


def edit_person(session: Session, person_id: int, **changes: object) -> None:
    """Change name, kana or note; what was printed before (出欠) keeps its own words.

    Raises KnownError without a name, or if the person is gone.
    """
    if "name" in changes:
        changes["name"] = required(str(changes["name"]), "氏名")
    edit(must_have(session, Person, person_id, "人"), changes)
    session.flush()


def uses_of(session: Session, person_id: int) -> int:
    """In how many records the person stands."""
    return sum(
        session.scalar(select(func.count()).select_from(column.class_).where(column == person_id)) or 0
        for column in _USES
    )


def delete_person(session: Session, person_id: int) -> None:
    """Delete somebody who stands nowhere. Raises KnownError if there are records of the person."""
    person = must_have(session, Person, person_id, "人")
    if count := uses_of(session, person_id):
        raise KnownError(
            f"「{person.name}」は、名簿、会議、研修の記録に{count}か所あるため、削除できません。",
            todo="先に、名簿、出欠、講師から外してください。",
        )
    session.delete(person)
    session.flush()


def merge_people(session: Session, kept_id: int, other_id: int) -> None:
    """Decide that two entries are one person: `kept_id` stands wherever the other did, the other goes.

    出欠 and 講師 keep the glyphs that were printed. Raises KnownError if one is gone, or both are one.
    """
    kept, other = must_have(session, Person, kept_id, "人"), must_have(session, Person, other_id, "人")
    if kept_id == other_id:
        raise KnownError("同じ人を選んでいます。", todo="まとめる相手を選び直してください。")
    if other.name != kept.name:
        printed = update(Attendance).where(Attendance.person_id == other_id, Attendance.printed_name == "")
        session.execute(printed.values(printed_name=other.name))
        spoke = update(TrainingLecturer).where(TrainingLecturer.person_id == other_id, TrainingLecturer.text == "")
        session.execute(spoke.values(text=other.name))
    for column in _USES:
        session.execute(update(column.class_).where(column == other_id).values({column.key: kept_id}))
    _retarget(session, other_id, kept_id)
    session.expire_all()
    session.delete(session.get_one(Person, other_id))
    session.flush()


def _retarget(session: Session, before: int, after: int) -> None:
    """Let references in the texts of 会議録 point to the person who stays."""

    def say(found: Reference) -> str:
        mine = found.kind is Kind.PERSON and found.id == before
        return Reference(Kind.PERSON, after, found.how).token if mine else found.token

    for block in session.scalars(select(OutlineBlock)):
        if any(found.kind is Kind.PERSON and found.id == before for found in references(block.text)):
            block.text = resolved(block.text, say)
    session.flush()
