"""Organizations: add, edit, put two entries together, delete."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.committee import Membership
from zaitaku_desktop.model.organization import Organization
from zaitaku_desktop.model.people_names import Likeness, exactly, likeness
from zaitaku_desktop.operations.records import edit, must_have, required


def add_organization(session: Session, name: str, *, kana: str = "", short_name: str = "", note: str = "") -> int:
    """Add an organization. Returns its id. Raises KnownError without a name."""
    row = Organization(name=required(name, "所属"), kana=kana, short_name=short_name, note=note)
    session.add(row)
    session.flush()
    return row.id


def organizations_named(session: Session, name: str) -> list[tuple[Organization, Likeness]]:
    """Every organization of this name or a similar one, the likest first."""
    rows = session.scalars(select(Organization).order_by(Organization.id))
    found = [(row, likeness(name, row.name)) for row in rows]
    return sorted((one for one in found if one[1]), key=lambda one: -one[1])


def ensure_organization(session: Session, name: str) -> int | None:
    """The organization of exactly this name (blanks aside), else a new one; None for no name. Returns the id."""
    if not name.strip():
        return None
    same = exactly(session.execute(select(Organization.id, Organization.name).order_by(Organization.id)), name)
    return add_organization(session, name) if same is None else same


def edit_organization(session: Session, organization_id: int, **changes: object) -> None:
    """Change name, kana, short_name or note. Raises KnownError without a name, or if it is gone."""
    if "name" in changes:
        changes["name"] = required(str(changes["name"]), "所属")
    edit(must_have(session, Organization, organization_id, "所属"), changes)
    session.flush()


def delete_organization(session: Session, organization_id: int) -> None:
    """Delete an organization that nobody comes from. Raises KnownError if somebody does."""
    row = must_have(session, Organization, organization_id, "所属")
    count = session.scalar(
        select(func.count()).select_from(Membership).where(Membership.organization_id == organization_id)
    )
    if count:
        raise KnownError(
            f"「{row.name}」の委員が{count}人いるため、削除できません。", todo="先に、委員の所属を変えてください。"
        )
    session.delete(row)
    session.flush()


def merge_organizations(session: Session, kept_id: int, other_id: int) -> None:
    """Decide that two entries are one organization: its 委員 come from `kept_id`, the other goes.

    Raises KnownError if one is gone, or both are one.
    """
    must_have(session, Organization, kept_id, "所属")
    other = must_have(session, Organization, other_id, "所属")
    if kept_id == other_id:
        raise KnownError("同じ所属を選んでいます。", todo="まとめる相手を選び直してください。")
    theirs = update(Membership).where(Membership.organization_id == other_id)
    session.execute(theirs.values(organization_id=kept_id))
    session.delete(other)
    session.flush()
