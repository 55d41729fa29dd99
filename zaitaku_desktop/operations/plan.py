"""Make and edit a plan as a whole."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.plan import Plan


def _check_period(first_year: int, last_year: int) -> None:
    if not first_year <= last_year <= first_year + 20:
        raise KnownError(
            "計画の期間が読み取れません。", todo="始まりの年度を終わりの年度より前にしてください（20年まで）。"
        )


def create_plan(session: Session, title: str, first_year: int, last_year: int, due: str = "") -> int:
    """Make a plan of these 年度 (start years). Returns its id. Raises KnownError for an impossible period."""
    _check_period(first_year, last_year)
    count = session.scalar(select(func.count()).select_from(Plan)) or 0
    plan = Plan(title=title, first_year=first_year, last_year=last_year, due=due, position=count)
    session.add(plan)
    session.flush()
    return plan.id


def edit_plan(
    session: Session,
    plan_id: int,
    *,
    title: str | None = None,
    first_year: int | None = None,
    last_year: int | None = None,
    due: str | None = None,
) -> None:
    """Change what is given. A shorter period hides entries of other 年度, it deletes none."""
    plan = session.get_one(Plan, plan_id)
    given = {"title": title, "first_year": first_year, "last_year": last_year, "due": due}
    for name, value in given.items():
        if value is not None:
            setattr(plan, name, value)
    _check_period(plan.first_year, plan.last_year)
    session.flush()
