"""会議体 with 任期 and 事務局."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.committee import Committee, Membership, SecretariatMember, Term
from zaitaku_desktop.model.meeting import Meeting
from zaitaku_desktop.model.number_signs import STANDARD, is_sample
from zaitaku_desktop.model.person import Person
from zaitaku_desktop.model.training import TrainingLecturer
from zaitaku_desktop.operations.municipality import must_be_days, must_be_policy
from zaitaku_desktop.operations.records import edit, in_order, must_have, placed, required


def committee_of(session: Session, committee_id: int) -> Committee:
    """The 会議体. Raises KnownError if it is gone."""
    return must_have(session, Committee, committee_id, "会議体")


def add_committee(session: Session, name: str, *, parent_id: int | None = None, **more: object) -> int:
    """Add a 会議体 (`parent_id` = the one it is a 部会 of), last among its siblings. Returns its id.

    `more` = other columns by name. Raises KnownError without a name, for a numbering or rules of its 会議録 that are
    none, or if the one above is gone.
    """
    if parent_id is not None:
        committee_of(session, parent_id)
    count = session.scalar(select(func.count()).select_from(Committee)) or 0
    committee = Committee(
        name=required(name, "会議体の名前"), parent_id=parent_id, scheme=list(STANDARD), position=count
    )
    _check(more)
    edit(committee, more)
    session.add(committee)
    session.flush()
    return committee.id


def edit_committee(session: Session, committee_id: int, **changes: object) -> None:
    """Change columns of a 会議体 by their names. Raises KnownError as `add_committee`, or for a 会議体 below itself."""
    committee = committee_of(session, committee_id)
    if "name" in changes:
        changes["name"] = required(str(changes["name"]), "会議体の名前")
    _check(changes)
    parent = changes.get("parent_id")
    while isinstance(parent, int):
        if parent == committee_id:
            raise KnownError(
                "会議体を、それ自身の下には置けません。", todo="親の会議体を選び直してください。", place=committee.name
            )
        parent = committee_of(session, parent).parent_id
    edit(committee, changes)
    session.flush()


def _check(changes: dict[str, object]) -> None:
    must_be_policy(changes.get("minutes_policy"))
    must_be_days(changes.get("minutes_days"))
    scheme = changes.get("scheme")
    if isinstance(scheme, list | tuple) and (wrong := [text for text in scheme if not is_sample(text)]):
        raise KnownError(
            f"「{wrong[0]}」は番号の見本として読み取れません。",
            todo="「1」「(1)」「①」「ア」「(ア)」のように書いてください。",
        )


def move_committee(session: Session, committee_id: int, before_id: int | None = None) -> None:
    """Put a 会議体 before another in the list (None = last)."""
    committee = committee_of(session, committee_id)
    rows = list(session.scalars(select(Committee).order_by(Committee.position, Committee.id)))
    in_order(placed(rows, [committee], before_id))
    session.flush()


def delete_committee(session: Session, committee_id: int, *, with_meetings: bool = False) -> None:
    """Delete a 会議体 with its 任期 and 委員; its 部会 stay, under nobody, its name where it was 講師.

    Raises KnownError if it has meetings, unless these shall go as well.
    """
    committee = committee_of(session, committee_id)
    count = session.scalar(select(func.count()).select_from(Meeting).where(Meeting.committee_id == committee_id))
    if count and not with_meetings:
        raise KnownError(
            f"「{committee.name}」には会議が{count}件あるため、削除できません。",
            todo="使わなくなったときは、終了日を入れてください。",
        )
    spoke = update(TrainingLecturer).where(TrainingLecturer.committee_id == committee_id, TrainingLecturer.text == "")
    session.execute(spoke.values(text=committee.name))
    session.delete(committee)
    session.flush()


# -- 任期 ---------------------------------------------------------------------------------------------------


def _check_days(first: dt.date | None, last: dt.date | None, what: str) -> None:
    if first is not None and last is not None and last < first:
        raise KnownError(f"{what}の終わりが始まりより前です。", todo="日付を入れ直してください。")


def add_term(session: Session, committee_id: int, first_day: dt.date, last_day: dt.date, name: str = "") -> int:
    """Add a 任期 (both days included). Returns its id. Raises KnownError for one that ends before it begins."""
    committee_of(session, committee_id)
    _check_days(first_day, last_day, "任期")
    count = session.scalar(select(func.count()).select_from(Term).where(Term.committee_id == committee_id)) or 0
    term = Term(committee_id=committee_id, name=name, first_day=first_day, last_day=last_day, position=count)
    session.add(term)
    session.flush()
    return term.id


def add_next_term(session: Session, committee_id: int, first_day: dt.date, last_day: dt.date, name: str = "") -> int:
    """Add a 任期 with the 委員 who were there at the end of the last one, in their order. Returns its id."""
    last = session.scalars(select(Term).where(Term.committee_id == committee_id).order_by(Term.last_day.desc())).first()
    term_id = add_term(session, committee_id, first_day, last_day, name)
    if last is None:
        return term_id
    rows = select(Membership).where(Membership.term_id == last.id).order_by(Membership.position, Membership.id)
    staying = [row for row in session.scalars(rows) if row.to_day is None or row.to_day >= last.last_day]
    for position, row in enumerate(staying):
        session.add(
            Membership(
                term_id=term_id,
                person_id=row.person_id,
                organization_id=row.organization_id,
                role=row.role,
                profession=row.profession,
                selection=row.selection,
                position=position,
            )
        )
    session.flush()
    return term_id


def edit_term(session: Session, term_id: int, **changes: object) -> None:
    """Change name or days of a 任期. Raises KnownError for one that ends before it begins, or if it is gone."""
    term = must_have(session, Term, term_id, "任期")
    edit(term, changes, fixed=("committee_id",))
    _check_days(term.first_day, term.last_day, "任期")
    session.flush()


def delete_term(session: Session, term_id: int) -> None:
    """Delete a 任期 with its 委員; the 出欠 of its meetings stays. Raises KnownError if it is gone."""
    session.delete(must_have(session, Term, term_id, "任期"))
    session.flush()


# -- 事務局 -------------------------------------------------------------------------------------------------


def _secretariat(session: Session, committee_id: int) -> Sequence[SecretariatMember]:
    rows = select(SecretariatMember).where(SecretariatMember.committee_id == committee_id)
    return list(session.scalars(rows.order_by(SecretariatMember.position, SecretariatMember.id)))


def add_secretariat(
    session: Session,
    committee_id: int,
    person_id: int,
    role: str = "",
    *,
    from_day: dt.date | None = None,
    to_day: dt.date | None = None,
) -> int:
    """Add somebody to the 事務局 of a 会議体, last. Returns the id. Raises KnownError for days the wrong way round."""
    committee_of(session, committee_id)
    must_have(session, Person, person_id, "人")
    _check_days(from_day, to_day, "期間")
    row = SecretariatMember(
        committee_id=committee_id,
        person_id=person_id,
        role=role,
        from_day=from_day,
        to_day=to_day,
        position=len(_secretariat(session, committee_id)),
    )
    session.add(row)
    session.flush()
    return row.id


def edit_secretariat(session: Session, row_id: int, **changes: object) -> None:
    """Change role, days or person. Raises KnownError for days the wrong way round, or if the row is gone."""
    row = must_have(session, SecretariatMember, row_id, "事務局の行")
    edit(row, changes, fixed=("committee_id",))
    _check_days(row.from_day, row.to_day, "期間")
    session.flush()


def move_secretariat(session: Session, row_id: int, before_id: int | None = None) -> None:
    """Put somebody of the 事務局 before another (None = last)."""
    row = must_have(session, SecretariatMember, row_id, "事務局の行")
    in_order(placed(_secretariat(session, row.committee_id), [row], before_id))
    session.flush()


def remove_secretariat(session: Session, row_id: int) -> None:
    """Take somebody off the 事務局; 出欠 stays. Raises KnownError if the row is gone."""
    row = must_have(session, SecretariatMember, row_id, "事務局の行")
    session.delete(row)
    session.flush()
    in_order(_secretariat(session, row.committee_id))
    session.flush()
