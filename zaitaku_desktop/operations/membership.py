"""委員 of a 任期: add, edit, replace in mid-term, order, and a table of them pasted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.read_day import read_day
from zaitaku_desktop.model.committee import Membership, Term
from zaitaku_desktop.model.organization import Organization
from zaitaku_desktop.model.person import Person
from zaitaku_desktop.operations.organization import ensure_organization
from zaitaku_desktop.operations.person import edit_person, ensure_person
from zaitaku_desktop.operations.records import edit, in_order, must_have, placed

_WORDS = ("role", "profession", "selection", "note")


def _membership(session: Session, membership_id: int) -> Membership:
    return must_have(session, Membership, membership_id, "委員")


def _rows(session: Session, term_id: int) -> Sequence[Membership]:
    rows = select(Membership).where(Membership.term_id == term_id).order_by(Membership.position, Membership.id)
    return list(session.scalars(rows))


def _check(session: Session, row: Membership) -> None:
    term = session.get_one(Term, row.term_id)
    first, last = row.from_day or term.first_day, row.to_day or term.last_day
    if last < first:
        raise KnownError("委員の任期の終わりが始まりより前です。", todo="日付を入れ直してください。")


def add_membership(
    session: Session, term_id: int, person_id: int, organization_id: int | None = None, **more: object
) -> int:
    """Add a 委員, last in the 任期. `more` = other columns by name. Returns the id.

    Raises KnownError if 任期, person or organization is gone, or for days the wrong way round.
    """
    must_have(session, Person, person_id, "人")
    if organization_id is not None:
        must_have(session, Organization, organization_id, "所属")
    return _add(session, term_id, {"person_id": person_id, "organization_id": organization_id, **more})


def _add(session: Session, term_id: int, columns: Mapping[str, object]) -> int:
    must_have(session, Term, term_id, "任期")
    count = session.scalar(select(func.count()).select_from(Membership).where(Membership.term_id == term_id))
    row = Membership(term_id=term_id, position=count or 0)
    edit(row, columns)
    _check(session, row)
    session.add(row)
    session.flush()
    return row.id


def edit_membership(session: Session, membership_id: int, **changes: object) -> None:
    """Change columns of a 委員 by their names. Raises KnownError as `add_membership`."""
    row = _membership(session, membership_id)
    edit(row, changes, fixed=("term_id",))
    _check(session, row)
    session.flush()


def move_memberships(session: Session, membership_ids: Sequence[int], before_id: int | None = None) -> None:
    """Put 委員 of one 任期 before another (None = last). Raises KnownError if one is gone, or for several 任期."""
    chosen = [_membership(session, one) for one in membership_ids]
    if len({row.term_id for row in chosen}) > 1:
        raise KnownError("違う任期の委員は、一緒には移せません。", todo="1つの任期の中で選んでください。")
    if chosen:
        rows = _rows(session, chosen[0].term_id)
        ids = {row.id for row in chosen}
        in_order(placed(rows, [row for row in rows if row.id in ids], before_id))
        session.flush()


def remove_memberships(session: Session, membership_ids: Sequence[int]) -> None:
    """Take 委員 off a 任期; their 出欠 stays."""
    terms = set()
    for one in membership_ids:
        row = session.get(Membership, one)
        if row is not None:
            terms.add(row.term_id)
            session.delete(row)
    session.flush()
    session.expire_all()
    for term_id in terms:
        in_order(_rows(session, term_id))
    session.flush()


def replace_member(
    session: Session,
    membership_id: int,
    day: dt.date,
    person_id: int,
    organization_id: int | None = None,
    *,
    role: str = "",
) -> int:
    """Mid-term replacement (交代): somebody takes the place from that day on, the predecessor's ends the day before.

    職種 and 選出区分 are those of the place; `organization_id` None = the predecessor's. Returns the successor's id.
    Raises KnownError for a day outside the predecessor's time, or if one is gone.
    """
    before = _membership(session, membership_id)
    must_have(session, Person, person_id, "人")
    term = session.get_one(Term, before.term_id)
    first, last = before.from_day or term.first_day, before.to_day or term.last_day
    if not first < day <= last:
        raise KnownError("交代の日が、前任の委員の任期の中にありません。", todo="日付を入れ直してください。")
    successor = Membership(
        term_id=before.term_id,
        person_id=person_id,
        organization_id=before.organization_id if organization_id is None else organization_id,
        role=role,
        profession=before.profession,
        selection=before.selection,
        from_day=day,
        to_day=before.to_day,
        predecessor_id=before.id,
    )
    before.to_day = day - dt.timedelta(days=1)
    rows = list(_rows(session, before.term_id))
    session.add(successor)
    rows.insert([row.id for row in rows].index(before.id) + 1, successor)
    in_order(rows)
    session.flush()
    return successor.id


def write_members(session: Session, term_id: int, rows: Sequence[tuple[int | None, Mapping[str, str]]]) -> list[int]:
    """Write rows of 名簿 as typed or pasted: the id of a 委員 (None = a new one, last) and texts by field.

    Fields: name, kana, organization, role, profession, selection, note, from_day, to_day. Another name is another
    person (the one of exactly that name, else a new one). A new row without a name is left out. Returns the ids of the
    rows written. Raises KnownError, naming the row, for a date that cannot be read.
    """
    return [
        made
        for number, (membership_id, words) in enumerate(rows, 1)
        if (made := _write(session, term_id, membership_id, words, f"{number}行目")) is not None
    ]


def _write(
    session: Session, term_id: int, membership_id: int | None, words: Mapping[str, str], place: str
) -> int | None:
    name = words.get("name", "").strip()
    if membership_id is None and not name:
        return None
    changes: dict[str, object] = {key: words[key].strip() for key in _WORDS if key in words}
    for key in ("from_day", "to_day"):
        if key in words:
            changes[key] = _day(words[key], place)
    if "organization" in words:
        changes["organization_id"] = ensure_organization(session, words["organization"])
    if name:
        changes["person_id"] = ensure_person(session, name)
    if membership_id is None:
        membership_id = _add(session, term_id, changes)
    else:
        edit_membership(session, membership_id, **changes)
    if words.get("kana"):
        edit_person(session, _membership(session, membership_id).person_id, kana=words["kana"].strip())
    return membership_id


def _day(text: str, place: str) -> dt.date | None:
    if not text.strip():
        return None
    found = read_day(text)
    if found is None:
        raise KnownError(
            f"日付「{text.strip()}」を読み取れません。", todo="「R7.4.1」のように書いてください。", place=place
        )
    return found
